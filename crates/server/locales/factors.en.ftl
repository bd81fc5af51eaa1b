# Second factors and passkeys: at the door, on one’s account, for administrators, and why not.

## The door

second-title = One more step
second-lead-code = Write the six digits that your app shows now.
second-lead-passkey = Use your passkey.
second-code = Code of the app, or a recovery code
second-recovery = Or a recovery code
second-lost = Lost your phone and your codes? An administrator can take the second step away from your account.
passkey-enter = Sign in with a passkey
passkey-failed = The device gave no answer. Try again, or come in another way.

## One’s own account

factors-title = Second step when signing in
factors-note = A password that somebody else knows is then not enough. A passkey also stands for the password.
factor-needed = Everyone here needs a second step when signing in. Add one below to go on.
factor-codes = Codes from an app
factor-codes-none = An app on your phone shows a new code every half minute.
factor-passkeys = Passkeys
factor-passkey = Passkey: { $name }
factor-passkey-none = Your finger, your face or the PIN of your device lets you in.
factor-passkey-more = A second one helps on the day a device is lost.
factor-recovery = Recovery codes
factor-recovery-left = { $count ->
    [one] { $n } left
   *[other] { $n } left
}
factor-since = since
factor-used = last used
factor-add = Add
factor-rename = Rename
factor-remove = Remove
factor-renew = Make new ones
done-factor = Done.
done-factor-gone = Removed. All other sessions have ended.
proof-either = Your password, or a code of your app
proof-password = Your password
proof-code = A code of your app
codes-add-title = Codes from an app
codes-add-lead = Scan this with an authenticator app, then write the code that it shows.
codes-add-picture = The key as a QR code; it is also written out below
codes-add-same = Open in an app on this device
codes-add-by-hand = Or type this key into the app:
codes-add-code = The six digits that the app shows now
codes-add-do = Use this app
codes-remove-title = Remove the app?
codes-remove-lead = Its codes open nothing any more, and all your other sessions end.
codes-remove-do = Remove the app
recovery-codes-title = Your recovery codes
recovery-codes-lead = Each of these codes lets you in once when your phone or key is lost. Print them or write them down now: they will not be shown again.
recovery-codes-kept = I have kept them
recovery-renew-title = New recovery codes?
recovery-renew-lead = Those that you have stop working.
recovery-renew-do = Make new codes
passkey-add-title = A passkey
passkey-add-lead = Your device, your phone or a security key keeps it. Your browser asks which.
passkey-add-do = Make the passkey
passkey-scripts = A passkey takes a script, and your browser runs none here. Codes from an app work without.
passkey-name = What is it called?
passkey-name-hint = So that you know it again, such as the device that it is on.
passkey-rename-title = Rename a passkey
passkey-rename-do = Rename
passkey-remove-title = Remove the passkey?
passkey-remove-lead = It opens nothing here any more, and all your other sessions end. It stays on the device until you delete it there.
passkey-remove-do = Remove the passkey

## A member, for administrators

member-factors-none = No second step when signing in.
member-factors-some = Has a second step when signing in.
member-factors = Remove the second step of { $name }
member-factors-title = Remove the second step of { $name }?
member-factors-lead = For when the phone or the key is lost. App, passkeys and recovery codes open nothing any more, and they are signed out everywhere. The password is then enough: make sure that it is really they who ask.
done-factors-taken = Removed. They are signed out everywhere.

## Refusals

refusal-code = This code is wrong, or it was used already. Wait for the next one, or write a recovery code.
refusal-code-new = This is not the code that the app shows now. Write all six digits, and check that the phone’s clock is right.
refusal-codes-there = An app shows you codes already. Remove it first.
refusal-no-factor = This member has no second step. There is nothing to take away.
refusal-passkey = This passkey is not known here, or it took too long. Try again, or come in another way.
refusal-passkey-name = Say what it is called, in at most 80 characters.
refusal-proof = This is neither your password nor a code that works now. Write one of the two.
refusal-long-ago = You signed in a while ago. Sign out, sign in again, and do it within ten minutes.
refusal-factor-needed = Everyone here needs a second step when signing in. Add one to your account first.
