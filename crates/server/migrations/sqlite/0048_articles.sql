-- Articles of the help centre: those that a page wrote, and what it made of those that ship. Their words stand in texts, under the
-- article's id; an article that ships and has none there says what it ships with.
CREATE TABLE articles (
    id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    -- What stands in addresses. Never changed: others link to it.
    slug TEXT NOT NULL,
    position INTEGER NOT NULL,
    is_published INTEGER NOT NULL CHECK (is_published IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (page_id, slug)
) STRICT;
