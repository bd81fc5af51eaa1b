-- Planned work waits for a second look as incidents do: drafts know what kind of thing they are done to, and which
-- pages ask for a second look stands apart from how incidents are numbered.

DROP INDEX drafts_by_incident;
ALTER TABLE drafts ADD COLUMN kind TEXT NOT NULL DEFAULT 'incident' CHECK (kind IN ('incident', 'maintenance'));
ALTER TABLE drafts ADD COLUMN subject_id BLOB;
UPDATE drafts SET subject_id = incident_id;
ALTER TABLE drafts DROP COLUMN incident_id;

CREATE INDEX drafts_by_subject ON drafts (subject_id);

CREATE TABLE second_looks (
    page_id BLOB NOT NULL PRIMARY KEY REFERENCES pages (id)
) STRICT;

INSERT INTO second_looks (page_id) SELECT page_id FROM incident_rules WHERE approval = 'second';
ALTER TABLE incident_rules DROP COLUMN approval;

-- Why something was said of planned work without the second look that a page asks for.
CREATE TABLE maintenance_bypasses (
    id BLOB NOT NULL PRIMARY KEY,
    maintenance_id BLOB NOT NULL REFERENCES maintenances (id),
    at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX maintenance_bypasses_by_maintenance ON maintenance_bypasses (maintenance_id, at);
