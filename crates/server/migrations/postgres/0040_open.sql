-- Without the state among its columns SQLite takes another index by provider, and reads the whole archive to find what is open.
DROP INDEX provider_incidents_open;
CREATE INDEX provider_incidents_open ON provider_incidents (provider_id, is_open, dated_at, id) WHERE is_open = 1;
