# Ce que dit l'interface en français. Une langue est un fichier comme celui-ci : mêmes clés, mêmes
# variables. Espaces insécables devant : ; ? ! % et dans les guillemets.

language-name = Français
# La langue selon laquelle s'écrivent dates et nombres.
format-locale = fr

## Le cadre

skip = Aller au contenu
title-of = { $page } – { $site }
title-status = { $site } – état des services
nav-label = Pages
nav-now = État
nav-history = Historique
nav-figures = Chiffres
nav-search = Recherche
languages-label = Langues
footer-label = À propos de cette page
footer-legal = Mentions légales
footer-privacy = Vie privée
footer-accessibility = Accessibilité
live-changed = Cette page vient de changer.
stale-note = Notre propre base de données ne répond pas. Cette page montre l’état au { $when } et n’est peut-être plus à jour.
made-with = Réalisé avec
zone-note = Les heures sont celles de { $name }, actuellement { $zone }.

## Heures, durées, chiffres

instant-zone = { $instant } { $zone }
zone-offset = { $zone } ({ $offset })
start-unknown = début inconnu
end-unknown = fin inconnue
end-ongoing = en cours
concluded = déduit
concluded-title = Ce que veut dire « déduit »
concluded-note = Une partie du moment ainsi marqué (année, jour ou fuseau horaire) ne figurait pas dans la publication d’origine. Nous l’avons déduite de ce qui l’entoure.
day-only = L’heure n’est pas connue.

duration-days = { $count ->
    [one] { $n } jour
   *[other] { $n } jours
}
duration-hours = { $count ->
    [one] { $n } heure
   *[other] { $n } heures
}
duration-minutes = { $count ->
    [one] { $n } minute
   *[other] { $n } minutes
}
duration-seconds = { $count ->
    [one] { $n } seconde
   *[other] { $n } secondes
}
duration-day-short = { $n } j
duration-hour-short = { $n } h
duration-minute-short = { $n } min
duration-second-short = { $n } s
duration-nothing = moins d’une minute

length-days = { $count ->
    [one] { $n } jour
   *[other] { $n } jours
}
length-at-most = au plus { $length }
length-between = entre { $low } et { $high }
length-so-far = { $length } jusqu’ici
length-at-least = au moins { $length }
length-unknown = durée inconnue

figure-percent-one = { $low } %
figure-percent-up-to = jusqu’à { $high } %
figure-percent-range = { $low } à { $high } %
figure-count-one = { $low }
figure-count-up-to = jusqu’à { $high }
figure-count-range = { $low } à { $high }

## Langues

translation-follows = La traduction suit. En attendant, texte affiché dans une autre langue : { $language }.
translation-follows-short = traduction à suivre

## États

component-operational = Opérationnel
component-unknown = État inconnu
component-under_maintenance = En maintenance
component-degraded_performance = Service dégradé
component-partial_outage = Panne partielle
component-major_outage = Panne majeure
incident-investigating = Analyse en cours
incident-identified = Cause identifiée
incident-monitoring = Sous surveillance
incident-resolved = Résolu
incident-postmortem = Post-mortem
incident-closed-postmortem = Résolu, post-mortem publié
maintenance-scheduled = Prévue
maintenance-in_progress = En cours
maintenance-verifying = En vérification
maintenance-completed = Terminée
maintenance-cancelled = Annulée
api-called-off = Annulée : { $title }
impact-none = Sans impact
impact-minor = Impact mineur
impact-major = Impact majeur
impact-critical = Impact critique

## L'état en une phrase

state-operational = Tout fonctionne.
state-major_outage = Panne majeure : { $names }.
state-partial_outage = Panne partielle : { $names }.
state-degraded_performance = Lenteurs ou erreurs : { $names }.
state-under_maintenance = Maintenance en cours : { $names }.
state-unknown = État inconnu : { $names }.
state-incident = Un incident est en cours.
state-watching = Rétabli, encore sous surveillance : { $names }.
state-watching-all = Service rétabli, encore sous surveillance.
services-count = { $count ->
    [one] { $n } service
   *[other] { $n } services
}
answers-affected = Touchés
answers-since = Depuis
answers-since-unknown = Pas encore connu
answers-said = Dernier point
answers-said-unknown = Heure inconnue
answers-next = Prochain point
answers-next-none = Pas encore annoncé

## L’interface des programmes

api-status-none = Tous les systèmes fonctionnent
api-status-minor = Service en partie ralenti
api-status-major = Panne partielle
api-status-critical = Panne majeure
api-status-maintenance = Maintenance en cours
api-status-unknown = État de certains systèmes inconnu

## Sur d’autres pages

# $name: a page or a service; $state: "Operational".
badge-title = { $name } : { $state }
widget-label = { $name } : état du service
widget-waiting = Vérification en cours…
widget-away = L’état ne peut pas être connu pour l’instant.

## Incidents

ongoing-title = { $count ->
    [one] Incident en cours
   *[other] Incidents en cours
}
fact-references = { $count ->
    [one] Référence
   *[other] Références
}
fact-start = Début
fact-end = Fin
fact-impact = Impact
fact-resolution = Retour à la normale
fact-communication = Communication
fact-category = Catégorie
fact-responsibility = Responsabilité
fact-afterwards = Publié
afterwards-note = Cet incident a été annoncé après coup.
fact-notice = Message du fournisseur
notice-kept = Tel que conservé : { $when }
notice-by = Selon { $provider }, { $when }
notice-line = Selon { $provider }, { $when } : « { $words } »
fact-priority = Priorité
fact-components = Composants
fact-figures = Ampleur
fact-consequences = Suites
fact-links = Liens
impact-note = durée pendant laquelle le service a réellement été perturbé
impact-sum-note = { $count ->
    [one] { $n } période
   *[other] { $n } périodes additionnées, chevauchements comptés une seule fois
}
resolution-note = du premier début à la dernière fin, pauses comprises
communication-note = de notre premier point au dernier ; ce n’est pas la durée de la perturbation
responsibility-own = La nôtre
responsibility-external = Externe
responsibility-external-named = Externe : { $provider }
responsibility-unconfirmed = Pas encore confirmée
consequence-until = jusqu’au { $when }
consequence-open = fin inconnue
windows-title = Périodes de perturbation
timeline-alt = { $count ->
    [one] { $n } période de perturbation, à l’échelle
   *[other] { $n } périodes de perturbation, à l’échelle
}

updates-title = Points d’information
updates-to-come = À venir
updates-none = Rien n’a encore été publié.
update-unknown = Heure de publication inconnue
update-link = Lien vers ce point
update-link-at = Lien vers le point du { $when }
update-changes = Changements avec ce point
corrected-at = Corrigé : { $when }
change = { $name } : { $old } → { $new }

standard-investigating = Nous analysons cet incident.
standard-still_investigating = Nous analysons toujours cet incident.
standard-identified = La cause est identifiée et nous y travaillons.
standard-still_fixing = Nous y travaillons toujours.
standard-monitoring = Un correctif est en place. Nous surveillons la situation.
standard-still_monitoring = Nous surveillons toujours la situation.
standard-resolved = Cet incident est terminé.
standard-maintenance_in_progress = La maintenance prévue a commencé. Nous vous informerons de tout changement.
standard-maintenance_verifying = L’intervention est faite. Nous la vérifions.
standard-maintenance_completed = La maintenance prévue est terminée.
standard-maintenance_scheduled = Une maintenance est prévue.
standard-maintenance_rescheduled = La maintenance prévue a changé d’horaire.
standard-maintenance_cancelled = La maintenance prévue est annulée. L’intervention n’aura pas lieu.

## Le compte rendu

postmortem-title = Post-mortem
postmortem-read = Lire le post-mortem
postmortem-published = Publié le { $when }
section-reference = Référence
section-service = Service concerné
section-impact = Impact
section-overview = Déroulement
section-context = Contexte
section-root_cause = Cause
section-recovery = Rétablissement
section-actions = Ce que nous allons faire
timeline-title = Chronologie
timeline-time-unknown = heure inconnue
kind-start = Début
kind-detection = Détection
kind-crisis_unit = Cellule de crise
kind-communication = Communication
kind-fix = Correctif
kind-resume = Reprise
kind-recurrence = Récidive
kind-end = Fin
actions-title = Des symptômes aux actions
actions-symptom = Symptôme
actions-action = Action

## Maintenances prévues

planned-title = Maintenances prévues
fact-planned = Prévue
fact-again = Ensuite
fact-began = Commencée
fact-over = Terminée
fact-expected = À prévoir

## Les services et leurs jours

services-title = Services
services-none = Aucun service ne figure encore sur cette page.
services-other = Autres services
services-whole = Ensemble du service
services-whole-note = Incidents pour lesquels aucun service particulier n’a été nommé.
bars-alt = { $name }, jour par jour sur { $days } jours : { $summary }
bars-how = Chaque barre est un jour, le dernier des { $days } à droite. Les jours calmes sont bas, les jours perturbés sont hauts.
bars-quiet = aucune perturbation
bars-disturbed = { $count ->
    [one] { $n } jour perturbé
   *[other] { $n } jours perturbés
}
bars-maintained = { $count ->
    [one] { $n } jour de maintenance
   *[other] { $n } jours de maintenance
}
bars-uptime = disponibilité { $uptime }
bars-uptime-bound = disponibilité d’au moins { $uptime }
bars-table = Jour par jour
bars-table-of = Jour par jour : { $name }
bars-day = Jour
bars-state = État
bars-length = Durée perturbée
bars-no-data = Pas de données
bars-length-none = –
day-range = { $from } – { $to }
day-tip = { $day } : { $state }
day-tip-length = { $day } : { $state }, { $length }
legend-label = Légende des barres
uptime-note = La disponibilité compte une panne majeure en entier, une panne partielle pour trois dixièmes et un service dégradé pour un dixième. Une maintenance prévue ne coûte rien.

## Historique

days-title = { $count ->
    [one] Le dernier jour
   *[other] Les { $n } derniers jours
}
day-today = Aujourd’hui
day-quiet = Rien à signaler.
history-title = Historique
history-of = Incidents, { $month }
history-none = Aucun incident ce mois-là.
history-empty = Aucun incident n’a été publié sur cette page.
history-count = { $count ->
    [one] { $n } incident
   *[other] { $n } incidents
}
history-older = Avant : { $month }
history-newer = Après : { $month }
history-months = Tous les mois
history-year = { $year }
undated-title = Incidents sans date
undated-note = { $count ->
    [one] Aucune date n’a été publiée pour cet incident. C’est l’un des plus anciens que nous ayons, ou sa source n’a pas gardé les dates.
   *[other] Aucune date n’a été publiée pour ces { $n } incidents. Ils suivent l’ordre de leur source, le plus récent d’abord.
}
undated-link = { $count ->
    [one] { $n } incident sans date
   *[other] { $n } incidents sans date
}
entry-length = Impact : { $length }
full-history = Tout l’historique

## Figures

figures-title = Chiffres
figures-lead = De { $first } à { $last }
figures-undated = { $count ->
    [one] { $n } incident sans date n’entre dans aucun de ces chiffres.
   *[other] { $n } incidents sans date n’entrent dans aucun de ces chiffres.
}
figures-csv = Télécharger en CSV
figures-table = En tableau
figures-month = Mois
figures-incidents = Incidents
figures-impact = Impact
figures-by-month = Mois par mois
figures-count-title = Incidents
figures-count-alt = { $count ->
    [one] { $n } incident en douze mois, dessiné mois par mois ; le tableau ci-dessous dit la même chose.
   *[other] { $n } incidents en douze mois, dessinés mois par mois ; le tableau ci-dessous dit la même chose.
}
figures-impact-title = Impact, en heures
figures-impact-alt = { $total } en douze mois, dont { $most } pour le plus long ; le tableau ci-dessous dit la même chose.
figures-open-note = Hachuré : cela a pu durer jusque-là. Quand seul le jour est connu, la durée se situe entre deux bornes.
figures-under-an-hour = < 1
figures-unknown = { $count ->
    [one] et { $n } incident dont la durée n’est pas connue
   *[other] et { $n } incidents dont la durée n’est pas connue
}
figures-unsaid = Non précisé
figures-by-responsibility = Par responsabilité
figures-responsibility = Responsabilité
figures-by-category = Par catégorie
figures-category = Catégorie
figures-times = Le temps qu’il nous faut
figures-times-note = Médianes : la moitié des incidents a pris moins de temps, l’autre moitié davantage. Un incident dont un temps n’est pas connu est laissé de côté.
figures-time = Temps
figures-median = Médiane
figures-known-of = Connu pour
figures-over = { $count ->
    [one] { $known } incident sur { $n }
   *[other] { $known } des { $n } incidents
}
figures-not-known = non connu
figures-detect = Détection
figures-detect-note = du début jusqu’à ce que quelqu’un s’en aperçoive, selon les post-mortems
figures-first-word = Premier point
figures-first-word-note = du début jusqu’à notre premier point d’information ici
figures-resolve = Retour à la normale
figures-resolve-note = du premier début à la dernière fin, pauses comprises
figures-uptime = Disponibilité par composant
figures-uptime-head = Disponibilité
figures-uptime-note = Chaque barre est un mois, le mois en cours à droite. Plus la barre est basse, meilleur était le mois. Les maintenances prévues ne coûtent rien.
figures-strip-alt = { $name }, mois par mois sur douze mois : disponibilité { $uptime }
figures-at-least = au moins { $value }
figures-whole = 100 %
figures-nearly = 99,9 % ou plus
figures-mostly = 99 % ou plus
figures-below = moins de 99 %
figures-component = Composant
figures-all-months = Tous les mois
figures-minutes-least = Impact en minutes, au moins
figures-minutes-most = Impact en minutes, au plus
figures-unknown-impact = Incidents de durée inconnue
figures-median-least = Médiane en minutes, au moins
figures-median-most = Médiane en minutes, au plus

## Cards, feeds and calendars

card-changed = Dernier changement : { $when }
card-words = { $status } · { $impact }
follow-page = Suivre cette page
follow-incident = Suivre cet incident
follow-maintenance = Suivre cette maintenance
follow-atom = Atom
follow-rss = RSS
follow-json = JSON Feed
follow-calendar = Calendrier
follow-maintenances = Calendrier des maintenances
feed-title = { $site } – historique des incidents
feed-of = { $name } – { $site }
feed-description = Incidents et maintenances prévues de { $site }, les dernières nouvelles d’abord.
feed-kind-incident = Incident
feed-kind-maintenance = Maintenance
feed-update = Mise à jour
feed-update-title = { $status } : { $title }
feed-planned = Maintenance prévue : { $from } – { $to }
feed-concluded = { $when } (déduit)
calendar-title = { $site } – incidents et maintenances
calendar-maintenances = { $site } – maintenances
calendar-end = Fin : { $end }

## La porte

door-title = Cette page est privée
door-text = Elle s’adresse aux personnes concernées. Si vous avez son mot de passe, écrivez-le ici ; si vous avez un lien, ouvrez-le.
door-links = Elle s’adresse aux personnes concernées et s’ouvre par un lien. Demandez-le si vous devez y avoir accès.
door-password = Mot de passe
door-enter = Ouvrir la page
door-wrong = Ce n’est pas le mot de passe. Vérifiez les majuscules et réessayez.
door-many = Il y a eu trop d’essais. Attendez dix minutes, puis réessayez ; un lien ouvre la page entre-temps.
door-stale = Ce lien n’ouvre pas la page, ou ne l’ouvre plus. Demandez-en un nouveau à la personne qui vous l’a donné.
door-elsewhere = Ce que vous avez envoyé ne venait pas de cette page. Réessayez ici.

## Le choix, l’année, la recherche

own-zone = Entre parenthèses : votre heure, à
choice-title = Filtrer
choice-component = Composant
choice-responsibility = Responsabilité
choice-priority = Priorité
choice-category = Catégorie
choice-year = Année
choice-any-component = Tous
choice-any-responsibility = Toutes
choice-any-priority = Toutes
choice-any-category = Toutes
choice-any-year = Toutes
choice-submit = Afficher
choice-reset = Tout afficher
choice-unknown = { $name } : « { $value } » n’est pas connu sur cette page et a été laissé de côté.
choice-found-none = Aucun incident ne correspond.
choice-found = { $count ->
    [one] { $n } incident correspond.
   *[other] { $n } incidents correspondent.
}
choice-none = Choisissez moins de critères, ou affichez tout.
choice-newer = Incidents plus récents
choice-older = Incidents plus anciens
year-link = Calendrier de l’année
year-title = Calendrier { $year }
year-note = Un jour marqué mène à son incident. Chaque jour porte la marque du plus grave qui l’a touché.
year-legend = Légende du calendrier
year-back = Historique par mois
history-older-year = Avant : { $year }
history-newer-year = Après : { $year }
search-title = Recherche
search-submit = Rechercher
search-label = Des mots ou une référence
search-hint = Trouve les incidents par leur titre, leurs points d’information et leur post-mortem. Ni les accents ni les majuscules ne comptent ; le début d’un mot suffit.
search-found-none = Rien n’a été trouvé pour « { $typed } ».
search-found = { $count ->
    [one] { $n } incident pour « { $typed } »
   *[other] { $n } incidents pour « { $typed } »
}
search-nothing-fewer = Moins de mots trouvent davantage : tous doivent figurer dans le même texte.
search-nothing-language = Chaque langue est cherchée à part ; essayez les mots des autres langues de la page.
search-nothing-number = Une référence se trouve telle qu’elle est écrite, par exemple INC-1234.
search-before = Avant
search-after = Suite

## Pour continuer

not-found-title = Il n’y a pas de page ici
not-found-text = L’adresse est peut-être mal saisie ou incomplète. Un incident garde toujours son adresse ; si on vous en a envoyé une qui mène ici, elle a pu être coupée.
unknown-host-title = Cette adresse n’est pas connue ici
unknown-host-text = Un nom qu’aucune de nos pages d’état ne porte vous a mené ici. Vérifiez l’adresse, ou demandez à la personne qui vous l’a donnée.
not-found-ways = À partir d’ici
way-now = L’état en ce moment
way-history = Tous les incidents, mois par mois
wrong-way-title = Cette adresse ne fait que répondre
wrong-way-text = Un formulaire a été envoyé à une adresse qui n’en prend pas. La page elle-même est à sa place :
fault-title = Une erreur s’est produite de notre côté
fault-text = La page n’a pas pu être composée. Réessayer dans une minute peut suffire. Sinon, donnez-nous ce numéro :
fault-id = Numéro d’erreur
no-page-title = Pas encore de page d’état ici
no-page-text = Ce Beffroi n’a pas de page. Créez-en une avec « beffroi import », ou regardez un exemple avec « beffroi demo ».
