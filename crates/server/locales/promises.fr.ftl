# Ce qui est promis aux lecteurs, en français.

promise-update = Prochain point
promise-acknowledgement = Premier message
promise-description = Ce qui ne va pas, et pourquoi
promise-resolution = Confirmation de la fin
promise-postmortem = Post-mortem
promise-other = Autre chose
promise-by = d’ici { $when }
promise-by-day = avant la fin du { $when }
promise-late = promis pour { $when }
promise-late-day = promis avant la fin du { $when }
promise-kept = { $when }
promise-kept-late = { $when }, avec { $length } de retard
promise-withdrawn = { $when }
promise-moved-from = Promis auparavant pour { $when }
promise-moved-from-day = Promis auparavant avant la fin du { $when }
promise-word-open = En cours
promise-word-moved = Reporté
promise-word-late = En retard
promise-word-kept = Tenu
promise-word-kept-late = Tenu en retard
promise-word-withdrawn = Retiré
promise-void = N’est plus nécessaire.
promises-of-incident = Ce qui a été promis
promises-count-kept = { $count ->
    [one] { $n } engagement tenu
   *[other] { $n } engagements tenus
}
promises-count-moved = { $count ->
    [one] { $n } reporté
   *[other] { $n } reportés
}
promises-count-late = { $count ->
    [one] { $n } en retard
   *[other] { $n } en retard
}
promises-count-withdrawn = { $count ->
    [one] { $n } retiré
   *[other] { $n } retirés
}

## Au bureau

promise-left = encore { $length }
promise-over-by = { $length } de retard
promises-desk = Engagements
promises-desk-none = Rien n’est promis aux lecteurs en ce moment.
promise-do-keep = Tenu
promise-do-change = Reporter ou retirer
promise-do-add = Promettre quelque chose
promise-do-make = Promettre
promise-do-move = Reporter
promise-do-withdraw = Retirer
promise-do-take = Promettre le prochain point pour { $when }
promise-do-also = Promettre pour { $when } : { $what }
promise-also = Promis avec ce texte
promise-also-hint = Décochez ce que vous ne promettez pas.
promise-also-one = { $what } (pour { $when })
promise-new = Promettre quelque chose
promise-new-lead = Les lecteurs le voient sur l’incident. Un rappel vous est envoyé avant l’échéance.
promise-kind = Quoi
promise-due = Pour quand
promise-due-hint = { $zone } Un jour seul veut dire avant la fin de ce jour ; une heure seule, la prochaine fois qu’il est cette heure.
promise-words = En quels mots
promise-words-hint = Seulement si le choix ci-dessus ne suffit pas.
promise-reason = Pourquoi
promise-reason-hint = Les lecteurs le voient, avec l’échéance promise auparavant.
promise-field = Prochain point d’ici
promise-field-hint = Laissez vide si la page promet d’elle-même, ou si personne ne peut le dire.
promise-fold = Dire quand les lecteurs en sauront plus
done-promise = C’est fait. Les lecteurs le voient.
moved-promise-made = a promis quelque chose
moved-promise-kept = a tenu un engagement
moved-promise-moved = a reporté un engagement
moved-promise-withdrawn = a retiré un engagement

## Refus

refusal-promise-past = Cette heure est passée. Promettez une heure à venir.
refusal-promise-far = C’est dans plus d’un an. Promettez une échéance plus proche.
refusal-promise-reason = Dites pourquoi, dans au moins une langue. Les lecteurs le voient.
refusal-promise-words = Dites ce qui est promis, dans au moins une langue.
refusal-promise-long = Écrivez 300 lettres au plus.
refusal-promise-twice = C’est déjà promis aux lecteurs. Reportez plutôt cet engagement.
refusal-promise-ended = Cet engagement est déjà tenu ou retiré. Faites-en un autre s’il y a une suite.
refusal-promise-same = C’est déjà promis pour cette échéance. Choisissez-en une autre.
refusal-promise-clock = Écrivez aussi l’heure : les lecteurs apprennent d’ici quand ils en sauront plus.
refusal-promise-due = Dites pour quand : un jour, ou un jour et une heure.
refusal-promise-kind = Choisissez ce qui est promis.
refusal-promise-rule-kind = Une règle ne peut rien promettre avec des mots à elle. Choisissez autre chose.
refusal-promise-rule-twice = Deux règles valent pour le même engagement et la même priorité. Gardez-en une.

## Ce que la page promet d’elle-même

promises-setup = Engagements par règle
promises-setup-lead = Ce que la page promet d’elle-même à ses lecteurs. Laissez une ligne vide là où elle ne promet rien.
promises-rule-note = Écrivez 30m, 4h, 1d (24 heures) ou 5wd (jours ouvrés : du lundi au vendredi, jusqu’à la fin du dernier). P1 30m vaut pour les incidents de priorité 1 ; une durée seule vaut pour tous les autres : 1d, P1 30m.
promises-rule-update-hint = Après chaque point d’un incident en cours, le suivant.
promises-rule-acknowledgement-hint = Dès l’ouverture d’un incident sans texte.
promises-rule-description-hint = Dès l’ouverture d’un incident, jusqu’à ce que sa cause soit dite.
promises-rule-resolution-hint = Dès qu’un incident est sous surveillance.
promises-rule-postmortem-hint = Dès la fin d’un incident.
promises-holidays = Jours chômés
promises-holidays-hint = Les jours du lundi au vendredi où personne ne travaille, par exemple 2026-05-01, séparés par des virgules.
refusal-promise-rule-line = Écrivez une durée comme 30m, 4h, 1d ou 5wd, avec P1 à P9 devant si elle ne vaut que pour une priorité.
refusal-promise-holidays = Écrivez des jours comme 2026-05-01, séparés par des virgules.

## Courriels

letter-promise-soon-subject = { $what } { $by } : { $title }
letter-promise-soon-text = Il est promis aux lecteurs de « { $title } » : { $what } { $by }. Tenez cet engagement, ou reportez-le en disant pourquoi.
letter-promise-late-subject = En retard : { $what }, { $title }
letter-promise-late-text = Il était promis aux lecteurs de « { $title } » : { $what } { $by }. Rien n’est venu, et la page l’indique en retard.
letter-promise-decide-subject = Toujours en retard : { $what }, { $title }
letter-promise-decide-text = Il était promis aux lecteurs de « { $title } » : { $what } { $by }. Les responsables ont reçu un courriel, et l’engagement est toujours en retard.
letter-promise-button = Ouvrir l’incident
letter-promise-note = Vous recevez ce courriel parce que vous avez un rôle dans l’incident, êtes d’astreinte, ou publiez sur cette page.
letters-kind-promise-reminder = Échéance d’un engagement
letters-kind-promise-late = Engagement en retard
letters-kind-promise-decide = Engagement toujours en retard

## Ce qui a été promis, par mois

promises-title = Engagements
promises-lead = Ce que nous avons promis à nos lecteurs, et ce qu’il en est advenu. Un engagement qui a été en retard compte comme tel, même s’il a été tenu ensuite.
promises-none = Rien n’a encore été promis.
promises-none-due = Rien de ce qui a été promis n’est encore arrivé à échéance.
promises-summary = { $count ->
    [one] Sur { $n } engagement, { $kept } a été tenu à temps.
   *[other] Sur { $n } engagements, { $kept } ont été tenus à temps.
}
promises-open = Encore à venir
promises-by-month = Par mois
promises-month = Mois
promises-kept = Tenus
promises-moved = Reportés
promises-late = En retard
promises-figures = Tous les chiffres
