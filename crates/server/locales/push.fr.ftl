# Les notifications dans un navigateur : l’entrée, et ce qui est demandé au navigateur.

subscribe-what-web-push = Même page fermée
subscribe-title-web-push = Être prévenu dans ce navigateur
subscribe-lead-web-push = Les nouvelles arrivent sur cet appareil sous forme de notifications, même quand la page est fermée. Votre navigateur vous demande la permission dès que vous appuyez sur le bouton.
push-submit = Activer les notifications
push-note = Vous pouvez modifier ou arrêter à tout moment, sur cette page. L’éditeur de votre navigateur achemine les notifications sous scellé : seul ce navigateur peut les lire.
push-without = Les notifications dans ce navigateur ont besoin de JavaScript, désactivé ici.
push-cannot = Ce navigateur ne peut pas afficher les notifications de cette page. Une fenêtre privée ne le peut jamais.
push-home = Sur iPhone et iPad, seules les pages placées sur l’écran d’accueil envoient des notifications. Touchez Partager, puis « Sur l’écran d’accueil » ; ouvrez la page de là et choisissez de nouveau « Être prévenu ».
push-mine = Voir et modifier ce que reçoit ce navigateur
push-denied = Les notifications de cette page sont bloquées dans ce navigateur. Autorisez-les dans ses réglages, puis appuyez de nouveau sur le bouton.
push-failed = Cela n’a pas marché : le navigateur n’a pas pu joindre le service qui achemine ses notifications. Réessayez dans un instant, ou choisissez un autre moyen.
push-asked-title = Un instant
push-asked = Une première notification est en route. Dès que ce navigateur l’a reçue, vous êtes prévenu, et cette page continue d’elle-même.
push-asked-late = Rien n’est encore arrivé. Vérifiez dans les réglages de votre appareil que les notifications sont autorisées pour ce navigateur, puis réessayez.
push-again = Réessayer
push-question = Désormais, vous êtes prévenu ici.
manage-place-browser = ce navigateur ({ $host })
refusal-subscription-browser = Ce navigateur n’a pas dit où le joindre. Autorisez les notifications et appuyez de nouveau sur le bouton.
