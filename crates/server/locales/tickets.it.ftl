# Ticket con i fornitori.

letter-ticket-remind-subject = Ticket con { $provider }: { $subject }
letter-ticket-remind-text = Volevate un promemoria del ticket «{ $subject }» con { $provider }.
letter-ticket-late-subject = { $provider } è in ritardo: { $what }
letter-ticket-late-text = Nel ticket «{ $subject }», { $provider } aveva promesso: { $what }, { $by }. Non è annotato nulla che dica che è stato fatto. Sollecitateli, o annotate com’è andata.
letter-ticket-waits = Aspettiamo una risposta da { $provider } da { $length }.
letter-ticket-button = Aprire il ticket
letter-ticket-note = Ricevete questa lettera perché avete aperto il ticket o siete reperibili.
letters-kind-ticket-remind = Promemoria di un ticket
letters-kind-ticket-late = Promessa di un fornitore in ritardo
refusal-ticket-long = Scrivete al massimo { $most } caratteri.
refusal-ticket-empty = Scrivete qualcosa qui.
refusal-ticket-future = Deve ancora venire. Scrivete quando è stato.
refusal-ticket-past = Quell’ora è passata. Sceglietene una che deve ancora venire.
refusal-ticket-far = È fra più di due anni. Scrivete una data più vicina.
refusal-ticket-same = È già promesso per quella data. Sceglietene un’altra.
refusal-ticket-before = È prima dell’apertura del ticket.
refusal-ticket-kind = Indicate chi l’ha detto.
refusal-ticket-incident = Questa pagina non ha un incidente simile.
refusal-ticket-closed = Questo ticket è chiuso. Riapritelo prima.
refusal-ticket-open = Questo ticket è aperto.
refusal-ticket-promise-over = Questa promessa è già chiusa. Annotatene una nuova.
refusal-ticket-open-promise = C’è una loro promessa ancora aperta. Annotate prima com’è andata.

## In the console

tickets-title = Ticket
tickets-lead = Ciò che segnaliamo ai fornitori: che cosa è stato detto e che cosa hanno promesso. Prima l’attesa più lunga. Nessun lettore ne vede nulla.
tickets-none = Nessun ticket è aperto.
tickets-all = Anche quelli chiusi
tickets-only-open = Solo quelli aperti
tickets-desk = Ticket con fornitori
tickets-provider-none = Ancora nessun ticket con questo fornitore.
tickets-opened = Aperti finora
tickets-answer = Prima risposta dopo, mediana
tickets-promises = Promesse
ticket-open = Aprire un ticket
ticket-open-with = Aprire un ticket con { $provider }
ticket-open-lead = Annotate ciò che è stato segnalato a un fornitore. Da qui non gli viene inviato nulla.
ticket-open-about = Riguarda «{ $title }». Da qui non viene inviato nulla al fornitore.
ticket-open-body = Che cosa abbiamo detto loro
ticket-provider = Fornitore
ticket-provider-hint = Il nome di un’azienda.
ticket-provider-known = Il nome di un’azienda. Si seguono { $names }; va bene qualsiasi altro.
ticket-incident = Riguarda l’incidente
ticket-subject = Oggetto
ticket-reference = Il loro riferimento
ticket-reference-hint = Il numero che gli hanno dato. Può restare vuoto.
ticket-how = Come è stato aperto
ticket-how-mail = per posta elettronica
ticket-how-phone = per telefono
ticket-how-portal = nel loro portale
ticket-page = A quale gruppo appartiene
ticket-more = Aperto prima, promemoria
ticket-opened-at = Aperto
ticket-by = Aperto da
ticket-answer = Prima risposta dopo
ticket-unanswered = ancora nessuna
ticket-private = Lo vede solo il gruppo.
ticket-closed = Chiuso
ticket-ours = Tocca a noi
ticket-waits = In attesa da { $length }
ticket-promised = Promesso: { $what } ({ $left })
ticket-promises = Che cosa hanno promesso
ticket-promises-none = Non hanno ancora promesso nulla.
ticket-promise = Hanno promesso qualcosa
ticket-promise-words = Che cosa hanno promesso
ticket-promise-hint = In poche parole, per esempio: la causa, o un rimborso.
ticket-promise-due = Entro quando
ticket-promise-due-hint = Un giorno da solo vale fino alla sua fine. Un’ora da sola è la prossima.
ticket-promise-do = Annotarlo
ticket-promise-keep = L’hanno fatto
ticket-promise-change = Rinviare o ritirare
ticket-promise-move = Rinviare
ticket-promise-withdraw = Ritirare
ticket-promise-reason = Perché
ticket-promise-reason-hint = Serve se viene ritirata.
ticket-say = Annotare che cosa è stato detto
ticket-say-do = Annotarlo
ticket-kind = Chi
ticket-kind-they = { $provider } ha detto
ticket-kind-we = Abbiamo detto a { $provider }
ticket-kind-note = Nota fra noi
ticket-kind-closed = Chiuso
ticket-kind-reopened = Riaperto
ticket-body = Testo
ticket-at = Quando
ticket-at-hint = Se resta vuoto, adesso. Un’ora da sola è l’ultima.
ticket-entries = Che cosa è stato detto finora
ticket-entries-none = Non è ancora stato detto nulla.
ticket-remind-title = Ricordarlo al gruppo
ticket-remind = Promemoria
ticket-remind-hint = Chi l’ha aperto e chi è reperibile ricevono allora una lettera. Se resta vuoto, nessuno viene avvisato.
ticket-remind-do = Impostare il promemoria
ticket-close = Chiudere il ticket
ticket-close-body = Com’è finita
ticket-close-do = Chiudere il ticket
ticket-reopen = Riaprirlo
ticket-reopen-body = Perché
ticket-reopen-do = Riaprirlo
ticket-done-opened = Annotato.
ticket-done-said = Annotato.
ticket-done-promised = Annotato. Il gruppo viene avvisato se è in ritardo.
ticket-done-settled = Annotato.
ticket-done-reminding = Il promemoria è impostato.
ticket-done-unreminded = Nessuno riceverà un promemoria.
ticket-done-closed = Il ticket è chiuso.
ticket-done-reopened = Il ticket è di nuovo aperto.
refusal-ticket-clock = Scrivete anche l’ora, per esempio 14:30.
refusal-ticket-page = Scegliete a quale gruppo appartiene.
tickets-count = { $count ->
    [one] { $n } ticket
   *[other] { $n } ticket
}
tickets-kept = { $count ->
    [one] { $n } mantenuta
   *[other] { $n } mantenute
}
tickets-late = { $count ->
    [one] { $n } in ritardo
   *[other] { $n } in ritardo
}
tickets-pending = { $count ->
    [one] { $n } in corso
   *[other] { $n } in corso
}
