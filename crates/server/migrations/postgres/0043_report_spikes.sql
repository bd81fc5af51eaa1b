-- More reports than usual: a finding for the team.
CREATE TABLE report_spikes (
    id UUID NOT NULL PRIMARY KEY,
    page_id UUID NOT NULL REFERENCES pages (id),
    component_id UUID REFERENCES components (id),
    -- Since when it happens, by the earliest of them.
    since_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    -- When the last report came that belongs to it.
    last_at BIGINT NOT NULL,
    -- The most in one hour, and how many are usual in one, in thousandths.
    reports BIGINT NOT NULL,
    usual_milli BIGINT NOT NULL
);

CREATE INDEX report_spikes_by_page ON report_spikes (page_id, last_at);
