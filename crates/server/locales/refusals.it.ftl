# Perché no, e che cosa fare. Un rifiuto nomina la sua chiave; i programmi ricevono l’inglese del codice.

## Membri, ruoli, chiavi

refusal-role-unknown = Scegliete un ruolo: lettura, redazione, pubblicazione o amministrazione.
refusal-scope-unknown = Scegliete che cosa permette la chiave.
refusal-email = Scrivete un indirizzo di posta come anna@example.com.
refusal-email-taken = Un membro accede già con questo indirizzo. Sceglietene un altro, oppure cambiate il suo.
refusal-name = Scrivete un nome di 80 caratteri al massimo.
refusal-last-administrator = È l’ultima persona che amministra tutte le pagine. Affidate prima questo ruolo a qualcun altro.
refusal-forget-first-remove = Rimuovete prima il membro. Poi i suoi dati potranno essere cancellati.
refusal-role-responder = Il vostro ruolo su questa pagina permette di leggere, non di scrivere. Chiedete all’amministrazione.
refusal-role-publisher = Il vostro ruolo permette di scrivere bozze, non di pubblicare. Salvate una bozza, oppure chiedete a chi può pubblicare.
refusal-role-administrator = Solo l’amministrazione può farlo. Rivolgetevi a loro.
refusal-scope = A questa chiave manca l’ambito «{ $scope }». Createne un’altra che lo abbia.
refusal-token-name = Dite a che cosa serve la chiave, in 80 caratteri al massimo.
refusal-token-scopes = Scegliete almeno una cosa che la chiave permette.
refusal-token-pages = Scegliete almeno una pagina, oppure tutte.
refusal-token-end = Scegliete una fine futura.
