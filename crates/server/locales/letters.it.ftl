# Lettere ai membri, in italiano: brevi, senza parole del mestiere.

letter-hello = Buongiorno { $name },
letter-hello-nobody = Buongiorno,
letter-signature = Beffroi, per { $host }

letter-invitation-subject = Il suo invito a { $host }
letter-invitation-text = La invitiamo a collaborare a ciò che { $host } dice ai suoi lettori quando qualcosa si guasta. Scelga una password ed è dentro.
letter-invitation-button = Accettare l’invito
letter-invitation-unasked = Se non si aspettava questa lettera, non deve fare nulla.

letter-recovery-subject = Una nuova password per { $host }
letter-recovery-text = Qualcuno ha chiesto una nuova password per il suo account su { $host }. Se è stato lei, la scelga adesso.
letter-recovery-button = Scegliere una nuova password
letter-recovery-unasked = Se non è stato lei, non deve fare nulla: la sua password resta quella di prima.

letter-link-days = { $count ->
    [one] Il link vale una volta sola, entro un giorno. È soltanto per lei.
   *[other] Il link vale una volta sola, entro { $n } giorni. È soltanto per lei.
}
letter-link-hours = { $count ->
    [one] Il link vale una volta sola, entro un’ora. È soltanto per lei.
   *[other] Il link vale una volta sola, entro { $n } ore. È soltanto per lei.
}

letter-reminder-subject = Tocca a lei: { $title }
letter-reminder-text = È il suo turno. Da { $length } non si dice nulla di nuovo ai lettori su «{ $title }».
letter-escalation-subject = Nessuno ha risposto, tocca a lei: { $title }
letter-escalation-text = Chi è stato chiamato prima di lei non ha risposto. Da { $length } non si dice nulla di nuovo ai lettori su «{ $title }».
letter-duty-button = Me ne occupo io
letter-duty-next = { $count ->
    [one] Senza una sua risposta entro un minuto, viene chiamata la persona successiva della lista.
   *[other] Senza una sua risposta entro { $n } minuti, viene chiamata la persona successiva della lista.
}
letter-duty-last = È l’ultima persona della lista: dopo di lei non viene chiamato nessuno.

recover-title = Password smarrita?
recover-lead = Scriva l’indirizzo con cui accede. Vi manderemo un link.
recover-send = Mandare il link
recover-sent = Se qualcuno accede con questo indirizzo, una lettera è in arrivo. Il suo link vale una volta sola, entro un’ora.
recover-back = Tornare all’accesso
