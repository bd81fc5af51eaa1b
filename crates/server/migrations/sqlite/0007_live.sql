-- Incidents that are opened and told here. `version` grows with each deed, so that whoever writes can say
-- what he saw; `told` is elsewhere (recorded or imported), live, or afterwards (opened when it was over).

ALTER TABLE incidents ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE incidents ADD COLUMN told TEXT NOT NULL DEFAULT 'elsewhere' CHECK (told IN ('elsewhere', 'live', 'afterwards'));

-- Which deed brought which version: what a second writer is shown.
CREATE TABLE incident_versions (
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    action TEXT NOT NULL,
    PRIMARY KEY (incident_id, version)
) STRICT;

-- How a page wants its incidents: numbered, and looked at by a second person.
CREATE TABLE incident_rules (
    page_id BLOB NOT NULL PRIMARY KEY REFERENCES pages (id),
    reference_prefix TEXT,
    next_reference INTEGER NOT NULL,
    approval TEXT NOT NULL CHECK (approval IN ('none', 'second'))
) STRICT;
