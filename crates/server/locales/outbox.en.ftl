# What the console says about letters that did not go.

letters-title = Letters
letters-no-mail = No mail relay is set up: no letters are written.
letters-waiting-none = No letter waits.
letters-waiting = { $count ->
    [one] One letter waits to go.
   *[other] { $n } letters wait to go.
}
letters-away = The relay takes no letters. They wait, and none is lost. Since
letters-dead = Not delivered
letters-none = Every letter was delivered.
letters-asked = written
letters-tries-none = not tried
letters-tries = { $count ->
    [one] tried once
   *[other] tried { $n } times
}
letters-again = Try again
letters-all-again = Try all of them again
letters-let-go = Discard
letters-let-go-title = Discard this letter?
letters-let-go-lead = It is not sent any more and leaves this list. Whoever needs what it said has to be told some other way.
letters-done-again = They are tried again.
letters-done-gone = Discarded.
letters-kind-invitation = Invitation
letters-kind-recovery = New password
letters-kind-route = On-call address
letters-kind-reminder = On-call message
letters-kind-preview = Preview of a message
letters-kind-escalation = On-call message, to the next
letters-kind-subscription = Confirmation of a subscription
letters-kind-subscription-news = News about a subscription
letters-why-refused = The relay refuses it for good: { $number }. Check the address.
letters-why-off = The relay put it off again and again: { $number }.
letters-why-late = It came too late: what it says is not true any more.
letters-why-forgotten = The person it was for has been forgotten.
