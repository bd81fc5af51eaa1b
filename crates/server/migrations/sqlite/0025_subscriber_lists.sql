-- Lists of subscribers: by id on a page, and by how far they have come.
CREATE INDEX subscriptions_listed ON subscriptions (page_id, id);
CREATE INDEX subscriptions_by_state ON subscriptions (page_id, state, id);

-- SQLite looks at the table for what an index does not hold, also where its condition has said it.
DROP INDEX subscriptions_counted;
CREATE INDEX subscriptions_counted ON subscriptions (page_id, about_id, channel, locale, is_whole, has_incidents,
                                                     has_maintenances, has_postmortems, id, state) WHERE state = 'active';
