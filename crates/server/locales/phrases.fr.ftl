# Le recueil de phrases, les langues qu’une page exige, et les traductions encore à faire.

refusal-gate-missing = Choisissez ce qui se passe tant qu’une langue exigée manque : rien n’est publié, ou la traduction suit.
refusal-gate-locale = Cette page n’est pas en « { $locale } ». Retirez cette langue, ou ajoutez-la d’abord à celles de la page.
refusal-phrase-key = Écrivez une clé de 40 signes au plus : minuscules sans accent, chiffres et traits d’union, par exemple refunds-late.
refusal-phrase-text = Écrivez la phrase dans au moins une langue.
refusal-phrase-place = Rien ne remplit « { $place } ». Il y a : { $known }.
refusal-phrase-unknown = Le recueil de cette page n’a pas de phrase « { $key } ». Choisissez-en une autre.
refusal-phrase-unfilled = Pas publié : rien n’est encore connu pour { $places }. Choisissez d’autres phrases, ou renseignez d’abord ce fait.
refusal-phrase-beside = Votre texte est dans le formulaire, et cette phrase partirait sans lui. Ajoutez la phrase au texte, ou videz-le d’abord.
refusal-languages-hold = Pas publié : cette page exige { $languages }. Écrivez ce texte, puis publiez.
refusal-languages-follow = Pas publié : cette page exige { $languages }. Écrivez ce texte, ou publiez en annonçant que la traduction suit.
refusal-lacks-follow = Pas encore publié. Cette page exige : { $languages }. Écrivez ce texte, ou appuyez de nouveau sur Publier : le texte part tout de suite, et les lecteurs voient que la traduction suit.
refusal-translated-already = Ce texte existe déjà en « { $locale } ». Corrigez-le plutôt.
refusal-nothing-to-translate = Rien n’y est encore écrit. Publiez plutôt une information.
refusal-not-stale = Ce texte n’est plus antérieur à sa source. Il n’y a rien à confirmer.

phrases-title = Recueil de phrases
phrases-lead = Des phrases prêtes dans chaque langue. Cochez-en une ou plusieurs : elles vont dans le texte ci-dessous. Ou publiez-en une seule, dans toutes les langues, d’une pression.
phrases-lead-declare = Des phrases prêtes dans chaque langue. Cochez-en une ou plusieurs : elles vont dans le texte ci-dessous. Ce qui est entre accolades se remplit seul à la publication.
phrases-any = À tout moment
phrases-put = Mettre les phrases cochées dans le texte
phrases-lacks = Pas encore connu : { $places }
places-legend = Faits qui se remplissent seuls, dans chaque langue
places-unknown = pas encore connu

phrases-setup-lead = Les phrases fournies sont prêtes. Reformulez-les, masquez celles que vous ne dites jamais, ajoutez celles qu’il vous faut toujours.
phrases-none = Aucune phrase.
phrases-new = Ajouter une phrase
phrases-changed = modifiée
phrases-own = la vôtre
phrases-hidden = masquée
phrases-key = Clé
phrases-key-hint = Le nom qu’utilisent commandes et programmes, par exemple refunds-late. Il ne change plus une fois la phrase créée.
phrases-text = Ce qu’elle dit
phrases-text-hint = Les faits se remplissent seuls, dans chaque langue : { $places }
phrases-status = Proposée quand l’incident est
phrases-parts = Seulement pour ces services
phrases-parts-hint = Si rien n’est coché, pour tous.
phrases-hide = Ne plus la proposer
phrases-delete = Annuler nos modifications
phrases-delete-note = Une phrase fournie reprend son texte d’origine. Une des vôtres disparaît ; ce qui a été écrit avec elle reste.

setup-required = Langues exigées
setup-required-hint = Par exemple fr, en. Les autres sont facultatives. Peut rester vide.
setup-missing = Tant qu’une langue exigée manque
setup-missing-hold = Rien n’est publié
setup-missing-follow = On peut publier, et la traduction suit

translations-title = Traductions à faire
translations-lead = Les plus anciennes d’abord. Les lecteurs d’une langue sont prévenus une fois, quand leur texte est là.
translations-none = Il n’y a rien à traduire.
translations-way = { $count ->
    [one] Une traduction à faire
   *[other] { $n } traductions à faire
}
translations-done = C’est fait. Les lecteurs le voient.
translations-due = { $language } : à traduire
translations-stale = { $language } : antérieur à la source
translations-since = depuis :
translations-source = Source : { $language }
translations-text = Texte : { $language }
translations-name = Titre : { $language }
translations-there = Ouvrir la maintenance
translations-publish = Publier : { $language }
translations-right = Toujours juste
translation-older = Ce texte a été corrigé depuis dans une autre langue. Sa traduction est en cours de vérification.
