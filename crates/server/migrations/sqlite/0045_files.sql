-- Where bytes of files are or may be: a place is written before its bytes are, so that bytes that belong to nothing are found.
CREATE TABLE file_places (
    place TEXT NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX file_places_by_age ON file_places (created_at);
CREATE INDEX report_files_by_place ON report_files (place) WHERE place IS NOT NULL;

-- What came with a report and was not kept, and why.
CREATE TABLE report_unkept (
    id BLOB NOT NULL PRIMARY KEY,
    report_id BLOB NOT NULL REFERENCES reports (id),
    entry_id BLOB REFERENCES report_entries (id),
    name TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('empty', 'kind', 'damaged', 'large', 'many', 'away')),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX report_unkept_by_report ON report_unkept (report_id, id);
