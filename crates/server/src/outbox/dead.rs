//! What did not go: put by until somebody looks at it, has it tried again, or lets it go. Whoever does writes the
//! audit row.

use jiff::Timestamp;
use uuid::Uuid;

use super::Way;
use crate::{
    ground::{Error, Refusal, RefusalKind, Result, Tx, db::instant},
    params,
};

/// Something that did not go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dead {
    /// Its row.
    pub id: Uuid,
    /// What kind of thing it is: `invitation`, `reminder` …
    pub kind: String,
    /// Whom it is about, where it is about somebody.
    pub subject: Option<Uuid>,
    /// To which address, as long as that is kept.
    pub recipient: Option<String>,
    /// Why it did not go.
    pub problem: String,
    /// How often that was said of it.
    pub attempts: i64,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was put by.
    pub ended_at: Timestamp,
    /// Whether its words are still there, and still true.
    pub may_go: bool,
}

/// What waits on a way, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// How many wait.
    pub waiting: i64,
    /// How many were put by.
    pub dead: i64,
    /// Since when what carries them is away, if it is, and what is in the way.
    pub away: Option<(Timestamp, String)>,
}

#[derive(sqlx_macros::FromRow)]
struct DeadRow {
    id: Uuid,
    kind: String,
    subject_id: Option<Uuid>,
    recipient: Option<String>,
    problem: Option<String>,
    attempts: i64,
    created_at: i64,
    ended_at: Option<i64>,
    expires_at: Option<i64>,
    body: Option<String>,
}

/// Letters that did not go, the newest first, at most `limit`.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_dead(tx: &mut Tx, now: Timestamp, limit: i64) -> Result<Vec<Dead>> {
    let rows: Vec<DeadRow> = tx
        .list(
            "SELECT id, kind, subject_id, recipient, problem, attempts, created_at, ended_at,
                    expires_at, body
             FROM outbox WHERE way = 'letter' AND state = 'dead'
             ORDER BY ended_at DESC, id DESC LIMIT $1",
            params![limit],
        )
        .await?;
    rows.into_iter().map(|row| row.read(now)).collect()
}

/// One that did not go.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn load_dead(tx: &mut Tx, now: Timestamp, id: Uuid) -> Result<Dead> {
    let row: DeadRow = tx
        .load(
            "SELECT id, kind, subject_id, recipient, problem, attempts, created_at, ended_at,
                    expires_at, body
             FROM outbox WHERE id = $1 AND way = 'letter' AND state = 'dead'",
            params![id],
        )
        .await?;
    row.read(now)
}

/// Has it tried again from the beginning.
///
/// # Errors
/// `NotFound` where there is none; `Refused` where its words are gone, or not true any more.
pub async fn revive(tx: &mut Tx, now: Timestamp, id: Uuid) -> Result<()> {
    if !load_dead(tx, now, id).await?.may_go {
        let message = "this letter is too old to be sent; do again what it was about";
        return Err(Refusal::whole(message)
            .being(RefusalKind::Conflict)
            .told("refusal-letter-old")
            .into());
    }
    tx.exec(
        "UPDATE outbox SET state = 'waiting', attempts = 0, due_at = $2, ended_at = NULL
         WHERE id = $1 AND state = 'dead'",
        params![id, now],
    )
    .await?;
    Ok(())
}

/// Nobody needs it any more: it is gone.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn let_go(tx: &mut Tx, id: Uuid) -> Result<()> {
    let gone = tx
        .exec(
            "DELETE FROM outbox WHERE id = $1 AND way = 'letter' AND state = 'dead'",
            params![id],
        )
        .await?;
    match gone {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    waiting: i64,
    dead: i64,
}

/// What waits on one way, what was put by, and whether what carries it is away.
///
/// # Errors
/// A fault when the database is away.
pub async fn backlog(tx: &mut Tx, way: Way) -> Result<Backlog> {
    let count: CountRow = tx
        .load(
            "SELECT COUNT(CASE WHEN state = 'waiting' THEN 1 END) AS waiting,
                    COUNT(CASE WHEN state = 'dead' THEN 1 END) AS dead
             FROM outbox WHERE way = $1 AND state <> 'done'",
            params![way.as_str()],
        )
        .await?;
    let held: Option<(i64, Option<String>)> = tx
        .find(
            "SELECT held_since, problem FROM outbox
             WHERE way = $1 AND state = 'waiting' AND held_since IS NOT NULL
             ORDER BY held_since LIMIT 1",
            params![way.as_str()],
        )
        .await?;
    let away = match held {
        Some((since, problem)) => Some((instant(since)?, problem.unwrap_or_default())),
        None => None,
    };
    Ok(Backlog {
        waiting: count.waiting,
        dead: count.dead,
        away,
    })
}

impl DeadRow {
    fn read(self, now: Timestamp) -> Result<Dead> {
        let expires_at = self.expires_at.map(instant).transpose()?;
        let created_at = instant(self.created_at)?;
        Ok(Dead {
            id: self.id,
            kind: self.kind,
            subject: self.subject_id,
            may_go: self.body.is_some()
                && self.recipient.is_some()
                && expires_at.is_none_or(|until| until > now),
            recipient: self.recipient,
            problem: self.problem.unwrap_or_default(),
            attempts: self.attempts,
            created_at,
            ended_at: self.ended_at.map_or(Ok(created_at), instant)?,
        })
    }
}
