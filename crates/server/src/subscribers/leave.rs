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

/// What somebody asked to hear of alone: incidents and maintenances, each with its page.
///
/// # Errors
/// A fault when the database is away.
pub async fn subjects(tx: &mut Tx) -> Result<Vec<(PageId, Uuid)>> {
    let rows: Vec<(Uuid, Uuid)> = tx
        .list(
            "SELECT DISTINCT page_id, about_id FROM subscriptions WHERE about_id <> page_id",
            params![],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (PageId(row.0), row.1)).collect())
}

/// Whoever asked for a duplicate alone hears of the incident that it was merged into; once, where they asked for both.
///
/// # Errors
/// A fault when the database is away.
pub async fn follow_merged(tx: &mut Tx, now: Timestamp) -> Result<()> {
    let merged: Vec<(Uuid, Uuid, Uuid)> = tx
        .list(
            "SELECT DISTINCT s.page_id, m.incident_id, m.into_id
             FROM subscriptions s JOIN incident_merges m ON m.incident_id = s.about_id
             WHERE s.about_id <> s.page_id",
            params![],
        )
        .await?;
    for (page, from, into) in merged {
        bell::lock(tx, PageId(page)).await?;
        let followed = tx
            .exec(
                "UPDATE subscriptions SET about_id = $3 WHERE page_id = $1 AND about_id = $2
                   AND NOT EXISTS (SELECT 1 FROM subscriptions o
                                   WHERE o.page_id = $1 AND o.about_id = $3 AND o.channel = subscriptions.channel
                                     AND o.address_digest = subscriptions.address_digest)",
                params![page, from, into],
            )
            .await?;
        let digest = followed.to_string();
        audit::record(tx, now, Actor::System, "subscription.follow", from, &digest).await?;
        end_with(tx, now, PageId(page), from).await?;
    }
    Ok(())
}
