//! A call: one silence, and whoever was asked to end it.

use beffroi_domain::{Actor, IncidentId, MemberId, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::clock;
use crate::{
    audit, deadlines,
    ground::{Result, Tx, db::instant},
    params,
};

/// Somebody is called because readers of an incident wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its row; stands in the letter's address.
    pub id: Uuid,
    /// On which page.
    pub page: PageId,
    /// About which incident.
    pub incident: IncidentId,
    /// When readers were last told something.
    pub said_at: Timestamp,
    /// How many were asked.
    pub step: i64,
    /// Who was asked last.
    pub asked: Option<MemberId>,
    /// Who took it.
    pub answered_by: Option<MemberId>,
    /// Since when.
    pub opened_at: Timestamp,
    /// When it was taken, or no longer needed, or nobody was left to ask.
    pub ended_at: Option<Timestamp>,
}

#[derive(sqlx_macros::FromRow)]
pub(super) struct CallRow {
    id: Uuid,
    page_id: Uuid,
    incident_id: Uuid,
    said_at: i64,
    step: i64,
    asked_id: Option<Uuid>,
    answered_by: Option<Uuid>,
    opened_at: i64,
    ended_at: Option<i64>,
}

/// A call.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn load_call(tx: &mut Tx, id: Uuid) -> Result<Call> {
    let row: CallRow = tx
        .load("SELECT * FROM duty_calls WHERE id = $1", params![id])
        .await?;
    row.read()
}

/// The newest calls of a page, at most `limit`.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_calls(tx: &mut Tx, page: PageId, limit: i64) -> Result<Vec<Call>> {
    let rows: Vec<CallRow> = tx
        .list(
            "SELECT * FROM duty_calls WHERE page_id = $1 ORDER BY opened_at DESC, id DESC LIMIT $2",
            params![page, limit],
        )
        .await?;
    rows.into_iter().map(CallRow::read).collect()
}

/// Somebody takes it: nobody else is called. False when somebody had taken it, or it was over.
///
/// # Errors
/// `NotFound` when there is no such call.
pub async fn answer(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    id: Uuid,
) -> Result<bool> {
    let taken = tx
        .exec(
            "UPDATE duty_calls SET answered_by = $2, ended_at = $3 WHERE id = $1 AND ended_at IS NULL",
            params![id, member, now],
        )
        .await?;
    if taken == 0 {
        return load_call(tx, id).await.map(|_| false);
    }
    deadlines::lift(tx, clock::ASK, id).await?;
    audit::record(tx, now, actor, "duty.call.answer", id, "").await?;
    Ok(true)
}

impl CallRow {
    pub(super) fn read(self) -> Result<Call> {
        Ok(Call {
            id: self.id,
            page: PageId(self.page_id),
            incident: IncidentId(self.incident_id),
            said_at: instant(self.said_at)?,
            step: self.step,
            asked: self.asked_id.map(MemberId),
            answered_by: self.answered_by.map(MemberId),
            opened_at: instant(self.opened_at)?,
            ended_at: self.ended_at.map(instant).transpose()?,
        })
    }
}
