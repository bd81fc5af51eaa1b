//! What was for one thing alone ends with it, also where its end was told to nobody.
//!
//! A last word that goes out ends it by itself (`record`). A quiet all-clear, work that runs out by its rule, or an
//! incident that leaves its page tells nobody, so that somebody has to look.

use beffroi_domain::{MaintenanceStatus, PageId, status};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, db::instant},
    maintenances, params, subscribers,
};

/// How long something stays over before nobody waits for more: what was resolved too early is opened again within a day.
const REST: SignedDuration = SignedDuration::from_hours(24);

#[derive(sqlx_macros::FromRow)]
struct SubjectRow {
    status: String,
    updated_at: i64,
}

/// Ends what was for one incident or maintenance alone that has been over for a day, unless a word on it is still under way;
/// how many. What was merged into another is followed there.
///
/// # Errors
/// A fault when the database is away.
pub async fn end_with_what_is_over(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    subscribers::follow_merged(tx, now).await?;
    let mut ended = 0;
    for (page, subject) in subscribers::subjects(tx).await? {
        if is_over(tx, now, page, subject).await? && !is_under_way(tx, subject).await? {
            ended += subscribers::end_with(tx, now, page, subject).await?;
        }
    }
    Ok(ended)
}

async fn is_over(tx: &mut Tx, now: Timestamp, page: PageId, subject: Uuid) -> Result<bool> {
    let row: Option<SubjectRow> = tx
        .find(
            "SELECT status, updated_at FROM incidents WHERE id = $1
             UNION ALL
             SELECT status, updated_at FROM maintenances WHERE id = $1",
            params![subject],
        )
        .await?;
    let Some(row) = row else {
        return Ok(true);
    };
    if status::is_over(&row.status) {
        return Ok(instant(row.updated_at)? <= now - REST);
    }
    has_run_out(tx, now, page, subject).await
}

/// Work that comes again is over when its rule gives no further time; no row says so.
async fn has_run_out(tx: &mut Tx, now: Timestamp, page: PageId, subject: Uuid) -> Result<bool> {
    let planned = maintenances::planned(tx, page).await?;
    let work = planned.iter().find(|one| one.id.0 == subject);
    Ok(work.is_some_and(|one| one.status_at(now - REST) == MaintenanceStatus::Completed))
}

async fn is_under_way(tx: &mut Tx, subject: Uuid) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .find(
            "SELECT CAST(1 AS BIGINT) FROM outbox o
             WHERE o.subject_id = $1 AND o.way = 'broadcast'
               AND (o.state = 'waiting'
                 OR EXISTS (SELECT 1 FROM fanouts f WHERE f.broadcast_id = o.id AND f.state <> 'over')
                 OR EXISTS (SELECT 1 FROM deliveries d WHERE d.broadcast_id = o.id AND d.state = 'waiting'))
             LIMIT 1",
            params![subject],
        )
        .await?;
    Ok(row.is_some())
}
