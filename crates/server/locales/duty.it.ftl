# Ciò che la console dice della reperibilità.

duty-title = Reperibilità
duty-lead = Chi viene chiamato quando i lettori aspettano un aggiornamento da troppo tempo, e chi dopo. La chiamata arriva per posta elettronica; finisce quando qualcuno se ne occupa.
duty-lead-no-mail = Chi viene chiamato quando i lettori aspettano un aggiornamento da troppo tempo, e chi dopo. Nessun server di posta è impostato: non si scrive a nessuno, le chiamate compaiono solo qui.
duty-now = Reperibili adesso: { $names }
duty-turns = Turni
duty-none = Nella lista non c’è nessuno.
duty-add = Aggiungere un turno
duty-remove = Rimuovere
duty-who = Chi
duty-position = Ordine
duty-position-hint = 1 è chiamato per primo, 2 se 1 non risponde.
duty-from = Dal
duty-until = Al
duty-until-hint = Lasciate vuoto per un turno senza fine.
duty-since = dal { $from }
duty-between = dal { $from } al { $until }
duty-rule = Quando chiamare
duty-rule-none = Non si chiama nessuno.
duty-rule-said = Chiamata dopo { $silence } minuti senza aggiornamenti; la persona successiva dopo { $answer } minuti senza risposta.
duty-silence = Minuti senza aggiornamenti
duty-answer = Minuti prima di chiamare la persona successiva
duty-rule-hint = Lasciate vuoti entrambi per non chiamare nessuno.
duty-set = Salvare
duty-calls = Ultime chiamate
duty-call-lead = Dal { $since } ai lettori non è stato detto nulla di nuovo.
duty-call-open = chiamata imminente
duty-call-asked = chiamata a { $name }
duty-call-taken = se ne occupa { $name }
duty-call-ended = conclusa

## Dove si raggiunge un membro

routes-title = Dove raggiungervi quando siete di turno
routes-lead = Le chiamate vanno a tutti gli indirizzi confermati qui, in quest’ordine. Se non ce ne sono, vanno a { $email }, l’indirizzo con cui accedete.
routes-lead-no-mail = Nessun server di posta è impostato: non si scrive a nessuno, le chiamate compaiono solo nella console.
routes-change = Cambiare questi indirizzi
route-waits = non confermato: non si invia ancora nulla
route-again = Inviare di nuovo il link
route-raise = Su
route-remove = Rimuovere
route-add = Aggiungere un indirizzo
route-sent = Un link è in arrivo. L’indirizzo vale quando è confermato.
route-removed = Indirizzo rimosso. Non vi si invia più nulla.
route-confirm-title = Confermare un indirizzo
route-confirm-lead = Le chiamate di reperibilità andranno anche a { $address }. Premete il pulsante se è ciò che volete.
route-confirmed = Confermato: le chiamate arriveranno anche qui.
routes-none = nessun indirizzo per la reperibilità
field-address = Indirizzo di posta elettronica
field-address-hint = Vi si invia un link, che vale sette giorni.
