# La console sugli altri fornitori: le pagine di stato seguite e i ticket aperti con loro.

watch-title = Fornitori
watch-lead = Le pagine di stato ufficiali di altre aziende, consultate di continuo. Ciò che nessuno può sapere è sconosciuto, mai «tutto bene».
watch-none = Nessun fornitore è ancora seguito.
watch-follow = Seguire una pagina
watch-checked = Ultima consultazione
watch-unchecked = Non ancora consultata
watch-blind = Stato sconosciuto dal
watch-left = Non più seguiti
watch-kept = { $count ->
    [one] { $n } incidente conservato
   *[other] { $n } incidenti conservati
}
watch-shown = Dove lo vedono i lettori
watch-shown-on = mostrato su { $pages }
watch-shown-nowhere = non mostrato ai lettori
watch-follow-lead = Basta l’indirizzo della pagina di stato ufficiale: il formato, i componenti e l’estensione dello storico si riconoscono alla prima consultazione.
watch-follow-do = Seguire
watch-page = Pagina ufficiale
watch-page-hint = Per esempio https://status.example.com
watch-name = Nome
watch-name-hint = Se resta vuoto, prende il nome dell’host.
watch-pages = Pagine che lo mostrano
watch-pages-hint = I lettori di queste pagine ne vedono lo stato. Se non ne scegliete nessuna, resta fra noi.
watch-pages-do = Mostrarlo lì
watch-more = Nome negli indirizzi, formato
watch-slug = Nome negli indirizzi
watch-slug-hint = Da 1 a 40 lettere minuscole, cifre e «-». Se resta vuoto, si ricava dal nome.
watch-form = Formato
watch-form-hint = Da riconoscere automaticamente, a meno che non lo sappiate meglio.
watch-form-found = da riconoscere
watch-form-unknown = non ancora riconosciuto
watch-selectors = Selettori
watch-selectors-hint = Solo per una pagina senza formato: uno per riga, prima il nome, per esempio entry: .incident
watch-empty = Una lista vuota significa che va tutto bene
watch-empty-hint = Da spuntare solo se il fornitore svuota la lista a mano. Altrimenti una lista vuota può significare che la lista è guasta.
watch-empty-title = Una lista vuota
watch-empty-clear = significa che va tutto bene
watch-empty-open = da sola non dice nulla
watch-since = dal
watch-raw = Con parole sue
watch-source = Dove chiedono i programmi
watch-archive = Archivio
watch-vain = Di recente
watch-failures = { $count ->
    [one] { $n } consultazione senza esito
   *[other] { $n } consultazioni senza esito
}
watch-seen = La pagina è stata vista l’ultima volta
watch-due = Prossima consultazione
watch-created = Seguito dal
watch-left-at = Seguito fino al
watch-look = Consultare ora
watch-settle = Correggere
watch-settle-title = Correggere { $name }
watch-settle-lead = Ciò che scrivete qui vale dalla prossima consultazione, che avviene subito. Ciò che è stato visto resta.
watch-settle-do = Salvare e consultare di nuovo
watch-leave-title = Non seguire più { $name }?
watch-leave-do = Non seguire più
watch-leave-lead = La pagina non viene più consultata e da ora lo stato è sconosciuto. Ciò che è stato visto resta, e i lettori lo trovano ancora. Potrete seguirla di nuovo in seguito.
watch-done-followed = Seguito. La prima consultazione riconosce il resto.
watch-done-settled = Salvato. La pagina viene consultata di nuovo subito.
watch-done-shown = Salvato.
watch-done-looking = La pagina viene consultata appena una connessione è libera.
watch-done-left = Questo fornitore non è più seguito.
watch-parts = Componenti
watch-parts-none = Nessun componente è noto.
watch-part-group = gruppo
watch-part-gone = non più nella lista
watch-changes = Ultimi cambiamenti
watch-changes-none = Non è ancora stato detto nulla.
watch-change-new = nuovo
watch-change-gone = tolto dalla pagina
watch-change-version = { $count ->
    [one] versione { $n }
   *[other] versione { $n }
}
watch-doubts = Ciò che non è stato capito
watch-doubts-note = Conservato com’era. Un lettore migliore potrà rileggerlo.
watch-odd-times = { $count ->
    [one] in { $n } risposta
   *[other] in { $n } risposte
}
watch-doubt-status = Nessuno conosce la sua parola «{ $word }» per lo stato dei lavori.
watch-doubt-severity = Nessuno conosce la sua parola «{ $word }» per la gravità.
watch-asks = Ciò che si chiede
watch-asks-none = Non è ancora stato chiesto nulla.
watch-asks-note = Gli indirizzi, quanto spesso si chiede a ciascuno e che cosa è arrivato per ultimo.
watch-often-always = a ogni consultazione
watch-often-seldom = di tanto in tanto
watch-often-once = una volta, risalendo lo storico
watch-often-done = una volta; fatto
watch-often-gone = una volta; non c’era
watch-answer = Ha risposto
watch-answer-blind = Non ha detto nulla di leggibile
watch-answer-none = Ancora nessuna risposta conservata
refusal-provider-selectors = Scrivete un selettore per riga, prima il nome, per esempio entry: .incident
refusal-provider-shown = Scegliete pagine che esistono.
refusal-provider-pages = Lo mostra una pagina che non amministrate. Chiedete a un amministratore di quella pagina.
watch-catalogue = Il catalogo
watch-search = Cercare
watch-search-do = Cercare nel catalogo
watch-search-pageless = nessuna pagina di stato nota
watch-unverified = non ancora verificato
watch-find = Vedere che cos’è
watch-found = È { $form }, all’indirizzo { $page }.
watch-found-none = Non è un formato che leggiamo.
watch-found-nobody = Nessuno può dire che cosa sia.
watch-search-hint = { $count ->
    [one] Un nome o un’attività in inglese, come acquirer; { $n } fornitore.
   *[other] Un nome o un’attività in inglese, come acquirer; { $n } fornitori.
}
watch-search-found = { $count ->
    [one] { $n } voce corrisponde.
   *[other] { $n } voci corrispondono.
}
