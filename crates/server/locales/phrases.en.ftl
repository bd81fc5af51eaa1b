# The phrasebook, what a page requires in which language, and translations that are still to be done.

refusal-gate-missing = Choose what happens while a required language is missing: nothing goes out, or the translation follows.
refusal-gate-locale = This page is not in “{ $locale }”. Leave it out, or add it to the page’s languages first.
refusal-phrase-key = Write a key of at most 40 small letters, digits and hyphens, such as refunds-late.
refusal-phrase-text = Write the phrase in at least one language.
refusal-phrase-place = Nothing fills in “{ $place }”. There are: { $known }.
refusal-phrase-unknown = This page’s phrasebook has no phrase “{ $key }”. Choose another.
