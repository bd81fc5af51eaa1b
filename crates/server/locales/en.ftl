# What the interface says in English. A locale is a file like this one: same keys, same variables.
# Plural arms are those of CLDR for the language. $n is a number as it is written, $count decides.

language-name = English
# The locale by which dates and numbers are written.
format-locale = en-GB

## The frame

skip = Skip to the content
title-of = { $page } – { $site }
title-status = { $site } – service status
nav-label = Pages
nav-now = Status
nav-history = History
nav-figures = Figures
nav-search = Search
languages-label = Languages
footer-label = About this page
footer-legal = Legal notice
footer-privacy = Privacy
footer-accessibility = Accessibility
live-changed = This page has just changed.
stale-note = Our own database cannot be reached. This page shows how things stood on { $when } and may be out of date.
made-with = Made with
zone-note = Times are those of { $name }, now { $zone }.

## Times, lengths, figures

instant-zone = { $instant } { $zone }
zone-offset = { $zone } ({ $offset })
start-unknown = start not known
end-unknown = end not known
end-ongoing = ongoing
concluded = concluded
concluded-title = What “concluded” means
concluded-note = Part of a time marked so (its year, day or zone) was not stated when it was published. We concluded it from what stands around it.
day-only = The time of day is not known.

duration-days = { $count ->
    [one] { $n } day
   *[other] { $n } days
}
duration-hours = { $count ->
    [one] { $n } hour
   *[other] { $n } hours
}
duration-minutes = { $count ->
    [one] { $n } minute
   *[other] { $n } minutes
}
duration-seconds = { $count ->
    [one] { $n } second
   *[other] { $n } seconds
}
duration-day-short = { $n } d
duration-hour-short = { $n } h
duration-minute-short = { $n } min
duration-second-short = { $n } s
duration-nothing = less than a minute

length-days = { $count ->
    [one] { $n } day
   *[other] { $n } days
}
length-at-most = at most { $length }
length-between = between { $low } and { $high }
length-so-far = { $length } so far
length-at-least = at least { $length }
length-unknown = duration not known

figure-percent-one = { $low }%
figure-percent-up-to = up to { $high }%
figure-percent-range = { $low } to { $high }%
figure-count-one = { $low }
figure-count-up-to = up to { $high }
figure-count-range = { $low } to { $high }

## Languages

translation-follows = The translation follows. Shown in { $language } until then.
translation-follows-short = translation follows

## Statuses

component-operational = Operational
component-unknown = Unknown
component-under_maintenance = Under maintenance
component-degraded_performance = Degraded performance
component-partial_outage = Partial outage
component-major_outage = Major outage
incident-investigating = Investigating
incident-identified = Identified
incident-monitoring = Monitoring
incident-resolved = Resolved
incident-postmortem = Post-mortem
incident-closed-postmortem = Resolved, post-mortem published
maintenance-scheduled = Scheduled
maintenance-in_progress = In progress
maintenance-verifying = Verifying
maintenance-completed = Completed
maintenance-cancelled = Cancelled
api-called-off = Cancelled: { $title }
impact-none = No impact
impact-minor = Minor impact
impact-major = Major impact
impact-critical = Critical impact

## The state in one sentence

state-operational = Everything is working.
state-major_outage = Major outage: { $names }.
state-partial_outage = Partial outage: { $names }.
state-degraded_performance = Slow or unreliable: { $names }.
state-under_maintenance = Maintenance in progress: { $names }.
state-unknown = State not known: { $names }.
state-incident = An incident is in progress.
state-watching = Back to normal, still being watched: { $names }.
state-watching-all = Back to normal, still being watched.
services-count = { $count ->
    [one] { $n } service
   *[other] { $n } services
}
answers-affected = Affected
answers-since = Since
answers-since-unknown = Not known yet
answers-said = Last update
answers-said-unknown = Time not known
answers-next = Next update
answers-next-none = No time given yet

## The API of programs

api-status-none = All Systems Operational
api-status-minor = Partially Degraded Service
api-status-major = Partial System Outage
api-status-critical = Major System Outage
api-status-maintenance = Service Under Maintenance
api-status-unknown = State of Some Systems Not Known

## On other pages

# $name: a page or a service; $state: "Operational".
badge-title = { $name }: { $state }
widget-label = { $name }: service status
widget-waiting = Asking how things are …
widget-away = The state cannot be told right now.

## Incidents

ongoing-title = { $count ->
    [one] Ongoing incident
   *[other] Ongoing incidents
}
fact-references = { $count ->
    [one] Reference
   *[other] References
}
fact-start = Start
fact-end = End
fact-impact = Impact
fact-resolution = Time to recovery
fact-communication = Communication
fact-category = Category
fact-responsibility = Responsibility
fact-afterwards = Published
afterwards-note = This was told later than it happened.
fact-notice = The provider’s own words
notice-kept = As kept on { $when }
notice-by = According to { $provider }, { $when }
notice-line = According to { $provider }, { $when }: “{ $words }”
fact-priority = Priority
fact-components = Components
fact-figures = Extent
fact-consequences = Aftermath
fact-links = Links
impact-note = how long it really was broken
impact-sum-note = { $count ->
    [one] { $n } period
   *[other] { $n } periods added up, overlaps counted once
}
resolution-note = from the first start to the last end, pauses included
communication-note = from our first update to our last; not how long it was broken
responsibility-own = Ours
responsibility-external = External
responsibility-external-named = External: { $provider }
responsibility-unconfirmed = Not confirmed yet
consequence-until = until { $when }
consequence-open = no end known
windows-title = When it was broken
timeline-alt = { $count ->
    [one] { $n } period of disruption, drawn to scale
   *[other] { $n } periods of disruption, drawn to scale
}

updates-title = Updates
updates-to-come = To come
updates-none = Nothing has been published yet.
update-unknown = Time of publication not known
update-link = Link to this update
update-link-at = Link to the update of { $when }
update-changes = Changed with this update
corrected-at = Corrected: { $when }
change = { $name }: { $old } → { $new }

standard-investigating = We are looking into this incident.
standard-still_investigating = We are still looking into this incident.
standard-identified = We know the cause and are working on it.
standard-still_fixing = We are still working on it.
standard-monitoring = A fix is in place. We are keeping watch.
standard-still_monitoring = We are still keeping watch.
standard-resolved = This incident is over.
standard-maintenance_in_progress = The planned maintenance has begun. We will say so if anything changes.
standard-maintenance_verifying = The work is done. We are checking it.
standard-maintenance_completed = The planned maintenance is over.
standard-maintenance_scheduled = Maintenance is planned.
standard-maintenance_rescheduled = The planned maintenance has moved to another time.
standard-maintenance_cancelled = The planned maintenance has been cancelled. The work will not take place.

## The write-up

postmortem-title = Post-mortem
postmortem-read = Read the post-mortem
postmortem-published = Published on { $when }
section-reference = Reference
section-service = Service affected
section-impact = Impact
section-overview = What happened
section-context = Context
section-root_cause = Root cause
section-recovery = Recovery
section-actions = What we will do
timeline-title = Timeline
timeline-time-unknown = time not known
kind-start = Start
kind-detection = Detection
kind-crisis_unit = Crisis unit
kind-communication = Communication
kind-fix = Fix
kind-resume = Service back
kind-recurrence = Recurrence
kind-end = End
actions-title = From symptoms to actions
actions-symptom = Symptom
actions-action = Action

## Planned maintenance

planned-title = Planned maintenance
fact-planned = Planned
fact-again = Again
fact-began = Began
fact-over = Over
fact-expected = Expected

## Services and their days

services-title = Services
services-none = No service is listed on this page yet.
services-other = Other services
services-whole = Whole service
services-whole-note = Incidents for which no single service was named.
bars-alt = { $name }, day by day over { $days } days: { $summary }
bars-how = Each bar is a day, the last of { $days } on the right. Quiet days are low, disrupted days tall.
bars-quiet = no disruption
bars-disturbed = { $count ->
    [one] { $n } day with disruption
   *[other] { $n } days with disruption
}
bars-maintained = { $count ->
    [one] { $n } day with maintenance
   *[other] { $n } days with maintenance
}
bars-uptime = { $uptime } uptime
bars-uptime-bound = at least { $uptime } uptime
bars-table = Day by day
bars-table-of = Day by day: { $name }
bars-day = Day
bars-state = State
bars-length = Disrupted for
bars-no-data = No data
bars-length-none = –
day-range = { $from } – { $to }
day-tip = { $day }: { $state }
day-tip-length = { $day }: { $state }, { $length }
legend-label = Key to the bars
uptime-note = Uptime counts a major outage in full, a partial one at three tenths and degraded performance at one tenth. Planned maintenance costs nothing.

## History

days-title = { $count ->
    [one] Last day
   *[other] Last { $n } days
}
day-today = Today
day-quiet = Nothing to report.
history-title = History
history-of = Incidents, { $month }
history-none = No incident in this month.
history-empty = No incident has been published on this page.
history-count = { $count ->
    [one] { $n } incident
   *[other] { $n } incidents
}
history-older = Earlier: { $month }
history-newer = Later: { $month }
history-months = All months
history-year = { $year }
undated-title = Undated incidents
undated-note = { $count ->
    [one] No date was published for this incident. It is one of the oldest we have, or its source kept no dates.
   *[other] No date was published for these { $n } incidents. They stand in the order of their source, newest first.
}
undated-link = { $count ->
    [one] { $n } undated incident
   *[other] { $n } undated incidents
}
entry-length = Impact: { $length }
full-history = Full history

## Figures

figures-title = Figures
figures-lead = { $first } to { $last }
figures-undated = { $count ->
    [one] { $n } incident without a date is in none of these figures.
   *[other] { $n } incidents without a date are in none of these figures.
}
figures-csv = Download as CSV
figures-table = As a table
figures-month = Month
figures-incidents = Incidents
figures-impact = Impact
figures-by-month = Month by month
figures-count-title = Incidents
figures-count-alt = { $count ->
    [one] { $n } incident in twelve months, drawn month by month; the table below says the same.
   *[other] { $n } incidents in twelve months, drawn month by month; the table below says the same.
}
figures-impact-title = Impact, in hours
figures-impact-alt = { $total } in twelve months, { $most } in the longest of them; the table below says the same.
figures-open-note = Hatched: it may have been so much. Where only the day is known, the length lies between two bounds.
figures-under-an-hour = < 1
figures-unknown = { $count ->
    [one] and { $n } incident of which the length is not known
   *[other] and { $n } incidents of which the length is not known
}
figures-unsaid = Not said
figures-by-responsibility = By responsibility
figures-responsibility = Responsibility
figures-by-category = By category
figures-category = Category
figures-times = How long it takes us
figures-times-note = Medians: half of the incidents took less, half took more. An incident of which a time is not known is left out.
figures-time = Time
figures-median = Median
figures-known-of = Known of
figures-over = { $count ->
    [one] { $known } of { $n } incident
   *[other] { $known } of { $n } incidents
}
figures-not-known = not known
figures-detect = To detect
figures-detect-note = from the start until somebody noticed, as post-mortems tell it
figures-first-word = To the first word
figures-first-word-note = from the start until our first update here
figures-resolve = To recovery
figures-resolve-note = from the first start to the last end, pauses included
figures-uptime = Uptime by component
figures-uptime-head = Uptime
figures-uptime-note = Each bar is a month, the running one on the right. The shorter the bar, the better the month. Planned maintenance costs nothing.
figures-strip-alt = { $name }, month by month over twelve months: { $uptime } uptime
figures-at-least = at least { $value }
figures-whole = 100%
figures-nearly = 99.9% or more
figures-mostly = 99% or more
figures-below = below 99%
figures-component = Component
figures-all-months = All months
figures-minutes-least = Impact in minutes, at least
figures-minutes-most = Impact in minutes, at most
figures-unknown-impact = Incidents of unknown length
figures-median-least = Median in minutes, at least
figures-median-most = Median in minutes, at most

## Cards, feeds and calendars

card-changed = Last change: { $when }
card-words = { $status } · { $impact }
follow-page = Follow this page
follow-incident = Follow this incident
follow-maintenance = Follow this maintenance
follow-atom = Atom
follow-rss = RSS
follow-json = JSON Feed
follow-calendar = Calendar
follow-maintenances = Maintenance calendar
feed-title = { $site } Status - Incident History
feed-of = { $name } – { $site }
feed-description = Incidents and planned maintenance of { $site }, what was spoken of last first.
feed-kind-incident = Incident
feed-kind-maintenance = Maintenance
feed-update = Update
feed-update-title = { $status }: { $title }
feed-planned = Planned maintenance: { $from } – { $to }
feed-concluded = { $when } (concluded)
calendar-title = { $site } – incidents and maintenance
calendar-maintenances = { $site } – maintenance
calendar-end = End: { $end }

## The gate

door-title = This page is private
door-text = It is for those whom it concerns. If you have its password, write it here; if you have a link, open that.
door-links = It is for those whom it concerns, and opens by a link. Ask for one if you should have it.
door-password = Password
door-enter = Open the page
door-wrong = That is not the password. Mind capital letters, and try again.
door-many = There have been too many tries. Wait ten minutes, then try again; a link opens the page all the while.
door-stale = This link does not open the page, or no longer does. Ask whoever gave it to you for a new one.
door-elsewhere = What you sent did not come from this page. Try again here.

## Choosing, the year, the search

own-zone = In brackets: your own time, in
choice-title = Filter
choice-component = Component
choice-responsibility = Responsibility
choice-priority = Priority
choice-category = Category
choice-year = Year
choice-any-component = All
choice-any-responsibility = All
choice-any-priority = All
choice-any-category = All
choice-any-year = All
choice-submit = Show
choice-reset = Show everything
choice-unknown = { $name }: “{ $value }” is not known on this page and was left out.
choice-found-none = No incident matches.
choice-found = { $count ->
    [one] { $n } incident matches.
   *[other] { $n } incidents match.
}
choice-none = Choose less, or show everything.
choice-newer = Later incidents
choice-older = Earlier incidents
year-link = Year calendar
year-title = Calendar { $year }
year-note = A marked day leads to its incident. A day has the mark of the worst that touched it.
year-legend = Key to the calendar
year-back = History by month
history-older-year = Earlier: { $year }
history-newer-year = Later: { $year }
search-title = Search
search-submit = Search
search-label = Words or a reference
search-hint = Finds incidents by their title, their updates and their post-mortem. Accents and capitals do not matter; the beginning of a word is enough.
search-found-none = Nothing was found for “{ $typed }”.
search-found = { $count ->
    [one] { $n } incident for “{ $typed }”
   *[other] { $n } incidents for “{ $typed }”
}
search-nothing-fewer = Fewer words find more: all of them have to stand in the same text.
search-nothing-language = Each language is searched by itself; try the words of the page’s other languages.
search-nothing-number = A reference is found as it is written, such as INC-1234.
search-before = Before
search-after = More

## Ways on

not-found-title = There is no page here
not-found-text = The address may be mistyped or incomplete. An incident keeps its address for ever; if somebody sent you one that ends here, it may have been cut.
unknown-host-title = This address is not known here
unknown-host-text = Something led you here by a name that no status page of ours has. Check the address, or ask whoever gave it to you.
not-found-ways = From here
way-now = How things are now
way-history = All incidents by month
wrong-way-title = This address only gives something to read
wrong-way-text = A form was sent to an address that takes none. The page itself is where you would expect it:
fault-title = Something went wrong on our side
fault-text = The page could not be put together. Trying again in a minute may help. If it does not, tell us this number:
fault-id = Fault number
no-page-title = No status page here yet
no-page-text = This Beffroi has no page. Make one with “beffroi import”, or look at a sample with “beffroi demo”.
