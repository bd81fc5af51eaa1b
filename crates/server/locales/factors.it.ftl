# Secondo passo e passkey: alla porta, sul proprio account, per l’amministrazione, e perché no.

## Alla porta

second-title = Ancora un passo
second-lead-code = Scrivete le sei cifre che la vostra app mostra adesso.
second-lead-passkey = Usate la vostra passkey.
second-code = Codice dell’app, oppure codice di recupero
second-recovery = Oppure un codice di recupero
second-lost = Avete perso il telefono e i codici? Un amministratore può togliere questo passo dal vostro account.
passkey-enter = Accedere con una passkey
passkey-failed = Il dispositivo non ha risposto. Riprovate, oppure entrate in un altro modo.

## Il proprio account

factors-title = Secondo passo all’accesso
factors-note = Così una password che altri conoscono non basta più. Una passkey sostituisce anche la password.
factor-needed = Qui tutti hanno bisogno di un secondo passo all’accesso. Aggiungetene uno qui sotto per continuare.
factor-codes = Codici di un’app
factor-codes-none = Un’app sul vostro telefono mostra un codice nuovo ogni mezzo minuto.
factor-passkeys = Passkey
factor-passkey = Passkey: { $name }
factor-passkey-none = Il dito, il viso o il PIN del vostro dispositivo vi fa entrare.
factor-passkey-more = Una seconda aiuta il giorno in cui un dispositivo si perde.
factor-recovery = Codici di recupero
factor-recovery-left = { $count ->
    [one] ne resta { $n }
   *[other] ne restano { $n }
}
factor-since = dal
factor-used = ultimo uso
factor-add = Aggiungere
factor-rename = Rinominare
factor-remove = Rimuovere
factor-renew = Crearne di nuovi
done-factor = Fatto.
done-factor-gone = È stato rimosso. Tutte le altre sessioni sono terminate.
proof-either = La vostra password, oppure un codice della vostra app
proof-password = La vostra password
proof-code = Un codice della vostra app
codes-add-title = Codici di un’app
codes-add-lead = Inquadrate questo con un’app di autenticazione, poi scrivete il codice che mostra.
codes-add-picture = La chiave come codice QR; è scritta anche qui sotto
codes-add-same = Aprire in un’app di questo dispositivo
codes-add-by-hand = Oppure scrivete questa chiave nell’app:
codes-add-code = Le sei cifre che l’app mostra adesso
codes-add-do = Usare quest’app
codes-remove-title = Rimuovere l’app?
codes-remove-lead = I suoi codici non aprono più nulla, e tutte le altre vostre sessioni terminano.
codes-remove-do = Rimuovere l’app
recovery-codes-title = I vostri codici di recupero
recovery-codes-lead = Ognuno di questi codici vi fa entrare una volta quando il telefono o la chiave è perso. Stampateli o annotateli adesso: non saranno più mostrati.
recovery-codes-kept = Li ho conservati
recovery-renew-title = Nuovi codici di recupero?
recovery-renew-lead = Quelli che avete smettono di funzionare.
recovery-renew-do = Creare nuovi codici
passkey-add-title = Una passkey
passkey-add-lead = La conserva il vostro dispositivo, il telefono o una chiave di sicurezza. Il browser chiede quale.
passkey-add-do = Creare la passkey
passkey-scripts = Una passkey richiede uno script, e qui il vostro browser non ne esegue. I codici di un’app funzionano senza.
passkey-name = Come si chiama?
passkey-name-hint = Per riconoscerla, per esempio il dispositivo su cui si trova.
passkey-rename-title = Rinominare una passkey
passkey-rename-do = Rinominare
passkey-remove-title = Rimuovere la passkey?
passkey-remove-lead = Qui non apre più nulla, e tutte le altre vostre sessioni terminano. Resta sul dispositivo finché non la cancellate lì.
passkey-remove-do = Rimuovere la passkey

## Un membro, per l’amministrazione

member-factors-none = Nessun secondo passo all’accesso.
member-factors-some = Ha un secondo passo all’accesso.
member-factors = Togliere il secondo passo di { $name }
member-factors-title = Togliere il secondo passo di { $name }?
member-factors-lead = Per quando il telefono o la chiave è perso. App, passkey e codici di recupero non aprono più nulla, e questa persona viene disconnessa ovunque. Poi basta la password: assicuratevi che sia davvero lei a chiederlo.
done-factors-taken = Tolto. Questa persona è stata disconnessa ovunque.

## Rifiuti

refusal-code = Questo codice non è valido, oppure è già stato usato. Aspettate il prossimo, oppure scrivete un codice di recupero.
refusal-code-new = Questo non è il codice che l’app mostra adesso. Scrivete tutte e sei le cifre, e controllate che l’ora del telefono sia giusta.
refusal-codes-there = Un’app vi mostra già dei codici. Rimuovetela prima.
refusal-no-factor = Questo membro non ha un secondo passo. Non c’è nulla da togliere.
refusal-passkey = Questa passkey qui non è conosciuta, oppure è passato troppo tempo. Riprovate, oppure entrate in un altro modo.
refusal-passkey-name = Dite come si chiama, in 80 caratteri al massimo.
refusal-proof = Non è né la vostra password né un codice valido adesso. Scrivete uno dei due.
refusal-long-ago = Siete connessi da un po’. Uscite, accedete di nuovo, e fatelo entro dieci minuti.
refusal-factor-needed = Qui tutti hanno bisogno di un secondo passo all’accesso. Aggiungetene prima uno al vostro account.
