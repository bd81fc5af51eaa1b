-- The twin of ../sqlite/0006_members.sql.

-- A person who may sign in. Name and address go when the person is forgotten; the row and its id stay,
-- since rows of audit and versions of texts point at it.
CREATE TABLE members (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT UNIQUE,
    locale TEXT,
    created_at BIGINT NOT NULL,
    removed_at BIGINT
);

-- What somebody signs in with. handle is what it is found by: the id of a passkey, the issuer and subject
-- of an OIDC account; secret is a hash or a public key, but for totp, which must be known to be checked.
CREATE TABLE credentials (
    id UUID NOT NULL PRIMARY KEY,
    member_id UUID NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL CHECK (kind IN ('password', 'totp', 'recovery', 'passkey', 'oidc')),
    handle TEXT,
    secret TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    UNIQUE (kind, handle)
);
CREATE INDEX credentials_by_member ON credentials (member_id, kind);

-- A browser that somebody signed in with; of its token only the hash is kept. Until a
-- second factor that is asked for was given, it is not proved and opens nothing.
CREATE TABLE sessions (
    id UUID NOT NULL PRIMARY KEY,
    member_id UUID NOT NULL REFERENCES members (id),
    token_hash TEXT NOT NULL UNIQUE,
    agent TEXT NOT NULL,
    proved_at BIGINT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_member ON sessions (member_id);

-- What somebody may do, on one page or, without one, on all.
CREATE TABLE member_roles (
    id UUID NOT NULL PRIMARY KEY,
    member_id UUID NOT NULL REFERENCES members (id),
    page_id UUID REFERENCES pages (id),
    role TEXT NOT NULL CHECK (role IN ('reader', 'responder', 'publisher', 'administrator')),
    granted_at BIGINT NOT NULL
);
CREATE INDEX member_roles_by_member ON member_roles (member_id);

-- One-time links: the one that makes the first administrator has no member yet.
CREATE TABLE invitations (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('first', 'invite', 'recover')),
    member_id UUID REFERENCES members (id),
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT
);

-- Keys of programs. Where reach is some, api_token_pages names its pages.
CREATE TABLE api_tokens (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    scopes TEXT NOT NULL,
    reach TEXT NOT NULL CHECK (reach IN ('all', 'some')),
    made_by UUID REFERENCES members (id),
    created_at BIGINT NOT NULL,
    ends_at BIGINT,
    used_at BIGINT,
    revoked_at BIGINT
);

CREATE TABLE api_token_pages (
    token_id UUID NOT NULL REFERENCES api_tokens (id),
    page_id UUID NOT NULL REFERENCES pages (id),
    PRIMARY KEY (token_id, page_id)
);
