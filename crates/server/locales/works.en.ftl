# Planned work in the console.

## List

works-title = Maintenance
works-plan = Schedule maintenance
works-none = No maintenance is planned.
works-over = Over
works-again = repeats

## Warnings

works-overlaps = At the same time on the same services
works-overlap = Maintenance “{ $title }”, { $when }
works-incident = Open incident “{ $title }”

## Planning

works-plan-lead = Readers of { $page } are told now, and again when it begins and ends.
works-plan-lead-draft = What you write about { $page } goes to a second person first.
works-pages = On which pages?
works-pages-hint = Press “Look first” to see the services of each page.
works-what = What is done?
works-what-hint = A title such as “Database upgrade”. One language is enough.
works-parts = Which services?
works-start = Begins
works-start-hint = { $zone }
works-end = Ends
works-text = What do readers need to know?
works-text-hint = What will not work, and for how long. If left empty, a standard sentence is shown.
works-more = More: repetition, expected impact
works-repeat = Repetition
works-repeat-hint = The first time is the one above; the local time of day stays the same.
works-repeat-once = Once
works-repeat-daily = Every day
works-repeat-weekly = Every week
works-repeat-nth = Every month, on a weekday
works-repeat-monthly = Every month, on the same date
works-repeat-rule = By a rule of your own
works-every = How often?
works-every-hint = 1: each time. 2: every second day, week or month.
works-days = On which days?
works-days-hint = For every week, and for a weekday of the month. Left empty: the day on which it begins.
works-day-mo = Monday
works-day-tu = Tuesday
works-day-we = Wednesday
works-day-th = Thursday
works-day-fr = Friday
works-day-sa = Saturday
works-day-su = Sunday
works-nth = Which weekday of the month?
works-nth-hint = Only for a weekday of the month.
works-nth-0 = The same as the first time
works-nth-1 = The first
works-nth-2 = The second
works-nth-3 = The third
works-nth-4 = The fourth
works-nth-last = The last
works-until = Until
works-until-hint = The last day. Leave empty for no end.
works-rule = Rule
works-rule-hint = Only for a rule of your own: an RRULE such as FREQ=WEEKLY;BYDAY=TU,TH
works-impact = Expected impact
works-clock = Begins and ends
works-clock-both = By themselves, at the planned times
works-clock-begin = Begins by itself; we say when it is over
works-clock-complete = We say when it begins; ends by itself
works-clock-nothing = We say so each time
works-remind = Remind readers
works-remind-none = Not at all
works-remind-15m = 15 minutes before
works-remind-1h = 1 hour before
works-remind-1d = 1 day before
works-remind-2d = 2 days before
works-remind-7d = 7 days before
works-quiet = Notify nobody now
works-do-plan = Schedule and tell readers
works-do-despite = Schedule all the same
works-do-look = Look first
works-do-ask = Ask for a second look
works-do-send = Send
works-dates = Its next times
works-look = Before it goes out
works-look-first = A second person looks first
works-look-alone = At once, without a second look: an emergency
works-waits = What you send waits for a second person.

## Moving

works-move = Change the time
works-move-lead = Readers are told of the new time.
works-move-begun = It has begun: only its end can be moved.
works-move-series = The times that are to come change from the next one on. Those that are past stay as they were.
works-why = Why?
works-do-move = Change and tell readers

## One maintenance

works-public = As readers see it
works-facts = Facts
works-say = What now?
works-say-text = What do you tell readers?
works-step-hint = May stay empty: then a standard sentence is shown, in each language.
works-may-not = Your role lets you read here. Ask somebody who may publish on this page.
works-times = Next times
works-only = Move or cancel only this time
works-do-say = Publish this text
works-do-begin = It has begun
works-do-verify = Done, we are checking
works-do-complete = It is over
works-do-cancel = Cancel it
works-do-cancel-series = Cancel all coming times
works-cancel-title = Cancel all coming times?
works-cancel-lead = None of them will take place. What is written below is what readers are told.
works-cancel-times = These go, and all after them
works-cancel-not = Leave it as it is
works-clock-is-both = Begins and ends by itself.
works-clock-is-begin = Begins by itself; say when it is over.
works-clock-is-complete = Say when it begins; it ends by itself.
works-clock-is-nothing = Say when it begins and when it is over.
works-clock-is-series = Repeats; each time begins and ends by itself.
works-done-planned = It is scheduled.
works-done-moved = The time is changed.
works-done-said = It is published.
works-done-begin = Readers see that it is under way.
works-done-verify = Readers see that it is being checked.
works-done-complete = Readers see that it is over.
works-done-cancel = It is cancelled.
works-done-only = This one time now stands alone. The others stay as they are.
works-done-published = It is published.

## What waits

works-waiting = Waiting for a second look
works-then = What readers would find
works-then-standard = Nothing is written: the standard sentence goes out, in each language.
works-look-title = The review
works-look-none = Once something is written, what the review finds in it stands here.
works-overrules = Went out although the review held it
works-bypasses = Went out without a second look

## Refusals

refusal-work-rule = This is no rule that we understand: { $rule }
refusal-work-until = Write a day such as 2026-12-31, or leave it empty.
refusal-work-time = Write a day and a time, such as 2026-03-04 and 22:00.
refusal-work-first = The first time, { $day }, falls on none of the days chosen. Set it to { $next }, or choose other days.
refusal-work-never = By this rule it never comes. Set a later end, or another rule.
refusal-work-every = Write a whole number: 1 for each time, 2 for every second.
refusal-work-page = Choose at least one page.
