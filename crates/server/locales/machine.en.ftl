# A machine's draft: a service drafts what a language lacks, and a person reads it before it goes out.

machine-draft = Draft by machine
machine-unread = Machine draft: read it before it goes out
machine-changed = Written from a machine draft
machine-read = I have read it
machine-read-in = I have read what the machine wrote ({ $languages })
translation-by-machine = Translated automatically.

setup-machine = A machine draft that nobody has read
setup-machine-hint = Only where the operator has set a translation service.
setup-machine-look = Is held until somebody has read it
setup-machine-publish = May go out; readers see that it was translated automatically

refusal-gate-machine = Choose what happens with a machine draft that nobody has read: it is held, or it may go out.
refusal-machine-unread = Not published: nobody has read the machine draft yet ({ $languages }). Read it, then tick “I have read it”.
refusal-machine-nothing = Write it in one language first: the machine drafts from that.
refusal-machine-off = No translation service is set. Write it yourself, or ask whoever runs Beffroi to set one.
refusal-machine-long = This is more than the translation service takes. Shorten it, or write it yourself.
refusal-machine-key = The translation service refuses our key. Write it yourself, and tell whoever runs Beffroi.
refusal-machine-quota = The translation service has used up its quota. Write it yourself, and tell whoever runs Beffroi.
refusal-machine-busy = The translation service is busy. Try again in a moment.
refusal-machine-wait = The translation service is busy. Try again in { $seconds } seconds.
refusal-machine-said = The translation service does not take this text: “{ $words }”. Write it yourself.
refusal-machine-no = The translation service does not take this text. Write it yourself.
refusal-machine-away = The translation service does not answer. Try again later, or write it yourself.
refusal-machine-closed = The translation service may not be called where it is. Tell whoever runs Beffroi.
refusal-machine-slow = The translation service did not answer within { $seconds } seconds. Try again, or write it yourself.
refusal-machine-answer = The translation service answered with something that cannot be read. Write it yourself.
refusal-machine-lost = The machine lost { $pieces }. Its draft is not used: write it yourself.
