//! Somebody wants to hear no more: at once, and until they ask again.

use beffroi_domain::{Actor, PageId, SubscriptionId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{bell, store};
use crate::{
    audit,
    ground::{Result, Tx},
    params,
};

/// Ends all that an address hears of the page, what is for one incident included. A seal of the address alone is kept, so
/// that no import brings it back. To leave twice is fine; false where it had left already.
///
/// # Errors
/// A fault when the database is away.
pub async fn leave(tx: &mut Tx, now: Timestamp, actor: Actor, id: SubscriptionId) -> Result<bool> {
    let Some(standing) = store::find(tx, id).await? else {
        return Ok(false);
    };
    bell::lock(tx, standing.page).await?;
    tx.exec(
        "INSERT INTO subscription_leaves (page_id, channel, address_digest, left_at)
         SELECT page_id, channel, address_digest, $2 FROM subscriptions WHERE id = $1
         ON CONFLICT (page_id, channel, address_digest) DO UPDATE SET left_at = $2",
        params![id, now],
    )
    .await?;
    tx.exec(
        "DELETE FROM subscriptions
         WHERE (page_id, channel, address_digest) IN
               (SELECT page_id, channel, address_digest FROM subscriptions WHERE id = $1)",
        params![id],
    )
    .await?;
    let digest = standing.channel.as_str();
    audit::record(tx, now, actor, "subscription.leave", id.0, digest).await?;
    Ok(true)
}

/// Ends what was for one incident or maintenance alone, now that the last word on it has gone out; how many.
///
/// # Errors
/// A fault when the database is away.
pub async fn end_with(tx: &mut Tx, now: Timestamp, page: PageId, subject: Uuid) -> Result<u64> {
    let ended = tx
        .exec(
            "DELETE FROM subscriptions WHERE about_id = $2 AND about_id <> page_id AND page_id = $1",
            params![page, subject],
        )
        .await?;
    if ended > 0 {
        let digest = ended.to_string();
        audit::record(tx, now, Actor::System, "subscription.end", subject, &digest).await?;
    }
    Ok(ended)
}
