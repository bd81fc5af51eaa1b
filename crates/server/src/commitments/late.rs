//! What the clock writes down: a promise is late, and the page says so though nobody did anything.

use beffroi_domain::{Actor, Commitment, CommitmentId};
use jiff::{SignedDuration, Timestamp};

use super::{About, ESCALATE, store};
use crate::{
    audit, deadlines,
    ground::{Result, Tx},
    params,
};

/// How long after it became late those who can decide are told.
const DECIDE: SignedDuration = SignedDuration::from_mins(15);

/// Writes down that a promise is late, freshens its pages, and sets the clock for those who can decide. `None` when it was
/// kept, taken back or moved meanwhile.
///
/// # Errors
/// `NotFound` when there is no such promise.
pub async fn turn_late(
    tx: &mut Tx,
    now: Timestamp,
    about: &About,
    id: CommitmentId,
) -> Result<Option<Commitment>> {
    let turned = tx
        .exec(
            "UPDATE commitments SET state = 'late'
             WHERE id = $1 AND incident_id = $2 AND state IN ('open', 'moved') AND late_at <= $3",
            params![id.0, about.incident, now],
        )
        .await?;
    if turned == 0 {
        return Ok(None);
    }
    let next = now + DECIDE;
    deadlines::set(tx, ESCALATE, id.0, next, next).await?;
    store::freshen(tx, now, about).await?;
    audit::record(tx, now, Actor::System, "commitment.late", id.0, "").await?;
    let (_, found) = super::find(tx, id).await?;
    Ok(Some(found))
}
