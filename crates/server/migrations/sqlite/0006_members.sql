-- Members: who may sign in, with what, and what they may do; keys of programs.

-- A person who may sign in. Name and address go when the person is forgotten; the row and its id stay,
-- since rows of audit and versions of texts point at it.
CREATE TABLE members (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT UNIQUE,
    locale TEXT,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;

-- What somebody signs in with. handle is what it is found by: the id of a passkey, the issuer and subject
-- of an OIDC account; secret is a hash or a public key, but for totp, which must be known to be checked.
CREATE TABLE credentials (
    id BLOB NOT NULL PRIMARY KEY,
    member_id BLOB NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL CHECK (kind IN ('password', 'totp', 'recovery', 'passkey', 'oidc')),
    handle TEXT,
    secret TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER,
    UNIQUE (kind, handle)
) STRICT;
CREATE INDEX credentials_by_member ON credentials (member_id, kind);

-- A browser that somebody signed in with; of its token only the hash is kept. Until a
-- second factor that is asked for was given, it is not proved and opens nothing.
CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    member_id BLOB NOT NULL REFERENCES members (id),
    token_hash TEXT NOT NULL UNIQUE,
    agent TEXT NOT NULL,
    proved_at INTEGER,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_member ON sessions (member_id);

-- What somebody may do, on one page or, without one, on all.
CREATE TABLE member_roles (
    id BLOB NOT NULL PRIMARY KEY,
    member_id BLOB NOT NULL REFERENCES members (id),
    page_id BLOB REFERENCES pages (id),
    role TEXT NOT NULL CHECK (role IN ('reader', 'responder', 'publisher', 'administrator')),
    granted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX member_roles_by_member ON member_roles (member_id);

-- One-time links: the one that makes the first administrator has no member yet.
CREATE TABLE invitations (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('first', 'invite', 'recover')),
    member_id BLOB REFERENCES members (id),
    token_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

-- Keys of programs. Where reach is some, api_token_pages names its pages.
CREATE TABLE api_tokens (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    scopes TEXT NOT NULL,
    reach TEXT NOT NULL CHECK (reach IN ('all', 'some')),
    made_by BLOB REFERENCES members (id),
    created_at INTEGER NOT NULL,
    ends_at INTEGER,
    used_at INTEGER,
    revoked_at INTEGER
) STRICT;

CREATE TABLE api_token_pages (
    token_id BLOB NOT NULL REFERENCES api_tokens (id),
    page_id BLOB NOT NULL REFERENCES pages (id),
    PRIMARY KEY (token_id, page_id)
) STRICT;
