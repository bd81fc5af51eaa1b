-- What stands behind an incident: drafts, the second look at them, the crisis unit and its log, templates; and
-- what a provider said, when a share held, which incident leads to which. None of the private tables is read by
-- a public page.

ALTER TABLE incident_figures ADD COLUMN from_at INTEGER;
ALTER TABLE incident_figures ADD COLUMN from_precision TEXT;
ALTER TABLE incident_figures ADD COLUMN from_origin TEXT;
ALTER TABLE incident_figures ADD COLUMN until_at INTEGER;
ALTER TABLE incident_figures ADD COLUMN until_precision TEXT;
ALTER TABLE incident_figures ADD COLUMN until_origin TEXT;

ALTER TABLE incidents ADD COLUMN notice_address TEXT;
ALTER TABLE incidents ADD COLUMN notice_words TEXT;
ALTER TABLE incidents ADD COLUMN notice_kept_at INTEGER;

CREATE TABLE incident_merges (
    incident_id BLOB NOT NULL PRIMARY KEY REFERENCES incidents (id),
    into_id BLOB NOT NULL REFERENCES incidents (id),
    at INTEGER NOT NULL
) STRICT;

-- `content` is the deed that waits, as JSON.
CREATE TABLE drafts (
    id BLOB NOT NULL PRIMARY KEY,
    incident_id BLOB REFERENCES incidents (id),
    content TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'published', 'discarded')),
    version INTEGER NOT NULL,
    writer_kind TEXT NOT NULL,
    writer_id BLOB,
    approver_kind TEXT,
    approver_id BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX drafts_by_incident ON drafts (incident_id);

CREATE TABLE draft_pages (
    draft_id BLOB NOT NULL REFERENCES drafts (id),
    page_id BLOB NOT NULL REFERENCES pages (id),
    PRIMARY KEY (draft_id, page_id)
) STRICT;

-- Private: notes, the running log, and why a second look was left out.
CREATE TABLE incident_log (
    id BLOB NOT NULL PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    kind TEXT NOT NULL CHECK (kind IN ('note', 'entry', 'bypass')),
    at INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    body TEXT NOT NULL
) STRICT;

CREATE INDEX log_by_incident ON incident_log (incident_id, at);

CREATE TABLE incident_roles (
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    role TEXT NOT NULL CHECK (role IN ('lead', 'communication', 'scribe')),
    member_id BLOB NOT NULL,
    since_at INTEGER NOT NULL,
    PRIMARY KEY (incident_id, role)
) STRICT;

CREATE TABLE incident_templates (
    id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    public_id TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (page_id, name),
    UNIQUE (page_id, public_id)
) STRICT;

-- Deeds that were asked for under a key of the asker's own: asked again, the answer is the same.
CREATE TABLE idempotency (
    actor_kind TEXT NOT NULL,
    actor_id BLOB NOT NULL,
    key TEXT NOT NULL,
    digest TEXT NOT NULL,
    outcome TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (actor_kind, actor_id, key)
) STRICT;

CREATE INDEX idempotency_by_age ON idempotency (at);
