# The desk: what somebody who was woken reads. Short; each button says what it does.

## Forms

form-wrong = There is a problem
form-date = Day
form-time = Time
form-part-same = unchanged
form-part-not = not affected
form-part-alike = as below
form-parts-others = Others
form-parts-all = { $count ->
    [one] one service
   *[other] { $n } services
}
form-parts-chosen = { $count ->
    [one] one chosen
   *[other] { $n } chosen
}
form-words-fold = Also in { $languages }
form-back = Back without saving
refusal-form-size = This is more than a form can carry. Shorten it.

## The first page

desk-home = Incidents
home-declare = Declare an incident
home-afterwards = Add a past incident
home-open = Open incidents
home-none = No incident is open.
home-planned = Planned maintenance
home-lately = Recently ended

## Declaring

declare-where = On which page?
declare-title = Declare an incident
declare-lead = Three lines are enough. You can add and correct everything later.
declare-instead = Still going on? Declare it instead.
afterwards-title = Add a past incident
afterwards-lead = Readers see that it was told later than it happened. Nobody is notified unless you say so.
afterwards-instead = Already over? Add it as a past incident.
declare-what = What is broken?
declare-what-hint = A title such as “Card payments are refused”. One language is enough.
declare-parts = Which services?
declare-since = Since when?
declare-since-hint = Leave empty for now. { $zone }
afterwards-since-hint = Leave empty what is not known. { $zone }
afterwards-end = Until when?
afterwards-end-hint = When it was really over, not when that was told.
declare-degree = How badly?
declare-degree-hint = For all that you ticked. Each can have its own.
declare-since-fold = Now. Or did it begin earlier?
declare-text = What do readers need to know?
declare-more = More: status, reference, who is told
declare-reference = Reference
declare-reference-hint = Your own number for it, such as TSR-1723. May stay empty.
declare-reference-next = Leave empty for { $next }.
declare-pages = Also on
afterwards-tell = Notify subscribers
afterwards-tell-hint = Otherwise nobody is notified.

## Templates

ready-choose = Start from a template
ready-none = none
ready-fill = Use it
ready-open = Still to be filled in
ready-open-hint = Goes into every language. What differs by language you write into the texts.
ready-put = Fill in
refusal-places = Not published yet: { $places } is still to be filled in. Fill it in, or take it out of the text.
declare-impact-follows = follows from the services
preview-open = Still to be filled in: { $places }.

## Saying something

say-title = Post an update
say-title-over = Is the problem back, or is there something to add?
say-status = Where does it stand?
say-over = All periods still open end.
say-again = The problem is back: a new period begins, the earlier ones stay.
say-late = Something to add; the incident stays over.
say-text = What do you tell readers?
say-text-hint = Say when they will hear more, such as “Next update by 15:30”.
say-parts = Services
say-parts-fold = Change the status of services
say-more = More: time, who is told
say-at = When did it change?
say-at-hint = When the problem really ended, got worse or came back. Leave empty for now. { $zone }
say-quiet = Notify nobody
say-quiet-hint = Readers see it on the page; no messages go out.
deed-preview = Preview
deed-publish = Publish
deed-publish-in = { $count ->
    [one] Publish in one language
   *[other] Publish in { $n } languages
}
deed-publish-alone = Publish without a second look
say-bypass = Why is there no time for a second look?
say-bypass-hint = Only to publish alone, in an emergency. It is logged.
refusal-no-status = Choose where the incident stands.
refusal-time-typed = Write a day such as 2026-03-04 and a time such as 12:08.
refusal-page-not-yours = This incident is also on a page where you have no role. Ask somebody of that page.
refusal-lacks = Not published yet. Missing: { $languages }. Write it, or press Publish again to publish without.

## Preview

preview-title = What readers will see
preview-missing = nothing written
preview-lacks = Missing: { $languages }. Readers see another language, marked as such.
preview-quiet = Nobody is notified.
hearers-none = Nobody has asked to hear this yet, so nobody is told.
hearers = { $count ->
    [one] One person will be told: { $ways }.
   *[other] { $n } people will be told: { $ways }.
}
hearers-by-email = { $n } by mail
hearers-by-webhook = { $n } by webhook
hearers-by-statuspage = { $n } by webhook in Statuspage’s form
hearers-by-slack = { $n } by Slack
hearers-by-teams = { $n } by Microsoft Teams
hearers-by-discord = { $n } by Discord
hearers-by-mattermost = { $n } by Mattermost
hearers-by-google-chat = { $n } by Google Chat
hearers-by-sms = { $n } by SMS
hearers-by-web-push = { $n } in the browser
hearers-in = { $by } ({ $languages })
hearers-tongue = { $language } { $n }
deed-mine = Send this to me
preview-mailed = { $count ->
    [one] On its way to { $address }, as readers will get it. Nobody else is told.
   *[other] On their way to { $address }: { $n } mails, one in each language. Nobody else is told.
}
refusal-preview-often = That was many previews within an hour. Send yourself the next one later.
refusal-preview-nobody = Nobody would be written to by mail, so there is nothing to send you.
preview-none = Write, then press Preview. Nothing is published by it.

## One incident

desk-public = As readers see it
desk-may-not = Your role lets you read here, not publish.
desk-facts = Facts
desk-edit-facts = Correct the facts
desk-correct = Correct
desk-correct-at = Correct what was said on { $when }
desk-no-window = No period of disruption is recorded.
desk-window-add = Add a period
desk-window-correct = Correct this period
desk-window-end = It is over now
window-add = Add a period of disruption
window-correct = Correct a period of disruption
window-lead = When it was really broken, not when it was told. Readers see it at once; nobody is notified.
window-since = From
window-since-hint = Without a time, the whole day is meant. { $zone }
window-end = To
window-over = Is it over?
window-over-yes = Yes. If no end is given, it is not known
window-over-no = No, it goes on
window-degree = How badly, as a whole?
window-degree-hint = Counts where no service is chosen.
window-do-add = Add this period
window-do-correct = Correct this period
done-opened = Published. The incident is on the page.
done-said = Published. Readers see it now.
done-window = Saved. Readers see the periods as they are below.
done-facts = Saved. Readers see the facts as they are below.
done-corrected = Corrected. Readers see when, and what changed.

## Two at once

moved-title = Somebody else was faster
moved-ways = What you typed is still in the form. Read below what changed, then send yours again, or leave it.
moved-who = { $who } { $what }
moved-nobody = A program
moved-said = posted an update
moved-resolved = said that it is over
moved-reopened = said that the problem is back
moved-window = changed a period
moved-corrected = corrected a text
moved-amended = took over a newer version of the source
moved-else = changed something

## A session that ended

kept-title = Your session has ended
kept-lead = Nothing is lost: what you typed is below. Nothing was published.
kept-live = Your session has ended. Nothing is lost: press any button, and what you typed comes back with a way to sign in.
kept-first = Sign in again, in a new tab:
kept-sign-in = Sign in
kept-second = Come back to this tab and send it again.
kept-what = What you typed
kept-again = Send it again

## Correcting

correct-title = Correct the title
correct-text = Correct a published text
correct-lead = What was said stays on record: readers see when it was corrected, and what it said before.
correct-what = What it says from now on
correct-tell-hint = Otherwise nobody is notified.
deed-correct = Publish the correction
desk-title-correct = Correct the title
moved-opened = declared it
moved-facts = set facts right
refusal-untold = What was told cannot be untold. Write what is right instead.
refusal-no-change = It says so already. Change something first.
preview-unchanged = unchanged
preview-new = new in this language

## Duplicates

merge-which = Of which incident is this a duplicate?
merge-lead = The one that you choose stays. You see what will happen before it happens.
merge-none = There is no other incident on this page.
merge-title = Merge this duplicate
merge-what = This is what will happen:
merge-leaves = “{ $title }” leaves { $pages }.
merge-leads = Its address, its feed and its calendar lead to “{ $title }”.
merge-kept = { $count ->
    [one] What was said in it stays on record here; readers no longer see it.
   *[other] Its { $n } updates stay on record here; readers no longer see them.
}
merge-windows = Its periods count no more: a service that only it held down is well again.
merge-comes = “{ $title }” also comes to stand on { $pages }.
merge-quiet = Nobody is notified. It cannot be taken back.
merge-do = Merge it
merge-other = Choose another
desk-merge = It is a duplicate
merged-note = This was a duplicate and was merged. It is kept as it was, for the record.
merged-open = Open the incident that stays
done-merged = Merged. The duplicate’s address leads here.
moved-merged = merged a duplicate

## Facts

facts-lead = Readers see these at once; nobody is notified.
facts-none = not said
facts-impact = Impact: how much do readers feel?
facts-priority = Priority
facts-category = Category
facts-fault = Responsibility
facts-provider = Which provider, if external
facts-notice = Address where the provider tells of it
facts-notice-hint = Begins with https://
facts-words = The provider’s own words
facts-references = References
facts-links = Links
facts-each-line = One on each line.
facts-figures = Extent: such as 20–40% of 3-D Secure requests
facts-figures-stay = Keep these
facts-percent = percent
facts-count = a number of things
facts-low = At least
facts-low-hint = May stay empty.
facts-high = At most
facts-unit = In
facts-of = Of what?
facts-of-hint = Such as “of 3-D Secure requests”.
facts-store = Save the facts
refusal-number-typed = Write a number such as 12.5.

## Among us

team-title = Among ourselves
team-private = Never on the public page.
team-log = Running log
team-none = Nothing has been noted yet.
team-body = Note
team-kind = What is it?
team-note = a note
team-happened = something that happened, for the post-mortem
team-bypass = without a second look
team-at = When did it happen?
team-at-hint = Leave empty for now.
team-write = Note it
team-roles = Who does what
team-lead = Lead
team-communication = Communication
team-scribe = Running log
team-nobody = nobody
team-assign = Save who does what

## Drafts

home-drafts = Drafts
deed-draft = Save a draft
draft-title = Draft
draft-edit = Go on writing
draft-draft = being written
draft-submitted = waits for a second look
draft-approved = approved
draft-published = published
draft-discarded = discarded
draft-submit = Ask for a second look
draft-approve = Approve
draft-discard = Discard this draft
draft-alone = Emergency: publish without a second look
