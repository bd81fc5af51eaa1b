-- The twin of ../sqlite/0039_texts_of.sql, which has an index more: here it is there already.
CREATE INDEX provider_incidents_changed ON provider_incidents (provider_id, version_at, id);
