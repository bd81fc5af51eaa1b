-- Second factors and passkeys.

-- Of totp, the last step whose code was accepted: no code is accepted twice.
ALTER TABLE credentials ADD COLUMN step INTEGER;

-- How somebody came in; it decides whether a second factor is asked for.
ALTER TABLE sessions ADD COLUMN way TEXT NOT NULL DEFAULT 'password'
    CHECK (way IN ('password', 'link', 'passkey', 'provider'));

-- What a browser was given to sign with a passkey, until it answers: once, within minutes, and the same
-- browser. bound_to is the session that adds a passkey, or the hash of what is in the cookie of a stranger.
CREATE TABLE ceremonies (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('add', 'enter')),
    bound_to TEXT NOT NULL,
    state TEXT NOT NULL,
    ends_at INTEGER NOT NULL,
    UNIQUE (kind, bound_to)
) STRICT;
