# Ce que les lecteurs signalent, tel que l’équipe le trouve dans la console.

cases-title = Signalements
cases-lead = Ce que les marchands nous disent en panne chez eux. Qui attend depuis le plus longtemps vient d’abord.
cases-wait = { $count ->
    [one] { $n } personne attend une réponse de notre part, depuis { $length }.
   *[other] { $n } personnes attendent une réponse de notre part, la plus ancienne depuis { $length }.
}
cases-nobody-waits = Personne n’attend de réponse de notre part.
cases-spikes = Plus que d’habitude
cases-spikes-lead = Rien n’est publié tout seul. Ouvrez un incident à partir de ces signalements quand vous voyez qu’il s’agit d’un seul trouble, ou rattachez-les à un incident.
cases-spike-of = { $count ->
    [one] Plus de signalements que d’habitude sur { $component } : { $n } en une heure, contre { $usual } d’habitude.
   *[other] Plus de signalements que d’habitude sur { $component } : { $n } en une heure, contre { $usual } d’habitude.
}
cases-spike = { $count ->
    [one] Plus de signalements que d’habitude : { $n } en une heure, contre { $usual } d’habitude.
   *[other] Plus de signalements que d’habitude : { $n } en une heure, contre { $usual } d’habitude.
}
cases-count = { $count ->
    [one] { $n } signalement
   *[other] { $n } signalements
}
cases-linked = { $count ->
    [one] { $n } signalement en parle
   *[other] { $n } signalements en parlent
}
cases-none = Aucun signalement ne correspond.
cases-none-open = Aucun signalement n’est ouvert.
cases-before = L’écran précédent
cases-after = D’autres signalements
cases-of = Page
cases-stand = Lesquels
cases-stand-waiting = Ceux qui nous attendent
cases-stand-open = Tous ceux qui sont ouverts
cases-stand-closed = Tous ceux qui sont fermés
cases-stand-all = Tous
cases-any-component = Tous les composants
cases-who = Entre les mains de
cases-who-anyone = N’importe qui
cases-who-mine = Moi
cases-who-nobody = Personne
cases-order = Ordre
cases-order-wait = La plus longue attente d’abord
cases-order-newest = Les plus récents d’abord
cases-reference = Référence
cases-reference-hint = Par exemple R-7K2M-9QXD. Entière, elle mène droit à son dossier.
cases-reference-none = Aucun dossier que vous pouvez voir ne s’appelle « { $text } ».
cases-narrow = Choisir lesquels
cases-search = Afficher ceux-là
cases-about = Seulement les signalements au sujet de « { $title } ».
cases-about-all = Afficher tous les signalements
cases-done-linked = Ils sont rattachés à l’incident.
cases-alike = Des signalements qui se ressemblent
cases-alike-lead = Ceux des dernières 24 heures, ouverts et rattachés à aucun incident. Vérifiez qu’il s’agit d’un seul trouble avant de continuer.
cases-alike-of = { $count ->
    [one] { $n } signalement : { $component }
   *[other] { $n } signalements qui se ressemblent : { $component }
}
cases-alike-any = { $count ->
    [one] { $n } signalement
   *[other] { $n } signalements qui se ressemblent
}
cases-alike-which = Lesquels
cases-alike-newest = { $count ->
    [one] Le plus récent
   *[other] Les { $n } plus récents
}
cases-alike-declare = Ouvrir un incident à partir d’eux
cases-alike-link = Les rattacher tous

## Un dossier

case-waits = Nous attend depuis { $length }
case-theirs = Répondu
case-asked = On a demandé si cela remarche
case-closed = Fermé
case-in-hands = Entre les mains de { $name }
case-reads = Le marchand lit en { $language }.
case-told = Ce que le marchand signale
case-masked = Un numéro de carte ou de compte en a été retiré avant l’enregistrement.
case-component = Composant
case-method = Moyen de paiement
case-country = Pays
case-place = Où
case-place-online = En ligne
case-place-terminal = Sur un terminal
case-hit-payments = Paiements touchés
case-merchant = Marchand
case-transaction = Transaction
case-email = Courriel
case-too = A reconnu l’incident
case-too-yes = Oui : « moi aussi »
case-source = Arrivé
case-source-form = par le formulaire de la page
case-source-api = par un programme
case-source-mail = par courriel
case-since = Depuis
case-came = Signalé
case-answer-by = Première réponse promise pour
case-first-answer = Première réponse
case-author = Marchand
case-answer = Répondre au marchand
case-answer-in = Votre réponse, en { $language }
case-answer-hint = Elle est envoyée au marchand et figure dans son dossier. Écrivez-la en { $language }.
case-answer-do = Envoyer la réponse
case-answer-own = Ce que vous voulez dire, en { $language }
case-answer-own-hint = Une machine en tire le brouillon de la réponse. Rien ne part avant que vous l’ayez relu.
case-answer-draft = En faire un brouillon en { $language }
case-drafted = Brouillon d’une machine. Relisez-le et corrigez ce qui est faux.
case-drafted-read = Je l’ai relu
case-phrases-lead = Dans la langue du marchand, avec ce que l’on sait de l’incident.
case-phrases-put = Mettre dans la réponse
case-may-not = Vous pouvez regarder, pas répondre. Demandez à quelqu’un qui peut écrire sur cette page.
case-note = Écrire une note entre nous
case-note-words = Note
case-note-hint = Le marchand ne la voit jamais.
case-note-do = Garder la note
case-hands = Entre les mains de
case-nobody = Personne
case-give = Le lui confier
case-take = Je le prends
case-link = Le rattacher à un incident
case-incident = Au sujet de l’incident
case-choose = Choisir…
case-link-do = Le rattacher
case-unlink = Ce n’est aucun incident
case-end = Demander si cela remarche, ou fermer
case-ask-do = Demander si cela remarche
case-ask-note = La question est posée au marchand. Un oui ferme le dossier, un non le rouvre.
case-close-do = Fermer le dossier
case-close-note = Le marchand est prévenu. S’il écrit encore, le dossier est rouvert.
case-reopen = Le rouvrir
case-reopen-do = Rouvrir le dossier
case-reopen-note = Il figure de nouveau parmi ceux qui sont ouverts.
case-entries = Ce qui a été dit et fait
case-entries-none = Rien n’a encore été dit.
case-entry-they-said = A écrit
case-entry-we-said = Notre réponse
case-entry-note = Note entre nous
case-entry-linked = Rattaché à un incident
case-entry-unlinked = N’est plus rattaché
case-entry-assigned = A changé de mains
case-entry-asked = On a demandé si cela remarche
case-entry-works = Cela remarche
case-entry-fails = Cela ne marche toujours pas
case-entry-closed = Fermé
case-entry-reopened = Rouvert
case-done-answered = La réponse est partie.
case-done-noted = La note est gardée.
case-done-assigned = Le dossier est entre ses mains.
case-done-unassigned = Le dossier n’est plus entre les mains de personne.
case-done-linked = Le dossier est rattaché à l’incident.
case-done-unlinked = Le dossier n’est rattaché à aucun incident.
case-done-asked = La question est posée au marchand.
case-done-closed = Le dossier est fermé.
case-done-reopened = Le dossier est rouvert.
case-draft-title = Problème de paiement
case-draft-title-of = Problème : { $component }
refusal-case-incident = Choisissez un incident.
refusal-case-unread = C’est le brouillon d’une machine. Relisez-le et cochez que c’est fait, ou modifiez-le ; puis envoyez-le.

## Tous ceux qui parlent d’un incident

several-title = Répondre à tous ces signalements
several-lead = Chaque marchand reçoit la réponse dans son dossier et dans sa langue.
several-list = Voir ces signalements
several-none = Aucun signalement n’est ouvert à ce sujet.
several-answer = Répondre à tous
several-words = La réponse
several-words-hint = Un texte dans chaque langue qu’ils lisent. Qui a déjà reçu exactement ces mots ne les reçoit pas une seconde fois.
several-answer-do = { $count ->
    [one] Répondre à { $n } marchand
   *[other] Répondre à { $n } marchands
}
several-ask = Demander si cela remarche
several-ask-note = Chacun reçoit la question dans sa langue. Un oui ferme son dossier, un non le rouvre.
several-ask-do = { $count ->
    [one] Demander à { $n } marchand
   *[other] Demander à { $n } marchands
}
several-done-answered = Les réponses sont parties.
several-done-asked = La question leur est posée.
refusal-several-lacks = Écrivez aussi en { $languages } : des marchands qui lisent cette langue en font partie.

## L’étendue d’un trouble, d’après les signalements

scope-reports = { $count ->
    [one] { $n } signalement
   *[other] { $n } signalements
}
scope-since = Le plus ancien dit : depuis le { $when }
scope-methods = Moyens de paiement : { $list }
scope-countries = Pays : { $list }
scope-languages = Langues : { $list }
scope-payments = { $count ->
    [one] { $n } paiement compté
   *[other] { $n } paiements comptés
}
scope-part = { $what } ({ $n })

## Comment une page reçoit les signalements

desk-setup = Comment elle reçoit les signalements
desk-setup-lead = Les marchands signalent sur la page ce qui est en panne chez eux ; chaque signalement est un dossier auquel quelqu’un répond.
desk-open = Les marchands peuvent signaler quelque chose
desk-open-hint = La page a alors un formulaire, et le dit.
desk-answer-within = Réponse en moins de
desk-answer-within-hint = Une durée, par exemple 4h, 30m ou 1h 30m ; elle est promise à qui signale quelque chose. 0 ne promet rien.
desk-escalate-after = Quelqu’un d’autre est appelé après
desk-escalate-after-hint = Une durée, par exemple 8h, à partir du moment où le marchand attend. 0 n’appelle personne.
desk-spike-floor = Signalements qu’il faut pour un pic
desk-spike-floor-hint = Avec moins de signalements d’un composant en une heure, aucun incident n’est proposé.
desk-keep-files = Fichiers gardés, en jours
desk-keep-files-hint = Ce que les marchands joignent est effacé après tant de jours.
desk-keep = Dossiers gardés, en jours
desk-keep-hint = À partir de leur fermeture.
refusal-desk-length = Écrivez une durée, par exemple 4h, 30m ou 1h 30m ; 0 pour aucune.

several-table = Leurs propres chiffres
several-table-none = Aucun tableau n’est encore donné.
several-table-count = { $count ->
    [one] Le tableau compte un marchand.
   *[other] Le tableau compte { $n } marchands.
}
several-table-note = Là où la réponse contient { $place }, chaque marchand lit son propre chiffre, par exemple « 12 paiements ». Un paragraphe qui le contient est omis pour ceux que le tableau n’a pas.
several-table-rows = Marchands et paiements
several-table-hint = Une ligne par marchand : nom ou numéro, une virgule, le nombre de paiements. Il remplace le tableau précédent.
several-table-do = Donner ce tableau
several-done-table = Le tableau est là.

## Chiffres

cases-figures = Chiffres des signalements
cases-figures-lead = { $count ->
    [one] Ce qui est arrivé depuis { $n } jour, dans l’état présent.
   *[other] Ce qui est arrivé depuis { $n } jours, dans l’état présent.
}
cases-figures-days = { $count ->
    [one] { $n } jour
   *[other] { $n } jours
}
cases-figures-time = Sur combien de temps
cases-figures-show = Afficher
cases-figures-of = { $part } sur { $whole }
cases-figures-unknown = Pas encore connu
cases-figures-none = Aucun pour l’instant.
cases-figures-reports = Signalements
cases-figures-reports-means = Tous ceux qui sont arrivés, par le formulaire, par e-mail ou par un programme.
cases-figures-answered = Avec réponse
cases-figures-answered-means = Ceux auxquels une personne a écrit une réponse.
cases-figures-answer = Délai de la première réponse
cases-figures-answer-means = La moitié de ceux qui ont une réponse l’ont eue dans ce délai.
cases-figures-kept = Réponses données à temps
cases-figures-kept-means = Parmi ceux dont le délai promis est passé ou qui ont leur réponse.
cases-figures-first = Incidents signalés d’abord par des marchands
cases-figures-first-means = Leur premier signalement a précédé notre première annonce.
cases-figures-before = Avance sur notre première annonce
cases-figures-before-means = La moitié de ces incidents ont été signalés au moins aussi longtemps avant elle.
cases-figures-languages = Langues
cases-figures-languages-head = Langue
cases-figures-incidents = Incidents les plus signalés
cases-figures-incidents-head = Incident
