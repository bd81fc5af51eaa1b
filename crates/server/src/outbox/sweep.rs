//! What is over is cleared away, the sooner the more personal it is.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    ground::{Result, Tx},
    params,
};

/// How long a letter that did not go keeps its address and words, so that it can be sent again.
const DEAD: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long it is known that something was sent.
const ENDED: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Takes addresses and words from letters that will not be sent any more, and removes what ended long ago.
/// Broadcasts stay: they are what was told.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<()> {
    tx.exec(
        "UPDATE outbox SET state = 'dead', ended_at = COALESCE(ended_at, $1), recipient = NULL,
             body = NULL, problem = COALESCE(problem, 'it came too late')
         WHERE way = 'letter' AND state <> 'done' AND body IS NOT NULL
           AND (expires_at <= $1 OR (state = 'dead' AND ended_at <= $2))",
        params![now, now - DEAD],
    )
    .await?;
    tx.exec(
        "DELETE FROM outbox WHERE way <> 'broadcast' AND state <> 'waiting' AND ended_at <= $1",
        params![now - ENDED],
    )
    .await?;
    Ok(())
}

/// Takes back what was to be sent to somebody who is forgotten: no address of theirs stays.
///
/// # Errors
/// A fault when the database is away.
pub async fn forget(tx: &mut Tx, now: Timestamp, person: Uuid) -> Result<()> {
    tx.exec(
        "UPDATE outbox SET state = 'dead', ended_at = COALESCE(ended_at, $2), lease = NULL,
             recipient = NULL, body = NULL, problem = 'the person is forgotten'
         WHERE way = 'letter' AND subject_id = $1 AND state <> 'done'",
        params![person, now],
    )
    .await?;
    Ok(())
}
