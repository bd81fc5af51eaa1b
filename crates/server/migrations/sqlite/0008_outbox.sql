-- What is to be told, frozen in the transaction that did it: broadcasts to whoever asked, letters to one
-- address, events to whoever reacts. A claim is a lease: `lease` says whose, and `due_at` when the next
-- may try. `recipient` and `body` go once a letter is there.

CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY,
    way TEXT NOT NULL CHECK (way IN ('broadcast', 'letter', 'event')),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    page_id BLOB REFERENCES pages (id),
    subject_id BLOB,
    recipient TEXT,
    body TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    expires_at INTEGER,
    lease BLOB,
    problem TEXT,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    UNIQUE (way, key)
) STRICT;

CREATE INDEX outbox_waiting ON outbox (way, due_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_ended ON outbox (way, state, ended_at) WHERE state <> 'waiting';
