# La console sur les autres fournisseurs : les pages d’état suivies, et les tickets chez eux.

watch-title = Fournisseurs
watch-lead = Les pages d’état officielles d’autres entreprises, consultées sans cesse. Ce que personne ne peut savoir est inconnu, jamais « tout va bien ».
watch-none = Aucun fournisseur n’est encore suivi.
watch-follow = Suivre une page
watch-checked = Dernière consultation
watch-unchecked = Pas encore consultée
watch-blind = État inconnu depuis
watch-left = Plus suivis
watch-kept = { $count ->
    [one] { $n } incident conservé
   *[other] { $n } incidents conservés
}
watch-shown = Où les lecteurs le voient
watch-shown-on = affiché sur { $pages }
watch-shown-nowhere = affiché à aucun lecteur
watch-follow-lead = L’adresse de sa page d’état officielle suffit : le format, les composants et l’étendue de l’historique sont reconnus à la première consultation.
watch-follow-do = Suivre
watch-page = Page officielle
watch-page-hint = Par exemple https://status.example.com
watch-name = Nom
watch-name-hint = Laissé vide, il prend le nom de l’hôte.
watch-pages = Pages qui l’affichent
watch-pages-hint = Les lecteurs de ces pages voient son état. Sans page cochée, il reste entre nous.
watch-pages-do = L’afficher là
watch-more = Nom dans les adresses, format
watch-slug = Nom dans les adresses
watch-slug-hint = De 1 à 40 minuscules, chiffres et « - ». Laissé vide, il est tiré du nom.
watch-form = Format
watch-form-hint = À reconnaître automatiquement, sauf si vous savez mieux.
watch-form-found = à reconnaître
watch-form-unknown = pas encore reconnu
watch-selectors = Sélecteurs
watch-selectors-hint = Seulement pour une page sans format : un par ligne, son nom d’abord, par exemple entry: .incident
watch-empty = Une liste vide veut dire que tout va bien
watch-empty-hint = À cocher seulement si le fournisseur vide sa liste à la main. Sinon, une liste vide peut vouloir dire que la liste est en panne.
watch-empty-title = Une liste vide
watch-empty-clear = veut dire que tout va bien
watch-empty-open = ne dit rien à elle seule
watch-since = depuis
watch-raw = Dans ses propres mots
watch-source = Où les programmes demandent
watch-archive = Archives
watch-vain = Dernièrement
watch-failures = { $count ->
    [one] { $n } consultation sans résultat
   *[other] { $n } consultations sans résultat
}
watch-seen = La page a été vue pour la dernière fois
watch-due = Prochaine consultation
watch-created = Suivi depuis
watch-left-at = Suivi jusqu’au
watch-look = Consulter maintenant
watch-settle = Corriger
watch-settle-title = Corriger { $name }
watch-settle-lead = Ce que vous écrivez ici vaut dès la prochaine consultation, qui a lieu aussitôt. Ce qui a été vu reste.
watch-settle-do = Enregistrer et consulter à nouveau
watch-leave-title = Ne plus suivre { $name } ?
watch-leave-do = Ne plus suivre
watch-leave-lead = La page n’est plus consultée et l’état est désormais inconnu. Ce qui a été vu reste, et les lecteurs le trouvent toujours. Vous pourrez la suivre de nouveau plus tard.
watch-done-followed = Suivi. La première consultation reconnaîtra le reste.
watch-done-settled = Enregistré. La page est consultée à nouveau aussitôt.
watch-done-shown = Enregistré.
watch-done-looking = La page sera consultée dès qu’une connexion sera libre.
watch-done-left = Ce fournisseur n’est plus suivi.
watch-parts = Composants
watch-parts-none = Aucun composant n’est connu.
watch-part-group = groupe
watch-part-gone = plus dans la liste
watch-changes = Derniers changements
watch-changes-none = Rien n’a encore été dit.
watch-change-new = nouveau
watch-change-gone = retiré de la page
watch-change-version = { $count ->
    [one] version { $n }
   *[other] version { $n }
}
watch-doubts = Ce qui n’a pas été compris
watch-doubts-note = Gardé tel quel. Un meilleur lecteur pourra le relire.
watch-odd-times = { $count ->
    [one] dans { $n } réponse
   *[other] dans { $n } réponses
}
watch-doubt-status = Personne ne connaît son mot « { $word } » pour l’avancement.
watch-doubt-severity = Personne ne connaît son mot « { $word } » pour la gravité.
watch-asks = Ce qui est demandé
watch-asks-none = Rien n’a encore été demandé.
watch-asks-note = Les adresses, la fréquence à laquelle chacune est demandée, et la dernière réponse.
watch-often-always = à chaque consultation
watch-often-seldom = de temps en temps
watch-often-once = une fois, en remontant l’historique
watch-often-done = une fois ; fait
watch-often-gone = une fois ; elle n’y était pas
watch-answer = A répondu
watch-answer-blind = N’a rien dit de lisible
watch-answer-none = Pas encore de réponse gardée
refusal-provider-selectors = Écrivez un sélecteur par ligne, son nom d’abord, par exemple entry: .incident
refusal-provider-shown = Choisissez des pages qui existent.
refusal-provider-pages = Une page que vous n’administrez pas l’affiche. Demandez à un administrateur de cette page.
watch-catalogue = Le catalogue
watch-search = Rechercher
watch-search-do = Chercher dans le catalogue
watch-search-pageless = aucune page d’état connue
watch-unverified = pas encore vérifié
watch-find = Voir ce que c’est
watch-found = C’est { $form }, à { $page }.
watch-found-none = Ce n’est pas un format que nous lisons.
watch-found-nobody = Personne ne peut dire ce que c’est.
watch-search-hint = { $count ->
    [one] Un nom ou une activité en anglais, comme acquirer ; { $n } fournisseur.
   *[other] Un nom ou une activité en anglais, comme acquirer ; { $n } fournisseurs.
}
watch-search-found = { $count ->
    [one] { $n } entrée correspond.
   *[other] { $n } entrées correspondent.
}
