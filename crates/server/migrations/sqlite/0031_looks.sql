-- Looking at other providers' status pages: whose turn it is, politely, and what is kept.

-- Where programs ask, by host; no two nodes ask one host at a time.
ALTER TABLE providers ADD COLUMN host TEXT NOT NULL DEFAULT '';
-- When its format was last found out.
ALTER TABLE providers ADD COLUMN detected_at INTEGER;

-- The one word for why nobody can tell, beside `blind_why`: `refused`, `slow` …
ALTER TABLE providers ADD COLUMN blind_word TEXT;

CREATE INDEX providers_by_host ON providers (host);

-- The kept reply that the validators of an ask belong to.
ALTER TABLE provider_asks ADD COLUMN reply_id BLOB REFERENCES provider_replies (id);

-- Written first by whoever claims, so that nodes claim one after the other. One row.
CREATE TABLE provider_turns (
    name TEXT NOT NULL PRIMARY KEY,
    taken_at INTEGER NOT NULL
) STRICT;

-- What each host asks programs to leave alone; a body of NULL is a host that has no such file.
CREATE TABLE provider_robots (
    host TEXT NOT NULL PRIMARY KEY,
    body TEXT,
    checked_at INTEGER NOT NULL
) STRICT;

-- A file says too whose pages are followed.
ALTER TABLE declarations RENAME TO declarations_before;

CREATE TABLE declarations (
    object_id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    kind TEXT NOT NULL CHECK (kind IN ('page', 'group', 'component', 'template', 'provider')),
    file_key TEXT NOT NULL,
    file TEXT NOT NULL,
    stated TEXT NOT NULL,
    applied_at INTEGER NOT NULL,
    UNIQUE (page_id, kind, file_key)
) STRICT;

INSERT INTO declarations (object_id, page_id, kind, file_key, file, stated, applied_at)
SELECT object_id, page_id, kind, file_key, file, stated, applied_at FROM declarations_before;

DROP TABLE declarations_before;
