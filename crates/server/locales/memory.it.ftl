# Ciò che è già stato detto, proposto mentre si scrive.

memory-title = Già detto
memory-hint = Frasi simili alle vostre, e come sono state dette in una lingua che ancora non le ha. Rileggetele prima di riprenderle.
memory-likeness = simile al { $n }%
memory-others = Sottolineati: orari e cifre che non sono nel vostro testo.
memory-take = Riprendere ({ $language })
