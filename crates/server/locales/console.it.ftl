# Che cosa dice la console attorno alla postazione: la cornice, la porta, gli account, i membri, le chiavi.

## La cornice

console-ways = Console
console-way-desk = Incidenti
console-sign-out = Uscire
console-back = Agli incidenti
console-not-found = A questo indirizzo non c’è nulla, oppure non avete un ruolo su quella pagina.
console-refused = Non è stato fatto
console-fault = Qualcosa si è rotto da parte nostra e quello che avete scritto non è stato conservato. Tornate indietro e riprovate. Se succede di nuovo, comunicate questo numero a chi gestisce questo server:

## La porta

sign-in-title = Accesso
sign-in-enter = Accedere
sign-in-lost = Password persa? Un amministratore può crearvi un link. Altrimenti può farlo chi gestisce questo server, con «beffroi member link».
field-name = Nome
field-email = Indirizzo di posta elettronica
field-password = Password
field-password-hint = 12 caratteri o più. Quattro parole senza legame si ricordano bene e si indovinano male.
welcome-first = Primo amministratore
welcome-first-lead = Nessuno amministra ancora questa installazione. Con questo link ne diventate il primo amministratore e potrete far entrare gli altri.
welcome-invite = Benvenuti
welcome-invite-lead = { $name }, scegliete una password. Accederete con { $email }.
welcome-recover = Nuova password
welcome-recover-lead = { $name }, scegliete una nuova password. Accederete con { $email }; tutte le altre sessioni terminano.
welcome-enter = Scegliere questa password e accedere
provider-enter = Accedere con { $provider }
provider-leads = Verso { $provider }
provider-leads-lead = Si prosegue da sé. Se non succede nulla, seguite il link.
provider-go = Proseguire verso { $provider }

## Account

console-way-members = Membri
console-way-keys = Chiavi
account-title = Il vostro account
account-password = Cambiare password
account-password-set = Cambiare password
account-sessions = Dove siete connessi
account-sessions-note = Una sessione dura 14 giorni. Se non ne riconoscete una, disconnettetela, poi cambiate password.
account-since = accesso
account-seen = ultimo uso
account-this = questo browser
account-end = Disconnettere
account-end-others = Disconnettere ovunque altrove
provider-link-title = Collegare il vostro account?
provider-link-lead = Passate dal fornitore, dite chi siete e tornate qui. Poi potrete accedere con quell’account.
provider-link-do = Collegare un account
provider-link-note = Una volta collegato il vostro account, potrete accedere con quello.
provider-since = collegato dal
provider-used = ultimo uso
provider-unlink-title = Scollegare il vostro account?
provider-unlink-lead = Qui non potrete più accedere con quell’account. L’account stesso resta com’è.
provider-unlink-do = Scollegare l’account
done-linked = Il vostro account è collegato. D’ora in poi potete usarlo per accedere.
done-unlinked = Il vostro account non è più collegato.
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
role-administrator-may = Amministrazione: decide anche chi può fare che cosa
role-on = { $role } su { $page }
role-give = Assegnare questo ruolo
role-take = Rimuovere
members-title = Membri
members-gone = Ex membri
member-left = uscita il
member-nobody = Persona cancellata
member-roles = Ruoli
member-no-roles = Nessun ruolo: questa persona può accedere, ma non vede nulla.
member-more = Accesso
member-link = Creare un link per scegliere una nuova password
member-link-note = Per chi ha perso ciò con cui accede, o l’invito. Il link vale una volta; quando viene usato, terminano le altre sessioni.
member-link-send = Inviare un link per posta
member-link-show = Mostrare un link da consegnare di persona
member-remove = Rimuovere { $name }
member-remove-title = Rimuovere { $name }?
member-remove-lead = Questa persona viene subito disconnessa ovunque e non può più entrare. Le chiavi che ha creato smettono di funzionare. Quello che ha scritto resta, a suo nome.
member-forget = Cancellare { $name }
member-forget-title = Cancellare { $name }?
member-forget-lead = Il nome viene cancellato. Ciò che è stato fatto resta, senza nome. Non si può annullare.
leave-it = No, lasciare com’è
to-members = Tutti i membri
invite-title = Invitare qualcuno
invite-enter = Invitare
invited-title = Invito pronto
invited-lead = Mandate voi questo link a { $name }. Vale una volta, entro sette giorni, e non sarà più mostrato.
relink-title = Un nuovo link
relink-lead = Mandate voi questo link a { $name }. Vale una volta, entro un’ora, e non sarà più mostrato.
field-role = Ruolo
field-page = Su quale pagina
done-removed = Membro rimosso e disconnesso ovunque.
done-forgotten = Dati cancellati.
done-sent = Una lettera con il link è in arrivo. Vale una volta. Se non arriva, guardate nella posta indesiderata.

## Chiavi dei programmi

keys-title = Chiavi
keys-lead = Una chiave permette a un programma di usare l’API: uno script, un monitoraggio, «beffroi» da riga di comando.
keys-none = Non c’è ancora nessuna chiave.
key-make = Creare una chiave
key-made-title = La vostra nuova chiave
key-made-lead = Copiatela ora: non sarà più mostrata. Chi la possiede può fare tutto ciò che permette.
key-take = Revocare
key-taken = revocata
key-ended = scaduta
key-used = ultimo uso
key-unused = mai usata
key-until = fino al
key-never = Senza fine
to-keys = Tutte le chiavi
field-purpose = A che cosa serve?
field-scopes = Che cosa può fare?
field-days = Per quanto tempo?
scope-read = read: leggere ciò che vede un membro
scope-write = write: scrivere bozze
scope-publish = publish: pubblicare
scope-bypass = bypass: pubblicare senza la revisione che una pagina richiede
scope-admin = admin: pagine e servizi
done-revoked = Chiave revocata. Non apre più nulla.
