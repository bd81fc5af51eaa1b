//! Rows of subscriptions.

use std::collections::{BTreeMap, BTreeSet};

use beffroi_channels::Channel;
use beffroi_domain::{PageId, ProviderId, SubscriptionId};
use uuid::Uuid;

use super::{Kinds, Parts, State, Subscription, Wishes, channel_of, reach::ids_param};
use crate::{
    ground::{Error, Result, Tx, db},
    params,
};

/// A subscription as it stands in its table; what it chose is read apart.
#[derive(sqlx_macros::FromRow)]
pub(super) struct Row {
    id: Uuid,
    page_id: Uuid,
    channel: String,
    about_id: Uuid,
    address: String,
    keys: Option<String>,
    owner: Option<String>,
    locale: String,
    state: String,
    has_incidents: i64,
    has_maintenances: i64,
    has_postmortems: i64,
    is_whole: i64,
    created_at: i64,
    confirmed_at: Option<i64>,
    failing_since: Option<i64>,
    failures: i64,
    problem: Option<String>,
}

/// The columns of [`Row`].
macro_rules! subscriptions {
    ($which:literal) => {
        concat!(
            "SELECT id, page_id, channel, about_id, address, keys, owner, locale, state, has_incidents,
                    has_maintenances, has_postmortems, is_whole, created_at, confirmed_at,
                    failing_since, failures, problem
             FROM subscriptions ",
            $which
        )
    };
}

pub(super) use subscriptions;

/// A subscription, where it is there still.
///
/// # Errors
/// A fault when the database is away.
pub async fn find(tx: &mut Tx, id: SubscriptionId) -> Result<Option<Subscription>> {
    let row: Option<Row> = tx
        .find(subscriptions!("WHERE id = $1"), params![id])
        .await?;
    whole(tx, row).await
}

/// A subscription.
///
/// # Errors
/// `NotFound` where it is gone; a fault when the database is away.
pub async fn load(tx: &mut Tx, id: SubscriptionId) -> Result<Subscription> {
    find(tx, id).await?.ok_or(Error::NotFound)
}

/// What an address has on a page already: for all of it, or for one thing.
pub(super) async fn find_by_digest(
    tx: &mut Tx,
    page: PageId,
    channel: Channel,
    digest: &str,
    about: Uuid,
) -> Result<Option<Subscription>> {
    let row: Option<Row> = tx
        .find(
            subscriptions!(
                "WHERE page_id = $1 AND channel = $2 AND address_digest = $3 AND about_id = $4"
            ),
            params![page, channel.as_str(), digest, about],
        )
        .await?;
    whole(tx, row).await
}

/// Whether anybody hears what a provider says, on a page.
///
/// # Errors
/// A fault when the database is away.
pub async fn has_hearer_of(tx: &mut Tx, page: PageId, provider: ProviderId) -> Result<bool> {
    let found: Option<(i64,)> = tx
        .find(
            "SELECT CAST(1 AS BIGINT) FROM subscription_providers c JOIN subscriptions s ON s.id = c.subscription_id
             WHERE c.provider_id = $1 AND s.page_id = $2 AND s.state = 'active' LIMIT 1",
            params![provider, page],
        )
        .await?;
    Ok(found.is_some())
}

async fn whole(tx: &mut Tx, row: Option<Row>) -> Result<Option<Subscription>> {
    let rows = row.into_iter().collect();
    Ok(read(tx, rows).await?.pop())
}

#[derive(sqlx_macros::FromRow)]
struct ChosenRow {
    subscription_id: Uuid,
    id: Uuid,
}

/// Of some subscriptions alone, in this dialect: what `IN` takes many of is written otherwise in each.
macro_rules! of_some {
    ($kind:expr, $chosen:literal) => {
        match $kind {
            "postgres" => concat!(
                $chosen,
                " WHERE subscription_id = ANY (CAST(string_to_array($1, ',') AS uuid[]))"
            ),
            _ => concat!(
                $chosen,
                " WHERE subscription_id IN (SELECT unhex(value) FROM json_each($1))"
            ),
        }
    };
}

/// Subscriptions with what each of them chose.
pub(super) async fn read(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<Subscription>> {
    let kind = tx.kind();
    let all: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let of_parts = rows.iter().filter(|row| row.is_whole == 0);
    let of_parts: Vec<Uuid> = of_parts.map(|row| row.id).collect();
    let sql = of_some!(
        kind,
        "SELECT subscription_id, component_id AS id FROM subscription_components"
    );
    let mut parts = by_one(tx, sql, &of_parts).await?;
    let sql = of_some!(
        kind,
        "SELECT subscription_id, provider_id AS id FROM subscription_providers"
    );
    let mut providers = by_one(tx, sql, &all).await?;
    let one = |row: Row| {
        let heard = providers.remove(&row.id).unwrap_or_default();
        let parts = match row.is_whole != 0 {
            true => Parts::Whole,
            false => Parts::Of(parts.remove(&row.id).unwrap_or_default()),
        };
        row.read(parts, heard.into_iter().map(ProviderId).collect())
    };
    rows.into_iter().map(one).collect()
}

async fn by_one(
    tx: &mut Tx,
    sql: &'static str,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, BTreeSet<Uuid>>> {
    let mut all: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    let rows: Vec<ChosenRow> = tx.list(sql, params![ids_param(tx.kind(), ids)]).await?;
    for row in rows {
        all.entry(row.subscription_id).or_default().insert(row.id);
    }
    Ok(all)
}

/// Has a subscription hear what is wished.
pub(super) async fn write_wishes(tx: &mut Tx, id: SubscriptionId, wishes: &Wishes) -> Result<()> {
    let kinds = wishes.kinds;
    tx.exec(
        "UPDATE subscriptions SET locale = $2, has_incidents = $3, has_maintenances = $4,
             has_postmortems = $5, is_whole = $6
         WHERE id = $1",
        params![
            id,
            wishes.locale.as_str(),
            i64::from(kinds.incidents),
            i64::from(kinds.maintenances),
            i64::from(kinds.postmortems),
            i64::from(wishes.parts == Parts::Whole)
        ],
    )
    .await?;
    tx.exec(
        "DELETE FROM subscription_components WHERE subscription_id = $1",
        params![id],
    )
    .await?;
    let none = BTreeSet::new();
    let parts = match &wishes.parts {
        Parts::Whole => &none,
        Parts::Of(parts) => parts,
    };
    for part in parts {
        tx.exec(
            "INSERT INTO subscription_components (subscription_id, component_id) VALUES ($1, $2)",
            params![id, *part],
        )
        .await?;
    }
    write_providers(tx, id, &wishes.providers).await
}

async fn write_providers(
    tx: &mut Tx,
    id: SubscriptionId,
    providers: &BTreeSet<ProviderId>,
) -> Result<()> {
    tx.exec(
        "DELETE FROM subscription_providers WHERE subscription_id = $1",
        params![id],
    )
    .await?;
    for provider in providers {
        tx.exec(
            "INSERT INTO subscription_providers (subscription_id, provider_id) VALUES ($1, $2)",
            params![id, *provider],
        )
        .await?;
    }
    Ok(())
}

/// Whether the row was there: whoever writes to it first holds it.
pub(super) async fn lock(tx: &mut Tx, id: SubscriptionId) -> Result<()> {
    let held = tx
        .exec(
            "UPDATE subscriptions SET failures = failures WHERE id = $1",
            params![id],
        )
        .await?;
    match held {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

impl Row {
    fn read(self, parts: Parts, providers: BTreeSet<ProviderId>) -> Result<Subscription> {
        let unknown = |word: &str| anyhow::anyhow!("unknown word {word:?} in the database");
        let channel = channel_of(&self.channel).ok_or_else(|| unknown(&self.channel))?;
        let mut state = State::ALL.into_iter();
        let state = state.find(|state| state.as_str() == self.state);
        Ok(Subscription {
            id: SubscriptionId(self.id),
            page: PageId(self.page_id),
            channel,
            about: (self.about_id != self.page_id).then_some(self.about_id),
            address: self.address,
            keys: self.keys.as_deref().map(serde_json::from_str).transpose()?,
            owner: self.owner,
            wishes: Wishes {
                locale: db::word(&self.locale)?,
                kinds: Kinds {
                    incidents: self.has_incidents != 0,
                    maintenances: self.has_maintenances != 0,
                    postmortems: self.has_postmortems != 0,
                },
                parts,
                providers,
            },
            state: state.ok_or_else(|| unknown(&self.state))?,
            created_at: db::instant(self.created_at)?,
            confirmed_at: self.confirmed_at.map(db::instant).transpose()?,
            failing_since: self.failing_since.map(db::instant).transpose()?,
            failures: self.failures,
            problem: self.problem,
        })
    }
}
