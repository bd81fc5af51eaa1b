# Deuxième étape et clés d’accès : à la porte, sur son compte, pour l’administration, et pourquoi non.

## À la porte

second-title = Encore une étape
second-lead-code = Écrivez les six chiffres que votre application montre maintenant.
second-lead-passkey = Utilisez votre clé d’accès.
second-code = Code de l’application, ou code de secours
second-recovery = Ou un code de secours
second-lost = Téléphone et codes perdus ? Un administrateur peut retirer cette étape de votre compte.
passkey-enter = Se connecter avec une clé d’accès
passkey-failed = L’appareil n’a pas répondu. Réessayez, ou entrez autrement.

## Son propre compte

factors-title = Deuxième étape à la connexion
factors-note = Un mot de passe connu d’un autre ne suffit alors plus. Une clé d’accès remplace aussi le mot de passe.
factor-needed = Ici, chacun a besoin d’une deuxième étape à la connexion. Ajoutez-en une ci-dessous pour continuer.
factor-codes = Codes d’une application
factor-codes-none = Une application sur votre téléphone montre un nouveau code toutes les trente secondes.
factor-passkeys = Clés d’accès
factor-passkey = Clé d’accès : { $name }
factor-passkey-none = Votre doigt, votre visage ou le code de votre appareil vous fait entrer.
factor-passkey-more = Une deuxième aide le jour où un appareil est perdu.
factor-recovery = Codes de secours
factor-recovery-left = { $count ->
    [one] il en reste { $n }
   *[other] il en reste { $n }
}
factor-since = depuis
factor-used = dernier usage
factor-add = Ajouter
factor-rename = Renommer
factor-remove = Retirer
factor-renew = En créer d’autres
done-factor = C’est fait.
done-factor-gone = C’est retiré. Toutes les autres sessions sont terminées.
proof-either = Votre mot de passe, ou un code de votre application
proof-password = Votre mot de passe
proof-code = Un code de votre application
codes-add-title = Codes d’une application
codes-add-lead = Scannez ceci avec une application d’authentification, puis écrivez le code qu’elle montre.
codes-add-picture = La clé en code QR ; elle figure aussi ci-dessous en toutes lettres
codes-add-same = Ouvrir dans une application de cet appareil
codes-add-by-hand = Ou saisissez cette clé dans l’application :
codes-add-code = Les six chiffres que l’application montre maintenant
codes-add-do = Utiliser cette application
codes-remove-title = Retirer l’application ?
codes-remove-lead = Ses codes n’ouvrent plus rien, et toutes vos autres sessions prennent fin.
codes-remove-do = Retirer l’application
recovery-codes-title = Vos codes de secours
recovery-codes-lead = Chacun de ces codes vous fait entrer une fois quand le téléphone ou la clé est perdu. Imprimez-les ou notez-les maintenant : ils ne seront plus montrés.
recovery-codes-kept = Je les ai gardés
recovery-renew-title = De nouveaux codes de secours ?
recovery-renew-lead = Ceux que vous avez cessent de fonctionner.
recovery-renew-do = Créer de nouveaux codes
passkey-add-title = Une clé d’accès
passkey-add-lead = Votre appareil, votre téléphone ou une clé de sécurité la garde. Votre navigateur demande où.
passkey-add-do = Créer la clé d’accès
passkey-scripts = Une clé d’accès demande un script, et votre navigateur n’en exécute pas ici. Les codes d’une application s’en passent.
passkey-name = Comment s’appelle-t-elle ?
passkey-name-hint = Pour la reconnaître, par exemple l’appareil où elle est.
passkey-rename-title = Renommer une clé d’accès
passkey-rename-do = Renommer
passkey-remove-title = Retirer la clé d’accès ?
passkey-remove-lead = Elle n’ouvre plus rien ici, et toutes vos autres sessions prennent fin. Elle reste sur l’appareil tant que vous ne l’y supprimez pas.
passkey-remove-do = Retirer la clé d’accès

## Un membre, pour l’administration

member-factors-none = Pas de deuxième étape à la connexion.
member-factors-some = A une deuxième étape à la connexion.
member-factors = Retirer la deuxième étape de { $name }
member-factors-title = Retirer la deuxième étape de { $name } ?
member-factors-lead = Pour un téléphone ou une clé perdus. Application, clés d’accès et codes de secours n’ouvrent plus rien, et cette personne est déconnectée partout. Le mot de passe suffit alors : assurez-vous que c’est bien elle qui le demande.
done-factors-taken = Retirée. Cette personne est déconnectée partout.

## Refus

refusal-code = Ce code n’est pas bon, ou il a déjà servi. Attendez le suivant, ou écrivez un code de secours.
refusal-code-new = Ce n’est pas le code que l’application montre maintenant. Écrivez les six chiffres, et vérifiez l’heure du téléphone.
refusal-codes-there = Une application vous montre déjà des codes. Retirez-la d’abord.
refusal-no-factor = Ce membre n’a pas de deuxième étape. Il n’y a rien à retirer.
refusal-passkey = Cette clé d’accès n’est pas connue ici, ou cela a pris trop de temps. Réessayez, ou entrez autrement.
refusal-passkey-name = Dites comment elle s’appelle, en 80 caractères au plus.
refusal-proof = Ce n’est ni votre mot de passe, ni un code valable maintenant. Écrivez l’un des deux.
refusal-long-ago = Votre connexion date un peu. Déconnectez-vous, reconnectez-vous, et faites-le dans les dix minutes.
refusal-factor-needed = Ici, chacun a besoin d’une deuxième étape à la connexion. Ajoutez-en d’abord une à votre compte.
