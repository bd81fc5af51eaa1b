-- By which the services of browsers know a page: made once, when the first browser asks, and never changed, since each
-- browser holds to the key that it was given.
ALTER TABLE bells ADD COLUMN push_key TEXT;
