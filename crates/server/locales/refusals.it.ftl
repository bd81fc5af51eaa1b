# Perché no, e che cosa fare. Un rifiuto nomina la sua chiave; i programmi ricevono l’inglese del codice.

## La porta della console

refusal-elsewhere = Questo modulo non veniva dalla console. Riaprite la pagina e inviatelo da lì.
refusal-sign-in = Indirizzo e password non corrispondono. Riprovate.
refusal-sign-in-many = Troppi tentativi. Aspettate dieci minuti, oppure chiedete un link a un amministratore.
refusal-oidc-away = { $provider } non risponde. Riprovate tra un minuto, oppure accedete con la password.
refusal-oidc-clock = { $provider } e questo server non hanno la stessa ora. Chi gestisce questo server deve regolarne l’orologio.
refusal-oidc-declined = { $provider } non vi ha fatto passare. Riprovate, oppure accedete con la password.
refusal-oidc-untrusted = La risposta di { $provider } non si è potuta verificare, quindi nessuno è entrato. Chi gestisce questo server trova il motivo nel registro.
refusal-oidc-stale = Questo accesso è terminato, oppure è iniziato in un altro browser. Ricominciate da qui.
refusal-oidc-unverified = { $provider } non ha verificato il vostro indirizzo di posta elettronica. Fatelo verificare lì, oppure accedete con la password e collegate l’account.
refusal-oidc-stranger = Nessuno è invitato qui con l’indirizzo che { $provider } ha di voi. Chiedete a un amministratore di invitare quell’indirizzo.
refusal-oidc-taken = Questo account { $provider } è di un altro membro. Uscite da lì e scegliete il vostro.
refusal-oidc-another = Siete collegati a un altro account { $provider }. Usate quello, oppure prima scollegatelo.
refusal-oidc-last = Nient’altro vi farebbe entrare. Scegliete prima una password, poi scollegate.
refusal-link = Questo link è già stato usato, oppure è troppo vecchio. Chiedetene un altro a chi ve l’ha mandato.
refusal-old-password = Questa non è la vostra password attuale. Scrivetela di nuovo.
refusal-password-short = Scrivete una password di 12 caratteri o più. Più parole si ricordano facilmente.
refusal-password-common = Questa password è tra le prime che si indovinano. Sceglietene un’altra, per esempio quattro parole senza legame.
refusal-password-busy = In questo momento accedono troppe persone. Riprovate tra un attimo.

## Membri, ruoli, chiavi

refusal-role-unknown = Scegliete un ruolo: lettura, redazione, pubblicazione o amministrazione.
refusal-scope-unknown = Scegliete che cosa permette la chiave.
refusal-email = Scrivete un indirizzo di posta elettronica come anna@example.com.
refusal-email-taken = Un membro accede già con questo indirizzo. Sceglietene un altro, oppure cambiate il suo.
refusal-name = Scrivete un nome di 80 caratteri al massimo.
refusal-name-empty = Scrivete un nome, oppure non inviatene per tenere quello attuale.
refusal-last-administrator = È l’ultima persona che amministra tutte le pagine. Affidate prima questo ruolo a qualcun altro.
refusal-forget-first-remove = Rimuovete prima il membro. Poi i suoi dati potranno essere cancellati.
refusal-role-responder = Il vostro ruolo su questa pagina permette di leggere, non di scrivere. Chiedete di più a un amministratore.
refusal-role-publisher = Il vostro ruolo permette di scrivere bozze, non di pubblicare. Salvate una bozza, oppure chiedete a chi può pubblicare.
refusal-role-administrator = Solo un amministratore può farlo. Chiedete a uno di loro.
refusal-scope = A questa chiave manca «{ $scope }». Createne un’altra che lo abbia.
refusal-token-name = Dite a che cosa serve la chiave, in 80 caratteri al massimo.
refusal-token-scopes = Scegliete almeno una cosa che la chiave permette.
refusal-token-pages = Scegliete almeno una pagina, oppure tutte.
refusal-token-end = Scegliete una fine futura.

## Incidents

refusal-incident-moved-on = Nel frattempo qualcun altro ha modificato questo incidente. Guardate a che punto è, poi inviate di nuovo il vostro testo.
refusal-locale-not-spoken = Nessuna pagina di questo incidente è in «{ $locale }». Togliete quel testo.
refusal-component-elsewhere = Questo servizio non è su nessuna pagina dell’incidente. Toglietelo.
refusal-no-page = Scegliete almeno una pagina.
refusal-no-title = Scrivete un titolo in almeno una lingua.
refusal-window-ended = Questo periodo è finito. Correggetene gli orari se sono sbagliati.
refusal-start-to-come = Quest’ora deve ancora venire. Indicate quando è cominciato, oppure programmate una manutenzione.
refusal-end-to-come = Quest’ora deve ancora venire. Indicate quando è successo.
refusal-ends-before-start = Finisce prima di cominciare. Correggete uno dei due orari.
refusal-incident-over = Questo incidente è concluso. Riapritelo se il problema è tornato.
refusal-window-starts-later = Un periodo di questo incidente è cominciato più tardi. Correggete prima quello, oppure indicate un’ora successiva.
refusal-status-postmortem = Un post-mortem si pubblica come resoconto, non come stato.
refusal-reference = Scrivete un riferimento come TSR-1723, di 40 caratteri al massimo.
refusal-reference-number = Contate i riferimenti a partire da 1.
refusal-published-to-come = Nulla può essere stato pubblicato nel futuro. Lasciate l’ora vuota per adesso.
refusal-late-components = Ci sono già aggiornamenti più recenti. Aggiungete o correggete un periodo invece di cambiare un servizio.
refusal-resolved-already = Questo incidente è già concluso. Pubblicate un aggiornamento per aggiungere qualcosa.
refusal-open-already = Questo incidente è aperto. Pubblicate un aggiornamento, oppure aggiungetegli un periodo.
refusal-reopen-status = Per riaprirlo, scegliete in analisi, causa individuata o sotto osservazione.
refusal-needs-approval = Questa pagina chiede una revisione. Salvate una bozza e fatela approvare, oppure pubblicate d’emergenza indicando il motivo.
refusal-no-text = Scrivetelo in almeno una lingua.
refusal-figure = Scrivete prima il numero più piccolo. Una quota sta fra 0 e 100%.
refusal-address = Scrivete un indirizzo intero, che cominci con https://.
refusal-merge-self = Scegliete un altro incidente in cui unire questo.
refusal-merged-already = Questo incidente è stato unito a un altro. Aprite quello a cui rimanda.
refusal-draft-over = Questa bozza è pubblicata o scartata. Cominciatene un’altra.
refusal-draft-moved-on = Nel frattempo qualcun altro ha modificato questa bozza. Guardatela, poi salvate di nuovo la vostra.
refusal-draft-not-submitted = Nessuno ha ancora chiesto una revisione di questa bozza. Chiedetela prima.
refusal-approve-own = L’ultima versione di questa bozza è vostra. Deve approvarla qualcun altro.
refusal-crisis-role = Scegliete un ruolo: coordinamento, comunicazione o diario.
refusal-note = Scrivete qualcosa, di 20.000 caratteri al massimo.
refusal-template-name = Date al modello un nome di 80 caratteri al massimo.
refusal-template-taken = Questa pagina ha già un modello con quel nome. Sceglietene un altro.
refusal-idempotency-key = Una Idempotency-Key è una parola vostra, da 1 a 255 caratteri.
refusal-idempotency-other = Con questa Idempotency-Key è stato chiesto altro. Sceglietene un’altra.

## Manutenzioni

refusal-work-upside-down = Finirebbe prima di iniziare. Mettete la fine dopo l’inizio.
refusal-work-over = Sarebbe già conclusa. Scegliete una fine futura.
refusal-work-into-itself = Si ripeterebbe prima di essere conclusa. Fatela più breve o più rara.
refusal-work-reminder = Ricordate da 5 minuti a 14 giorni prima, oppure mai.
refusal-work-component = Uno di questi servizi non è sulla pagina. Scegliete tra quelli presenti.
refusal-work-no-words = Scrivete qualcosa in almeno una lingua.
refusal-work-moved-on = Nel frattempo qualcun altro ha pubblicato un aggiornamento. Leggetelo, poi inviate di nuovo il vostro testo.
refusal-work-begun = È iniziata. Si può spostare solo la fine, e più nulla una volta conclusa.
refusal-work-too-early = La prossima volta è tra più di un giorno. Programmate una manutenzione a parte.
refusal-work-no-such-time = Non è più prevista per quell’ora. Scegliete tra quelle rimaste.
refusal-work-at = Indicate un momento passato, e non prima dell’inizio della manutenzione.
refusal-work-already = Qualcuno l’ha già fatto. Guardate a che punto è.
refusal-work-is-over = È conclusa o annullata. Programmatene una nuova.
refusal-work-not-begun = Non è iniziata. Iniziatela prima.
refusal-work-under-way = È in corso. Concludetela.

## Pagine

refusal-page-locales = Indicate almeno una lingua, prima quella predefinita.
refusal-page-zone = Indicate un fuso orario come Europe/Rome.

## Audit, duty

refusal-audit-id = Scrivete un identificativo intero, come sta in una riga.
refusal-audit-day = Scrivete un giorno, come 2026-03-04.
refusal-duty-member = Scegliete chi è chiamato.
refusal-duty-time = Scrivete un giorno e un’ora, come 2026-03-04 18:00.
refusal-duty-minutes = Scrivete minuti interi, da 1 a 10080, cioè una settimana.
refusal-duty-turn-end = Un turno finisce dopo il suo inizio. Scrivete una fine successiva.
refusal-duty-position = Scrivete 1 per chi viene chiamato per primo, 2 per il successivo, fino a 99.
refusal-route-twice = Questo indirizzo è già nella vostra lista. Scrivetene un altro.
refusal-route-many = Cinque indirizzi al massimo. Rimuovetene prima uno.
refusal-route-links = Sono già partiti molti link. Aspettate un’ora prima di chiederne altri.
refusal-letter-old = Questa lettera è troppo vecchia per partire. Rifate la richiesta.

## Chi vuole essere avvisato

refusal-subscription-mail = Scrivete un indirizzo e-mail come anna@example.com.
refusal-subscription-mail-letters = Davanti alla @ scrivete lettere senza accento: le nostre e-mail non raggiungono altri indirizzi.
refusal-subscription-url = Scrivete l’indirizzo intero, con https:// davanti e senza nome né password.
refusal-subscription-phone = Scrivete il numero con il prefisso del paese, per esempio +33 6 12 34 56 78.
refusal-subscription-country = Da qui si possono raggiungere soltanto i numeri che cominciano con { $codes }. Scegliete un altro modo, come l’e-mail o un feed.
refusal-subscription-spent = Per ora non si possono mandare altri SMS: quanto è riservato per essi è esaurito. Scegliete un altro modo, o riprovate più tardi.
refusal-subscription-codes = In questo momento molte persone chiedono un codice. Aspettate un’ora, o scegliete un altro modo.
refusal-subscription-network = Dalla vostra rete oggi sono stati chiesti troppi codici. Riprovate domani, o scegliete un altro modo.
refusal-subscription-code = Non è il codice giusto. Guardate di nuovo il messaggio; conta il più recente.
refusal-subscription-code-over = Questo codice non vale più: è troppo vecchio, o è stato provato troppe volte. Chiedetene un altro.
refusal-subscription-kinds = Scegliete almeno un tipo di notizie.
refusal-subscription-locale = Scegliete una delle lingue di questa pagina.
refusal-subscription-parts = Scegliete almeno un servizio, o tutti.
refusal-subscription-providers = Scegliete fornitori che la pagina mostra.
refusal-subscription-provider-names = Nessun fornitore con questo nome. Scrivete i nomi dei fornitori come nei loro indirizzi.
refusal-subscription-no-provider = Spuntate almeno un fornitore, oppure chiedete anche questa pagina.
refusal-subscription-shown = Il segreto è già stato mostrato. Se è andato perso, createne un altro.
refusal-bell-gather = Il seguito attende al massimo 1440 minuti, un giorno; con 0 tutto parte subito.
refusal-subscription-elsewhere = Questo modulo non viene da questa pagina. Riapritela e inviatelo da lì.
refusal-subscription-many = Troppe richieste dalla vostra rete. Aspettate dieci minuti, poi riprovate.
refusal-subscription-reason = Dite da dove vengono questi indirizzi e quando hanno detto sì, in almeno dieci lettere.
refusal-subscription-vouch = Spuntate che ciascuno di questi indirizzi ha detto sì.
refusal-subscription-columns = La prima riga nomina le colonne. Una di esse è «address» o «email».
refusal-subscription-channel = Nessun canale con questo nome in un elenco. Scrivete email, webhook, slack, teams, discord, mattermost, google_chat o statuspage.
refusal-subscription-services = Nessun servizio con questo nome. Scrivete gli identificativi di servizi o gruppi di questa pagina.
refusal-subscription-unasked = Questo indirizzo non aveva ancora detto sì, o seguiva un solo incidente: nessun elenco lo riprende.
refusal-nobody-given-up = Nessuno di loro attende un nuovo tentativo. Guardate di nuovo l’elenco.

## Lo sportello

refusal-desk-rules = I tempi di risposta sono al massimo di 30 giorni, e 0 non promette nulla; i giorni vanno da 1 a 3650; il numero minimo di segnalazioni da 1 a 10000.
refusal-affected-line = Riga { $line }: scrivete un esercente, una virgola e un numero, per esempio Atelier Brume,12.
refusal-affected-many = Una tabella conta al massimo { $most } esercenti.
