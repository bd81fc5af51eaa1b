# What readers are told who want to be told: letters to them, the form, what they hear.

## Letters

subscription-confirm-subject = Do you want to hear from { $page }?
subscription-confirm-text = Somebody asked that { $page } write to { $place } when something breaks or work is planned. If it was you, confirm it. Until then nothing is sent.
subscription-confirm-button = Yes, write to me
subscription-confirm-unasked = If it was not you, you need do nothing: without your yes this address is forgotten within a week.
subscription-known-subject = You already hear from { $page }
subscription-known-text = Somebody asked once more that { $page } write to { $place }. It is on the list already, so nothing has changed. You can see and change what you hear.
subscription-known-button = See what I hear
subscription-known-unasked = If it was not you, you need do nothing.
subscription-ready-subject = { $page } now tells { $place }
subscription-ready-text = { $place } has said yes: from now on { $page } tells it what was asked for. Keep this letter: the way to change or end it is here.
subscription-ready-button = See and change it
subscription-ready-secret = Messages are signed. You find the secret that proves it on that page; it is shown once.
subscription-ready-unasked = You are written because this address is named as its owner. If it should not be, end it there.
subscription-paused-subject = { $page } no longer reaches { $place }
subscription-paused-text = What { $page } sends to { $place } does not arrive, so nothing more is sent there. Once it works again, switch it back on with one press.
subscription-paused-button = See why, and resume
subscription-paused-after = What is said meanwhile stands on the page; it is not sent afterwards.

## The way in

way-told = Be told
follow-told = Be told of news
subscribe-title = Be told
subscribe-lead = Choose how you want to be told when something breaks, when it works again, and when work is planned.
subscribe-lead-about = Choose how you want to be told about “{ $title }”. You can also be told of everything.
subscribe-lead-provider = Choose how you are told what { $provider } says on its own status page: each new incident, each further word, and the end.
subscribe-way-email = E-mail
subscribe-what-email = A letter to your address
subscribe-way-slack = Slack
subscribe-what-slack = A card in a channel
subscribe-way-teams = Microsoft Teams
subscribe-what-teams = A card in a channel
subscribe-way-discord = Discord
subscribe-what-discord = A message in a channel
subscribe-way-mattermost = Mattermost
subscribe-what-mattermost = A message in a channel
subscribe-way-google-chat = Google Chat
subscribe-what-google-chat = A card in a space
subscribe-way-webhook = Webhook
subscribe-what-webhook = For your own program, signed
subscribe-way-statuspage = Webhook, as Statuspage sends it
subscribe-what-statuspage = For a receiver that you have already
subscribe-way-sms = Text message
subscribe-way-web-push = Notification in this browser
subscribe-feeds-title = Feeds and calendars
subscribe-feeds-text = They need no address and nobody’s yes: put one into your reader or your calendar.

## The forms

subscribe-title-email = Be told by e-mail
subscribe-lead-email = Write your address. We send a letter there with a link; once you have confirmed it, you are told.
subscribe-address-email = Your e-mail address
subscribe-hint-email = Such as anna@example.com. It is used for this alone.
subscribe-title-slack = Be told in Slack
subscribe-lead-slack = In Slack, make an incoming webhook for the channel, and paste its address here. A card asks there for a yes.
subscribe-address-slack = Address of the incoming webhook
subscribe-hint-slack = It begins with https://hooks.slack.com/services/
subscribe-title-teams = Be told in Microsoft Teams
subscribe-lead-teams = In Teams, add the workflow that posts to a channel when a webhook request comes in, and paste its address here. A card asks there for a yes.
subscribe-address-teams = Address of the workflow
subscribe-hint-teams = The whole address, with everything after the question mark.
subscribe-title-discord = Be told in Discord
subscribe-lead-discord = In the settings of the channel, make a webhook, and paste its address here. A message asks there for a yes.
subscribe-address-discord = Address of the webhook
subscribe-hint-discord = It begins with https://discord.com/api/webhooks/
subscribe-title-mattermost = Be told in Mattermost
subscribe-lead-mattermost = In Mattermost, make an incoming webhook for the channel, and paste its address here. A message asks there for a yes.
subscribe-address-mattermost = Address of the incoming webhook
subscribe-hint-mattermost = It contains /hooks/
subscribe-title-google-chat = Be told in Google Chat
subscribe-lead-google-chat = In the settings of the space, add a webhook, and paste its address here. A card asks there for a yes.
subscribe-address-google-chat = Address of the webhook
subscribe-hint-google-chat = It begins with https://chat.googleapis.com/
subscribe-title-webhook = Be told by webhook
subscribe-lead-webhook = We call this address with JSON. First it has to answer a challenge: we send one, and want it back.
subscribe-address-webhook = Address that we call
subscribe-hint-webhook = With https:// in front, and reachable from the internet.
subscribe-title-statuspage = Be told by webhook, as Statuspage sends it
subscribe-lead-statuspage = We call this address with the JSON that Statuspage sends. First it has to answer a challenge: we send one, and want it back.
subscribe-address-statuspage = Address that we call
subscribe-hint-statuspage = With https:// in front, and reachable from the internet.
subscribe-owner = Your e-mail address
subscribe-owner-hint = We write there how to change or end it, and when nothing arrives any more. Nothing else.
subscribe-about = What do you want to be told of?
subscribe-about-this = Only “{ $title }”, until it is over
subscribe-about-all = Everything on this page
subscribe-locale = In which language?
subscribe-fold = Choose what you are told of
subscribe-kinds = Which news?
subscribe-kind-incidents = Incidents
subscribe-kind-maintenances = Planned maintenance
subscribe-kind-postmortems = Explanations afterwards (post-mortems)
subscribe-parts = Which services?
subscribe-parts-hint = Tick none to be told of all. You are also told of what names no service.
subscribe-providers = Which providers?
subscribe-providers-hint = What a provider says on its own status page is sent to you as it wrote it, in its language. Tick nothing to hear of none.
subscribe-providers-only = Only the providers ticked here, nothing from this page itself
subscribe-provider-hidden = { $provider } (not shown here any more, so nothing is sent)
subscribe-provider-left = { $provider } (not followed any more, so nothing is sent)
subscribe-note = You can change or end it at any time, by a link in each message.
subscribe-submit-mail = Send me the letter
subscribe-submit = Ask this address
subscribe-back = Choose another way
subscribe-wrong = Something is missing
subscribe-asked-title = One step is left
subscribe-asked-mail = A letter is on its way. Open it and confirm that it is you; from then on you are told.
subscribe-asked-mail-late = If nothing has come in a few minutes, look among unwanted mail, or check that the address is right.
subscribe-asked-webhook = We are sending a challenge to this address. Once it has answered, the e-mail address you gave gets a letter with the link to change or end it.
subscribe-asked-webhook-late = If no letter comes in a few minutes, the answer was not the right one: send back the challenge, with status 200.
subscribe-asked-room = A card is on its way to the channel. Press the button on it; from then on the channel is told.
subscribe-asked-room-late = If nothing has come in a few minutes, check the address, and ask again.
subscribe-another = Ask for another address

## What one hears

manage-confirm-title = Is this right?
manage-confirm-lead = Somebody asked that news be sent here. Nothing is sent until you say yes.
manage-confirm-button = Yes, tell me
manage-not-me = I did not ask for this
manage-title = What you are told
manage-lead = You are told. You can change or end it here; keep this link to yourself.
manage-paused-title = You are not told at present
manage-paused-lead = { $reason } So we have stopped sending. Once it works again, resume here.
manage-paused-no-address = The address was refused: there is nobody there.
manage-paused-asked = The receiver asked for nothing more.
manage-paused-closed = The receiver no longer lets us in.
manage-paused-failing = For several days nothing arrived.
manage-resume-button = Resume
manage-resumed = You are told again.
manage-confirmed = Thank you. From now on you are told.
manage-changed = Changed. From now on it is so.
manage-way = Sent by
manage-place = Sent to
manage-about = About
manage-about-one = One incident or maintenance, until it is over
manage-about-all = This page
manage-about-providers = What providers say, and nothing else
manage-providers = Providers
manage-since = Since
manage-change-title = Change it
manage-change-button = Save
manage-leave = Be told no more
manage-secret-title = Signing secret
manage-secret-text = Each call is signed as Standard Webhooks asks. The secret with which you check that is shown once.
manage-secret-known = Each call is signed as Standard Webhooks asks. The secret was shown already. If it is lost or known to others, make another: both sign for 24 hours.
manage-secret-both = Two secrets sign each call for 24 hours after a change: the new one and the one before.
manage-secret-once = Keep it now: it is not shown again.
manage-secret-show = Show the secret
manage-secret-rotate = Make another secret

## The way out

leave-title = Be told no more?
leave-text = Nothing more from this page will be sent to { $place }, about whatever it may be.
leave-button = Send nothing more
leave-back = See and change what I am told
left-title = You are told nothing more
left-text = It has ended at once: nothing more is sent there, also in future. If you change your mind, just ask again.
left-again = Ask again

## The lists, for those who administer a page

subscribers-title = Subscribers
subscribers-look = Look at them
subscribers-none = Nobody fits this.
subscribers-active = { $count ->
    [one] One is told
   *[other] { $n } are told
}
subscribers-asked = { $count ->
    [one] one has not confirmed yet
   *[other] { $n } have not confirmed yet
}
subscribers-paused = { $count ->
    [one] one is paused
   *[other] { $n } are paused
}
subscribers-way-import = Take in a list
subscribers-way-csv = Download all as CSV
subscribers-way-forget = Forget a person
subscribers-address = Address
subscribers-address-hint = A whole mail address, or a part of any address.
subscribers-channel = Channel
subscribers-any-channel = Any
subscribers-state = State
subscribers-any-state = Any
subscribers-state-asked = Not confirmed
subscribers-state-active = Told
subscribers-state-paused = Paused
subscribers-locale = Language
subscribers-any-locale = Any
subscribers-search = Look
subscribers-older = Earlier ones
subscribers-some = Chosen services only
subscribers-providers-alone = Only what providers say
subscribers-providers-count = { $count ->
    [one] { $n } provider
   *[other] { $n } providers
}
subscribers-failures = { $count ->
    [one] failed once
   *[other] failed { $n } times
}
subscribers-page = Page
subscribers-kinds = News
subscribers-parts = Services
subscribers-owner = Owner
subscribers-problem = Failing
subscribers-came-back = Came back
subscribers-returned = { $count ->
    [one] one mail within a month
   *[other] { $n } mails within a month
}
subscribers-why = Reason
subscribers-created = Asked
subscribers-confirmed = Confirmed
subscribers-failing = Failing since
subscribers-resume = Resume
subscribers-done-resumed = It is told again.
subscribers-remove = Remove
subscribers-remove-title = Remove this subscriber?
subscribers-remove-lead = { $place } is told nothing more, and no list brings it back. It can ask again by itself.
subscribers-done-removed = Removed.
subscribers-import-title = Take in a list
subscribers-import-lead = Each new address is told from now on. Those that left stay away, and those that are there stay as they are.
subscribers-file = The list, as CSV
subscribers-file-hint = The first line names the columns: { $columns }. Only “address” is needed. For more than 10,000 lines use the command “beffroi subscribers import”.
subscribers-reason = Where do they come from, and when did they say yes?
subscribers-reason-hint = The log keeps a fingerprint of it.
subscribers-vouch = Each of these addresses has said yes to being told
subscribers-import-do = Take them in
subscribers-came-new = { $count ->
    [one] One is told from now on.
   *[other] { $n } are told from now on.
}
subscribers-came-known = { $count ->
    [one] One was there already.
   *[other] { $n } were there already.
}
subscribers-came-left = { $count ->
    [one] One had left, and stays away.
   *[other] { $n } had left, and stay away.
}
subscribers-came-refused = { $count ->
    [one] One line could not be read.
   *[other] { $n } lines could not be read.
}
subscribers-refused = What could not be read
subscribers-line = { $count ->
    [one] Line { $n }
   *[other] Line { $n }
}
subscribers-forget-title = Forget a person
subscribers-forget-lead = Everything that is known of this address goes: what it hears, what it owns, letters that wait for it, on all pages that you administer. Only a seal stays, by which no list brings it back. This cannot be undone.
subscribers-forget-hint = A mail address, a number or a webhook’s address, whole.
subscribers-forget-do = Forget this address
subscribers-forgotten = { $count ->
    [one] Forgotten. It heard one thing.
   *[other] Forgotten. It heard { $n } things.
}
