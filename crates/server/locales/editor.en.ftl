# The editor: what the review found beside the text, why something goes out all the same, and what was taken out.

editor-findings = Look at this first
editor-nothing = The review found nothing wrong.
editor-held = It does not go out like this. Mend what is marked “Holds it”, or say below why it goes out.
editor-holds = Holds it.
editor-advises = Advice.
editor-overrule = Why does it go out as it stands?
editor-overrule-hint = Only where the review is wrong, or there is no time. It is logged.
editor-taken = A card or account number was taken out. It is never stored; readers see the four last signs.

team-overrule = against the review

refusal-review-held = The review holds this text. See what it found beside it: mend it, or say why it goes out as it stands.
refusal-taken-out = A card or account number was taken out of what you wrote. Look at it as it will go out, then press again.
refusal-review-word = Choose whether the review holds a text, or only advises.
refusal-review-host = “{ $host }” is no ending of a host name. Write one such as .prod.example.net.
refusal-review-long = Write at most 200, each of at most 200 letters.

setup-review = Review of texts before they go out
setup-review-hold = Hold a text with a grave finding, until it is mended or somebody says why it goes out
setup-review-advise = Only advise
setup-internal_hosts = Endings of internal host names
setup-internal_hosts-hint = No text goes out that names one, such as .prod.example.net. One or several, with commas; may be empty.
setup-people = People whom no text names
setup-people-hint = Names as they are written, with commas; may be empty.
