//! Who passed with planned work: without the second look that a page asks for, or although the review held the words;
//! and why. The team sees it.

use beffroi_domain::{Actor, MaintenanceId};
use jiff::Timestamp;
use uuid::Uuid;

use super::Standing;
use crate::{
    audit,
    drafts::{self, Look},
    ground::{Result, Tx, db::instant, token},
    pages::Overruled,
    params,
};

const LOOK: &str = "look";
const REVIEW: &str = "review";

/// That somebody passed all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bypass {
    /// Whether it was the review that held the words; else nobody had looked at them.
    pub is_review: bool,
    /// When.
    pub at: Timestamp,
    /// Who: kind and pseudonymous id.
    pub who: (String, Option<Uuid>),
    /// Why.
    pub reason: String,
}

#[derive(sqlx_macros::FromRow)]
struct BypassRow {
    at: i64,
    actor_kind: String,
    actor_id: Option<Uuid>,
    reason: String,
    kind: String,
}

/// Who passed on a maintenance, the latest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn bypasses_of(tx: &mut Tx, id: MaintenanceId) -> Result<Vec<Bypass>> {
    let rows: Vec<BypassRow> = tx
        .list(
            "SELECT at, actor_kind, actor_id, reason, kind FROM maintenance_bypasses
             WHERE maintenance_id = $1 ORDER BY at DESC, id",
            params![id],
        )
        .await?;
    let bypass = |row: BypassRow| {
        Ok(Bypass {
            is_review: row.kind == REVIEW,
            at: instant(row.at)?,
            who: (row.actor_kind, row.actor_id),
            reason: row.reason,
        })
    };
    rows.into_iter().map(bypass).collect()
}

/// Lets a deed pass that goes out now; who passes without the second look that a page asks for has it logged.
pub(super) async fn check_look(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    look: &Look,
) -> Result<()> {
    let Some(reason) = drafts::pass(tx, actor, &standing.pages_ids(), look).await? else {
        return Ok(());
    };
    keep(tx, now, actor, standing.id(), (LOOK, reason)).await?;
    let (action, subject) = ("maintenance.approval.bypass", standing.id().0);
    audit::record(tx, now, actor, action, subject, "").await
}

/// Keeps why words went out although the review held them.
pub(super) async fn overrule(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: MaintenanceId,
    overruled: &Overruled,
) -> Result<()> {
    keep(tx, now, actor, id, (REVIEW, &overruled.reason)).await?;
    let (action, digest) = ("maintenance.review.overrule", &overruled.kinds);
    audit::record(tx, now, actor, action, id.0, digest).await
}

async fn keep(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: MaintenanceId,
    (kind, reason): (&'static str, &str),
) -> Result<()> {
    tx.exec(
        "INSERT INTO maintenance_bypasses (id, maintenance_id, at, actor_kind, actor_id, reason, kind)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![token::new_id(now), id, now, actor.kind(), actor.id(), reason, kind],
    )
    .await?;
    Ok(())
}
