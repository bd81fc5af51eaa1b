-- The twin of ../sqlite/0014_duty.sql.

CREATE TABLE duty_rules (
    page_id UUID NOT NULL PRIMARY KEY REFERENCES pages (id),
    silence_minutes BIGINT NOT NULL,
    answer_minutes BIGINT NOT NULL
);

CREATE TABLE duty_turns (
    id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    member_id UUID NOT NULL REFERENCES members (id),
    position BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT
);

CREATE INDEX duty_turns_by_page ON duty_turns (page_id, from_at);

CREATE TABLE duty_calls (
    id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    incident_id UUID NOT NULL REFERENCES incidents (id),
    said_at BIGINT NOT NULL,
    step BIGINT NOT NULL,
    asked_id UUID REFERENCES members (id),
    answered_by UUID REFERENCES members (id),
    opened_at BIGINT NOT NULL,
    ended_at BIGINT,
    UNIQUE (page_id, incident_id, said_at)
);


CREATE TABLE contact_routes (
    id UUID NOT NULL PRIMARY KEY,
    member_id UUID NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL CHECK (kind IN ('email')),
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (member_id, kind, address)
);
