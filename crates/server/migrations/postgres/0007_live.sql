-- Incidents that are opened and told here. `version` grows with each deed, so that whoever writes can say
-- what he saw; `told` is elsewhere (recorded or imported), live, or afterwards (opened when it was over).

ALTER TABLE incidents ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE incidents ADD COLUMN told TEXT NOT NULL DEFAULT 'elsewhere' CHECK (told IN ('elsewhere', 'live', 'afterwards'));

-- Which deed brought which version: what a second writer is shown.
CREATE TABLE incident_versions (
    incident_id UUID NOT NULL REFERENCES incidents (id),
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    action TEXT NOT NULL,
    PRIMARY KEY (incident_id, version)
);

-- How a page wants its incidents: numbered, and looked at by a second person.
CREATE TABLE incident_rules (
    page_id UUID NOT NULL PRIMARY KEY REFERENCES pages (id),
    reference_prefix TEXT,
    next_reference BIGINT NOT NULL,
    approval TEXT NOT NULL CHECK (approval IN ('none', 'second'))
);
