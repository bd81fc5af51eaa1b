# Ciò che i lettori segnalano, come lo trova la squadra nella console.

cases-title = Segnalazioni
cases-lead = Ciò che gli esercenti ci dicono non funzionare da loro. Prima chi aspetta da più tempo.
cases-wait = { $count ->
    [one] { $n } persona aspetta una nostra risposta, da { $length }.
   *[other] { $n } persone aspettano una nostra risposta, la prima da { $length }.
}
cases-nobody-waits = Nessuno aspetta una nostra risposta.
cases-spikes = Più del solito
cases-spikes-lead = Nulla viene pubblicato da solo. Aprite un incidente a partire da queste segnalazioni quando vedete che il guasto è uno solo, oppure collegatele a un incidente.
cases-spike-of = { $count ->
    [one] Più segnalazioni del solito su { $component }: { $n } in un’ora, contro { $usual } di solito.
   *[other] Più segnalazioni del solito su { $component }: { $n } in un’ora, contro { $usual } di solito.
}
cases-spike = { $count ->
    [one] Più segnalazioni del solito: { $n } in un’ora, contro { $usual } di solito.
   *[other] Più segnalazioni del solito: { $n } in un’ora, contro { $usual } di solito.
}
cases-count = { $count ->
    [one] { $n } segnalazione
   *[other] { $n } segnalazioni
}
cases-linked = { $count ->
    [one] { $n } segnalazione ne parla
   *[other] { $n } segnalazioni ne parlano
}
cases-none = Nessuna segnalazione corrisponde.
cases-none-open = Nessuna segnalazione è aperta.
cases-before = La schermata precedente
cases-after = Altre segnalazioni
cases-of = Pagina
cases-stand = Quali
cases-stand-waiting = Quelle di chi ci aspetta
cases-stand-open = Tutte quelle aperte
cases-stand-closed = Tutte quelle chiuse
cases-stand-all = Tutte
cases-any-component = Tutti i componenti
cases-who = Nelle mani di
cases-who-anyone = Chiunque
cases-who-mine = Me
cases-who-nobody = Nessuno
cases-order = Ordine
cases-order-wait = Prima l’attesa più lunga
cases-order-newest = Prima le più recenti
cases-reference = Riferimento
cases-reference-hint = Per esempio R-7K2M-9QXD. Se è intero, porta direttamente al caso.
cases-reference-none = Nessun caso che potete vedere si chiama «{ $text }».
cases-narrow = Scegliere quali
cases-search = Mostrare queste
cases-about = Solo le segnalazioni su «{ $title }».
cases-about-all = Mostrare tutte le segnalazioni
cases-done-linked = Sono collegate all’incidente.
cases-alike = Segnalazioni che si somigliano
cases-alike-lead = Quelle delle ultime 24 ore, aperte e non collegate a nessun incidente. Verificate che il guasto sia uno solo prima di continuare.
cases-alike-of = { $count ->
    [one] { $n } segnalazione: { $component }
   *[other] { $n } segnalazioni che si somigliano: { $component }
}
cases-alike-any = { $count ->
    [one] { $n } segnalazione
   *[other] { $n } segnalazioni che si somigliano
}
cases-alike-which = Quali
cases-alike-newest = { $count ->
    [one] La più recente
   *[other] Le { $n } più recenti
}
cases-alike-declare = Aprire un incidente a partire da queste
cases-alike-link = Collegare tutte

## Un caso

case-waits = Ci aspetta da { $length }
case-theirs = Risposto
case-asked = Chiesto se funziona di nuovo
case-closed = Chiusa
case-in-hands = Nelle mani di { $name }
case-reads = L’esercente legge in { $language }.
case-told = Ciò che l’esercente segnala
case-masked = Un numero di carta o di conto è stato tolto prima della registrazione.
case-component = Componente
case-method = Metodo di pagamento
case-country = Paese
case-place = Dove
case-place-online = Online
case-place-terminal = Su un terminale
case-hit-payments = Pagamenti colpiti
case-merchant = Commerciante
case-transaction = Transazione
case-email = E-mail
case-too = Ha riconosciuto l’incidente
case-too-yes = Sì: «anch’io»
case-source = Arrivata
case-source-form = dal modulo della pagina
case-source-api = da un programma
case-source-mail = per e-mail
case-since = Da quando
case-came = Segnalata
case-answer-by = Prima risposta promessa entro
case-first-answer = Prima risposta
case-author = Commerciante
case-answer = Rispondere all’esercente
case-answer-in = La vostra risposta, in { $language }
case-answer-hint = Viene inviata all’esercente e sta nel suo caso. Scrivetela in { $language }.
case-answer-do = Inviare la risposta
case-answer-own = Ciò che volete dire, in { $language }
case-answer-own-hint = Una macchina ne ricava la bozza della risposta. Nulla parte prima che l’abbiate riletta.
case-answer-draft = Fanne una bozza in { $language }
case-drafted = Bozza di una macchina. Rileggetela e correggete ciò che è sbagliato.
case-drafted-read = L’ho riletta
case-phrases-lead = Nella lingua dell’esercente, con ciò che si sa dell’incidente.
case-phrases-put = Metti nella risposta
case-may-not = Potete guardare, ma non rispondere. Chiedete a chi può scrivere su questa pagina.
case-note = Scrivere una nota tra noi
case-note-words = Nota
case-note-hint = L’esercente non la vede mai.
case-note-do = Conserva la nota
case-hands = Nelle mani di
case-nobody = Nessuno
case-give = Affidala
case-take = La prendo io
case-link = Collegarla a un incidente
case-incident = Sull’incidente
case-choose = Scegliere…
case-link-do = Collegare
case-unlink = Non è nessun incidente
case-end = Chiedere se funziona, o chiudere
case-ask-do = Chiedere se funziona di nuovo
case-ask-note = La domanda va all’esercente. Un sì chiude il caso, un no lo riapre.
case-close-do = Chiudere il caso
case-close-note = L’esercente viene avvisato. Se scrive ancora, il caso è di nuovo aperto.
case-reopen = Riaprirla
case-reopen-do = Riaprire il caso
case-reopen-note = Sta di nuovo tra quelle aperte.
case-entries = Ciò che è stato detto e fatto
case-entries-none = Non è ancora stato detto nulla.
case-entry-they-said = Ha scritto
case-entry-we-said = La nostra risposta
case-entry-note = Nota tra noi
case-entry-linked = Collegata a un incidente
case-entry-unlinked = Non più collegata
case-entry-assigned = Ha cambiato mani
case-entry-asked = Chiesto se funziona di nuovo
case-entry-works = Funziona di nuovo
case-entry-fails = Non funziona ancora
case-entry-closed = Chiusa
case-entry-reopened = Riaperta
case-done-answered = La risposta è partita.
case-done-noted = La nota è conservata.
case-done-assigned = Il caso è nelle sue mani.
case-done-unassigned = Il caso non è nelle mani di nessuno.
case-done-linked = Il caso è collegato all’incidente.
case-done-unlinked = Il caso non è collegato a nessun incidente.
case-done-asked = La domanda è stata fatta all’esercente.
case-done-closed = Il caso è chiuso.
case-done-reopened = Il caso è riaperto.
case-draft-title = Problema con i pagamenti
case-draft-title-of = Problema: { $component }
refusal-case-incident = Scegliete un incidente.
refusal-case-unread = È la bozza di una macchina. Rileggetela e spuntate che l’avete fatto, o modificatela; poi inviatela.

## Tutte quelle su un incidente

several-title = Rispondere a tutte queste segnalazioni
several-lead = Ogni esercente riceve la risposta nel suo caso e nella sua lingua.
several-list = Vedere queste segnalazioni
several-none = Nessuna segnalazione è aperta su questo.
several-answer = Rispondere a tutti
several-words = La risposta
several-words-hint = Un testo per ogni lingua che leggono. Chi ha già ricevuto esattamente queste parole non le riceve un’altra volta.
several-answer-do = { $count ->
    [one] Rispondere a { $n } esercente
   *[other] Rispondere a { $n } esercenti
}
several-ask = Chiedere se funziona di nuovo
several-ask-note = Ognuno riceve la domanda nella sua lingua. Un sì chiude il suo caso, un no lo riapre.
several-ask-do = { $count ->
    [one] Chiedere a { $n } esercente
   *[other] Chiedere a { $n } esercenti
}
several-done-answered = Le risposte sono partite.
several-done-asked = La domanda è stata fatta.
refusal-several-lacks = Scrivetela anche in { $languages }: tra loro ci sono esercenti che leggono così.

## Quanto è esteso un guasto, secondo le segnalazioni

scope-reports = { $count ->
    [one] { $n } segnalazione
   *[other] { $n } segnalazioni
}
scope-since = La più vecchia dice: dal { $when }
scope-methods = Metodi di pagamento: { $list }
scope-countries = Paesi: { $list }
scope-languages = Lingue: { $list }
scope-payments = { $count ->
    [one] { $n } pagamento contato
   *[other] { $n } pagamenti contati
}
scope-part = { $what } ({ $n })

## Come una pagina riceve le segnalazioni

desk-setup = Come riceve le segnalazioni
desk-setup-lead = Gli esercenti segnalano sulla pagina ciò che da loro non funziona; ogni segnalazione è un caso a cui qualcuno risponde.
desk-open = Gli esercenti possono segnalare qualcosa
desk-open-hint = La pagina ha allora un modulo, e lo dice.
desk-answer-within = Risposta entro
desk-answer-within-hint = Una durata, per esempio 4h, 30m o 1h 30m; è promessa a chi segnala qualcosa. 0 non promette nulla.
desk-escalate-after = Qualcun altro è chiamato dopo
desk-escalate-after-hint = Una durata, per esempio 8h, da quando l’esercente aspetta. 0 non chiama nessuno.
desk-spike-floor = Segnalazioni che fanno un picco
desk-spike-floor-hint = Con meno segnalazioni di un componente in un’ora non si propone nessun incidente.
desk-keep-files = File conservati, in giorni
desk-keep-files-hint = Ciò che gli esercenti allegano è cancellato dopo tanti giorni.
desk-keep = Pratiche conservate, in giorni
desk-keep-hint = Da quando sono state chiuse.
refusal-desk-length = Scrivete una durata, per esempio 4h, 30m o 1h 30m; 0 per nessuna.

several-table = Le loro cifre
several-table-none = Nessuna tabella è ancora data.
several-table-count = { $count ->
    [one] La tabella ha un esercente.
   *[other] La tabella ha { $n } esercenti.
}
several-table-note = Dove la risposta contiene { $place }, ogni esercente legge la propria cifra, per esempio «12 pagamenti». Un paragrafo che la contiene è omesso per chi non è nella tabella.
several-table-rows = Esercenti e pagamenti
several-table-hint = Una riga ciascuno: nome o numero, una virgola, quanti pagamenti. Prende il posto della tabella precedente.
several-table-do = Dare questa tabella
several-done-table = La tabella c’è.

## Cifre

cases-figures = Cifre delle segnalazioni
cases-figures-lead = { $count ->
    [one] Ciò che è arrivato nell’ultimo giorno ({ $n }), allo stato attuale.
   *[other] Ciò che è arrivato negli ultimi { $n } giorni, allo stato attuale.
}
cases-figures-days = { $count ->
    [one] { $n } giorno
   *[other] { $n } giorni
}
cases-figures-time = Su quanto tempo
cases-figures-show = Mostrare
cases-figures-of = { $part } su { $whole }
cases-figures-unknown = Non ancora noto
cases-figures-none = Ancora nessuno.
cases-figures-reports = Segnalazioni
cases-figures-reports-means = Tutte quelle arrivate, dal modulo, per e-mail o da un programma.
cases-figures-answered = Con risposta
cases-figures-answered-means = Quelle a cui una persona ha scritto una risposta.
cases-figures-answer = Tempo fino alla prima risposta
cases-figures-answer-means = La metà di quelle con risposta l’ha avuta entro questo tempo.
cases-figures-kept = Risposte date in tempo
cases-figures-kept-means = Tra quelle il cui termine promesso è passato o che hanno una risposta.
cases-figures-first = Incidenti segnalati prima dagli esercenti
cases-figures-first-means = La prima segnalazione è arrivata prima del nostro primo annuncio.
cases-figures-before = Anticipo sul nostro primo annuncio
cases-figures-before-means = La metà di questi incidenti è stata segnalata almeno con tale anticipo.
cases-figures-languages = Lingue
cases-figures-languages-head = Lingua
cases-figures-incidents = Incidenti più segnalati
cases-figures-incidents-head = Incidente
