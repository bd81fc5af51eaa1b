# Il centro di aiuto, in italiano.

help-way = Aiuto
help-way-report = Come segnalare, e che cosa promettiamo
help-way-case = Aiuto: come si risponde alle segnalazioni
help-title = Aiuto
help-lead = Come funziona questa pagina, e che cosa potete aspettarvi.
help-search-label = Cercare nell’aiuto
help-search-hint = Accenti e maiuscole non contano; basta l’inizio di una parola.
help-list = Articoli
help-others = Altro aiuto
help-all = Tutte le pagine di aiuto
help-in-archive = Cercare invece negli incidenti
help-found = { $count ->
    [one] { $n } articolo contiene “{ $typed }”.
   *[other] { $n } articoli contengono “{ $typed }”.
}
help-nothing-report = Se non avete trovato quello che cercavate, ditecelo: una persona legge ogni segnalazione.

## Entro quanto risponde una persona

help-answers-title = Entro quanto risponde una persona
help-answers-promise = Chi segnala qui un problema riceve la prima risposta di una persona entro { $length }.
help-answers-none = Negli ultimi { $days } giorni non era dovuta alcuna risposta: non c’è ancora nulla da contare.
help-answers-few = { $count ->
    [one] Negli ultimi { $days } giorni era dovuta { $n } risposta; in tempo: { $kept }. È troppo poco per una percentuale.
   *[other] Negli ultimi { $days } giorni erano dovute { $n } risposte; in tempo: { $kept }. È troppo poco per una percentuale.
}
help-answers-never = { $count ->
    [one] Negli ultimi { $days } giorni era dovuta { $n } risposta, e non è arrivata in tempo.
   *[other] Negli ultimi { $days } giorni erano dovute { $n } risposte, e nessuna è arrivata in tempo.
}
help-answers-kept = { $count ->
    [one] Negli ultimi { $days } giorni era dovuta { $n } risposta; in tempo: { $kept } ({ $share }).
   *[other] Negli ultimi { $days } giorni erano dovute { $n } risposte; in tempo: { $kept } ({ $share }).
}
help-answers-middle = Metà delle prime risposte è arrivata entro { $length }.

## Gli articoli forniti

help-article-report-title = Come segnalare un problema
help-article-report =
    Quando qualcosa da voi non funziona, ditecelo con [il modulo di segnalazione]({ $report }). Non occorre registrarsi.

    ## Prima di scrivere

    Il modulo comincia con i problemi che conosciamo. Se il vostro è fra questi, basta un pulsante per dirlo. Una segnalazione così vale quanto le altre: ci mostra fin dove arriva un problema, e chi tocca.

    ## Che cosa ci aiuta

    Una sola domanda vuole una risposta: che cosa succede. Quel che sapete di più ci permette di trovare i vostri pagamenti fra tutti gli altri:

    - che cosa avete fatto, che cosa vi aspettavate e che cosa è venuto invece, un messaggio d’errore parola per parola;
    - da quando, e all’incirca quanti pagamenti;
    - il metodo di pagamento, il Paese, e se i vostri clienti pagano online o a un terminale;
    - il riferimento di uno dei pagamenti, vostro o nostro.

    Non mandate mai il numero di una carta o di un conto. Nei testi, ciò che vi somiglia è reso illeggibile prima che qualcosa sia salvato. Nelle immagini e nei PDF non si può: coprite lì quei numeri.

    ## Che cosa succede poi

    Ricevete un riferimento e una pagina tutta vostra. Dice a che punto è il vostro caso e che cosa rispondiamo, e potete aggiungere qualcosa. Conservatene l’indirizzo: nient’altro la apre.

    Una persona risponde entro { $answer }. [Come si mantiene questo tempo]({ $help }) si legge nell’aiuto.

    Se la vostra segnalazione riguarda un problema di cui parla questa pagina, la vostra ne mostra l’ultima notizia. Quando quel problema è finito, vi si chiede se da voi funziona di nuovo. Se non funziona, il vostro caso si riapre.
help-article-inform-title = Come vi informiamo
help-article-inform =
    Quando qualcosa presso { $page } non funziona come dovrebbe, è in [questa pagina]({ $home }) che lo si dice.

    ## Che cosa si dice

    - che c’è un problema, e quali servizi tocca;
    - che cosa se ne sa, e che cosa significa per voi;
    - che cosa c’è di nuovo, ogni messaggio con la sua ora;
    - che è finito, e quanto è durato davvero.

    All’inizio si sa poco, e un messaggio può essere breve. Dove il prossimo è promesso per un’ora, quell’ora è indicata.

    ## Quanto è esatto

    Un’ora è detta con l’esattezza con cui è nota. Ciò che è stato dedotto da altro lo dice. Anche un messaggio corretto lo dice, e mostra che cosa c’era prima.

    ## Come lo venite a sapere

    Non occorre tornare a guardare: [scegliete come essere avvisati]({ $subscribe }), e di che cosa. Ci sono anche flussi e un calendario per i programmi.

    ## Dopo

    Ciò che è finito resta nella [cronologia]({ $history }) e si ritrova con [la ricerca]({ $search }). Dove c’è un post-mortem, sta con il suo incidente: che cosa è successo, perché, e che cosa si fa. [Le cifre]({ $figures }) ne tirano le somme.
help-article-promise-title = Che cosa promettiamo
help-article-promise =
    In questa pagina una promessa ha un’ora, perché possiate verificarla. Ciò che non ne ha non è una promessa.

    ## Mentre qualcosa non va

    Il prossimo aggiornamento, la notizia che è finito, il post-mortem: dove uno di questi è promesso, l’ora è indicata con l’incidente. Se viene spostata, l’ora promessa prima resta leggibile, con il motivo. Se è passata, la pagina lo dice da sé, e la conta ancora come in ritardo quando la promessa è mantenuta dopo. [Tutte le promesse, e che cosa ne è stato]({ $promises }), stanno in un solo posto.

    ## Quando segnalate qualcosa

    Una persona risponde alla vostra segnalazione entro { $answer }. Come questo tempo è stato mantenuto di recente si legge [nella prima pagina di questo aiuto]({ $help }).

    ## Che cosa nessuno può promettere

    Che nulla si guasti mai. Quel che si può promettere è quando ne saprete di più, e questa pagina mostra se è stato così.

## Nella console

help-setup = Centro di aiuto
help-setup-lead = Ciò che i lettori trovano sotto “Aiuto”. Tre articoli sono forniti e si leggono così come sono finché non li cambiate o li ritirate. Un articolo vostro è una bozza finché non lo pubblicate, e si pubblica in tutte le lingue della pagina o non si pubblica.
help-setup-new = Scrivere un articolo
help-setup-none = Non c’è ancora alcun articolo.
help-state-shown = pubblicato
help-state-draft = non pubblicato
help-origin-shipped = come fornito
help-origin-changed = con parole vostre
help-origin-own = vostro
help-lacks = manca: { $languages }
help-look = Come lo vedono i lettori
help-slug = Nome negli indirizzi
help-slug-hint = Lettere minuscole, cifre e “-”, per esempio rimborsi. Non cambia più una volta che l’articolo esiste.
help-field-title = Titolo
help-field-body = Che cosa dice
help-field-body-hint = Markdown: ## per un titolo, - per un elenco, [parole](indirizzo) per un collegamento. Si riempiono da sé: { $places }. Un paragrafo o una riga di elenco in cui uno non ha valore viene tralasciato.
help-do-store = Salva
help-do-store-shown = Salva: i lettori lo vedono subito
help-do-publish = { $count ->
    [one] Pubblica in { $n } lingua
   *[other] Pubblica in { $n } lingue
}
help-do-withdraw = Ritira
help-do-look = Anteprima
help-do-remove = Elimina questo articolo
help-do-reset = Riprendi il testo fornito
help-note-shipped = Questo è il testo fornito. Una volta salvato è vostro, e resta come l’avete scritto.
help-preview = Come lo vedono i lettori
help-preview-none = Qui non è ancora scritto nulla.
help-preview-missing = manca
help-preview-silent = I lettori non vedono questo articolo: non ne resta nulla dove i suoi campi non hanno un valore.
help-done-stored = Salvato.
help-done-published = Pubblicato. I lettori lo vedono.
help-done-withdrawn = Ritirato. I lettori non lo vedono più.
help-done-removed = Fatto.

## Perché no

refusal-article-slug = Dategli un nome di al massimo { $most } lettere minuscole, cifre e trattini.
refusal-article-taken = Questa pagina ha già un articolo con quel nome. Sceglietene un altro.
refusal-article-title = Scrivete un titolo in almeno una lingua.
refusal-article-long = Scrivete al massimo { $most } caratteri.
refusal-article-many = Una pagina ha al massimo { $most } articoli. Eliminatene prima uno.
refusal-article-lacks = Manca un titolo o un testo in: { $languages }. I lettori ricevono un articolo in tutte le lingue della pagina, o in nessuna.
