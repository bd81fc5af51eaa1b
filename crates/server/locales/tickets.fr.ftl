# Tickets chez les fournisseurs.

letter-ticket-remind-subject = Ticket chez { $provider } : { $subject }
letter-ticket-remind-text = Vous vouliez un rappel du ticket « { $subject } » chez { $provider }.
letter-ticket-late-subject = { $provider } est en retard : { $what }
letter-ticket-late-text = Dans le ticket « { $subject } », { $provider } avait promis : { $what }, { $by }. Rien n’est noté qui dise que c’est fait. Relancez-les, ou notez ce qu’il en est.
letter-ticket-waits = Nous attendons une réponse de { $provider } depuis { $length }.
letter-ticket-button = Ouvrir le ticket
letter-ticket-note = Vous recevez cette lettre parce que vous avez ouvert le ticket ou que vous êtes d’astreinte.
letters-kind-ticket-remind = Rappel d’un ticket
letters-kind-ticket-late = Promesse d’un fournisseur en retard
refusal-ticket-long = Écrivez { $most } caractères au plus.
refusal-ticket-empty = Écrivez quelque chose ici.
refusal-ticket-future = C’est encore à venir. Écrivez quand c’était.
refusal-ticket-past = Cette heure est passée. Choisissez-en une à venir.
refusal-ticket-far = C’est dans plus de deux ans. Écrivez une date plus proche.
refusal-ticket-same = C’est déjà promis pour cette date. Choisissez-en une autre.
refusal-ticket-before = C’est avant l’ouverture du ticket.
refusal-ticket-kind = Indiquez qui l’a dit.
refusal-ticket-incident = Cette page n’a pas un tel incident.
refusal-ticket-closed = Ce ticket est fermé. Rouvrez-le d’abord.
refusal-ticket-open = Ce ticket est ouvert.
refusal-ticket-promise-over = Cette promesse est déjà réglée. Notez-en une nouvelle.
refusal-ticket-open-promise = Une de leurs promesses est encore ouverte. Notez d’abord ce qu’elle est devenue.

## In the console

tickets-title = Tickets
tickets-lead = Ce que nous signalons aux fournisseurs : ce qui a été dit et ce qu’ils ont promis. La plus longue attente vient d’abord. Aucun lecteur n’en voit rien.
tickets-none = Aucun ticket n’est ouvert.
tickets-all = Aussi ceux qui sont fermés
tickets-only-open = Seulement ceux qui sont ouverts
tickets-desk = Tickets chez des fournisseurs
tickets-provider-none = Pas encore de ticket chez ce fournisseur.
tickets-opened = Ouverts jusqu’ici
tickets-answer = Première réponse après, médiane
tickets-promises = Promesses
ticket-open = Ouvrir un ticket
ticket-open-with = Ouvrir un ticket chez { $provider }
ticket-open-lead = Notez ce qui a été signalé à un fournisseur. Rien ne lui est envoyé d’ici.
ticket-open-about = Au sujet de « { $title } ». Rien n’est envoyé d’ici au fournisseur.
ticket-open-body = Ce que nous leur avons dit
ticket-provider = Fournisseur
ticket-provider-hint = Le nom d’une entreprise.
ticket-provider-known = Le nom d’une entreprise. Sont suivis { $names } ; tout autre convient.
ticket-incident = Au sujet de l’incident
ticket-subject = Objet
ticket-reference = Leur référence
ticket-reference-hint = Le numéro qu’ils lui ont donné. Peut rester vide.
ticket-how = Comment il a été ouvert
ticket-how-mail = par courriel
ticket-how-phone = par téléphone
ticket-how-portal = dans leur portail
ticket-page = À quelle équipe il appartient
ticket-more = Ouvert plus tôt, rappel
ticket-opened-at = Ouvert
ticket-by = Ouvert par
ticket-answer = Première réponse après
ticket-unanswered = aucune encore
ticket-private = Seule l’équipe voit ceci.
ticket-closed = Fermé
ticket-ours = C’est à nous
ticket-waits = En attente depuis { $length }
ticket-promised = Promis : { $what } ({ $left })
ticket-promises = Ce qu’ils ont promis
ticket-promises-none = Ils n’ont encore rien promis.
ticket-promise = Ils ont promis quelque chose
ticket-promise-words = Ce qu’ils ont promis
ticket-promise-hint = En quelques mots, par exemple : la cause, ou un remboursement.
ticket-promise-due = Pour quand
ticket-promise-due-hint = Un jour seul vaut jusqu’à sa fin. Une heure seule est la prochaine.
ticket-promise-do = Le noter
ticket-promise-keep = C’est fait
ticket-promise-change = Reporter ou retirer
ticket-promise-move = Reporter
ticket-promise-withdraw = Retirer
ticket-promise-reason = Pourquoi
ticket-promise-reason-hint = Nécessaire en cas de retrait.
ticket-say = Noter ce qui a été dit
ticket-say-do = Le noter
ticket-kind = Qui
ticket-kind-they = { $provider } a dit
ticket-kind-we = Nous avons dit à { $provider }
ticket-kind-note = Note entre nous
ticket-kind-closed = Fermé
ticket-kind-reopened = Rouvert
ticket-body = Texte
ticket-at = Quand
ticket-at-hint = Laissé vide : maintenant. Une heure seule est la dernière.
ticket-entries = Ce qui a été dit jusqu’ici
ticket-entries-none = Rien n’a encore été dit.
ticket-remind-title = Rappeler à l’équipe
ticket-remind = Rappel
ticket-remind-hint = La personne qui l’a ouvert et celle d’astreinte reçoivent alors une lettre. Laissé vide, personne n’est prévenu.
ticket-remind-do = Fixer le rappel
ticket-close = Fermer le ticket
ticket-close-body = Comment cela s’est terminé
ticket-close-do = Fermer le ticket
ticket-reopen = Le rouvrir
ticket-reopen-body = Pourquoi
ticket-reopen-do = Le rouvrir
ticket-done-opened = C’est noté.
ticket-done-said = C’est noté.
ticket-done-promised = C’est noté. L’équipe est prévenue en cas de retard.
ticket-done-settled = C’est noté.
ticket-done-reminding = Le rappel est fixé.
ticket-done-unreminded = Personne ne recevra de rappel.
ticket-done-closed = Le ticket est fermé.
ticket-done-reopened = Le ticket est rouvert.
refusal-ticket-clock = Écrivez aussi l’heure, par exemple 14:30.
refusal-ticket-page = Choisissez à quelle équipe il appartient.
tickets-count = { $count ->
    [one] { $n } ticket
   *[other] { $n } tickets
}
tickets-kept = { $count ->
    [one] { $n } tenue
   *[other] { $n } tenues
}
tickets-late = { $count ->
    [one] { $n } en retard
   *[other] { $n } en retard
}
tickets-pending = { $count ->
    [one] { $n } en cours
   *[other] { $n } en cours
}
