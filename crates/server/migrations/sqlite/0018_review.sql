-- What a page asks of its texts before they go out: whether a grave finding holds them, which endings of host names and
-- which people no text names. A page without a row holds, and names none.

CREATE TABLE review_rules (
    page_id BLOB NOT NULL PRIMARY KEY REFERENCES pages (id),
    review TEXT NOT NULL CHECK (review IN ('hold', 'advise')),
    hosts TEXT NOT NULL,
    people TEXT NOT NULL
) STRICT;

-- Why a text went out as it stood although the review held it.
ALTER TABLE incident_log RENAME TO incident_log_before;
CREATE TABLE incident_log (
    id BLOB NOT NULL PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    kind TEXT NOT NULL CHECK (kind IN ('note', 'entry', 'bypass', 'overrule')),
    at INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    body TEXT NOT NULL
) STRICT;
INSERT INTO incident_log SELECT id, incident_id, kind, at, written_at, actor_kind, actor_id, body FROM incident_log_before;
DROP TABLE incident_log_before;
CREATE INDEX log_by_incident ON incident_log (incident_id, at);
