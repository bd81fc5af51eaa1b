# What readers are promised, in English.

promise-update = Next update
promise-acknowledgement = First word on it
promise-description = What is wrong, and why
promise-resolution = Word that it is over
promise-postmortem = Post-mortem
promise-other = Something else
promise-by = by { $when }
promise-by-day = by the end of { $when }
promise-late = promised by { $when }
promise-late-day = promised by the end of { $when }
promise-kept = { $when }
promise-kept-late = { $when }, { $length } late
promise-withdrawn = { $when }
promise-moved-from = Promised before by { $when }
promise-moved-from-day = Promised before by the end of { $when }
promise-word-open = Open
promise-word-moved = Moved
promise-word-late = Late
promise-word-kept = Kept
promise-word-kept-late = Kept late
promise-word-withdrawn = Taken back
promise-void = No longer needed.
promises-of-incident = What was promised
promises-count-kept = { $count ->
    [one] { $n } kept
   *[other] { $n } kept
}
promises-count-moved = { $count ->
    [one] { $n } moved
   *[other] { $n } moved
}
promises-count-late = { $count ->
    [one] { $n } late
   *[other] { $n } late
}
promises-count-withdrawn = { $count ->
    [one] { $n } taken back
   *[other] { $n } taken back
}

## At the desk

promise-left = { $length } left
promise-over-by = { $length } too late
promises-desk = Promises
promises-desk-none = Readers are promised nothing at the moment.
promise-do-keep = Kept
promise-do-change = Move or take back
promise-do-add = Promise something
promise-do-make = Promise it
promise-do-move = Move it
promise-do-withdraw = Take it back
promise-do-take = Promise the next update by { $when }
promise-do-also = Promise by { $when }: { $what }
promise-also = Promised with it
promise-also-hint = Untick what you do not promise.
promise-also-one = { $what } (by { $when })
promise-new = Promise something
promise-new-lead = Readers see it on the incident. You are reminded before it falls due.
promise-kind = What
promise-due = By when
promise-due-hint = { $zone } A day alone means until its end; a time alone, the next such time.
promise-words = In which words
promise-words-hint = Only where the choice above does not say it.
promise-reason = Why
promise-reason-hint = Readers see it, with the time that was promised before.
promise-field = Next update by
promise-field-hint = Leave it empty where the page promises by itself, or where nobody can say.
promise-fold = Say when readers hear more
done-promise = Done. Readers see it.
moved-promise-made = promised something
moved-promise-kept = kept a promise
moved-promise-moved = moved a promise
moved-promise-withdrawn = took a promise back

## Refusals

refusal-promise-past = That time has passed. Promise a time that is still to come.
refusal-promise-far = That is more than a year away. Promise an earlier time.
refusal-promise-reason = Say why, in at least one language. Readers see it.
refusal-promise-words = Say what is promised, in at least one language.
refusal-promise-long = Write at most 300 letters.
refusal-promise-twice = Readers are promised this already. Move that promise instead.
refusal-promise-ended = This promise is kept or taken back already. Make a new one if there is more to come.
refusal-promise-same = It is promised for that time already. Choose another.
refusal-promise-clock = Write the time too: readers are told by when they hear more.
refusal-promise-due = Say by when: a day, or a day and a time.
refusal-promise-kind = Choose what is promised.
refusal-promise-rule-kind = A rule cannot promise something in words of its own. Choose another kind.
refusal-promise-rule-twice = Two rules are for the same promise and the same priority. Keep one.

## What a page promises by itself

promises-setup = Promises by rule
promises-setup-lead = What the page promises its readers by itself. Leave a line empty where it promises nothing.
promises-rule-note = Write 30m, 4h, 1d (24 hours) or 5wd (working days: Monday to Friday, until the end of the last). P1 30m is for incidents of priority 1; a time alone is for all others: 1d, P1 30m.
promises-rule-update-hint = After each update of an incident that goes on, the next one.
promises-rule-acknowledgement-hint = From the opening of an incident without words.
promises-rule-description-hint = From the opening of an incident, until its cause is told.
promises-rule-resolution-hint = From when an incident is watched.
promises-rule-postmortem-hint = From the end of an incident.
promises-holidays = Days off
promises-holidays-hint = Days from Monday to Friday on which nobody works, such as 2026-05-01, with commas between them.
refusal-promise-rule-line = Write a time such as 30m, 4h, 1d or 5wd, with P1 to P9 before it where it is for one priority.
refusal-promise-holidays = Write days such as 2026-05-01, with commas between them.

## Letters

letter-promise-soon-subject = { $what } { $by }: { $title }
letter-promise-soon-text = Readers of “{ $title }” are promised: { $what } { $by }. Keep it, or move it and say why.
letter-promise-late-subject = Late: { $what }, { $title }
letter-promise-late-text = Readers of “{ $title }” were promised: { $what } { $by }. It has not come, and the page shows it as late.
letter-promise-decide-subject = Still late: { $what }, { $title }
letter-promise-decide-text = Readers of “{ $title }” were promised: { $what } { $by }. Whoever is responsible was written to, and it is still late.
letter-promise-button = Open the incident
letter-promise-note = You get this letter because you have a role in the incident, are on call, or publish on this page.
letters-kind-promise-reminder = A promise falls due
letters-kind-promise-late = A promise is late
letters-kind-promise-decide = A promise is still late

## What was promised, by month

promises-title = Promises
promises-lead = What we promised our readers, and what became of it. A promise that was late at any time counts as late, also where it was kept afterwards.
promises-none = Nothing has been promised yet.
promises-none-due = Nothing that was promised has fallen due yet.
promises-summary = { $count ->
    [one] Of { $n } promise, { $kept } was kept in time.
   *[other] Of { $n } promises, { $kept } were kept in time.
}
promises-open = Still to come
promises-by-month = By month
promises-month = Month
promises-kept = Kept
promises-moved = Moved
promises-late = Late
promises-figures = All figures
