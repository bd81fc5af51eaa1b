# L’editor: che cosa ha trovato la revisione accanto al testo, perché un testo esce comunque, e che cosa è stato tolto.

editor-findings = Da guardare prima
editor-nothing = La revisione non ha trovato nulla.
editor-held = Così il testo non esce. Correggete ciò che è segnato «Blocca», o dite sotto perché esce.
editor-holds = Blocca.
editor-advises = Consiglio.
editor-overrule = Perché esce così com’è?
editor-overrule-hint = Solo se la revisione sbaglia, o se manca il tempo. Viene registrato.
editor-taken = Un numero di carta o di conto è stato tolto. Non viene mai salvato; i lettori vedono gli ultimi quattro segni.

team-overrule = contro la revisione

refusal-review-held = La revisione trattiene questo testo. Guardate accanto che cosa ha trovato: correggetelo, o dite perché esce così com’è.
refusal-taken-out = Un numero di carta o di conto è stato tolto da ciò che avete scritto. Guardate il testo come uscirà, poi premete di nuovo.
refusal-review-word = Scegliete se la revisione trattiene un testo, o soltanto consiglia.
refusal-review-host = «{ $host }» non è la fine di un nome di host. Scrivete per esempio .prod.example.net.
refusal-review-long = Scrivetene al massimo 200, di 200 lettere al massimo ciascuno.

setup-review = Revisione dei testi prima della pubblicazione
setup-review-hold = Trattenere un testo con un difetto grave, finché non è corretto o qualcuno dice perché esce
setup-review-advise = Soltanto consigliare
setup-internal_hosts = Finali di nomi di host interni
setup-internal_hosts-hint = Nessun testo che ne nomina uno esce, per esempio .prod.example.net. Uno o più, con virgole; può restare vuoto.
setup-people = Persone che nessun testo nomina
setup-people-hint = I nomi come si scrivono, con virgole; può restare vuoto.
