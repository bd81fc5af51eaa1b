# Ce que dit la console autour du poste : son cadre, la porte, les comptes, les membres, les clés.

## Le cadre

console-ways = Console
console-way-desk = Incidents
console-sign-out = Se déconnecter
console-back = Vers les incidents
console-not-found = Il n’y a rien à cette adresse, ou vous n’avez pas de rôle sur cette page.
console-refused = Ce n’est pas fait
console-fault = Une erreur est survenue de notre côté, et ce que vous avez écrit n’a pas été gardé. Revenez en arrière et réessayez. Si cela se répète, donnez ce numéro à la personne qui gère ce serveur :

## La porte

sign-in-title = Connexion
sign-in-enter = Se connecter
sign-in-lost = Mot de passe perdu ? Un administrateur peut vous faire un lien. Sinon, la personne qui gère ce serveur le peut avec « beffroi member link ».
field-name = Nom
field-email = Adresse électronique
field-password = Mot de passe
field-password-hint = 12 caractères ou plus. Quatre mots sans rapport entre eux se retiennent bien et se devinent mal.
welcome-first = Premier administrateur
welcome-first-lead = Personne n’administre encore cette installation. Avec ce lien, vous en devenez le premier administrateur et pourrez faire entrer les autres.
welcome-invite = Bienvenue
welcome-invite-lead = { $name }, choisissez un mot de passe. Vous vous connecterez avec { $email }.
welcome-recover = Nouveau mot de passe
welcome-recover-lead = { $name }, choisissez un nouveau mot de passe. Vous vous connecterez avec { $email } ; toutes les autres sessions prennent fin.
welcome-enter = Choisir ce mot de passe et se connecter
provider-enter = Se connecter avec { $provider }
provider-leads = Vers { $provider }
provider-leads-lead = La suite vient d’elle-même. Si rien ne se passe, suivez le lien.
provider-go = Continuer vers { $provider }

## Comptes

console-way-members = Membres
console-way-keys = Clés
account-title = Votre compte
account-password = Changer de mot de passe
account-password-set = Changer de mot de passe
account-sessions = Où vous êtes connecté
account-sessions-note = Une session dure 14 jours. Si vous n’en reconnaissez pas une, déconnectez-la, puis changez de mot de passe.
account-since = connexion le
account-seen = dernière activité
account-this = ce navigateur
account-end = Déconnecter
account-end-others = Déconnecter partout ailleurs
provider-link-title = Relier votre compte ?
provider-link-lead = Vous passez par le fournisseur, vous y dites qui vous êtes, et vous revenez. Ensuite, vous pourrez vous connecter avec lui.
provider-link-do = Relier un compte
provider-link-note = Une fois votre compte relié, vous pourrez vous connecter avec lui.
provider-since = relié depuis
provider-used = dernière utilisation
provider-unlink-title = Délier votre compte ?
provider-unlink-lead = Vous ne pourrez plus vous connecter ici avec lui. Le compte lui-même reste tel qu’il est.
provider-unlink-do = Délier le compte
done-linked = Votre compte est relié. Vous pouvez désormais vous connecter avec lui.
done-unlinked = Votre compte n’est plus relié.
field-old = Votre mot de passe actuel
done-password = Votre mot de passe est changé. Toutes les autres sessions sont terminées.
done-ended = La session est terminée.

## Membres

all-pages = toutes les pages
role-reader = Lecture
role-responder = Rédaction
role-publisher = Publication
role-administrator = Administration
role-reader-may = Lecture : voit les brouillons et les notes
role-responder-may = Rédaction : écrit des brouillons
role-publisher-may = Publication : publie
role-administrator-may = Administration : décide aussi qui peut quoi
role-on = { $role } sur { $page }
role-give = Donner ce rôle
role-take = Retirer
members-title = Membres
members-gone = Anciens membres
member-left = départ le
member-nobody = Personne effacée
member-roles = Rôles
member-no-roles = Aucun rôle : cette personne peut se connecter, mais ne voit rien.
member-more = Accès
member-link = Faire un lien pour choisir un nouveau mot de passe
member-link-note = Pour un membre qui a perdu de quoi se connecter, ou son invitation. Le lien sert une fois ; ses autres sessions prennent alors fin.
member-link-send = Envoyer un lien par courriel
member-link-show = Afficher un lien à remettre vous-même
member-remove = Retirer { $name }
member-remove-title = Retirer { $name } ?
member-remove-lead = Cette personne est aussitôt déconnectée partout et ne peut plus entrer. Les clés qu’elle a créées cessent de fonctionner. Ce qu’elle a écrit reste, sous son nom.
member-forget = Effacer { $name }
member-forget-title = Effacer { $name } ?
member-forget-lead = Son nom est effacé. Ce qui a été fait reste, sans nom. C’est définitif.
leave-it = Non, ne rien changer
to-members = Tous les membres
invite-title = Inviter quelqu’un
invite-enter = Inviter
invited-title = Invitation prête
invited-lead = Envoyez vous-même ce lien à { $name }. Il sert une fois, pendant sept jours, et ne sera plus montré.
relink-title = Nouveau lien
relink-lead = Envoyez vous-même ce lien à { $name }. Il sert une fois, pendant une heure, et ne sera plus montré.
field-role = Rôle
field-page = Sur quelle page
done-removed = Membre retiré, déconnecté partout.
done-forgotten = Données effacées.
done-sent = Une lettre avec le lien est en route. Il sert une fois. Si elle n’arrive pas, regardez dans les indésirables.

## Clés de programmes

keys-title = Clés
keys-lead = Une clé permet à un programme d’utiliser l’API : un script, une sonde, « beffroi » en ligne de commande.
keys-none = Il n’y a pas encore de clé.
key-make = Créer une clé
key-made-title = Votre nouvelle clé
key-made-lead = Copiez-la maintenant : elle ne sera plus montrée. Qui la détient peut tout ce qu’elle permet.
key-take = Révoquer
key-taken = révoquée
key-ended = expirée
key-used = dernier usage
key-unused = jamais utilisée
key-until = jusqu’au
key-never = Sans fin
to-keys = Toutes les clés
field-purpose = À quoi sert-elle ?
field-scopes = Que permet-elle ?
field-days = Combien de temps ?
scope-read = read : lire ce que voit un membre
scope-write = write : écrire des brouillons
scope-publish = publish : publier
scope-bypass = bypass : publier sans la relecture que demande une page
scope-admin = admin : pages et services
done-revoked = Clé révoquée. Elle n’ouvre plus rien.
