# The desk: what somebody who was woken reads. Short; each button says what it does.

## Forms

form-wrong = C’è un problema
form-date = Giorno
form-time = Ora
form-part-same = senza cambiamenti
form-back = Indietro senza salvare
refusal-form-size = È più di quanto un modulo possa contenere. Accorci il testo.

## The first page

desk-home = In corso
home-declare = Dichiarare un incidente
home-afterwards = Raccontare un incidente passato
home-open = Incidenti aperti
home-none = Nulla è aperto.
home-planned = Lavori previsti
home-lately = Conclusi di recente

## Declaring

declare-where = Su quale pagina?
declare-title = Dichiarare un incidente
declare-lead = Bastano tre righe. Tutto si può completare e correggere dopo.
declare-instead = Dura ancora? Lo dichiari.
afterwards-title = Raccontare un incidente passato
afterwards-lead = I lettori vedono che è stato raccontato dopo. Nessuno viene avvisato, salvo sua richiesta.
afterwards-instead = È già finito? Lo racconti a posteriori.
declare-what = Che cosa non funziona?
declare-what-hint = Un titolo come «Pagamenti con carta rifiutati». Basta una lingua.
declare-parts = Quali servizi, e quanto gravemente?
declare-since = Da quando?
declare-since-hint = Lasci vuoto per adesso. { $zone }
afterwards-since-hint = Lasci vuoto ciò che nessuno sa. { $zone }
afterwards-end = Fino a quando?
afterwards-end-hint = Quando era davvero finito, non quando è stato detto.
declare-text = Che cosa devono sapere i lettori?
declare-more = Altro: stato, riferimento, destinatari
declare-reference = Riferimento
declare-reference-hint = Il suo numero, per esempio TSR-1723. Può restare vuoto.
declare-reference-next = Lasci vuoto per { $next }.
declare-pages = Anche su
afterwards-tell = Avvisare chi lo ha chiesto
afterwards-tell-hint = Di norma un incidente raccontato dopo è silenzioso.

## Saying something

say-title = Pubblicare un aggiornamento
say-title-over = È tornato, o c’è qualcosa da aggiungere?
say-status = A che punto siamo?
say-over = Tutti i periodi in corso finiscono.
say-again = È tornato: inizia un nuovo periodo, i precedenti restano.
say-late = Una parola tardiva; l’incidente resta concluso.
say-text = Che cosa dice ai lettori?
say-text-hint = Dica quando ci saranno novità, per esempio «Prossimo aggiornamento entro le 15:30».
say-parts = Servizi
say-parts-fold = Cambiare lo stato dei servizi
say-more = Altro: ora, destinatari
say-at = Quando è cambiato?
say-at-hint = Quando è davvero finito, peggiorato o tornato. Lasci vuoto per adesso. { $zone }
say-quiet = Non avvisare nessuno
say-quiet-hint = I lettori lo vedono sulla pagina; non parte nessun messaggio.
deed-preview = Anteprima
deed-publish = Pubblicare
deed-publish-in = { $count ->
    [one] Pubblicare in una lingua
   *[other] Pubblicare in { $n } lingue
}
deed-publish-alone = Pubblicare senza un secondo sguardo
say-bypass = Perché non c’è tempo per un secondo sguardo?
say-bypass-hint = Solo per pubblicare da soli, in emergenza. Viene registrato.
refusal-no-status = Scelga a che punto è l’incidente.
refusal-time-typed = Scriva un giorno come 2026-03-04 e un’ora come 12:08.
refusal-page-not-yours = Questo incidente sta anche su una pagina che non è la sua. Chieda a qualcuno di quella pagina.
refusal-lacks = Non ancora pubblicato. Manca: { $languages }. Scriva, o prema di nuovo Pubblicare per pubblicare senza.

## Preview

preview-title = Che cosa vedranno i lettori
preview-missing = nulla di scritto
preview-lacks = Manca: { $languages }. I lettori vedono un’altra lingua, segnalata come tale.
preview-told = Chi lo ha chiesto viene avvisato.
preview-quiet = Nessuno viene avvisato.
preview-none = Scriva, poi prema Anteprima. Così non si pubblica nulla.

## One incident

desk-public = Come lo vedono i lettori
desk-may-not = Qui può leggere, non pubblicare.
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
window-over-yes = Sì; senza una fine indicata, nessuno sa quando
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
moved-ways = Quello che ha scritto è ancora nel modulo. Legga che cosa è cambiato qui sotto, poi invii di nuovo, o rinunci.
moved-who = { $who } { $what }
moved-nobody = Un programma
moved-said = ha pubblicato un aggiornamento
moved-resolved = ha annunciato la fine
moved-reopened = ha annunciato che è tornato
moved-window = ha modificato un periodo
moved-corrected = ha corretto un testo
moved-else = ha modificato qualcosa

## A session that ended

kept-title = La sua sessione è terminata
kept-lead = Nulla è perduto: quanto ha scritto è qui sotto. Nulla è stato pubblicato.
kept-first = Acceda di nuovo in una nuova scheda:
kept-sign-in = Accedere
kept-second = Torni a questa scheda e invii di nuovo.
kept-what = Ciò che ha scritto
kept-again = Inviare di nuovo

## Correcting

correct-title = Correggere il titolo
correct-text = Correggere un testo pubblicato
correct-lead = Ciò che è stato detto resta agli atti: i lettori vedono quando è stato corretto e che cosa diceva prima.
correct-what = Che cosa dice d’ora in poi
correct-tell-hint = Di norma una correzione è silenziosa.
deed-correct = Pubblicare la correzione
desk-title-correct = Correggere il titolo
moved-opened = lo ha dichiarato
moved-facts = ha corretto dei fatti

## Facts

facts-lead = I lettori li vedono subito; nessuno viene avvisato.
facts-none = non detto
facts-impact = Quanto lo sentono i lettori?
facts-priority = Priorità
facts-category = Tipo di servizio
facts-fault = Di chi è la colpa?
facts-provider = Quale fornitore, se è un terzo
facts-notice = Indirizzo in cui il fornitore ne parla
facts-notice-hint = Comincia con https://
facts-words = Le parole del fornitore, così come sono
facts-references = Riferimenti
facts-links = Collegamenti
facts-each-line = Uno per riga.
facts-figures = Cifre: per esempio 20–40 % delle richieste 3-D Secure
facts-figures-stay = Queste restano
facts-percent = per cento
facts-count = un numero di cose
facts-low = Almeno
facts-low-hint = Può restare vuoto.
facts-high = Al massimo
facts-unit = In
facts-of = Di che cosa?
facts-of-hint = Per esempio «delle richieste 3-D Secure».
facts-store = Salvare i fatti
refusal-number-typed = Scriva un numero come 12,5.

## Among us

team-title = Tra noi
team-private = Mai sulla pagina pubblica.
team-log = Diario
team-none = Ancora nulla di annotato.
team-body = Nota
team-kind = Che cos’è?
team-note = una nota
team-happened = un fatto, per il post-mortem
team-bypass = senza un secondo sguardo
team-at = Quando è successo?
team-at-hint = Lasci vuoto per adesso.
team-write = Annotare
team-roles = Chi fa che cosa
team-lead = Guida
team-communication = Comunicazione
team-scribe = Verbale
team-nobody = nessuno
team-assign = Salvare i ruoli

## Drafts

home-drafts = Bozze
deed-draft = Salvare una bozza
draft-title = Bozza
draft-edit = Continuare a scrivere
draft-draft = in scrittura
draft-submitted = attende un secondo sguardo
draft-approved = approvata
draft-published = pubblicata
draft-discarded = scartata
draft-submit = Chiedere un secondo sguardo
draft-approve = Approvare
draft-discard = Scartare questa bozza
draft-alone = Emergenza: pubblicare senza un secondo sguardo
