-- Other providers' status pages: whom we follow, what we ask, what came, and what it says.

CREATE TABLE providers (
    id BLOB NOT NULL PRIMARY KEY,
    -- Its name in addresses and commands; and as programs see it.
    slug TEXT NOT NULL UNIQUE,
    public_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- One word of the catalogue's, such as `acquirer`; empty where nobody said.
    sector TEXT NOT NULL,
    -- The official page, where programs ask if that is elsewhere, and what its maker calls it.
    page_url TEXT NOT NULL,
    source_url TEXT,
    source_key TEXT,
    -- The word of its format; NULL until it is found out, or where it is none that we read.
    form TEXT,
    -- The language of its texts and the zone of its times, where they do not say.
    locale TEXT NOT NULL,
    zone TEXT NOT NULL,
    -- Of pages without a format: selectors by name, as JSON.
    selectors TEXT NOT NULL,
    -- Whether an empty list means that all is well.
    is_empty_clear INTEGER NOT NULL,
    -- How it is as far as we can tell, what that rests on, its own word, and since when we see it so.
    status TEXT NOT NULL CHECK (status IN ('operational', 'unknown', 'under_maintenance', 'degraded_performance',
                                           'partial_outage', 'major_outage')),
    ground TEXT NOT NULL,
    status_raw TEXT,
    status_since INTEGER NOT NULL,
    -- When we last looked; when what came was last the page; since when it is not, and why.
    checked_at INTEGER,
    seen_at INTEGER,
    blind_since INTEGER,
    blind_why TEXT,
    -- When it is looked at next, and by whom just now.
    due_at INTEGER NOT NULL,
    lease BLOB,
    failures INTEGER NOT NULL,
    -- Set where it is followed no more; its archive stays.
    left_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX providers_due ON providers (due_at, id) WHERE left_at IS NULL;

-- On which pages of ours readers see it.
CREATE TABLE provider_pages (
    provider_id BLOB NOT NULL REFERENCES providers (id),
    page_id BLOB NOT NULL REFERENCES pages (id),
    PRIMARY KEY (provider_id, page_id)
) STRICT;

CREATE INDEX provider_pages_by_page ON provider_pages (page_id, provider_id);

-- One row an address that is asked, with what conditional asking needs. History is asked for once, in this order.
CREATE TABLE provider_asks (
    id BLOB NOT NULL PRIMARY KEY,
    provider_id BLOB NOT NULL REFERENCES providers (id),
    role TEXT NOT NULL,
    url TEXT NOT NULL,
    often TEXT NOT NULL CHECK (often IN ('always', 'seldom', 'once')),
    -- `standing`: asked again and again; `waiting`, `done`, `gone`: asked once.
    state TEXT NOT NULL CHECK (state IN ('standing', 'waiting', 'done', 'gone')),
    due_at INTEGER NOT NULL,
    etag TEXT,
    last_modified TEXT,
    failures INTEGER NOT NULL,
    UNIQUE (provider_id, url)
) STRICT;

CREATE INDEX provider_asks_due ON provider_asks (provider_id, due_at, id) WHERE state IN ('standing', 'waiting');

-- Raw replies, so that a better reader can read the past again: numbers masked, packed (zstd, base64). The same bytes
-- twice are one row that was seen again.
CREATE TABLE provider_replies (
    id BLOB NOT NULL PRIMARY KEY,
    provider_id BLOB NOT NULL REFERENCES providers (id),
    role TEXT NOT NULL,
    url TEXT NOT NULL,
    form TEXT NOT NULL,
    -- SHA-256 of what came, before numbers were masked.
    digest TEXT NOT NULL,
    headers TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    packed TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    -- Why it said nothing, where it did not.
    blind TEXT
) STRICT;

CREATE INDEX provider_replies_by_url ON provider_replies (provider_id, url, last_at);
CREATE INDEX provider_replies_by_age ON provider_replies (last_at, id);

CREATE TABLE provider_components (
    id BLOB NOT NULL PRIMARY KEY,
    provider_id BLOB NOT NULL REFERENCES providers (id),
    public_id TEXT NOT NULL UNIQUE,
    -- The source's own id, or its name where there are none.
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    group_name TEXT,
    region TEXT,
    is_group INTEGER NOT NULL,
    position INTEGER NOT NULL,
    status TEXT NOT NULL,
    status_raw TEXT,
    status_since INTEGER NOT NULL,
    -- Set where the source lists it no more.
    gone_at INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (provider_id, external_id)
) STRICT;

-- How a provider (component_id NULL) or a component of it was, as we saw it: what is not operational, and what nobody could
-- tell. Between the first look and now, what is in no span was operational.
CREATE TABLE provider_spans (
    id BLOB NOT NULL PRIMARY KEY,
    provider_id BLOB NOT NULL REFERENCES providers (id),
    component_id BLOB REFERENCES provider_components (id),
    status TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER
) STRICT;

CREATE INDEX provider_spans_by_time ON provider_spans (provider_id, from_at);
CREATE INDEX provider_spans_open ON provider_spans (provider_id) WHERE until_at IS NULL;

-- What a provider told, as it says it last; earlier sayings stand in provider_versions.
CREATE TABLE provider_incidents (
    id BLOB NOT NULL PRIMARY KEY,
    provider_id BLOB NOT NULL REFERENCES providers (id),
    public_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('incident', 'maintenance')),
    external_id TEXT NOT NULL,
    status TEXT,
    impact TEXT,
    is_open INTEGER NOT NULL,
    -- Orders the archive: when it began, else when it was first told, else when we first saw it.
    dated_at INTEGER NOT NULL,
    -- What its text states: windows of impact, overlaps once. NULL where it states none, or no end.
    impact_ms INTEGER,
    -- From the first post to the last: how long it was spoken of. NULL where one is not known.
    told_ms INTEGER,
    first_post_at INTEGER,
    last_post_at INTEGER,
    resolved_at INTEGER,
    has_postmortem INTEGER NOT NULL,
    -- The languages of its texts, as a JSON list.
    locales TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- Since when it says what it says.
    version_at INTEGER NOT NULL,
    digest TEXT NOT NULL,
    -- The whole of it, as the reader gave it (JSON).
    record TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    -- When it was noticed that the source has it no more.
    gone_at INTEGER,
    UNIQUE (provider_id, kind, external_id)
) STRICT;

CREATE INDEX provider_incidents_by_time ON provider_incidents (provider_id, dated_at, id);
CREATE INDEX provider_incidents_open ON provider_incidents (provider_id) WHERE is_open = 1;

-- What it said before: one row a version, but for the newest, which stands in provider_incidents.
CREATE TABLE provider_versions (
    incident_id BLOB NOT NULL REFERENCES provider_incidents (id),
    version INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    digest TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (incident_id, version)
) STRICT;

CREATE TABLE provider_incident_components (
    incident_id BLOB NOT NULL REFERENCES provider_incidents (id),
    component_id BLOB NOT NULL REFERENCES provider_components (id),
    PRIMARY KEY (incident_id, component_id)
) STRICT;

CREATE INDEX provider_incident_components_back ON provider_incident_components (component_id, incident_id);

-- What the search finds words in: the newest version, one row a language.
CREATE TABLE provider_texts (
    incident_id BLOB NOT NULL REFERENCES provider_incidents (id),
    locale TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (incident_id, locale)
) STRICT;

CREATE VIRTUAL TABLE provider_search USING fts5 (
    title,
    body,
    incident_id UNINDEXED,
    locale UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER provider_texts_are_searched AFTER INSERT ON provider_texts
BEGIN
    INSERT INTO provider_search (title, body, incident_id, locale)
    VALUES (new.title, new.body, new.incident_id, new.locale);
END;

CREATE TRIGGER provider_texts_are_forgotten AFTER DELETE ON provider_texts
BEGIN
    DELETE FROM provider_search WHERE incident_id = old.incident_id AND locale = old.locale;
END;
