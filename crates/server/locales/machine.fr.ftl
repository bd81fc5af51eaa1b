# Le brouillon d’une machine : un service propose ce qui manque dans une langue, et une personne le lit avant publication.

machine-draft = Proposer par machine
machine-unread = Brouillon de machine : à lire avant publication
machine-changed = Écrit à partir d’un brouillon de machine
machine-read = Je l’ai lu
machine-read-in = J’ai lu ce que la machine a écrit ({ $languages })
translation-by-machine = Traduit automatiquement.

setup-machine = Un brouillon de machine que personne n’a lu
setup-machine-hint = Seulement si un service de traduction est configuré.
setup-machine-look = Est retenu tant que personne ne l’a lu
setup-machine-publish = Peut partir ; les lecteurs voient qu’il a été traduit automatiquement

refusal-gate-machine = Choisissez ce que devient un brouillon de machine que personne n’a lu : retenu, ou publié.
refusal-machine-unread = Pas publié : personne n’a encore lu le brouillon de machine ({ $languages }). Lisez-le, puis cochez « Je l’ai lu ».
refusal-machine-nothing = Écrivez d’abord dans une langue : la machine part de là.
refusal-machine-off = Aucun service de traduction n’est configuré. Écrivez le texte vous-même, ou demandez qu’on en configure un.
refusal-machine-long = C’est plus que le service de traduction n’accepte. Raccourcissez, ou écrivez vous-même.
refusal-machine-key = Le service de traduction refuse notre clé. Écrivez vous-même, et prévenez qui exploite Beffroi.
refusal-machine-quota = Le quota du service de traduction est épuisé. Écrivez vous-même, et prévenez qui exploite Beffroi.
refusal-machine-busy = Le service de traduction est occupé. Réessayez dans un instant.
refusal-machine-wait = Le service de traduction est occupé. Réessayez dans { $seconds } secondes.
refusal-machine-said = Le service de traduction n’accepte pas ce texte : « { $words } ». Écrivez vous-même.
refusal-machine-no = Le service de traduction n’accepte pas ce texte. Écrivez vous-même.
refusal-machine-away = Le service de traduction ne répond pas. Réessayez plus tard, ou écrivez vous-même.
refusal-machine-closed = Le service de traduction ne peut pas être appelé là où il est. Prévenez qui exploite Beffroi.
refusal-machine-slow = Le service de traduction n’a pas répondu en { $seconds } secondes. Réessayez, ou écrivez vous-même.
refusal-machine-answer = La réponse du service de traduction est illisible. Écrivez vous-même.
refusal-machine-lost = La machine a perdu { $pieces }. Son brouillon n’est pas repris : écrivez vous-même.
