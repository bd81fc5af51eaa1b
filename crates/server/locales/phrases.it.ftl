# Il frasario, le lingue che una pagina richiede e le traduzioni ancora da fare.

refusal-gate-missing = Scegliete che cosa succede finché manca una lingua richiesta: non esce nulla, oppure la traduzione segue.
refusal-gate-locale = Questa pagina non è in «{ $locale }». Togliete questa lingua, o aggiungetela prima a quelle della pagina.
refusal-phrase-key = Scrivete una chiave di al massimo 40 segni: minuscole senza accento, cifre e trattini, per esempio refunds-late.
refusal-phrase-text = Scrivete la frase in almeno una lingua.
refusal-phrase-place = Niente riempie «{ $place }». Ci sono: { $known }.
refusal-phrase-unknown = Il frasario di questa pagina non ha la frase «{ $key }». Sceglietene un’altra.
