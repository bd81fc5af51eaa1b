# Tickets chez les fournisseurs : ce qu’en disent les lettres et les refus.

letter-ticket-remind-subject = Ticket chez { $provider } : { $subject }
letter-ticket-remind-text = Vous vouliez un rappel du ticket « { $subject } » chez { $provider }.
letter-ticket-late-subject = { $provider } est en retard : { $what }
letter-ticket-late-text = Dans le ticket « { $subject } », { $provider } avait promis : { $what }, { $by }. Rien n’est noté qui dise que c’est fait. Relancez-les, ou notez ce qu’il en est.
letter-ticket-waits = Nous attendons une réponse de { $provider } depuis { $length }.
letter-ticket-button = Ouvrir le ticket
letter-ticket-note = Vous recevez cette lettre parce que vous avez ouvert le ticket ou que vous êtes d’astreinte.
letters-kind-ticket-remind = Rappel d’un ticket
letters-kind-ticket-late = Promesse d’un fournisseur en retard
refusal-ticket-long = Écrivez { $most } caractères au plus.
refusal-ticket-empty = Écrivez quelque chose ici.
refusal-ticket-future = C’est encore à venir. Écrivez quand c’était.
refusal-ticket-past = Cette heure est passée. Choisissez-en une à venir.
refusal-ticket-far = C’est dans plus de deux ans. Écrivez une date plus proche.
refusal-ticket-same = C’est déjà promis pour cette date. Choisissez-en une autre.
refusal-ticket-before = C’est avant l’ouverture du ticket.
refusal-ticket-kind = Indiquez qui l’a dit.
refusal-ticket-incident = Cette page n’a pas un tel incident.
refusal-ticket-closed = Ce ticket est fermé. Rouvrez-le d’abord.
refusal-ticket-open = Ce ticket est ouvert.
refusal-ticket-promise-over = Cette promesse est déjà réglée. Notez-en une nouvelle.
refusal-ticket-open-promise = Une de leurs promesses est encore ouverte. Notez d’abord ce qu’elle est devenue.
