-- How many payments of which merchant an incident touched: what an answer to each of them says of their own.
CREATE TABLE report_affected (
    incident_id UUID NOT NULL REFERENCES incidents (id),
    -- The merchant's name or number in small letters and figures alone.
    merchant TEXT NOT NULL,
    payments BIGINT NOT NULL,
    PRIMARY KEY (incident_id, merchant)
);
