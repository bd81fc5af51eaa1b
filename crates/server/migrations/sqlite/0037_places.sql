-- What no source dates stands between its neighbours in the list that told it: after one and before the other.
ALTER TABLE provider_incidents ADD COLUMN after_at INTEGER;
ALTER TABLE provider_incidents ADD COLUMN before_at INTEGER;
