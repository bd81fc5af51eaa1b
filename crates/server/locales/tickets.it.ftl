# Ticket con i fornitori: ciò che ne dicono le lettere e i rifiuti.

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
