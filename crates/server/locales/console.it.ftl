# Che cosa dice la console attorno alla postazione: la cornice, la porta, gli account, i membri, le chiavi.

## La cornice

console-ways = Console
console-way-desk = Postazione
console-sign-out = Esci
console-back = Alla postazione
console-not-found = A questo indirizzo non c’è nulla, oppure non avete un ruolo su quella pagina.
console-refused = Non è stato fatto
console-fault = Qualcosa si è rotto da parte nostra. Quello che avete scritto non è stato conservato; tornate indietro e riprovate. Comunicate questo numero a chi gestisce il server:

## La porta

sign-in-title = Accesso
sign-in-enter = Accedi
sign-in-lost = Password persa? L’amministrazione può farvi un link. Altrimenti può farlo chi gestisce questo server, con «beffroi member link».
field-name = Nome
field-email = Indirizzo di posta
field-password = Password
field-password-hint = 12 caratteri o più. Quattro parole senza legame si ricordano bene e si indovinano male.
welcome-first = La prima amministrazione
welcome-first-lead = Nessuno amministra ancora questa installazione. Chi ha questo link la amministra da ora in poi e può far entrare gli altri.
welcome-invite = Benvenuti
welcome-invite-lead = { $name }, scegliete una password. Accederete con { $email }.
welcome-recover = Nuova password
welcome-recover-lead = { $name }, scegliete una nuova password. Accederete con { $email }; tutte le altre sessioni terminano.
welcome-enter = Scegli questa password e accedi

## Account

console-way-members = Membri
console-way-keys = Chiavi
account-title = Il vostro account
account-password = Cambiare password
account-password-set = Cambia password
account-sessions = Dove avete eseguito l’accesso
account-sessions-note = Una sessione dura 14 giorni. Terminate quelle che non riconoscete, poi cambiate password.
account-since = dal
account-seen = ultimo uso
account-this = questo browser
account-end = Termina
account-end-others = Termina tutte le altre sessioni
field-old = La vostra password attuale
done-password = La password è cambiata. Tutte le altre sessioni sono terminate.
done-ended = La sessione è terminata.

## Membri

all-pages = tutte le pagine
role-reader = Lettura
role-responder = Redazione
role-publisher = Pubblicazione
role-administrator = Amministrazione
role-reader-may = Lettura: vede bozze e note
role-responder-may = Redazione: scrive bozze
role-publisher-may = Pubblicazione: pubblica
role-administrator-may = Amministrazione: decide anche chi può
role-on = { $role } su { $page }
role-give = Assegna questo ruolo
role-take = Togli
members-title = Membri
members-gone = Usciti
member-left = uscita
member-nobody = Una persona cancellata
member-roles = Ruoli
member-no-roles = Nessun ruolo: questa persona può accedere, ma non vede nulla.
member-more = Entrare e uscire
member-link = Crea un link per scegliere una nuova password
member-link-note = Per chi ha perso la password. Il link vale una volta, per un’ora; quando viene usato terminano le altre sessioni.
member-remove = Rimuovi { $name }
member-remove-title = Rimuovere { $name }?
member-remove-lead = Questa persona viene subito disconnessa ovunque e non può più entrare. Le chiavi che ha creato smettono di funzionare. Quello che ha scritto resta, a suo nome.
member-forget = Cancella { $name }
member-forget-title = Cancellare { $name }?
member-forget-lead = Il nome viene cancellato. Quello che ha fatto resta, da una persona senza nome. Non si può annullare.
leave-it = No, lascia com’è
to-members = Tutti i membri
invite-title = Invitare qualcuno
invite-enter = Invita
invited-title = Invito pronto
invited-lead = Mandate voi questo link a { $name }. Vale una volta, per sette giorni, e non sarà più mostrato.
relink-title = Un nuovo link
relink-lead = Mandate voi questo link a { $name }. Vale una volta, per un’ora, e non sarà più mostrato.
field-role = Ruolo
field-page = Su quale pagina
done-removed = Membro rimosso e disconnesso ovunque.
done-forgotten = Dati cancellati.

## Chiavi dei programmi

keys-title = Chiavi
keys-lead = Una chiave permette a un programma di usare l’API: uno script, un monitoraggio, «beffroi» da riga di comando.
keys-none = Non c’è ancora nessuna chiave.
key-make = Crea una chiave
key-made-title = La vostra nuova chiave
key-made-lead = Copiatela ora: non sarà più mostrata. Chi la possiede può fare ciò che essa permette.
key-take = Revoca
key-taken = revocata
key-ended = scaduta
key-used = ultimo uso
key-unused = mai usata
key-until = fino al
key-never = Non scade da sola
to-keys = Tutte le chiavi
field-purpose = A che cosa serve?
field-scopes = Che cosa può fare?
field-days = Per quanto tempo?
scope-read = read: leggere ciò che vede un membro
scope-write = write: scrivere bozze
scope-publish = publish: pubblicare
scope-bypass = bypass: pubblicare senza la seconda persona che una pagina richiede
scope-admin = admin: pagine e componenti
done-revoked = Chiave revocata. Non apre più nulla.
