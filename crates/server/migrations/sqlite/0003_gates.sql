-- Several pages in one installation, and pages that not everyone may read. `hosts` is a JSON list of
-- host names, the first of which stands in absolute addresses. What opens a page stands in a table
-- of its own, so that whoever reads pages cannot hand it on.

ALTER TABLE pages ADD COLUMN hosts TEXT NOT NULL DEFAULT '[]';
ALTER TABLE pages ADD COLUMN access TEXT NOT NULL DEFAULT 'public' CHECK (access IN ('public', 'private'));

CREATE TABLE page_gates (
    page_id BLOB NOT NULL PRIMARY KEY REFERENCES pages (id),
    link_key TEXT NOT NULL,
    password_hash TEXT,
    door TEXT NOT NULL CHECK (door IN ('silent', 'named'))
) STRICT;

INSERT INTO page_gates (page_id, link_key, password_hash, door)
SELECT id, lower(hex(randomblob(32))), NULL, 'silent' FROM pages;
