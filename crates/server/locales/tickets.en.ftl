# Tickets with providers: what letters and refusals say of them.

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
