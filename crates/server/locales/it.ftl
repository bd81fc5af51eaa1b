# Ciò che dice l'interfaccia in italiano. Una lingua è un file come questo: stesse chiavi, stesse
# variabili.

language-name = Italiano
# La lingua secondo cui si scrivono date e numeri.
format-locale = it

## La cornice

skip = Vai al contenuto
title-of = { $page } – { $site }
title-status = { $site } – stato dei servizi
nav-label = Pagine
nav-now = Stato
nav-history = Storico
nav-figures = Dati
nav-search = Cerca
languages-label = Lingue
footer-label = Informazioni su questa pagina
footer-legal = Note legali
footer-privacy = Privacy
footer-accessibility = Accessibilità
live-changed = Questa pagina è appena cambiata.
stale-note = La nostra banca dati non risponde. Questa pagina mostra la situazione al { $when } e potrebbe non essere aggiornata.
made-with = Realizzato con
zone-note = Gli orari sono quelli di { $name }, ora { $zone }.

## Orari, durate, cifre

instant-zone = { $instant } { $zone }
zone-offset = { $zone } ({ $offset })
start-unknown = inizio non noto
end-unknown = fine non nota
end-ongoing = in corso
concluded = dedotto
concluded-title = Che cosa significa “dedotto”
concluded-note = Una parte dell’orario così contrassegnato (anno, giorno o fuso orario) non era indicata nella pubblicazione originale. L’abbiamo dedotta da ciò che la circonda.
day-only = L’ora non è nota.

duration-days = { $count ->
    [one] { $n } giorno
   *[other] { $n } giorni
}
duration-hours = { $count ->
    [one] { $n } ora
   *[other] { $n } ore
}
duration-minutes = { $count ->
    [one] { $n } minuto
   *[other] { $n } minuti
}
duration-seconds = { $count ->
    [one] { $n } secondo
   *[other] { $n } secondi
}
duration-day-short = { $n } g
duration-hour-short = { $n } h
duration-minute-short = { $n } min
duration-second-short = { $n } s
duration-nothing = meno di un minuto

length-days = { $count ->
    [one] { $n } giorno
   *[other] { $n } giorni
}
length-at-most = al massimo { $length }
length-between = tra { $low } e { $high }
length-so-far = { $length } finora
length-at-least = almeno { $length }
length-unknown = durata non nota

figure-percent-one = { $low }%
figure-percent-up-to = fino al { $high }%
figure-percent-range = dal { $low } al { $high }%
figure-count-one = { $low }
figure-count-up-to = fino a { $high }
figure-count-range = da { $low } a { $high }

## Lingue

translation-follows = La traduzione seguirà. Nel frattempo il testo è in un’altra lingua: { $language }.
translation-follows-short = traduzione in arrivo

## Stati

component-operational = Operativo
component-unknown = Stato non noto
component-under_maintenance = In manutenzione
component-degraded_performance = Servizio degradato
component-partial_outage = Interruzione parziale
component-major_outage = Interruzione grave
incident-investigating = In analisi
incident-identified = Causa individuata
incident-monitoring = Sotto osservazione
incident-resolved = Risolto
incident-postmortem = Post-mortem
incident-closed-postmortem = Risolto, post-mortem pubblicato
maintenance-scheduled = Programmata
maintenance-in_progress = In corso
maintenance-verifying = In verifica
maintenance-completed = Completata
maintenance-cancelled = Annullata
api-called-off = Annullata: { $title }
impact-none = Nessun impatto
impact-minor = Impatto lieve
impact-major = Impatto grave
impact-critical = Impatto critico

## Lo stato in una frase

state-operational = Tutto funziona.
state-major_outage = Interruzione grave: { $names }.
state-partial_outage = Interruzione parziale: { $names }.
state-degraded_performance = Rallentamenti o errori: { $names }.
state-under_maintenance = Manutenzione in corso: { $names }.
state-unknown = Stato non noto: { $names }.
state-incident = È in corso un incidente.
state-watching = Ripristinato, ancora sotto osservazione: { $names }.
state-watching-all = Servizio ripristinato, ancora sotto osservazione.
services-count = { $count ->
    [one] { $n } servizio
   *[other] { $n } servizi
}
answers-affected = Coinvolti
answers-since = Dal
answers-since-unknown = Non ancora noto
answers-said = Ultimo aggiornamento
answers-said-unknown = Ora non nota
answers-next = Prossimo aggiornamento
answers-next-none = Non ancora annunciato

## L’interfaccia dei programmi

api-status-none = Tutti i sistemi funzionano
api-status-minor = Servizio in parte rallentato
api-status-major = Interruzione parziale
api-status-critical = Interruzione totale
api-status-maintenance = Manutenzione in corso
api-status-unknown = Stato di alcuni sistemi non noto

## Su altre pagine

# $name: a page or a service; $state: "Operational".
badge-title = { $name }: { $state }
widget-label = { $name }: stato del servizio
widget-waiting = Verifica in corso…
widget-away = Per ora lo stato non è noto.

## Incidenti

ongoing-title = { $count ->
    [one] Incidente in corso
   *[other] Incidenti in corso
}
fact-references = { $count ->
    [one] Riferimento
   *[other] Riferimenti
}
fact-start = Inizio
fact-end = Fine
fact-impact = Impatto
fact-resolution = Ritorno alla normalità
fact-communication = Comunicazione
fact-category = Categoria
fact-responsibility = Responsabilità
fact-afterwards = Pubblicato
afterwards-note = Questo incidente è stato comunicato a cose fatte.
fact-notice = Messaggio del fornitore
notice-kept = Come conservato: { $when }
notice-by = Secondo { $provider }, { $when }
notice-line = Secondo { $provider }, { $when }: «{ $words }»
fact-priority = Priorità
fact-components = Componenti
fact-figures = Entità
fact-consequences = Conseguenze
fact-links = Collegamenti
impact-note = per quanto tempo il servizio è stato davvero compromesso
impact-sum-note = { $count ->
    [one] { $n } periodo
   *[other] { $n } periodi sommati, le sovrapposizioni contate una sola volta
}
resolution-note = dal primo inizio all’ultima fine, pause comprese
communication-note = dal nostro primo aggiornamento all’ultimo; non è la durata del disservizio
responsibility-own = Nostra
responsibility-external = Esterna
responsibility-external-named = Esterna: { $provider }
responsibility-unconfirmed = Non ancora confermata
consequence-until = fino al { $when }
consequence-open = fine non nota
windows-title = Periodi di disservizio
timeline-alt = { $count ->
    [one] { $n } periodo di disservizio, in scala
   *[other] { $n } periodi di disservizio, in scala
}

updates-title = Aggiornamenti
updates-to-come = In arrivo
updates-none = Non è ancora stato pubblicato nulla.
update-unknown = Ora di pubblicazione non nota
update-link = Link a questo aggiornamento
update-link-at = Link all’aggiornamento del { $when }
update-changes = Cambiamenti con questo aggiornamento
corrected-at = Corretto: { $when }
change = { $name }: { $old } → { $new }

standard-investigating = Stiamo analizzando l’incidente.
standard-still_investigating = Stiamo ancora analizzando l’incidente.
standard-identified = La causa è nota e ci stiamo lavorando.
standard-still_fixing = Ci stiamo ancora lavorando.
standard-monitoring = È stata applicata una correzione. Teniamo la situazione sotto osservazione.
standard-still_monitoring = Teniamo ancora la situazione sotto osservazione.
standard-resolved = L’incidente è concluso.
standard-maintenance_in_progress = La manutenzione programmata è iniziata. Vi informeremo di ogni cambiamento.
standard-maintenance_verifying = L’intervento è stato eseguito. Lo stiamo verificando.
standard-maintenance_completed = La manutenzione programmata è conclusa.
standard-maintenance_scheduled = È prevista una manutenzione.
standard-maintenance_rescheduled = La manutenzione programmata è stata spostata a un altro orario.
standard-maintenance_cancelled = La manutenzione programmata è annullata. L’intervento non avrà luogo.

## Il resoconto

postmortem-title = Post-mortem
postmortem-read = Leggi il post-mortem
postmortem-published = Pubblicato il { $when }
section-reference = Riferimento
section-service = Servizio interessato
section-impact = Impatto
section-overview = Che cosa è successo
section-context = Contesto
section-root_cause = Causa
section-recovery = Ripristino
section-actions = Che cosa faremo
timeline-title = Cronologia
timeline-time-unknown = ora non nota
kind-start = Inizio
kind-detection = Rilevamento
kind-crisis_unit = Unità di crisi
kind-communication = Comunicazione
kind-fix = Correzione
kind-resume = Ripresa
kind-recurrence = Ricomparsa
kind-end = Fine
actions-title = Dai sintomi alle azioni
actions-symptom = Sintomo
actions-action = Azione

## Manutenzioni programmate

planned-title = Manutenzioni programmate
fact-planned = Programmata
fact-again = In seguito
fact-began = Iniziata
fact-over = Conclusa
fact-expected = Da prevedere

## I servizi e i loro giorni

services-title = Servizi
services-none = Su questa pagina non c’è ancora alcun servizio.
services-other = Altri servizi
services-whole = Intero servizio
services-whole-note = Incidenti per i quali non è stato indicato un servizio in particolare.
bars-alt = { $name }, giorno per giorno su { $days } giorni: { $summary }
bars-how = Ogni barra è un giorno, l’ultimo dei { $days } a destra. I giorni tranquilli sono bassi, quelli con disservizi alti.
bars-quiet = nessun disservizio
bars-disturbed = { $count ->
    [one] { $n } giorno con disservizi
   *[other] { $n } giorni con disservizi
}
bars-maintained = { $count ->
    [one] { $n } giorno di manutenzione
   *[other] { $n } giorni di manutenzione
}
bars-uptime = disponibilità { $uptime }
bars-uptime-bound = disponibilità di almeno { $uptime }
bars-table = Giorno per giorno
bars-table-of = Giorno per giorno: { $name }
bars-day = Giorno
bars-state = Stato
bars-length = Durata del disservizio
bars-no-data = Nessun dato
bars-length-none = –
day-range = { $from } – { $to }
day-tip = { $day }: { $state }
day-tip-length = { $day }: { $state }, { $length }
legend-label = Legenda delle barre
uptime-note = La disponibilità conta per intero un’interruzione grave, per tre decimi un’interruzione parziale e per un decimo un servizio degradato. Una manutenzione programmata non costa nulla.

## Storico

days-title = { $count ->
    [one] L’ultimo giorno
   *[other] Gli ultimi { $n } giorni
}
day-today = Oggi
day-quiet = Nulla da segnalare.
history-title = Storico
history-of = Incidenti, { $month }
history-none = Nessun incidente in questo mese.
history-empty = Su questa pagina non è stato pubblicato alcun incidente.
history-count = { $count ->
    [one] { $n } incidente
   *[other] { $n } incidenti
}
history-older = Prima: { $month }
history-newer = Dopo: { $month }
history-months = Tutti i mesi
history-year = { $year }
undated-title = Incidenti senza data
undated-note = { $count ->
    [one] Per questo incidente non è stata pubblicata alcuna data. È uno dei più vecchi che abbiamo, oppure la sua fonte non ha conservato le date.
   *[other] Per questi { $n } incidenti non è stata pubblicata alcuna data. Seguono l’ordine della loro fonte, dal più recente.
}
undated-link = { $count ->
    [one] { $n } incidente senza data
   *[other] { $n } incidenti senza data
}
entry-length = Impatto: { $length }
full-history = Tutto lo storico

## Figures

figures-title = Dati
figures-lead = Da { $first } a { $last }
figures-undated = { $count ->
    [one] { $n } incidente senza data non entra in nessuno di questi dati.
   *[other] { $n } incidenti senza data non entrano in nessuno di questi dati.
}
figures-csv = Scarica in CSV
figures-table = Come tabella
figures-month = Mese
figures-incidents = Incidenti
figures-impact = Impatto
figures-by-month = Mese per mese
figures-count-title = Incidenti
figures-count-alt = { $count ->
    [one] { $n } incidente in dodici mesi, disegnato mese per mese; la tabella qui sotto dice lo stesso.
   *[other] { $n } incidenti in dodici mesi, disegnati mese per mese; la tabella qui sotto dice lo stesso.
}
figures-impact-title = Impatto, in ore
figures-impact-alt = { $total } in dodici mesi, di cui { $most } nel più lungo; la tabella qui sotto dice lo stesso.
figures-open-note = Tratteggiato: può essere durato fino a tanto. Dove si conosce solo il giorno, la durata sta fra due limiti.
figures-under-an-hour = < 1
figures-unknown = { $count ->
    [one] e { $n } incidente di cui non si conosce la durata
   *[other] e { $n } incidenti di cui non si conosce la durata
}
figures-unsaid = Non indicato
figures-by-responsibility = Per responsabilità
figures-responsibility = Responsabilità
figures-by-category = Per categoria
figures-category = Categoria
figures-times = Quanto tempo ci serve
figures-times-note = Mediane: metà degli incidenti ha richiesto meno tempo, metà di più. Un incidente di cui non si conosce un tempo è lasciato fuori.
figures-time = Tempo
figures-median = Mediana
figures-known-of = Noto per
figures-over = { $count ->
    [one] { $known } incidente su { $n }
   *[other] { $known } su { $n } incidenti
}
figures-not-known = non noto
figures-detect = Rilevamento
figures-detect-note = dall’inizio fino a quando qualcuno se n’è accorto, secondo i post-mortem
figures-first-word = Primo avviso
figures-first-word-note = dall’inizio fino al nostro primo aggiornamento qui
figures-resolve = Ripristino
figures-resolve-note = dal primo inizio all’ultima fine, pause comprese
figures-uptime = Disponibilità per componente
figures-uptime-head = Disponibilità
figures-uptime-note = Ogni barra è un mese, quello in corso a destra. Più la barra è bassa, migliore è stato il mese. Le manutenzioni programmate non costano nulla.
figures-strip-alt = { $name }, mese per mese su dodici mesi: disponibilità { $uptime }
figures-at-least = almeno { $value }
figures-whole = 100%
figures-nearly = 99,9% o più
figures-mostly = 99% o più
figures-below = meno del 99%
figures-component = Componente
figures-all-months = Tutti i mesi
figures-minutes-least = Impatto in minuti, almeno
figures-minutes-most = Impatto in minuti, al massimo
figures-unknown-impact = Incidenti di durata ignota
figures-median-least = Mediana in minuti, almeno
figures-median-most = Mediana in minuti, al massimo

## Cards, feeds and calendars

card-changed = Ultima modifica: { $when }
card-words = { $status } · { $impact }
follow-page = Seguire questa pagina
follow-incident = Seguire questo incidente
follow-maintenance = Seguire questa manutenzione
follow-atom = Atom
follow-rss = RSS
follow-json = JSON Feed
follow-calendar = Calendario
follow-maintenances = Calendario delle manutenzioni
feed-title = { $site } – cronologia degli incidenti
feed-of = { $name } – { $site }
feed-description = Incidenti e manutenzioni previste di { $site }, le ultime novità per prime.
feed-kind-incident = Incidente
feed-kind-maintenance = Manutenzione
feed-update = Aggiornamento
feed-update-title = { $status }: { $title }
feed-planned = Manutenzione prevista: { $from } – { $to }
feed-concluded = { $when } (dedotto)
calendar-title = { $site } – incidenti e manutenzioni
calendar-maintenances = { $site } – manutenzioni
calendar-end = Fine: { $end }

## La porta

door-title = Questa pagina è privata
door-text = È per le persone interessate. Se avete la password, scrivetela qui; se avete un link, apritelo.
door-links = È per le persone interessate e si apre con un link. Chiedetelo se dovete averlo.
door-password = Password
door-enter = Apri la pagina
door-wrong = Non è la password. Controllate le maiuscole e riprovate.
door-many = Ci sono stati troppi tentativi. Aspettate dieci minuti, poi riprovate; nel frattempo un link apre la pagina.
door-stale = Questo link non apre la pagina, o non la apre più. Chiedetene uno nuovo a chi ve lo ha dato.
door-elsewhere = Ciò che avete inviato non veniva da questa pagina. Riprovate qui.

## La scelta, l’anno, la ricerca

own-zone = Fra parentesi: il vostro orario, a
choice-title = Filtra
choice-component = Componente
choice-responsibility = Responsabilità
choice-priority = Priorità
choice-category = Categoria
choice-year = Anno
choice-any-component = Tutti
choice-any-responsibility = Tutte
choice-any-priority = Tutte
choice-any-category = Tutte
choice-any-year = Tutti
choice-submit = Mostra
choice-reset = Mostra tutto
choice-unknown = { $name }: “{ $value }” non è noto su questa pagina ed è stato lasciato fuori.
choice-found-none = Nessun incidente corrisponde.
choice-found = { $count ->
    [one] { $n } incidente corrisponde.
   *[other] { $n } incidenti corrispondono.
}
choice-none = Scegliete meno criteri, oppure mostrate tutto.
choice-newer = Incidenti più recenti
choice-older = Incidenti precedenti
year-link = Calendario dell’anno
year-title = Calendario { $year }
year-note = Un giorno segnato porta al suo incidente. Ogni giorno ha il segno del più grave che l’ha toccato.
year-legend = Legenda del calendario
year-back = Storico per mese
history-older-year = Prima: { $year }
history-newer-year = Dopo: { $year }
search-title = Ricerca
search-submit = Cerca
search-label = Parole o un riferimento
search-hint = Trova gli incidenti dal titolo, dagli aggiornamenti e dal post-mortem. Accenti e maiuscole non contano; basta l’inizio di una parola.
search-found-none = Non è stato trovato nulla per “{ $typed }”.
search-found = { $count ->
    [one] { $n } incidente per “{ $typed }”
   *[other] { $n } incidenti per “{ $typed }”
}
search-nothing-fewer = Meno parole trovano di più: devono stare tutte nello stesso testo.
search-nothing-language = Ogni lingua è cercata a sé; provate con le parole delle altre lingue della pagina.
search-nothing-number = Un riferimento si trova così come è scritto, per esempio INC-1234.
search-before = Prima
search-after = Ancora

## Per proseguire

not-found-title = Qui non c’è nessuna pagina
not-found-text = L’indirizzo è forse scritto male o incompleto. Un incidente conserva sempre il suo indirizzo; se ve ne hanno inviato uno che porta qui, può essere stato troncato.
unknown-host-title = Questo indirizzo qui non è conosciuto
unknown-host-text = Siete arrivati con un nome che nessuna delle nostre pagine di stato porta. Controllate l’indirizzo, o chiedete a chi ve lo ha dato.
not-found-ways = Da qui
way-now = La situazione in questo momento
way-history = Tutti gli incidenti, mese per mese
wrong-way-title = Questo indirizzo serve solo a leggere
wrong-way-text = È stato inviato un modulo a un indirizzo che non ne accetta. La pagina è al suo posto:
fault-title = Si è verificato un errore da parte nostra
fault-text = Non è stato possibile comporre la pagina. Riprovare tra un minuto può bastare. Altrimenti comunicateci questo numero:
fault-id = Numero dell’errore
no-page-title = Qui non c’è ancora una pagina di stato
no-page-text = Questo Beffroi non ha una pagina. Createne una con “beffroi import”, oppure guardate un esempio con “beffroi demo”.
