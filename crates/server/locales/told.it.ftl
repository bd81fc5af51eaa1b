# What was told, and how far each of it is.
told-title = Che cosa è stato detto
told-lead = Ogni messaggio in viaggio verso chi lo ha chiesto. Prosegue da solo, anche se nessuno guarda.
told-none = Non è stato ancora detto nulla.
told-look = Guardate di nuovo
told-whom = Chi non è stato raggiunto
told-whom-none = Sono stati raggiunti tutti quelli provati.
told-again = Riprovate
told-again-done = Ora si riprova.
told-sent = { $sent } inviati su { $all }
told-queued = { $count ->
    [one] uno in coda
   *[other] { $n } in coda
}
told-retried = { $count ->
    [one] uno da riprovare
   *[other] { $n } da riprovare
}
told-lane-mail = Per e-mail
told-lane-call = Per chiamata
told-rate = { $count ->
    [one] uno al secondo
   *[other] { $n } al secondo
}
told-over = tutti provati alle { $when }
told-end = finito verso le { $when }
told-pace = { $rate }, { $end }
told-failed = { $count ->
    [one] Uno non raggiunto: { $reason }
   *[other] { $n } non raggiunti: { $reason }
}
told-left = Nel frattempo si è cancellato
told-tries = { $count ->
    [one] provato una volta
   *[other] provato { $n } volte
}
told-reason-asked-to-leave = il proprietario non vuole più ricevere nulla
told-reason-bounced = il messaggio è tornato indietro
told-reason-busy = occupato troppo a lungo
told-reason-closed = la stanza è chiusa
told-reason-failing = il suo programma continua a fallire
told-reason-fault = un errore nostro, che il registro conserva
told-reason-forbidden = non ci è permesso scrivere
told-reason-full = la casella è piena
told-reason-moved = si è spostato
told-reason-no-such-address = l’indirizzo non esiste
told-reason-not-called = non è un indirizzo che chiamiamo
told-reason-private-address = si trova in una rete privata
told-reason-refused = rifiutato
told-reason-slow = troppo lento a rispondere
told-reason-too-large = il messaggio è troppo grande
told-reason-unexplained = rifiutato senza motivo
told-reason-unfit = non si è potuto comporre alcun messaggio
told-reason-unreached = nessuno ha risposto
told-reason-unreadable = la risposta è illeggibile
