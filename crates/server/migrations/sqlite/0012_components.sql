-- Components and groups that can be changed and taken away. One that was taken away keeps its row, so that
-- incidents still name it. `component_outages` are the times in which a component was not operational by its own
-- status, set by hand or by a program; what incidents say stands in their windows.

ALTER TABLE components ADD COLUMN showcase INTEGER NOT NULL DEFAULT 1;
ALTER TABLE components ADD COLUMN only_show_if_degraded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE components ADD COLUMN deleted_at INTEGER;
ALTER TABLE component_groups ADD COLUMN description TEXT NOT NULL DEFAULT '{}';
ALTER TABLE component_groups ADD COLUMN deleted_at INTEGER;

CREATE TABLE component_outages (
    id BLOB NOT NULL PRIMARY KEY,
    component_id BLOB NOT NULL REFERENCES components (id),
    degree TEXT NOT NULL CHECK (degree IN ('unknown', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage')),
    start_at INTEGER NOT NULL,
    end_at INTEGER
) STRICT;

CREATE INDEX outages_by_component ON component_outages (component_id, start_at);
