-- What readers report: cases, what was said in them, and the files that came with them.

-- How a page takes reports, and the key that seals the links to cases.
CREATE TABLE report_desks (
    page_id BLOB NOT NULL PRIMARY KEY REFERENCES pages (id),
    link_key TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    -- Within how long somebody answers, and after how long somebody else is called; 0 promises nothing.
    answer_seconds INTEGER NOT NULL,
    escalate_seconds INTEGER NOT NULL,
    -- Fewer reports of a component in an hour are never a spike.
    spike_floor INTEGER NOT NULL,
    -- How long files are kept, and cases after they were closed.
    keep_files_days INTEGER NOT NULL,
    keep_days INTEGER NOT NULL
) STRICT;

CREATE TABLE reports (
    id BLOB NOT NULL PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    reference TEXT NOT NULL UNIQUE,
    locale TEXT NOT NULL,
    -- `asked`: it is over by what we know, and whoever reported it was asked whether it works again.
    state TEXT NOT NULL CHECK (state IN ('open', 'asked', 'closed')),
    source TEXT NOT NULL CHECK (source IN ('form', 'api', 'mail')),
    words TEXT NOT NULL,
    -- Since when it happens, as its author says.
    since_at INTEGER,
    component_id BLOB REFERENCES components (id),
    method TEXT NOT NULL,
    country TEXT NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('', 'online', 'terminal')),
    -- How many payments, as its author says.
    payments INTEGER,
    merchant TEXT NOT NULL,
    transaction_ref TEXT NOT NULL,
    email TEXT NOT NULL,
    -- The id of the mail that it came by; the same mail twice is one report.
    mail_id TEXT,
    -- The network that it came from, sealed: for limits, and for nothing else.
    sender TEXT NOT NULL,
    -- Whether a number of a card or an account was taken out of it.
    is_masked INTEGER NOT NULL,
    incident_id BLOB REFERENCES incidents (id),
    linked_at INTEGER,
    -- Whether its author said themselves that it is that incident.
    is_too INTEGER NOT NULL,
    assigned_to BLOB REFERENCES members (id),
    created_at INTEGER NOT NULL,
    -- By when somebody promised to answer when it came; none where nothing was promised.
    answer_by INTEGER,
    answered_at INTEGER,
    -- Since when its author waits for us; none while it is their turn.
    waits_since INTEGER,
    escalated_at INTEGER,
    asked_at INTEGER,
    closed_at INTEGER,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX reports_waiting ON reports (page_id, waits_since) WHERE waits_since IS NOT NULL;
CREATE INDEX reports_by_page ON reports (page_id, created_at);
CREATE INDEX reports_by_component ON reports (component_id, created_at);
CREATE INDEX reports_by_incident ON reports (incident_id, created_at);
CREATE UNIQUE INDEX reports_by_mail ON reports (page_id, mail_id);
CREATE INDEX reports_by_sender ON reports (sender, created_at);

CREATE TABLE report_entries (
    id BLOB NOT NULL PRIMARY KEY,
    report_id BLOB NOT NULL REFERENCES reports (id),
    kind TEXT NOT NULL CHECK (kind IN
        ('they_said', 'we_said', 'note', 'linked', 'unlinked', 'assigned', 'asked', 'works', 'fails', 'closed', 'reopened')),
    at INTEGER NOT NULL,
    by_kind TEXT NOT NULL,
    by_id BLOB,
    locale TEXT NOT NULL,
    body TEXT NOT NULL,
    -- The id of the mail that it came by; the same mail twice is one entry.
    mail_id TEXT,
    UNIQUE (report_id, mail_id)
) STRICT;

CREATE INDEX report_entries_by_report ON report_entries (report_id, at, id);

CREATE TABLE report_files (
    id BLOB NOT NULL PRIMARY KEY,
    report_id BLOB NOT NULL REFERENCES reports (id),
    entry_id BLOB REFERENCES report_entries (id),
    name TEXT NOT NULL,
    -- By its content, never by its name.
    kind TEXT NOT NULL CHECK (kind IN ('jpeg', 'png', 'webp', 'pdf', 'text')),
    bytes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    -- Where its bytes are; none once they are gone.
    place TEXT,
    is_masked INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX report_files_by_report ON report_files (report_id, id);
CREATE INDEX report_files_due ON report_files (expires_at) WHERE place IS NOT NULL;
