# The phrasebook, what a page requires in which language, and translations that are still to be done.

refusal-gate-missing = Choose what happens while a required language is missing: nothing goes out, or the translation follows.
refusal-gate-locale = This page is not in “{ $locale }”. Leave it out, or add it to the page’s languages first.
refusal-phrase-key = Write a key of at most 40 small letters, digits and hyphens, such as refunds-late.
refusal-phrase-text = Write the phrase in at least one language.
refusal-phrase-place = Nothing fills in “{ $place }”. There are: { $known }.
refusal-phrase-unknown = This page’s phrasebook has no phrase “{ $key }”. Choose another.
refusal-phrase-unfilled = Not published: nobody has said yet what to put for { $places }. Choose other phrases, or set that fact first.
refusal-phrase-beside = Your own text is in the form, and this phrase would go out without it. Put the phrase into the text, or empty the text first.
refusal-languages-hold = Not published: this page requires { $languages }. Write it, then publish.
refusal-languages-follow = Not published: this page requires { $languages }. Write it, or publish and say that the translation follows.
refusal-lacks-follow = Not published yet. This page requires: { $languages }. Write it, or press Publish again: it goes out now, and readers see that the translation follows.
refusal-translated-already = This text is there in “{ $locale }” already. Correct it instead.
refusal-nothing-to-translate = Nothing is written there yet. Post an update instead.
refusal-not-stale = This text is not older than its source any more. There is nothing to confirm.

phrases-title = Phrasebook
phrases-lead = Sentences that are ready in every language. Tick one or several: they go into the text below. Or publish one alone, in all languages, with one press.
phrases-lead-declare = Sentences that are ready in every language. Tick one or several: they go into the text below. What stands in braces fills in by itself when it is published.
phrases-any = Any time
phrases-put = Put the ticked ones into the text
phrases-lacks = Not known yet: { $places }
places-legend = Facts that fill in by themselves, in each language
places-unknown = not known yet

phrases-setup-lead = What ships is ready to use. Say it in your own words, hide what you never say, add what you always need.
phrases-none = No phrases.
phrases-new = Add a phrase
phrases-changed = changed
phrases-own = your own
phrases-hidden = hidden
phrases-key = Key
phrases-key-hint = What commands and programs call it, such as refunds-late. It does not change any more once the phrase is there.
phrases-text = What it says
phrases-text-hint = Facts fill in by themselves, in each language: { $places }
phrases-status = Offered while it is
phrases-parts = Only for these services
phrases-parts-hint = With none ticked, for all.
phrases-hide = Offer it no more
phrases-delete = Take back our changes
phrases-delete-note = A phrase that ships says again what it shipped with. One of your own is gone; what was written with it stays.

setup-required = Required languages
setup-required-hint = Such as fr, en. The others are optional. May stay empty.
setup-missing = While a required language is missing
setup-missing-hold = Nothing goes out
setup-missing-follow = It goes out if the writer says so, and the translation follows

translations-title = Translations to do
translations-lead = The oldest first. Readers of a language are told once, when their text is there.
translations-none = Nothing is to be translated.
translations-way = { $count ->
    [one] One translation to do
   *[other] { $n } translations to do
}
translations-done = Done. Readers see it now.
translations-due = { $language } follows
translations-stale = { $language } is older than its source
translations-since = since
translations-source = Source: { $language }
translations-text = Text: { $language }
translations-name = Title: { $language }
translations-there = Open the maintenance
translations-publish = Publish: { $language }
translations-right = Still right
translation-older = This text has since been corrected in another language. Its translation is being checked.
