# Che cosa è promesso ai lettori, in italiano.

promise-update = Prossimo aggiornamento
promise-acknowledgement = Primo messaggio
promise-description = Che cosa non va, e perché
promise-resolution = Conferma della fine
promise-postmortem = Post-mortem
promise-other = Altro
promise-by = entro { $when }
promise-by-day = entro la fine del { $when }
promise-late = promesso entro { $when }
promise-late-day = promesso entro la fine del { $when }
promise-kept = { $when }
promise-kept-late = { $when }, con { $length } di ritardo
promise-withdrawn = { $when }
promise-moved-from = Promesso prima entro { $when }
promise-moved-from-day = Promesso prima entro la fine del { $when }
promise-word-open = In corso
promise-word-moved = Rinviato
promise-word-late = In ritardo
promise-word-kept = Mantenuto
promise-word-kept-late = Mantenuto in ritardo
promise-word-withdrawn = Ritirato
promise-void = Non serve più.
promises-of-incident = Che cosa è stato promesso
promises-count-kept = { $count ->
    [one] { $n } impegno mantenuto
   *[other] { $n } impegni mantenuti
}
promises-count-moved = { $count ->
    [one] { $n } rinviato
   *[other] { $n } rinviati
}
promises-count-late = { $count ->
    [one] { $n } in ritardo
   *[other] { $n } in ritardo
}
promises-count-withdrawn = { $count ->
    [one] { $n } ritirato
   *[other] { $n } ritirati
}

## Alla scrivania

promise-left = ancora { $length }
promise-over-by = { $length } di ritardo
promises-desk = Impegni
promises-desk-none = Per ora ai lettori non è promesso nulla.
promise-do-keep = Mantenuto
promise-do-change = Rinviare o ritirare
promise-do-add = Promettere qualcosa
promise-do-make = Promettere
promise-do-move = Rinviare
promise-do-withdraw = Ritirare
promise-do-take = Promettere il prossimo aggiornamento entro { $when }
promise-do-also = Promettere entro { $when }: { $what }
promise-also = Promesso con questo testo
promise-also-hint = Deselezionate ciò che non promettete.
promise-also-one = { $what } (entro { $when })
promise-new = Promettere qualcosa
promise-new-lead = I lettori lo vedono sull’incidente. Ricevete un promemoria prima della scadenza.
promise-kind = Che cosa
promise-due = Entro quando
promise-due-hint = { $zone } Un giorno da solo vale fino alla sua fine; un’ora da sola, la prossima volta che è quell’ora.
promise-words = Con quali parole
promise-words-hint = Solo se la scelta qui sopra non basta.
promise-reason = Perché
promise-reason-hint = I lettori lo vedono, con la scadenza promessa prima.
promise-field = Prossimo aggiornamento entro
promise-field-hint = Lasciate vuoto se la pagina promette da sola, o se nessuno può dirlo.
promise-fold = Dire quando i lettori ne sapranno di più
done-promise = Fatto. I lettori lo vedono.
moved-promise-made = ha promesso qualcosa
moved-promise-kept = ha mantenuto un impegno
moved-promise-moved = ha rinviato un impegno
moved-promise-withdrawn = ha ritirato un impegno

## Rifiuti

refusal-promise-past = Quell’ora è passata. Promettete un’ora che deve ancora venire.
refusal-promise-far = È tra più di un anno. Promettete una scadenza più vicina.
refusal-promise-reason = Dite perché, in almeno una lingua. I lettori lo vedono.
refusal-promise-words = Dite che cosa è promesso, in almeno una lingua.
refusal-promise-long = Scrivete al massimo 300 lettere.
refusal-promise-twice = È già promesso ai lettori. Rinviate piuttosto quell’impegno.
refusal-promise-ended = Questo impegno è già mantenuto o ritirato. Fatene uno nuovo se c’è un seguito.
refusal-promise-same = È già promesso per quella scadenza. Sceglietene un’altra.
refusal-promise-clock = Scrivete anche l’ora: i lettori sanno entro quando ne sapranno di più.
refusal-promise-due = Dite entro quando: un giorno, o un giorno e un’ora.
refusal-promise-kind = Scegliete che cosa è promesso.
refusal-promise-rule-kind = Una regola non può promettere con parole proprie. Scegliete altro.
refusal-promise-rule-twice = Due regole valgono per lo stesso impegno e la stessa priorità. Tenetene una.

## Che cosa promette la pagina da sola

promises-setup = Impegni per regola
promises-setup-lead = Che cosa la pagina promette da sola ai suoi lettori. Lasciate vuota una riga dove non promette nulla.
promises-rule-note = Scrivete 30m, 4h, 1d (24 ore) o 5wd (giorni lavorativi: da lunedì a venerdì, fino alla fine dell’ultimo). P1 30m vale per gli incidenti di priorità 1; una durata da sola vale per tutti gli altri: 1d, P1 30m.
promises-rule-update-hint = Dopo ogni aggiornamento di un incidente in corso, il successivo.
promises-rule-acknowledgement-hint = Dall’apertura di un incidente senza testo.
promises-rule-description-hint = Dall’apertura di un incidente, finché non se ne dice la causa.
promises-rule-resolution-hint = Da quando un incidente è sotto osservazione.
promises-rule-postmortem-hint = Dalla fine di un incidente.
promises-holidays = Giorni non lavorativi
promises-holidays-hint = I giorni da lunedì a venerdì in cui nessuno lavora, per esempio 2026-05-01, separati da virgole.
refusal-promise-rule-line = Scrivete una durata come 30m, 4h, 1d o 5wd, preceduta da P1 a P9 se vale per una sola priorità.
refusal-promise-holidays = Scrivete giorni come 2026-05-01, separati da virgole.

## Lettere

letter-promise-soon-subject = { $what } { $by }: { $title }
letter-promise-soon-text = Ai lettori di «{ $title }» è promesso: { $what } { $by }. Mantenete l’impegno, oppure rinviatelo e dite perché.
letter-promise-late-subject = In ritardo: { $what }, { $title }
letter-promise-late-text = Ai lettori di «{ $title }» era promesso: { $what } { $by }. Non è arrivato nulla, e la pagina lo mostra in ritardo.
letter-promise-decide-subject = Ancora in ritardo: { $what }, { $title }
letter-promise-decide-text = Ai lettori di «{ $title }» era promesso: { $what } { $by }. Ai responsabili è stato scritto, ed è ancora in ritardo.
letter-promise-button = Aprire l’incidente
letter-promise-note = Ricevete questa lettera perché avete un ruolo nell’incidente, siete reperibili o pubblicate su questa pagina.
letters-kind-promise-reminder = Scadenza di un impegno
letters-kind-promise-late = Impegno in ritardo
letters-kind-promise-decide = Impegno ancora in ritardo

## Che cosa è stato promesso, mese per mese

promises-title = Impegni
promises-lead = Che cosa abbiamo promesso ai nostri lettori, e com’è andata. Un impegno che è stato in ritardo conta come tale, anche se poi è stato mantenuto.
promises-none = Non è stato ancora promesso nulla.
promises-none-due = Nulla di ciò che è stato promesso è ancora scaduto.
promises-summary = { $count ->
    [one] Su { $n } impegno, { $kept } è stato mantenuto in tempo.
   *[other] Su { $n } impegni, { $kept } sono stati mantenuti in tempo.
}
promises-open = Ancora da venire
promises-by-month = Mese per mese
promises-month = Mese
promises-kept = Mantenuti
promises-moved = Rinviati
promises-late = In ritardo
promises-figures = Tutte le cifre
