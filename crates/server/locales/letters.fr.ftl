# Lettres aux membres, en français : brèves, sans mot de métier.

letter-hello = Bonjour { $name },
letter-hello-nobody = Bonjour,
letter-signature = Beffroi, pour { $host }

letter-invitation-subject = Votre invitation à { $host }
letter-invitation-text = On vous invite à participer à ce que { $host } dit à ses lecteurs quand quelque chose tombe en panne. Choisissez un mot de passe, et vous y êtes.
letter-invitation-button = Accepter l’invitation
letter-invitation-unasked = Si vous n’attendiez pas cette lettre, vous n’avez rien à faire.

letter-recovery-subject = Un nouveau mot de passe pour { $host }
letter-recovery-text = Quelqu’un a demandé un nouveau mot de passe pour votre compte sur { $host }. Si c’est vous, choisissez-le maintenant.
letter-recovery-button = Choisir un nouveau mot de passe
letter-recovery-unasked = Si ce n’est pas vous, vous n’avez rien à faire : votre mot de passe reste le même.

letter-route-subject = Est-ce votre adresse d’astreinte pour { $host } ?
letter-route-text = Vous voulez recevoir à cette adresse les appels d’astreinte pour { $host }. Confirmez-la, et ils viendront ici.
letter-route-button = Confirmer cette adresse
letter-route-unasked = Si vous n’attendiez pas cette lettre, vous n’avez rien à faire : rien d’autre ne sera envoyé ici.

letter-factor-subject = Votre connexion à { $host } a changé
letter-factor-codes-added = Une application de votre téléphone montre désormais des codes, demandés à votre connexion à { $host }.
letter-factor-codes-removed = Les codes de votre application ne sont plus demandés à votre connexion à { $host }.
letter-factor-passkey-added = Une clé d’accès a été ajoutée à votre compte sur { $host }. Qui l’a peut se connecter à votre place.
letter-factor-passkey-removed = Une clé d’accès a été retirée de votre compte sur { $host }. Elle n’ouvre plus rien.
letter-factor-taken = Votre application, vos clés d’accès et vos codes de secours sur { $host } ont été retirés. Vous êtes déconnecté partout, et vous vous connectez avec votre mot de passe.
letter-factor-button = Voir votre compte
letter-factor-unasked = Si cela ne vient pas de vous, ou que vous ne l’avez pas demandé, changez tout de suite votre mot de passe et prévenez un administrateur.

letter-link-days = { $count ->
    [one] Le lien ne sert qu’une fois, pendant un jour. Il n’est que pour vous.
   *[other] Le lien ne sert qu’une fois, pendant { $n } jours. Il n’est que pour vous.
}
letter-link-hours = { $count ->
    [one] Le lien ne sert qu’une fois, pendant une heure. Il n’est que pour vous.
   *[other] Le lien ne sert qu’une fois, pendant { $n } heures. Il n’est que pour vous.
}

letter-reminder-subject = À vous : { $title }
letter-reminder-text = Vous êtes d’astreinte. Depuis { $length }, rien de nouveau n’a été dit aux lecteurs sur « { $title } ».
letter-escalation-subject = Sans réponse, c’est à vous : { $title }
letter-escalation-text = La personne appelée avant vous n’a pas répondu. Depuis { $length }, rien de nouveau n’a été dit aux lecteurs sur « { $title } ».
letter-duty-button = Je m’en charge
letter-duty-next = { $count ->
    [one] Sans réponse de votre part d’ici une minute, la personne suivante de la liste est appelée.
   *[other] Sans réponse de votre part d’ici { $n } minutes, la personne suivante de la liste est appelée.
}
letter-duty-last = Vous êtes au bout de la liste : personne n’est appelé après vous.

recover-title = Mot de passe perdu ?
recover-lead = Écrivez l’adresse avec laquelle vous vous connectez. Nous y enverrons un lien.
recover-send = Envoyer le lien
recover-sent = Si un membre se connecte avec cette adresse, une lettre est en route. Son lien ne sert qu’une fois, pendant une heure.
recover-back = Retour à la connexion
