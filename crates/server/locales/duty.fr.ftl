# Ce que la console dit de la garde.

duty-title = Astreinte
duty-lead = Qui est appelé quand les lecteurs attendent un point depuis trop longtemps, et qui ensuite. L’appel vient par courriel ; il s’arrête quand quelqu’un s’en charge.
duty-lead-no-mail = Qui est appelé quand les lecteurs attendent un point depuis trop longtemps, et qui ensuite. Aucun relais de courrier n’est configuré : personne ne reçoit de courriel, les appels ne s’affichent qu’ici.
duty-now = D’astreinte en ce moment : { $names }
duty-turns = Tours d’astreinte
duty-none = La liste est vide.
duty-add = Ajouter un tour
duty-remove = Retirer
duty-who = Qui
duty-position = Ordre
duty-position-hint = 1 est appelé d’abord, 2 si 1 ne répond pas.
duty-from = Du
duty-until = Au
duty-until-hint = Laissez vide pour un tour sans fin.
duty-since = à partir du { $from }
duty-between = du { $from } au { $until }
duty-rule = Quand appeler
duty-rule-none = Personne n’est appelé.
duty-rule-said = Appel après { $silence } minutes sans point publié ; la personne suivante après { $answer } minutes sans réponse.
duty-silence = Minutes sans point publié
duty-answer = Minutes avant d’appeler la personne suivante
duty-rule-hint = Laissez les deux vides pour n’appeler personne.
duty-set = Enregistrer
duty-calls = Derniers appels
duty-call-lead = Rien de nouveau n’a été dit aux lecteurs depuis le { $since }.
duty-call-open = appel imminent
duty-call-asked = appel à { $name }
duty-call-taken = { $name } s’en charge
duty-call-ended = terminé

## Où joindre un membre

routes-title = Où vous joindre pendant l’astreinte
routes-lead = Les appels vont à toutes les adresses confirmées ici, dans cet ordre. S’il n’y en a pas, ils vont à { $email }, l’adresse de votre connexion.
routes-lead-no-mail = Aucun relais de courrier n’est configuré : personne ne reçoit de courriel, les appels ne s’affichent que dans la console.
routes-change = Changer ces adresses
route-waits = pas confirmée : rien n’y est encore envoyé
route-again = Renvoyer le lien
route-raise = Monter
route-remove = Retirer
route-add = Ajouter une adresse
route-sent = Un lien est en route. L’adresse comptera une fois confirmée.
route-removed = Adresse retirée. Rien n’y sera plus envoyé.
route-confirm-title = Confirmer une adresse
route-confirm-lead = Les appels d’astreinte iront aussi à { $address }. Appuyez sur le bouton si c’est ce que vous voulez.
route-confirmed = C’est confirmé : les appels viendront ici aussi.
routes-none = aucune adresse pour l’astreinte
field-address = Adresse électronique
field-address-hint = Un lien y est envoyé ; il vaut sept jours.
