# What the console says around the desk: its frame, the door, accounts, members, keys.

## The frame

console-ways = Console
console-way-desk = Desk
console-sign-out = Sign out
console-back = To the desk
console-not-found = There is nothing at this address, or you have no role on that page.
console-refused = This was not done
console-fault = Something broke on our side. Nothing of what you typed was kept; go back and try again. Tell your operator this number:
form-problem = Something is not right yet

## The door

sign-in-title = Sign in
sign-in-enter = Sign in
sign-in-lost = Lost your password? An administrator can make you a link. Without one, whoever runs this server can, with “beffroi member link”.
field-name = Your name
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
