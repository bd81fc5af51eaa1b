# Che cosa dice la console attorno alla postazione: la cornice, la porta, gli account, i membri, le chiavi.

## La cornice

console-ways = Console
console-way-desk = Postazione
console-sign-out = Esci
console-back = Alla postazione
console-not-found = A questo indirizzo non c’è nulla, oppure non avete un ruolo su quella pagina.
console-refused = Non è stato fatto
console-fault = Qualcosa si è rotto da parte nostra. Quello che avete scritto non è stato conservato; tornate indietro e riprovate. Comunicate questo numero a chi gestisce il server:
form-problem = Qualcosa non va ancora

## La porta

sign-in-title = Accesso
sign-in-enter = Accedi
sign-in-lost = Password persa? L’amministrazione può farvi un link. Altrimenti può farlo chi gestisce questo server, con «beffroi member link».
field-name = Il vostro nome
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
