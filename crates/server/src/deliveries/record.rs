//! What came of readers is written down, many in one transaction; only then are they done with.

use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Chunk,
    begin::{Broadcast, find_broadcast},
    take::LEASE,
};
use crate::{
    ground::{Result, Tx, token},
    outbox, params,
    subscribers::{self, Lane},
};

/// What came of one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whose subscription.
    pub reader: Uuid,
    /// How it ended, this time.
    pub ended: Ended,
}

/// How a try at one reader ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It is there.
    Sent,
    /// Nobody wants it any more: its reader left, or was paused, while it waited for its turn.
    Left,
    /// It will be tried again then.
    Again {
        /// When.
        due: Timestamp,
        /// One word of ours.
        reason: &'static str,
        /// What happened, without an address.
        problem: String,
    },
    /// It never will be there.
    Dead {
        /// One word of ours.
        reason: &'static str,
        /// What happened, without an address.
        problem: String,
    },
}

/// Writes down what came of readers of a chunk; false where the chunk is another's meanwhile. A chunk with nobody left
/// goes, and with the last of them the fan-out is over.
///
/// # Errors
/// A fault when the database is away; then it was not written down, and may be once more.
pub async fn record(
    tx: &mut Tx,
    now: Timestamp,
    chunk: &mut Chunk,
    outcomes: &[Outcome],
) -> Result<bool> {
    for one in outcomes {
        chunk.finish(one.reader);
    }
    let touched = match chunk.is_done() {
        true => {
            let sql = "DELETE FROM fanout_chunks WHERE id = $1 AND lease = $2";
            tx.exec(sql, params![chunk.id, chunk.lease]).await?
        }
        false => {
            tx.exec(
                "UPDATE fanout_chunks SET done_id = $3, beyond = $4, leased_until = $5
                 WHERE id = $1 AND lease = $2",
                params![
                    chunk.id,
                    chunk.lease,
                    chunk.done,
                    chunk.beyond_text(),
                    now + LEASE
                ],
            )
            .await?
        }
    };
    if touched == 0 {
        return Ok(false);
    }
    put_off(tx, now, chunk, outcomes).await?;
    let sent = outcomes
        .iter()
        .filter(|one| one.ended == Ended::Sent)
        .count();
    count_sent(tx, now, chunk.lane, chunk.broadcast, sent).await?;
    if chunk.is_done() {
        end_where_nobody_is_left(tx, now, chunk.lane, chunk.broadcast).await?;
    }
    Ok(true)
}

async fn put_off(tx: &mut Tx, now: Timestamp, chunk: &Chunk, outcomes: &[Outcome]) -> Result<()> {
    for one in outcomes {
        let (state, due, reason, problem, ended) = match &one.ended {
            Ended::Sent | Ended::Left => continue,
            Ended::Again {
                due,
                reason,
                problem,
            } => ("waiting", *due, reason, problem, None),
            Ended::Dead { reason, problem } => ("dead", now, reason, problem, Some(now)),
        };
        tx.exec(
            "INSERT INTO deliveries (id, broadcast_id, lane, subscription_id, state, reason, problem, attempts,
                                     due_at, created_at, ended_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10)
             ON CONFLICT (broadcast_id, subscription_id) DO NOTHING",
            params![
                token::new_id(now),
                chunk.broadcast,
                chunk.lane.as_str(),
                one.reader,
                state,
                *reason,
                problem.as_str(),
                due,
                now,
                ended
            ],
        )
        .await?;
    }
    Ok(())
}

pub(super) async fn count_sent(
    tx: &mut Tx,
    now: Timestamp,
    lane: Lane,
    broadcast: Uuid,
    sent: usize,
) -> Result<()> {
    if sent > 0 {
        tx.exec(
            "UPDATE fanouts SET sent = sent + $3, first_at = COALESCE(first_at, $4)
             WHERE broadcast_id = $1 AND lane = $2",
            params![
                broadcast,
                lane.as_str(),
                i64::try_from(sent).unwrap_or(i64::MAX),
                now
            ],
        )
        .await?;
    }
    Ok(())
}

/// Over is a fan-out when all its readers are handed out and no chunk is under way; who is tried again is told
/// later all the same.
pub(super) async fn end_where_nobody_is_left(
    tx: &mut Tx,
    now: Timestamp,
    lane: Lane,
    broadcast: Uuid,
) -> Result<()> {
    // On PostgreSQL two who end the last chunks, or the last lanes, in one moment would each still see the other's.
    outbox::lock(tx, broadcast).await?;
    tx.exec(
        "UPDATE fanouts SET state = 'over', ended_at = $3
         WHERE broadcast_id = $1 AND lane = $2 AND state = 'handed'
           AND NOT EXISTS (SELECT 1 FROM fanout_chunks c WHERE c.broadcast_id = $1 AND c.lane = $2)",
        params![broadcast, lane.as_str(), now],
    )
    .await?;
    close(tx, now, broadcast).await
}

/// Whoever asked for one incident alone has heard all of it once the last word reached everybody or was given up.
pub(super) async fn close(tx: &mut Tx, now: Timestamp, broadcast: Uuid) -> Result<()> {
    let open: Option<(i64,)> = tx
        .find(
            "SELECT CAST(1 AS BIGINT) FROM fanouts WHERE broadcast_id = $1 AND state <> 'over'
             UNION ALL
             SELECT CAST(1 AS BIGINT) FROM deliveries WHERE broadcast_id = $1 AND state = 'waiting'
             LIMIT 1",
            params![broadcast],
        )
        .await?;
    if open.is_some() {
        return Ok(());
    }
    if let Some(last) = find_broadcast(tx, broadcast)
        .await?
        .filter(Broadcast::is_last)
    {
        subscribers::end_with(tx, now, last.said.page, last.said.subject).await?;
    }
    Ok(())
}

/// Says that we are at a chunk still; false where it is another's meanwhile.
///
/// # Errors
/// A fault when the database is away.
pub async fn renew(tx: &mut Tx, now: Timestamp, chunk: &Chunk) -> Result<bool> {
    let touched = tx
        .exec(
            "UPDATE fanout_chunks SET leased_until = $3 WHERE id = $1 AND lease = $2",
            params![chunk.id, chunk.lease, now + LEASE],
        )
        .await?;
    Ok(touched == 1)
}

/// Gives a chunk back, so that another need not wait until the lease runs out.
///
/// # Errors
/// A fault when the database is away; then it runs out.
pub async fn release(tx: &mut Tx, now: Timestamp, chunk: &Chunk) -> Result<()> {
    tx.exec(
        "UPDATE fanout_chunks SET leased_until = $3 WHERE id = $1 AND lease = $2",
        params![chunk.id, chunk.lease, now],
    )
    .await?;
    Ok(())
}
