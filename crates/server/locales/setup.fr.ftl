# Les pages et ce qui les compose, dans la console.

## Pages

setup-title = Pages
setup-new = Créer une page
setup-none = Il n’y a pas encore de page.
setup-parts = Services
setup-edit = Réglages
setup-look = Ce que voient les lecteurs
setup-private = privée
setup-new-lead = Le nom et les langues peuvent changer plus tard ; le nom dans les adresses, non.
setup-slug = Nom dans les adresses
setup-slug-hint = Minuscules, chiffres et « - », comme ma-page
setup-name = Nom
setup-locales = Langues
setup-locales-hint = Des codes séparés par des virgules, celui par défaut en premier : fr, en, it
setup-zone = Fuseau horaire
setup-zone-hint = Comme Europe/Paris
setup-hosts = Noms d’hôte de la page
setup-hosts-hint = Comme status.example.com ; plusieurs avec des virgules. Peut rester vide.
setup-access = Qui peut la lire ?
setup-access-public = Tout le monde
setup-access-private = Qui a un lien ou le mot de passe
setup-approval = Une deuxième personne relit avant toute publication
setup-prefix = Les références d’incidents commencent par
setup-prefix-hint = Comme TSR- ; un numéro suit automatiquement. Peut rester vide.
setup-do-make = Créer la page
setup-do-store = Enregistrer
setup-done = Enregistré.
setup-kept = Géré par le fichier { $file } : ce qu’il dit l’emporte à sa prochaine application.

## Services

parts-lead = Dans l’ordre où les lecteurs les voient.
parts-kept = géré par un fichier
parts-none = Il n’y a pas encore de service.
parts-alone = Sans groupe
parts-new = Ajouter un service
parts-new-group = Ajouter un groupe
parts-edit = Modifier
parts-up = Monter
parts-down = Descendre
parts-name = Nom
parts-about = Ce que c’est, en une phrase
parts-group = Groupe
parts-group-none = Aucun
parts-showcase = Montrer ses quatre-vingt-dix derniers jours
parts-only = Ne le montrer que s’il a un problème
parts-delete = Retirer ce service
parts-delete-group = Retirer le groupe
parts-delete-note = Les incidents qui le citent continuent de le citer.
parts-delete-group-note = Ses services restent, sans groupe.

## Modèles

templates-title = Modèles
templates-lead = Des textes préparés à l’avance, pour quand quelque chose tombe en panne.
templates-none = Il n’y a pas encore de modèle.
templates-new = Créer un modèle
templates-name = Comment l’appelez-vous ?
templates-name-hint = Seule l’équipe le voit.
templates-what = Titre de l’incident
templates-places = Mettez entre accolades doubles ce qui sera rempli plus tard, comme le nom d’un service.
templates-text = Ce qui est dit aux lecteurs
templates-status = État
templates-impact = Impact
templates-open = laissé ouvert
templates-parts = Services qui changent avec lui
templates-delete = Retirer le modèle
setup-gather = Rassembler les messages rapprochés
setup-gather-hint = Nombre de minutes pendant lesquelles un nouveau message en attend d’autres, pour partir avec eux en un seul envoi ; 0 envoie chacun aussitôt. Le premier message et la fin n’attendent jamais.
