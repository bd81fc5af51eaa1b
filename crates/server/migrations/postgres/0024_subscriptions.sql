-- The twin of ../sqlite/0024_subscriptions.sql.

-- What a page has for its subscriptions. Links in mails are sealed with `link_key`, so it is never changed.
CREATE TABLE bells (
    page_id UUID NOT NULL PRIMARY KEY REFERENCES pages (id),
    link_key TEXT NOT NULL,
    -- How long further words wait for others to go in one message with them; 0 sends each at once.
    gather_minutes BIGINT NOT NULL DEFAULT 0 CHECK (gather_minutes BETWEEN 0 AND 1440)
);

CREATE TABLE subscriptions (
    id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'webhook', 'statuspage', 'slack', 'teams', 'discord',
                                             'mattermost', 'google_chat', 'sms', 'web_push')),
    -- What carries it: a relay, or a call over HTTP.
    lane TEXT NOT NULL CHECK (lane IN ('mail', 'call')),
    -- The page, or the one incident or maintenance that it ends with.
    about_id UUID NOT NULL,
    -- The mail address, number or URL; and what it is found by, sealed.
    address TEXT NOT NULL,
    address_digest TEXT NOT NULL,
    -- What the channel needs beside it, as JSON: secrets that sign, keys of a browser.
    keys TEXT,
    -- The mail address of whoever is told when it keeps failing.
    owner TEXT,
    locale TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'active', 'paused')),
    has_incidents BIGINT NOT NULL,
    has_maintenances BIGINT NOT NULL,
    has_postmortems BIGINT NOT NULL,
    -- False where it is for the components in subscription_components alone.
    is_whole BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- When its address said yes, or an import brought it.
    confirmed_at BIGINT,
    -- Since when nothing arrives, how often nothing did, and why; and why it was paused.
    failing_since BIGINT,
    failures BIGINT NOT NULL DEFAULT 0,
    problem TEXT,
    UNIQUE (page_id, channel, address_digest, about_id)
);

-- What a fan-out reads, in this order.
CREATE INDEX subscriptions_by_lane ON subscriptions (page_id, lane, id) WHERE state = 'active';
-- How many would hear something, without a look at the table.
CREATE INDEX subscriptions_counted ON subscriptions (page_id, about_id, channel, locale, is_whole, has_incidents,
                                                     has_maintenances, has_postmortems, id) WHERE state = 'active';
CREATE INDEX subscriptions_by_address ON subscriptions (address_digest);
CREATE INDEX subscriptions_by_owner ON subscriptions (owner) WHERE owner IS NOT NULL;
-- What ends with one incident or maintenance.
CREATE INDEX subscriptions_by_subject ON subscriptions (about_id, id) WHERE about_id <> page_id;
-- What nobody has said yes to yet.
CREATE INDEX subscriptions_asked ON subscriptions (created_at) WHERE state = 'asked';
-- What somebody was written, by whom it is about.
CREATE INDEX outbox_by_subject ON outbox (subject_id, kind, created_at) WHERE subject_id IS NOT NULL;

CREATE TABLE subscription_components (
    subscription_id UUID NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    -- A component, or a group: then all that stand in it, also later.
    component_id UUID NOT NULL,
    PRIMARY KEY (subscription_id, component_id)
);

-- Addresses that left: no import brings them back. Their digests alone are kept.
CREATE TABLE subscription_leaves (
    page_id UUID NOT NULL REFERENCES pages (id),
    channel TEXT NOT NULL,
    address_digest TEXT NOT NULL,
    left_at BIGINT NOT NULL,
    PRIMARY KEY (page_id, channel, address_digest)
);

-- A broadcast on its way: how far the readers are handed out, and what came of them.
CREATE TABLE fanouts (
    broadcast_id UUID NOT NULL REFERENCES outbox (id),
    lane TEXT NOT NULL CHECK (lane IN ('mail', 'call')),
    page_id UUID NOT NULL REFERENCES pages (id),
    -- The smaller goes first.
    priority BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('handing', 'handed', 'over')),
    -- The last subscription that is handed out.
    cursor_id UUID NOT NULL,
    readers BIGINT NOT NULL,
    handed BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    first_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (broadcast_id, lane)
);

CREATE INDEX fanouts_going ON fanouts (lane, priority, broadcast_id) WHERE state <> 'over';

-- Readers that somebody has taken on: those after `after_id` up to `upto_id`. Done are those up to `done_id`, and
-- those in `beyond`. A lease that ran out is another's to take over.
CREATE TABLE fanout_chunks (
    id UUID NOT NULL PRIMARY KEY,
    broadcast_id UUID NOT NULL,
    lane TEXT NOT NULL,
    after_id UUID NOT NULL,
    upto_id UUID NOT NULL,
    done_id UUID NOT NULL,
    -- Ids as hexadecimal digits, one after the other.
    beyond TEXT NOT NULL,
    lease UUID NOT NULL,
    leased_until BIGINT NOT NULL,
    FOREIGN KEY (broadcast_id, lane) REFERENCES fanouts (broadcast_id, lane)
);

CREATE INDEX fanout_chunks_by_lease ON fanout_chunks (lane, leased_until);

-- One reader whom something did not reach at once: it is tried again, or was given up.
CREATE TABLE deliveries (
    id UUID NOT NULL PRIMARY KEY,
    broadcast_id UUID NOT NULL,
    lane TEXT NOT NULL,
    subscription_id UUID NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead', 'left')),
    -- One word of ours, for counting.
    reason TEXT NOT NULL,
    problem TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    lease UUID,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    FOREIGN KEY (broadcast_id, lane) REFERENCES fanouts (broadcast_id, lane),
    UNIQUE (broadcast_id, subscription_id)
);

CREATE INDEX deliveries_due ON deliveries (lane, due_at, id) WHERE state = 'waiting';
CREATE INDEX deliveries_by_reader ON deliveries (subscription_id);
