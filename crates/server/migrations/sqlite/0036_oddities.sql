-- Words of providers that nobody knows: when they were seen, and in how many answers.

CREATE TABLE provider_oddities (
    provider_id BLOB NOT NULL REFERENCES providers (id),
    word TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (provider_id, word)
) STRICT;
