# Lettere ai membri, in italiano: brevi, senza parole del mestiere.

letter-hello = Buongiorno { $name },
letter-hello-nobody = Buongiorno,
letter-signature = Beffroi, per { $host }

letter-invitation-subject = Siete invitati a { $host }
letter-invitation-text = Siete invitati a collaborare a ciò che { $host } dice ai suoi lettori quando qualcosa si guasta. Scegliete una password e siete dentro.
letter-invitation-button = Accettare l’invito
letter-invitation-unasked = Se non aspettavate questa lettera, non dovete fare nulla.

letter-recovery-subject = Una nuova password per { $host }
letter-recovery-text = Qualcuno ha chiesto una nuova password per il vostro account su { $host }. Se siete stati voi, sceglietela adesso.
letter-recovery-button = Scegliere una nuova password
letter-recovery-unasked = Se non siete stati voi, non dovete fare nulla: la vostra password resta quella di prima.

letter-route-subject = È questo il vostro indirizzo di reperibilità per { $host }?
letter-route-text = Volete ricevere a questo indirizzo le chiamate di reperibilità per { $host }. Confermatelo, e arriveranno qui.
letter-route-button = Confermare questo indirizzo
letter-route-unasked = Se non aspettavate questa lettera, non dovete fare nulla: qui non arriverà altro.

letter-factor-subject = Il vostro accesso a { $host } è cambiato
letter-factor-codes-added = Un’app sul vostro telefono mostra ora dei codici, chiesti quando accedete a { $host }.
letter-factor-codes-removed = I codici della vostra app non vengono più chiesti quando accedete a { $host }.
letter-factor-passkey-added = Una passkey è stata aggiunta al vostro account su { $host }. Chi la possiede può accedere al vostro posto.
letter-factor-passkey-removed = Una passkey è stata tolta dal vostro account su { $host }. Non apre più nulla.
letter-factor-taken = La vostra app, le passkey e i codici di recupero su { $host } sono stati tolti. Ogni vostra sessione è terminata, e accedete con la password.
letter-factor-button = Vedere il vostro account
letter-factor-unasked = Se non siete stati voi, o non l’avete chiesto, cambiate subito la password e avvisate un amministratore.

letter-link-days = { $count ->
    [one] Il link vale una volta sola, entro un giorno. È soltanto per voi.
   *[other] Il link vale una volta sola, entro { $n } giorni. È soltanto per voi.
}
letter-link-hours = { $count ->
    [one] Il link vale una volta sola, entro un’ora. È soltanto per voi.
   *[other] Il link vale una volta sola, entro { $n } ore. È soltanto per voi.
}

letter-reminder-subject = Tocca a voi: { $title }
letter-reminder-text = Siete di turno. Da { $length } ai lettori non si dice nulla di nuovo su «{ $title }».
letter-escalation-subject = Nessuno ha risposto, tocca a voi: { $title }
letter-escalation-text = Chi è stato chiamato prima di voi non ha risposto. Da { $length } ai lettori non si dice nulla di nuovo su «{ $title }».
letter-duty-button = Me ne occupo io
letter-duty-next = { $count ->
    [one] Se non rispondete entro un minuto, viene chiamata la persona successiva della lista.
   *[other] Se non rispondete entro { $n } minuti, viene chiamata la persona successiva della lista.
}
letter-duty-last = Siete l’ultima persona della lista: dopo di voi non viene chiamato nessuno.

recover-title = Password persa?
recover-lead = Scrivete l’indirizzo con cui accedete. Vi manderemo un link.
recover-send = Inviare il link
recover-sent = Se qualcuno accede con questo indirizzo, una lettera è in arrivo. Il suo link vale una volta sola, entro un’ora.
recover-back = Tornare all’accesso
