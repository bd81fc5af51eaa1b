# Che cosa si dice ai lettori che vogliono essere avvisati: lettere, modulo, ciò che ricevono.

## Lettere

subscription-confirm-subject = Volete essere avvisati da { $page }?
subscription-confirm-text = Qualcuno ha chiesto che { $page } scriva a { $place } in caso di guasti o di lavori programmati. Se siete stati voi, confermatelo. Fino ad allora non viene inviato nulla.
subscription-confirm-button = Sì, scrivetemi
subscription-confirm-unasked = Se non siete stati voi, non dovete fare nulla: senza il vostro sì questo indirizzo viene dimenticato entro una settimana.
subscription-known-subject = { $page } vi avvisa già
subscription-known-text = Qualcuno ha chiesto di nuovo che { $page } scriva a { $place }. L’indirizzo è già iscritto: non è cambiato nulla. Potete vedere e modificare ciò che ricevete.
subscription-known-button = Vedere ciò che ricevo
subscription-known-unasked = Se non siete stati voi, non dovete fare nulla.
subscription-ready-subject = { $page } ora avvisa { $place }
subscription-ready-text = { $place } ha detto sì: d’ora in poi { $page } gli invia ciò che è stato chiesto. Conservate questa lettera: serve a modificarlo o a porvi fine.
subscription-ready-button = Vedere e modificare
subscription-ready-secret = I messaggi sono firmati. Il segreto che lo prova si trova su quella pagina; viene mostrato una volta sola.
subscription-ready-unasked = Ricevete questa lettera perché questo indirizzo è indicato come responsabile. Se è un errore, ponetevi fine da quella pagina.
subscription-paused-subject = { $page } non raggiunge più { $place }
subscription-paused-text = Ciò che { $page } invia a { $place } non arriva, quindi non vi si invia più nulla. Appena tutto funziona di nuovo, basta un pulsante per riprendere.
subscription-paused-button = Vedere perché e riprendere
subscription-paused-after = Ciò che viene detto nel frattempo si legge sulla pagina; non viene inviato dopo.

## L’ingresso

way-told = Essere avvisati
follow-told = Essere avvisati delle novità
subscribe-title = Essere avvisati
subscribe-lead = Scegliete come essere avvisati quando qualcosa si guasta, quando torna a funzionare e quando sono previsti lavori.
subscribe-lead-about = Scegliete come essere avvisati del seguito di «{ $title }». Potete anche ricevere tutto.
subscribe-lead-provider = Scegliete come essere avvisati di ciò che { $provider } dice sulla propria pagina di stato: ogni nuovo incidente, ogni messaggio e la fine.
subscribe-way-email = E-mail
subscribe-what-email = Una lettera al vostro indirizzo
subscribe-way-slack = Slack
subscribe-what-slack = Una scheda in un canale
subscribe-way-teams = Microsoft Teams
subscribe-what-teams = Una scheda in un canale
subscribe-way-discord = Discord
subscribe-what-discord = Un messaggio in un canale
subscribe-way-mattermost = Mattermost
subscribe-what-mattermost = Un messaggio in un canale
subscribe-way-google-chat = Google Chat
subscribe-what-google-chat = Una scheda in uno spazio
subscribe-way-webhook = Webhook
subscribe-what-webhook = Per un vostro programma, firmato
subscribe-way-statuspage = Webhook, come lo invia Statuspage
subscribe-what-statuspage = Per un ricevitore che avete già
subscribe-way-sms = SMS
subscribe-way-web-push = Notifica in questo browser
subscribe-feeds-title = Feed e calendari
subscribe-feeds-text = Senza indirizzo e senza conferma: aggiungetene uno al vostro lettore o al vostro calendario.

## I moduli

subscribe-title-email = Essere avvisati per e-mail
subscribe-lead-email = Scrivete il vostro indirizzo. Vi inviamo una lettera con un link; una volta confermato, siete avvisati.
subscribe-address-email = Il vostro indirizzo e-mail
subscribe-hint-email = Per esempio anna@example.com. Serve soltanto a questo.
subscribe-title-slack = Essere avvisati in Slack
subscribe-lead-slack = In Slack create un webhook in entrata per il canale e incollate qui il suo indirizzo. Una scheda vi chiederà il vostro sì.
subscribe-address-slack = Indirizzo del webhook in entrata
subscribe-hint-slack = Comincia con https://hooks.slack.com/services/
subscribe-title-teams = Essere avvisati in Microsoft Teams
subscribe-lead-teams = In Teams aggiungete il flusso di lavoro che pubblica in un canale all’arrivo di un webhook e incollate qui il suo indirizzo. Una scheda vi chiederà il vostro sì.
subscribe-address-teams = Indirizzo del flusso di lavoro
subscribe-hint-teams = L’indirizzo intero, con tutto ciò che segue il punto interrogativo.
subscribe-title-discord = Essere avvisati in Discord
subscribe-lead-discord = Nelle impostazioni del canale create un webhook e incollate qui il suo indirizzo. Un messaggio vi chiederà il vostro sì.
subscribe-address-discord = Indirizzo del webhook
subscribe-hint-discord = Comincia con https://discord.com/api/webhooks/
subscribe-title-mattermost = Essere avvisati in Mattermost
subscribe-lead-mattermost = In Mattermost create un webhook in entrata per il canale e incollate qui il suo indirizzo. Un messaggio vi chiederà il vostro sì.
subscribe-address-mattermost = Indirizzo del webhook in entrata
subscribe-hint-mattermost = Contiene /hooks/
subscribe-title-google-chat = Essere avvisati in Google Chat
subscribe-lead-google-chat = Nelle impostazioni dello spazio aggiungete un webhook e incollate qui il suo indirizzo. Una scheda vi chiederà il vostro sì.
subscribe-address-google-chat = Indirizzo del webhook
subscribe-hint-google-chat = Comincia con https://chat.googleapis.com/
subscribe-title-webhook = Essere avvisati tramite webhook
subscribe-lead-webhook = Chiamiamo questo indirizzo con JSON. Prima deve rispondere a una sfida: la inviamo e aspettiamo che torni indietro.
subscribe-address-webhook = Indirizzo da chiamare
subscribe-hint-webhook = Con https:// davanti e raggiungibile da Internet.
subscribe-title-statuspage = Essere avvisati tramite webhook, come lo invia Statuspage
subscribe-lead-statuspage = Chiamiamo questo indirizzo con il JSON che invia Statuspage. Prima deve rispondere a una sfida: la inviamo e aspettiamo che torni indietro.
subscribe-address-statuspage = Indirizzo da chiamare
subscribe-hint-statuspage = Con https:// davanti e raggiungibile da Internet.
subscribe-owner = Il vostro indirizzo e-mail
subscribe-owner-hint = Lì scriviamo come modificare o smettere, e quando non arriva più nulla. Nient’altro.
subscribe-about = Di che cosa volete essere avvisati?
subscribe-about-this = Solo di «{ $title }», finché non è finito
subscribe-about-all = Di tutto ciò che dice questa pagina
subscribe-locale = In quale lingua?
subscribe-fold = Scegliere che cosa viene inviato
subscribe-kinds = Quali novità?
subscribe-kind-incidents = Incidenti
subscribe-kind-maintenances = Manutenzioni programmate
subscribe-kind-postmortems = Spiegazioni a posteriori (post-mortem)
subscribe-parts = Quali servizi?
subscribe-parts-hint = Non spuntate nulla per ricevere tutto. Ciò che non nomina alcun servizio viene sempre inviato.
subscribe-providers = Quali fornitori?
subscribe-providers-hint = Ciò che un fornitore dice sulla propria pagina di stato vi viene inviato come l’ha scritto, nella sua lingua. Non spuntate nulla per non riceverne nessuno.
subscribe-providers-only = Solo i fornitori spuntati qui, nulla di questa pagina
subscribe-provider-hidden = { $provider } (non è più mostrato qui: non viene inviato nulla)
subscribe-provider-left = { $provider } (non è più seguito: non viene inviato nulla)
subscribe-note = Potete modificare o smettere in qualsiasi momento, con un link in ogni messaggio.
subscribe-submit-mail = Inviatemi la lettera
subscribe-submit = Interrogare questo indirizzo
subscribe-back = Scegliere un altro modo
subscribe-wrong = Manca qualcosa
subscribe-asked-title = Resta un passo
subscribe-asked-mail = Una lettera è in viaggio. Apritela e confermate che siete voi: da quel momento siete avvisati.
subscribe-asked-mail-late = Se non arriva nulla entro pochi minuti, guardate tra la posta indesiderata o controllate l’indirizzo.
subscribe-asked-webhook = Inviamo una sfida a questo indirizzo. Appena avrà risposto, l’indirizzo e-mail indicato riceverà una lettera con il link per modificare o smettere.
subscribe-asked-webhook-late = Se non arriva alcuna lettera entro pochi minuti, la risposta non era quella giusta: rimandate indietro la sfida, con lo stato 200.
subscribe-asked-room = Una scheda è in viaggio verso il canale. Premete il suo pulsante: da quel momento il canale è avvisato.
subscribe-asked-room-late = Se non arriva nulla entro pochi minuti, controllate l’indirizzo e chiedete di nuovo.
subscribe-another = Chiedere per un altro indirizzo

## Ciò che si riceve

manage-confirm-title = È giusto così?
manage-confirm-lead = Qualcuno ha chiesto che le novità vengano inviate qui. Senza il vostro sì non viene inviato nulla.
manage-confirm-button = Sì, avvisatemi
manage-not-me = Non ho chiesto nulla
manage-title = Ciò che ricevete
manage-lead = Siete avvisati. Qui potete modificare o smettere; tenete questo link per voi.
manage-paused-title = Al momento non vi viene inviato nulla
manage-paused-lead = { $reason } Perciò abbiamo smesso di inviare. Appena tutto funziona di nuovo, riprendete qui.
manage-paused-no-address = L’indirizzo è stato rifiutato: lì non c’è nessuno.
manage-paused-asked = Il ricevitore ha chiesto di non inviare più nulla.
manage-paused-closed = Il ricevitore non ci lascia più entrare.
manage-paused-failing = Da diversi giorni non è arrivato nulla.
manage-resume-button = Riprendere
manage-resumed = Siete di nuovo avvisati.
manage-confirmed = Grazie. D’ora in poi siete avvisati.
manage-changed = Modificato, da subito.
manage-way = Mezzo
manage-place = Indirizzo
manage-about = Argomento
manage-about-one = Un incidente o una manutenzione, fino alla fine
manage-about-all = Questa pagina
manage-about-providers = Ciò che dicono dei fornitori, nient’altro
manage-providers = Fornitori
manage-since = Dal
manage-change-title = Modificare
manage-change-button = Salvare
manage-leave = Non essere più avvisati
manage-secret-title = Segreto di firma
manage-secret-text = Ogni chiamata è firmata secondo Standard Webhooks. Il segreto che permette di verificarlo viene mostrato una volta sola.
manage-secret-known = Ogni chiamata è firmata secondo Standard Webhooks. Il segreto è già stato mostrato. Se è andato perso o è noto ad altri, createne un altro: entrambi firmano per 24 ore.
manage-secret-both = Per 24 ore dopo un cambio due segreti firmano ogni chiamata: quello nuovo e quello di prima.
manage-secret-once = Annotatelo adesso: non verrà più mostrato.
manage-secret-show = Mostrare il segreto
manage-secret-rotate = Creare un altro segreto

## L’uscita

leave-title = Non essere più avvisati?
leave-text = Nulla di questa pagina verrà più inviato a { $place }, qualunque sia l’argomento.
leave-button = Non inviare più nulla
leave-back = Vedere e modificare ciò che ricevo
left-title = Non vi viene più inviato nulla
left-text = È finito subito: non viene inviato più nulla, nemmeno in futuro. Se cambiate idea, chiedete semplicemente di nuovo.
left-again = Chiedere di nuovo

## Gli elenchi, per chi amministra una pagina

subscribers-title = Iscritti
subscribers-look = Vederli
subscribers-none = Nessuno corrisponde.
subscribers-active = { $count ->
    [one] Uno è avvisato
   *[other] { $n } sono avvisati
}
subscribers-asked = { $count ->
    [one] uno non ha ancora confermato
   *[other] { $n } non hanno ancora confermato
}
subscribers-paused = { $count ->
    [one] uno in pausa
   *[other] { $n } in pausa
}
subscribers-way-import = Riprendere un elenco
subscribers-way-csv = Scaricare tutto in CSV
subscribers-way-forget = Dimenticare una persona
subscribers-address = Indirizzo
subscribers-address-hint = Un indirizzo e-mail intero, o una parte di un indirizzo.
subscribers-channel = Canale
subscribers-any-channel = Tutti
subscribers-state = Stato
subscribers-any-state = Tutti
subscribers-state-asked = Non confermato
subscribers-state-active = Avvisato
subscribers-state-paused = In pausa
subscribers-locale = Lingua
subscribers-any-locale = Tutte
subscribers-search = Cercare
subscribers-older = I precedenti
subscribers-some = Solo servizi scelti
subscribers-providers-alone = Solo ciò che dicono dei fornitori
subscribers-providers-count = { $count ->
    [one] { $n } fornitore
   *[other] { $n } fornitori
}
subscribers-failures = { $count ->
    [one] un tentativo fallito
   *[other] { $n } tentativi falliti
}
subscribers-page = Pagina
subscribers-kinds = Novità
subscribers-parts = Servizi
subscribers-owner = Responsabile
subscribers-problem = Fallimenti
subscribers-came-back = Tornati indietro
subscribers-returned = { $count ->
    [one] un messaggio in un mese
   *[other] { $n } messaggi in un mese
}
subscribers-why = Motivo
subscribers-created = Richiesto
subscribers-confirmed = Confermato
subscribers-failing = Fallisce dal
subscribers-resume = Riprendere
subscribers-done-resumed = È di nuovo avvisato.
subscribers-remove = Togliere
subscribers-remove-title = Togliere questo iscritto?
subscribers-remove-lead = { $place } non riceve più nulla, e nessun elenco lo riporta. Può chiedere di nuovo da sé.
subscribers-done-removed = Tolto.
subscribers-import-title = Riprendere un elenco
subscribers-import-lead = Ogni nuovo indirizzo è avvisato da subito. Chi se n’è andato resta fuori, chi c’è già resta com’è.
subscribers-file = L’elenco, in CSV
subscribers-file-hint = La prima riga nomina le colonne: { $columns }. Serve soltanto «address». Oltre le 10.000 righe usate il comando «beffroi subscribers import».
subscribers-reason = Da dove vengono, e quando hanno detto sì?
subscribers-reason-hint = Il registro ne conserva un’impronta.
subscribers-vouch = Ciascuno di questi indirizzi ha accettato di essere avvisato
subscribers-import-do = Riprenderli
subscribers-came-new = { $count ->
    [one] Uno è avvisato da ora.
   *[other] { $n } sono avvisati da ora.
}
subscribers-came-known = { $count ->
    [one] Uno c’era già.
   *[other] { $n } c’erano già.
}
subscribers-came-left = { $count ->
    [one] Uno se n’era andato e resta fuori.
   *[other] { $n } se n’erano andati e restano fuori.
}
subscribers-came-refused = { $count ->
    [one] Una riga non si è potuta leggere.
   *[other] { $n } righe non si sono potute leggere.
}
subscribers-refused = Ciò che non si è potuto leggere
subscribers-line = { $count ->
    [one] Riga { $n }
   *[other] Riga { $n }
}
subscribers-forget-title = Dimenticare una persona
subscribers-forget-lead = Tutto ciò che si sa di questo indirizzo scompare: ciò che riceve, ciò di cui è responsabile, le lettere che lo attendono, su tutte le pagine che amministrate. Resta solo un’impronta, perché nessun elenco lo riporti. È definitivo.
subscribers-forget-hint = Un indirizzo e-mail, un numero o l’indirizzo di un webhook, per intero.
subscribers-forget-do = Dimenticare questo indirizzo
subscribers-forgotten = { $count ->
    [one] Dimenticato. Riceveva una cosa.
   *[other] Dimenticato. Riceveva { $n } cose.
}
