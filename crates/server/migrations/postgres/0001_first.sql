-- Instants are microseconds since 1970; *_precision is day, minute or exact; *_origin is stated,
-- inferred or observed. Names and lists are JSON in TEXT. The twin in ../sqlite has the same
-- tables and columns; a test compares them.

CREATE TABLE pages (
    id UUID NOT NULL PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    locales TEXT NOT NULL,
    zone TEXT NOT NULL,
    since_at BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE component_groups (
    id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    public_id TEXT NOT NULL,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (page_id, public_id)
);

CREATE TABLE components (
    id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    group_id UUID REFERENCES component_groups (id),
    public_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    position BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('operational', 'unknown', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage')),
    since_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (page_id, public_id)
);

CREATE TABLE incidents (
    id UUID NOT NULL PRIMARY KEY,
    refs TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('investigating', 'identified', 'monitoring', 'resolved', 'postmortem')),
    impact TEXT NOT NULL CHECK (impact IN ('none', 'minor', 'major', 'critical')),
    responsibility TEXT CHECK (responsibility IN ('own', 'external', 'unconfirmed')),
    external_provider TEXT,
    priority BIGINT,
    links TEXT NOT NULL,
    held TEXT NOT NULL,
    dated_at BIGINT,
    last_at BIGINT,
    seq BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE incident_pages (
    incident_id UUID NOT NULL REFERENCES incidents (id),
    page_id UUID NOT NULL REFERENCES pages (id),
    public_id TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'hidden')),
    PRIMARY KEY (incident_id, page_id),
    UNIQUE (page_id, public_id)
);

CREATE INDEX incidents_by_date ON incidents (dated_at DESC, seq DESC);

CREATE TABLE incident_components (
    incident_id UUID NOT NULL REFERENCES incidents (id),
    component_id UUID NOT NULL REFERENCES components (id),
    position BIGINT NOT NULL,
    PRIMARY KEY (incident_id, component_id)
);

CREATE TABLE impact_windows (
    id UUID NOT NULL PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES incidents (id),
    position BIGINT NOT NULL,
    start_at BIGINT,
    start_precision TEXT,
    start_origin TEXT,
    end_kind TEXT NOT NULL CHECK (end_kind IN ('at', 'ongoing', 'unknown')),
    end_at BIGINT,
    end_precision TEXT,
    end_origin TEXT,
    degree TEXT NOT NULL,
    UNIQUE (incident_id, position)
);

CREATE TABLE impact_window_components (
    window_id UUID NOT NULL REFERENCES impact_windows (id),
    component_id UUID NOT NULL REFERENCES components (id),
    degree TEXT NOT NULL,
    PRIMARY KEY (window_id, component_id)
);

CREATE INDEX window_components_by_component ON impact_window_components (component_id);

CREATE TABLE incident_figures (
    id UUID NOT NULL PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES incidents (id),
    position BIGINT NOT NULL,
    low_milli BIGINT NOT NULL,
    high_milli BIGINT NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('percent', 'count')),
    UNIQUE (incident_id, position)
);

CREATE TABLE consequences (
    id UUID NOT NULL PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES incidents (id),
    position BIGINT NOT NULL,
    end_at BIGINT,
    end_precision TEXT,
    end_origin TEXT,
    UNIQUE (incident_id, position)
);

-- What was said on an incident or a maintenance: `owner_id` is either's id.
CREATE TABLE updates (
    id UUID NOT NULL PRIMARY KEY,
    owner_id UUID NOT NULL,
    public_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    status TEXT NOT NULL,
    standard TEXT,
    published_at BIGINT,
    published_precision TEXT,
    published_origin TEXT,
    changes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (owner_id, public_id),
    UNIQUE (owner_id, position)
);

CREATE TABLE maintenances (
    id UUID NOT NULL PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('scheduled', 'in_progress', 'verifying', 'completed')),
    impact TEXT NOT NULL CHECK (impact IN ('none', 'minor', 'major', 'critical')),
    scheduled_start_at BIGINT NOT NULL,
    scheduled_end_at BIGINT NOT NULL,
    started_at BIGINT,
    completed_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE maintenance_pages (
    maintenance_id UUID NOT NULL REFERENCES maintenances (id),
    page_id UUID NOT NULL REFERENCES pages (id),
    public_id TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'hidden')),
    PRIMARY KEY (maintenance_id, page_id),
    UNIQUE (page_id, public_id)
);

CREATE TABLE maintenance_components (
    maintenance_id UUID NOT NULL REFERENCES maintenances (id),
    component_id UUID NOT NULL REFERENCES components (id),
    position BIGINT NOT NULL,
    PRIMARY KEY (maintenance_id, component_id)
);

CREATE TABLE postmortems (
    id UUID NOT NULL PRIMARY KEY,
    incident_id UUID NOT NULL UNIQUE REFERENCES incidents (id),
    published_at BIGINT,
    published_precision TEXT,
    published_origin TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE postmortem_entries (
    id UUID NOT NULL PRIMARY KEY,
    postmortem_id UUID NOT NULL REFERENCES postmortems (id),
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT,
    at_precision TEXT,
    at_origin TEXT,
    until_at BIGINT,
    until_precision TEXT,
    until_origin TEXT,
    written TEXT,
    UNIQUE (postmortem_id, position)
);

CREATE TABLE postmortem_actions (
    id UUID NOT NULL PRIMARY KEY,
    postmortem_id UUID NOT NULL REFERENCES postmortems (id),
    position BIGINT NOT NULL,
    UNIQUE (postmortem_id, position)
);

-- Versions are never changed and never deleted; the highest one is read. `root_id` is the noun that
-- is read as a whole, `owner_id` the row that the text belongs to.
CREATE TABLE texts (
    root_id UUID NOT NULL,
    owner_id UUID NOT NULL,
    field TEXT NOT NULL,
    locale TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (owner_id, field, locale, version)
);

CREATE INDEX texts_by_root ON texts (root_id);

CREATE TABLE import_sources (
    page_id UUID NOT NULL REFERENCES pages (id),
    source TEXT NOT NULL,
    source_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('incident', 'maintenance')),
    target_id UUID NOT NULL,
    digest TEXT NOT NULL,
    record TEXT NOT NULL,
    imported_at BIGINT NOT NULL,
    PRIMARY KEY (page_id, source, source_key)
);

CREATE INDEX import_sources_by_target ON import_sources (target_id);

CREATE TABLE import_warnings (
    target_id UUID NOT NULL,
    source TEXT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    quotes TEXT NOT NULL,
    PRIMARY KEY (target_id, source, position)
);

CREATE TABLE audit (
    id UUID NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    action TEXT NOT NULL,
    object_id UUID NOT NULL,
    digest TEXT NOT NULL
);

CREATE INDEX audit_by_object ON audit (object_id, at);
