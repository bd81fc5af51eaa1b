-- The newest texts of one provider, without sorting all that it ever told.
CREATE INDEX provider_texts_of ON provider_texts (provider_id, place);
-- What a provider changed last.
CREATE INDEX provider_incidents_changed ON provider_incidents (provider_id, version_at, id);
