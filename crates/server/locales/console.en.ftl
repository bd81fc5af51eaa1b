# What the console says around the desk: its frame, the door, accounts, members, keys.

## The frame

console-ways = Console
console-way-desk = Incidents
console-sign-out = Sign out
console-back = To the incidents
console-not-found = There is nothing at this address, or you have no role on that page.
console-refused = This was not done
console-fault = Something broke on our side, and what you typed was not kept. Go back and try again. If it happens again, give this number to whoever runs this server:

## The door

sign-in-title = Sign in
sign-in-enter = Sign in
sign-in-lost = Lost your password? An administrator can make you a link. If there is none, whoever runs this server can, with “beffroi member link”.
field-name = Name
field-email = E-mail address
field-password = Password
field-password-hint = 12 characters or more. Four words that have nothing to do with each other are easy to remember and hard to guess.
welcome-first = The first administrator
welcome-first-lead = Nobody administers this installation yet. With this link you become its first administrator, and can let others in.
welcome-invite = Welcome
welcome-invite-lead = { $name }, choose a password. You sign in with { $email }.
welcome-recover = A new password
welcome-recover-lead = { $name }, choose a new password. You sign in with { $email }; all other sessions end.
welcome-enter = Set this password and sign in
provider-enter = Sign in with { $provider }
provider-leads = On to { $provider }
provider-leads-lead = You are taken there automatically. If nothing happens, follow the link.
provider-go = Go on to { $provider }

## Accounts

console-way-members = Members
console-way-keys = Keys
account-title = Your account
account-password = Change password
account-password-set = Change password
account-sessions = Where you are signed in
account-sessions-note = A session lasts 14 days. If you do not know one, sign it out, then change your password.
account-since = signed in
account-seen = last used
account-this = this browser
account-end = Sign out
account-end-others = Sign out everywhere else
provider-link-title = Link your account there?
provider-link-lead = You are led to the provider, say who you are, and come back. From then on you can sign in with it.
provider-link-do = Link an account
provider-link-note = Once your account there is linked, you can sign in with it.
provider-since = linked since
provider-used = last used
provider-unlink-title = Unlink your account there?
provider-unlink-lead = You can no longer sign in with it here. The account there stays as it is.
provider-unlink-do = Unlink the account
done-linked = Your account there is linked. You can sign in with it from now on.
done-unlinked = Your account there is no longer linked.
field-old = Your current password
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
role-administrator-may = Administrator: also decides who may do what
role-on = { $role } on { $page }
role-give = Give this role
role-take = Remove
members-title = Members
members-gone = No longer members
member-left = left
member-nobody = Somebody who was forgotten
member-roles = Roles
member-no-roles = No role on any page: they can sign in, and see nothing.
member-more = Access
member-link = Make a link to choose a new password
member-link-note = For somebody who has lost what they sign in with, or their invitation. The link works once; when it is used, their other sessions end.
member-link-send = Send a link by e-mail
member-link-show = Show a link to hand on yourself
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
done-sent = A letter with the link is on its way. It works once. If it does not turn up, look in the spam folder.

## Keys of programs

keys-title = Keys
keys-lead = A key lets a program use the API: a script, a monitor, “beffroi” on the command line.
keys-none = There is no key yet.
key-make = Make a key
key-made-title = Your new key
key-made-lead = Copy it now: it is not shown again. Whoever holds it can do all that it allows.
key-take = Revoke
key-taken = revoked
key-ended = expired
key-used = last used
key-unused = never used
key-until = until
key-never = Without an end
to-keys = All keys
field-purpose = What is it for?
field-scopes = What may it do?
field-days = How long?
scope-read = read: what members see
scope-write = write: write drafts
scope-publish = publish: publish
scope-bypass = bypass: publish without the second look that a page asks for
scope-admin = admin: pages and services
done-revoked = Revoked. It opens nothing any more.
