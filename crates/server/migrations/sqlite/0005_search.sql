-- What the search finds words in: one row for each version of a text, kept by a trigger in the
-- transaction that writes the text. Versions are never changed and never deleted, so nothing ever has
-- to be taken out; the search itself asks for the newest version only.

CREATE VIRTUAL TABLE texts_search USING fts5 (
    body,
    owner_id UNINDEXED,
    field UNINDEXED,
    locale UNINDEXED,
    version UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER texts_are_searched AFTER INSERT ON texts
BEGIN
    INSERT INTO texts_search (body, owner_id, field, locale, version)
    VALUES (new.body, new.owner_id, new.field, new.locale, new.version);
END;

INSERT INTO texts_search (body, owner_id, field, locale, version)
SELECT body, owner_id, field, locale, version FROM texts;
