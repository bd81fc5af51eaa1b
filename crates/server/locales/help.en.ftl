# The help centre, in English.

help-way = Help
help-way-report = How to report, and what we promise
help-way-case = Help: how reports are answered
help-title = Help
help-lead = How this page works, and what you can expect of it.
help-search-label = Search the help pages
help-search-hint = Accents and capitals do not matter; the beginning of a word is enough.
help-list = Articles
help-others = More help
help-all = All help pages
help-in-archive = Search the incidents instead
help-found = { $count ->
    [one] { $n } article has “{ $typed }”.
   *[other] { $n } articles have “{ $typed }”.
}
help-nothing-report = If you did not find what you looked for, tell us: a person reads every report.

## How soon a person answers

help-answers-title = How soon a person answers
help-answers-promise = Whoever reports a problem here gets a first answer from a person within { $length }.
help-answers-none = In the last { $days } days no answer fell due, so there is nothing to count yet.
help-answers-few = { $count ->
    [one] In the last { $days } days { $n } answer fell due; in time: { $kept }. That is too few for a share.
   *[other] In the last { $days } days { $n } answers fell due; in time: { $kept }. That is too few for a share.
}
help-answers-never = { $count ->
    [one] In the last { $days } days { $n } answer fell due, and it did not come in time.
   *[other] In the last { $days } days { $n } answers fell due, and none came in time.
}
help-answers-kept = { $count ->
    [one] In the last { $days } days { $n } answer fell due; in time: { $kept } ({ $share }).
   *[other] In the last { $days } days { $n } answers fell due; in time: { $kept } ({ $share }).
}
help-answers-middle = Half of all first answers took { $length } or less.

## The articles that ship

help-article-report-title = How to report a problem
help-article-report =
    When something does not work for you, tell us by [the report form]({ $report }). You need no account.

    ## Before you write

    The form begins with the problems that we know of. If yours is one of them, one press says so. Such a report is worth as much as any other: it shows us how far a problem reaches, and whom it touches.

    ## What helps us

    Only one question needs an answer: what happens. Whatever else you know lets us find your payments among all others:

    - what you did, what you expected and what came instead, an error message word for word;
    - since when, and roughly how many payments;
    - the payment method, the country, and whether your customers pay online or at a terminal;
    - the reference of one of the payments, yours or ours.

    Never send the number of a card or an account. What looks like one is made unreadable in texts before anything is stored. In pictures and PDFs that cannot be done, so cover such numbers there.

    ## What happens then

    You get a reference and a page of your own. It says where your case stands and what we answer, and you can add to it. Keep its address: nothing else opens it.

    A person answers within { $answer }. [How well that is kept]({ $help }) is counted.

    If your report belongs to a problem that this page tells of, your own page shows the latest word on it. Once that problem is over, you are asked whether it works again for you. If it does not, your case is open again.
help-article-inform-title = How we inform you
help-article-inform =
    When something at { $page } does not work as it should, [this page]({ $home }) is where it is told.

    ## What is told

    - that there is a problem, and which services it touches;
    - what is known of it, and what it means for you;
    - what is new, each statement with its time;
    - that it is over, and how long it really lasted.

    At the beginning little is known, and a statement may be short. Where a next one is promised by a time, that time stands with it.

    ## How exact it is

    A time is told as exactly as it is known. What was concluded from something else says so. A statement that was corrected says so too, and shows what stood there before.

    ## How you hear of it

    You need not come back to look: [choose how you want to be told]({ $subscribe }), and of what. There are also feeds and a calendar for programs.

    ## Afterwards

    What is over stays in [the history]({ $history }) and can be [searched]({ $search }). Where there is a post-mortem, it stands with its incident: what happened, why, and what is done about it. [The figures]({ $figures }) sum it up.
help-article-promise-title = What we promise
help-article-promise =
    A promise on this page has a time, so that you can check it. Whatever has none is not meant as one.

    ## While something is wrong

    The next update, the word that it is over, the post-mortem: where one of them is promised, the time stands with the incident. If it is moved, the time that was promised before stays to be read, with the reason. If it is late, the page says so by itself, and goes on counting it as late when it is kept afterwards. [All promises, and what became of them]({ $promises }), stand in one place.

    ## When you report something

    A person answers your report within { $answer }. How well that was kept of late is counted [on the first page of this help]({ $help }).

    ## What nobody can promise

    That nothing ever breaks. What can be promised is when you hear more, and this page shows whether you did.

## In the console

help-setup = Help centre
help-setup-lead = What readers find under “Help”. Three articles ship and are read as they are until you change or withdraw them. An article of your own is a draft until you publish it, and is published in all languages of the page or not at all.
help-setup-new = Write an article
help-setup-none = There is no article yet.
help-state-shown = published
help-state-draft = not published
help-origin-shipped = as it ships
help-origin-changed = in your words
help-origin-own = your own
help-lacks = missing: { $languages }
help-look = As readers see it
help-slug = Name in addresses
help-slug-hint = Small letters, digits and “-”, such as refunds. It does not change any more once the article is there.
help-field-title = Title
help-field-body = What it says
help-field-body-hint = Markdown: ## for a heading, - for a list, [words](address) for a link. Filled in by themselves: { $places }. A paragraph or a line of a list with one that has no value is left out.
help-do-store = Save
help-do-store-shown = Save: readers see it at once
help-do-publish = { $count ->
    [one] Publish in { $n } language
   *[other] Publish in { $n } languages
}
help-do-withdraw = Withdraw
help-do-look = Preview
help-do-remove = Remove this article
help-do-reset = Say again what ships
help-note-shipped = This is what ships. Saved, it is yours, and stays as you wrote it.
help-preview = As readers see it
help-preview-none = Nothing is written here yet.
help-preview-missing = missing
help-preview-silent = Readers do not see this article: nothing of it is left where its places have no value.
help-done-stored = Saved.
help-done-published = Published. Readers see it.
help-done-withdrawn = Withdrawn. Readers do not see it any more.
help-done-removed = Done.

## Why not

refusal-article-slug = Give it a name of at most { $most } small letters, digits and hyphens.
refusal-article-taken = This page has an article of that name. Choose another.
refusal-article-title = Write a title in at least one language.
refusal-article-long = Write at most { $most } characters.
refusal-article-many = A page has at most { $most } articles. Take one away first.
refusal-article-lacks = A title or a text is missing in: { $languages }. Readers get an article in all languages of the page, or not at all.
