-- The twin of ../sqlite/0035_archive.sql.

ALTER TABLE provider_incidents ADD COLUMN began_at BIGINT;
ALTER TABLE provider_incidents ADD COLUMN ended_at BIGINT;

UPDATE provider_incidents
SET began_at = round(extract(epoch FROM (record::jsonb #>> '{told,record,started_at,utc}')::timestamptz) * 1000000)::bigint
WHERE CASE WHEN position('\u0000' IN record) > 0 THEN FALSE ELSE record::jsonb #>> '{told,record,started_at,utc}' IS NOT NULL
  AND NOT COALESCE(record::jsonb #> '{told,record,started_at,inferred}', '[]') @> '["publication"]' END;

UPDATE provider_incidents
SET ended_at = round(extract(epoch FROM (record::jsonb #>> '{told,record,ended_at,utc}')::timestamptz) * 1000000)::bigint
WHERE CASE WHEN position('\u0000' IN record) > 0 THEN FALSE ELSE record::jsonb #>> '{told,record,ended_at,utc}' IS NOT NULL
  AND NOT COALESCE(record::jsonb #> '{told,record,ended_at,inferred}', '[]') @> '["publication"]' END;

CREATE INDEX provider_incidents_counted ON provider_incidents (provider_id, kind, dated_at, id, gone_at, is_open, impact_ms,
    first_post_at, last_post_at, resolved_at, has_postmortem, began_at, ended_at, public_id, locales);
CREATE INDEX provider_incidents_spoken ON provider_incidents (provider_id, (COALESCE(last_post_at, dated_at)), id);
CREATE INDEX provider_incidents_newest ON provider_incidents (dated_at, id, provider_id, public_id, changed_at);
CREATE INDEX provider_incidents_told ON provider_incidents (provider_id, first_post_at);

ALTER TABLE provider_texts RENAME TO provider_texts_before;

CREATE TABLE provider_texts (
    place BIGINT NOT NULL PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES provider_incidents (id),
    provider_id UUID NOT NULL REFERENCES providers (id),
    locale TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (incident_id, locale)
);

INSERT INTO provider_texts (place, incident_id, provider_id, locale, title, body)
SELECT n.place + ROW_NUMBER() OVER (PARTITION BY t.incident_id ORDER BY t.locale) - 1,
       t.incident_id, n.provider_id, t.locale, t.title, t.body
FROM provider_texts_before t
JOIN (SELECT id, provider_id,
             GREATEST(LEAST(dated_at / 1000000, 4294967295), -4294967296) * 1073741824
             + ROW_NUMBER() OVER (ORDER BY id) % 16777216 * 64 AS place
      FROM provider_incidents) n ON n.id = t.incident_id;

DROP TABLE provider_texts_before;

-- The words stand beside the text, so that the newest are looked at without reading their texts again.
ALTER TABLE provider_texts ADD COLUMN words TSVECTOR
    GENERATED ALWAYS AS (search_words(title || ' ' || body)) STORED;

CREATE INDEX provider_search ON provider_texts USING GIN (words);
CREATE INDEX provider_texts_of ON provider_texts (provider_id, place);
