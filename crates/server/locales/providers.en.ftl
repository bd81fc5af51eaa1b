# Other providers' status pages.

refusal-provider-taken = This provider is followed already. Choose another name.
refusal-provider-slug = 1 to 40 lower-case letters, digits and “-”, such as my-bank.
refusal-provider-name = Say what it is called.
refusal-provider-page = Write the address of its status page, such as https://status.example.com.
refusal-provider-form = This is no format that we read. Leave it out, and it is found out.
refusal-provider-busy = It is looked at just now, or followed no more. Try again in a minute.

# What readers see of them.

nav-providers = Providers
providers-only-in = Its source says this in { $language } only.

## All of them

providers-title = Providers
providers-lead = Whom this service depends on, and how each of them is: by its own status page, as far as we see it.
providers-count = { $count ->
    [one] { $n } provider
   *[other] { $n } providers
}
providers-count-major_outage = { $count ->
    [one] { $n } is down
   *[other] { $n } are down
}
providers-count-partial_outage = { $count ->
    [one] { $n } is partly down
   *[other] { $n } are partly down
}
providers-count-degraded_performance = { $count ->
    [one] { $n } is slow or unreliable
   *[other] { $n } are slow or unreliable
}
providers-count-under_maintenance = { $count ->
    [one] { $n } is under maintenance
   *[other] { $n } are under maintenance
}
providers-count-unknown = { $count ->
    [one] of { $n } nobody can tell
   *[other] of { $n } nobody can tell
}
providers-count-operational = { $count ->
    [one] { $n } works
   *[other] { $n } work
}
providers-nothing = No provider is called so. Use fewer words, or show all of them.
providers-filter-words = Name or words
providers-filter-sector = Sector
providers-filter-any = All sectors
providers-filter-submit = Show
providers-filter-clear = Show all
providers-found = { $count ->
    [one] { $n } incident in what providers told
   *[other] { $n } incidents in what providers told
}
providers-found-newest = In what providers told, the newest first
providers-found-nothing = Nothing more was found in what they told.
providers-found-back = From the newest on
providers-found-in = Language: { $language }
providers-found-language = Language of the words
providers-found-language-any = Any language
providers-found-provider = Provider
providers-found-provider-any = All providers
providers-row-since = Seen so since { $when }.
providers-row-unknown = Nobody can tell since { $when }.

providers-sector-3-d-secure = 3-D Secure
providers-sector-accounting = Accounting
providers-sector-acquirer = Acquirers and payment services
providers-sector-ai = Language models
providers-sector-bank = Banks
providers-sector-card-network = Card networks
providers-sector-cdn = Content delivery
providers-sector-certificates = Certificates
providers-sector-code = Code and builds
providers-sector-database = Databases
providers-sector-dns = Domain names
providers-sector-financing = Financing
providers-sector-fraud = Fraud and identity checks
providers-sector-hosting = Hosting
providers-sector-identity = Sign-in
providers-sector-mail = Mail
providers-sector-observability = Monitoring
providers-sector-office = Support and office
providers-sector-other = Other
providers-sector-payment-method = Payment methods
providers-sector-shipping = Shipping
providers-sector-shop = Shop systems
providers-sector-sms = Text messages

## One of them

# The answer, before anything else.
providers-is-operational = { $name } works.
providers-is-unknown = Nobody can tell whether { $name } works.
providers-is-under_maintenance = { $name } is under maintenance.
providers-is-degraded_performance = { $name } is slow or unreliable.
providers-is-partial_outage = { $name } is partly down.
providers-is-major_outage = { $name } is down.
providers-since = Seen so since
providers-since-unknown = Not known since
providers-looked = Last checked
providers-looked-never = not yet
providers-followed = Followed since
providers-told-link = Be told about { $name }
providers-ground = By
providers-ground-stated = what its page says of itself
providers-ground-components = the worst of its components
providers-ground-notices = the worst of what it lists as open
providers-ground-nothing_open = its page, which lists nothing as open

providers-why-left = We follow it no more. What it told until then is kept.
providers-why-never = Nobody has looked at its page yet.
providers-why-overdue = Nobody has looked at its page since then, although it was time to.
providers-why-unsaid = Its page does not say.
providers-why-web-page = A web page came where data was asked for.
providers-why-empty = An empty answer came.
providers-why-not_the_page = What came is not its status page.
providers-why-no_format = Its page is none that we can read.
providers-why-refused = Its page does not let us in.
providers-why-robots = Its page asks programs to stay away.
providers-why-missing = There is nothing at its address any more.
providers-why-busy = Its page asks for fewer questions.
providers-why-broken = Its page itself is in trouble.
providers-why-slow = Its page did not answer in time.
providers-why-unreachable = Nobody answered at its address.
providers-why-unread = What came could not be read.

providers-open = { $count ->
    [one] Ongoing incident
   *[other] Ongoing incidents
}
providers-open-last = Ongoing when we last saw its page
providers-last-word = Its last word, { $when }:
providers-last-word-undated = Its last word, without a time:

providers-days-title = { $count ->
    [one] What we saw in the last day
   *[other] What we saw in the last { $n } days
}
providers-days-how = Each bar is a day, the last of { $days } on the right. This is how its page was whenever we looked; it says nothing of days on which we did not, and is no measure of uptime.
providers-days-good = never seen broken
providers-days-broken = { $count ->
    [one] seen broken on { $n } day
   *[other] seen broken on { $n } days
}
providers-days-dark = { $count ->
    [one] { $n } day on which nobody could tell
   *[other] { $n } days on which nobody could tell
}
providers-days-before = { $count ->
    [one] { $n } day before we looked
   *[other] { $n } days before we looked
}
providers-days-length = How long
providers-days-no-data = Not known: we did not look yet
providers-parts = Components
providers-parts-how = By its own page, and the last { $days } days as we saw them.
providers-parts-rest = { $count ->
    [one] { $n } more that was never seen broken
   *[other] { $n } more that were never seen broken
}
providers-parts-gone = { $count ->
    [one] { $n } component that its page lists no more
   *[other] { $n } components that its page lists no more
}
providers-record = { $count ->
    [one] All that { $name } told: { $n } incident or maintenance
   *[other] All that { $name } told: { $n } incidents and maintenances
}
providers-record-lead = How long it was broken is what its text states; how long it was spoken of is from its first post to its last. The second says nothing of the first.
providers-record-none = It has told of nothing yet, or we have not read it yet.

## An incident of one

providers-title-of = { $title } – { $name }
providers-fact-provider = Provider
providers-untitled-incident = Incident without a title
providers-untitled-maintenance = Maintenance without a title
providers-kind-maintenance = Maintenance
providers-severity-unsaid = Severity not stated
providers-severity-raw = in its own word “{ $word }”
providers-goes-on = Ongoing
providers-over = Over
providers-over-unlisted = Over: its page lists it no more
providers-time-over = Its planned time is over
providers-dated-began = Began
providers-dated-planned = Planned for
providers-dated-told = First told
providers-dated-made = Entered
providers-dated-seen = First seen by us
providers-dated-between = Between { $from } and
providers-dated-after = After
providers-dated-before = Before
providers-ended = Ended, as its text says
providers-said-over = Declared over
providers-first-seen = First seen by us
providers-last-changed = Last change seen by us
providers-source = At the source
providers-broken = Broken, as its text says
providers-broken-open = not over yet
providers-broken-unsaid = its text does not say
providers-worked = Planned length
providers-spoken = Spoken of, first post to last
providers-spoken-once = one post only
providers-spoken-unsaid = its posts have no times
providers-touched-parts = { $count ->
    [one] Component
   *[other] Components
}
providers-touched-regions = { $count ->
    [one] Region
   *[other] Regions
}
providers-posts = { $count ->
    [one] { $n } post
   *[other] { $n } posts
}
providers-has-postmortem = with a post-mortem
providers-gone = Taken back by its source: we noticed on { $when } that its page has it no more. It stays here as it was.
providers-windows = When it was broken, as its text says
providers-windows-none = Its text states no time at which it was broken. When something was posted is no such time.
providers-posts-title = What it said
providers-posts-note = The words of { $name }, as it published them. Nothing is translated.
providers-posts-none = It has said nothing in words.
providers-post = Post
providers-changes-title = What it changed afterwards
providers-changes-note = Words that it had published and that say something else since. Each time is when we saw it.
providers-changed = Changed, seen
providers-changed-title = The title
providers-changed-post = The post of { $when }
providers-changed-post-undated = A post without a time
providers-taken-out = Taken out: { $what }
providers-doubts-title = What contradicts itself in it
providers-doubts-note = Found by reading its texts against each other and against their own times; the words are its own.
providers-doubt-start_differs = It states two different starts.
providers-doubt-end_differs = It states two different ends.
providers-doubt-zone_against_season = It names a time zone that does not fit the season.
providers-doubt-year_implausible = It states a date that cannot be.
providers-doubt-end_before_start = It states an end that lies before the start, or that can hardly be.
providers-doubt-figures_differ_between_locales = A time or a figure is not the same in all its languages.
providers-doubt-resolved_too_early = It was declared over, and then it was not.
providers-doubt-language_missing = Something is said in one language and not in another.
providers-doubt-status_against_text = Its status says one thing and its text another.
providers-doubt-other = Something does not add up.
providers-feed = What { $name } tells on its status page, as { $site } follows it: what it spoke of last first.
providers-follow = Follow { $name }

## Figures

providers-figures-title = { $name } in figures
providers-figures-link = Figures of { $name }
providers-figures-lead = What its page told, added up, and what we saw. Each figure says what it means and on how much it rests; what nobody stated is left out and is no zero.
providers-figures-parts = Over the last 12 months.
providers-figure = Figure
providers-json = As JSON
providers-span-90d = 90 days
providers-span-1y = 12 months
providers-span-all = All time
providers-figure-incidents = Incidents
providers-figure-incidents-note = told of by its page and dated in the period; planned work and what was taken back are not counted
providers-figure-broken = Broken, as its texts say
providers-figure-broken-note = the times of disruption that its texts state, added up
providers-figure-seen = Seen broken by us
providers-figure-seen-note = how long its page was not well whenever we looked; only since we follow it
providers-figure-first-word = To its first word
providers-figure-first-word-note = median from the start that its text states to its first post
providers-figure-resolution = To recovery
providers-figure-resolution-note = median from the first start to the last end that its text states
providers-figure-writeups = With a post-mortem
providers-figure-writeups-note = of the incidents that are over
providers-figure-languages = Languages
providers-figure-languages-note = in how many incidents each of them is written
providers-figure-since = Since the last
providers-figure-since-note = days since its newest incident was over
providers-never = never
providers-rests-watched = watched for { $watched }
providers-rests-dark = watched for { $watched }; for { $dark } nobody could tell
providers-language-of = { $language }: { $known }
providers-since-none = no incident
providers-since-now = goes on now
providers-since-days = { $count ->
    [one] { $n } day
   *[other] { $n } days
}
providers-compare-title = Providers side by side
providers-compare-link = Compare with others
providers-compare-with = Providers
providers-compare-over = Period
providers-compare-submit = Compare
providers-compare-few = Choose at least two providers and at most { $most }.

providers-honesty-title = Who speaks first
providers-honesty-note = Incidents of ours whose cause is { $name }: when ours began, and when its page said its first word about the same time. Only incidents are counted whose beginning we know to the minute and that its record reaches back to.
providers-honesty-none = None of our incidents that name { $name } as their cause can be held against its record.
providers-honesty-few = { $count ->
    [one] { $n } case; in { $later } of them its first word came after our beginning, in { $silent } there was none. Fewer than three are no ground for a grade.
   *[other] { $n } cases; in { $later } of them its first word came after our beginning, in { $silent } there was none. Fewer than three are no ground for a grade.
}
providers-honesty-rests = { $count ->
    [one] { $n } case; in { $later } of them its first word came after our beginning, in { $silent } there was none.
   *[other] { $n } cases; in { $later } of them its first word came after our beginning, in { $silent } there was none.
}
providers-grade-first = { $name } usually speaks before we notice.
providers-grade-prompt = { $name } usually speaks within a quarter of an hour of our noticing.
providers-grade-late = { $name } usually speaks up to an hour after it has begun here.
providers-grade-very-late = { $name } usually speaks more than an hour after it has begun here.
providers-grade-silent = { $name } mostly says nothing at all.
providers-honesty-ours = Ours began
providers-honesty-theirs = Its first word
providers-honesty-after = Difference
providers-honesty-later = { $length } later
providers-honesty-earlier = { $length } earlier
providers-honesty-same = at the same time
providers-honesty-no-word = none
providers-honesty-silent = not told
