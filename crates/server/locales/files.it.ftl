# I file che arrivano con le segnalazioni: che cosa si può inviare, che cosa si conserva e per quanto, e perché no, in italiano.

## Dove si inviano

files-label = Immagini, log, documenti
files-hint = JPEG, PNG, WebP, PDF o testo; al massimo { $most }, ciascuno di { $size } al massimo.
files-note = Non inviare immagini su cui si legge il numero di una carta o di un conto: lì non può essere reso illeggibile, come avviene nei testi. Il luogo e l’apparecchio con cui un’immagine è stata fatta vengono tolti.
files-kept = { $count ->
    [one] I file sono conservati per { $n } giorno. Solo il nostro gruppo può aprirli.
   *[other] I file sono conservati per { $n } giorni. Solo il nostro gruppo può aprirli.
}
files-again = I tuoi file non sono stati inviati. Sceglili ancora una volta.
files-later = I tuoi file non sono stati inviati. Potrai aggiungerli sulla pagina della tua pratica, appena la segnalazione sarà inviata.
files-alone = (File senza testo.)

## Dove sono elencati

files-title = File
files-till = { $kind }, { $size }, conservato fino al { $when }
files-till-masked = { $kind }, { $size }, conservato fino al { $when }. Qualcosa vi somigliava al numero di una carta o di un conto ed è stato reso illeggibile.
files-gone = Non più conservato dal { $when }
files-unkept = Non conservato: { $why }
files-kind-jpeg = Immagine
files-kind-png = Immagine
files-kind-webp = Immagine
files-kind-pdf = Documento
files-kind-text = Testo
files-size-kb = { $n } kB
files-size-mb = { $n } MB
files-why-empty = è vuoto.
files-why-kind = non è un’immagine (JPEG, PNG, WebP), né un PDF, né un testo.
files-why-damaged = è danneggiato o protetto e non si può leggere.
files-why-large = supera { $size }.
files-why-many = i file sono troppi. Inviane al massimo { $most } alla volta.
files-why-away = in questo momento non è stato possibile salvarlo. Invialo di nuovo più tardi.
