# Le manutenzioni nella console.

## List

works-title = Manutenzioni
works-plan = Programmare una manutenzione
works-none = Nessuna manutenzione è programmata.
works-over = Concluse
works-again = ricorrente

## Warnings

works-overlaps = Nello stesso momento sugli stessi servizi
works-overlap = Manutenzione «{ $title }», { $when }
works-incident = Incidente aperto «{ $title }»

## Planning

works-plan-lead = I lettori di { $page } vengono informati ora, poi all’inizio e alla fine.
works-plan-lead-draft = Ciò che scrivete su { $page } passa prima da una seconda persona.
works-pages = Su quali pagine?
works-pages-hint = «Guardare prima» mostra i servizi di ogni pagina.
works-what = Di che cosa si tratta?
works-what-hint = Un titolo come «Aggiornamento del database». Basta una lingua.
works-parts = Quali servizi?
works-start = Inizio
works-start-hint = { $zone }
works-end = Fine
works-text = Che cosa devono sapere i lettori?
works-text-hint = Che cosa non funzionerà e per quanto tempo. Se resta vuoto, compare una frase standard.
works-more = Altro: ricorrenza, impatto previsto
works-repeat = Ricorrenza
works-repeat-hint = La prima volta è quella sopra; l’ora locale resta la stessa.
works-repeat-once = Una sola volta
works-repeat-daily = Ogni giorno
works-repeat-weekly = Ogni settimana
works-repeat-nth = Ogni mese, in un giorno della settimana
works-repeat-monthly = Ogni mese, alla stessa data
works-repeat-rule = Secondo una regola vostra
works-every = Ogni quanto?
works-every-hint = 1: ogni volta. 2: un giorno, una settimana o un mese su due.
works-days = In quali giorni?
works-days-hint = Per ogni settimana, o per un giorno della settimana nel mese. Se resta vuoto: il giorno in cui inizia.
works-day-mo = Lunedì
works-day-tu = Martedì
works-day-we = Mercoledì
works-day-th = Giovedì
works-day-fr = Venerdì
works-day-sa = Sabato
works-day-su = Domenica
works-nth = Quale del mese?
works-nth-hint = Solo per un giorno della settimana nel mese.
works-nth-0 = Lo stesso della prima volta
works-nth-1 = Il primo
works-nth-2 = Il secondo
works-nth-3 = Il terzo
works-nth-4 = Il quarto
works-nth-last = L’ultimo
works-until = Fino al
works-until-hint = L’ultimo giorno. Lasciate vuoto se non c’è una fine.
works-rule = Regola
works-rule-hint = Solo per una regola vostra: una RRULE come FREQ=WEEKLY;BYDAY=TU,TH
works-impact = Impatto previsto
works-clock = Inizio e fine
works-clock-both = Automatici, agli orari previsti
works-clock-begin = Inizio automatico; diciamo noi quando è finita
works-clock-complete = Diciamo noi quando inizia; fine automatica
works-clock-nothing = Lo diciamo noi ogni volta
works-remind = Ricordare ai lettori
works-remind-none = Nessun promemoria
works-remind-15m = 15 minuti prima
works-remind-1h = 1 ora prima
works-remind-1d = 1 giorno prima
works-remind-2d = 2 giorni prima
works-remind-7d = 7 giorni prima
works-quiet = Non avvisare nessuno ora
works-do-plan = Programmare e informare i lettori
works-do-despite = Programmare comunque
works-do-look = Guardare prima
works-do-ask = Chiedere una revisione
works-do-send = Inviare
works-dates = Le prossime volte
works-look = Prima della pubblicazione
works-look-first = Una seconda persona controlla prima
works-look-alone = Subito, senza revisione: un’emergenza
works-waits = Ciò che inviate attende una seconda persona.

## Moving

works-move = Cambiare l’orario
works-move-lead = I lettori vengono informati del nuovo orario.
works-move-begun = È iniziata: si può spostare solo la fine.
works-move-series = Le volte a venire cambiano a partire dalla prossima. Quelle passate restano come erano.
works-why = Perché?
works-do-move = Cambiare e informare i lettori

## One maintenance

works-public = Quello che vedono i lettori
works-facts = Fatti
works-say = E adesso?
works-say-text = Che cosa dite ai lettori?
works-step-hint = Può restare vuoto: allora compare una frase standard, in ogni lingua.
works-may-not = Il vostro ruolo permette di leggere qui. Chiedete a chi può pubblicare su questa pagina.
works-times = Prossime volte
works-only = Spostare o annullare solo questa volta
works-do-say = Pubblicare questo testo
works-do-begin = È iniziata
works-do-verify = Fatta, stiamo verificando
works-do-complete = È conclusa
works-do-cancel = Annullarla
works-do-cancel-series = Annullare tutte le prossime volte
works-cancel-title = Annullare tutte le prossime volte?
works-cancel-lead = Non se ne terrà più nessuna. I lettori leggeranno ciò che scrivete qui sotto.
works-cancel-times = Queste non si terranno, né le successive
works-cancel-not = Lasciare com’è
works-clock-is-both = Inizia e finisce automaticamente.
works-clock-is-begin = Inizia automaticamente; dite quando è finita.
works-clock-is-complete = Dite quando inizia; finisce automaticamente.
works-clock-is-nothing = Dite quando inizia e quando è conclusa.
works-clock-is-series = Ricorrente; ogni volta inizia e finisce automaticamente.
works-done-planned = È programmata.
works-done-moved = L’orario è cambiato.
works-done-said = È pubblicato.
works-done-begin = I lettori vedono che è in corso.
works-done-verify = I lettori vedono che stiamo verificando.
works-done-complete = I lettori vedono che è conclusa.
works-done-cancel = È annullata.
works-done-only = Questa volta ora è a parte. Le altre restano come sono.
works-done-published = È pubblicato.

## What waits

works-waiting = In attesa di una revisione
works-then = Che cosa troverebbero i lettori
works-then-standard = Non è scritto nulla: viene pubblicata la frase standard, in ogni lingua.
works-look-title = La revisione
works-look-none = Appena c’è un testo, qui compare ciò che la revisione vi trova.
works-overrules = Pubblicato benché la revisione lo bloccasse
works-bypasses = Pubblicato senza revisione

## Refusals

refusal-work-rule = Non capiamo questa regola: { $rule }
refusal-work-until = Scrivete un giorno come 2026-12-31, oppure lasciate vuoto.
refusal-work-time = Scrivete un giorno e un’ora, come 2026-03-04 e 22:00.
refusal-work-first = La prima volta, il { $day }, non cade in nessuno dei giorni scelti. Mettetela al { $next }, o scegliete altri giorni.
refusal-work-never = Con questa regola non ha mai luogo. Mettete una fine più tarda, o un’altra regola.
refusal-work-every = Scrivete un numero intero: 1 per ogni volta, 2 per una volta su due.
refusal-work-page = Scegliete almeno una pagina.
