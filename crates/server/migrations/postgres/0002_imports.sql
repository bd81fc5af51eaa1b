-- What an imported incident can be found by when another source tells of it: its ids, references,
-- days, title. And one row per page that an import locks by writing to it.

CREATE TABLE import_keys (
    page_id UUID NOT NULL REFERENCES pages (id),
    source_key TEXT NOT NULL,
    target_id UUID NOT NULL,
    PRIMARY KEY (page_id, source_key, target_id)
);

CREATE TABLE import_locks (
    page_id UUID NOT NULL PRIMARY KEY REFERENCES pages (id)
);
