-- A help desk that is called with each event of a case, and the secret that signs the calls.
ALTER TABLE report_desks ADD COLUMN hook_url TEXT;
ALTER TABLE report_desks ADD COLUMN hook_secret TEXT;
