-- Who is on duty for a page, and what they are called for. Of several at one time the lowest position is called
-- first, and the next where nobody answers. A call is for one silence: an incident, and its last word then.

CREATE TABLE duty_rules (
    page_id BLOB NOT NULL PRIMARY KEY REFERENCES pages (id),
    silence_minutes INTEGER NOT NULL,
    answer_minutes INTEGER NOT NULL
) STRICT;

CREATE TABLE duty_turns (
    id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    member_id BLOB NOT NULL REFERENCES members (id),
    position INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER
) STRICT;

CREATE INDEX duty_turns_by_page ON duty_turns (page_id, from_at);

CREATE TABLE duty_calls (
    id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    said_at INTEGER NOT NULL,
    step INTEGER NOT NULL,
    asked_id BLOB REFERENCES members (id),
    answered_by BLOB REFERENCES members (id),
    opened_at INTEGER NOT NULL,
    ended_at INTEGER,
    UNIQUE (page_id, incident_id, said_at)
) STRICT;


-- Where a member is reached on duty, beside the address that they sign in with.
CREATE TABLE contact_routes (
    id BLOB NOT NULL PRIMARY KEY,
    member_id BLOB NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL CHECK (kind IN ('email')),
    address TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (member_id, kind, address)
) STRICT;
