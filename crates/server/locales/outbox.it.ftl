# Che cosa dice la console delle lettere che non sono partite.

letters-title = Posta
letters-no-mail = Nessun server di posta è impostato: non parte nessun messaggio.
letters-waiting-none = Nessuna lettera in attesa.
letters-waiting = { $count ->
    [one] Una lettera aspetta di partire.
   *[other] { $n } lettere aspettano di partire.
}
letters-away = Il server di posta non accetta lettere. Aspettano, nulla va perso. Dal
letters-dead = Non consegnate
letters-none = Tutte le lettere sono partite.
letters-asked = scritta il
letters-tries-none = mai tentata
letters-tries = { $count ->
    [one] tentata una volta
   *[other] tentata { $n } volte
}
letters-again = Riprovare
letters-all-again = Riprovarle tutte
letters-let-go = Scartare
letters-let-go-title = Scartare questa lettera?
letters-let-go-lead = Non viene più inviata e lascia questa lista. Chi ha bisogno di ciò che diceva deve saperlo in altro modo.
letters-done-again = Nuovo tentativo in corso.
letters-done-gone = Lettera scartata.
letters-kind-invitation = Invito
letters-kind-recovery = Nuova password
letters-kind-route = Indirizzo di reperibilità
letters-kind-reminder = Chiamata di reperibilità
letters-kind-preview = Anteprima di un messaggio
letters-kind-escalation = Chiamata di reperibilità, al successivo
letters-kind-subscription = Conferma di un’iscrizione
letters-kind-subscription-news = Novità su un’iscrizione
letters-why-refused = Il server di posta la rifiuta definitivamente: { $number }. Verificate l’indirizzo.
letters-why-off = Il server di posta l’ha rimandata più volte: { $number }.
letters-why-late = È tardi: ciò che dice non è più vero.
letters-why-forgotten = La persona a cui andava è stata cancellata.
