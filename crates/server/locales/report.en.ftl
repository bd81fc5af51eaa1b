# What somebody is shown who reports that something is broken for them, in English.

## The form

report-way = Report a problem
report-title = Report a problem
report-lead = Tell us what does not work for you. You get a reference and a page of your own, and a person answers.
report-lead-too = You are not alone with this. Tell us what you see: it shows us how far it reaches. You get a reference and a page of your own.
report-known = Is it this?
report-known-lead = We know of these problems and work on them. If one of them is yours, say so: it helps to know whom it touches.
report-known-since = Since
report-too = This affects me too
report-too-label = This affects me too: { $title }
report-too-over = By what we know, this is over. If it still happens to you, tell us here.
report-too-other = It is something else
report-else = It is something else
report-needed = Only the first question needs an answer. Whatever else you know helps.
report-needed-none = No question needs an answer. Whatever you know helps.
report-words = What happens?
report-words-too = What happens where you are?
report-words-hint = What did you do, what did you expect, and what happened instead? An error message helps, word for word.
report-words-written = What happens
report-since = Since when
report-since-hint = As far as you know. { $zone }
report-component = Service
report-component-none = I do not know
report-payments-title = The payments
report-method = Payment method
report-method-hint = Such as Visa, Bancontact, direct debit.
report-place = Where do your customers pay?
report-place-online = Online
report-place-terminal = At a terminal
report-place-unsaid = Both, or I do not know
report-country = Country
report-country-hint = Two letters, such as IT, FR or DE.
report-payments = How many payments
report-payments-hint = Roughly.
report-you-title = Who you are
report-you-lead = All of this may stay empty. It lets us look at your own payments.
report-merchant = Merchant name or number
report-transaction = Reference of one of the payments
report-transaction-hint = Your own or ours. Never the number of a card.
report-email = E-mail address
report-email-hint = Our answer is sent there too. Without one you read it on the page of your case.
report-email-hint-alone = So that we can reach you. Our answer stands on the page of your case.
report-note-answer = A person answers within { $length }.
report-note-masked = Do not write numbers of cards or accounts. What looks like one is made unreadable before anything is stored.
report-note-kept = { $count ->
    [one] What you write is kept until { $n } day after your case is closed. Of your network only a digest is kept, to count by.
   *[other] What you write is kept until { $n } days after your case is closed. Of your network only a digest is kept, to count by.
}
report-trap = Leave this empty
report-wait = One moment, your report is on its way …
report-submit = Send the report
report-wrong = Please correct this

## One more press

report-again-title = One more press
report-again-lead = Your report is not sent yet. All that you wrote is here: press once more, and it is.
report-again-soon = That was quick. Wait a few seconds, then press once more. All that you wrote is still here.
report-again-why = We ask so that programs which fill in forms do not keep us from people. It happens where no scripts run, or a form was open for long.
report-edit = Change something

## The page of a case

report-case-title = Case { $reference }
report-case-open = We have your report. A person will answer.
report-case-open-by = We have your report. A person answers by { $when }.
report-case-open-late = We have your report and promised an answer by { $when }. We are late, and it is not forgotten.
report-case-open-again = We have read that there is more to say, and answer here.
report-case-open-answered = We have answered. Your case is open, and you can write to us here.
report-case-asked = By what we know, it is over. Does it work again for you?
report-case-closed = This case is closed.
report-case-masked = Something in what you wrote looked like the number of a card or an account. It was made unreadable before anything was stored; only its last four signs are left.
report-case-keep = The address of this page opens your case, and nothing else does. Keep it; whoever has it can read along.
report-case-settle = Does it work again?
report-case-settle-text = Yes closes your case. No opens it again, and a person looks at it.
report-case-settle-yes = Yes, it works
report-case-settle-no = No, it does not
report-case-incident = What it is about
report-case-incident-way = All that was said about it
report-case-thread = What was said
report-case-thread-none = Nothing so far. Our answer will stand here.
report-case-they-said = You wrote
report-case-we-said = We answered
report-case-linked = Your case belongs to a known problem
report-case-unlinked = Your case does not belong to that problem after all
report-case-was-asked = We asked whether it works again
report-case-works = You said that it works again
report-case-fails = You said that it does not work yet
report-case-was-closed = The case was closed
report-case-reopened = The case was opened again
report-case-changed = The case was changed
report-case-say = Add something
report-case-say-closed = This opens your case again. Do not write numbers of cards or accounts.
report-case-say-submit = Send
report-case-told = What you told us

## Why not

refusal-report-elsewhere = This form did not come from this page. Send it once more from here.
refusal-report-many = Too much was sent from your network. Wait ten minutes, then send it again; what you wrote is still here.
refusal-report-away = We cannot write it down just now. What you wrote is still here: send it again in a moment. If it goes on, tell us the number { $number }.
refusal-report-day = Very many cases were opened from your network today. Write in one of them, or try again tomorrow; what you wrote is still here.
refusal-report-long = Write at most { $most } characters.
refusal-report-empty = Write what happens.
refusal-report-future = That time is still to come. Write since when it happens.
refusal-report-long-ago = That is more than a year ago. Write since when it happens.
refusal-report-since = Write a day and a time such as 2026-03-04 11:30, or leave it empty.
refusal-report-payments = Write how many payments, as a number from 1 on, or leave it empty.
refusal-report-country = Write the country in two letters, such as FR, or leave it empty.
refusal-report-component = Choose a service of this page, or none.
refusal-report-incident = This page has no such incident. Choose another, or none.
refusal-report-member = Nobody who works on this page is called so. Choose somebody who may answer here.
refusal-report-unasked = Nobody asks that just now. Look at where the case stands.
refusal-report-closed = This case is closed already.
refusal-report-open = This case is open already.
