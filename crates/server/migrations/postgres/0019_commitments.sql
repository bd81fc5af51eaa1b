-- The twin of ../sqlite/0019_commitments.sql.

CREATE TABLE commitments (
    id UUID NOT NULL PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES incidents (id),
    kind TEXT NOT NULL CHECK (kind IN ('update', 'acknowledgement', 'description', 'resolution', 'postmortem', 'other')),
    due_at BIGINT NOT NULL,
    due_precision TEXT NOT NULL CHECK (due_precision IN ('day', 'minute', 'exact')),
    due_origin TEXT NOT NULL CHECK (due_origin IN ('stated', 'inferred', 'observed')),
    late_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'moved', 'late', 'kept', 'withdrawn')),
    made_how TEXT NOT NULL CHECK (made_how IN ('hand', 'rule')),
    made_at BIGINT NOT NULL,
    made_by_kind TEXT NOT NULL,
    made_by_id UUID,
    made_update_id UUID REFERENCES updates (id),
    ended_at BIGINT,
    ended_by_kind TEXT,
    ended_by_id UUID,
    ended_update_id UUID REFERENCES updates (id)
);

CREATE INDEX commitments_by_incident ON commitments (incident_id, late_at);

CREATE TABLE commitment_moves (
    id UUID NOT NULL PRIMARY KEY,
    commitment_id UUID NOT NULL REFERENCES commitments (id),
    from_at BIGINT NOT NULL,
    from_precision TEXT NOT NULL CHECK (from_precision IN ('day', 'minute', 'exact')),
    from_origin TEXT NOT NULL CHECK (from_origin IN ('stated', 'inferred', 'observed')),
    from_late_at BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    moved_by_kind TEXT NOT NULL,
    moved_by_id UUID
);

CREATE INDEX commitment_moves_by_commitment ON commitment_moves (commitment_id, moved_at);

CREATE TABLE promise_rules (
    page_id UUID NOT NULL REFERENCES pages (id),
    kind TEXT NOT NULL CHECK (kind IN ('update', 'acknowledgement', 'description', 'resolution', 'postmortem')),
    priority BIGINT NOT NULL CHECK (priority BETWEEN 0 AND 9),
    within TEXT NOT NULL,
    PRIMARY KEY (page_id, kind, priority)
);

CREATE TABLE promise_holidays (
    page_id UUID NOT NULL REFERENCES pages (id),
    day TEXT NOT NULL,
    PRIMARY KEY (page_id, day)
);
