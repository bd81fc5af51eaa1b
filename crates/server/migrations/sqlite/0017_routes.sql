-- A contact route counts once whoever reads there has said so: `token_hash` is of the link that was sent there and
-- is good until `ends_at`. Routes are in the order that their member gave them. What was on the list before counts.
-- `held_since` says since when a letter waits for a relay that is away.

ALTER TABLE contact_routes ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact_routes ADD COLUMN confirmed_at INTEGER;
ALTER TABLE contact_routes ADD COLUMN token_hash TEXT;
ALTER TABLE contact_routes ADD COLUMN ends_at INTEGER;
UPDATE contact_routes SET confirmed_at = created_at;
CREATE UNIQUE INDEX contact_routes_by_token ON contact_routes (token_hash);

ALTER TABLE outbox ADD COLUMN held_since INTEGER;
