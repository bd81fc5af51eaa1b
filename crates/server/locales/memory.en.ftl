# What was said before, offered while a text is written.

memory-title = Said before
memory-hint = Sentences like yours, and how they were said in a language that lacks them now. Read them before you take them over.
memory-likeness = alike by { $n }%
memory-others = Underlined: times and figures that are not in your text.
memory-take = Take over ({ $language })
