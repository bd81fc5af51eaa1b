-- What readers report: cases, what was said in them, and the files that came with them.

-- How a page takes reports, and the key that seals the links to cases.
CREATE TABLE report_desks (
    page_id UUID NOT NULL PRIMARY KEY REFERENCES pages (id),
    link_key TEXT NOT NULL,
    is_open BIGINT NOT NULL,
    -- Within how long somebody answers, and after how long somebody else is called; 0 promises nothing.
    answer_seconds BIGINT NOT NULL,
    escalate_seconds BIGINT NOT NULL,
    -- Fewer reports of a component in an hour are never a spike.
    spike_floor BIGINT NOT NULL,
    -- How long files are kept, and cases after they were closed.
    keep_files_days BIGINT NOT NULL,
    keep_days BIGINT NOT NULL
);

CREATE TABLE reports (
    id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    reference TEXT NOT NULL UNIQUE,
    locale TEXT NOT NULL,
    -- `asked`: it is over by what we know, and whoever reported it was asked whether it works again.
    state TEXT NOT NULL CHECK (state IN ('open', 'asked', 'closed')),
    source TEXT NOT NULL CHECK (source IN ('form', 'api', 'mail')),
    words TEXT NOT NULL,
    -- Since when it happens, as its author says.
    since_at BIGINT,
    component_id UUID REFERENCES components (id),
    method TEXT NOT NULL,
    country TEXT NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('', 'online', 'terminal')),
    -- How many payments, as its author says.
    payments BIGINT,
    merchant TEXT NOT NULL,
    transaction_ref TEXT NOT NULL,
    email TEXT NOT NULL,
    -- The id of the mail that it came by; the same mail twice is one report.
    mail_id TEXT,
    -- The network that it came from, sealed: for limits, and for nothing else.
    sender TEXT NOT NULL,
    -- Whether a number of a card or an account was taken out of it.
    is_masked BIGINT NOT NULL,
    incident_id UUID REFERENCES incidents (id),
    linked_at BIGINT,
    -- Whether its author said themselves that it is that incident.
    is_too BIGINT NOT NULL,
    assigned_to UUID REFERENCES members (id),
    created_at BIGINT NOT NULL,
    -- By when somebody promised to answer when it came; none where nothing was promised.
    answer_by BIGINT,
    answered_at BIGINT,
    -- Since when its author waits for us; none while it is their turn.
    waits_since BIGINT,
    escalated_at BIGINT,
    asked_at BIGINT,
    closed_at BIGINT,
    changed_at BIGINT NOT NULL
);

CREATE INDEX reports_waiting ON reports (page_id, waits_since) WHERE waits_since IS NOT NULL;
CREATE INDEX reports_by_page ON reports (page_id, created_at);
CREATE INDEX reports_by_component ON reports (component_id, created_at);
CREATE INDEX reports_by_incident ON reports (incident_id, created_at);
CREATE UNIQUE INDEX reports_by_mail ON reports (page_id, mail_id);
CREATE INDEX reports_by_sender ON reports (sender, created_at);

CREATE TABLE report_entries (
    id UUID NOT NULL PRIMARY KEY,
    report_id UUID NOT NULL REFERENCES reports (id),
    kind TEXT NOT NULL CHECK (kind IN
        ('they_said', 'we_said', 'note', 'linked', 'unlinked', 'assigned', 'asked', 'works', 'fails', 'closed', 'reopened')),
    at BIGINT NOT NULL,
    by_kind TEXT NOT NULL,
    by_id UUID,
    locale TEXT NOT NULL,
    body TEXT NOT NULL,
    -- The id of the mail that it came by; the same mail twice is one entry.
    mail_id TEXT,
    UNIQUE (report_id, mail_id)
);

CREATE INDEX report_entries_by_report ON report_entries (report_id, at, id);

CREATE TABLE report_files (
    id UUID NOT NULL PRIMARY KEY,
    report_id UUID NOT NULL REFERENCES reports (id),
    entry_id UUID REFERENCES report_entries (id),
    name TEXT NOT NULL,
    -- By its content, never by its name.
    kind TEXT NOT NULL CHECK (kind IN ('jpeg', 'png', 'webp', 'pdf', 'text')),
    bytes BIGINT NOT NULL,
    digest TEXT NOT NULL,
    -- Where its bytes are; none once they are gone.
    place TEXT,
    is_masked BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX report_files_by_report ON report_files (report_id, id);
CREATE INDEX report_files_due ON report_files (expires_at) WHERE place IS NOT NULL;
