-- The twin of ../sqlite/0033_ledger.sql.

CREATE TABLE tickets (
    id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    provider_id UUID REFERENCES providers (id),
    provider_name TEXT NOT NULL,
    incident_id UUID REFERENCES incidents (id),
    reference TEXT NOT NULL,
    subject TEXT NOT NULL,
    opened_how TEXT NOT NULL CHECK (opened_how IN ('mail', 'phone', 'portal')),
    opened_at BIGINT NOT NULL,
    opened_by_kind TEXT NOT NULL,
    opened_by_id UUID,
    answered_at BIGINT,
    remind_at BIGINT,
    closed_at BIGINT,
    created_at BIGINT NOT NULL
);

CREATE INDEX tickets_by_page ON tickets (page_id, opened_at);
CREATE INDEX tickets_by_provider ON tickets (provider_id, opened_at);
CREATE INDEX tickets_by_incident ON tickets (incident_id, opened_at);

CREATE TABLE ticket_entries (
    id UUID NOT NULL PRIMARY KEY,
    ticket_id UUID NOT NULL REFERENCES tickets (id),
    kind TEXT NOT NULL CHECK (kind IN ('we_said', 'they_said', 'note', 'closed', 'reopened')),
    at BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    by_kind TEXT NOT NULL,
    by_id UUID,
    body TEXT NOT NULL
);

CREATE INDEX ticket_entries_by_ticket ON ticket_entries (ticket_id, at, id);

CREATE TABLE ticket_promises (
    id UUID NOT NULL PRIMARY KEY,
    ticket_id UUID NOT NULL REFERENCES tickets (id),
    words TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    due_precision TEXT NOT NULL CHECK (due_precision IN ('day', 'minute', 'exact')),
    due_origin TEXT NOT NULL CHECK (due_origin IN ('stated', 'inferred', 'observed')),
    late_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'moved', 'late', 'kept', 'withdrawn')),
    made_at BIGINT NOT NULL,
    made_by_kind TEXT NOT NULL,
    made_by_id UUID,
    ended_at BIGINT,
    ended_by_kind TEXT,
    ended_by_id UUID,
    reason TEXT NOT NULL
);

CREATE INDEX ticket_promises_by_ticket ON ticket_promises (ticket_id, late_at);

CREATE TABLE ticket_promise_moves (
    id UUID NOT NULL PRIMARY KEY,
    promise_id UUID NOT NULL REFERENCES ticket_promises (id),
    from_at BIGINT NOT NULL,
    from_precision TEXT NOT NULL CHECK (from_precision IN ('day', 'minute', 'exact')),
    from_origin TEXT NOT NULL CHECK (from_origin IN ('stated', 'inferred', 'observed')),
    from_late_at BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    moved_by_kind TEXT NOT NULL,
    moved_by_id UUID,
    reason TEXT NOT NULL
);

CREATE INDEX ticket_promise_moves_by_promise ON ticket_promise_moves (promise_id, moved_at);
