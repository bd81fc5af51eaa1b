# Files that come with reports: what may be sent, what is kept and for how long, and why not, in English.

## Where they are sent

files-label = Pictures, logs, documents
files-hint = JPEG, PNG, WebP, PDF or text; at most { $most }, each of { $size } at most.
files-note = Send no picture on which the number of a card or an account can be read: it cannot be made unreadable there, as it is in text. Where and with what a picture was made is taken out.
files-kept = { $count ->
    [one] Files are kept for { $n } day. Nobody but our team can open them.
   *[other] Files are kept for { $n } days. Nobody but our team can open them.
}
files-again = Your files were not sent. Choose them once more.
files-later = Your files were not sent. You can add them on the page of your case, as soon as your report is sent.
files-alone = (Files without words.)

## Where they are listed

files-title = Files
files-till = { $kind }, { $size }, kept until { $when }
files-till-masked = { $kind }, { $size }, kept until { $when }. Something in it looked like the number of a card or an account and was made unreadable.
files-gone = No longer kept since { $when }
files-unkept = Not kept: { $why }
files-kind-jpeg = Picture
files-kind-png = Picture
files-kind-webp = Picture
files-kind-pdf = Document
files-kind-text = Text
files-size-kb = { $n } kB
files-size-mb = { $n } MB
files-why-empty = it is empty.
files-why-kind = it is no picture (JPEG, PNG, WebP), no PDF and no text.
files-why-damaged = it is damaged or locked and cannot be read.
files-why-large = it is larger than { $size }.
files-why-many = there are too many files. Send at most { $most } at a time.
files-why-away = it could not be stored just now. Send it again later.
