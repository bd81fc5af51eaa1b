# Les fichiers joints aux signalements : ce qui peut être envoyé, ce qui est gardé et combien de temps, et pourquoi non, en français.

## Là où on les envoie

files-label = Images, journaux, documents
files-hint = JPEG, PNG, WebP, PDF ou texte ; { $most } au plus, de { $size } chacun au plus.
files-note = N’envoyez aucune image où se lit un numéro de carte ou de compte : il ne peut pas y être rendu illisible, comme il l’est dans un texte. Le lieu et l’appareil de la prise de vue sont retirés.
files-kept = { $count ->
    [one] Les fichiers sont gardés { $n } jour. Seule notre équipe peut les ouvrir.
   *[other] Les fichiers sont gardés { $n } jours. Seule notre équipe peut les ouvrir.
}
files-again = Vos fichiers n’ont pas été envoyés. Choisissez-les une nouvelle fois.
files-later = Vos fichiers n’ont pas été envoyés. Vous pourrez les ajouter sur la page de votre dossier, dès que votre signalement sera envoyé.
files-alone = (Des fichiers, sans texte.)

## Là où ils sont listés

files-title = Fichiers
files-till = { $kind }, { $size }, gardé jusqu’au { $when }
files-till-masked = { $kind }, { $size }, gardé jusqu’au { $when }. Quelque chose y ressemblait à un numéro de carte ou de compte et a été rendu illisible.
files-gone = N’est plus gardé depuis le { $when }
files-unkept = Non gardé : { $why }
files-kind-jpeg = Image
files-kind-png = Image
files-kind-webp = Image
files-kind-pdf = Document
files-kind-text = Texte
files-size-kb = { $n } ko
files-size-mb = { $n } Mo
files-why-empty = il est vide.
files-why-kind = ce n’est ni une image (JPEG, PNG, WebP), ni un PDF, ni un texte.
files-why-damaged = il est abîmé ou verrouillé et ne peut pas être lu.
files-why-large = il dépasse { $size }.
files-why-many = il y a trop de fichiers. Envoyez-en { $most } au plus à la fois.
files-why-away = il n’a pas pu être enregistré à l’instant. Renvoyez-le plus tard.
