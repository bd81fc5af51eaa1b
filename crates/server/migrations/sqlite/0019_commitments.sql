-- What readers of an incident were promised, and by when. `late_at` is the instant from which it is late: the end of the day
-- where a day was promised. Words of a promise, and why it was moved or taken back, are texts of the incident.

CREATE TABLE commitments (
    id BLOB NOT NULL PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    kind TEXT NOT NULL CHECK (kind IN ('update', 'acknowledgement', 'description', 'resolution', 'postmortem', 'other')),
    due_at INTEGER NOT NULL,
    due_precision TEXT NOT NULL CHECK (due_precision IN ('day', 'minute', 'exact')),
    due_origin TEXT NOT NULL CHECK (due_origin IN ('stated', 'inferred', 'observed')),
    late_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'moved', 'late', 'kept', 'withdrawn')),
    made_how TEXT NOT NULL CHECK (made_how IN ('hand', 'rule')),
    made_at INTEGER NOT NULL,
    made_by_kind TEXT NOT NULL,
    made_by_id BLOB,
    made_update_id BLOB REFERENCES updates (id),
    ended_at INTEGER,
    ended_by_kind TEXT,
    ended_by_id BLOB,
    ended_update_id BLOB REFERENCES updates (id)
) STRICT;

CREATE INDEX commitments_by_incident ON commitments (incident_id, late_at);

-- How one was moved: what it said before, when that was changed and by whom.
CREATE TABLE commitment_moves (
    id BLOB NOT NULL PRIMARY KEY,
    commitment_id BLOB NOT NULL REFERENCES commitments (id),
    from_at INTEGER NOT NULL,
    from_precision TEXT NOT NULL CHECK (from_precision IN ('day', 'minute', 'exact')),
    from_origin TEXT NOT NULL CHECK (from_origin IN ('stated', 'inferred', 'observed')),
    from_late_at INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,
    moved_by_kind TEXT NOT NULL,
    moved_by_id BLOB
) STRICT;

CREATE INDEX commitment_moves_by_commitment ON commitment_moves (commitment_id, moved_at);

-- What a page promises by itself. Priority 0 stands for all that have no line of their own.
CREATE TABLE promise_rules (
    page_id BLOB NOT NULL REFERENCES pages (id),
    kind TEXT NOT NULL CHECK (kind IN ('update', 'acknowledgement', 'description', 'resolution', 'postmortem')),
    priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 9),
    within TEXT NOT NULL,
    PRIMARY KEY (page_id, kind, priority)
) STRICT;

-- Days from Monday to Friday that are no working days of a page, as 2026-05-01.
CREATE TABLE promise_holidays (
    page_id BLOB NOT NULL REFERENCES pages (id),
    day TEXT NOT NULL,
    PRIMARY KEY (page_id, day)
) STRICT;
