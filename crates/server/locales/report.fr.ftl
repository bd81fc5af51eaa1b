# Ce que voit quelqu’un qui signale un problème, en français.

## Le formulaire

report-way = Signaler un problème
report-title = Signaler un problème
report-lead = Dites-nous ce qui ne fonctionne pas chez vous. Vous recevez une référence et une page à vous, et une personne vous répond.
report-lead-too = Vous n’êtes pas seul dans ce cas. Dites-nous ce que vous voyez : cela nous montre l’étendue du problème. Vous recevez une référence et une page à vous.
report-known = Est-ce cela ?
report-known-lead = Nous connaissons ces problèmes et y travaillons. Si l’un d’eux est le vôtre, dites-le : savoir qui est touché nous aide.
report-known-since = Depuis
report-too = Cela me touche aussi
report-too-label = Cela me touche aussi : { $title }
report-too-over = D’après ce que nous savons, c’est terminé. Si cela se produit encore chez vous, dites-le ici.
report-too-other = C’est autre chose
report-else = C’est autre chose
report-needed = Seule la première question demande une réponse. Tout ce que vous savez de plus nous aide.
report-needed-none = Aucune question n’exige de réponse. Tout ce que vous savez nous aide.
report-words = Que se passe-t-il ?
report-words-too = Que se passe-t-il chez vous ?
report-words-hint = Qu’avez-vous fait, qu’attendiez-vous, et que s’est-il passé ? Un message d’erreur aide, mot pour mot.
report-words-written = Ce qui se passe
report-since = Depuis quand
report-since-hint = Pour autant que vous le sachiez. { $zone }
report-component = Service
report-component-none = Je ne sais pas
report-payments-title = Les paiements
report-method = Moyen de paiement
report-method-hint = Par exemple Visa, Bancontact, prélèvement.
report-place = Où vos clients paient-ils ?
report-place-online = En ligne
report-place-terminal = Sur un terminal
report-place-unsaid = Les deux, ou je ne sais pas
report-country = Pays
report-country-hint = Deux lettres, par exemple FR, IT ou DE.
report-payments = Nombre de paiements
report-payments-hint = Approximativement.
report-you-title = Qui vous êtes
report-you-lead = Tout ceci peut rester vide. Cela nous permet de regarder vos propres paiements.
report-merchant = Nom ou numéro de commerçant
report-transaction = Référence de l’un des paiements
report-transaction-hint = La vôtre ou la nôtre. Jamais un numéro de carte.
report-email = Adresse e-mail
report-email-hint = Notre réponse y est aussi envoyée. Sans adresse, vous la lisez sur la page de votre dossier.
report-email-hint-alone = Pour que nous puissions vous joindre. Notre réponse se trouve sur la page de votre dossier.
report-note-answer = Une personne répond sous { $length }.
report-note-masked = N’écrivez pas de numéros de carte ou de compte. Ce qui y ressemble est rendu illisible avant tout enregistrement.
report-note-kept = { $count ->
    [one] Ce que vous écrivez est conservé jusqu’à { $n } jour après la clôture de votre dossier. De votre réseau, seule une empreinte est gardée, pour compter.
   *[other] Ce que vous écrivez est conservé jusqu’à { $n } jours après la clôture de votre dossier. De votre réseau, seule une empreinte est gardée, pour compter.
}
report-trap = Laissez ce champ vide
report-wait = Un instant, votre signalement part …
report-submit = Envoyer le signalement
report-wrong = Veuillez corriger ceci

## Encore une fois

report-again-title = Appuyez encore une fois
report-again-lead = Votre signalement n’est pas encore envoyé. Tout ce que vous avez écrit est ici : appuyez encore une fois, et il part.
report-again-soon = C’était rapide. Attendez quelques secondes, puis appuyez encore une fois. Tout ce que vous avez écrit est toujours là.
report-again-why = Nous le demandons pour que les programmes qui remplissent des formulaires ne nous retiennent pas loin des personnes. Cela arrive là où aucun script ne s’exécute, ou quand un formulaire est resté longtemps ouvert.
report-edit = Modifier

## La page d’un dossier

report-case-title = Dossier { $reference }
report-case-open = Nous avons votre signalement. Une personne va répondre.
report-case-open-by = Nous avons votre signalement. Une personne répond au plus tard le { $when }.
report-case-open-late = Nous avons votre signalement et avions promis une réponse au plus tard le { $when }. Nous sommes en retard, et ce n’est pas oublié.
report-case-open-again = Nous avons lu qu’il y a autre chose à dire, et nous répondons ici.
report-case-open-answered = Nous avons répondu. Votre dossier est ouvert, et vous pouvez nous écrire ici.
report-case-asked = D’après ce que nous savons, c’est terminé. Cela fonctionne-t-il de nouveau chez vous ?
report-case-closed = Ce dossier est clos.
report-case-masked = Quelque chose dans ce que vous avez écrit ressemblait à un numéro de carte ou de compte. Il a été rendu illisible avant tout enregistrement ; seuls ses quatre derniers signes restent.
report-case-keep = L’adresse de cette page ouvre votre dossier, et rien d’autre ne l’ouvre. Gardez-la ; quiconque l’a peut lire avec vous.
report-case-settle = Cela fonctionne-t-il de nouveau ?
report-case-settle-text = Oui clôt votre dossier. Non le rouvre, et une personne le regarde.
report-case-settle-yes = Oui, cela fonctionne
report-case-settle-no = Non, toujours pas
report-case-incident = De quoi il s’agit
report-case-incident-way = Tout ce qui en a été dit
report-case-thread = Ce qui a été dit
report-case-thread-none = Rien pour l’instant. Notre réponse se trouvera ici.
report-case-they-said = Vous avez écrit
report-case-we-said = Nous avons répondu
report-case-linked = Votre dossier relève d’un problème connu
report-case-unlinked = Votre dossier ne relève finalement pas de ce problème
report-case-was-asked = Nous avons demandé si cela fonctionne de nouveau
report-case-works = Vous avez dit que cela fonctionne de nouveau
report-case-fails = Vous avez dit que cela ne fonctionne pas encore
report-case-was-closed = Le dossier a été clos
report-case-reopened = Le dossier a été rouvert
report-case-changed = Le dossier a été modifié
report-case-say = Ajouter quelque chose
report-case-say-closed = Cela rouvre votre dossier. N’écrivez pas de numéros de carte ou de compte.
report-case-say-submit = Envoyer
report-case-told = Ce que vous nous avez dit

## Pourquoi pas

refusal-report-elsewhere = Ce formulaire ne venait pas de cette page. Envoyez-le encore une fois d’ici.
refusal-report-many = Trop d’envois sont venus de votre réseau. Attendez dix minutes, puis envoyez-le de nouveau ; ce que vous avez écrit est toujours là.
refusal-report-away = Nous ne pouvons pas l’enregistrer à cet instant. Ce que vous avez écrit est toujours là : renvoyez-le dans un moment. Si cela continue, indiquez-nous le numéro { $number }.
refusal-report-day = Un très grand nombre de dossiers ont été ouverts depuis votre réseau aujourd’hui. Écrivez dans l’un d’eux, ou réessayez demain ; ce que vous avez écrit est toujours là.
refusal-report-long = Écrivez au plus { $most } caractères.
refusal-report-empty = Écrivez ce qui se passe.
refusal-report-future = Cet instant est encore à venir. Écrivez depuis quand cela se produit.
refusal-report-long-ago = C’était il y a plus d’un an. Écrivez depuis quand cela se produit.
refusal-report-since = Écrivez un jour et une heure, par exemple 2026-03-04 11:30, ou laissez vide.
refusal-report-payments = Écrivez le nombre de paiements, à partir de 1, ou laissez vide.
refusal-report-country = Écrivez le pays en deux lettres, par exemple FR, ou laissez vide.
refusal-report-component = Choisissez un service de cette page, ou aucun.
refusal-report-incident = Cette page n’a pas cet incident. Choisissez-en un autre, ou aucun.
refusal-report-member = Personne de ce nom ne travaille sur cette page. Choisissez quelqu’un qui peut répondre ici.
refusal-report-unasked = Personne ne le demande en ce moment. Regardez où en est le dossier.
refusal-report-closed = Ce dossier est déjà clos.
refusal-report-open = Ce dossier est déjà ouvert.
