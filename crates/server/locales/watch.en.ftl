# The console on other providers: whose status pages are followed, and the tickets with them.

watch-title = Providers
watch-lead = Other companies’ official status pages, looked at again and again. What nobody can tell is unknown, never fine.
watch-none = No provider is followed yet.
watch-follow = Follow a page
watch-checked = Last looked at
watch-unchecked = Not looked at yet
watch-blind = Nobody can tell since
watch-left = No longer followed
watch-kept = { $count ->
    [one] { $n } incident kept
   *[other] { $n } incidents kept
}
watch-shown = Where readers see it
watch-shown-on = shown on { $pages }
watch-shown-nowhere = shown to no reader
watch-follow-lead = The address of its official status page is enough: the format, the components and how far back its history goes are found out by the first look.
watch-follow-do = Follow
watch-page = Official page
watch-page-hint = Such as https://status.example.com
watch-name = Name
watch-name-hint = Left empty, it is called by its host.
watch-pages = Pages that show it
watch-pages-hint = Readers of these pages see how it is. Ticking none keeps it among us.
watch-pages-do = Show there
watch-more = Name in addresses, format
watch-slug = Name in addresses
watch-slug-hint = 1 to 40 lower-case letters, digits and “-”. Left empty, it is made of the name.
watch-form = Format
watch-form-hint = Leave it to be found out, unless you know better.
watch-form-found = find it out
watch-form-unknown = not found out yet
watch-selectors = Selectors
watch-selectors-hint = Only for a page without a format: one a line, its name first, such as entry: .incident
watch-empty = An empty list means that all is well
watch-empty-hint = Tick this only where the provider empties its list by hand. Otherwise an empty list may mean that the list is broken.
watch-empty-title = An empty list
watch-empty-clear = means that all is well
watch-empty-open = tells nothing by itself
watch-since = since
watch-raw = In its own word
watch-source = Where programs ask
watch-archive = Archive
watch-vain = Lately
watch-failures = { $count ->
    [one] { $n } look in vain
   *[other] { $n } looks in vain
}
watch-seen = The page was last seen
watch-due = Next look
watch-created = Followed since
watch-left-at = Followed until
watch-look = Look now
watch-settle = Set right
watch-settle-title = Set { $name } right
watch-settle-lead = What you write here counts from the next look on, which comes at once. What was seen so far stays.
watch-settle-do = Save and look again
watch-leave-title = Stop following { $name }?
watch-leave-do = Stop following
watch-leave-lead = It is no longer looked at, and its state is unknown from now on. What was seen stays, and readers still find it. It can be followed again later.
watch-done-followed = Followed. The first look finds out the rest.
watch-done-settled = Saved. It is looked at again at once.
watch-done-shown = Saved.
watch-done-looking = It is looked at as soon as a connection is free.
watch-done-left = It is no longer followed.
watch-parts = Components
watch-parts-none = No components are known.
watch-part-group = group
watch-part-gone = no longer listed
watch-changes = What changed last
watch-changes-none = It has told nothing yet.
watch-change-new = new
watch-change-gone = taken off the page
watch-change-version = { $count ->
    [one] version { $n }
   *[other] version { $n }
}
watch-doubts = What was not understood
watch-doubts-note = Kept as it stood there. A better reader can read it again.
watch-odd-times = { $count ->
    [one] in { $n } answer
   *[other] in { $n } answers
}
watch-doubt-status = Nobody knows its word “{ $word }” for where it stands.
watch-doubt-severity = Nobody knows its word “{ $word }” for how bad it is.
watch-asks = What is asked
watch-asks-none = Nothing was asked yet.
watch-asks-note = Addresses, how often each is asked, and what came last.
watch-often-always = at every look
watch-often-seldom = now and then
watch-often-once = once, going back through its history
watch-often-done = once; done
watch-often-gone = once; it was not there
watch-answer = Answered
watch-answer-blind = Said nothing that can be read
watch-answer-none = No answer kept yet
refusal-provider-selectors = Write one selector a line, its name first, such as entry: .incident
refusal-provider-shown = Choose pages that are there.
refusal-provider-pages = A page that you do not administer shows it. Ask an administrator of that page.
watch-catalogue = The catalogue
watch-search = Look for
watch-search-do = Look in the catalogue
watch-search-pageless = no status page known
watch-unverified = not verified yet
watch-find = Find out what it is
watch-found = This is { $form }, at { $page }.
watch-found-none = This is no format that we read.
watch-found-nobody = Nobody can tell what it is.
watch-search-hint = { $count ->
    [one] A name or what it does, such as acquirer; { $n } provider.
   *[other] A name or what it does, such as acquirer; { $n } providers.
}
watch-search-found = { $count ->
    [one] { $n } entry fits.
   *[other] { $n } entries fit.
}
