# Lettere su un caso: ciò che qualcuno ha segnalato, e che cosa ne è stato.

# La riga sopra la quale si risponde; la si cerca nelle risposte: sta in una riga, e nessun altro testo ce l’ha.
case-letter-mark = — Scrivete la vostra risposta sopra questa riga —

case-letter-reference = Il vostro riferimento è { $reference }. Il link è soltanto per voi: chi ce l’ha vede il caso.
case-letter-reply = Potete anche rispondere a questa lettera; ciò che scrivete sopra la prima riga ci arriva.
case-letter-masked = Ciò che sembrava un numero di carta o di conto è stato reso illeggibile prima di registrare qualsiasi cosa.

case-letter-opened-subject = La vostra segnalazione è arrivata
case-letter-opened-text = Grazie. Ciò che avete segnalato a { $page } è arrivato, e una persona lo leggerà.
case-letter-opened-by = Avrete nostre notizie { $by }.
case-letter-opened-button = Vedere il vostro caso
case-letter-linked-subject = Conosciamo la causa
case-letter-linked-text = Fa parte di un incidente su cui stiamo lavorando: «{ $title }». Il vostro caso mostra ciò che se ne dice.
case-letter-linked-button = Seguirlo nel vostro caso
case-letter-answered-subject = Una risposta per voi
case-letter-answered-button = Rispondere nel vostro caso
case-letter-asked-subject = Funziona di nuovo?
case-letter-asked-over = L’incidente «{ $title }» è finito.
case-letter-asked-text = Per quanto ne sappiamo, ciò che avete segnalato è riparato. Da voi funziona di nuovo? Basta premere un pulsante nel vostro caso. Altrimenti il caso si riapre.
case-letter-asked-button = Rispondere sì o no
case-letter-closed-subject = Il vostro caso è chiuso
case-letter-closed-text = Abbiamo chiuso il vostro caso. Se qualcosa non va ancora, scrivetecelo lì: si riaprirà.
case-letter-closed-button = Vedere il vostro caso

case-letter-soon-subject = { $reference } aspetta una risposta
case-letter-soon-text = Chi ha scritto { $reference } aspetta da { $length }. Il tempo promesso per una risposta sta per finire.
case-letter-late-subject = { $reference } è ancora senza risposta
case-letter-late-text = Chi ha scritto { $reference } aspetta da { $length }, più di quanto si dovrebbe. Tutti i responsabili ricevono questa lettera.
case-letter-waits-button = Aprire il caso

case-hardly-any = quasi nessuna
case-letter-spike-subject = Più segnalazioni del solito: { $component }
case-letter-spike-text = { $count ->
    [one] Nell’ultima ora è arrivata una segnalazione su { $component }, contro { $usual } di solito. La prima dice: da { $since }.
   *[other] Nell’ultima ora sono arrivate { $n } segnalazioni su { $component }, contro { $usual } di solito. La prima dice: da { $since }.
}
case-letter-spike-next = Non è stato pubblicato nulla. Guardate che cosa dicono, e fatene una bozza di incidente se lo è.
case-letter-spike-button = Vedere le segnalazioni

# In the place {payments} of an answer.
case-own-payments = { $count ->
    [one] { $n } pagamento
   *[other] { $n } pagamenti
}

# On the page of an incident.
case-own-answered = { $count ->
    [one] Una persona che l’ha segnalato ha ricevuto una risposta personale.
   *[other] { $n } persone che l’hanno segnalato hanno ricevuto una risposta personale.
}
