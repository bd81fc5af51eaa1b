# Pourquoi non, et que faire. Un refus nomme sa clé ; les programmes reçoivent l’anglais du code.

## Membres, rôles, clés

refusal-role-unknown = Choisissez un rôle : lecture, rédaction, publication ou administration.
refusal-scope-unknown = Choisissez ce que la clé permet.
refusal-email = Écrivez une adresse électronique comme anna@example.com.
refusal-email-taken = Un membre se connecte déjà avec cette adresse. Choisissez-en une autre, ou changez la sienne.
refusal-name = Écrivez un nom de 80 caractères au plus.
refusal-last-administrator = C’est la dernière personne qui administre toutes les pages. Confiez d’abord ce rôle à quelqu’un d’autre.
refusal-forget-first-remove = Retirez d’abord ce membre. Ensuite, ses données pourront être effacées.
refusal-role-responder = Votre rôle sur cette page permet de lire, pas d’écrire. Demandez-en davantage à l’administration.
refusal-role-publisher = Votre rôle permet d’écrire des brouillons, pas de publier. Enregistrez un brouillon, ou demandez à quelqu’un qui peut publier.
refusal-role-administrator = Seule l’administration peut faire cela. Adressez-vous à elle.
refusal-scope = Cette clé n’a pas la portée « { $scope } ». Créez-en une autre qui l’a.
refusal-token-name = Dites à quoi sert la clé, en 80 caractères au plus.
refusal-token-scopes = Choisissez au moins une chose que la clé permet.
refusal-token-pages = Choisissez au moins une page, ou toutes.
refusal-token-end = Choisissez une fin à venir.
