# SMS : comment s’inscrire, le code, ce qu’un message dit en plus de la nouvelle, et quand il ne reste plus d’argent.

## L’inscription

subscribe-what-sms = Un court message, avec un lien
subscribe-title-sms = Être prévenu par SMS
subscribe-lead-sms = Indiquez votre numéro. Nous y envoyons un code ; dès que vous l’avez saisi, vous êtes prévenu par de courts messages, chacun avec un lien.
subscribe-address-sms = Votre numéro de mobile
subscribe-hint-sms = Les numéros en { $codes } sont acceptés. Le vôtre ne sert qu’à cela.
subscribe-hint-sms-one = Un numéro qui commence par { $codes }. Il ne sert qu’à cela.
subscribe-submit-sms = M’envoyer le code
code-title = Saisissez le code
code-lead = Un message avec six chiffres part vers le numéro qui se termine par { $ends }.
code-label = Code
code-hint = Six chiffres, valables dix minutes.
code-submit = Confirmer
code-late = Rien au bout d’une minute ? Vérifiez le numéro et redemandez un code. Un numéro reçoit trois codes par jour au plus.
code-again = Demander un autre code

## Ce qui est envoyé

phone-code-text = { $page } : votre code est { $code }. Si vous n’avez rien demandé, ne faites rien.
phone-leave = Stop : { $link }

## Pour qui administre

subscribers-spent = Segments SMS : { $day } sur { $aday } aujourd’hui, { $month } sur { $amonth } ce mois-ci
letters-kind-sms-spent = Plus de SMS
letter-spent-subject = { $host } : plus de SMS
letter-spent-day = { $host } a utilisé tous les segments SMS d’un jour ({ $n }). Jusqu’à minuit (UTC), plus aucun SMS ne part, ni code ni nouvelle. Tout le reste continue.
letter-spent-month = { $host } a utilisé tous les segments SMS d’un mois ({ $n }). Jusqu’à la fin du mois (UTC), plus aucun SMS ne part, ni code ni nouvelle. Tout le reste continue.
letter-spent-button = Voir les abonnés
letter-spent-after = Les personnes qu’une nouvelle n’a pas atteintes figurent auprès d’elle dans la console, d’où elle peut repartir. Les limites sont « sms.segments_a_day » et « sms.segments_a_month » dans la configuration.
told-reason-country = son pays n’est pas autorisé
told-reason-no-gateway = l’envoi de SMS n’est pas configuré
told-reason-spend-cap = la limite de dépense est atteinte
