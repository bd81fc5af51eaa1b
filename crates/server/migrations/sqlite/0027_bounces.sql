-- Mails that came back, one row a mail and reader; told once however often a relay says it.
CREATE TABLE bounces (
    subscription_id BLOB NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    -- When what came back was announced, to the second.
    mailed_at INTEGER NOT NULL,
    came_at INTEGER NOT NULL,
    -- One word of ours.
    reason TEXT NOT NULL,
    PRIMARY KEY (subscription_id, mailed_at)
) STRICT;

CREATE INDEX bounces_by_time ON bounces (mailed_at);

-- Since when it is told again; what came back of before says nothing any more.
ALTER TABLE subscriptions ADD COLUMN resumed_at INTEGER;
