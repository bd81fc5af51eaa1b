# Why not, and what to do about it. A refusal names its key; programs get the English of the code.

## The console's door

refusal-elsewhere = This form did not come from the console. Open the page again and send it from there.
refusal-sign-in = Address and password do not match. Try again.
refusal-sign-in-many = Too many tries. Wait ten minutes, or ask an administrator for a link.
refusal-oidc-away = { $provider } does not answer. Try again in a minute, or sign in with your password.
refusal-oidc-clock = { $provider } and this server disagree about the time. Whoever runs this server has to set its clock right.
refusal-oidc-declined = { $provider } did not let you through. Try again, or sign in with your password.
refusal-oidc-untrusted = What { $provider } answered could not be verified, so nobody was let in. Whoever runs this server finds the reason in its log.
refusal-oidc-stale = This sign-in is over, or was begun in another browser. Begin again here.
refusal-oidc-unverified = { $provider } has not verified your e-mail address. Have it verified there, or sign in with your password and link your account.
refusal-oidc-stranger = Nobody is invited here with the address that { $provider } has for you. Ask an administrator to invite that address.
refusal-oidc-taken = This account at { $provider } belongs to another member here. Sign out there and choose your own.
refusal-oidc-another = You are linked to another account at { $provider }. Use that one, or unlink it first.
refusal-oidc-last = Nothing else would let you in. Choose a password first, then unlink.
refusal-link = This link was used already, or is too old. Ask whoever sent it for another.
refusal-old-password = This is not your current password. Write it again.
refusal-password-short = Write a password of 12 characters or more. Several words are easy to remember.
refusal-password-common = This password is among the first that are guessed. Choose another, such as four words that have nothing to do with each other.
refusal-password-busy = Too many people are signing in just now. Try again in a moment.

## Members, roles, tokens

refusal-role-unknown = Choose a role: reader, responder, publisher or administrator.
refusal-scope-unknown = Choose what the key may do.
refusal-email = Write an e-mail address such as anna@example.com.
refusal-email-taken = A member signs in with this address already. Choose another, or change theirs.
refusal-name = Write a name of at most 80 characters.
refusal-name-empty = Write a name, or leave it out to keep the one that it has.
refusal-last-administrator = This is the last administrator of all pages. Make another member one first.
refusal-forget-first-remove = Remove the member first. Then they can be forgotten.
refusal-role-responder = Your role on this page lets you read, not write. Ask an administrator for more.
refusal-role-publisher = Your role lets you write drafts, not publish. Save a draft, or ask somebody who may publish.
refusal-role-administrator = Only an administrator may do this. Ask one of them.
refusal-scope = This key lacks “{ $scope }”. Make another one that has it.
refusal-token-name = Say what the key is for, in at most 80 characters.
refusal-token-scopes = Choose at least one thing that the key may do.
refusal-token-pages = Choose at least one page, or all of them.
refusal-token-end = Choose an end that is ahead.

## Incidents

refusal-incident-moved-on = Somebody else changed this incident meanwhile. Look at what is there now, then send yours again.
refusal-locale-not-spoken = No page of this incident is in “{ $locale }”. Leave that text out.
refusal-component-elsewhere = This service is on none of the incident’s pages. Leave it out.
refusal-no-page = Choose at least one page.
refusal-no-title = Give it a title in at least one language.
refusal-window-ended = This period has ended. Correct its times if they are wrong.
refusal-start-to-come = That time is still to come. Write when it began, or schedule maintenance.
refusal-end-to-come = That time is still to come. Write when it happened.
refusal-ends-before-start = It ends before it starts. Correct one of the two times.
refusal-incident-over = This incident is over. Reopen it if the trouble is back.
refusal-window-starts-later = A period of this incident began later than that. Correct it first, or give a later time.
refusal-status-postmortem = A post-mortem is published as a write-up, not as a status.
refusal-reference = Write a reference such as TSR-1723, of at most 40 characters.
refusal-reference-number = Count references from 1 on.
refusal-published-to-come = Nothing can have been published in the future. Leave the time empty for now.
refusal-late-components = Newer updates have been published already. Add or correct a period instead of changing a service.
refusal-resolved-already = This incident is over already. Post an update if there is something to add.
refusal-open-already = This incident is open. Post an update, or add a period to it.
refusal-reopen-status = To reopen it, choose investigating, identified or monitoring.
refusal-needs-approval = This page asks for a second look. Save a draft and have it approved, or publish in an emergency and say why.
refusal-no-text = Write it in at least one language.
refusal-figure = Write the smaller number first. A share lies between 0 and 100 percent.
refusal-address = Write a whole address that begins with https://.
refusal-merge-self = Choose another incident to merge this one into.
refusal-merged-already = This incident was merged into another. Open the one that it leads to.
refusal-draft-over = This draft is published or discarded. Start another.
refusal-draft-moved-on = Somebody else changed this draft meanwhile. Look at it, then save yours again.
refusal-draft-not-submitted = Nobody has asked for a second look at this draft. Ask for it first.
refusal-approve-own = You wrote this draft last. Somebody else has to approve it.
refusal-crisis-role = Choose a role: lead, communication or running log.
refusal-note = Write something, of at most 20,000 characters.
refusal-template-name = Give the template a name of at most 80 characters.
refusal-template-taken = This page has a template of that name. Choose another.
refusal-idempotency-key = An Idempotency-Key is a word of your own, of 1 to 255 characters.
refusal-idempotency-other = Something else was asked for under this Idempotency-Key. Choose another.

## Planned work

refusal-work-upside-down = It would end before it begins. Set the end after the start.
refusal-work-over = It would be over already. Set an end that is to come.
refusal-work-into-itself = It would repeat before it is over. Make it shorter, or rarer.
refusal-work-reminder = Remind 5 minutes to 14 days before, or not at all.
refusal-work-component = One of these services is not on the page. Choose among those that are.
refusal-work-no-words = Write something in at least one language.
refusal-work-moved-on = Somebody else said something meanwhile. Read it, then send yours again.
refusal-work-begun = It has begun. Only its end can be moved, and nothing once it is over.
refusal-work-too-early = Its next time is more than a day away. Schedule separate maintenance.
refusal-work-no-such-time = It is not planned for that time any more. Choose one of those that are left.
refusal-work-at = Name a time that is past, and not before the work began.
refusal-work-already = Somebody has done that already. Look at where it stands now.
refusal-work-is-over = It is over or was cancelled. Schedule another one instead.
refusal-work-not-begun = It has not begun. Begin it first.
refusal-work-under-way = It is under way. Complete it instead.

## Pages

refusal-page-locales = Name at least one language, the default first.
refusal-page-zone = Name a time zone such as Europe/Paris.

## Audit, duty

refusal-audit-id = Write a whole id, as it stands in a row.
refusal-audit-day = Write a day, such as 2026-03-04.
refusal-duty-member = Choose who is called.
refusal-route-twice = This address is on your list already. Write another.
refusal-route-many = Five addresses at most. Remove one first.
refusal-route-links = Many links were sent already. Wait an hour before you have more sent.
refusal-letter-old = This letter is too old to be sent. Start again what it was about.
refusal-duty-time = Write a day and a time, such as 2026-03-04 18:00.
refusal-duty-minutes = Write whole minutes, from 1 to 10080, which is a week.
refusal-duty-turn-end = A turn ends after it begins. Write a later end.
refusal-duty-position = Write 1 for whoever is called first, 2 for the next, up to 99.

## Whoever wants to be told

refusal-subscription-mail = Write an e-mail address such as anna@example.com.
refusal-subscription-mail-letters = In front of the @ write letters without accents: our mails reach no other address.
refusal-subscription-url = Write the whole address, with https:// in front and without a name or password in it.
refusal-subscription-phone = Write the number with its country in front, such as +33 6 12 34 56 78.
refusal-subscription-country = Only numbers that begin with { $codes } can be reached here. Choose another way, such as e-mail or a feed.
refusal-subscription-spent = No more text messages can be sent at present: what is set aside for them is used up. Choose another way, or try again later.
refusal-subscription-codes = Many people are asking for a code just now. Wait an hour, or choose another way.
refusal-subscription-network = Too many codes were asked for from your network today. Try again tomorrow, or choose another way.
refusal-subscription-code = That is not the code. Look at the message again; the newest one counts.
refusal-subscription-code-over = This code no longer holds: it is too old, or was tried too often. Ask for another.
refusal-subscription-kinds = Choose at least one kind of news.
refusal-subscription-locale = Choose one of the languages of this page.
refusal-subscription-parts = Choose at least one service, or all of them.
refusal-subscription-providers = Choose providers that the page shows.
refusal-subscription-provider-names = No such provider. Write the names of providers as their addresses have them.
refusal-subscription-no-provider = Tick at least one provider, or ask for this page as well.
refusal-subscription-shown = The secret was shown already. If it is lost, make another.
refusal-bell-gather = Further words wait at most 1440 minutes, a day; 0 sends each at once.
refusal-subscription-elsewhere = This form did not come from this page. Open it again and send it from there.
refusal-subscription-many = Too many were asked from your network. Wait ten minutes, then try again.
refusal-subscription-reason = Say where these addresses come from and when they said yes, in ten letters or more.
refusal-subscription-vouch = Tick that each of these addresses has said yes.
refusal-subscription-columns = The first line names the columns. One of them is “address” or “email”.
refusal-subscription-channel = No such channel for a list. Write email, webhook, slack, teams, discord, mattermost, google_chat or statuspage.
refusal-subscription-services = No such service. Write the ids of services or groups of this page.
refusal-subscription-unasked = It had not said yes yet, or asked for one incident alone: no list brings that.
refusal-nobody-given-up = Nobody of them waits to be tried again. Look at the list anew.

## The desk

refusal-desk-rules = Times for answers are at most 30 days, and 0 promises nothing; days are from 1 to 3650; fewest reports from 1 to 10000.
refusal-affected-line = Line { $line }: write a merchant, a comma and a number, such as Atelier Brume,12.
refusal-affected-many = A table has { $most } merchants at most.
