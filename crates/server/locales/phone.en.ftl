# Text messages: the way in, the code, what a message says beside the news, and when there is no money left.

## The way in

subscribe-what-sms = A short message, with a link
subscribe-title-sms = Be told by text message
subscribe-lead-sms = Write your number. We send a code there; once you have typed it, you are told by short messages, each with a link.
subscribe-address-sms = Your mobile number
subscribe-hint-sms = Numbers that begin with { $codes }. Yours is used for this alone.
subscribe-hint-sms-one = A number that begins with { $codes }. It is used for this alone.
subscribe-submit-sms = Send me the code
code-title = Type the code
code-lead = A message with six figures is on its way to the number that ends in { $ends }.
code-label = Code
code-hint = Six figures. They hold for ten minutes.
code-submit = Confirm
code-late = Nothing after a minute? Check the number, and ask again. One number gets three codes a day at most.
code-again = Ask for another code

## What is sent

phone-code-text = { $page }: your code is { $code }. If you did not ask for it, do nothing.
phone-leave = Stop: { $link }

## For those who administer

subscribers-spent = SMS segments: { $day } of { $aday } today, { $month } of { $amonth } this month
letters-kind-sms-spent = Text messages used up
letter-spent-subject = { $host }: text messages are used up
letter-spent-day = { $host } has used the SMS segments of a day ({ $n }). Until midnight (UTC) no more text messages go, neither codes nor news. Everything else goes on.
letter-spent-month = { $host } has used the SMS segments of a month ({ $n }). Until the month is over (UTC) no more text messages go, neither codes nor news. Everything else goes on.
letter-spent-button = See the subscribers
letter-spent-after = Those whom news did not reach stand beside it in the console, where it can be sent again. The limits are “sms.segments_a_day” and “sms.segments_a_month” in the configuration.
told-reason-country = its country is not among those allowed
told-reason-no-gateway = text messages are not set up
told-reason-spend-cap = the spending limit is reached
