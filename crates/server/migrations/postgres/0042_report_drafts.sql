-- Of which cases a draft of an incident was made: they are tied to the incident once it is out.
CREATE TABLE report_drafts (
    draft_id UUID NOT NULL REFERENCES drafts (id),
    report_id UUID NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    PRIMARY KEY (draft_id, report_id)
);
