-- Words of providers that nobody knows: when they were seen, and in how many answers.

CREATE TABLE provider_oddities (
    provider_id UUID NOT NULL REFERENCES providers (id),
    word TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (provider_id, word)
);
