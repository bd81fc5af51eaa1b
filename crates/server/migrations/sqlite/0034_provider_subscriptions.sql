-- Whoever asked to be told what a provider says on its own page. A subscription to all of a page of ours has none of these.
CREATE TABLE subscription_providers (
    subscription_id BLOB NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    provider_id BLOB NOT NULL REFERENCES providers (id),
    PRIMARY KEY (subscription_id, provider_id)
) STRICT;

-- Who hears a provider, in the order in which a fan-out reads.
CREATE INDEX subscription_providers_heard ON subscription_providers (provider_id, subscription_id);
