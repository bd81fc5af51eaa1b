# Ce qu’on dit aux lecteurs qui veulent être prévenus : lettres, formulaire, ce qu’ils reçoivent.

## Lettres

subscription-confirm-subject = Voulez-vous être prévenu par { $page } ?
subscription-confirm-text = Quelqu’un a demandé que { $page } écrive à { $place } en cas de panne ou de travaux prévus. Si c’est vous, confirmez-le. D’ici là, rien n’est envoyé.
subscription-confirm-button = Oui, écrivez-moi
subscription-confirm-unasked = Si ce n’est pas vous, vous n’avez rien à faire : sans votre accord, cette adresse est oubliée en une semaine.
subscription-known-subject = { $page } vous prévient déjà
subscription-known-text = Quelqu’un a demandé une nouvelle fois que { $page } écrive à { $place }. L’adresse est déjà inscrite : rien n’a changé. Vous pouvez voir et modifier ce que vous recevez.
subscription-known-button = Voir ce que je reçois
subscription-known-unasked = Si ce n’est pas vous, vous n’avez rien à faire.
subscription-ready-subject = { $page } prévient désormais { $place }
subscription-ready-text = { $place } a dit oui : { $page } lui envoie désormais ce qui a été demandé. Gardez cette lettre : elle permet de le modifier ou d’y mettre fin.
subscription-ready-button = Voir et modifier
subscription-ready-secret = Les messages sont signés. Le secret qui le prouve se trouve sur cette page ; il n’est montré qu’une fois.
subscription-ready-unasked = Vous recevez cette lettre parce que cette adresse est indiquée comme responsable. Si c’est une erreur, mettez-y fin sur cette page.
subscription-paused-subject = { $page } ne joint plus { $place }
subscription-paused-text = Ce que { $page } envoie à { $place } n’arrive pas : plus rien n’y est envoyé. Dès que tout remarche, un bouton suffit pour reprendre.
subscription-paused-button = Voir pourquoi et reprendre
subscription-paused-after = Ce qui est dit entre-temps se lit sur la page ; ce n’est pas envoyé après coup.
