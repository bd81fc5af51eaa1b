-- Articles of the help centre: those that a page wrote, and what it made of those that ship. Their words stand in texts, under the
-- article's id; an article that ships and has none there says what it ships with.
CREATE TABLE articles (
    id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    -- What stands in addresses. Never changed: others link to it.
    slug TEXT NOT NULL,
    position BIGINT NOT NULL,
    is_published BIGINT NOT NULL CHECK (is_published IN (0, 1)),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (page_id, slug)
);
