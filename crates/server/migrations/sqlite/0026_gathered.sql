-- Further words that waited for others and go in one message with them: the ids of their broadcasts, as JSON.
ALTER TABLE fanouts ADD COLUMN gathered TEXT NOT NULL DEFAULT '[]';
