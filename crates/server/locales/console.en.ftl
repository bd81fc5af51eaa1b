# What the console says around the desk: its frame, the door, accounts, members, keys.

## The frame

console-ways = Console
console-way-desk = Desk
console-sign-out = Sign out
console-back = To the desk
console-not-found = There is nothing at this address, or you have no role on that page.
console-refused = This was not done
console-fault = Something broke on our side. Nothing of what you typed was kept; go back and try again. Tell your operator this number:

## The door

sign-in-title = Sign in
sign-in-enter = Sign in
sign-in-lost = Lost your password? An administrator can make you a link. Without one, whoever runs this server can, with “beffroi member link”.
field-name = Name
field-email = Mail address
field-password = Password
field-password-hint = 12 characters or more. Four words that do not belong together are easy to remember and hard to guess.
welcome-first = The first administrator
welcome-first-lead = Nobody administers this installation yet. Whoever has this link does from now on, and can let others in.
welcome-invite = Welcome
welcome-invite-lead = { $name }, choose a password. You sign in with { $email }.
welcome-recover = A new password
welcome-recover-lead = { $name }, choose a new password. You sign in with { $email }; all other sessions end.
welcome-enter = Choose this password and sign in

## Accounts

console-way-members = Members
console-way-keys = Keys
account-title = Your account
account-password = Change password
account-password-set = Change password
account-sessions = Where you are signed in
account-sessions-note = A session lasts 14 days. End any that you do not know, then change your password.
account-since = since
account-seen = last used
account-this = this browser
account-end = End
account-end-others = End all other sessions
field-old = Your password now
done-password = Your password is changed. All other sessions have ended.
done-ended = The session has ended.

## Members

all-pages = all pages
role-reader = Reader
role-responder = Responder
role-publisher = Publisher
role-administrator = Administrator
role-reader-may = Reader: sees drafts and notes
role-responder-may = Responder: writes drafts
role-publisher-may = Publisher: publishes
role-administrator-may = Administrator: also says who may
role-on = { $role } on { $page }
role-give = Give this role
role-take = Take away
members-title = Members
members-gone = Left
member-left = left
member-nobody = Somebody who is forgotten
member-roles = Roles
member-no-roles = No role on any page: they can sign in, and see nothing.
member-more = Coming in and leaving
member-link = Make a link to choose a new password
member-link-note = For somebody who has lost their password. The link works once, within an hour; their other sessions end when it is used.
member-remove = Remove { $name }
member-remove-title = Remove { $name }?
member-remove-lead = They are signed out everywhere at once and cannot come in any more. Keys that they made stop working. What they wrote stays, under their name.
member-forget = Forget { $name }
member-forget-title = Forget { $name }?
member-forget-lead = Their name is erased. What they did stays, by somebody without a name. This cannot be undone.
leave-it = No, leave it as it is
to-members = All members
invite-title = Invite somebody
invite-enter = Invite
invited-title = Invited
invited-lead = Send { $name } this link yourself. It works once, within seven days, and is not shown again.
relink-title = A new link
relink-lead = Send { $name } this link yourself. It works once, within an hour, and is not shown again.
field-role = Role
field-page = On which page
done-removed = Removed. They are signed out everywhere.
done-forgotten = Forgotten.

## Keys of programs

keys-title = Keys
keys-lead = A key lets a program use the API: a script, a monitor, “beffroi” on the command line.
keys-none = There is no key yet.
key-make = Make a key
key-made-title = Your new key
key-made-lead = Copy it now: it is not shown again. Whoever has it may do what it may.
key-take = Take back
key-taken = taken back
key-ended = ended
key-used = last used
key-unused = never used
key-until = until
key-never = It does not end by itself
to-keys = All keys
field-purpose = What is it for?
field-scopes = What may it do?
field-days = How long?
scope-read = read: what a reader sees who signed in
scope-write = write: drafts
scope-publish = publish
scope-bypass = bypass: publish without the second person that a page asks for
scope-admin = admin: pages and components
done-revoked = Taken back. It opens nothing any more.
