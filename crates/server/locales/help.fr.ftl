# Le centre d’aide, en français.

help-way = Aide
help-way-report = Comment signaler, et ce que nous promettons
help-way-case = Aide : comment il est répondu aux signalements
help-title = Aide
help-lead = Comment cette page fonctionne, et ce que vous pouvez en attendre.
help-search-label = Chercher dans l’aide
help-search-hint = Ni les accents ni les majuscules ne comptent ; le début d’un mot suffit.
help-list = Articles
help-others = Autres pages d’aide
help-all = Toutes les pages d’aide
help-in-archive = Chercher plutôt dans les incidents
help-found = { $count ->
    [one] { $n } article contient « { $typed } ».
   *[other] { $n } articles contiennent « { $typed } ».
}
help-nothing-report = Si vous n’avez pas trouvé ce que vous cherchiez, dites-le-nous : une personne lit chaque signalement.

## Sous quel délai une personne répond

help-answers-title = Sous quel délai une personne répond
help-answers-promise = Quiconque signale un problème ici reçoit une première réponse d’une personne sous { $length }.
help-answers-none = Ces { $days } derniers jours, aucune réponse n’était due : il n’y a encore rien à compter.
help-answers-few = { $count ->
    [one] Ces { $days } derniers jours, { $n } réponse était due ; à temps : { $kept }. C’est trop peu pour un pourcentage.
   *[other] Ces { $days } derniers jours, { $n } réponses étaient dues ; à temps : { $kept }. C’est trop peu pour un pourcentage.
}
help-answers-never = { $count ->
    [one] Ces { $days } derniers jours, { $n } réponse était due, et elle n’est pas arrivée à temps.
   *[other] Ces { $days } derniers jours, { $n } réponses étaient dues, et aucune n’est arrivée à temps.
}
help-answers-kept = { $count ->
    [one] Ces { $days } derniers jours, { $n } réponse était due ; à temps : { $kept } ({ $share }).
   *[other] Ces { $days } derniers jours, { $n } réponses étaient dues ; à temps : { $kept } ({ $share }).
}
help-answers-middle = La moitié des premières réponses a pris { $length } ou moins.

## Les articles fournis

help-article-report-title = Comment signaler un problème
help-article-report =
    Quand quelque chose ne fonctionne pas chez vous, dites-le-nous par [le formulaire de signalement]({ $report }). Il ne faut pas de compte.

    ## Avant d’écrire

    Le formulaire commence par les problèmes que nous connaissons. Si le vôtre en fait partie, un bouton suffit pour le dire. Un tel signalement vaut autant qu’un autre : il nous montre l’étendue d’un problème, et qui il touche.

    ## Ce qui nous aide

    Une seule question demande une réponse : ce qui se passe. Tout ce que vous savez de plus nous permet de retrouver vos paiements parmi tous les autres :

    - ce que vous avez fait, ce que vous attendiez et ce qui est venu à la place, un message d’erreur mot pour mot ;
    - depuis quand, et combien de paiements environ ;
    - le moyen de paiement, le pays, et si vos clients paient en ligne ou sur un terminal ;
    - la référence de l’un des paiements, la vôtre ou la nôtre.

    N’envoyez jamais de numéro de carte ou de compte. Dans les textes, ce qui y ressemble est rendu illisible avant tout enregistrement. Dans les images et les PDF, c’est impossible : cachez-y ces numéros.

    ## Ce qui se passe ensuite

    Vous recevez une référence et une page à vous. Elle dit où en est votre dossier et ce que nous répondons, et vous pouvez y ajouter quelque chose. Gardez son adresse : rien d’autre ne l’ouvre.

    Une personne répond sous { $answer }. [Comment ce délai est tenu]({ $help }) se lit dans l’aide.

    Si votre signalement relève d’un problème dont parle cette page, la vôtre en montre la dernière nouvelle. Une fois ce problème terminé, il vous est demandé si cela fonctionne de nouveau chez vous. Sinon, votre dossier est rouvert.
help-article-inform-title = Comment nous vous informons
help-article-inform =
    Quand quelque chose chez { $page } ne fonctionne pas comme il faut, c’est sur [cette page]({ $home }) que cela se dit.

    ## Ce qui est dit

    - qu’il y a un problème, et quels services il touche ;
    - ce que l’on en sait, et ce que cela signifie pour vous ;
    - ce qu’il y a de nouveau, chaque message avec son heure ;
    - que c’est terminé, et combien de temps cela a vraiment duré.

    Au début, on sait peu, et un message peut être court. Là où le suivant est promis pour une heure, cette heure est indiquée.

    ## À quel point c’est exact

    Une heure est dite aussi exactement qu’elle est connue. Ce qui a été déduit d’autre chose le précise. Un message corrigé le précise aussi, et montre ce qui s’y trouvait avant.

    ## Comment vous l’apprenez

    Vous n’avez pas à revenir voir : [choisissez comment être prévenu]({ $subscribe }), et de quoi. Il y a aussi des flux et un calendrier pour les programmes.

    ## Après coup

    Ce qui est terminé reste dans [l’historique]({ $history }) et se retrouve par [la recherche]({ $search }). Quand il y a un post-mortem, il se trouve avec son incident : ce qui s’est passé, pourquoi, et ce qui est entrepris. [Les chiffres]({ $figures }) en font le bilan.
help-article-promise-title = Ce que nous promettons
help-article-promise =
    Sur cette page, une promesse a une heure, pour que vous puissiez la vérifier. Ce qui n’en a pas n’en est pas une.

    ## Pendant que quelque chose ne va pas

    Le prochain point, l’annonce de la fin, le post-mortem : là où l’un d’eux est promis, l’heure est indiquée avec l’incident. Si elle est reportée, l’heure promise auparavant reste lisible, avec la raison. Si elle est dépassée, la page le dit d’elle-même, et la compte encore comme en retard quand la promesse est tenue après coup. [Toutes les promesses, et ce qu’elles sont devenues]({ $promises }), se trouvent au même endroit.

    ## Quand vous signalez quelque chose

    Une personne répond à votre signalement sous { $answer }. Comment ce délai a été tenu récemment se lit [sur la première page de cette aide]({ $help }).

    ## Ce que personne ne peut promettre

    Que rien ne tombe jamais en panne. Ce qui peut se promettre, c’est quand vous en saurez plus, et cette page montre si ce fut le cas.

## Dans la console

help-setup = Centre d’aide
help-setup-lead = Ce que les lecteurs trouvent sous « Aide ». Trois articles sont fournis et se lisent tels quels jusqu’à ce que vous les changiez ou les retiriez. Un article à vous est un brouillon jusqu’à sa publication, et il est publié dans toutes les langues de la page ou pas du tout.
help-setup-new = Écrire un article
help-setup-none = Il n’y a pas encore d’article.
help-state-shown = publié
help-state-draft = non publié
help-origin-shipped = tel que fourni
help-origin-changed = avec vos mots
help-origin-own = à vous
help-lacks = manque : { $languages }
help-look = Comme les lecteurs le voient
help-slug = Nom dans les adresses
help-slug-hint = Des minuscules, des chiffres et « - », par exemple remboursements. Il ne change plus une fois que l’article existe.
help-field-title = Titre
help-field-body = Ce qu’il dit
help-field-body-hint = Markdown : ## pour un titre, - pour une liste, [mots](adresse) pour un lien. Se remplissent d’eux-mêmes : { $places }. Un paragraphe ou une ligne de liste dont l’un n’a pas de valeur est omis.
help-do-store = Enregistrer
help-do-store-shown = Enregistrer : les lecteurs le voient aussitôt
help-do-publish = { $count ->
    [one] Publier en { $n } langue
   *[other] Publier en { $n } langues
}
help-do-withdraw = Retirer
help-do-look = Aperçu
help-do-remove = Supprimer cet article
help-do-reset = Reprendre le texte fourni
help-note-shipped = Ceci est le texte fourni. Enregistré, il est à vous et reste comme vous l’avez écrit.
help-preview = Comme les lecteurs le voient
help-preview-none = Rien n’est encore écrit ici.
help-preview-missing = manque
help-preview-silent = Les lecteurs ne voient pas cet article : il n’en reste rien là où ses champs n’ont pas de valeur.
help-done-stored = Enregistré.
help-done-published = Publié. Les lecteurs le voient.
help-done-withdrawn = Retiré. Les lecteurs ne le voient plus.
help-done-removed = C’est fait.

## Pourquoi pas

refusal-article-slug = Donnez-lui un nom d’au plus { $most } minuscules, chiffres et traits d’union.
refusal-article-taken = Cette page a déjà un article de ce nom. Choisissez-en un autre.
refusal-article-title = Écrivez un titre dans au moins une langue.
refusal-article-long = Écrivez au plus { $most } caractères.
refusal-article-many = Une page a au plus { $most } articles. Supprimez-en un d’abord.
refusal-article-lacks = Il manque un titre ou un texte en : { $languages }. Les lecteurs reçoivent un article dans toutes les langues de la page, ou pas du tout.
