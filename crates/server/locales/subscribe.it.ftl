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
