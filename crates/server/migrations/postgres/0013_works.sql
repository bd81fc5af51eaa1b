-- Planned work done by hand or by the clock. `by_clock` says what the clock does of itself; a maintenance
-- cut out of one that comes again names it (`series_id`) and which of its times it was (`series_at`).

ALTER TABLE maintenances ADD COLUMN cancelled_at BIGINT;
ALTER TABLE maintenances ADD COLUMN by_clock TEXT NOT NULL DEFAULT 'nothing' CHECK (by_clock IN ('nothing', 'begin', 'complete', 'both'));
ALTER TABLE maintenances ADD COLUMN remind_minutes BIGINT;
ALTER TABLE maintenances ADD COLUMN series_id UUID;
ALTER TABLE maintenances ADD COLUMN series_at BIGINT;

CREATE UNIQUE INDEX maintenances_by_series ON maintenances (series_id, series_at);

-- What falls due: one row for each kind of thing that is to happen next to an object. Done is gone;
-- what failed is tried again at `try_at`.
CREATE TABLE deadlines (
    kind TEXT NOT NULL,
    object_id UUID NOT NULL,
    due_at BIGINT NOT NULL,
    about_at BIGINT NOT NULL,
    try_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    PRIMARY KEY (kind, object_id)
);

CREATE INDEX deadlines_by_time ON deadlines (try_at);

-- What a file says (`beffroi apply`): under which key, in which file, and what it said last, so that a
-- change made elsewhere since is noticed.
CREATE TABLE declarations (
    object_id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    kind TEXT NOT NULL CHECK (kind IN ('page', 'group', 'component', 'template')),
    file_key TEXT NOT NULL,
    file TEXT NOT NULL,
    stated TEXT NOT NULL,
    applied_at BIGINT NOT NULL,
    UNIQUE (page_id, kind, file_key)
);
