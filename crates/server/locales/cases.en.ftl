# What readers report, as the team finds it in the console.

cases-title = Reports
cases-lead = What merchants tell us that is broken for them. Whoever has waited longest comes first.
cases-wait = { $count ->
    [one] { $n } waits for an answer from us, for { $length }.
   *[other] { $n } wait for an answer from us, the longest for { $length }.
}
cases-nobody-waits = Nobody is waiting for an answer from us.
cases-spikes = More than usual
cases-spikes-lead = Nothing is published by itself. Begin an incident from these reports once you see that they are one trouble, or link them to one.
cases-spike-of = { $count ->
    [one] More reports than usual about { $component }: { $n } in an hour, where { $usual } are usual.
   *[other] More reports than usual about { $component }: { $n } in an hour, where { $usual } are usual.
}
cases-spike = { $count ->
    [one] More reports than usual: { $n } in an hour, where { $usual } are usual.
   *[other] More reports than usual: { $n } in an hour, where { $usual } are usual.
}
cases-count = { $count ->
    [one] { $n } report
   *[other] { $n } reports
}
cases-linked = { $count ->
    [one] { $n } report is about this
   *[other] { $n } reports are about this
}
cases-none = No report fits.
cases-none-open = No report is open.
cases-before = The screen before
cases-after = More reports
cases-of = Page
cases-stand = Which
cases-stand-waiting = Those who wait for us
cases-stand-open = All that are open
cases-stand-closed = All that are closed
cases-stand-all = All
cases-any-component = Any component
cases-who = In whose hands
cases-who-anyone = Anybody’s
cases-who-mine = Mine
cases-who-nobody = Nobody’s
cases-order = Order
cases-order-wait = Longest wait first
cases-order-newest = Newest first
cases-reference = Reference
cases-reference-hint = For example R-7K2M-9QXD. A whole one leads straight to its case.
cases-reference-none = No case that you may see is called “{ $text }”.
cases-narrow = Choose which ones
cases-search = Show these
cases-about = Only reports about “{ $title }”.
cases-about-all = Show all reports
cases-done-linked = They are linked to the incident.
cases-alike = Reports that look alike
cases-alike-lead = Of the last 24 hours, open and linked to no incident. Check that they are one trouble before you go on.
cases-alike-of = { $count ->
    [one] { $n } report about { $component }
   *[other] { $n } reports that look alike: { $component }
}
cases-alike-any = { $count ->
    [one] { $n } report
   *[other] { $n } reports that look alike
}
cases-alike-which = Which ones
cases-alike-newest = { $count ->
    [one] The newest
   *[other] The newest { $n }
}
cases-alike-declare = Open an incident from these
cases-alike-link = Link all of them

## One case

case-waits = Waits for us, for { $length }
case-theirs = Answered
case-asked = Asked whether it works again
case-closed = Closed
case-in-hands = { $name } has it
case-reads = The merchant reads { $language }.
case-told = What the merchant reports
case-masked = A card or account number was taken out of it before it was stored.
case-component = Component
case-method = Payment method
case-country = Country
case-place = Where
case-place-online = Online
case-place-terminal = At a terminal
case-hit-payments = Payments affected
case-merchant = Merchant
case-transaction = Transaction
case-email = E-mail
case-too = Found the incident themselves
case-too-yes = Yes: “me too”
case-source = How it came
case-source-form = By the form of the page
case-source-api = By a program
case-source-mail = By e-mail
case-since = Happens since
case-came = Reported
case-answer-by = First answer promised by
case-first-answer = First answer
case-author = Merchant
case-answer = Answer the merchant
case-answer-in = Your answer, in { $language }
case-answer-hint = It is sent to the merchant and stands in their case. Write it in { $language }.
case-answer-do = Send the answer
case-answer-own = What you want to say, in { $language }
case-answer-own-hint = A machine drafts the answer from it. Nothing is sent before you have read the draft.
case-answer-draft = Draft it in { $language }
case-drafted = A machine drafted this. Read it, and mend what is wrong.
case-drafted-read = I have read it
case-phrases-lead = In the merchant’s language, with what is known of the incident filled in.
case-phrases-put = Put into the answer
case-may-not = You may look, but not answer. Ask somebody who may write on this page.
case-note = Write a note among us
case-note-words = Note
case-note-hint = The merchant never sees it.
case-note-do = Keep the note
case-hands = In whose hands
case-nobody = Nobody’s
case-give = Give it to them
case-take = I take it
case-link = Link it to an incident
case-incident = About the incident
case-choose = Choose …
case-link-do = Link it
case-unlink = It is about no incident
case-end = Ask whether it works, or close it
case-ask-do = Ask whether it works again
case-ask-note = The merchant is asked. Yes closes the case, no opens it again.
case-close-do = Close the case
case-close-note = The merchant is told. Writing again opens it again.
case-reopen = Open it again
case-reopen-do = Open the case again
case-reopen-note = It stands among the open ones again.
case-entries = What was said and done
case-entries-none = Nothing has been said yet.
case-entry-they-said = Wrote
case-entry-we-said = Our answer
case-entry-note = Note among us
case-entry-linked = Linked to an incident
case-entry-unlinked = No longer linked
case-entry-assigned = Changed hands
case-entry-asked = Asked whether it works again
case-entry-works = It works again
case-entry-fails = It still does not work
case-entry-closed = Closed
case-entry-reopened = Opened again
case-done-answered = The answer is on its way.
case-done-noted = The note is kept.
case-done-assigned = It is in their hands now.
case-done-unassigned = It is in nobody’s hands now.
case-done-linked = It is linked to the incident.
case-done-unlinked = It is linked to no incident.
case-done-asked = The merchant is asked.
case-done-closed = The case is closed.
case-done-reopened = The case is open again.
case-draft-title = Problem with payments
case-draft-title-of = Problem with { $component }
refusal-case-incident = Choose an incident.
refusal-case-unread = A machine drafted this. Read it and tick that you have, or change it; then send it.

## All that are about an incident

several-title = Answer all reports of this
several-lead = Every merchant is answered in their own case and their own language.
several-list = See these reports
several-none = No report about this is open.
several-answer = Answer all
several-words = The answer
several-words-hint = One text for each language that they read. Whoever was told exactly these words is not told them again.
several-answer-do = { $count ->
    [one] Answer { $n } merchant
   *[other] Answer { $n } merchants
}
several-ask = Ask whether it works again
several-ask-note = Each of them gets the question in their language. Yes closes their case, no opens it again.
several-ask-do = { $count ->
    [one] Ask { $n } merchant
   *[other] Ask { $n } merchants
}
several-done-answered = The answers are on their way.
several-done-asked = They are asked.
refusal-several-lacks = Write it in { $languages } too: merchants who read that are among them.

## How far a trouble goes, by its reports

scope-reports = { $count ->
    [one] { $n } report
   *[other] { $n } reports
}
scope-since = The earliest says: since { $when }
scope-methods = Payment methods: { $list }
scope-countries = Countries: { $list }
scope-languages = Languages: { $list }
scope-payments = { $count ->
    [one] { $n } payment counted
   *[other] { $n } payments counted
}
scope-part = { $what } ({ $n })

## How a page takes reports

desk-setup = How it takes reports
desk-setup-lead = Merchants report on the page what is broken for them; each report is a case that somebody answers.
desk-open = Merchants can report something
desk-open-hint = The page then has a form, and says that it has one.
desk-answer-within = Answered within
desk-answer-within-hint = A length such as 4h, 30m or 1h 30m; whoever reports something is promised it. 0 promises nothing.
desk-escalate-after = Somebody else is called after
desk-escalate-after-hint = A length such as 8h, counted from when the merchant began to wait. 0 calls nobody.
desk-spike-floor = Fewest reports for a spike
desk-spike-floor-hint = Fewer reports of a component in an hour never propose an incident.
desk-keep-files = Files are kept, in days
desk-keep-files-hint = What merchants send along is deleted after so many days.
desk-keep = Cases are kept, in days
desk-keep-hint = Counted from when they were closed.
refusal-desk-length = Write a length such as 4h, 30m or 1h 30m; 0 for none.

several-table = Their own figures
several-table-none = No table is given yet.
several-table-count = { $count ->
    [one] The table has one merchant.
   *[other] The table has { $n } merchants.
}
several-table-note = Where the answer has { $place }, each merchant reads their own figure, such as “12 payments”. A paragraph with it is left out for those who are not in the table.
several-table-rows = Merchants and payments
several-table-hint = A line for each: name or number, a comma, how many payments. It takes the place of the table before.
several-table-do = Give this table
several-done-table = The table is there.

## Figures

cases-figures = Figures of reports
cases-figures-lead = { $count ->
    [one] What came in the last { $n } day, as it stands now.
   *[other] What came in the last { $n } days, as it stands now.
}
cases-figures-days = { $count ->
    [one] { $n } day
   *[other] { $n } days
}
cases-figures-time = Over how long
cases-figures-show = Show these
cases-figures-of = { $part } of { $whole }
cases-figures-unknown = Not known yet
cases-figures-none = None yet.
cases-figures-reports = Reports
cases-figures-reports-means = All that came, by the form, by mail or by a program.
cases-figures-answered = Answered
cases-figures-answered-means = Those to which a person wrote an answer.
cases-figures-answer = Time to the first answer
cases-figures-answer-means = Half of those that were answered had their answer within this.
cases-figures-kept = Answered in time
cases-figures-kept-means = Of those whose promised time is over or whose answer is given.
cases-figures-first = Incidents that merchants reported first
cases-figures-first-means = Their first report came before our first word to readers.
cases-figures-before = How long before our first word
cases-figures-before-means = Half of these incidents were reported at least so long before it.
cases-figures-languages = Languages
cases-figures-languages-head = Language
cases-figures-incidents = Incidents that were reported most
cases-figures-incidents-head = Incident
