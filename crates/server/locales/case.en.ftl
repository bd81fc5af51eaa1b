# Letters about a case: what somebody reported, and what becomes of it.

# The line above which answers are written; it is looked for in answers, so it stands in one line and no other text has it.
case-letter-mark = — Write your answer above this line —

case-letter-reference = Your reference is { $reference }. The link is for you alone: whoever has it sees the case.
case-letter-reply = You can also answer this letter; what you write above the first line reaches us.
case-letter-masked = What looked like a card or account number was made unreadable before anything was stored.

case-letter-opened-subject = We have your report
case-letter-opened-text = Thank you. What you reported to { $page } has arrived, and a person will read it.
case-letter-opened-by = You hear from us { $by }.
case-letter-opened-button = See your case
case-letter-linked-subject = We know the cause
case-letter-linked-text = It belongs to an incident that we are working on: “{ $title }”. Your case shows what is said about it.
case-letter-linked-button = Follow it in your case
case-letter-answered-subject = An answer for you
case-letter-answered-button = Answer in your case
case-letter-asked-subject = Does it work again?
case-letter-asked-over = The incident “{ $title }” is over.
case-letter-asked-text = By all we know, what you reported is mended. Does it work again on your side? One press in your case tells us. If it does not, your case is open again.
case-letter-asked-button = Answer yes or no
case-letter-closed-subject = Your case is closed
case-letter-closed-text = We have closed your case. If something is still wrong, write to us in it, and it is open again.
case-letter-closed-button = See your case

case-letter-soon-subject = { $reference } waits for an answer
case-letter-soon-text = The author of { $reference } has been waiting for { $length }. The time within which an answer is promised will soon be over.
case-letter-late-subject = { $reference } still has no answer
case-letter-late-text = The author of { $reference } has been waiting for { $length }, longer than anybody should. Everybody responsible gets this letter.
case-letter-waits-button = Open the case

case-hardly-any = hardly any
case-letter-spike-subject = More reports than usual: { $component }
case-letter-spike-text = { $count ->
    [one] One report about { $component } came in the last hour; { $usual } are usual. The earliest says: since { $since }.
   *[other] { $n } reports about { $component } came in the last hour; { $usual } are usual. The earliest says: since { $since }.
}
case-letter-spike-next = Nothing was published. Look at what they say, and make a draft of an incident out of them if it is one.
case-letter-spike-button = See the reports

# In the place {payments} of an answer.
case-own-payments = { $count ->
    [one] { $n } payment
   *[other] { $n } payments
}

# On the page of an incident.
case-own-answered = { $count ->
    [one] One customer who reported this was answered personally.
   *[other] { $n } customers who reported this were answered personally.
}
