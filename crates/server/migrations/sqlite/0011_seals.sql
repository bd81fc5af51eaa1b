-- Rows of audit are sealed into a chain after their commit: seq is a row's place in it, from 1 without a gap,
-- seal the hash over the row and the seal before it. audit_head holds the last of both; whoever seals
-- writes to it first, so that there is one sealer at a time.

ALTER TABLE audit ADD COLUMN seq INTEGER;
ALTER TABLE audit ADD COLUMN seal TEXT;

CREATE UNIQUE INDEX audit_by_seq ON audit (seq) WHERE seq IS NOT NULL;
CREATE INDEX audit_unsealed ON audit (at, id) WHERE seq IS NULL;
CREATE INDEX audit_by_time ON audit (at, id);
CREATE INDEX audit_by_actor ON audit (actor_id, at, id);

CREATE TABLE audit_head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    seal TEXT NOT NULL
) STRICT;
