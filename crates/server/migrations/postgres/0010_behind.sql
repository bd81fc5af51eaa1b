-- What stands behind an incident: drafts, the second look at them, the crisis unit and its log, templates; and
-- what a provider said, when a share held, which incident leads to which. None of the private tables is read by
-- a public page.

ALTER TABLE incident_figures ADD COLUMN from_at BIGINT;
ALTER TABLE incident_figures ADD COLUMN from_precision TEXT;
ALTER TABLE incident_figures ADD COLUMN from_origin TEXT;
ALTER TABLE incident_figures ADD COLUMN until_at BIGINT;
ALTER TABLE incident_figures ADD COLUMN until_precision TEXT;
ALTER TABLE incident_figures ADD COLUMN until_origin TEXT;

ALTER TABLE incidents ADD COLUMN notice_address TEXT;
ALTER TABLE incidents ADD COLUMN notice_words TEXT;
ALTER TABLE incidents ADD COLUMN notice_kept_at BIGINT;

CREATE TABLE incident_merges (
    incident_id UUID NOT NULL PRIMARY KEY REFERENCES incidents (id),
    into_id UUID NOT NULL REFERENCES incidents (id),
    at BIGINT NOT NULL
);

-- `content` is the deed that waits, as JSON.
CREATE TABLE drafts (
    id UUID NOT NULL PRIMARY KEY,
    incident_id UUID REFERENCES incidents (id),
    content TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'published', 'discarded')),
    version BIGINT NOT NULL,
    writer_kind TEXT NOT NULL,
    writer_id UUID,
    approver_kind TEXT,
    approver_id UUID,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX drafts_by_incident ON drafts (incident_id);

CREATE TABLE draft_pages (
    draft_id UUID NOT NULL REFERENCES drafts (id),
    page_id UUID NOT NULL REFERENCES pages (id),
    PRIMARY KEY (draft_id, page_id)
);

-- Private: notes, the running log, and why a second look was left out.
CREATE TABLE incident_log (
    id UUID NOT NULL PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES incidents (id),
    kind TEXT NOT NULL CHECK (kind IN ('note', 'entry', 'bypass')),
    at BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    body TEXT NOT NULL
);

CREATE INDEX log_by_incident ON incident_log (incident_id, at);

CREATE TABLE incident_roles (
    incident_id UUID NOT NULL REFERENCES incidents (id),
    role TEXT NOT NULL CHECK (role IN ('lead', 'communication', 'scribe')),
    member_id UUID NOT NULL,
    since_at BIGINT NOT NULL,
    PRIMARY KEY (incident_id, role)
);

CREATE TABLE incident_templates (
    id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    public_id TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (page_id, name),
    UNIQUE (page_id, public_id)
);

-- Deeds that were asked for under a key of the asker's own: asked again, the answer is the same.
CREATE TABLE idempotency (
    actor_kind TEXT NOT NULL,
    actor_id UUID NOT NULL,
    key TEXT NOT NULL,
    digest TEXT NOT NULL,
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (actor_kind, actor_id, key)
);

CREATE INDEX idempotency_by_age ON idempotency (at);
