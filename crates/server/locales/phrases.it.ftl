# Il frasario, le lingue che una pagina richiede e le traduzioni ancora da fare.

refusal-gate-missing = Scegliete che cosa succede finché manca una lingua richiesta: non esce nulla, oppure la traduzione segue.
refusal-gate-locale = Questa pagina non è in «{ $locale }». Togliete questa lingua, o aggiungetela prima a quelle della pagina.
refusal-phrase-key = Scrivete una chiave di al massimo 40 segni: minuscole senza accento, cifre e trattini, per esempio refunds-late.
refusal-phrase-text = Scrivete la frase in almeno una lingua.
refusal-phrase-place = Niente riempie «{ $place }». Ci sono: { $known }.
refusal-phrase-unknown = Il frasario di questa pagina non ha la frase «{ $key }». Sceglietene un’altra.
refusal-phrase-unfilled = Non pubblicato: non si sa ancora che cosa mettere per { $places }. Scegliete altre frasi, o indicate prima quel fatto.
refusal-phrase-beside = Nel modulo c’è un vostro testo, e questa frase uscirebbe senza. Aggiungete la frase al testo, o svuotatelo prima.
refusal-languages-hold = Non pubblicato: questa pagina richiede { $languages }. Scrivete il testo, poi pubblicate.
refusal-languages-follow = Non pubblicato: questa pagina richiede { $languages }. Scrivete il testo, o pubblicate indicando che la traduzione segue.
refusal-lacks-follow = Non ancora pubblicato. Questa pagina richiede: { $languages }. Scrivete il testo, o premete di nuovo Pubblicare: esce subito, e i lettori vedono che la traduzione segue.
refusal-translated-already = Questo testo c’è già in «{ $locale }». Correggetelo, piuttosto.
refusal-nothing-to-translate = Lì non è ancora scritto nulla. Pubblicate piuttosto un aggiornamento.
refusal-not-stale = Questo testo non è più precedente alla sua fonte. Non c’è nulla da confermare.

phrases-title = Frasario
phrases-lead = Frasi pronte in ogni lingua. Spuntatene una o più: vanno nel testo qui sotto. Oppure pubblicatene una sola, in tutte le lingue, con un tocco.
phrases-lead-declare = Frasi pronte in ogni lingua. Spuntatene una o più: vanno nel testo qui sotto. Ciò che sta tra parentesi graffe si compila da sé alla pubblicazione.
phrases-any = In ogni momento
phrases-put = Mettere nel testo quelle spuntate
phrases-lacks = Non ancora noto: { $places }
places-legend = Dati che si compilano da soli, in ogni lingua
places-unknown = non ancora noto

phrases-setup-lead = Le frasi fornite sono pronte. Riformulatele, nascondete quelle che non usate mai, aggiungete quelle che vi servono sempre.
phrases-none = Nessuna frase.
phrases-new = Aggiungere una frase
phrases-changed = modificata
phrases-own = vostra
phrases-hidden = nascosta
phrases-key = Chiave
phrases-key-hint = Il nome usato da comandi e programmi, per esempio refunds-late. Non cambia più una volta creata la frase.
phrases-text = Che cosa dice
phrases-text-hint = I dati si compilano da soli, in ogni lingua: { $places }
phrases-status = Proposta quando l’incidente è
phrases-parts = Solo per questi servizi
phrases-parts-hint = Se non ne spuntate, per tutti.
phrases-hide = Non proporla più
phrases-delete = Annullare le nostre modifiche
phrases-delete-note = Una frase fornita torna al testo d’origine. Una vostra sparisce; ciò che avete scritto con essa resta.

setup-required = Lingue richieste
setup-required-hint = Per esempio fr, en. Le altre sono facoltative. Può restare vuoto.
setup-missing = Finché manca una lingua richiesta
setup-missing-hold = Non esce nulla
setup-missing-follow = Si può pubblicare, e la traduzione segue

translations-title = Traduzioni da fare
translations-lead = Prima le più vecchie. I lettori di una lingua vengono avvisati una volta, quando il loro testo è pronto.
translations-none = Non c’è nulla da tradurre.
translations-way = { $count ->
    [one] Una traduzione da fare
   *[other] { $n } traduzioni da fare
}
translations-done = Fatto. I lettori lo vedono.
translations-due = { $language }: da tradurre
translations-stale = { $language }: precedente alla fonte
translations-since = da:
translations-source = Fonte: { $language }
translations-text = Testo: { $language }
translations-name = Titolo: { $language }
translations-there = Aprire la manutenzione
translations-publish = Pubblicare: { $language }
translations-right = Ancora giusto
translation-older = Questo testo è stato poi corretto in un’altra lingua. La traduzione è in corso di verifica.
