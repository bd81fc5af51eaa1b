//! How far a broadcast is: handed out, sent, waiting, given up and why.

use beffroi_domain::PageId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, db::instant},
    params,
};

/// One lane of a broadcast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The broadcast.
    pub broadcast: Uuid,
    /// What it is about, inside.
    pub subject: Option<Uuid>,
    /// What carries it: `mail` or `call`.
    pub lane: String,
    /// True when everybody was tried once.
    pub is_over: bool,
    /// For how many it is; 0 while nobody has counted.
    pub readers: i64,
    /// How many of them were handed out.
    pub handed: i64,
    /// How many it reached.
    pub sent: i64,
    /// How many are tried again.
    pub waiting: i64,
    /// How many were given up, by reason, the most first.
    pub failed: Vec<Failed>,
    /// When it began.
    pub created_at: Timestamp,
    /// When the first message was there.
    pub first_at: Option<Timestamp>,
    /// When everybody was tried once.
    pub ended_at: Option<Timestamp>,
}

/// How many were given up for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// One word of ours.
    pub reason: String,
    /// How many.
    pub count: i64,
}

impl Progress {
    /// For how many it is, as far as is known: nobody may have counted yet.
    #[must_use]
    pub fn all(&self) -> i64 {
        self.readers.max(self.handed)
    }

    /// How many of them were tried. Who left meanwhile is among them once everybody was.
    #[must_use]
    pub fn tried(&self) -> i64 {
        if self.is_over {
            return self.all();
        }
        let failed: i64 = self.failed.iter().map(|one| one.count).sum();
        (self.sent + self.waiting + failed).min(self.handed)
    }

    /// How many wait for their first try.
    #[must_use]
    pub fn queued(&self) -> i64 {
        self.all() - self.tried()
    }
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    broadcast_id: Uuid,
    subject_id: Option<Uuid>,
    lane: String,
    state: String,
    readers: i64,
    handed: i64,
    sent: i64,
    created_at: i64,
    first_at: Option<i64>,
    ended_at: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    state: String,
    reason: String,
    count: i64,
}

/// The newest broadcasts of a page, at most `limit` lanes of them; those before `before` alone where it is named.
///
/// # Errors
/// A fault when the database is away.
pub async fn progress(
    tx: &mut Tx,
    page: PageId,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Progress>> {
    let rows: Vec<Row> = tx
        .list(
            "SELECT f.broadcast_id, o.subject_id, f.lane, f.state, f.readers, f.handed, f.sent, f.created_at,
                    f.first_at, f.ended_at
             FROM fanouts f JOIN outbox o ON o.id = f.broadcast_id
             WHERE f.page_id = $1 AND ($2 IS NULL OR f.broadcast_id < $2)
             ORDER BY f.broadcast_id DESC, f.lane LIMIT $3",
            params![page, before, limit],
        )
        .await?;
    with_counts(tx, rows).await
}

/// The broadcasts about one incident or maintenance, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn progress_of(tx: &mut Tx, subject: Uuid) -> Result<Vec<Progress>> {
    let rows: Vec<Row> = tx
        .list(
            "SELECT f.broadcast_id, o.subject_id, f.lane, f.state, f.readers, f.handed, f.sent, f.created_at,
                    f.first_at, f.ended_at
             FROM outbox o JOIN fanouts f ON f.broadcast_id = o.id
             WHERE o.way = 'broadcast' AND o.subject_id = $1
             ORDER BY f.broadcast_id DESC, f.lane",
            params![subject],
        )
        .await?;
    with_counts(tx, rows).await
}

async fn with_counts(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<Progress>> {
    let mut all = Vec::new();
    for row in rows {
        let counts: Vec<CountRow> = tx
            .list(
                "SELECT state, reason, COUNT(*) AS count FROM deliveries
                 WHERE broadcast_id = $1 AND lane = $2 AND state IN ('waiting', 'dead')
                 GROUP BY state, reason ORDER BY count DESC, reason",
                params![row.broadcast_id, row.lane.as_str()],
            )
            .await?;
        all.push(row.read(counts)?);
    }
    Ok(all)
}

impl Row {
    fn read(self, counts: Vec<CountRow>) -> Result<Progress> {
        let (waiting, dead): (Vec<CountRow>, Vec<CountRow>) =
            counts.into_iter().partition(|one| one.state == "waiting");
        let failed = dead.into_iter().map(|one| Failed {
            reason: one.reason,
            count: one.count,
        });
        Ok(Progress {
            broadcast: self.broadcast_id,
            subject: self.subject_id,
            lane: self.lane,
            is_over: self.state == "over",
            readers: self.readers,
            handed: self.handed,
            sent: self.sent,
            waiting: waiting.iter().map(|one| one.count).sum(),
            failed: failed.collect(),
            created_at: instant(self.created_at)?,
            first_at: self.first_at.map(instant).transpose()?,
            ended_at: self.ended_at.map(instant).transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lane(is_over: bool) -> Progress {
        Progress {
            broadcast: Uuid::nil(),
            subject: None,
            lane: "mail".to_owned(),
            is_over,
            readers: 4_000,
            handed: 2_000,
            sent: 740,
            waiting: 74,
            failed: vec![Failed {
                reason: "no_such_address".to_owned(),
                count: 106,
            }],
            created_at: Timestamp::UNIX_EPOCH,
            first_at: None,
            ended_at: None,
        }
    }

    #[test]
    fn who_is_handed_out_and_not_tried_yet_waits_still() {
        assert_eq!((lane(false).tried(), lane(false).queued()), (920, 3_080));
    }

    #[test]
    fn once_it_is_over_nobody_waits() {
        assert_eq!((lane(true).tried(), lane(true).queued()), (4_000, 0));
    }
}
