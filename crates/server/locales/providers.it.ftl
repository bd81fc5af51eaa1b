# Pagine di stato di altri fornitori.

refusal-provider-taken = Questo fornitore è già seguito. Scegliere un altro nome.
refusal-provider-slug = Da 1 a 40 lettere minuscole, cifre e “-”, per esempio mia-banca.
refusal-provider-name = Indicare come si chiama.
refusal-provider-page = Scrivere l’indirizzo della sua pagina di stato, per esempio https://status.example.com.
refusal-provider-form = Questo formato non è tra quelli che leggiamo. Non indicarlo: verrà riconosciuto.
refusal-provider-busy = Lo si sta consultando ora, oppure non è più seguito. Riprovare tra un minuto.

# Ciò che i lettori ne vedono.

nav-providers = Fornitori
providers-only-in = La fonte lo dice solo in questa lingua: { $language }.

## Tutti

providers-title = Fornitori
providers-lead = Da chi dipende questo servizio, e come sta ciascuno: secondo la sua pagina di stato, così come la vediamo noi.
providers-count = { $count ->
    [one] { $n } fornitore
   *[other] { $n } fornitori
}
providers-count-major_outage = { $count ->
    [one] { $n } è fuori servizio
   *[other] { $n } sono fuori servizio
}
providers-count-partial_outage = { $count ->
    [one] { $n } è in parte fuori servizio
   *[other] { $n } sono in parte fuori servizio
}
providers-count-degraded_performance = { $count ->
    [one] { $n } è lento o instabile
   *[other] { $n } sono lenti o instabili
}
providers-count-under_maintenance = { $count ->
    [one] { $n } è in manutenzione
   *[other] { $n } sono in manutenzione
}
providers-count-unknown = { $count ->
    [one] di { $n } nessuno può dirlo
   *[other] di { $n } nessuno può dirlo
}
providers-count-operational = { $count ->
    [one] { $n } funziona
   *[other] { $n } funzionano
}
providers-nothing = Nessun fornitore si chiama così. Usate meno parole, o mostrateli tutti.
providers-filter-words = Nome o parole
providers-filter-sector = Settore
providers-filter-any = Tutti i settori
providers-filter-submit = Mostra
providers-filter-clear = Mostra tutti
providers-found = { $count ->
    [one] { $n } incidente in ciò che i fornitori hanno detto
   *[other] { $n } incidenti in ciò che i fornitori hanno detto
}
providers-found-newest = In ciò che i fornitori hanno detto, dal più recente
providers-found-nothing = Non è stato trovato altro in ciò che hanno detto.
providers-found-back = Dal più recente
providers-found-in = Lingua: { $language }
providers-found-language = Lingua delle parole
providers-found-language-any = Tutte le lingue
providers-found-provider = Fornitore
providers-found-provider-any = Tutti i fornitori
providers-row-since = Visto così dal { $when }.
providers-row-unknown = Nessuno può dirlo dal { $when }.

providers-sector-3-d-secure = 3-D Secure
providers-sector-accounting = Contabilità
providers-sector-acquirer = Acquirer e servizi di pagamento
providers-sector-ai = Modelli linguistici
providers-sector-bank = Banche
providers-sector-card-network = Circuiti di carte
providers-sector-cdn = Distribuzione di contenuti
providers-sector-certificates = Certificati
providers-sector-code = Codice e compilazione
providers-sector-database = Basi di dati
providers-sector-dns = Nomi di dominio
providers-sector-financing = Finanziamento
providers-sector-fraud = Frodi e verifica dell’identità
providers-sector-hosting = Hosting
providers-sector-identity = Accesso
providers-sector-mail = Posta elettronica
providers-sector-observability = Monitoraggio
providers-sector-office = Assistenza e ufficio
providers-sector-other = Altro
providers-sector-payment-method = Metodi di pagamento
providers-sector-shipping = Spedizioni
providers-sector-shop = Negozi in linea
providers-sector-sms = SMS

## Un fornitore

# La risposta, prima di tutto il resto.
providers-is-operational = { $name } funziona.
providers-is-unknown = Nessuno può dire se { $name } funziona.
providers-is-under_maintenance = { $name } è in manutenzione.
providers-is-degraded_performance = { $name } è lento o instabile.
providers-is-partial_outage = { $name } è in parte fuori servizio.
providers-is-major_outage = { $name } è fuori servizio.
providers-since = Visto così dal
providers-since-unknown = Non noto dal
providers-looked = Ultima verifica
providers-looked-never = non ancora
providers-followed = Seguito dal
providers-told-link = Essere avvisati su { $name }
providers-ground = Secondo
providers-ground-stated = ciò che la sua pagina dice di sé
providers-ground-components = il peggiore dei suoi componenti
providers-ground-notices = il peggio di ciò che dà come in corso
providers-ground-nothing_open = la sua pagina, che non dà nulla come in corso

providers-why-left = Non lo seguiamo più. Ciò che ha detto finora resta.
providers-why-never = Nessuno ha ancora guardato la sua pagina.
providers-why-overdue = Da allora nessuno ha guardato la sua pagina, anche se era ora di farlo.
providers-why-unsaid = La sua pagina non lo dice.
providers-why-web-page = È arrivata una pagina web al posto dei dati richiesti.
providers-why-empty = È arrivata una risposta vuota.
providers-why-not_the_page = Ciò che è arrivato non è la sua pagina di stato.
providers-why-no_format = La sua pagina non è di quelle che sappiamo leggere.
providers-why-refused = La sua pagina non ci lascia entrare.
providers-why-robots = La sua pagina chiede ai programmi di non venire.
providers-why-missing = Al suo indirizzo non c’è più nulla.
providers-why-busy = La sua pagina chiede meno domande.
providers-why-broken = La sua pagina stessa è in difficoltà.
providers-why-slow = La sua pagina non ha risposto in tempo.
providers-why-unreachable = Nessuno ha risposto al suo indirizzo.
providers-why-unread = Ciò che è arrivato non si è potuto leggere.

providers-open = { $count ->
    [one] Incidente in corso
   *[other] Incidenti in corso
}
providers-open-last = In corso quando abbiamo visto la sua pagina l’ultima volta
providers-last-word = Il suo ultimo messaggio, { $when }:
providers-last-word-undated = Il suo ultimo messaggio, senza ora:

providers-days-title = { $count ->
    [one] Ciò che abbiamo visto nell’ultimo giorno
   *[other] Ciò che abbiamo visto negli ultimi { $n } giorni
}
providers-days-how = Ogni barra è un giorno, l’ultimo dei { $days } a destra. È lo stato della sua pagina ogni volta che l’abbiamo guardata; non dice nulla dei giorni in cui non l’abbiamo fatto e non è una misura di disponibilità.
providers-days-good = mai visto guasto
providers-days-broken = { $count ->
    [one] visto guasto { $n } giorno
   *[other] visto guasto { $n } giorni
}
providers-days-dark = { $count ->
    [one] { $n } giorno in cui nessuno poteva dirlo
   *[other] { $n } giorni in cui nessuno poteva dirlo
}
providers-days-before = { $count ->
    [one] { $n } giorno prima che guardassimo
   *[other] { $n } giorni prima che guardassimo
}
providers-days-length = Quanto tempo
providers-days-no-data = Non noto: non guardavamo ancora
providers-parts = Componenti
providers-parts-how = Secondo la sua pagina, e gli ultimi { $days } giorni come li abbiamo visti noi.
providers-parts-rest = { $count ->
    [one] { $n } altro, mai visto guasto
   *[other] { $n } altri, mai visti guasti
}
providers-parts-gone = { $count ->
    [one] { $n } componente che la sua pagina non elenca più
   *[other] { $n } componenti che la sua pagina non elenca più
}
providers-record = { $count ->
    [one] Tutto ciò che { $name } ha detto: { $n } incidente o manutenzione
   *[other] Tutto ciò che { $name } ha detto: { $n } incidenti e manutenzioni
}
providers-record-lead = La durata del guasto è quella che il suo testo dichiara; la durata della comunicazione va dal primo messaggio all’ultimo. La seconda non dice nulla della prima.
providers-record-none = Non ha ancora annunciato nulla, o non l’abbiamo ancora letto.

## Un incidente di un fornitore

providers-title-of = { $title } – { $name }
providers-fact-provider = Fornitore
providers-untitled-incident = Incidente senza titolo
providers-untitled-maintenance = Manutenzione senza titolo
providers-kind-maintenance = Manutenzione
providers-severity-unsaid = Gravità non dichiarata
providers-severity-raw = con parole sue «{ $word }»
providers-goes-on = In corso
providers-over = Concluso
providers-over-unlisted = Concluso: la sua pagina non lo elenca più
providers-time-over = L’ora prevista è passata
providers-dated-began = Inizio
providers-dated-planned = Previsto
providers-dated-told = Primo messaggio
providers-dated-made = Creato
providers-dated-seen = Visto da noi
providers-dated-between = Tra il { $from } e il
providers-dated-after = Dopo il
providers-dated-before = Prima del
providers-ended = Fine, secondo il suo testo
providers-said-over = Dichiarato concluso
providers-first-seen = Visto da noi
providers-last-changed = Ultimo cambiamento visto
providers-source = Alla fonte
providers-broken = Guasto, secondo il suo testo
providers-broken-open = non ancora concluso
providers-broken-unsaid = il suo testo non lo dice
providers-worked = Durata prevista
providers-spoken = Comunicazione, dal primo messaggio all’ultimo
providers-spoken-once = un solo messaggio
providers-spoken-unsaid = i suoi messaggi non hanno ora
providers-touched-parts = { $count ->
    [one] Componente
   *[other] Componenti
}
providers-touched-regions = { $count ->
    [one] Regione
   *[other] Regioni
}
providers-posts = { $count ->
    [one] { $n } messaggio
   *[other] { $n } messaggi
}
providers-has-postmortem = con un post-mortem
providers-gone = Ritirato dalla fonte: il { $when } abbiamo notato che la sua pagina non l’ha più. Qui resta com’era.
providers-windows = Quando era guasto, secondo il suo testo
providers-windows-none = Il suo testo non dichiara alcun momento di guasto. L’ora di un messaggio non lo è.
providers-posts-title = Ciò che ha detto
providers-posts-note = Le parole di { $name }, come le ha pubblicate. Nulla è tradotto.
providers-posts-none = Non ha detto nulla a parole.
providers-post = Messaggio
providers-changes-title = Ciò che ha cambiato in seguito
providers-changes-note = Parole pubblicate che da allora dicono altro. Ogni ora è quella in cui l’abbiamo visto.
providers-changed = Cambiato, visto il
providers-changed-title = Il titolo
providers-changed-post = Il messaggio del { $when }
providers-changed-post-undated = Un messaggio senza ora
providers-taken-out = Tolto: { $what }
providers-doubts-title = Ciò che vi si contraddice
providers-doubts-note = Trovato leggendo i suoi testi gli uni contro gli altri e contro le loro stesse ore; le parole sono sue.
providers-doubt-start_differs = Dichiara due inizi diversi.
providers-doubt-end_differs = Dichiara due fini diverse.
providers-doubt-zone_against_season = Nomina un fuso orario che non va con la stagione.
providers-doubt-year_implausible = Dichiara una data impossibile.
providers-doubt-end_before_start = Dichiara una fine che precede l’inizio, o poco possibile.
providers-doubt-figures_differ_between_locales = Un’ora o una cifra non è la stessa in tutte le lingue.
providers-doubt-resolved_too_early = È stato dichiarato concluso, e poi non lo era.
providers-doubt-language_missing = Qualcosa è detto in una lingua e non in un’altra.
providers-doubt-status_against_text = Lo stato dice una cosa e il testo un’altra.
providers-doubt-other = Qualcosa non torna.
providers-feed = Ciò che { $name } dice sulla sua pagina di stato, come la segue { $site }: prima l’ultimo messaggio.
providers-follow = Seguire { $name }

## Cifre

providers-figures-title = { $name } in cifre
providers-figures-link = Le cifre di { $name }
providers-figures-lead = Ciò che la sua pagina ha detto, sommato, e ciò che abbiamo visto noi. Ogni cifra dice che cosa significa e su che cosa poggia; ciò che nessuno ha dichiarato è escluso e non è uno zero.
providers-figures-parts = Negli ultimi 12 mesi.
providers-figure = Cifra
providers-json = In JSON
providers-span-90d = 90 giorni
providers-span-1y = 12 mesi
providers-span-all = Da sempre
providers-figure-incidents = Incidenti
providers-figure-incidents-note = annunciati dalla sua pagina e datati nel periodo; i lavori previsti e ciò che è stato ritirato non contano
providers-figure-broken = Guasto, secondo i suoi testi
providers-figure-broken-note = le durate di guasto che i suoi testi dichiarano, sommate
providers-figure-seen = Visto guasto da noi
providers-figure-seen-note = per quanto tempo la sua pagina non stava bene quando l’abbiamo guardata; solo da quando lo seguiamo
providers-figure-first-word = Al primo messaggio
providers-figure-first-word-note = mediana dall’inizio che il suo testo dichiara al suo primo messaggio
providers-figure-resolution = Al ripristino
providers-figure-resolution-note = mediana dal primo inizio all’ultima fine che il suo testo dichiara
providers-figure-writeups = Con un post-mortem
providers-figure-writeups-note = tra gli incidenti conclusi
providers-figure-languages = Lingue
providers-figure-languages-note = in quanti incidenti è scritta ciascuna
providers-figure-since = Dall’ultimo
providers-figure-since-note = giorni dalla fine del suo incidente più recente
providers-never = mai
providers-rests-watched = osservato per { $watched }
providers-rests-dark = osservato per { $watched }; per { $dark } nessuno poteva dirlo
providers-language-of = { $language }: { $known }
providers-since-none = nessun incidente
providers-since-now = in corso
providers-since-days = { $count ->
    [one] { $n } giorno
   *[other] { $n } giorni
}
providers-compare-title = Fornitori a confronto
providers-compare-link = Confrontare con altri
providers-compare-with = Fornitori
providers-compare-over = Periodo
providers-compare-submit = Confronta
providers-compare-few = Scegliete almeno due fornitori e al massimo { $most }.

providers-honesty-title = Chi parla per primo
providers-honesty-note = I nostri incidenti la cui causa è { $name }: quando è cominciato il nostro, e quando la sua pagina ne ha parlato per la prima volta all’incirca nello stesso momento. Contano solo gli incidenti di cui conosciamo l’inizio al minuto e fino ai quali risalgono i suoi annunci.
providers-honesty-none = Nessuno dei nostri incidenti la cui causa è { $name } può essere confrontato con i suoi annunci.
providers-honesty-few = { $count ->
    [one] { $n } caso; in { $later } di essi il suo primo messaggio è arrivato dopo il nostro inizio, in { $silent } non c’è stato. Meno di tre non bastano per un giudizio.
   *[other] { $n } casi; in { $later } di essi il suo primo messaggio è arrivato dopo il nostro inizio, in { $silent } non c’è stato. Meno di tre non bastano per un giudizio.
}
providers-honesty-rests = { $count ->
    [one] { $n } caso; in { $later } di essi il suo primo messaggio è arrivato dopo il nostro inizio, in { $silent } non c’è stato.
   *[other] { $n } casi; in { $later } di essi il suo primo messaggio è arrivato dopo il nostro inizio, in { $silent } non c’è stato.
}
providers-grade-first = { $name } di solito parla prima che ce ne accorgiamo.
providers-grade-prompt = { $name } di solito parla entro un quarto d’ora da quando ce ne accorgiamo.
providers-grade-late = { $name } di solito parla fino a un’ora dopo l’inizio da noi.
providers-grade-very-late = { $name } di solito parla più di un’ora dopo l’inizio da noi.
providers-grade-silent = { $name } per lo più non dice nulla.
providers-honesty-ours = Inizio da noi
providers-honesty-theirs = Il suo primo messaggio
providers-honesty-after = Differenza
providers-honesty-later = { $length } dopo
providers-honesty-earlier = { $length } prima
providers-honesty-same = nello stesso momento
providers-honesty-no-word = nessuno
providers-honesty-silent = non annunciato
