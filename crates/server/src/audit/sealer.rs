//! Rows sealed into the chain once they are committed, by one sealer at a time.
//!
//! A row takes its place when it is sealed, not when it is written: of two transactions the one that began
//! first may commit last, and a place that is given once is never between two others.

use std::{fmt, time::Duration};

use tokio::sync::watch;

use super::chain::{BEGINNING, Entry, EntryRow};
use crate::{
    ground::{Db, Refusal, Result, Tx},
    params,
};

/// How many rows are sealed in one transaction.
const BATCH: i64 = 500;
/// The wait after a commit, so that many are sealed together.
const GATHER: Duration = Duration::from_secs(1);
/// The look without a hint.
const LOOK: Duration = Duration::from_secs(30);

/// How far the chain reaches: what is kept outside, to hold the chain against later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many rows are sealed.
    pub seq: i64,
    /// The seal of the last one; empty while there is none.
    pub seal: String,
}

impl fmt::Display for Head {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.seq, self.seal)
    }
}

impl std::str::FromStr for Head {
    type Err = Refusal;

    fn from_str(line: &str) -> Result<Self, Refusal> {
        let mut words = line.split_whitespace();
        let seq = words.next().and_then(|word| word.parse().ok());
        match (seq, words.next()) {
            (Some(seq @ 1..), Some(seal)) if seal.len() == 64 => Ok(Self {
                seq,
                seal: seal.to_owned(),
            }),
            _ => Err(Refusal::of(
                "anchor",
                "an anchor is a line as `beffroi audit head` prints it: a number and 64 digits",
            )),
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct HeadRow {
    seq: i64,
    seal: String,
}

/// How far the chain reaches.
///
/// # Errors
/// A fault when the database is away.
pub async fn head(tx: &mut Tx) -> Result<Head> {
    let row: Option<HeadRow> = tx
        .find("SELECT seq, seal FROM audit_head WHERE id = 1", params![])
        .await?;
    Ok(Head {
        seq: row.as_ref().map_or(0, |row| row.seq),
        seal: row.map_or_else(|| BEGINNING.to_owned(), |row| row.seal),
    })
}

/// Seals every row that is committed; how far the chain reaches then.
///
/// # Errors
/// A fault when the database is away.
pub async fn seal(db: &Db) -> Result<Head> {
    loop {
        let mut look = db.snapshot().await?;
        if count_unsealed(&mut look).await? == 0 {
            return head(&mut look).await;
        }
        drop(look);
        let mut tx = db.begin().await?;
        seal_some(&mut tx).await?;
        tx.commit().await?;
    }
}

/// How many rows are not sealed yet.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn count_unsealed(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = tx
        .load("SELECT COUNT(*) FROM audit WHERE seq IS NULL", params![])
        .await?;
    Ok(count)
}

async fn seal_some(tx: &mut Tx) -> Result<()> {
    // Written to first: whoever else would seal waits here, and then sees what we sealed.
    tx.exec(
        "INSERT INTO audit_head (id, seq, seal) VALUES (1, 0, $1)
         ON CONFLICT (id) DO UPDATE SET seq = audit_head.seq",
        params![BEGINNING],
    )
    .await?;
    let mut head = head(tx).await?;
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT * FROM audit WHERE seq IS NULL ORDER BY at, id LIMIT $1",
            params![BATCH],
        )
        .await?;
    for row in rows {
        let entry = Entry::try_from(row)?;
        head.seal = entry.seal_after(head.seq + 1, &head.seal);
        head.seq += 1;
        tx.exec(
            "UPDATE audit SET seq = $2, seal = $3 WHERE id = $1",
            params![entry.id, head.seq, head.seal.as_str()],
        )
        .await?;
    }
    tx.exec(
        "UPDATE audit_head SET seq = $1, seal = $2 WHERE id = 1",
        params![head.seq, head.seal.as_str()],
    )
    .await?;
    Ok(())
}

/// Seals what is committed until `stop` is over, and says in the log how far the chain reaches, so that a log
/// that is kept elsewhere is an anchor.
pub async fn run(db: Db, mut stop: watch::Receiver<()>) {
    let mut heard = db.changes().listen();
    let mut last = None;
    loop {
        heard.mark_unchanged();
        match seal(&db).await {
            Ok(head) if last.as_ref() != Some(&head) => {
                if head.seal != BEGINNING {
                    tracing::info!(seq = head.seq, seal = head.seal, "audit is sealed");
                }
                last = Some(head);
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "audit cannot be sealed just now"),
        }
        tokio::select! {
            _ = stop.changed() => return,
            _ = heard.changed() => tokio::time::sleep(GATHER).await,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}
