# Le recueil de phrases, les langues qu’une page exige, et les traductions encore à faire.

refusal-gate-missing = Choisissez ce qui se passe tant qu’une langue exigée manque : rien n’est publié, ou la traduction suit.
refusal-gate-locale = Cette page n’est pas en « { $locale } ». Retirez cette langue, ou ajoutez-la d’abord à celles de la page.
refusal-phrase-key = Écrivez une clé de 40 signes au plus : minuscules sans accent, chiffres et traits d’union, par exemple refunds-late.
refusal-phrase-text = Écrivez la phrase dans au moins une langue.
refusal-phrase-place = Rien ne remplit « { $place } ». Il y a : { $known }.
refusal-phrase-unknown = Le recueil de cette page n’a pas de phrase « { $key } ». Choisissez-en une autre.
