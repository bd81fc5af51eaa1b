-- Drafts of a machine: what a page does with one that nobody has read, and which texts that are out are a machine's.

ALTER TABLE language_gates ADD COLUMN machine TEXT NOT NULL DEFAULT 'look' CHECK (machine IN ('look', 'publish'));

-- Where a text came from that no person wrote; a text without a row is a person's.
CREATE TABLE translation_origins (
    root_id UUID NOT NULL,
    owner_id UUID NOT NULL,
    field TEXT NOT NULL,
    locale TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('machine', 'memory', 'phrasebook')),
    is_read BIGINT NOT NULL,
    PRIMARY KEY (owner_id, field, locale)
);

CREATE INDEX translation_origins_by_root ON translation_origins (root_id);
