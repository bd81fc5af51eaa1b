# Ce qu’on dit aux lecteurs qui veulent être prévenus : lettres, formulaire, ce qu’ils reçoivent.

## Lettres

subscription-confirm-subject = Voulez-vous être prévenu par { $page } ?
subscription-confirm-text = Quelqu’un a demandé que { $page } écrive à { $place } en cas de panne ou de travaux prévus. Si c’est vous, confirmez-le. D’ici là, rien n’est envoyé.
subscription-confirm-button = Oui, écrivez-moi
subscription-confirm-unasked = Si ce n’est pas vous, vous n’avez rien à faire : sans votre accord, cette adresse est oubliée en une semaine.
subscription-known-subject = { $page } vous prévient déjà
subscription-known-text = Quelqu’un a demandé une nouvelle fois que { $page } écrive à { $place }. L’adresse est déjà inscrite : rien n’a changé. Vous pouvez voir et modifier ce que vous recevez.
subscription-known-button = Voir ce que je reçois
subscription-known-unasked = Si ce n’est pas vous, vous n’avez rien à faire.
subscription-ready-subject = { $page } prévient désormais { $place }
subscription-ready-text = { $place } a dit oui : { $page } lui envoie désormais ce qui a été demandé. Gardez cette lettre : elle permet de le modifier ou d’y mettre fin.
subscription-ready-button = Voir et modifier
subscription-ready-secret = Les messages sont signés. Le secret qui le prouve se trouve sur cette page ; il n’est montré qu’une fois.
subscription-ready-unasked = Vous recevez cette lettre parce que cette adresse est indiquée comme responsable. Si c’est une erreur, mettez-y fin sur cette page.
subscription-paused-subject = { $page } ne joint plus { $place }
subscription-paused-text = Ce que { $page } envoie à { $place } n’arrive pas : plus rien n’y est envoyé. Dès que tout remarche, un bouton suffit pour reprendre.
subscription-paused-button = Voir pourquoi et reprendre
subscription-paused-after = Ce qui est dit entre-temps se lit sur la page ; ce n’est pas envoyé après coup.

## L’entrée

way-told = Être prévenu
follow-told = Être prévenu des nouvelles
subscribe-title = Être prévenu
subscribe-lead = Choisissez comment être prévenu en cas de panne, de retour à la normale et de travaux prévus.
subscribe-lead-about = Choisissez comment être prévenu de la suite de « { $title } ». Vous pouvez aussi tout recevoir.
subscribe-lead-provider = Choisissez comment être prévenu de ce que { $provider } dit sur sa propre page d’état : chaque nouvel incident, chaque message, et la fin.
subscribe-way-email = E-mail
subscribe-what-email = Une lettre à votre adresse
subscribe-way-slack = Slack
subscribe-what-slack = Une carte dans un canal
subscribe-way-teams = Microsoft Teams
subscribe-what-teams = Une carte dans un canal
subscribe-way-discord = Discord
subscribe-what-discord = Un message dans un salon
subscribe-way-mattermost = Mattermost
subscribe-what-mattermost = Un message dans un canal
subscribe-way-google-chat = Google Chat
subscribe-what-google-chat = Une carte dans un espace
subscribe-way-webhook = Webhook
subscribe-what-webhook = Pour votre propre programme, signé
subscribe-way-statuspage = Webhook, comme Statuspage l’envoie
subscribe-what-statuspage = Pour un récepteur que vous avez déjà
subscribe-way-sms = SMS
subscribe-way-web-push = Notification dans ce navigateur
subscribe-feeds-title = Flux et agendas
subscribe-feeds-text = Sans adresse et sans confirmation : ajoutez-en un à votre lecteur ou à votre agenda.

## Les formulaires

subscribe-title-email = Être prévenu par e-mail
subscribe-lead-email = Écrivez votre adresse. Nous y envoyons une lettre avec un lien ; une fois l’adresse confirmée, vous êtes prévenu.
subscribe-address-email = Votre adresse e-mail
subscribe-hint-email = Par exemple anna@example.com. Elle ne sert qu’à cela.
subscribe-title-slack = Être prévenu dans Slack
subscribe-lead-slack = Dans Slack, créez un webhook entrant pour le canal et collez ici son adresse. Une carte y demandera votre accord.
subscribe-address-slack = Adresse du webhook entrant
subscribe-hint-slack = Elle commence par https://hooks.slack.com/services/
subscribe-title-teams = Être prévenu dans Microsoft Teams
subscribe-lead-teams = Dans Teams, ajoutez le flux de travail qui publie dans un canal à la réception d’un webhook, et collez ici son adresse. Une carte y demandera votre accord.
subscribe-address-teams = Adresse du flux de travail
subscribe-hint-teams = L’adresse entière, avec tout ce qui suit le point d’interrogation.
subscribe-title-discord = Être prévenu dans Discord
subscribe-lead-discord = Dans les paramètres du salon, créez un webhook et collez ici son adresse. Un message y demandera votre accord.
subscribe-address-discord = Adresse du webhook
subscribe-hint-discord = Elle commence par https://discord.com/api/webhooks/
subscribe-title-mattermost = Être prévenu dans Mattermost
subscribe-lead-mattermost = Dans Mattermost, créez un webhook entrant pour le canal et collez ici son adresse. Un message y demandera votre accord.
subscribe-address-mattermost = Adresse du webhook entrant
subscribe-hint-mattermost = Elle contient /hooks/
subscribe-title-google-chat = Être prévenu dans Google Chat
subscribe-lead-google-chat = Dans les paramètres de l’espace, ajoutez un webhook et collez ici son adresse. Une carte y demandera votre accord.
subscribe-address-google-chat = Adresse du webhook
subscribe-hint-google-chat = Elle commence par https://chat.googleapis.com/
subscribe-title-webhook = Être prévenu par webhook
subscribe-lead-webhook = Nous appelons cette adresse en JSON. Elle doit d’abord répondre à un défi : nous l’envoyons et attendons qu’il revienne.
subscribe-address-webhook = Adresse à appeler
subscribe-hint-webhook = Avec https:// devant, et joignable depuis Internet.
subscribe-title-statuspage = Être prévenu par webhook, comme Statuspage l’envoie
subscribe-lead-statuspage = Nous appelons cette adresse avec le JSON que Statuspage envoie. Elle doit d’abord répondre à un défi : nous l’envoyons et attendons qu’il revienne.
subscribe-address-statuspage = Adresse à appeler
subscribe-hint-statuspage = Avec https:// devant, et joignable depuis Internet.
subscribe-owner = Votre adresse e-mail
subscribe-owner-hint = Nous y écrivons comment modifier ou arrêter, et quand plus rien n’arrive. Rien d’autre.
subscribe-about = De quoi voulez-vous être prévenu ?
subscribe-about-this = Seulement de « { $title } », jusqu’à la fin
subscribe-about-all = De tout ce que dit cette page
subscribe-locale = Dans quelle langue ?
subscribe-fold = Choisir ce qui est envoyé
subscribe-kinds = Quelles nouvelles ?
subscribe-kind-incidents = Incidents
subscribe-kind-maintenances = Maintenances prévues
subscribe-kind-postmortems = Explications après coup (post-mortem)
subscribe-parts = Quels services ?
subscribe-parts-hint = Ne cochez rien pour tout recevoir. Ce qui ne nomme aucun service est toujours envoyé.
subscribe-providers = Quels prestataires ?
subscribe-providers-hint = Ce qu’un prestataire dit sur sa propre page d’état vous est envoyé tel qu’il l’a écrit, dans sa langue. Ne cochez rien pour n’en recevoir aucun.
subscribe-providers-only = Seulement les prestataires cochés ici, rien de cette page elle-même
subscribe-provider-hidden = { $provider } (n’est plus affiché ici : rien n’est envoyé)
subscribe-provider-left = { $provider } (n’est plus suivi : rien n’est envoyé)
subscribe-note = Vous pouvez modifier ou arrêter à tout moment, par un lien dans chaque message.
subscribe-submit-mail = Envoyez-moi la lettre
subscribe-submit = Interroger cette adresse
subscribe-back = Choisir un autre moyen
subscribe-wrong = Il manque quelque chose
subscribe-asked-title = Il reste une étape
subscribe-asked-mail = Une lettre est en route. Ouvrez-la et confirmez que c’est vous : dès lors, vous êtes prévenu.
subscribe-asked-mail-late = Si rien n’arrive en quelques minutes, regardez parmi les indésirables ou vérifiez l’adresse.
subscribe-asked-webhook = Nous envoyons un défi à cette adresse. Dès qu’elle a répondu, l’adresse e-mail indiquée reçoit une lettre avec le lien pour modifier ou arrêter.
subscribe-asked-webhook-late = Si aucune lettre n’arrive en quelques minutes, la réponse n’était pas la bonne : renvoyez le défi, avec le statut 200.
subscribe-asked-room = Une carte est en route vers le canal. Appuyez sur son bouton : dès lors, le canal est prévenu.
subscribe-asked-room-late = Si rien n’arrive en quelques minutes, vérifiez l’adresse et demandez à nouveau.
subscribe-another = Demander pour une autre adresse

## Ce qu’on reçoit

manage-confirm-title = C’est bien cela ?
manage-confirm-lead = Quelqu’un a demandé que des nouvelles soient envoyées ici. Rien n’est envoyé sans votre accord.
manage-confirm-button = Oui, prévenez-moi
manage-not-me = Je n’ai rien demandé
manage-title = Ce que vous recevez
manage-lead = Vous êtes prévenu. Vous pouvez modifier ou arrêter ici ; gardez ce lien pour vous.
manage-paused-title = Rien ne vous est envoyé en ce moment
manage-paused-lead = { $reason } Nous avons donc cessé d’envoyer. Dès que tout remarche, reprenez ici.
manage-paused-no-address = L’adresse a été refusée : il n’y a personne.
manage-paused-asked = Le récepteur a demandé de ne plus rien envoyer.
manage-paused-closed = Le récepteur ne nous laisse plus entrer.
manage-paused-failing = Depuis plusieurs jours, rien n’est arrivé.
manage-resume-button = Reprendre
manage-resumed = Vous êtes de nouveau prévenu.
manage-confirmed = Merci. Vous êtes désormais prévenu.
manage-changed = C’est modifié, dès maintenant.
manage-way = Moyen
manage-place = Adresse
manage-about = Sujet
manage-about-one = Un incident ou une maintenance, jusqu’à la fin
manage-about-all = Cette page
manage-about-providers = Ce que disent des prestataires, rien d’autre
manage-providers = Prestataires
manage-since = Depuis
manage-change-title = Modifier
manage-change-button = Enregistrer
manage-leave = Ne plus être prévenu
manage-secret-title = Secret de signature
manage-secret-text = Chaque appel est signé selon Standard Webhooks. Le secret qui permet de le vérifier n’est montré qu’une fois.
manage-secret-known = Chaque appel est signé selon Standard Webhooks. Le secret a déjà été montré. S’il est perdu ou connu d’autres, faites-en un autre : les deux signent pendant 24 heures.
manage-secret-both = Pendant 24 heures après un changement, deux secrets signent chaque appel : le nouveau et le précédent.
manage-secret-once = Notez-le maintenant : il n’est plus montré ensuite.
manage-secret-show = Montrer le secret
manage-secret-rotate = Faire un autre secret

## La sortie

leave-title = Ne plus être prévenu ?
leave-text = Plus rien de cette page ne sera envoyé à { $place }, quel qu’en soit le sujet.
leave-button = Ne plus rien envoyer
leave-back = Voir et modifier ce que je reçois
left-title = Plus rien ne vous est envoyé
left-text = C’est fini dès maintenant : plus rien n’est envoyé, à l’avenir non plus. Si vous changez d’avis, demandez simplement à nouveau.
left-again = Demander à nouveau

## Les listes, pour qui administre une page

subscribers-title = Abonnés
subscribers-look = Les voir
subscribers-none = Personne ne correspond.
subscribers-active = { $count ->
    [one] Une personne est prévenue
   *[other] { $n } sont prévenus
}
subscribers-asked = { $count ->
    [one] une attend confirmation
   *[other] { $n } attendent confirmation
}
subscribers-paused = { $count ->
    [one] un en pause
   *[other] { $n } en pause
}
subscribers-way-import = Reprendre une liste
subscribers-way-csv = Tout télécharger en CSV
subscribers-way-forget = Oublier une personne
subscribers-address = Adresse
subscribers-address-hint = Une adresse e-mail entière, ou une partie d’une adresse.
subscribers-channel = Moyen
subscribers-any-channel = Tous
subscribers-state = État
subscribers-any-state = Tous
subscribers-state-asked = Non confirmé
subscribers-state-active = Prévenu
subscribers-state-paused = En pause
subscribers-locale = Langue
subscribers-any-locale = Toutes
subscribers-search = Chercher
subscribers-older = Les précédents
subscribers-some = Services choisis seulement
subscribers-providers-alone = Seulement ce que disent des prestataires
subscribers-providers-count = { $count ->
    [one] { $n } prestataire
   *[other] { $n } prestataires
}
subscribers-failures = { $count ->
    [one] un échec
   *[other] { $n } échecs
}
subscribers-page = Page
subscribers-kinds = Nouvelles
subscribers-parts = Services
subscribers-owner = Responsable
subscribers-problem = Échecs
subscribers-came-back = Revenus
subscribers-returned = { $count ->
    [one] un message en un mois
   *[other] { $n } messages en un mois
}
subscribers-why = Raison
subscribers-created = Demandé
subscribers-confirmed = Confirmé
subscribers-failing = Échoue depuis
subscribers-resume = Reprendre
subscribers-done-resumed = C’est reparti.
subscribers-remove = Retirer
subscribers-remove-title = Retirer cet abonné ?
subscribers-remove-lead = { $place } ne reçoit plus rien, et aucune liste ne le ramène. Il peut redemander lui-même.
subscribers-done-removed = Retiré.
subscribers-import-title = Reprendre une liste
subscribers-import-lead = Chaque nouvelle adresse est prévenue dès maintenant. Celles qui sont parties restent dehors, celles qui sont là restent telles quelles.
subscribers-file = La liste, en CSV
subscribers-file-hint = La première ligne nomme les colonnes : { $columns }. Seule « address » est nécessaire. Au-delà de 10 000 lignes, utilisez la commande « beffroi subscribers import ».
subscribers-reason = D’où viennent-elles, et quand ont-elles dit oui ?
subscribers-reason-hint = Le journal en garde une empreinte.
subscribers-vouch = Chacune de ces adresses a accepté d’être prévenue
subscribers-import-do = Les reprendre
subscribers-came-new = { $count ->
    [one] { $n } adresse prévenue désormais.
   *[other] { $n } adresses prévenues désormais.
}
subscribers-came-known = { $count ->
    [one] { $n } était déjà là.
   *[other] { $n } étaient déjà là.
}
subscribers-came-left = { $count ->
    [one] { $n } était partie et reste dehors.
   *[other] { $n } étaient parties et restent dehors.
}
subscribers-came-refused = { $count ->
    [one] { $n } ligne n’a pas pu être lue.
   *[other] { $n } lignes n’ont pas pu être lues.
}
subscribers-refused = Ce qui n’a pas pu être lu
subscribers-line = { $count ->
    [one] Ligne { $n }
   *[other] Ligne { $n }
}
subscribers-forget-title = Oublier une personne
subscribers-forget-lead = Tout ce qu’on sait de cette adresse disparaît : ce qu’elle reçoit, ce dont elle est responsable, les lettres qui l’attendent, sur toutes les pages que vous administrez. Seule reste une empreinte, pour qu’aucune liste ne la ramène. C’est définitif.
subscribers-forget-hint = Une adresse e-mail, un numéro ou l’adresse d’un webhook, en entier.
subscribers-forget-do = Oublier cette adresse
subscribers-forgotten = { $count ->
    [one] Oubliée. Elle recevait { $n } chose.
   *[other] Oubliée. Elle recevait { $n } choses.
}
