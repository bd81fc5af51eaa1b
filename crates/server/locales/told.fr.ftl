# What was told, and how far each of it is.
told-title = Ce qui a été dit
told-lead = Chaque message en route vers ceux qui l’ont demandé. L’envoi continue de lui-même, même si personne ne regarde.
told-none = Rien n’a encore été dit.
told-look = Regarder à nouveau
told-whom = Qui n’a pas été atteint
told-whom-none = Tous ceux qui ont été essayés sont atteints.
told-again = Réessayer
told-again-done = Un nouvel essai est en cours.
told-sent = { $sent } envoyés sur { $all }
told-queued = { $count ->
    [one] un en attente
   *[other] { $n } en attente
}
told-retried = { $count ->
    [one] un nouvel essai prévu
   *[other] { $n } nouveaux essais prévus
}
told-lane-mail = Par e-mail
told-lane-call = Par appel
told-rate = { $count ->
    [one] un par seconde
   *[other] { $n } par seconde
}
told-over = tous essayés à { $when }
told-end = fini vers { $when }
told-pace = { $rate }, { $end }
told-failed = { $count ->
    [one] Un non atteint : { $reason }
   *[other] { $n } non atteints : { $reason }
}
told-left = Désabonné depuis
told-tries = { $count ->
    [one] essayé une fois
   *[other] essayé { $n } fois
}
told-reason-asked-to-leave = son propriétaire ne veut plus rien recevoir
told-reason-bounced = son message est revenu
told-reason-busy = occupé trop longtemps
told-reason-closed = son salon est fermé
told-reason-failing = son programme échoue sans cesse
told-reason-fault = une erreur de notre part, que le journal garde
told-reason-forbidden = nous n’avons pas le droit d’y écrire
told-reason-full = sa boîte est pleine
told-reason-moved = a déménagé
told-reason-no-such-address = cette adresse n’existe pas
told-reason-not-called = ce n’est pas une adresse que nous appelons
told-reason-private-address = se trouve dans un réseau privé
told-reason-refused = refusé
told-reason-slow = trop lent à répondre
told-reason-too-large = le message est trop grand
told-reason-unexplained = refusé sans raison
told-reason-unfit = aucun message n’a pu être fait
told-reason-unreached = personne n’a répondu
told-reason-unreadable = la réponse est illisible
