-- The twin of ../sqlite/0034_provider_subscriptions.sql.

CREATE TABLE subscription_providers (
    subscription_id UUID NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    provider_id UUID NOT NULL REFERENCES providers (id),
    PRIMARY KEY (subscription_id, provider_id)
);

CREATE INDEX subscription_providers_heard ON subscription_providers (provider_id, subscription_id);
