# Lettres sur un dossier : ce que quelqu’un a signalé, et ce qu’il en advient.

# La ligne au-dessus de laquelle on répond ; on la cherche dans les réponses : elle tient en une ligne, et aucun autre texte ne l’a.
case-letter-mark = — Écrivez votre réponse au-dessus de cette ligne —

case-letter-reference = Votre référence est { $reference }. Le lien n’est que pour vous : qui l’a voit le dossier.
case-letter-reply = Vous pouvez aussi répondre à cette lettre ; ce que vous écrivez au-dessus de la première ligne nous parvient.
case-letter-masked = Ce qui ressemblait à un numéro de carte ou de compte a été rendu illisible avant tout enregistrement.

case-letter-opened-subject = Votre signalement est arrivé
case-letter-opened-text = Merci. Ce que vous avez signalé à { $page } est arrivé, et une personne le lira.
case-letter-opened-by = Vous aurez de nos nouvelles { $by }.
case-letter-opened-button = Voir votre dossier
case-letter-linked-subject = Nous connaissons la cause
case-letter-linked-text = Cela fait partie d’un incident sur lequel nous travaillons : « { $title } ». Votre dossier montre ce qui en est dit.
case-letter-linked-button = Suivre dans votre dossier
case-letter-answered-subject = Une réponse pour vous
case-letter-answered-button = Répondre dans votre dossier
case-letter-asked-subject = Est-ce que cela remarche ?
case-letter-asked-over = L’incident « { $title } » est terminé.
case-letter-asked-text = D’après ce que nous savons, ce que vous avez signalé est réparé. Est-ce que cela remarche chez vous ? Une pression dans votre dossier nous le dit. Sinon, votre dossier est rouvert.
case-letter-asked-button = Répondre oui ou non
case-letter-closed-subject = Votre dossier est clos
case-letter-closed-text = Nous avons clos votre dossier. Si quelque chose ne va toujours pas, écrivez-le-nous dans ce dossier : il sera rouvert.
case-letter-closed-button = Voir votre dossier

case-letter-soon-subject = { $reference } attend une réponse
case-letter-soon-text = L’auteur de { $reference } attend depuis { $length }. Le délai promis pour une réponse touche à sa fin.
case-letter-late-subject = { $reference } est toujours sans réponse
case-letter-late-text = L’auteur de { $reference } attend depuis { $length }, plus longtemps qu’on ne devrait. Tous les responsables reçoivent cette lettre.
case-letter-waits-button = Ouvrir le dossier

case-hardly-any = presque aucun
case-letter-spike-subject = Plus de signalements que d’habitude : { $component }
case-letter-spike-text = { $count ->
    [one] Un signalement sur { $component } est arrivé dans la dernière heure, contre { $usual } d’habitude. Le plus ancien dit : depuis { $since }.
   *[other] { $n } signalements sur { $component } sont arrivés dans la dernière heure, contre { $usual } d’habitude. Le plus ancien dit : depuis { $since }.
}
case-letter-spike-next = Rien n’a été publié. Regardez ce qu’ils disent, et faites-en un brouillon d’incident si c’en est un.
case-letter-spike-button = Voir les signalements

# In the place {payments} of an answer.
case-own-payments = { $count ->
    [one] { $n } paiement
   *[other] { $n } paiements
}

# On the page of an incident.
case-own-answered = { $count ->
    [one] Une personne qui a signalé ceci a reçu une réponse personnelle.
   *[other] { $n } personnes qui ont signalé ceci ont reçu une réponse personnelle.
}
