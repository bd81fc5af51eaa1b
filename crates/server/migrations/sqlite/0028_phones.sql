-- Short messages to telephones: the way out that fits into one, the codes that were asked for, and what is paid for.

-- Sixteen letters that stand for a subscription. They stay when it goes, so that an old message still leads to a word.
CREATE TABLE phone_links (
    link TEXT NOT NULL PRIMARY KEY,
    subscription_id BLOB NOT NULL UNIQUE
) STRICT;

-- Each time somebody asked for a code. Neither the code nor the number stands here: the one is a seal of the row's id, the
-- other is found by a seal.
CREATE TABLE phone_codes (
    id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    subscription_id BLOB NOT NULL,
    phone_seal TEXT NOT NULL,
    network_seal TEXT NOT NULL,
    locale TEXT NOT NULL,
    -- How many segments were counted for it; none where the number had its codes for today, and none is sent.
    segments INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;

CREATE INDEX phone_codes_by_phone ON phone_codes (phone_seal, created_at);
CREATE INDEX phone_codes_by_network ON phone_codes (network_seal, created_at);
CREATE INDEX phone_codes_by_time ON phone_codes (created_at);

-- Segments of a day ('2026-11-23') or a month ('2026-11') of UTC: counted before they go.
CREATE TABLE phone_spending (
    period TEXT NOT NULL PRIMARY KEY,
    segments INTEGER NOT NULL,
    -- When those who administer the installation were told that there are no more.
    told_at INTEGER
) STRICT;
