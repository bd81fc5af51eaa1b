# Che cosa vede chi segnala un problema, in italiano.

## Il modulo

report-way = Segnalare un problema
report-title = Segnalare un problema
report-lead = Diteci che cosa non funziona da voi. Ricevete un riferimento e una pagina vostra, e vi risponde una persona.
report-lead-too = Non siete i soli. Diteci che cosa vedete: ci mostra fin dove arriva il problema. Ricevete un riferimento e una pagina vostra.
report-known = È questo?
report-known-lead = Conosciamo questi problemi e ci stiamo lavorando. Se uno di questi è il vostro, ditelo: sapere chi ne è colpito ci aiuta.
report-known-since = Da
report-too = Riguarda anche me
report-too-label = Riguarda anche me: { $title }
report-too-over = Per quanto sappiamo, è finito. Se da voi succede ancora, ditelo qui.
report-too-other = È qualcos’altro
report-else = È qualcos’altro
report-needed = Solo la prima domanda richiede una risposta. Tutto il resto che sapete ci aiuta.
report-needed-none = Nessuna domanda richiede una risposta. Tutto ciò che sapete ci aiuta.
report-words = Che cosa succede?
report-words-too = Che cosa succede da voi?
report-words-hint = Che cosa avete fatto, che cosa vi aspettavate e che cosa è successo invece? Un messaggio di errore aiuta, parola per parola.
report-words-written = Che cosa succede
report-since = Da quando
report-since-hint = Per quanto ne sapete. { $zone }
report-component = Servizio
report-component-none = Non lo so
report-payments-title = I pagamenti
report-method = Metodo di pagamento
report-method-hint = Per esempio Visa, Bancomat, addebito diretto.
report-place = Dove pagano i vostri clienti?
report-place-online = Online
report-place-terminal = A un terminale
report-place-unsaid = Entrambi, o non lo so
report-country = Paese
report-country-hint = Due lettere, per esempio IT, FR o DE.
report-payments = Quanti pagamenti
report-payments-hint = All’incirca.
report-you-title = Chi siete
report-you-lead = Tutto questo può restare vuoto. Ci permette di guardare i vostri pagamenti.
report-merchant = Nome o numero dell’esercente
report-transaction = Riferimento di uno dei pagamenti
report-transaction-hint = Il vostro o il nostro. Mai il numero di una carta.
report-email = Indirizzo e-mail
report-email-hint = La nostra risposta arriva anche lì. Senza indirizzo la leggete sulla pagina del vostro caso.
report-email-hint-alone = Per potervi raggiungere. La nostra risposta si trova sulla pagina del vostro caso.
report-note-answer = Una persona risponde entro { $length }.
report-note-masked = Non scrivete numeri di carte o di conti. Ciò che vi somiglia viene reso illeggibile prima di essere salvato.
report-note-kept = { $count ->
    [one] Ciò che scrivete è conservato fino a { $n } giorno dopo la chiusura del vostro caso. Della vostra rete resta solo un’impronta, per contare.
   *[other] Ciò che scrivete è conservato fino a { $n } giorni dopo la chiusura del vostro caso. Della vostra rete resta solo un’impronta, per contare.
}
report-trap = Lasciate vuoto questo campo
report-wait = Un momento, la vostra segnalazione parte …
report-submit = Inviare la segnalazione
report-wrong = Correggete, per favore

## Ancora una volta

report-again-title = Premete ancora una volta
report-again-lead = La vostra segnalazione non è ancora partita. Tutto ciò che avete scritto è qui: premete ancora una volta e parte.
report-again-soon = È stato rapido. Aspettate qualche secondo, poi premete ancora una volta. Tutto ciò che avete scritto è ancora qui.
report-again-why = Lo chiediamo perché i programmi che riempiono moduli non ci tengano lontani dalle persone. Succede dove non girano script, o quando un modulo è rimasto aperto a lungo.
report-edit = Modificare

## La pagina di un caso

report-case-title = Caso { $reference }
report-case-open = Abbiamo la vostra segnalazione. Risponderà una persona.
report-case-open-by = Abbiamo la vostra segnalazione. Una persona risponde entro il { $when }.
report-case-open-late = Abbiamo la vostra segnalazione e avevamo promesso una risposta entro il { $when }. Siamo in ritardo, e non è dimenticata.
report-case-open-again = Abbiamo letto che c’è altro da dire, e rispondiamo qui.
report-case-open-answered = Abbiamo risposto. Il vostro caso è aperto e potete scriverci qui.
report-case-asked = Per quanto sappiamo, è finito. Da voi funziona di nuovo?
report-case-closed = Questo caso è chiuso.
report-case-masked = Qualcosa in ciò che avete scritto somigliava al numero di una carta o di un conto. È stato reso illeggibile prima di salvare; ne restano solo gli ultimi quattro segni.
report-case-keep = L’indirizzo di questa pagina apre il vostro caso, e nient’altro lo apre. Conservatelo; chi lo ha può leggere con voi.
report-case-settle = Funziona di nuovo?
report-case-settle-text = Sì chiude il vostro caso. No lo riapre, e una persona lo guarda.
report-case-settle-yes = Sì, funziona
report-case-settle-no = No, non ancora
report-case-incident = Di che cosa si tratta
report-case-incident-way = Tutto ciò che ne è stato detto
report-case-thread = Che cosa è stato detto
report-case-thread-none = Per ora niente. La nostra risposta sarà qui.
report-case-they-said = Avete scritto
report-case-we-said = Abbiamo risposto
report-case-linked = Il vostro caso fa parte di un problema noto
report-case-unlinked = Il vostro caso non fa parte di quel problema
report-case-was-asked = Abbiamo chiesto se funziona di nuovo
report-case-works = Avete detto che funziona di nuovo
report-case-fails = Avete detto che non funziona ancora
report-case-was-closed = Il caso è stato chiuso
report-case-reopened = Il caso è stato riaperto
report-case-changed = Il caso è stato modificato
report-case-say = Aggiungere qualcosa
report-case-say-closed = Questo riapre il vostro caso. Non scrivete numeri di carte o di conti.
report-case-say-submit = Inviare
report-case-told = Che cosa ci avete detto

## Perché no

refusal-report-elsewhere = Questo modulo non veniva da questa pagina. Inviatelo ancora una volta da qui.
refusal-report-many = Dalla vostra rete è arrivato troppo. Aspettate dieci minuti, poi inviate di nuovo; ciò che avete scritto è ancora qui.
refusal-report-away = In questo momento non riusciamo a registrarlo. Quello che avete scritto è ancora qui: inviatelo di nuovo tra un momento. Se continua, indicateci il numero { $number }.
refusal-report-day = Oggi dalla vostra rete sono stati aperti moltissimi casi. Scrivete in uno di quelli, o riprovate domani; ciò che avete scritto è ancora qui.
refusal-report-long = Scrivete al massimo { $most } caratteri.
refusal-report-empty = Scrivete che cosa succede.
refusal-report-future = Quel momento deve ancora venire. Scrivete da quando succede.
refusal-report-long-ago = È più di un anno fa. Scrivete da quando succede.
refusal-report-since = Scrivete un giorno e un’ora, per esempio 2026-03-04 11:30, o lasciate vuoto.
refusal-report-payments = Scrivete quanti pagamenti, con un numero da 1 in su, o lasciate vuoto.
refusal-report-country = Scrivete il paese con due lettere, per esempio IT, o lasciate vuoto.
refusal-report-component = Scegliete un servizio di questa pagina, o nessuno.
refusal-report-incident = Questa pagina non ha quell’incidente. Scegliete un altro, o nessuno.
refusal-report-member = Nessuno che lavora su questa pagina si chiama così. Scegliete qualcuno che può rispondere qui.
refusal-report-unasked = In questo momento nessuno lo chiede. Guardate a che punto è il caso.
refusal-report-closed = Questo caso è già chiuso.
refusal-report-open = Questo caso è già aperto.
