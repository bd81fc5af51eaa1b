# L’éditeur : ce que la relecture a trouvé à côté du texte, pourquoi un texte part malgré tout, et ce qui a été retiré.

editor-findings = À regarder d’abord
editor-nothing = La relecture n’a rien trouvé à redire.
editor-held = Le texte ne part pas ainsi. Corrigez ce qui est marqué « Bloque », ou dites plus bas pourquoi il part.
editor-holds = Bloque.
editor-advises = Conseil.
editor-overrule = Pourquoi part-il tel quel ?
editor-overrule-hint = Seulement si la relecture se trompe, ou si le temps manque. C’est consigné.
editor-taken = Un numéro de carte ou de compte a été retiré. Il n’est jamais enregistré ; les lecteurs voient les quatre derniers signes.

team-overrule = contre la relecture

refusal-review-held = La relecture retient ce texte. Voyez à côté ce qu’elle a trouvé : corrigez-le, ou dites pourquoi il part tel quel.
refusal-taken-out = Un numéro de carte ou de compte a été retiré de ce que vous avez écrit. Regardez le texte tel qu’il partira, puis validez à nouveau.
refusal-review-word = Choisissez si la relecture retient un texte, ou conseille seulement.
refusal-review-host = « { $host } » n’est pas une fin de nom d’hôte. Écrivez par exemple .prod.example.net.
refusal-review-long = Écrivez-en au plus 200, de 200 lettres au plus chacun.

setup-review = Relecture des textes avant leur publication
setup-review-hold = Retenir un texte qui a un défaut grave, jusqu’à ce qu’il soit corrigé ou que quelqu’un dise pourquoi il part
setup-review-advise = Seulement conseiller
setup-internal_hosts = Fins de noms d’hôtes internes
setup-internal_hosts-hint = Aucun texte qui en cite un ne part, par exemple .prod.example.net. Un ou plusieurs, avec des virgules ; peut rester vide.
setup-people = Personnes qu’aucun texte ne nomme
setup-people-hint = Les noms tels qu’on les écrit, avec des virgules ; peut rester vide.
