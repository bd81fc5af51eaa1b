-- Instants are microseconds since 1970; *_precision is day, minute or exact; *_origin is stated,
-- inferred or observed. Names and lists are JSON in TEXT. The twin in ../postgres has the same
-- tables and columns; a test compares them.

CREATE TABLE pages (
    id BLOB NOT NULL PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    locales TEXT NOT NULL,
    zone TEXT NOT NULL,
    since_at INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE component_groups (
    id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    public_id TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (page_id, public_id)
) STRICT;

CREATE TABLE components (
    id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    group_id BLOB REFERENCES component_groups (id),
    public_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    position INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('operational', 'unknown', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage')),
    since_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (page_id, public_id)
) STRICT;

CREATE TABLE incidents (
    id BLOB NOT NULL PRIMARY KEY,
    refs TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('investigating', 'identified', 'monitoring', 'resolved', 'postmortem')),
    impact TEXT NOT NULL CHECK (impact IN ('none', 'minor', 'major', 'critical')),
    responsibility TEXT CHECK (responsibility IN ('own', 'external', 'unconfirmed')),
    external_provider TEXT,
    priority INTEGER,
    links TEXT NOT NULL,
    held TEXT NOT NULL,
    dated_at INTEGER,
    last_at INTEGER,
    seq INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE incident_pages (
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    page_id BLOB NOT NULL REFERENCES pages (id),
    public_id TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'hidden')),
    PRIMARY KEY (incident_id, page_id),
    UNIQUE (page_id, public_id)
) STRICT;

CREATE INDEX incidents_by_date ON incidents (dated_at DESC, seq DESC);

CREATE TABLE incident_components (
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    component_id BLOB NOT NULL REFERENCES components (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (incident_id, component_id)
) STRICT;

CREATE TABLE impact_windows (
    id BLOB NOT NULL PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    position INTEGER NOT NULL,
    start_at INTEGER,
    start_precision TEXT,
    start_origin TEXT,
    end_kind TEXT NOT NULL CHECK (end_kind IN ('at', 'ongoing', 'unknown')),
    end_at INTEGER,
    end_precision TEXT,
    end_origin TEXT,
    degree TEXT NOT NULL,
    UNIQUE (incident_id, position)
) STRICT;

CREATE TABLE impact_window_components (
    window_id BLOB NOT NULL REFERENCES impact_windows (id),
    component_id BLOB NOT NULL REFERENCES components (id),
    degree TEXT NOT NULL,
    PRIMARY KEY (window_id, component_id)
) STRICT;

CREATE INDEX window_components_by_component ON impact_window_components (component_id);

CREATE TABLE incident_figures (
    id BLOB NOT NULL PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    position INTEGER NOT NULL,
    low_milli INTEGER NOT NULL,
    high_milli INTEGER NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('percent', 'count')),
    UNIQUE (incident_id, position)
) STRICT;

CREATE TABLE consequences (
    id BLOB NOT NULL PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    position INTEGER NOT NULL,
    end_at INTEGER,
    end_precision TEXT,
    end_origin TEXT,
    UNIQUE (incident_id, position)
) STRICT;

-- What was said on an incident or a maintenance: `owner_id` is either's id.
CREATE TABLE updates (
    id BLOB NOT NULL PRIMARY KEY,
    owner_id BLOB NOT NULL,
    public_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    status TEXT NOT NULL,
    standard TEXT,
    published_at INTEGER,
    published_precision TEXT,
    published_origin TEXT,
    changes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (owner_id, public_id),
    UNIQUE (owner_id, position)
) STRICT;

CREATE TABLE maintenances (
    id BLOB NOT NULL PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('scheduled', 'in_progress', 'verifying', 'completed')),
    impact TEXT NOT NULL CHECK (impact IN ('none', 'minor', 'major', 'critical')),
    scheduled_start_at INTEGER NOT NULL,
    scheduled_end_at INTEGER NOT NULL,
    started_at INTEGER,
    completed_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE maintenance_pages (
    maintenance_id BLOB NOT NULL REFERENCES maintenances (id),
    page_id BLOB NOT NULL REFERENCES pages (id),
    public_id TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'hidden')),
    PRIMARY KEY (maintenance_id, page_id),
    UNIQUE (page_id, public_id)
) STRICT;

CREATE TABLE maintenance_components (
    maintenance_id BLOB NOT NULL REFERENCES maintenances (id),
    component_id BLOB NOT NULL REFERENCES components (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (maintenance_id, component_id)
) STRICT;

CREATE TABLE postmortems (
    id BLOB NOT NULL PRIMARY KEY,
    incident_id BLOB NOT NULL UNIQUE REFERENCES incidents (id),
    published_at INTEGER,
    published_precision TEXT,
    published_origin TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE postmortem_entries (
    id BLOB NOT NULL PRIMARY KEY,
    postmortem_id BLOB NOT NULL REFERENCES postmortems (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER,
    at_precision TEXT,
    at_origin TEXT,
    until_at INTEGER,
    until_precision TEXT,
    until_origin TEXT,
    written TEXT,
    UNIQUE (postmortem_id, position)
) STRICT;

CREATE TABLE postmortem_actions (
    id BLOB NOT NULL PRIMARY KEY,
    postmortem_id BLOB NOT NULL REFERENCES postmortems (id),
    position INTEGER NOT NULL,
    UNIQUE (postmortem_id, position)
) STRICT;

-- Versions are never changed and never deleted; the highest one is read. `root_id` is the noun that
-- is read as a whole, `owner_id` the row that the text belongs to.
CREATE TABLE texts (
    root_id BLOB NOT NULL,
    owner_id BLOB NOT NULL,
    field TEXT NOT NULL,
    locale TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    written_at INTEGER NOT NULL,
    PRIMARY KEY (owner_id, field, locale, version)
) STRICT;

CREATE INDEX texts_by_root ON texts (root_id);

CREATE TABLE import_sources (
    page_id BLOB NOT NULL REFERENCES pages (id),
    source TEXT NOT NULL,
    source_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('incident', 'maintenance')),
    target_id BLOB NOT NULL,
    digest TEXT NOT NULL,
    record TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    PRIMARY KEY (page_id, source, source_key)
) STRICT;

CREATE INDEX import_sources_by_target ON import_sources (target_id);

CREATE TABLE import_warnings (
    target_id BLOB NOT NULL,
    source TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    quotes TEXT NOT NULL,
    PRIMARY KEY (target_id, source, position)
) STRICT;

CREATE TABLE audit (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    action TEXT NOT NULL,
    object_id BLOB NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_object ON audit (object_id, at);
