//! What falls due by itself: somebody waits for an answer that we promised, and somebody else is called.
//!
//! The first on duty is told when the promise is about to be broken, all who are responsible when it was broken for long. Each is
//! told once, however many nodes there are, by the deadlines; an answer lifts both.

use beffroi_domain::{Actor, MemberId, ReportId};
use jiff::Timestamp;

use super::{DeskRules, Report, State, letters, store};
use crate::{
    audit,
    deadlines::{self, Deadline},
    duty,
    ground::{Result, Tx},
    params,
    web::Site,
};

/// An answer is due soon.
pub const ANSWER: &str = "report.answer";
/// An answer is long overdue.
pub const ESCALATE: &str = "report.escalate";
/// The kinds of deadlines that are ours.
pub const KINDS: &[&str] = &[ANSWER, ESCALATE];

/// Sets the clocks of a case whose author waits since then.
pub(super) async fn start(
    tx: &mut Tx,
    id: ReportId,
    rules: &DeskRules,
    since: Timestamp,
) -> Result<()> {
    if !rules.answer_within.is_zero() {
        // A quarter of the time is left for whoever is told.
        let early = rules.answer_within * 3 / 4;
        deadlines::set(tx, ANSWER, id.0, since + early, since + rules.answer_within).await?;
    }
    if !rules.escalate_after.is_zero() {
        let late = since + rules.escalate_after;
        deadlines::set(tx, ESCALATE, id.0, late, late).await?;
    }
    Ok(())
}

/// Nobody waits any more.
pub(super) async fn stop(tx: &mut Tx, id: ReportId) -> Result<()> {
    for kind in KINDS {
        deadlines::lift(tx, kind, id.0).await?;
    }
    Ok(())
}

/// Does what has fallen due; true when anything came of it.
///
/// # Errors
/// A fault when the database is away; then nothing is done, and it is due still.
pub async fn fall_due(tx: &mut Tx, now: Timestamp, site: &Site, due: &Deadline) -> Result<bool> {
    let id = ReportId(due.object);
    let Some(report) = store::find_by_id(tx, id).await? else {
        return Ok(false);
    };
    let Some(since) = report.waits_since.filter(|_| report.state != State::Closed) else {
        return Ok(false);
    };
    let is_late = due.kind == ESCALATE;
    let people = match is_late {
        true => everybody(tx, now, &report).await?,
        false => nearest(tx, now, &report).await?,
    };
    letters::remind(tx, now, site, &report, since, &people, is_late).await?;
    if is_late {
        let sql = "UPDATE reports SET escalated_at = $2 WHERE id = $1";
        tx.exec(sql, params![id, now]).await?;
    }
    let deed = if is_late {
        "report.escalate"
    } else {
        "report.remind"
    };
    audit::record(tx, now, Actor::System, deed, id.0, "").await?;
    Ok(true)
}

/// Who has it in hand, and all who are responsible.
async fn everybody(tx: &mut Tx, now: Timestamp, report: &Report) -> Result<Vec<MemberId>> {
    let mut all: Vec<MemberId> = report.assigned_to.into_iter().collect();
    let others = duty::responsible(tx, report.page, now).await?;
    all.extend(
        others
            .into_iter()
            .filter(|one| report.assigned_to != Some(*one)),
    );
    Ok(all)
}

/// Who has it in hand, else the first who is called.
async fn nearest(tx: &mut Tx, now: Timestamp, report: &Report) -> Result<Vec<MemberId>> {
    if let Some(member) = report.assigned_to {
        return Ok(vec![member]);
    }
    let all = duty::responsible(tx, report.page, now).await?;
    Ok(all.into_iter().take(1).collect())
}

/// By when a page promises to answer what comes now.
pub(super) fn answer_by(rules: &DeskRules, now: Timestamp) -> Option<Timestamp> {
    let promises = !rules.answer_within.is_zero();
    promises.then(|| now + rules.answer_within)
}
