-- Words in every language: what a page requires, which translations are due or older than their source, and the
-- phrasebook as far as a page has changed it.

CREATE TABLE language_gates (
    page_id BLOB NOT NULL PRIMARY KEY REFERENCES pages (id),
    required TEXT NOT NULL,
    missing TEXT NOT NULL CHECK (missing IN ('hold', 'follow'))
) STRICT;

-- `due`: readers were told that it follows. `stale`: its source, in the locale `source`, says something else since.
CREATE TABLE translation_marks (
    root_id BLOB NOT NULL,
    owner_id BLOB NOT NULL,
    field TEXT NOT NULL,
    locale TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('due', 'stale')),
    source TEXT NOT NULL,
    since_at INTEGER NOT NULL,
    PRIMARY KEY (owner_id, field, locale)
) STRICT;

CREATE INDEX translation_marks_by_root ON translation_marks (root_id);
CREATE INDEX translation_marks_by_age ON translation_marks (since_at);

-- A phrase of the shipped book that a page says in other words or not at all, or one of the page's own.
CREATE TABLE phrases (
    page_id BLOB NOT NULL REFERENCES pages (id),
    key TEXT NOT NULL,
    status TEXT,
    components TEXT NOT NULL,
    text TEXT NOT NULL,
    is_hidden INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (page_id, key)
) STRICT;
