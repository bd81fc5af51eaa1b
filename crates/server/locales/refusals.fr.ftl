# Pourquoi non, et que faire. Un refus nomme sa clé ; les programmes reçoivent l’anglais du code.

## La porte de la console

refusal-elsewhere = Ce formulaire ne venait pas de la console. Rouvrez la page et envoyez-le de là.
refusal-sign-in = L’adresse et le mot de passe ne correspondent pas. Réessayez.
refusal-sign-in-many = Trop d’essais. Attendez dix minutes, ou demandez un lien à un administrateur.
refusal-oidc-away = { $provider } ne répond pas. Réessayez dans une minute, ou connectez-vous avec votre mot de passe.
refusal-oidc-clock = { $provider } et ce serveur ne sont pas à la même heure. La personne qui gère ce serveur doit régler son horloge.
refusal-oidc-declined = { $provider } ne vous a pas laissé passer. Réessayez, ou connectez-vous avec votre mot de passe.
refusal-oidc-untrusted = La réponse de { $provider } n’a pas pu être vérifiée ; personne n’est entré. La personne qui gère ce serveur en trouve la raison dans son journal.
refusal-oidc-stale = Cette connexion est terminée, ou a commencé dans un autre navigateur. Recommencez ici.
refusal-oidc-unverified = { $provider } n’a pas vérifié votre adresse électronique. Faites-la vérifier là-bas, ou connectez-vous avec votre mot de passe et reliez votre compte.
refusal-oidc-stranger = Personne n’est invité ici avec l’adresse que { $provider } connaît de vous. Demandez à un administrateur d’inviter cette adresse.
refusal-oidc-taken = Ce compte { $provider } est celui d’un autre membre d’ici. Déconnectez-vous là-bas et choisissez le vôtre.
refusal-oidc-another = Vous êtes relié à un autre compte { $provider }. Servez-vous de celui-là, ou déliez-le d’abord.
refusal-oidc-last = Rien d’autre ne vous ferait entrer. Choisissez d’abord un mot de passe, puis déliez.
refusal-link = Ce lien a déjà servi, ou il est trop ancien. Demandez-en un autre à qui vous l’a envoyé.
refusal-old-password = Ce n’est pas votre mot de passe actuel. Écrivez-le de nouveau.
refusal-password-short = Écrivez un mot de passe de 12 caractères ou plus. Plusieurs mots se retiennent facilement.
refusal-password-common = Ce mot de passe est parmi les premiers que l’on devine. Choisissez-en un autre, par exemple quatre mots sans rapport entre eux.
refusal-password-busy = Trop de personnes se connectent en ce moment. Réessayez dans un instant.

## Membres, rôles, clés

refusal-role-unknown = Choisissez un rôle : lecture, rédaction, publication ou administration.
refusal-scope-unknown = Choisissez ce que la clé permet.
refusal-email = Écrivez une adresse électronique comme anna@example.com.
refusal-email-taken = Un membre se connecte déjà avec cette adresse. Choisissez-en une autre, ou changez la sienne.
refusal-name = Écrivez un nom de 80 caractères au plus.
refusal-name-empty = Écrivez un nom, ou n’en envoyez pas pour garder l’actuel.
refusal-last-administrator = C’est la dernière personne qui administre toutes les pages. Confiez d’abord ce rôle à quelqu’un d’autre.
refusal-forget-first-remove = Retirez d’abord ce membre. Ensuite, ses données pourront être effacées.
refusal-role-responder = Votre rôle sur cette page permet de lire, pas d’écrire. Demandez plus à un administrateur.
refusal-role-publisher = Votre rôle permet d’écrire des brouillons, pas de publier. Enregistrez un brouillon, ou demandez à quelqu’un qui peut publier.
refusal-role-administrator = Seul un administrateur peut faire cela. Demandez à l’un d’eux.
refusal-scope = Il manque « { $scope } » à cette clé. Créez-en une autre qui l’a.
refusal-token-name = Dites à quoi sert la clé, en 80 caractères au plus.
refusal-token-scopes = Choisissez au moins une chose que la clé permet.
refusal-token-pages = Choisissez au moins une page, ou toutes.
refusal-token-end = Choisissez une fin à venir.

## Incidents

refusal-incident-moved-on = Quelqu’un d’autre a modifié cet incident entre-temps. Regardez où il en est, puis renvoyez votre texte.
refusal-locale-not-spoken = Aucune page de cet incident n’est en « { $locale } ». Retirez ce texte.
refusal-component-elsewhere = Ce service ne figure sur aucune page de l’incident. Retirez-le.
refusal-no-page = Choisissez au moins une page.
refusal-no-title = Donnez un titre dans au moins une langue.
refusal-window-ended = Cette période est terminée. Corrigez ses heures si elles sont fausses.
refusal-start-to-come = Cette heure est encore à venir. Indiquez quand cela a commencé, ou prévoyez une maintenance.
refusal-end-to-come = Cette heure est encore à venir. Indiquez quand c’est arrivé.
refusal-ends-before-start = La fin précède le début. Corrigez l’une des deux heures.
refusal-incident-over = Cet incident est terminé. Rouvrez-le si le problème est revenu.
refusal-window-starts-later = Une période de cet incident a commencé plus tard. Corrigez-la d’abord, ou donnez une heure plus tardive.
refusal-status-postmortem = Un post-mortem se publie comme compte rendu, pas comme état.
refusal-reference = Écrivez une référence comme TSR-1723, de 40 caractères au plus.
refusal-reference-number = Comptez les références à partir de 1.
refusal-published-to-come = Rien ne peut avoir été publié dans le futur. Laissez l’heure vide pour maintenant.
refusal-late-components = Des points plus récents sont déjà publiés. Ajoutez ou corrigez une période au lieu de changer un service.
refusal-resolved-already = Cet incident est déjà terminé. Publiez un point s’il reste un mot à ajouter.
refusal-open-already = Cet incident est ouvert. Publiez un point, ou ajoutez-lui une période.
refusal-reopen-status = Pour le rouvrir, choisissez analyse en cours, cause identifiée ou sous surveillance.
refusal-needs-approval = Cette page demande une relecture. Enregistrez un brouillon et faites-le approuver, ou publiez en urgence en disant pourquoi.
refusal-no-text = Écrivez-le dans au moins une langue.
refusal-figure = Écrivez d’abord le plus petit nombre. Une part se situe entre 0 et 100 %.
refusal-address = Écrivez une adresse entière, qui commence par https://.
refusal-merge-self = Choisissez un autre incident dans lequel fusionner celui-ci.
refusal-merged-already = Cet incident a été fusionné dans un autre. Ouvrez celui auquel il renvoie.
refusal-draft-over = Ce brouillon est publié ou abandonné. Commencez-en un autre.
refusal-draft-moved-on = Quelqu’un d’autre a modifié ce brouillon entre-temps. Regardez-le, puis enregistrez le vôtre de nouveau.
refusal-draft-not-submitted = Personne n’a encore demandé de relecture de ce brouillon. Demandez-la d’abord.
refusal-approve-own = Vous êtes la dernière personne à avoir écrit ce brouillon. Quelqu’un d’autre doit l’approuver.
refusal-crisis-role = Choisissez un rôle : pilotage, communication ou main courante.
refusal-note = Écrivez quelque chose, en 20 000 caractères au plus.
refusal-template-name = Donnez au modèle un nom de 80 caractères au plus.
refusal-template-taken = Cette page a déjà un modèle de ce nom. Choisissez-en un autre.
refusal-idempotency-key = Une Idempotency-Key est un mot à vous, de 1 à 255 caractères.
refusal-idempotency-other = Autre chose a été demandé sous cette Idempotency-Key. Choisissez-en une autre.

## Maintenances

refusal-work-upside-down = Elle finirait avant d’avoir commencé. Mettez la fin après le début.
refusal-work-over = Elle serait déjà terminée. Choisissez une fin à venir.
refusal-work-into-itself = Elle reviendrait avant d’être terminée. Faites-la plus courte ou plus rare.
refusal-work-reminder = Rappelez entre 5 minutes et 14 jours avant, ou pas du tout.
refusal-work-component = Un de ces services n’est pas sur la page. Choisissez parmi ceux qui y sont.
refusal-work-no-words = Écrivez quelque chose dans au moins une langue.
refusal-work-moved-on = Quelqu’un d’autre a publié un point entre-temps. Lisez-le, puis renvoyez votre texte.
refusal-work-begun = Elle a commencé. Seule sa fin peut changer, et plus rien une fois terminée.
refusal-work-too-early = La prochaine fois est dans plus d’un jour. Prévoyez une maintenance à part.
refusal-work-no-such-time = Elle n’est plus prévue à ce moment. Choisissez parmi ceux qui restent.
refusal-work-at = Indiquez un moment passé, et pas avant le début de la maintenance.
refusal-work-already = Quelqu’un l’a déjà fait. Regardez où elle en est.
refusal-work-is-over = Elle est terminée ou annulée. Prévoyez-en une nouvelle.
refusal-work-not-begun = Elle n’a pas commencé. Commencez-la d’abord.
refusal-work-under-way = Elle est en cours. Terminez-la.

## Pages

refusal-page-locales = Indiquez au moins une langue, celle par défaut en premier.
refusal-page-zone = Indiquez un fuseau horaire comme Europe/Paris.

## Audit, duty

refusal-audit-id = Écrivez un identifiant entier, tel qu’il figure dans une ligne.
refusal-audit-day = Écrivez un jour, comme 2026-03-04.
refusal-duty-member = Choisissez qui est appelé.
refusal-route-twice = Cette adresse est déjà sur votre liste. Écrivez-en une autre.
refusal-route-many = Cinq adresses au plus. Retirez-en d’abord une.
refusal-route-links = Beaucoup de liens sont déjà partis. Attendez une heure avant d’en demander d’autres.
refusal-letter-old = Cette lettre est trop ancienne pour partir. Refaites la demande.
refusal-duty-time = Écrivez un jour et une heure, comme 2026-03-04 18:00.
refusal-duty-minutes = Écrivez des minutes entières, de 1 à 10080, soit une semaine.
refusal-duty-turn-end = Un tour d’astreinte finit après son début. Écrivez une fin plus tardive.
refusal-duty-position = Écrivez 1 pour qui est appelé d’abord, 2 pour le suivant, jusqu’à 99.

## Qui veut être prévenu

refusal-subscription-mail = Écrivez une adresse e-mail comme anna@example.com.
refusal-subscription-mail-letters = Écrivez des lettres sans accent devant le @ : nos e-mails n’atteignent aucune autre adresse.
refusal-subscription-url = Écrivez l’adresse entière, avec https:// devant et sans nom ni mot de passe.
refusal-subscription-phone = Écrivez le numéro avec l’indicatif du pays, par exemple +33 6 12 34 56 78.
refusal-subscription-country = Seuls les numéros qui commencent par { $codes } peuvent être joints d’ici. Choisissez un autre moyen, comme l’e-mail ou un flux.
refusal-subscription-spent = Aucun SMS ne peut plus partir pour le moment : ce qui leur est réservé est épuisé. Choisissez un autre moyen, ou réessayez plus tard.
refusal-subscription-codes = Beaucoup de personnes demandent un code en ce moment. Attendez une heure, ou choisissez un autre moyen.
refusal-subscription-network = Trop de codes ont été demandés aujourd’hui depuis votre réseau. Réessayez demain, ou choisissez un autre moyen.
refusal-subscription-code = Ce n’est pas le bon code. Regardez à nouveau le message ; c’est le plus récent qui compte.
refusal-subscription-code-over = Ce code n’est plus valable : il est trop ancien, ou a été essayé trop souvent. Demandez-en un autre.
refusal-subscription-kinds = Choisissez au moins un type de nouvelles.
refusal-subscription-locale = Choisissez une des langues de cette page.
refusal-subscription-parts = Choisissez au moins un service, ou tous.
refusal-subscription-providers = Choisissez des prestataires que la page affiche.
refusal-subscription-provider-names = Pas de tel prestataire. Écrivez les noms des prestataires comme dans leurs adresses.
refusal-subscription-no-provider = Cochez au moins un prestataire, ou demandez aussi cette page.
refusal-subscription-shown = Le secret a déjà été montré. S’il est perdu, faites-en un autre.
refusal-bell-gather = La suite attend au plus 1440 minutes, soit un jour ; avec 0, tout part aussitôt.
refusal-subscription-elsewhere = Ce formulaire ne vient pas de cette page. Rouvrez-la et envoyez-le de là.
refusal-subscription-many = Trop de demandes viennent de votre réseau. Attendez dix minutes, puis réessayez.
refusal-subscription-reason = Dites d’où viennent ces adresses et quand elles ont dit oui, en dix lettres au moins.
refusal-subscription-vouch = Cochez que chacune de ces adresses a dit oui.
refusal-subscription-columns = La première ligne nomme les colonnes. L’une d’elles est « address » ou « email ».
refusal-subscription-channel = Pas de tel moyen dans une liste. Écrivez email, webhook, slack, teams, discord, mattermost, google_chat ou statuspage.
refusal-subscription-services = Pas de tel service. Écrivez les identifiants de services ou de groupes de cette page.
refusal-subscription-unasked = Cette adresse n’avait pas encore dit oui, ou ne suivait qu’un seul incident : aucune liste ne reprend cela.
refusal-nobody-given-up = Plus personne parmi eux n’attend un nouvel essai. Regardez la liste à nouveau.

## Le guichet

refusal-desk-rules = Les délais de réponse sont de 30 jours au plus, et 0 ne promet rien ; les jours vont de 1 à 3650 ; le nombre minimal de signalements de 1 à 10000.
refusal-affected-line = Ligne { $line } : écrivez un marchand, une virgule et un nombre, par exemple Atelier Brume,12.
refusal-affected-many = Un tableau compte { $most } marchands au plus.
