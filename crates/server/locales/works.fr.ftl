# Les maintenances dans la console.

## List

works-title = Maintenances
works-plan = Prévoir une maintenance
works-none = Aucune maintenance n’est prévue.
works-over = Terminées
works-again = récurrente

## Warnings

works-overlaps = Au même moment sur les mêmes services
works-overlap = Maintenance « { $title } », { $when }
works-incident = Incident en cours « { $title } »

## Planning

works-plan-lead = Les lecteurs de { $page } sont informés maintenant, puis au début et à la fin.
works-plan-lead-draft = Ce que vous écrivez sur { $page } passe d’abord par une deuxième personne.
works-pages = Sur quelles pages ?
works-pages-hint = « Voir d’abord » montre les services de chaque page.
works-what = De quoi s’agit-il ?
works-what-hint = Un titre comme « Mise à jour de la base de données ». Une langue suffit.
works-parts = Quels services ?
works-start = Début
works-start-hint = { $zone }
works-end = Fin
works-text = Que doivent savoir les lecteurs ?
works-text-hint = Ce qui ne marchera pas, et pendant combien de temps. Si vous laissez vide, une phrase type s’affiche.
works-more = Plus : récurrence, impact attendu
works-repeat = Récurrence
works-repeat-hint = La première fois est celle ci-dessus ; l’heure locale reste la même.
works-repeat-once = Une seule fois
works-repeat-daily = Chaque jour
works-repeat-weekly = Chaque semaine
works-repeat-nth = Chaque mois, un jour de la semaine
works-repeat-monthly = Chaque mois, à la même date
works-repeat-rule = Selon une règle à vous
works-every = À quel rythme ?
works-every-hint = 1 : chaque fois. 2 : un jour, une semaine ou un mois sur deux.
works-days = Quels jours ?
works-days-hint = Pour chaque semaine, ou un jour de la semaine dans le mois. Laissé vide : le jour où elle commence.
works-day-mo = Lundi
works-day-tu = Mardi
works-day-we = Mercredi
works-day-th = Jeudi
works-day-fr = Vendredi
works-day-sa = Samedi
works-day-su = Dimanche
works-nth = Lequel du mois ?
works-nth-hint = Seulement pour un jour de la semaine dans le mois.
works-nth-0 = Le même que la première fois
works-nth-1 = Le premier
works-nth-2 = Le deuxième
works-nth-3 = Le troisième
works-nth-4 = Le quatrième
works-nth-last = Le dernier
works-until = Jusqu’au
works-until-hint = Le dernier jour. Laissez vide s’il n’y a pas de fin.
works-rule = Règle
works-rule-hint = Seulement pour une règle à vous : une RRULE comme FREQ=WEEKLY;BYDAY=TU,TH
works-impact = Impact attendu
works-clock = Début et fin
works-clock-both = Automatiques, aux heures prévues
works-clock-begin = Début automatique ; nous disons quand c’est fini
works-clock-complete = Nous disons quand elle commence ; fin automatique
works-clock-nothing = Nous le disons chaque fois
works-remind = Rappeler aux lecteurs
works-remind-none = Pas de rappel
works-remind-15m = 15 minutes avant
works-remind-1h = 1 heure avant
works-remind-1d = 1 jour avant
works-remind-2d = 2 jours avant
works-remind-7d = 7 jours avant
works-quiet = N’avertir personne maintenant
works-do-plan = Prévoir et informer les lecteurs
works-do-despite = Prévoir quand même
works-do-look = Voir d’abord
works-do-ask = Demander une relecture
works-do-send = Envoyer
works-dates = Les prochaines fois
works-look = Avant la publication
works-look-first = Une deuxième personne regarde d’abord
works-look-alone = Tout de suite, sans relecture : une urgence
works-waits = Ce que vous envoyez attend une deuxième personne.

## Moving

works-move = Changer l’horaire
works-move-lead = Les lecteurs sont informés du nouvel horaire.
works-move-begun = Elle a commencé : seule sa fin peut changer.
works-move-series = Les fois à venir changent à partir de la prochaine. Celles qui sont passées restent telles quelles.
works-why = Pourquoi ?
works-do-move = Changer et informer les lecteurs

## One maintenance

works-public = Ce que voient les lecteurs
works-facts = Faits
works-say = Et maintenant ?
works-say-text = Que dites-vous aux lecteurs ?
works-step-hint = Peut rester vide : une phrase type s’affiche alors, dans chaque langue.
works-may-not = Votre rôle permet de lire ici. Demandez à quelqu’un qui peut publier sur cette page.
works-times = Prochaines fois
works-only = Déplacer ou annuler cette seule fois
works-do-say = Publier ce texte
works-do-begin = Elle commence
works-do-verify = Faite, nous vérifions
works-do-complete = Elle est terminée
works-do-cancel = L’annuler
works-do-cancel-series = Annuler toutes les fois à venir
works-cancel-title = Annuler toutes les fois à venir ?
works-cancel-lead = Plus aucune n’aura lieu. Les lecteurs liront ce qui est écrit ci-dessous.
works-cancel-times = Celles-ci n’auront pas lieu, ni aucune autre ensuite
works-cancel-not = Ne rien changer
works-clock-is-both = Commence et se termine automatiquement.
works-clock-is-begin = Commence automatiquement ; dites quand c’est fini.
works-clock-is-complete = Dites quand elle commence ; elle se termine automatiquement.
works-clock-is-nothing = Dites quand elle commence et quand elle est terminée.
works-clock-is-series = Récurrente ; chaque fois commence et se termine automatiquement.
works-done-planned = Elle est prévue.
works-done-moved = L’horaire a changé.
works-done-said = C’est publié.
works-done-begin = Les lecteurs voient qu’elle est en cours.
works-done-verify = Les lecteurs voient que nous vérifions.
works-done-complete = Les lecteurs voient qu’elle est terminée.
works-done-cancel = Elle est annulée.
works-done-only = Cette fois est maintenant à part. Les autres ne changent pas.
works-done-published = C’est publié.

## What waits

works-waiting = En attente d’une relecture
works-then = Ce que les lecteurs trouveraient
works-then-standard = Rien n’est écrit : la phrase type est publiée, dans chaque langue.
works-look-title = La relecture
works-look-none = Dès qu’un texte est écrit, ce que la relecture y trouve s’affiche ici.
works-overrules = Publié alors que la relecture le bloquait
works-bypasses = Publié sans relecture

## Refusals

refusal-work-rule = Nous ne comprenons pas cette règle : { $rule }
refusal-work-until = Écrivez un jour comme 2026-12-31, ou laissez vide.
refusal-work-time = Écrivez un jour et une heure, comme 2026-03-04 et 22:00.
refusal-work-first = La première fois, le { $day }, ne tombe sur aucun des jours choisis. Mettez-la au { $next }, ou choisissez d’autres jours.
refusal-work-never = Avec cette règle, elle n’a jamais lieu. Mettez une fin plus tardive, ou une autre règle.
refusal-work-every = Écrivez un nombre entier : 1 pour chaque fois, 2 pour une fois sur deux.
refusal-work-page = Choisissez au moins une page.
