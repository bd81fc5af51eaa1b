# Le pagine e ciò di cui sono fatte, nella console.

## Pages

setup-title = Pagine
setup-new = Creare una pagina
setup-none = Non c’è ancora nessuna pagina.
setup-parts = Servizi
setup-edit = Impostazioni
setup-look = Quello che vedono i lettori
setup-private = privata
setup-new-lead = Il nome e le lingue si possono cambiare dopo; il nome negli indirizzi no.
setup-slug = Nome negli indirizzi
setup-slug-hint = Minuscole, cifre e «-», come la-mia-pagina
setup-name = Nome
setup-locales = Lingue
setup-locales-hint = Codici separati da virgole, prima quello predefinito: fr, en, it
setup-zone = Fuso orario
setup-zone-hint = Come Europe/Rome
setup-hosts = Nomi host della pagina
setup-hosts-hint = Come status.example.com; più di uno con virgole. Può restare vuoto.
setup-access = Chi può leggerla?
setup-access-public = Tutti
setup-access-private = Chi ha un link o la password
setup-approval = Una seconda persona rivede prima di ogni pubblicazione
setup-prefix = I riferimenti degli incidenti iniziano con
setup-prefix-hint = Come TSR-; segue un numero automatico. Può restare vuoto.
setup-do-make = Creare la pagina
setup-do-store = Salvare
setup-done = Salvato.
setup-kept = Gestita dal file { $file }: ciò che dice prevale alla prossima applicazione.

## Services

parts-lead = Nell’ordine in cui i lettori li vedono.
parts-kept = gestito da un file
parts-none = Non c’è ancora nessun servizio.
parts-alone = Senza gruppo
parts-new = Aggiungere un servizio
parts-new-group = Aggiungere un gruppo
parts-edit = Modificare
parts-up = Su
parts-down = Giù
parts-name = Nome
parts-about = Che cos’è, in una frase
parts-group = Gruppo
parts-group-none = Nessuno
parts-showcase = Mostrare i suoi ultimi novanta giorni
parts-only = Mostrarlo solo se ha un problema
parts-delete = Rimuovere questo servizio
parts-delete-group = Rimuovere il gruppo
parts-delete-note = Gli incidenti che lo citano continuano a citarlo.
parts-delete-group-note = I suoi servizi restano, senza gruppo.

## Modelli

templates-title = Modelli
templates-lead = Testi preparati in anticipo, per quando qualcosa si guasta.
templates-none = Non c’è ancora nessun modello.
templates-new = Creare un modello
templates-name = Come lo chiamate?
templates-name-hint = Lo vede solo la squadra.
templates-what = Titolo dell’incidente
templates-places = Mettete tra doppie graffe ciò che si riempirà dopo, come il nome di un servizio.
templates-text = Che cosa si dice ai lettori
templates-status = Stato
templates-impact = Impatto
templates-open = lasciato aperto
templates-parts = Servizi che cambiano con esso
templates-delete = Rimuovere il modello
setup-gather = Raccogliere i messaggi ravvicinati
setup-gather-hint = Per quanti minuti un nuovo messaggio ne attende altri, per partire insieme in un solo invio; 0 invia ciascuno subito. Il primo messaggio e la fine non attendono mai.
