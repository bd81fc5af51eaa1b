-- The twin of ../sqlite/0003_gates.sql.

ALTER TABLE pages ADD COLUMN hosts TEXT NOT NULL DEFAULT '[]';
ALTER TABLE pages ADD COLUMN access TEXT NOT NULL DEFAULT 'public' CHECK (access IN ('public', 'private'));

CREATE TABLE page_gates (
    page_id UUID NOT NULL PRIMARY KEY REFERENCES pages (id),
    link_key TEXT NOT NULL,
    password_hash TEXT,
    door TEXT NOT NULL CHECK (door IN ('silent', 'named'))
);

INSERT INTO page_gates (page_id, link_key, password_hash, door)
SELECT id, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), NULL, 'silent' FROM pages;
