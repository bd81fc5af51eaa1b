-- What was said before, in each language in which it was said at once: a piece of a text, and what it is found by.

CREATE TABLE memory_texts (
    -- The pieces that say the same; made of what they say and the page, so that twice is once.
    twins BLOB NOT NULL,
    locale TEXT NOT NULL,
    page_id BLOB NOT NULL REFERENCES pages (id),
    body TEXT NOT NULL,
    -- Without times, figures and accents: what is compared.
    bare TEXT NOT NULL,
    said_at INTEGER NOT NULL,
    PRIMARY KEY (twins, locale)
);

-- The smallest hashes of groups of three letters, with page and language in them.
CREATE TABLE memory_marks (
    mark INTEGER NOT NULL,
    twins BLOB NOT NULL,
    PRIMARY KEY (mark, twins)
) WITHOUT ROWID;
