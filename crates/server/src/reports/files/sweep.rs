//! Sweeping: files whose time is over are listed no more, and bytes that belong to nothing go.

use beffroi_domain::{Actor, ReportId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    audit,
    ground::{
        Db, Result, Tx,
        files::{Place, Store},
    },
    params,
};

/// So many at a time.
const AT_ONCE: i64 = 100;
/// After so many that the storage does not let go, it is left alone until next time.
const PATIENCE: usize = 4;
/// Whoever brings files writes the word that they belong to within this time.
const UNDER_WAY: SignedDuration = SignedDuration::from_hours(1);

/// Up to a hundred files whose time is over are listed as gone; how many.
///
/// # Errors
/// A fault when the database is away.
pub async fn expire(tx: &mut Tx, now: Timestamp) -> Result<usize> {
    let due: Vec<(Uuid, Uuid)> = tx
        .list(
            "SELECT id, report_id FROM report_files WHERE place IS NOT NULL AND expires_at <= $1 ORDER BY expires_at, id LIMIT $2",
            params![now, AT_ONCE],
        )
        .await?;
    for (id, report) in &due {
        let sql = "UPDATE report_files SET place = NULL WHERE id = $1";
        tx.exec(sql, params![*id]).await?;
        let report = ReportId(*report).0;
        audit::record(tx, now, Actor::System, "report.file.expire", report, "").await?;
    }
    Ok(due.len())
}

/// Takes away what is over: files whose time is, and bytes that belong to no case, also those that a broken deed left. What the
/// storage does not let go is tried again next time.
///
/// # Errors
/// A fault when the database is away, or the storage lets go of nothing.
pub async fn sweep(db: &Db, store: &Store, now: Timestamp) -> Result<usize> {
    loop {
        let mut tx = db.begin().await?;
        let over = expire(&mut tx, now).await?;
        tx.commit().await?;
        if over == 0 {
            break;
        }
    }
    let (mut gone, mut failed, mut after) = (0, 0, String::new());
    loop {
        let orphans = orphans(db, now, &after).await?;
        let Some(last) = orphans.last() else {
            return Ok(gone);
        };
        after = last.to_string();
        for place in &orphans {
            match store.delete(now, place).await {
                Ok(()) => {
                    let mut tx = db.begin().await?;
                    let sql = "DELETE FROM file_places WHERE place = $1";
                    tx.exec(sql, params![place.as_str()]).await?;
                    let by = Actor::System;
                    audit::record(&mut tx, now, by, "file.delete", place.id(), "").await?;
                    tx.commit_unheard().await?;
                    gone += 1;
                }
                Err(error) if failed < PATIENCE => {
                    tracing::warn!(%error, "a file that is over cannot be taken away");
                    failed += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

async fn orphans(db: &Db, now: Timestamp, after: &str) -> Result<Vec<Place>> {
    let mut tx = db.snapshot().await?;
    let rows: Vec<(String,)> = tx
        .list(
            "SELECT place FROM file_places p WHERE p.created_at < $1 AND p.place > $2
               AND NOT EXISTS (SELECT 1 FROM report_files f WHERE f.place = p.place)
             ORDER BY p.place LIMIT $3",
            params![now - UNDER_WAY, after, AT_ONCE],
        )
        .await?;
    rows.into_iter()
        .map(|(place,)| Ok(place.parse::<Place>()?))
        .collect()
}
