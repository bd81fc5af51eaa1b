//! Readers whom something did not reach at once: tried again, each by themselves.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Ended, record};
use crate::{
    ground::{Error, Result, Tx, token},
    params,
    subscribers::Lane,
};

/// How long a try is ours.
const LEASE: SignedDuration = SignedDuration::from_mins(3);

/// Somebody who is tried again.
#[derive(Clone, Debug)]
pub struct Retry {
    /// Its row.
    pub id: Uuid,
    /// What is told.
    pub broadcast: Uuid,
    /// What carries it.
    pub lane: Lane,
    /// Whose subscription.
    pub reader: Uuid,
    /// How often it was tried, this time included.
    pub attempts: u32,
    /// Until when it is ours.
    pub leased_until: Timestamp,
    lease: Uuid,
}

#[derive(sqlx_macros::FromRow)]
struct RetryRow {
    id: Uuid,
    broadcast_id: Uuid,
    subscription_id: Uuid,
    attempts: i64,
}

const CLAIM_SQLITE: &str = "
    UPDATE deliveries SET lease = $1, due_at = $2, attempts = attempts + 1
    WHERE id IN (SELECT id FROM deliveries WHERE lane = $3 AND state = 'waiting' AND due_at <= $4
                 ORDER BY due_at, id LIMIT $5)
    RETURNING id, broadcast_id, subscription_id, attempts";

const CLAIM_POSTGRES: &str = "
    UPDATE deliveries SET lease = $1, due_at = $2, attempts = attempts + 1
    WHERE id IN (SELECT id FROM deliveries WHERE lane = $3 AND state = 'waiting' AND due_at <= $4
                 ORDER BY due_at, id LIMIT $5 FOR UPDATE SKIP LOCKED)
    RETURNING id, broadcast_id, subscription_id, attempts";

/// Takes on up to `limit` of those who are due.
///
/// # Errors
/// A fault when the database is away.
pub async fn claim_due(tx: &mut Tx, now: Timestamp, lane: Lane, limit: i64) -> Result<Vec<Retry>> {
    let lease = token::new_id(now);
    let sql = match tx.kind() {
        "postgres" => CLAIM_POSTGRES,
        _ => CLAIM_SQLITE,
    };
    let rows: Vec<RetryRow> = tx
        .list(sql, params![lease, now + LEASE, lane.as_str(), now, limit])
        .await?;
    let read = |row: RetryRow| {
        Ok(Retry {
            id: row.id,
            broadcast: row.broadcast_id,
            lane,
            reader: row.subscription_id,
            attempts: u32::try_from(row.attempts).map_err(|error| Error::Fault(error.into()))?,
            leased_until: now + LEASE,
            lease,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Gives one back that was not tried: it is due at once, and the try is not counted. What is another's meanwhile stays so.
///
/// # Errors
/// A fault when the database is away; then its lease runs out.
pub async fn let_go(tx: &mut Tx, now: Timestamp, retry: &Retry) -> Result<()> {
    tx.exec(
        "UPDATE deliveries SET due_at = $3, attempts = attempts - 1, lease = NULL
         WHERE id = $1 AND lease = $2 AND state = 'waiting'",
        params![retry.id, retry.lease, now],
    )
    .await?;
    Ok(())
}

/// Writes down how a further try ended.
///
/// # Errors
/// A fault when the database is away.
pub async fn end_retry(tx: &mut Tx, now: Timestamp, retry: &Retry, ended: &Ended) -> Result<()> {
    let (state, due, reason, problem) = match ended {
        Ended::Left => ("left", now, "", ""),
        Ended::Sent => ("sent", now, "", ""),
        Ended::Again {
            due,
            reason,
            problem,
        } => ("waiting", *due, *reason, problem.as_str()),
        Ended::Dead { reason, problem } => ("dead", now, *reason, problem.as_str()),
    };
    let ended_at = (state != "waiting").then_some(now);
    let touched = tx
        .exec(
            "UPDATE deliveries SET state = $3, due_at = $4, ended_at = $5, lease = NULL,
                 reason = CASE WHEN $6 = '' THEN reason ELSE $6 END,
                 problem = CASE WHEN $6 = '' THEN problem ELSE $7 END
             WHERE id = $1 AND lease = $2",
            params![retry.id, retry.lease, state, due, ended_at, reason, problem],
        )
        .await?;
    if touched == 1 && state == "sent" {
        record::count_sent(tx, now, retry.lane, retry.broadcast, 1).await?;
    }
    match state {
        "waiting" => Ok(()),
        _ => record::close(tx, now, retry.broadcast).await,
    }
}
