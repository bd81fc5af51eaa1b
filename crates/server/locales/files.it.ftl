# I file che arrivano con le segnalazioni: che cosa si può inviare, che cosa si conserva e per quanto, e perché no, in italiano.

## Dove si inviano

files-label = Immagini, log, documenti
files-hint = JPEG, PNG, WebP, PDF o testo; al massimo { $most }, ciascuno di { $size } al massimo.
files-note = Non inviate immagini su cui si legge il numero di una carta o di un conto: lì non può essere reso illeggibile, come avviene nei testi. Il luogo e l’apparecchio con cui un’immagine è stata fatta vengono tolti.
files-kept = { $count ->
    [one] I file sono conservati per { $n } giorno. Solo il nostro gruppo può aprirli.
   *[other] I file sono conservati per { $n } giorni. Solo il nostro gruppo può aprirli.
}
files-again = I vostri file non sono stati inviati. Sceglieteli ancora una volta.
files-later = I vostri file non sono stati inviati. Potrete aggiungerli sulla pagina del vostro caso, appena la segnalazione sarà inviata.
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
files-why-many = i file sono troppi. Inviatene al massimo { $most } alla volta.
files-why-away = in questo momento non è stato possibile salvarlo. Inviatelo di nuovo più tardi.
