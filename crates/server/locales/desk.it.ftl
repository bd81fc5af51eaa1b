# The desk: what somebody who was woken reads. Short; each button says what it does.

## Forms

form-wrong = C’è un problema
form-date = Giorno
form-time = Ora
form-part-same = invariato
form-part-not = non colpito
form-part-alike = come sotto
form-parts-others = Altri
form-parts-all = { $count ->
    [one] un servizio
   *[other] { $n } servizi
}
form-parts-chosen = { $count ->
    [one] uno scelto
   *[other] { $n } scelti
}
form-words-fold = Anche in { $languages }
form-back = Indietro senza salvare
refusal-form-size = È troppo lungo per un modulo. Accorciate il testo.

## The first page

desk-home = Incidenti
home-declare = Dichiarare un incidente
home-afterwards = Aggiungere un incidente passato
home-open = Incidenti aperti
home-none = Nessun incidente è aperto.
home-planned = Manutenzioni programmate
home-lately = Conclusi di recente

## Declaring

declare-where = Su quale pagina?
declare-title = Dichiarare un incidente
declare-lead = Bastano tre righe. Tutto si può completare e correggere dopo.
declare-instead = Dura ancora? Dichiaratelo.
afterwards-title = Aggiungere un incidente passato
afterwards-lead = I lettori vedono che è stato comunicato a cose fatte. Nessuno viene avvisato, a meno che non lo chiediate.
afterwards-instead = È già finito? Aggiungetelo come incidente passato.
declare-what = Che cosa non funziona?
declare-what-hint = Un titolo come «Pagamenti con carta rifiutati». Basta una lingua.
declare-parts = Quali servizi?
declare-since = Da quando?
declare-since-hint = Lasciate vuoto per adesso. { $zone }
afterwards-since-hint = Lasciate vuoto ciò che non è noto. { $zone }
afterwards-end = Fino a quando?
afterwards-end-hint = Quando è davvero finito, non quando è stato detto.
declare-degree = Quanto gravemente?
declare-degree-hint = Per tutti quelli spuntati. Ognuno può avere il suo.
declare-since-fold = Adesso. O è iniziato prima?
declare-text = Che cosa devono sapere i lettori?
declare-more = Altro: stato, riferimento, destinatari
declare-reference = Riferimento
declare-reference-hint = Il vostro numero, per esempio TSR-1723. Può restare vuoto.
declare-reference-next = Lasciate vuoto per { $next }.
declare-pages = Anche su
afterwards-tell = Avvisare gli iscritti
afterwards-tell-hint = Altrimenti non viene avvisato nessuno.

## Templates

ready-choose = Partire da un modello
ready-none = nessuno
ready-fill = Usarlo
ready-open = Resta da compilare
ready-open-hint = Vale per tutte le lingue. Ciò che cambia da una lingua all’altra si scrive nei testi.
ready-put = Compilare
refusal-places = Non ancora pubblicato: resta da compilare { $places }. Compilatelo, o toglietelo dal testo.
declare-impact-follows = secondo i servizi colpiti
preview-open = Resta da compilare: { $places }.

## Saying something

say-title = Pubblicare un aggiornamento
say-title-over = Il problema è tornato, o c’è qualcosa da aggiungere?
say-status = A che punto siamo?
say-over = Tutti i periodi in corso finiscono.
say-again = Il problema è tornato: inizia un nuovo periodo, i precedenti restano.
say-late = Qualcosa da aggiungere; l’incidente resta concluso.
say-text = Che cosa dite ai lettori?
say-text-hint = Dite quando ci saranno novità, per esempio «Prossimo aggiornamento entro le 15:30».
say-parts = Servizi
say-parts-fold = Cambiare lo stato dei servizi
say-more = Altro: ora, destinatari
say-at = Quando è cambiato?
say-at-hint = Quando il problema è davvero finito, peggiorato o tornato. Lasciate vuoto per adesso. { $zone }
say-quiet = Non avvisare nessuno
say-quiet-hint = I lettori lo vedono sulla pagina; non parte nessun messaggio.
deed-preview = Anteprima
deed-publish = Pubblicare
deed-publish-in = { $count ->
    [one] Pubblicare in una sola lingua
   *[other] Pubblicare in { $n } lingue
}
deed-publish-alone = Pubblicare senza revisione
say-bypass = Perché non c’è tempo per una revisione?
say-bypass-hint = Solo per pubblicare senza revisione, in emergenza. Viene registrato.
refusal-no-status = Scegliete a che punto è l’incidente.
refusal-time-typed = Scrivete un giorno come 2026-03-04 e un’ora come 12:08.
refusal-page-not-yours = Questo incidente è anche su una pagina in cui non avete un ruolo. Chiedete a qualcuno di quella pagina.
refusal-lacks = Non ancora pubblicato. Manca: { $languages }. Scrivete il testo, o premete di nuovo Pubblicare per pubblicare senza.

## Preview

preview-title = Che cosa vedranno i lettori
preview-missing = nulla di scritto
preview-lacks = Manca: { $languages }. I lettori vedono un’altra lingua, segnalata come tale.
preview-quiet = Nessuno viene avvisato.
hearers-none = Nessuno ha ancora chiesto di saperlo: nessuno viene avvisato.
hearers = { $count ->
    [one] Verrà avvisata una persona: { $ways }.
   *[other] Verranno avvisate { $n } persone: { $ways }.
}
hearers-by-email = { $n } per e-mail
hearers-by-webhook = { $n } per webhook
hearers-by-statuspage = { $n } per webhook nel formato di Statuspage
hearers-by-slack = { $n } su Slack
hearers-by-teams = { $n } su Microsoft Teams
hearers-by-discord = { $n } su Discord
hearers-by-mattermost = { $n } su Mattermost
hearers-by-google-chat = { $n } su Google Chat
hearers-by-sms = { $n } per SMS
hearers-by-web-push = { $n } nel browser
hearers-in = { $by } ({ $languages })
hearers-tongue = { $language } { $n }
deed-mine = Inviatelo a me
preview-mailed = { $count ->
    [one] In viaggio verso { $address }, come lo riceveranno i lettori. Nessun altro viene avvisato.
   *[other] In viaggio verso { $address }: { $n } e-mail, una per lingua. Nessun altro viene avvisato.
}
refusal-preview-often = Sono molte anteprime in un’ora. Inviatevi la prossima più tardi.
refusal-preview-nobody = Nessuno riceverebbe un’e-mail: non c’è nulla da inviarvi.
preview-none = Scrivete, poi premete Anteprima. Così non si pubblica nulla.

## One incident

desk-public = Quello che vedono i lettori
desk-may-not = Il vostro ruolo permette di leggere qui, non di pubblicare.
desk-facts = Fatti
desk-edit-facts = Correggere i fatti
desk-correct = Correggere
desk-correct-at = Correggere quanto detto il { $when }
desk-no-window = Nessun periodo di disservizio è annotato.
desk-window-add = Aggiungere un periodo
desk-window-correct = Correggere questo periodo
desk-window-end = È finito adesso
window-add = Aggiungere un periodo di disservizio
window-correct = Correggere un periodo di disservizio
window-lead = Quando era davvero guasto, non quando è stato detto. I lettori lo vedono subito; nessuno viene avvisato.
window-since = Dal
window-since-hint = Senza ora si intende tutto il giorno. { $zone }
window-end = Al
window-over = È finito?
window-over-yes = Sì. Senza una fine indicata, non è nota
window-over-no = No, continua
window-degree = Quanto gravemente, nel complesso?
window-degree-hint = Vale quando nessun servizio è scelto.
window-do-add = Aggiungere questo periodo
window-do-correct = Correggere questo periodo
done-opened = Pubblicato. L’incidente è sulla pagina.
done-said = Pubblicato. I lettori lo vedono.
done-window = Salvato. I lettori vedono i periodi come sotto.
done-facts = Salvato. I lettori vedono i fatti come sotto.
done-corrected = Corretto. I lettori vedono quando, e che cosa è cambiato.

## Two at once

moved-title = Qualcuno è stato più veloce
moved-ways = Quello che avete scritto è ancora nel modulo. Leggete qui sotto che cosa è cambiato, poi inviate di nuovo, o rinunciate.
moved-who = { $who } { $what }
moved-nobody = Un programma
moved-said = ha pubblicato un aggiornamento
moved-resolved = ha annunciato la fine
moved-reopened = ha annunciato che il problema è tornato
moved-window = ha modificato un periodo
moved-corrected = ha corretto un testo
moved-amended = ha ripreso una versione più recente della fonte
moved-else = ha modificato qualcosa

## A session that ended

kept-title = La vostra sessione è terminata
kept-lead = Nulla è perduto: quanto avete scritto è qui sotto. Nulla è stato pubblicato.
kept-live = La vostra sessione è terminata. Nulla è perso: premete un pulsante qualsiasi, e il testo torna con un modo per accedere.
kept-first = Accedete di nuovo in una nuova scheda:
kept-sign-in = Accedere
kept-second = Tornate a questa scheda e inviate di nuovo.
kept-what = Ciò che avete scritto
kept-again = Inviare di nuovo

## Correcting

correct-title = Correggere il titolo
correct-text = Correggere un testo pubblicato
correct-lead = Ciò che è stato detto resta agli atti: i lettori vedono quando è stato corretto e che cosa diceva prima.
correct-what = Che cosa dirà d’ora in poi
correct-tell-hint = Altrimenti non viene avvisato nessuno.
deed-correct = Pubblicare la correzione
desk-title-correct = Correggere il titolo
moved-opened = lo ha dichiarato
moved-facts = ha corretto dei fatti
refusal-untold = Ciò che è stato detto non si cancella. Scrivete invece ciò che è giusto.
refusal-no-change = È già scritto così. Cambiate prima qualcosa.
preview-unchanged = invariato
preview-new = nuovo in questa lingua

## Duplicates

merge-which = Di quale incidente è un doppione?
merge-lead = Quello che scegliete resta. Vedete che cosa succederà prima che succeda.
merge-none = Non c’è un altro incidente su questa pagina.
merge-title = Unire questo doppione
merge-what = Ecco che cosa succederà:
merge-leaves = «{ $title }» lascia { $pages }.
merge-leads = Il suo indirizzo, il suo feed e il suo calendario portano a «{ $title }».
merge-kept = { $count ->
    [one] Ciò che vi è stato detto resta agli atti qui; i lettori non lo vedono più.
   *[other] I suoi { $n } messaggi restano agli atti qui; i lettori non li vedono più.
}
merge-windows = I suoi periodi non contano più: un servizio colpito solo da esso torna a posto.
merge-comes = «{ $title }» compare ora anche su { $pages }.
merge-quiet = Nessuno viene avvisato. Non si può tornare indietro.
merge-do = Unire
merge-other = Sceglierne un altro
desk-merge = È un doppione
merged-note = Era un doppione ed è stato unito. È conservato com’era, per memoria.
merged-open = Aprire l’incidente che resta
done-merged = Unito. L’indirizzo del doppione porta qui.
moved-merged = ha unito un doppione

## Facts

facts-lead = I lettori li vedono subito; nessuno viene avvisato.
facts-none = non precisato
facts-impact = Impatto: quanto lo sentono i lettori?
facts-priority = Priorità
facts-category = Categoria
facts-fault = Responsabilità
facts-provider = Quale fornitore, se è esterna
facts-notice = Indirizzo in cui il fornitore ne parla
facts-notice-hint = Comincia con https://
facts-words = Messaggio del fornitore
facts-references = Riferimenti
facts-links = Collegamenti
facts-each-line = Uno per riga.
facts-figures = Entità: per esempio 20–40% delle richieste 3-D Secure
facts-figures-stay = Da conservare
facts-percent = per cento
facts-count = un numero di cose
facts-low = Almeno
facts-low-hint = Può restare vuoto.
facts-high = Al massimo
facts-unit = In
facts-of = Di che cosa?
facts-of-hint = Per esempio «delle richieste 3-D Secure».
facts-store = Salvare i fatti
refusal-number-typed = Scrivete un numero come 12,5.

## Among us

team-title = Tra noi
team-private = Mai sulla pagina pubblica.
team-log = Diario
team-none = Non è ancora stato annotato nulla.
team-body = Nota
team-kind = Che cos’è?
team-note = una nota
team-happened = un fatto, per il post-mortem
team-bypass = senza revisione
team-at = Quando è successo?
team-at-hint = Lasciate vuoto per adesso.
team-write = Annotare
team-roles = Chi fa che cosa
team-lead = Coordinamento
team-communication = Comunicazione
team-scribe = Diario
team-nobody = nessuno
team-assign = Salvare i ruoli

## Drafts

home-drafts = Bozze
deed-draft = Salvare una bozza
draft-title = Bozza
draft-edit = Continuare a scrivere
draft-draft = in scrittura
draft-submitted = attende una revisione
draft-approved = approvata
draft-published = pubblicata
draft-discarded = scartata
draft-submit = Chiedere una revisione
draft-approve = Approvare
draft-discard = Scartare questa bozza
draft-alone = Emergenza: pubblicare senza revisione
