-- The twin of ../sqlite/0032_upstreams.sql.

-- A component of ours hangs on a provider as a whole, on one of its components, or on a region of it.
CREATE TABLE upstreams (
    id UUID NOT NULL PRIMARY KEY,
    component_id UUID NOT NULL REFERENCES components (id),
    provider_id UUID NOT NULL REFERENCES providers (id),
    part_id UUID REFERENCES provider_components (id),
    region TEXT,
    -- What it hangs on, in one word, so that nothing stands here twice: `whole`, the id of a component, `region:` and its name.
    target TEXT NOT NULL,
    -- How our component is then.
    degree TEXT NOT NULL CHECK (degree IN ('degraded_performance', 'partial_outage', 'major_outage')),
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (component_id, provider_id, target)
);

CREATE INDEX upstreams_by_provider ON upstreams (provider_id, component_id);

-- What a page does by itself. No row: a draft, a prompt, and the provider's words for the team alone.
CREATE TABLE upstream_rules (
    page_id UUID NOT NULL PRIMARY KEY REFERENCES pages (id),
    raises TEXT NOT NULL CHECK (raises IN ('off', 'draft', 'publish')),
    closes TEXT NOT NULL CHECK (closes IN ('prompt', 'auto')),
    -- Whether readers see the provider's words in what is drafted.
    quotes BIGINT NOT NULL
);

-- One trouble of a provider that touches a page of ours.
CREATE TABLE upstream_troubles (
    id UUID NOT NULL PRIMARY KEY,
    provider_id UUID NOT NULL REFERENCES providers (id),
    page_id UUID NOT NULL REFERENCES pages (id),
    -- Since when, by the provider's own word where it has one.
    began_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    -- When we saw that it is over there.
    ended_at BIGINT,
    draft_id UUID,
    incident_id UUID,
    -- Why the page's rule did not get through; it is a person's then.
    held TEXT,
    -- What the team is still to be told, and how often it was told something.
    news TEXT CHECK (news IN ('begun', 'more', 'again', 'over')),
    round BIGINT NOT NULL
);

CREATE INDEX upstream_troubles_by_provider ON upstream_troubles (provider_id, page_id, seen_at);
CREATE INDEX upstream_troubles_by_page ON upstream_troubles (page_id, seen_at);
CREATE INDEX upstream_troubles_by_draft ON upstream_troubles (draft_id);
CREATE INDEX upstream_troubles_by_incident ON upstream_troubles (incident_id);

-- What of ours it touches, and how badly.
CREATE TABLE upstream_trouble_components (
    trouble_id UUID NOT NULL REFERENCES upstream_troubles (id),
    component_id UUID NOT NULL REFERENCES components (id),
    degree TEXT NOT NULL,
    PRIMARY KEY (trouble_id, component_id)
);

-- What the provider said of it, each time that it said something else. entry_id is NULL where only its state showed it.
CREATE TABLE upstream_words (
    id UUID NOT NULL PRIMARY KEY,
    trouble_id UUID NOT NULL REFERENCES upstream_troubles (id),
    entry_id UUID REFERENCES provider_incidents (id),
    version BIGINT NOT NULL,
    address TEXT NOT NULL,
    -- The language of title and words, where that is known.
    locale TEXT,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    -- When the provider said it, where it says when, and when we saw it.
    said_at BIGINT,
    seen_at BIGINT NOT NULL
);

CREATE INDEX upstream_words_by_trouble ON upstream_words (trouble_id, seen_at, id);

-- When the provider said what readers are shown of it, and in which language.
ALTER TABLE incidents ADD COLUMN notice_said_at BIGINT;
ALTER TABLE incidents ADD COLUMN notice_locale TEXT;
