# Ce que dit la console autour du poste : son cadre, la porte, les comptes, les membres, les clés.

## Le cadre

console-ways = Console
console-way-desk = Poste
console-sign-out = Se déconnecter
console-back = Vers le poste
console-not-found = Il n’y a rien à cette adresse, ou vous n’avez pas de rôle sur cette page.
console-refused = Cela n’a pas été fait
console-fault = Une erreur est survenue de notre côté. Ce que vous avez écrit n’a pas été gardé ; revenez en arrière et réessayez. Donnez ce numéro à votre exploitant :
form-problem = Quelque chose ne va pas encore

## La porte

sign-in-title = Connexion
sign-in-enter = Se connecter
sign-in-lost = Mot de passe perdu ? L’administration peut vous faire un lien. À défaut, qui exploite ce serveur le peut avec « beffroi member link ».
field-name = Votre nom
field-email = Adresse électronique
field-password = Mot de passe
field-password-hint = 12 caractères ou plus. Quatre mots sans rapport entre eux se retiennent bien et se devinent mal.
welcome-first = La première administration
welcome-first-lead = Personne n’administre encore cette installation. Qui détient ce lien l’administre désormais, et peut faire entrer les autres.
welcome-invite = Bienvenue
welcome-invite-lead = { $name }, choisissez un mot de passe. Vous vous connecterez avec { $email }.
welcome-recover = Nouveau mot de passe
welcome-recover-lead = { $name }, choisissez un nouveau mot de passe. Vous vous connecterez avec { $email } ; toutes les autres sessions prennent fin.
welcome-enter = Choisir ce mot de passe et se connecter
