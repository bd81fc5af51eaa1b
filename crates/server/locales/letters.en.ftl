# Letters to members, in English: short, and no word that only we know.

letter-hello = Hello { $name },
letter-hello-nobody = Hello,
letter-signature = Beffroi, for { $host }

letter-invitation-subject = You are invited to { $host }
letter-invitation-text = You are invited to help write what { $host } tells its readers when something breaks. Choose a password, and you are in.
letter-invitation-button = Accept the invitation
letter-invitation-unasked = If you did not expect this letter, you need do nothing.

letter-recovery-subject = A new password for { $host }
letter-recovery-text = Somebody asked for a new password for your account on { $host }. If it was you, choose one now.
letter-recovery-button = Choose a new password
letter-recovery-unasked = If it was not you, you need do nothing: your password stays as it is.

letter-route-subject = Is this your on-call address for { $host }?
letter-route-text = You want to be called at this address when you are on call for { $host }. Confirm it, and calls will come here.
letter-route-button = Confirm this address
letter-route-unasked = If you did not expect this letter, you need do nothing: nothing more is sent here.

letter-factor-subject = Signing in to { $host } has changed for you
letter-factor-codes-added = An app on your phone now shows codes that are asked for when you sign in to { $host }.
letter-factor-codes-removed = The app’s codes are no longer asked for when you sign in to { $host }.
letter-factor-passkey-added = A passkey was added to your account on { $host }. Whoever has it can sign in as you.
letter-factor-passkey-removed = A passkey was removed from your account on { $host }. It opens nothing any more.
letter-factor-taken = Your app, passkeys and recovery codes on { $host } were taken away. You are signed out everywhere, and sign in with your password.
letter-factor-button = See your account
letter-factor-unasked = If this was not you, or not at your request, change your password now and tell an administrator.

letter-link-days = { $count ->
    [one] The link works once, within a day. It is for you alone.
   *[other] The link works once, within { $n } days. It is for you alone.
}
letter-link-hours = { $count ->
    [one] The link works once, within an hour. It is for you alone.
   *[other] The link works once, within { $n } hours. It is for you alone.
}

letter-reminder-subject = Your turn: { $title }
letter-reminder-text = You are on call. For { $length }, readers have been told nothing new about “{ $title }”.
letter-escalation-subject = Nobody has answered, it is your turn: { $title }
letter-escalation-text = The person called before you has not answered. For { $length }, readers have been told nothing new about “{ $title }”.
letter-duty-button = I am taking care of it
letter-duty-next = { $count ->
    [one] If you do not answer within a minute, the next person on the list is called.
   *[other] If you do not answer within { $n } minutes, the next person on the list is called.
}
letter-duty-last = You are the last on the list: nobody is called after you.

recover-title = Lost your password?
recover-lead = Write the address that you sign in with. We send a link there.
recover-send = Send the link
recover-sent = If somebody signs in with this address, a letter is on its way. Its link works once, within an hour.
recover-back = Back to sign in
