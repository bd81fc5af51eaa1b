//! Forgetting: a case that was closed long ago goes, with all that was said in it.

use beffroi_domain::{Actor, ReportId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    audit, deadlines,
    ground::{Result, Tx},
    params,
};

use super::{clock::KINDS, files};

/// So many at a time.
const AT_ONCE: i64 = 100;
/// The days of a page's rule, in microseconds.
const DAY: i64 = SignedDuration::from_hours(24).as_micros() as i64;

/// What belongs to a case and goes before it.
const OWN: [&str; 2] = [
    "DELETE FROM report_drafts WHERE report_id = $1",
    "DELETE FROM report_entries WHERE report_id = $1",
];

/// Forgets up to a hundred cases that were closed longer ago than their page keeps them; how many went.
///
/// # Errors
/// A fault when the database is away.
pub async fn forget(tx: &mut Tx, now: Timestamp) -> Result<usize> {
    let due: Vec<(Uuid,)> = tx
        .list(
            "SELECT r.id FROM reports r JOIN report_desks d ON d.page_id = r.page_id
             WHERE r.state = 'closed' AND r.closed_at < $1 - d.keep_days * $2 ORDER BY r.closed_at, r.id LIMIT $3",
            params![now, DAY, AT_ONCE],
        )
        .await?;
    for (id,) in &due {
        for kind in KINDS {
            deadlines::lift(tx, kind, *id).await?;
        }
        files::forget(tx, *id).await?;
        for sql in OWN {
            tx.exec(sql, params![*id]).await?;
        }
        tx.exec("DELETE FROM reports WHERE id = $1", params![*id])
            .await?;
        audit::record(tx, now, Actor::System, "report.forget", ReportId(*id).0, "").await?;
    }
    Ok(due.len())
}
