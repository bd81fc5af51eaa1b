//! Lists of those who asked: a piece at a time, by what somebody looks for.

use beffroi_channels::Channel;
use beffroi_domain::{PageId, SubscriptionId};
use uuid::Uuid;

use super::{
    Address, State, Subscription, find_bell,
    store::{Row, read, subscriptions},
};
use crate::{
    ground::{Result, Tx},
    params,
};

/// What somebody looks for.
#[derive(Clone, Debug)]
pub struct Looked {
    /// On which page.
    pub page: PageId,
    /// By this channel alone.
    pub channel: Option<Channel>,
    /// That have come this far alone.
    pub state: Option<State>,
    /// In this language alone, by its tag.
    pub locale: Option<String>,
    /// A whole address, or a part of one.
    pub address: Option<String>,
    /// Older than this one.
    pub before: Option<SubscriptionId>,
    /// At most so many.
    pub limit: i64,
}

/// How many there are on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// That are told.
    pub active: i64,
    /// Whose address has not said yes.
    pub asked: i64,
    /// That are not told any more, because nothing arrives.
    pub paused: i64,
}

/// Those that are looked for, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn list(tx: &mut Tx, looked: &Looked) -> Result<Vec<Subscription>> {
    let typed = looked.address.as_deref().map(str::trim);
    let typed = typed.filter(|typed| !typed.is_empty());
    if let Some((channel, address)) = typed.and_then(whole) {
        return whole_address(tx, looked, channel, &address).await;
    }
    let part = typed.map(|typed| format!("%{}%", escaped(&typed.to_lowercase())));
    let rows: Vec<Row> = tx
        .list(
            subscriptions!(
                "WHERE page_id = $1 AND id < $2 AND ($3 = '' OR channel = $3)
                   AND ($4 = '' OR state = $4) AND ($5 = '' OR locale = $5)
                   AND ($6 = '' OR LOWER(address) LIKE $6 ESCAPE '!')
                 ORDER BY id DESC LIMIT $7"
            ),
            params![
                looked.page,
                looked.before.map_or(Uuid::max(), |id| id.0),
                looked.channel.map_or("", Channel::as_str),
                looked.state.map_or("", State::as_str),
                looked.locale.clone().unwrap_or_default(),
                part.unwrap_or_default(),
                looked.limit
            ],
        )
        .await?;
    read(tx, rows).await
}

/// A whole mail address or number.
fn whole(typed: &str) -> Option<(Channel, Address)> {
    let of = |channel| Some((channel, Address::of(channel, typed).ok()?));
    of(Channel::Email).or_else(|| of(Channel::Sms))
}

/// A whole address is found by its seal, however many there are.
async fn whole_address(
    tx: &mut Tx,
    looked: &Looked,
    channel: Channel,
    address: &Address,
) -> Result<Vec<Subscription>> {
    let Some(bell) = find_bell(tx, looked.page).await? else {
        return Ok(vec![]);
    };
    let rows: Vec<Row> = tx
        .list(
            subscriptions!(
                "WHERE page_id = $1 AND id < $2 AND ($3 = '' OR channel = $3)
                   AND ($4 = '' OR state = $4) AND ($5 = '' OR locale = $5)
                   AND (address_digest = $6 OR owner = $7)
                 ORDER BY id DESC LIMIT $8"
            ),
            params![
                looked.page,
                looked.before.map_or(Uuid::max(), |id| id.0),
                looked.channel.map_or("", Channel::as_str),
                looked.state.map_or("", State::as_str),
                looked.locale.clone().unwrap_or_default(),
                bell.digest(channel, address),
                address.known_by(),
                looked.limit
            ],
        )
        .await?;
    read(tx, rows).await
}

/// How many there are on a page, by how far they have come; without a look at the table.
///
/// # Errors
/// A fault when the database is away.
pub async fn count(tx: &mut Tx, page: PageId) -> Result<Numbers> {
    let one = async |tx: &mut Tx, sql: &'static str| -> Result<i64> {
        let (count,): (i64,) = tx.load(sql, params![page]).await?;
        Ok(count)
    };
    Ok(Numbers {
        active: one(
            tx,
            "SELECT COUNT(*) FROM subscriptions WHERE page_id = $1 AND state = 'active'",
        )
        .await?,
        asked: one(
            tx,
            "SELECT COUNT(*) FROM subscriptions WHERE page_id = $1 AND state = 'asked'",
        )
        .await?,
        paused: one(
            tx,
            "SELECT COUNT(*) FROM subscriptions WHERE page_id = $1 AND state = 'paused'",
        )
        .await?,
    })
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '%' | '_' | '!') {
            out.push('!');
        }
        out.push(sign);
    }
    out
}
