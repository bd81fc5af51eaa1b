# Le notifiche in un browser: l’ingresso, e ciò che viene chiesto al browser.

subscribe-what-web-push = Anche a pagina chiusa
subscribe-title-web-push = Essere avvisati in questo browser
subscribe-lead-web-push = Le novità arrivano su questo dispositivo come notifiche, anche quando la pagina è chiusa. Il browser vi chiede il permesso appena premete il pulsante.
push-submit = Attivare le notifiche
push-note = Potete modificare o smettere in qualsiasi momento, su questa pagina. Chi produce il vostro browser trasporta le notifiche sigillate: solo questo browser può leggerle.
push-without = Le notifiche in questo browser richiedono JavaScript, che qui è disattivato.
push-cannot = Questo browser non può mostrare le notifiche di questa pagina. In una finestra privata non è mai possibile.
push-home = Su iPhone e iPad le notifiche arrivano solo dalle pagine nella schermata Home. Toccate Condividi, poi «Aggiungi alla schermata Home»; aprite la pagina da lì e scegliete di nuovo «Essere avvisati».
push-mine = Vedere e modificare ciò che riceve questo browser
push-denied = Le notifiche di questa pagina sono bloccate in questo browser. Consentitele nelle sue impostazioni, poi premete di nuovo il pulsante.
push-failed = Non ha funzionato: il browser non ha raggiunto il servizio che trasporta le sue notifiche. Riprovate tra un momento, o scegliete un altro modo.
push-asked-title = Un momento
push-asked = Una prima notifica è in viaggio. Appena questo browser l’ha ricevuta siete avvisati, e questa pagina prosegue da sola.
push-asked-late = Non è ancora arrivato nulla. Controllate nelle impostazioni del dispositivo che le notifiche siano consentite per questo browser, poi riprovate.
push-again = Riprovare
push-question = D’ora in poi siete avvisati qui.
manage-place-browser = questo browser ({ $host })
refusal-subscription-browser = Questo browser non ha detto dove raggiungerlo. Consentite le notifiche e premete di nuovo il pulsante.
