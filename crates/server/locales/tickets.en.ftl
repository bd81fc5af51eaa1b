# Tickets with providers.

letter-ticket-remind-subject = Ticket with { $provider }: { $subject }
letter-ticket-remind-text = You wanted to be reminded of the ticket “{ $subject }” with { $provider }.
letter-ticket-late-subject = { $provider } is late: { $what }
letter-ticket-late-text = In the ticket “{ $subject }”, { $provider } promised: { $what }, { $by }. Nothing is written down that says it was done. Ask them, or write down what became of it.
letter-ticket-waits = We have been waiting for an answer from { $provider } for { $length }.
letter-ticket-button = Open the ticket
letter-ticket-note = You get this letter because you opened the ticket or are on call.
letters-kind-ticket-remind = Reminder of a ticket
letters-kind-ticket-late = A provider’s promise is late
refusal-ticket-long = Write at most { $most } letters.
refusal-ticket-empty = Write something here.
refusal-ticket-future = That is still to come. Write when it was.
refusal-ticket-past = That time has passed. Choose one that is still to come.
refusal-ticket-far = That is more than two years away. Write an earlier time.
refusal-ticket-same = It is promised for that time already. Choose another.
refusal-ticket-before = That is before the ticket was opened.
refusal-ticket-kind = Say who said it.
refusal-ticket-incident = This page has no such incident.
refusal-ticket-closed = This ticket is closed. Open it again first.
refusal-ticket-open = This ticket is open.
refusal-ticket-promise-over = This promise is over already. Write down a new one.
refusal-ticket-open-promise = They promised something that is still open. Say what became of it first.

## In the console

tickets-title = Tickets
tickets-lead = What we take up with providers: what was said, and what they promised. The longest wait comes first. No reader sees any of it.
tickets-none = No ticket is open.
tickets-all = Those that are closed too
tickets-only-open = Only those that are open
tickets-desk = Tickets with providers
tickets-provider-none = No ticket with this provider yet.
tickets-opened = Opened so far
tickets-answer = First answer after, median
tickets-promises = Promises
ticket-open = Open a ticket
ticket-open-with = Open a ticket with { $provider }
ticket-open-lead = Write down that something was taken up with a provider. Nothing is sent to them from here.
ticket-open-about = About “{ $title }”. Nothing is sent to the provider from here.
ticket-open-body = What we said to them
ticket-provider = Provider
ticket-provider-hint = A company’s name.
ticket-provider-known = A company’s name. Followed are { $names }; any other will do.
ticket-incident = About the incident
ticket-subject = Subject
ticket-reference = Their reference
ticket-reference-hint = The number that they gave it. May stay empty.
ticket-how = How it was opened
ticket-how-mail = by e-mail
ticket-how-phone = by telephone
ticket-how-portal = in their portal
ticket-page = Whose team it belongs to
ticket-more = Opened earlier, reminder
ticket-opened-at = Opened
ticket-by = Opened by
ticket-answer = First answer after
ticket-unanswered = none yet
ticket-private = Only the team sees this.
ticket-closed = Closed
ticket-ours = It is our turn
ticket-waits = Waiting for { $length }
ticket-promised = Promised: { $what } ({ $left })
ticket-promises = What they promised
ticket-promises-none = They promised nothing yet.
ticket-promise = They promised something
ticket-promise-words = What they promised
ticket-promise-hint = In a few words, such as: root cause, or money back.
ticket-promise-due = By when
ticket-promise-due-hint = A day alone lasts until its end. A time alone is the next such time.
ticket-promise-do = Write it down
ticket-promise-keep = They did it
ticket-promise-change = Move or take back
ticket-promise-move = Move it
ticket-promise-withdraw = Take it back
ticket-promise-reason = Why
ticket-promise-reason-hint = Needed where it is taken back.
ticket-say = Write down what was said
ticket-say-do = Write it down
ticket-kind = Who
ticket-kind-they = { $provider } said
ticket-kind-we = We said to { $provider }
ticket-kind-note = Note among us
ticket-kind-closed = Closed
ticket-kind-reopened = Opened again
ticket-body = Text
ticket-at = When
ticket-at-hint = Left empty, now. A time alone is the last such time.
ticket-entries = What was said so far
ticket-entries-none = Nothing was said yet.
ticket-remind-title = Remind the team
ticket-remind = Reminder
ticket-remind-hint = Whoever opened it and whoever is on call get a letter then. Left empty, nobody is reminded.
ticket-remind-do = Set the reminder
ticket-close = Close the ticket
ticket-close-body = How it ended
ticket-close-do = Close the ticket
ticket-reopen = Open it again
ticket-reopen-body = Why
ticket-reopen-do = Open it again
ticket-done-opened = Written down.
ticket-done-said = Written down.
ticket-done-promised = Written down. The team is told when it is late.
ticket-done-settled = Written down.
ticket-done-reminding = The reminder is set.
ticket-done-unreminded = Nobody is reminded.
ticket-done-closed = The ticket is closed.
ticket-done-reopened = The ticket is open again.
refusal-ticket-clock = Write the time too, such as 14:30.
refusal-ticket-page = Choose whose team it belongs to.
tickets-count = { $count ->
    [one] { $n } ticket
   *[other] { $n } tickets
}
tickets-kept = { $count ->
    [one] { $n } kept
   *[other] { $n } kept
}
tickets-late = { $count ->
    [one] { $n } late
   *[other] { $n } late
}
tickets-pending = { $count ->
    [one] { $n } open
   *[other] { $n } open
}
