-- The twin of ../sqlite/0008_outbox.sql.

CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    way TEXT NOT NULL CHECK (way IN ('broadcast', 'letter', 'event')),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    page_id UUID REFERENCES pages (id),
    subject_id UUID,
    recipient TEXT,
    body TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    expires_at BIGINT,
    lease UUID,
    problem TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    UNIQUE (way, key)
);

CREATE INDEX outbox_waiting ON outbox (way, due_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_ended ON outbox (way, state, ended_at) WHERE state <> 'waiting';
