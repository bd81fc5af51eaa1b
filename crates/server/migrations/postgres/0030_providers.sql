-- The twin of ../sqlite/0030_providers.sql.

CREATE TABLE providers (
    id UUID NOT NULL PRIMARY KEY,
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
    is_empty_clear BIGINT NOT NULL,
    -- How it is as far as we can tell, what that rests on, its own word, and since when we see it so.
    status TEXT NOT NULL CHECK (status IN ('operational', 'unknown', 'under_maintenance', 'degraded_performance',
                                           'partial_outage', 'major_outage')),
    ground TEXT NOT NULL,
    status_raw TEXT,
    status_since BIGINT NOT NULL,
    -- When we last looked; when what came was last the page; since when it is not, and why.
    checked_at BIGINT,
    seen_at BIGINT,
    blind_since BIGINT,
    blind_why TEXT,
    -- When it is looked at next, and by whom just now.
    due_at BIGINT NOT NULL,
    lease UUID,
    failures BIGINT NOT NULL,
    -- Set where it is followed no more; its archive stays.
    left_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX providers_due ON providers (due_at, id) WHERE left_at IS NULL;

-- On which pages of ours readers see it.
CREATE TABLE provider_pages (
    provider_id UUID NOT NULL REFERENCES providers (id),
    page_id UUID NOT NULL REFERENCES pages (id),
    PRIMARY KEY (provider_id, page_id)
);

CREATE INDEX provider_pages_by_page ON provider_pages (page_id, provider_id);

-- One row an address that is asked, with what conditional asking needs. History is asked for once, in this order.
CREATE TABLE provider_asks (
    id UUID NOT NULL PRIMARY KEY,
    provider_id UUID NOT NULL REFERENCES providers (id),
    role TEXT NOT NULL,
    url TEXT NOT NULL,
    often TEXT NOT NULL CHECK (often IN ('always', 'seldom', 'once')),
    -- `standing`: asked again and again; `waiting`, `done`, `gone`: asked once.
    state TEXT NOT NULL CHECK (state IN ('standing', 'waiting', 'done', 'gone')),
    due_at BIGINT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    failures BIGINT NOT NULL,
    UNIQUE (provider_id, url)
);

CREATE INDEX provider_asks_due ON provider_asks (provider_id, due_at, id) WHERE state IN ('standing', 'waiting');

-- Raw replies, so that a better reader can read the past again: numbers masked, packed (zstd, base64). The same bytes
-- twice are one row that was seen again.
CREATE TABLE provider_replies (
    id UUID NOT NULL PRIMARY KEY,
    provider_id UUID NOT NULL REFERENCES providers (id),
    role TEXT NOT NULL,
    url TEXT NOT NULL,
    form TEXT NOT NULL,
    -- SHA-256 of what came, before numbers were masked.
    digest TEXT NOT NULL,
    headers TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    packed TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    -- Why it said nothing, where it did not.
    blind TEXT
);

CREATE INDEX provider_replies_by_url ON provider_replies (provider_id, url, last_at);
CREATE INDEX provider_replies_by_age ON provider_replies (last_at, id);

CREATE TABLE provider_components (
    id UUID NOT NULL PRIMARY KEY,
    provider_id UUID NOT NULL REFERENCES providers (id),
    public_id TEXT NOT NULL UNIQUE,
    -- The source's own id, or its name where there are none.
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    group_name TEXT,
    region TEXT,
    is_group BIGINT NOT NULL,
    position BIGINT NOT NULL,
    status TEXT NOT NULL,
    status_raw TEXT,
    status_since BIGINT NOT NULL,
    -- Set where the source lists it no more.
    gone_at BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (provider_id, external_id)
);

-- How a provider (component_id NULL) or a component of it was, as we saw it: what is not operational, and what nobody could
-- tell. Between the first look and now, what is in no span was operational.
CREATE TABLE provider_spans (
    id UUID NOT NULL PRIMARY KEY,
    provider_id UUID NOT NULL REFERENCES providers (id),
    component_id UUID REFERENCES provider_components (id),
    status TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT
);

CREATE INDEX provider_spans_by_time ON provider_spans (provider_id, from_at);
CREATE INDEX provider_spans_open ON provider_spans (provider_id) WHERE until_at IS NULL;

-- What a provider told, as it says it last; earlier sayings stand in provider_versions.
CREATE TABLE provider_incidents (
    id UUID NOT NULL PRIMARY KEY,
    provider_id UUID NOT NULL REFERENCES providers (id),
    public_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('incident', 'maintenance')),
    external_id TEXT NOT NULL,
    status TEXT,
    impact TEXT,
    is_open BIGINT NOT NULL,
    -- Orders the archive: when it began, else when it was first told, else when we first saw it.
    dated_at BIGINT NOT NULL,
    -- What its text states: windows of impact, overlaps once. NULL where it states none, or no end.
    impact_ms BIGINT,
    -- From the first post to the last: how long it was spoken of. NULL where one is not known.
    told_ms BIGINT,
    first_post_at BIGINT,
    last_post_at BIGINT,
    resolved_at BIGINT,
    has_postmortem BIGINT NOT NULL,
    -- The languages of its texts, as a JSON list.
    locales TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- Since when it says what it says.
    version_at BIGINT NOT NULL,
    digest TEXT NOT NULL,
    -- The whole of it, as the reader gave it (JSON).
    record TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    -- When it was noticed that the source has it no more.
    gone_at BIGINT,
    UNIQUE (provider_id, kind, external_id)
);

CREATE INDEX provider_incidents_by_time ON provider_incidents (provider_id, dated_at, id);
CREATE INDEX provider_incidents_open ON provider_incidents (provider_id) WHERE is_open = 1;

-- What it said before: one row a version, but for the newest, which stands in provider_incidents.
CREATE TABLE provider_versions (
    incident_id UUID NOT NULL REFERENCES provider_incidents (id),
    version BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    digest TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (incident_id, version)
);

CREATE TABLE provider_incident_components (
    incident_id UUID NOT NULL REFERENCES provider_incidents (id),
    component_id UUID NOT NULL REFERENCES provider_components (id),
    PRIMARY KEY (incident_id, component_id)
);

CREATE INDEX provider_incident_components_back ON provider_incident_components (component_id, incident_id);

-- What the search finds words in: the newest version, one row a language.
CREATE TABLE provider_texts (
    incident_id UUID NOT NULL REFERENCES provider_incidents (id),
    locale TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (incident_id, locale)
);

CREATE INDEX provider_search ON provider_texts USING GIN (search_words(title || ' ' || body));
