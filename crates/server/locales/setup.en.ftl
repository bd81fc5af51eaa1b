# Pages and what they are made of, in the console.

## Pages

setup-title = Pages
setup-new = Make a page
setup-none = There is no page yet.
setup-parts = Services
setup-edit = Settings
setup-look = As readers see it
setup-private = private
setup-new-lead = Name and languages can be changed later; the name in addresses cannot.
setup-slug = Name in addresses
setup-slug-hint = Lower-case letters, digits and “-”, such as my-page
setup-name = Name
setup-locales = Languages
setup-locales-hint = Tags with commas between, the default first: fr, en, it
setup-zone = Time zone
setup-zone-hint = Such as Europe/Paris
setup-hosts = Own host names
setup-hosts-hint = Such as status.example.com; several with commas. May stay empty.
setup-access = Who may read it?
setup-access-public = Everyone
setup-access-private = Whoever has a link or the password
setup-approval = A second person looks before anything is published
setup-prefix = References of incidents begin with
setup-prefix-hint = Such as TSR-; a number follows by itself. May stay empty.
setup-do-make = Make the page
setup-do-store = Save
setup-done = Saved.
setup-kept = Kept by the file { $file }: what it says wins the next time it is applied.

## Services

parts-lead = In the order in which readers see them.
parts-kept = kept by a file
parts-none = There is no service yet.
parts-alone = In no group
parts-new = Add a service
parts-new-group = Add a group
parts-edit = Change
parts-up = Up
parts-down = Down
parts-name = Name
parts-about = What it is, in a sentence
parts-group = Group
parts-group-none = None
parts-showcase = Show its last ninety days
parts-only = Show it only while something is wrong with it
parts-delete = Remove this service
parts-delete-group = Remove the group
parts-delete-note = Incidents that name it still do.
parts-delete-group-note = Its services stay, in no group.

## Templates

templates-title = Templates
templates-lead = Texts prepared in advance, for when something breaks.
templates-none = There is no template yet.
templates-new = Make a template
templates-name = What do you call it?
templates-name-hint = Only the team sees this.
templates-what = Title of the incident
templates-places = Put what is filled in later in double braces, such as a service’s name.
templates-text = What readers are told
templates-status = Status
templates-impact = Impact
templates-open = left open
templates-parts = Services that change with it
templates-delete = Remove the template
setup-gather = Gather quick further words
setup-gather-hint = So many minutes a further word waits for others, to go in one message with them; 0 sends each at once. The first word and the all-clear never wait.
