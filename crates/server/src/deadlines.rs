//! Deadlines: what falls due, kept in rows so that it is done once, also by several nodes and after a stop.
//!
//! Read in order: [`Deadline`], [`set`] and [`lift`] (by the verb that makes or unmakes a promise, in its own
//! transaction), [`due`], [`claim`], [`put_off`] (by whoever keeps watch: `app`).
//! Not here: what is done when something falls due. That is a verb of the noun, which `app` calls.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, db::instant},
    params,
};

/// Something that is to happen to an object at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What: `noun.verb`, such as `maintenance.begin`. An object has one deadline of each kind.
    pub kind: String,
    /// To what.
    pub object: Uuid,
    /// When.
    pub due_at: Timestamp,
    /// Which of its times the object is about then; the due time itself where there is but one.
    pub about_at: Timestamp,
    /// How often it was tried in vain.
    pub attempts: i64,
}

/// The wait after a first failure; it doubles from there.
const AGAIN: SignedDuration = SignedDuration::from_secs(5);
/// The longest wait after a failure.
const LONGEST: SignedDuration = SignedDuration::from_mins(10);

/// Sets the one deadline of a kind that an object has; an earlier one is moved.
///
/// # Errors
/// A fault when the database is away.
pub async fn set(
    tx: &mut Tx,
    kind: &'static str,
    object: Uuid,
    due_at: Timestamp,
    about_at: Timestamp,
) -> Result<()> {
    tx.exec(
        "INSERT INTO deadlines (kind, object_id, due_at, about_at, try_at, attempts)
         VALUES ($1, $2, $3, $4, $3, 0)
         ON CONFLICT (kind, object_id)
         DO UPDATE SET due_at = $3, about_at = $4, try_at = $3, attempts = 0",
        params![kind, object, due_at, about_at],
    )
    .await?;
    Ok(())
}

/// Takes a deadline away; there may be none.
///
/// # Errors
/// A fault when the database is away.
pub async fn lift(tx: &mut Tx, kind: &'static str, object: Uuid) -> Result<()> {
    tx.exec(
        "DELETE FROM deadlines WHERE kind = $1 AND object_id = $2",
        params![kind, object],
    )
    .await?;
    Ok(())
}

#[derive(sqlx_macros::FromRow)]
struct DeadlineRow {
    kind: String,
    object_id: Uuid,
    due_at: i64,
    about_at: i64,
    attempts: i64,
}

fn deadline(row: DeadlineRow) -> Result<Deadline> {
    Ok(Deadline {
        kind: row.kind,
        object: row.object_id,
        due_at: instant(row.due_at)?,
        about_at: instant(row.about_at)?,
        attempts: row.attempts,
    })
}

/// What has fallen due by `now` and is to be tried, the earliest first, at most a hundred.
///
/// # Errors
/// A fault when the database is away.
pub async fn due(tx: &mut Tx, now: Timestamp) -> Result<Vec<Deadline>> {
    let rows: Vec<DeadlineRow> = tx
        .list(
            "SELECT kind, object_id, due_at, about_at, attempts FROM deadlines
             WHERE try_at <= $1 ORDER BY due_at, kind, object_id LIMIT 100",
            params![now],
        )
        .await?;
    rows.into_iter().map(deadline).collect()
}

/// The deadline of a kind that an object has.
///
/// # Errors
/// A fault when the database is away.
pub async fn find(tx: &mut Tx, kind: &'static str, object: Uuid) -> Result<Option<Deadline>> {
    let row: Option<DeadlineRow> = tx
        .find(
            "SELECT kind, object_id, due_at, about_at, attempts FROM deadlines
             WHERE kind = $1 AND object_id = $2",
            params![kind, object],
        )
        .await?;
    row.map(deadline).transpose()
}

/// Takes what fell due for oneself, in the transaction that does it; false when somebody else took it or
/// it was moved since. The row is gone with the commit, and back when the transaction is not committed.
///
/// # Errors
/// A fault when the database is away.
pub async fn claim(tx: &mut Tx, deadline: &Deadline) -> Result<bool> {
    let taken = tx
        .exec(
            "DELETE FROM deadlines WHERE kind = $1 AND object_id = $2 AND due_at = $3",
            params![deadline.kind.clone(), deadline.object, deadline.due_at],
        )
        .await?;
    Ok(taken > 0)
}

/// Puts off what could not be done: the longer, the more often it was tried.
///
/// # Errors
/// A fault when the database is away.
pub async fn put_off(tx: &mut Tx, now: Timestamp, deadline: &Deadline) -> Result<()> {
    let doublings = u32::try_from(deadline.attempts.clamp(0, 10)).unwrap_or(0);
    let wait = AGAIN
        .checked_mul(1 << doublings)
        .map_or(LONGEST, |wait| wait.min(LONGEST));
    let try_at = now.checked_add(wait).unwrap_or(Timestamp::MAX);
    tx.exec(
        "UPDATE deadlines SET attempts = attempts + 1, try_at = $4
         WHERE kind = $1 AND object_id = $2 AND due_at = $3",
        params![
            deadline.kind.clone(),
            deadline.object,
            deadline.due_at,
            try_at
        ],
    )
    .await?;
    Ok(())
}
