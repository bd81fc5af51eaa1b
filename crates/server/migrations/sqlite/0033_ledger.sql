-- What we take up with a provider while something of theirs is broken: tickets, what was said in them, and what they promised us.
-- All of it stays among the team of a page.

CREATE TABLE tickets (
    id BLOB NOT NULL PRIMARY KEY,
    -- Whose team it belongs to.
    page_id BLOB NOT NULL REFERENCES pages (id),
    -- With whom: one that we know, and what it is called.
    provider_id BLOB REFERENCES providers (id),
    provider_name TEXT NOT NULL,
    -- About which incident of ours, where there is one.
    incident_id BLOB REFERENCES incidents (id),
    -- Their own number of it; empty where they gave none yet.
    reference TEXT NOT NULL,
    subject TEXT NOT NULL,
    opened_how TEXT NOT NULL CHECK (opened_how IN ('mail', 'phone', 'portal')),
    opened_at INTEGER NOT NULL,
    opened_by_kind TEXT NOT NULL,
    opened_by_id BLOB,
    -- When they first said something.
    answered_at INTEGER,
    -- When whoever opened it wants to be reminded.
    remind_at INTEGER,
    closed_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX tickets_by_page ON tickets (page_id, opened_at);
CREATE INDEX tickets_by_provider ON tickets (provider_id, opened_at);
CREATE INDEX tickets_by_incident ON tickets (incident_id, opened_at);

CREATE TABLE ticket_entries (
    id BLOB NOT NULL PRIMARY KEY,
    ticket_id BLOB NOT NULL REFERENCES tickets (id),
    kind TEXT NOT NULL CHECK (kind IN ('we_said', 'they_said', 'note', 'closed', 'reopened')),
    -- When it was said, which may be earlier than when it was written down.
    at INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    by_kind TEXT NOT NULL,
    by_id BLOB,
    body TEXT NOT NULL
) STRICT;

CREATE INDEX ticket_entries_by_ticket ON ticket_entries (ticket_id, at, id);

-- What they promised us. `late_at` is the instant from which it is late: the end of the day where a day was promised.
CREATE TABLE ticket_promises (
    id BLOB NOT NULL PRIMARY KEY,
    ticket_id BLOB NOT NULL REFERENCES tickets (id),
    words TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    due_precision TEXT NOT NULL CHECK (due_precision IN ('day', 'minute', 'exact')),
    due_origin TEXT NOT NULL CHECK (due_origin IN ('stated', 'inferred', 'observed')),
    late_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'moved', 'late', 'kept', 'withdrawn')),
    made_at INTEGER NOT NULL,
    made_by_kind TEXT NOT NULL,
    made_by_id BLOB,
    ended_at INTEGER,
    ended_by_kind TEXT,
    ended_by_id BLOB,
    -- Why it was taken back.
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX ticket_promises_by_ticket ON ticket_promises (ticket_id, late_at);

-- How one was moved: what it said before, when that was changed, by whom and why.
CREATE TABLE ticket_promise_moves (
    id BLOB NOT NULL PRIMARY KEY,
    promise_id BLOB NOT NULL REFERENCES ticket_promises (id),
    from_at INTEGER NOT NULL,
    from_precision TEXT NOT NULL CHECK (from_precision IN ('day', 'minute', 'exact')),
    from_origin TEXT NOT NULL CHECK (from_origin IN ('stated', 'inferred', 'observed')),
    from_late_at INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,
    moved_by_kind TEXT NOT NULL,
    moved_by_id BLOB,
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX ticket_promise_moves_by_promise ON ticket_promise_moves (promise_id, moved_at);
