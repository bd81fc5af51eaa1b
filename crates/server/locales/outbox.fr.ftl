# Ce que la console dit des lettres qui ne sont pas parties.

letters-title = Courriels
letters-no-mail = Aucun relais de courrier n’est configuré : aucun courriel ne part.
letters-waiting-none = Aucune lettre n’attend.
letters-waiting = { $count ->
    [one] Une lettre attend de partir.
   *[other] { $n } lettres attendent de partir.
}
letters-away = Le relais ne prend aucune lettre. Elles attendent, rien n’est perdu. Depuis le
letters-dead = Non remises
letters-none = Toutes les lettres sont parties.
letters-asked = écrite le
letters-tries-none = jamais essayée
letters-tries = { $count ->
    [one] essayée une fois
   *[other] essayée { $n } fois
}
letters-again = Réessayer
letters-all-again = Les réessayer toutes
letters-let-go = Abandonner
letters-let-go-title = Abandonner cette lettre ?
letters-let-go-lead = Elle ne sera plus envoyée et quitte cette liste. Qui a besoin de ce qu’elle disait doit l’apprendre autrement.
letters-done-again = Nouvel essai en cours.
letters-done-gone = Lettre abandonnée.
letters-kind-invitation = Invitation
letters-kind-recovery = Nouveau mot de passe
letters-kind-route = Adresse d’astreinte
letters-kind-reminder = Appel d’astreinte
letters-kind-preview = Aperçu d’un message
letters-kind-escalation = Appel d’astreinte, au suivant
letters-kind-subscription = Confirmation d’un abonnement
letters-kind-subscription-news = Nouvelles d’un abonnement
letters-why-refused = Le relais la refuse définitivement : { $number }. Vérifiez l’adresse.
letters-why-off = Le relais l’a sans cesse remise à plus tard : { $number }.
letters-why-late = Trop tard : ce qu’elle dit n’est plus vrai.
letters-why-forgotten = La personne à qui elle allait a été effacée.
