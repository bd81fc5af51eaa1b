# What the console says about duty.

duty-title = On call
duty-lead = Who is called when readers have waited too long for an update, and who next. The call comes by e-mail; whoever takes it ends it.
duty-lead-no-mail = Who is called when readers have waited too long for an update, and who next. No mail relay is set up, so nobody is written to: calls are shown here only.
duty-now = On call now: { $names }
duty-turns = Turns
duty-none = Nobody is on the list.
duty-add = Add a turn
duty-remove = Remove
duty-who = Who
duty-position = Order
duty-position-hint = 1 is called first, 2 when 1 does not answer.
duty-from = From
duty-until = Until
duty-until-hint = Leave empty for a turn without an end.
duty-since = from { $from } on
duty-between = { $from } to { $until }
duty-rule = When to call
duty-rule-none = Nobody is called.
duty-rule-said = Called after { $silence } minutes without an update; the next after { $answer } minutes without an answer.
duty-silence = Minutes without an update
duty-answer = Minutes until the next is called
duty-rule-hint = Leave both empty to call nobody.
duty-set = Save
duty-calls = Last calls
duty-call-lead = Readers have been told nothing new since { $since }.
duty-call-open = about to be called
duty-call-asked = called: { $name }
duty-call-taken = taken by { $name }
duty-call-ended = over

## Where a member is reached

routes-title = Where you are reached when on call
routes-lead = Calls go to every confirmed address here, the first one first. Without one they go to { $email }, which you sign in with.
routes-lead-no-mail = No mail relay is set up, so nobody is written to: calls are shown in the console only.
routes-change = Change these addresses
route-waits = not confirmed: nothing is sent there yet
route-again = Send the link again
route-raise = Up
route-remove = Remove
route-add = Add an address
route-sent = A link is on its way there. The address counts once it is confirmed.
route-removed = Removed. Nothing more is sent there.
route-confirm-title = Confirm an address
route-confirm-lead = From now on, on-call messages would also go to { $address }. Press the button if that is what you want.
route-confirmed = Confirmed: calls go here too from now on.
routes-none = no address for on-call messages
field-address = E-mail address
field-address-hint = A link goes there; it is good for seven days.
