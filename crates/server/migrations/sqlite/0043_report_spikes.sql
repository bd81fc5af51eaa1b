-- More reports than usual: a finding for the team.
CREATE TABLE report_spikes (
    id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    component_id BLOB REFERENCES components (id),
    -- Since when it happens, by the earliest of them.
    since_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    -- When the last report came that belongs to it.
    last_at INTEGER NOT NULL,
    -- The most in one hour, and how many are usual in one, in thousandths.
    reports INTEGER NOT NULL,
    usual_milli INTEGER NOT NULL
) STRICT;

CREATE INDEX report_spikes_by_page ON report_spikes (page_id, last_at);
