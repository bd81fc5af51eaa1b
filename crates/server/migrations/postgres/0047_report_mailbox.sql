-- Whose turn it is to look into the desk's mailbox, among several nodes: a lease that runs out is another's to take over. And since when
-- whoever had the turn could not look into it.
CREATE TABLE report_mailbox (
    name TEXT NOT NULL PRIMARY KEY,
    lease UUID,
    leased_until BIGINT NOT NULL,
    away_since BIGINT
);
