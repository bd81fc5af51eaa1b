# Pages d'état d'autres fournisseurs.

refusal-provider-taken = Ce fournisseur est déjà suivi. Choisissez un autre nom.
refusal-provider-slug = De 1 à 40 minuscules, chiffres et « - », par exemple ma-banque.
refusal-provider-name = Indiquez son nom.
refusal-provider-page = Écrivez l’adresse de sa page d’état, par exemple https://status.example.com.
refusal-provider-form = Nous ne lisons pas ce format. Ne l’indiquez pas : il sera reconnu.
refusal-provider-busy = On le consulte en ce moment, ou il n’est plus suivi. Réessayez dans une minute.

# Ce que les lecteurs en voient.

nav-providers = Prestataires
providers-only-in = Sa source ne le dit qu’en cette langue : { $language }.

## Tous

providers-title = Prestataires
providers-lead = Ceux dont ce service dépend, et l’état de chacun : d’après sa propre page d’état, telle que nous la voyons.
providers-count = { $count ->
    [one] { $n } prestataire
   *[other] { $n } prestataires
}
providers-count-major_outage = { $count ->
    [one] { $n } est en panne
   *[other] { $n } sont en panne
}
providers-count-partial_outage = { $count ->
    [one] { $n } est en panne partielle
   *[other] { $n } sont en panne partielle
}
providers-count-degraded_performance = { $count ->
    [one] { $n } est lent ou instable
   *[other] { $n } sont lents ou instables
}
providers-count-under_maintenance = { $count ->
    [one] { $n } est en maintenance
   *[other] { $n } sont en maintenance
}
providers-count-unknown = { $count ->
    [one] pour { $n }, personne ne peut le dire
   *[other] pour { $n }, personne ne peut le dire
}
providers-count-operational = { $count ->
    [one] { $n } fonctionne
   *[other] { $n } fonctionnent
}
providers-nothing = Aucun prestataire ne porte ce nom. Essayez avec moins de mots, ou affichez-les tous.
providers-filter-words = Nom ou mots
providers-filter-sector = Secteur
providers-filter-any = Tous les secteurs
providers-filter-submit = Afficher
providers-filter-clear = Tout afficher
providers-found = { $count ->
    [one] { $n } incident dans ce que les prestataires ont dit
   *[other] { $n } incidents dans ce que les prestataires ont dit
}
providers-found-newest = Dans ce que les prestataires ont dit, le plus récent d’abord
providers-found-nothing = Rien de plus n’a été trouvé dans ce qu’ils ont dit.
providers-found-back = À partir du plus récent
providers-found-in = Langue : { $language }
providers-found-language = Langue des mots
providers-found-language-any = Toutes les langues
providers-found-provider = Prestataire
providers-found-provider-any = Tous les prestataires
providers-row-since = Constaté depuis le { $when }.
providers-row-unknown = Personne ne peut le dire depuis le { $when }.

providers-sector-3-d-secure = 3-D Secure
providers-sector-accounting = Comptabilité
providers-sector-acquirer = Acquéreurs et services de paiement
providers-sector-ai = Modèles de langage
providers-sector-bank = Banques
providers-sector-card-network = Réseaux de cartes
providers-sector-cdn = Diffusion de contenu
providers-sector-certificates = Certificats
providers-sector-code = Code et compilation
providers-sector-database = Bases de données
providers-sector-dns = Noms de domaine
providers-sector-financing = Financement
providers-sector-fraud = Fraude et vérification d’identité
providers-sector-hosting = Hébergement
providers-sector-identity = Connexion
providers-sector-mail = Courriel
providers-sector-observability = Surveillance
providers-sector-office = Assistance et bureautique
providers-sector-other = Autres
providers-sector-payment-method = Moyens de paiement
providers-sector-shipping = Livraison
providers-sector-shop = Boutiques en ligne
providers-sector-sms = SMS

## Un prestataire

# La réponse, avant tout le reste.
providers-is-operational = { $name } fonctionne.
providers-is-unknown = Personne ne peut dire si { $name } fonctionne.
providers-is-under_maintenance = { $name } est en maintenance.
providers-is-degraded_performance = { $name } est lent ou instable.
providers-is-partial_outage = { $name } est en panne partielle.
providers-is-major_outage = { $name } est en panne.
providers-since = Constaté depuis
providers-since-unknown = Inconnu depuis
providers-looked = Dernière vérification
providers-looked-never = pas encore
providers-followed = Suivi depuis
providers-told-link = Être prévenu au sujet de { $name }
providers-ground = D’après
providers-ground-stated = ce que sa page dit d’elle-même
providers-ground-components = le pire de ses composants
providers-ground-notices = le pire de ce qu’elle dit en cours
providers-ground-nothing_open = sa page, qui n’annonce rien en cours

providers-why-left = Nous ne le suivons plus. Ce qu’il a dit jusque-là est conservé.
providers-why-never = Personne n’a encore consulté sa page.
providers-why-overdue = Personne n’a consulté sa page depuis, alors qu’il était temps de le faire.
providers-why-unsaid = Sa page ne le dit pas.
providers-why-web-page = Une page web est arrivée à la place des données demandées.
providers-why-empty = Une réponse vide est arrivée.
providers-why-not_the_page = Ce qui est arrivé n’est pas sa page d’état.
providers-why-no_format = Sa page n’est pas de celles que nous savons lire.
providers-why-refused = Sa page ne nous laisse pas entrer.
providers-why-robots = Sa page demande aux programmes de ne pas venir.
providers-why-missing = Il n’y a plus rien à son adresse.
providers-why-busy = Sa page demande moins de questions.
providers-why-broken = Sa page est elle-même en difficulté.
providers-why-slow = Sa page n’a pas répondu à temps.
providers-why-unreachable = Personne n’a répondu à son adresse.
providers-why-unread = Ce qui est arrivé n’a pas pu être lu.

providers-open = { $count ->
    [one] Incident en cours
   *[other] Incidents en cours
}
providers-open-last = En cours lorsque nous avons vu sa page pour la dernière fois
providers-last-word = Son dernier message, { $when } :
providers-last-word-undated = Son dernier message, sans heure :

providers-days-title = { $count ->
    [one] Ce que nous avons vu ces dernières 24 heures
   *[other] Ce que nous avons vu ces { $n } derniers jours
}
providers-days-how = Chaque barre est un jour, le dernier des { $days } à droite. C’est l’état de sa page chaque fois que nous l’avons consultée ; cela ne dit rien des jours où nous ne l’avons pas fait, et ce n’est pas une mesure de disponibilité.
providers-days-good = jamais vu en panne
providers-days-broken = { $count ->
    [one] vu en panne { $n } jour
   *[other] vu en panne { $n } jours
}
providers-days-dark = { $count ->
    [one] { $n } jour où personne ne pouvait le dire
   *[other] { $n } jours où personne ne pouvait le dire
}
providers-days-before = { $count ->
    [one] { $n } jour avant notre première visite
   *[other] { $n } jours avant notre première visite
}
providers-days-length = Combien de temps
providers-days-no-data = Inconnu : nous ne regardions pas encore
providers-parts = Composants
providers-parts-how = D’après sa propre page, et les { $days } derniers jours tels que nous les avons vus.
providers-parts-rest = { $count ->
    [one] { $n } autre, jamais vu en panne
   *[other] { $n } autres, jamais vus en panne
}
providers-parts-gone = { $count ->
    [one] { $n } composant que sa page ne liste plus
   *[other] { $n } composants que sa page ne liste plus
}
providers-record = { $count ->
    [one] Tout ce que { $name } a dit : { $n } incident ou maintenance
   *[other] Tout ce que { $name } a dit : { $n } incidents et maintenances
}
providers-record-lead = La durée de la panne est celle que son texte indique ; la durée de la communication va de son premier message au dernier. La seconde ne dit rien de la première.
providers-record-none = Il n’a encore rien annoncé, ou nous ne l’avons pas encore lu.

## Un incident d’un prestataire

providers-title-of = { $title } – { $name }
providers-fact-provider = Prestataire
providers-untitled-incident = Incident sans titre
providers-untitled-maintenance = Maintenance sans titre
providers-kind-maintenance = Maintenance
providers-severity-unsaid = Gravité non indiquée
providers-severity-raw = « { $word } » selon lui
providers-goes-on = En cours
providers-over = Terminé
providers-over-unlisted = Terminé : sa page ne le liste plus
providers-time-over = L’heure prévue est passée
providers-dated-began = Début
providers-dated-planned = Prévu
providers-dated-told = Premier message
providers-dated-made = Créé
providers-dated-seen = Vu par nous
providers-dated-between = Entre le { $from } et le
providers-dated-after = Après le
providers-dated-before = Avant le
providers-ended = Fin, selon son texte
providers-said-over = Déclaré terminé
providers-first-seen = Vu par nous
providers-last-changed = Dernier changement vu
providers-source = À la source
providers-broken = En panne, selon son texte
providers-broken-open = pas encore terminé
providers-broken-unsaid = son texte ne le dit pas
providers-worked = Durée prévue
providers-spoken = Communication, du premier message au dernier
providers-spoken-once = un seul message
providers-spoken-unsaid = ses messages n’ont pas d’heure
providers-touched-parts = { $count ->
    [one] Composant
   *[other] Composants
}
providers-touched-regions = { $count ->
    [one] Région
   *[other] Régions
}
providers-posts = { $count ->
    [one] { $n } message
   *[other] { $n } messages
}
providers-has-postmortem = avec un post-mortem
providers-gone = Retiré par sa source : nous avons remarqué le { $when } que sa page ne l’a plus. Il reste ici tel qu’il était.
providers-windows = Quand c’était en panne, selon son texte
providers-windows-none = Son texte n’indique aucune heure de panne. L’heure d’un message n’en est pas une.
providers-posts-title = Ce qu’il a dit
providers-posts-note = Les mots de { $name }, tels qu’il les a publiés. Rien n’est traduit.
providers-posts-none = Il n’a rien dit avec des mots.
providers-post = Message
providers-changes-title = Ce qu’il a modifié ensuite
providers-changes-note = Des mots publiés qui disent autre chose depuis. Chaque heure est celle où nous l’avons vu.
providers-changed = Modifié, vu le
providers-changed-title = Le titre
providers-changed-post = Le message du { $when }
providers-changed-post-undated = Un message sans heure
providers-taken-out = Retiré : { $what }
providers-doubts-title = Ce qui s’y contredit
providers-doubts-note = Trouvé en lisant ses textes les uns contre les autres et contre leurs propres heures ; les mots sont les siens.
providers-doubt-start_differs = Il indique deux débuts différents.
providers-doubt-end_differs = Il indique deux fins différentes.
providers-doubt-zone_against_season = Il nomme un fuseau horaire qui ne va pas avec la saison.
providers-doubt-year_implausible = Il indique une date impossible.
providers-doubt-end_before_start = Il indique une fin antérieure au début, ou guère possible.
providers-doubt-figures_differ_between_locales = Une heure ou un chiffre diffère d’une langue à l’autre.
providers-doubt-resolved_too_early = Il a été déclaré terminé, puis il ne l’était plus.
providers-doubt-language_missing = Quelque chose est dit dans une langue et pas dans une autre.
providers-doubt-status_against_text = Son état dit une chose et son texte une autre.
providers-doubt-other = Quelque chose ne concorde pas.
providers-feed = Ce que { $name } dit sur sa page d’état, telle que { $site } la suit : le dernier message d’abord.
providers-follow = Suivre { $name }

## Chiffres

providers-figures-title = { $name } en chiffres
providers-figures-link = Les chiffres de { $name }
providers-figures-lead = Ce que sa page a dit, additionné, et ce que nous avons vu. Chaque chiffre dit ce qu’il signifie et sur quoi il repose ; ce que personne n’a indiqué est laissé de côté et n’est pas un zéro.
providers-figures-parts = Sur les 12 derniers mois.
providers-figure = Chiffre
providers-json = En JSON
providers-span-90d = 90 jours
providers-span-1y = 12 mois
providers-span-all = Depuis toujours
providers-figure-incidents = Incidents
providers-figure-incidents-note = annoncés par sa page et datés dans la période ; les travaux prévus et ce qui a été retiré ne comptent pas
providers-figure-broken = En panne, selon ses textes
providers-figure-broken-note = les durées de panne que ses textes indiquent, additionnées
providers-figure-seen = Vu en panne par nous
providers-figure-seen-note = combien de temps sa page n’allait pas bien lorsque nous l’avons consultée ; seulement depuis que nous le suivons
providers-figure-first-word = Jusqu’à son premier message
providers-figure-first-word-note = médiane du début que son texte indique à son premier message
providers-figure-resolution = Jusqu’au rétablissement
providers-figure-resolution-note = médiane du premier début à la dernière fin que son texte indique
providers-figure-writeups = Avec un post-mortem
providers-figure-writeups-note = parmi les incidents terminés
providers-figure-languages = Langues
providers-figure-languages-note = dans combien d’incidents chacune est écrite
providers-figure-since = Depuis le dernier
providers-figure-since-note = jours depuis la fin de son incident le plus récent
providers-never = jamais
providers-rests-watched = observé pendant { $watched }
providers-rests-dark = observé pendant { $watched } ; pendant { $dark }, personne ne pouvait le dire
providers-language-of = { $language } : { $known }
providers-since-none = aucun incident
providers-since-now = en cours
providers-since-days = { $count ->
    [one] { $n } jour
   *[other] { $n } jours
}
providers-compare-title = Prestataires côte à côte
providers-compare-link = Comparer avec d’autres
providers-compare-with = Prestataires
providers-compare-over = Période
providers-compare-submit = Comparer
providers-compare-few = Choisissez au moins deux prestataires et au plus { $most }.

providers-honesty-title = Qui parle le premier
providers-honesty-note = Nos incidents dont la cause est { $name } : quand le nôtre a commencé, et quand sa page en a parlé pour la première fois à peu près au même moment. Ne comptent que les incidents dont nous connaissons le début à la minute et jusqu’auxquels remontent ses annonces.
providers-honesty-none = Aucun de nos incidents dont la cause est { $name } ne peut être comparé à ses annonces.
providers-honesty-few = { $count ->
    [one] { $n } cas ; dans { $later } d’entre eux, son premier message est venu après notre début, dans { $silent } il n’y en a pas eu. Moins de trois ne suffisent pas pour une appréciation.
   *[other] { $n } cas ; dans { $later } d’entre eux, son premier message est venu après notre début, dans { $silent } il n’y en a pas eu. Moins de trois ne suffisent pas pour une appréciation.
}
providers-honesty-rests = { $count ->
    [one] { $n } cas ; dans { $later } d’entre eux, son premier message est venu après notre début, dans { $silent } il n’y en a pas eu.
   *[other] { $n } cas ; dans { $later } d’entre eux, son premier message est venu après notre début, dans { $silent } il n’y en a pas eu.
}
providers-grade-first = { $name } parle d’ordinaire avant que nous ne le remarquions.
providers-grade-prompt = { $name } parle d’ordinaire dans le quart d’heure où nous le remarquons.
providers-grade-late = { $name } parle d’ordinaire jusqu’à une heure après le début chez nous.
providers-grade-very-late = { $name } parle d’ordinaire plus d’une heure après le début chez nous.
providers-grade-silent = { $name } ne dit le plus souvent rien du tout.
providers-honesty-ours = Début chez nous
providers-honesty-theirs = Son premier message
providers-honesty-after = Écart
providers-honesty-later = { $length } plus tard
providers-honesty-earlier = { $length } plus tôt
providers-honesty-same = au même moment
providers-honesty-no-word = aucun
providers-honesty-silent = pas annoncé
