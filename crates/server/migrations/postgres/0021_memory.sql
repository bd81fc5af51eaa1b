-- What was said before, in each language in which it was said at once: a piece of a text, and what it is found by.

CREATE TABLE memory_texts (
    -- The pieces that say the same; made of what they say and the page, so that twice is once.
    twins UUID NOT NULL,
    locale TEXT NOT NULL,
    page_id UUID NOT NULL REFERENCES pages (id),
    body TEXT NOT NULL,
    -- Without times, figures and accents: what is compared.
    bare TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    PRIMARY KEY (twins, locale)
);

-- The smallest hashes of groups of three letters, with page and language in them.
CREATE TABLE memory_marks (
    mark BIGINT NOT NULL,
    twins UUID NOT NULL,
    PRIMARY KEY (mark, twins)
);
