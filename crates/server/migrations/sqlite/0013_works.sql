-- Planned work done by hand or by the clock. `by_clock` says what the clock does of itself; a maintenance
-- cut out of one that comes again names it (`series_id`) and which of its times it was (`series_at`).

ALTER TABLE maintenances ADD COLUMN cancelled_at INTEGER;
ALTER TABLE maintenances ADD COLUMN by_clock TEXT NOT NULL DEFAULT 'nothing' CHECK (by_clock IN ('nothing', 'begin', 'complete', 'both'));
ALTER TABLE maintenances ADD COLUMN remind_minutes INTEGER;
ALTER TABLE maintenances ADD COLUMN series_id BLOB;
ALTER TABLE maintenances ADD COLUMN series_at INTEGER;

CREATE UNIQUE INDEX maintenances_by_series ON maintenances (series_id, series_at);

-- What falls due: one row for each kind of thing that is to happen next to an object. Done is gone;
-- what failed is tried again at `try_at`.
CREATE TABLE deadlines (
    kind TEXT NOT NULL,
    object_id BLOB NOT NULL,
    due_at INTEGER NOT NULL,
    about_at INTEGER NOT NULL,
    try_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    PRIMARY KEY (kind, object_id)
) STRICT;

CREATE INDEX deadlines_by_time ON deadlines (try_at);

-- What a file says (`beffroi apply`): under which key, in which file, and what it said last, so that a
-- change made elsewhere since is noticed.
CREATE TABLE declarations (
    object_id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    kind TEXT NOT NULL CHECK (kind IN ('page', 'group', 'component', 'template')),
    file_key TEXT NOT NULL,
    file TEXT NOT NULL,
    stated TEXT NOT NULL,
    applied_at INTEGER NOT NULL,
    UNIQUE (page_id, kind, file_key)
) STRICT;
