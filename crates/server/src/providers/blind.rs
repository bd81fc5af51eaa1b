//! Nobody can tell how a provider is: what came is not its page, or nothing came.

use beffroi_domain::{ComponentStatus, ProviderId};
use jiff::Timestamp;

use super::{follow::bump, store, take_in::turn};
use crate::{
    ground::{Result, Tx, mask},
    params,
};

/// Says so, since now where it was not so before, with the newest reason. All its components are unknown too: the last known
/// state is never passed off as present. True where it was not so before.
///
/// # Errors
/// `NotFound` without it; a fault when the database is away.
pub async fn blind(tx: &mut Tx, now: Timestamp, id: ProviderId, why: &str) -> Result<bool> {
    let known = store::load(tx, id).await?;
    tx.exec(
        "UPDATE providers SET checked_at = $2, blind_since = COALESCE(blind_since, $2), blind_why = $3,
                              failures = failures + 1 WHERE id = $1",
        params![id, now, mask::conceal(why).as_ref()],
    )
    .await?;
    if known.blind.is_some() {
        return Ok(false);
    }
    tx.exec(
        "UPDATE providers SET status = 'unknown', ground = 'nothing', status_raw = NULL, status_since = $2, updated_at = $2
         WHERE id = $1",
        params![id, now],
    )
    .await?;
    turn(tx, now, id, None, ComponentStatus::Unknown).await?;
    for part in store::parts_of(tx, id).await? {
        if part.gone_at.is_none() && part.status != ComponentStatus::Unknown {
            tx.exec(
                "UPDATE provider_components SET status = 'unknown', status_raw = NULL, status_since = $2 WHERE id = $1",
                params![part.id, now],
            )
            .await?;
            turn(tx, now, id, Some(part.id), ComponentStatus::Unknown).await?;
        }
    }
    bump(tx, now, id).await?;
    Ok(true)
}
