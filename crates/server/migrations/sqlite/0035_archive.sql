-- The archive of providers at a million incidents: words are found the newest first, and figures need no whole record.

-- When an incident began and ended, where its text states that; a time of publication states neither.
ALTER TABLE provider_incidents ADD COLUMN began_at INTEGER;
ALTER TABLE provider_incidents ADD COLUMN ended_at INTEGER;

UPDATE provider_incidents
SET began_at = CAST(round(unixepoch(json_extract(record, '$.told.record.started_at.utc'), 'subsec') * 1000000) AS INTEGER)
WHERE json_extract(record, '$.told.record.started_at.utc') IS NOT NULL
  AND instr(COALESCE(json_extract(record, '$.told.record.started_at.inferred'), ''), '"publication"') = 0;

UPDATE provider_incidents
SET ended_at = CAST(round(unixepoch(json_extract(record, '$.told.record.ended_at.utc'), 'subsec') * 1000000) AS INTEGER)
WHERE json_extract(record, '$.told.record.ended_at.utc') IS NOT NULL
  AND instr(COALESCE(json_extract(record, '$.told.record.ended_at.inferred'), ''), '"publication"') = 0;

-- All that figures are counted from, so that no record is read for them.
CREATE INDEX provider_incidents_counted ON provider_incidents (provider_id, kind, dated_at, id, gone_at, is_open, impact_ms,
    first_post_at, last_post_at, resolved_at, has_postmortem, began_at, ended_at, public_id, locales);
-- What feeds are made of, and lists of addresses.
CREATE INDEX provider_incidents_spoken ON provider_incidents (provider_id, COALESCE(last_post_at, dated_at), id);
CREATE INDEX provider_incidents_newest ON provider_incidents (dated_at, id, provider_id, public_id, changed_at);
-- What a list of everything since then ought to have.
CREATE INDEX provider_incidents_told ON provider_incidents (provider_id, first_post_at);

-- What the search finds words in: the newest version, one row a language. `place` orders the archive: the second of the
-- incident's date, a number of the incident in that second, and one of the language. Read backwards it gives the newest
-- first without sorting, with the languages of one incident side by side.
DROP TRIGGER provider_texts_are_searched;
DROP TRIGGER provider_texts_are_forgotten;
DROP TABLE provider_search;
ALTER TABLE provider_texts RENAME TO provider_texts_before;

CREATE TABLE provider_texts (
    place INTEGER NOT NULL PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES provider_incidents (id),
    provider_id BLOB NOT NULL REFERENCES providers (id),
    locale TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (incident_id, locale)
) STRICT;

-- No text is kept twice: the index has only words and places. `marks` are whose text it is and in which language.
CREATE VIRTUAL TABLE provider_search USING fts5 (
    title,
    body,
    marks,
    content = '',
    contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER provider_texts_are_searched AFTER INSERT ON provider_texts
BEGIN
    INSERT INTO provider_search (rowid, title, body, marks)
    VALUES (new.place, new.title, new.body,
            'p' || lower(hex(new.provider_id)) || ' l' || lower(replace(new.locale, '-', '')));
END;

CREATE TRIGGER provider_texts_are_forgotten AFTER DELETE ON provider_texts
BEGIN
    DELETE FROM provider_search WHERE rowid = old.place;
END;

INSERT INTO provider_texts (place, incident_id, provider_id, locale, title, body)
SELECT n.place + ROW_NUMBER() OVER (PARTITION BY t.incident_id ORDER BY t.locale) - 1,
       t.incident_id, n.provider_id, t.locale, t.title, t.body
FROM provider_texts_before t
JOIN (SELECT id, provider_id,
             MAX(MIN(dated_at / 1000000, 4294967295), -4294967296) * 1073741824
             + ROW_NUMBER() OVER (ORDER BY id) % 16777216 * 64 AS place
      FROM provider_incidents) n ON n.id = t.incident_id;

DROP TABLE provider_texts_before;
