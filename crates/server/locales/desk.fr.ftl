# The desk: what somebody who was woken reads. Short; each button says what it does.

## Forms

form-wrong = Il y a un problème
form-date = Jour
form-time = Heure
form-part-same = sans changement
form-back = Retour sans enregistrer
refusal-form-size = C’est plus qu’un formulaire ne peut porter. Raccourcissez.

## The first page

desk-home = En cours
home-declare = Déclarer un incident
home-afterwards = Raconter un incident passé
home-open = Incidents ouverts
home-none = Rien n’est ouvert.
home-planned = Travaux prévus
home-lately = Terminés récemment

## Declaring

declare-where = Sur quelle page ?
declare-title = Déclarer un incident
declare-lead = Trois lignes suffisent. Tout peut être complété et corrigé ensuite.
declare-instead = Il dure encore ? Déclarez-le.
afterwards-title = Raconter un incident passé
afterwards-lead = Les lecteurs voient qu’il a été raconté après coup. Personne n’est averti, sauf si vous le demandez.
afterwards-instead = C’est déjà fini ? Racontez-le après coup.
declare-what = Qu’est-ce qui ne va pas ?
declare-what-hint = Un titre comme « Paiements par carte refusés ». Une langue suffit.
declare-parts = Quels services, et à quel point ?
declare-since = Depuis quand ?
declare-since-hint = Laissez vide pour maintenant. { $zone }
afterwards-since-hint = Laissez vide ce que personne ne sait. { $zone }
afterwards-end = Jusqu’à quand ?
afterwards-end-hint = Quand c’était vraiment fini, et non quand on l’a dit.
declare-text = Que doivent savoir les lecteurs ?
declare-more = Plus : état, référence, destinataires
declare-reference = Référence
declare-reference-hint = Votre propre numéro, par exemple TSR-1723. Peut rester vide.
declare-reference-next = Laissez vide pour { $next }.
declare-pages = Aussi sur
afterwards-tell = Avertir ceux qui l’ont demandé
afterwards-tell-hint = Par défaut, un incident raconté après coup est silencieux.

## Saying something

say-title = Publier une nouvelle
say-title-over = C’est revenu, ou un mot à ajouter ?
say-status = Où en est-on ?
say-over = Toutes les périodes en cours prennent fin.
say-again = C’est revenu : une nouvelle période commence, les précédentes restent.
say-late = Un mot tardif ; l’incident reste terminé.
say-text = Que dites-vous aux lecteurs ?
say-text-hint = Dites quand viendra la suite, par exemple « Prochain point à 15 h 30 ».
say-parts = Services
say-parts-fold = Changer l’état des services
say-more = Plus : heure, destinataires
say-at = Quand cela a-t-il changé ?
say-at-hint = Quand c’était vraiment fini, pire ou revenu. Laissez vide pour maintenant. { $zone }
say-quiet = N’avertir personne
say-quiet-hint = Les lecteurs le voient sur la page ; aucun message ne part.
deed-preview = Aperçu
deed-publish = Publier
deed-publish-in = { $count ->
    [one] Publier en une langue
   *[other] Publier en { $n } langues
}
deed-publish-alone = Publier sans second regard
say-bypass = Pourquoi n’y a-t-il pas le temps d’un second regard ?
say-bypass-hint = Seulement pour publier seul, en urgence. C’est consigné.
refusal-no-status = Choisissez où en est l’incident.
refusal-time-typed = Écrivez un jour comme 2026-03-04 et une heure comme 12:08.
refusal-page-not-yours = Cet incident figure aussi sur une page qui n’est pas la vôtre. Demandez à quelqu’un de cette page.
refusal-lacks = Pas encore publié. Il manque : { $languages }. Écrivez, ou appuyez de nouveau sur Publier pour publier sans.

## Preview

preview-title = Ce que verront les lecteurs
preview-missing = rien d’écrit
preview-lacks = Il manque : { $languages }. Les lecteurs voient une autre langue, signalée comme telle.
preview-told = Ceux qui l’ont demandé sont avertis.
preview-quiet = Personne n’est averti.
preview-none = Écrivez, puis appuyez sur Aperçu. Rien n’est publié ainsi.

## One incident

desk-public = Tel que le voient les lecteurs
desk-may-not = Vous pouvez lire ici, mais pas publier.
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
window-over-yes = Oui ; sans fin indiquée, personne ne sait quand
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
moved-ways = Ce que vous avez écrit est toujours dans le formulaire. Lisez ce qui a changé ci-dessous, puis envoyez de nouveau, ou renoncez.
moved-who = { $who } { $what }
moved-nobody = Un programme
moved-said = a publié une nouvelle
moved-resolved = a annoncé la fin
moved-reopened = a annoncé le retour du problème
moved-window = a modifié une période
moved-corrected = a corrigé un texte
moved-else = a modifié quelque chose

## A session that ended

kept-title = Votre session a pris fin
kept-lead = Rien n’est perdu : ce que vous avez écrit est ci-dessous. Rien n’a été publié.
kept-first = Reconnectez-vous dans un nouvel onglet :
kept-sign-in = Se connecter
kept-second = Revenez à cet onglet et envoyez de nouveau.
kept-what = Ce que vous avez écrit
kept-again = Envoyer de nouveau

## Correcting

correct-title = Corriger le titre
correct-text = Corriger un texte publié
correct-lead = Ce qui a été dit reste consigné : les lecteurs voient quand c’était corrigé et ce qui était écrit avant.
correct-what = Ce que cela dit désormais
correct-tell-hint = Par défaut, une correction est silencieuse.
deed-correct = Publier la correction
desk-title-correct = Corriger le titre
moved-opened = l’a déclaré
moved-facts = a corrigé des faits

## Facts

facts-lead = Les lecteurs les voient aussitôt ; personne n’est averti.
facts-none = non précisé
facts-impact = Que ressentent les lecteurs ?
facts-priority = Priorité
facts-category = Type de service
facts-fault = À qui la faute ?
facts-provider = Quel prestataire, si c’est un tiers
facts-notice = Adresse où le prestataire en parle
facts-notice-hint = Commence par https://
facts-words = Les mots du prestataire, tels quels
facts-references = Références
facts-links = Liens
facts-each-line = Un par ligne.
facts-figures = Chiffres : par exemple 20–40 % des requêtes 3-D Secure
facts-figures-stay = Ceux-ci restent
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
team-none = Rien n’est encore noté.
team-body = Note
team-kind = Qu’est-ce que c’est ?
team-note = une note
team-happened = un fait, pour le post-mortem
team-bypass = sans second regard
team-at = Quand est-ce arrivé ?
team-at-hint = Laissez vide pour maintenant.
team-write = Noter
team-roles = Qui fait quoi
team-lead = Direction
team-communication = Communication
team-scribe = Scribe
team-nobody = personne
team-assign = Enregistrer les rôles

## Drafts

home-drafts = Brouillons
deed-draft = Enregistrer un brouillon
draft-title = Brouillon
draft-edit = Continuer à écrire
draft-draft = en cours d’écriture
draft-submitted = attend un second regard
draft-approved = approuvé
draft-published = publié
draft-discarded = jeté
draft-submit = Demander un second regard
draft-approve = Approuver
draft-discard = Jeter ce brouillon
draft-alone = Urgence : publier sans second regard
