//! Readers who were given up: seen, and tried again.

use beffroi_domain::{Actor, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    audit,
    ground::{Error, Refusal, RefusalKind, Result, Tx, db::instant},
    params,
};

/// Somebody whom something did not reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dead {
    /// Its row.
    pub id: Uuid,
    /// Whose subscription.
    pub reader: Uuid,
    /// One word of ours.
    pub reason: String,
    /// What happened, without an address.
    pub problem: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was given up.
    pub ended_at: Timestamp,
}

#[derive(sqlx_macros::FromRow)]
struct DeadRow {
    id: Uuid,
    subscription_id: Uuid,
    reason: String,
    problem: String,
    attempts: i64,
    ended_at: i64,
}

/// Who was given up of a broadcast, in the order of their ids, those after `after`, at most `limit`.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_dead(tx: &mut Tx, broadcast: Uuid, after: Uuid, limit: i64) -> Result<Vec<Dead>> {
    let rows: Vec<DeadRow> = tx
        .list(
            "SELECT id, subscription_id, reason, problem, attempts, COALESCE(ended_at, created_at) AS ended_at
             FROM deliveries WHERE broadcast_id = $1 AND state = 'dead' AND subscription_id > $2
             ORDER BY subscription_id LIMIT $3",
            params![broadcast, after, limit],
        )
        .await?;
    let read = |row: DeadRow| {
        Ok(Dead {
            id: row.id,
            reader: row.subscription_id,
            reason: row.reason,
            problem: row.problem,
            attempts: row.attempts,
            ended_at: instant(row.ended_at)?,
        })
    };
    rows.into_iter().map(read).collect()
}

#[derive(sqlx_macros::FromRow)]
struct PageRow {
    page_id: Uuid,
}

/// Has everybody tried again whom a broadcast of the page did not reach, or those alone who were given up for `reason`;
/// how many.
///
/// # Errors
/// `NotFound` where there is no such broadcast on the page; `Refused` where nobody was given up.
pub async fn revive(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    broadcast: Uuid,
    reason: Option<&str>,
) -> Result<u64> {
    let own: Option<PageRow> = tx
        .find(
            "SELECT page_id FROM fanouts WHERE broadcast_id = $1 LIMIT 1",
            params![broadcast],
        )
        .await?;
    if own.map(|row| row.page_id) != Some(page.0) {
        return Err(Error::NotFound);
    }
    let count = tx
        .exec(
            "UPDATE deliveries SET state = 'waiting', attempts = 0, due_at = $2, ended_at = NULL
             WHERE broadcast_id = $1 AND state = 'dead' AND ($3 IS NULL OR reason = $3)",
            params![broadcast, now, reason],
        )
        .await?;
    if count == 0 {
        let message = "nobody of them waits to be tried again; look at the list anew";
        return Err(Refusal::whole(message)
            .being(RefusalKind::Conflict)
            .told("refusal-nobody-given-up")
            .into());
    }
    let digest = format!("{count} readers");
    audit::record(tx, now, actor, "delivery.revive", broadcast, &digest).await?;
    Ok(count)
}
