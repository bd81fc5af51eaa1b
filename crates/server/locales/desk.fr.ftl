# The desk: what somebody who was woken reads. Short; each button says what it does.

## Forms

form-wrong = Il y a un problème
form-date = Jour
form-time = Heure
form-part-same = inchangé
form-part-not = pas touché
form-part-alike = comme ci-dessous
form-parts-others = Autres
form-parts-all = { $count ->
    [one] un service
   *[other] { $n } services
}
form-parts-chosen = { $count ->
    [one] un choisi
   *[other] { $n } choisis
}
form-words-fold = Aussi en { $languages }
form-back = Retour sans enregistrer
refusal-form-size = C’est trop long pour un formulaire. Raccourcissez.

## The first page

desk-home = Incidents
home-declare = Déclarer un incident
home-afterwards = Ajouter un incident passé
home-open = Incidents ouverts
home-none = Aucun incident n’est ouvert.
home-planned = Maintenances prévues
home-lately = Terminés récemment

## Declaring

declare-where = Sur quelle page ?
declare-title = Déclarer un incident
declare-lead = Trois lignes suffisent. Tout peut être complété et corrigé ensuite.
declare-instead = Il dure encore ? Déclarez-le plutôt.
afterwards-title = Ajouter un incident passé
afterwards-lead = Les lecteurs voient qu’il a été annoncé après coup. Personne n’est averti, sauf si vous le demandez.
afterwards-instead = Déjà terminé ? Ajoutez-le comme incident passé.
declare-what = Qu’est-ce qui ne va pas ?
declare-what-hint = Un titre comme « Paiements par carte refusés ». Une langue suffit.
declare-parts = Quels services ?
declare-since = Depuis quand ?
declare-since-hint = Laissez vide pour maintenant. { $zone }
afterwards-since-hint = Laissez vide ce qui n’est pas connu. { $zone }
afterwards-end = Jusqu’à quand ?
afterwards-end-hint = Quand c’était vraiment fini, et non quand on l’a dit.
declare-degree = À quel point ?
declare-degree-hint = Pour tous ceux que vous cochez. Chacun peut avoir le sien.
declare-since-fold = Maintenant. Ou est-ce plus ancien ?
declare-text = Que doivent savoir les lecteurs ?
declare-more = Plus : état, référence, destinataires
declare-reference = Référence
declare-reference-hint = Votre propre numéro, par exemple TSR-1723. Peut rester vide.
declare-reference-next = Laissez vide pour { $next }.
declare-pages = Aussi sur
afterwards-tell = Avertir les abonnés
afterwards-tell-hint = Sinon, personne n’est averti.

## Templates

ready-choose = Partir d’un modèle
ready-none = aucun
ready-fill = L’utiliser
ready-open = Reste à remplir
ready-open-hint = Vaut pour toutes les langues. Ce qui change d’une langue à l’autre s’écrit dans les textes.
ready-put = Remplir
refusal-places = Pas encore publié : il reste { $places } à remplir. Remplissez, ou retirez-le du texte.
declare-impact-follows = selon les services touchés
preview-open = Reste à remplir : { $places }.

## Saying something

say-title = Publier un point
say-title-over = Le problème est revenu, ou il reste un mot à ajouter ?
say-status = Où en est-on ?
say-over = Toutes les périodes en cours prennent fin.
say-again = Le problème est revenu : une nouvelle période commence, les précédentes restent.
say-late = Un mot à ajouter ; l’incident reste terminé.
say-text = Que dites-vous aux lecteurs ?
say-text-hint = Dites quand viendra la suite, par exemple « Prochain point à 15 h 30 ».
say-parts = Services
say-parts-fold = Changer l’état des services
say-more = Plus : heure, destinataires
say-at = Quand cela a-t-il changé ?
say-at-hint = Quand le problème a vraiment pris fin, empiré ou repris. Laissez vide pour maintenant. { $zone }
say-quiet = N’avertir personne
say-quiet-hint = Les lecteurs le voient sur la page ; aucun message ne part.
deed-preview = Aperçu
deed-publish = Publier
deed-publish-in = { $count ->
    [one] Publier en une seule langue
   *[other] Publier en { $n } langues
}
deed-publish-alone = Publier sans relecture
say-bypass = Pourquoi n’y a-t-il pas le temps d’une relecture ?
say-bypass-hint = Seulement pour publier sans relecture, en urgence. C’est consigné.
refusal-no-status = Choisissez où en est l’incident.
refusal-time-typed = Écrivez un jour comme 2026-03-04 et une heure comme 12:08.
refusal-page-not-yours = Cet incident figure aussi sur une page où vous n’avez pas de rôle. Demandez à quelqu’un de cette page.
refusal-lacks = Pas encore publié. Il manque : { $languages }. Écrivez ce texte, ou appuyez de nouveau sur Publier pour publier sans.

## Preview

preview-title = Ce que verront les lecteurs
preview-missing = rien d’écrit
preview-lacks = Il manque : { $languages }. Les lecteurs voient une autre langue, signalée comme telle.
preview-quiet = Personne n’est averti.
hearers-none = Personne n’a encore demandé à en être averti : personne ne l’est.
hearers = { $count ->
    [one] Une personne sera avertie : { $ways }.
   *[other] { $n } personnes seront averties : { $ways }.
}
hearers-by-email = { $n } par e-mail
hearers-by-webhook = { $n } par webhook
hearers-by-statuspage = { $n } par webhook au format de Statuspage
hearers-by-slack = { $n } par Slack
hearers-by-teams = { $n } par Microsoft Teams
hearers-by-discord = { $n } par Discord
hearers-by-mattermost = { $n } par Mattermost
hearers-by-google-chat = { $n } par Google Chat
hearers-by-sms = { $n } par SMS
hearers-by-web-push = { $n } dans le navigateur
hearers-in = { $by } ({ $languages })
hearers-tongue = { $language } { $n }
deed-mine = M’envoyer ceci
preview-mailed = { $count ->
    [one] En route vers { $address }, tel que les lecteurs le recevront. Personne d’autre n’est averti.
   *[other] En route vers { $address } : { $n } e-mails, un par langue. Personne d’autre n’est averti.
}
refusal-preview-often = Cela fait beaucoup d’aperçus en une heure. Envoyez-vous le prochain plus tard.
refusal-preview-nobody = Personne ne recevrait d’e-mail : il n’y a rien à vous envoyer.
preview-none = Écrivez, puis appuyez sur Aperçu. Rien n’est publié ainsi.

## One incident

desk-public = Ce que voient les lecteurs
desk-may-not = Votre rôle permet de lire ici, pas de publier.
desk-facts = Faits
desk-edit-facts = Corriger les faits
desk-correct = Corriger
desk-correct-at = Corriger ce qui a été dit le { $when }
desk-no-window = Aucune période de perturbation n’est notée.
desk-window-add = Ajouter une période
desk-window-correct = Corriger cette période
desk-window-end = C’est fini maintenant
window-add = Ajouter une période de perturbation
window-correct = Corriger une période de perturbation
window-lead = Quand c’était vraiment en panne, et non quand on l’a dit. Les lecteurs le voient aussitôt ; personne n’est averti.
window-since = Du
window-since-hint = Sans heure, toute la journée est visée. { $zone }
window-end = Au
window-over = Est-ce fini ?
window-over-yes = Oui. Sans fin indiquée, elle est inconnue
window-over-no = Non, cela continue
window-degree = À quel point, dans l’ensemble ?
window-degree-hint = Compte quand aucun service n’est choisi.
window-do-add = Ajouter cette période
window-do-correct = Corriger cette période
done-opened = Publié. L’incident est sur la page.
done-said = Publié. Les lecteurs le voient.
done-window = Enregistré. Les lecteurs voient les périodes ci-dessous.
done-facts = Enregistré. Les lecteurs voient les faits ci-dessous.
done-corrected = Corrigé. Les lecteurs voient quand, et ce qui a changé.

## Two at once

moved-title = Quelqu’un a été plus rapide
moved-ways = Ce que vous avez écrit est toujours dans le formulaire. Lisez ci-dessous ce qui a changé, puis envoyez de nouveau, ou renoncez.
moved-who = { $who } { $what }
moved-nobody = Un programme
moved-said = a publié un point
moved-resolved = a annoncé la fin
moved-reopened = a annoncé le retour du problème
moved-window = a modifié une période
moved-corrected = a corrigé un texte
moved-amended = a repris une version plus récente de la source
moved-else = a modifié quelque chose

## A session that ended

kept-title = Votre session a pris fin
kept-lead = Rien n’est perdu : ce que vous avez écrit est ci-dessous. Rien n’a été publié.
kept-live = Votre session a pris fin. Rien n’est perdu : appuyez sur un bouton, et votre texte revient avec un moyen de se connecter.
kept-first = Reconnectez-vous dans un nouvel onglet :
kept-sign-in = Se connecter
kept-second = Revenez à cet onglet et envoyez de nouveau.
kept-what = Ce que vous avez écrit
kept-again = Envoyer de nouveau

## Correcting

correct-title = Corriger le titre
correct-text = Corriger un texte publié
correct-lead = Ce qui a été dit reste consigné : les lecteurs voient quand cela a été corrigé, et ce qui était écrit avant.
correct-what = Ce qui sera écrit désormais
correct-tell-hint = Sinon, personne n’est averti.
deed-correct = Publier la correction
desk-title-correct = Corriger le titre
moved-opened = l’a déclaré
moved-facts = a corrigé des faits
refusal-untold = Ce qui a été dit ne peut pas être effacé. Écrivez plutôt ce qui est juste.
refusal-no-change = C’est déjà écrit ainsi. Changez d’abord quelque chose.
preview-unchanged = inchangé
preview-new = nouveau dans cette langue

## Duplicates

merge-which = De quel incident est-ce le doublon ?
merge-lead = Celui que vous choisissez reste. Vous voyez ce qui va se passer avant que cela se passe.
merge-none = Il n’y a pas d’autre incident sur cette page.
merge-title = Fusionner ce doublon
merge-what = Voici ce qui va se passer :
merge-leaves = « { $title } » quitte { $pages }.
merge-leads = Son adresse, son flux et son calendrier mènent à « { $title } ».
merge-kept = { $count ->
    [one] Ce qui y a été dit reste consigné ici ; les lecteurs ne le voient plus.
   *[other] Ses { $n } messages restent consignés ici ; les lecteurs ne les voient plus.
}
merge-windows = Ses périodes ne comptent plus : un service que lui seul touchait va de nouveau bien.
merge-comes = « { $title } » figure désormais aussi sur { $pages }.
merge-quiet = Personne n’est averti. On ne peut pas revenir en arrière.
merge-do = Fusionner
merge-other = En choisir un autre
desk-merge = C’est un doublon
merged-note = C’était un doublon, il a été fusionné. Il est conservé tel quel, pour mémoire.
merged-open = Ouvrir l’incident qui reste
done-merged = Fusionné. L’adresse du doublon mène ici.
moved-merged = a fusionné un doublon

## Facts

facts-lead = Les lecteurs les voient aussitôt ; personne n’est averti.
facts-none = non précisé
facts-impact = Impact : que ressentent les lecteurs ?
facts-priority = Priorité
facts-category = Catégorie
facts-fault = Responsabilité
facts-provider = Quel fournisseur, si elle est externe
facts-notice = Adresse où le fournisseur en parle
facts-notice-hint = Commence par https://
facts-words = Message du fournisseur
facts-references = Références
facts-links = Liens
facts-each-line = Un par ligne.
facts-figures = Ampleur : par exemple 20–40 % des requêtes 3-D Secure
facts-figures-stay = À conserver
facts-percent = pour cent
facts-count = un nombre de choses
facts-low = Au moins
facts-low-hint = Peut rester vide.
facts-high = Au plus
facts-unit = En
facts-of = De quoi ?
facts-of-hint = Par exemple « des requêtes 3-D Secure ».
facts-store = Enregistrer les faits
refusal-number-typed = Écrivez un nombre comme 12,5.

## Among us

team-title = Entre nous
team-private = Jamais sur la page publique.
team-log = Main courante
team-none = Rien n’a encore été noté.
team-body = Note
team-kind = Qu’est-ce que c’est ?
team-note = une note
team-happened = un fait, pour le post-mortem
team-bypass = sans relecture
team-at = Quand est-ce arrivé ?
team-at-hint = Laissez vide pour maintenant.
team-write = Noter
team-roles = Qui fait quoi
team-lead = Pilotage
team-communication = Communication
team-scribe = Main courante
team-nobody = personne
team-assign = Enregistrer les rôles

## Drafts

home-drafts = Brouillons
deed-draft = Enregistrer un brouillon
draft-title = Brouillon
draft-edit = Continuer à écrire
draft-draft = en cours d’écriture
draft-submitted = attend une relecture
draft-approved = approuvé
draft-published = publié
draft-discarded = abandonné
draft-submit = Demander une relecture
draft-approve = Approuver
draft-discard = Abandonner ce brouillon
draft-alone = Urgence : publier sans relecture
