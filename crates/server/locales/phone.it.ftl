# SMS: come iscriversi, il codice, che cosa dice un messaggio oltre alla notizia, e quando il denaro è finito.

## L’iscrizione

subscribe-what-sms = Un breve messaggio, con un link
subscribe-title-sms = Essere avvisati per SMS
subscribe-lead-sms = Scrivete il vostro numero. Vi mandiamo un codice; appena lo avete inserito, vi avvisiamo con brevi messaggi, ognuno con un link.
subscribe-address-sms = Il vostro numero di cellulare
subscribe-hint-sms = Sono accettati i numeri che cominciano con { $codes }. Il vostro serve soltanto a questo.
subscribe-hint-sms-one = Un numero che comincia con { $codes }. Serve soltanto a questo.
subscribe-submit-sms = Mandatemi il codice
code-title = Inserite il codice
code-lead = Un messaggio con sei cifre è in arrivo al numero che finisce con { $ends }.
code-label = Codice
code-hint = Sei cifre, valide per dieci minuti.
code-submit = Confermare
code-late = Nulla dopo un minuto? Controllate il numero e chiedete un altro codice. Un numero riceve al massimo tre codici al giorno.
code-again = Chiedere un altro codice

## Che cosa si manda

phone-code-text = { $page }: il vostro codice è { $code }. Se non avete chiesto nulla, non fate nulla.
phone-leave = Stop: { $link }

## Per chi amministra

subscribers-spent = Segmenti SMS: { $day } di { $aday } oggi, { $month } di { $amonth } questo mese
letters-kind-sms-spent = SMS esauriti
letter-spent-subject = { $host }: SMS esauriti
letter-spent-day = { $host } ha usato tutti i segmenti SMS di un giorno ({ $n }). Fino a mezzanotte (UTC) non parte nessun altro SMS, né codici né notizie. Tutto il resto continua.
letter-spent-month = { $host } ha usato tutti i segmenti SMS di un mese ({ $n }). Fino alla fine del mese (UTC) non parte nessun altro SMS, né codici né notizie. Tutto il resto continua.
letter-spent-button = Vedere gli iscritti
letter-spent-after = Chi non è stato raggiunto da una notizia compare accanto a essa nella console, da dove si può mandare di nuovo. I limiti sono «sms.segments_a_day» e «sms.segments_a_month» nella configurazione.
told-reason-country = il suo paese non è tra quelli ammessi
told-reason-no-gateway = gli SMS non sono configurati
told-reason-spend-cap = il limite di spesa è raggiunto
