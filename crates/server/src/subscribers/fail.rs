//! Nothing arrives at an address: counted, and after a while it is not told any more until somebody resumes it.

use beffroi_channels::Channel;
use beffroi_domain::{Actor, SubscriptionId};
use jiff::{SignedDuration, Timestamp};

use super::{
    bell_of,
    letters::{self, Says, Sender},
    store,
};
use crate::{
    audit,
    ground::{Error, Result, Tx, db},
    params,
};

/// How long and how often nothing arrives before it is paused: a weekend and a day of leave are no reason.
pub(super) const LONG: SignedDuration = SignedDuration::from_hours(5 * 24);
pub(super) const OFTEN: i64 = 10;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is told further.
    Going,
    /// It is paused now.
    Paused,
    /// It is there no more: a browser that asked for no more, or is gone.
    Removed,
    /// It had left or was paused already.
    Over,
}

#[derive(sqlx_macros::FromRow)]
struct FailingRow {
    channel: String,
    failing_since: i64,
    failures: i64,
}

/// Something did not arrive. It is paused where its address is gone for good, or where nothing arrived for five days and
/// ten times; a browser that is gone is removed, since nobody can bring that address back. `reason` is one word; nothing that a receiver wrote.
///
/// # Errors
/// A fault when the database is away.
pub async fn failed(
    tx: &mut Tx,
    now: Timestamp,
    sender: Sender<'_>,
    id: SubscriptionId,
    reason: &str,
    is_gone: bool,
) -> Result<Fate> {
    let row: Option<FailingRow> = tx
        .find(
            "UPDATE subscriptions SET failing_since = COALESCE(failing_since, $2),
                 failures = failures + 1, problem = $3
             WHERE id = $1 AND state = 'active'
             RETURNING channel, failing_since, failures",
            params![id, now, reason],
        )
        .await?;
    let Some(row) = row else {
        return Ok(Fate::Over);
    };
    if is_gone && row.channel == Channel::WebPush.as_str() {
        remove(tx, now, id, reason).await?;
        return Ok(Fate::Removed);
    }
    let since = db::instant(row.failing_since)?;
    let is_long = row.failures >= OFTEN && now.duration_since(since) >= LONG;
    if !(is_gone || is_long) {
        return Ok(Fate::Going);
    }
    pause(tx, now, Actor::System, sender, id, reason).await?;
    Ok(Fate::Paused)
}

/// All that a browser heard goes. It did not leave: should it come back, it asks anew.
async fn remove(tx: &mut Tx, now: Timestamp, id: SubscriptionId, reason: &str) -> Result<()> {
    tx.exec(
        "DELETE FROM subscriptions
         WHERE (page_id, channel, address_digest) IN
               (SELECT page_id, channel, address_digest FROM subscriptions WHERE id = $1)",
        params![id],
    )
    .await?;
    audit::record(tx, now, Actor::System, "subscription.gone", id.0, reason).await
}

/// Something arrived at these, which failed before.
///
/// # Errors
/// A fault when the database is away.
pub async fn arrived(tx: &mut Tx, ids: &[SubscriptionId]) -> Result<()> {
    for id in ids {
        tx.exec(
            "UPDATE subscriptions SET failing_since = NULL, failures = 0, problem = NULL
             WHERE id = $1 AND failing_since IS NOT NULL AND state = 'active'",
            params![*id],
        )
        .await?;
    }
    Ok(())
}

/// Tells it nothing until somebody resumes it. The owner of a call is written, with the way to resume it.
///
/// # Errors
/// `NotFound` where it is gone or was not told anyway.
pub async fn pause(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    sender: Sender<'_>,
    id: SubscriptionId,
    reason: &str,
) -> Result<()> {
    let paused = tx
        .exec(
            "UPDATE subscriptions SET state = 'paused', problem = $2 WHERE id = $1 AND state = 'active'",
            params![id, reason],
        )
        .await?;
    if paused == 0 {
        return Err(Error::NotFound);
    }
    audit::record(tx, now, actor, "subscription.pause", id.0, reason).await?;
    let standing = store::load(tx, id).await?;
    if standing.owner.is_none() {
        return Ok(());
    }
    let bell = bell_of(tx, standing.page).await?;
    letters::write(tx, now, sender, &bell, &standing, Says::Paused).await
}

/// Tells it again; what failed before is forgotten, and what comes back of mails of before says nothing.
///
/// # Errors
/// `NotFound` where it is gone or is not paused.
pub async fn resume(tx: &mut Tx, now: Timestamp, actor: Actor, id: SubscriptionId) -> Result<()> {
    let resumed = tx
        .exec(
            "UPDATE subscriptions SET state = 'active', failing_since = NULL, failures = 0,
                 problem = NULL, confirmed_at = COALESCE(confirmed_at, $2), resumed_at = $2
             WHERE id = $1 AND state = 'paused'",
            params![id, now],
        )
        .await?;
    match resumed {
        0 => Err(Error::NotFound),
        _ => audit::record(tx, now, actor, "subscription.resume", id.0, "").await,
    }
}
