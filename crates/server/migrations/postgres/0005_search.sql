-- What the search finds words in: an index over the texts themselves, which the database keeps. The
-- twin in ../sqlite needs a table of its own for the same.

-- A text without accents.
CREATE FUNCTION search_bare(body TEXT) RETURNS TEXT
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(normalize(body, NFD), '[\u0300-\u036f]', '', 'g');

-- The same with spaces for punctuation, which PostgreSQL's parser reads as parts of addresses and
-- file names.
CREATE FUNCTION search_words(body TEXT) RETURNS TSVECTOR
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN to_tsvector('pg_catalog.simple'::regconfig,
    regexp_replace(search_bare(body), '[!-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f]', ' ', 'g'));

CREATE INDEX texts_search ON texts USING GIN (search_words(body));
