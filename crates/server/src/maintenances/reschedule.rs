//! Rescheduling: planned work moves to another time, before it begins.

use beffroi_domain::{
    Actor, LocalizedText, MaintenanceId, MaintenanceStatus, Recurrence, StandardPhrase,
    maintenance::ByClock, window::Interval,
};
use jiff::Timestamp;

use super::{
    Overlap, clock, overlap,
    record::freshen,
    recur,
    schedule::{check_reminder, check_times, set_clock},
    standing,
    tell::{self, Word},
};
use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx},
    params,
};

/// A checked command: move planned work.
#[derive(Clone, Debug)]
pub struct Reschedule {
    /// Which maintenance.
    pub maintenance: MaintenanceId,
    /// How many updates its writer saw.
    pub seen: Option<usize>,
    /// When it is planned now; the end may still move while it is under way.
    pub planned: Interval,
    /// How it comes again now; `None` leaves the rule.
    pub recurrence: Option<Recurrence>,
    /// What the clock does now.
    pub by_clock: ByClock,
    /// So many minutes before, readers are reminded.
    pub remind_minutes: Option<i64>,
    /// Why; empty for the standard sentence.
    pub text: LocalizedText,
    /// True where nobody is told.
    pub is_quiet: bool,
}

/// Moves planned work; what else is worked on at that time comes back as a warning.
///
/// # Errors
/// `Refused` when it is over, the time is, or the rule does not fit; when it is under way and would begin
/// at another time; when somebody spoke since.
pub async fn reschedule(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: Reschedule,
) -> Result<Vec<Overlap>> {
    let before = standing::lock(tx, now, new.maintenance).await?;
    before.check_seen(new.seen)?;
    let under_way = before.maintenance.status != MaintenanceStatus::Scheduled;
    if before.is_over() || (under_way && new.planned.from != before.maintenance.scheduled_start_at)
    {
        let message = "it has begun; only its end can be moved, and nothing once it is over";
        let refusal = Refusal::of("scheduled_start_at", message).being(RefusalKind::Conflict);
        return Err(refusal.told("refusal-work-begun").into());
    }
    let again = new
        .recurrence
        .clone()
        .or_else(|| before.maintenance.recurrence.clone());
    check_times(now, new.planned, again.as_ref())?;
    check_reminder(new.remind_minutes)?;
    if let Some(again) = &again {
        recur::check(again, new.planned)?;
        recur::write(tx, new.maintenance, again).await?;
    }
    tx.exec(
        "UPDATE maintenances SET scheduled_start_at = $2, scheduled_end_at = $3 WHERE id = $1",
        params![new.maintenance, new.planned.from, new.planned.to],
    )
    .await?;
    let by_clock = match again {
        Some(_) => ByClock::BOTH,
        None => new.by_clock,
    };
    set_clock(tx, new.maintenance, by_clock, new.remind_minutes).await?;
    let is_moved = before.maintenance.planned() != new.planned || new.recurrence.is_some();
    let after = match is_moved || !new.text.is_empty() {
        true => {
            let word = Word {
                status: before.maintenance.status,
                text: new.text,
                standard: StandardPhrase::MaintenanceRescheduled,
                changes: vec![],
                is_quiet: new.is_quiet,
            };
            let moved = standing::load(tx, new.maintenance).await?;
            tell::say(tx, now, actor, &moved, word).await?
        }
        false => standing::load(tx, new.maintenance).await?,
    };
    clock::plan(tx, now, &after).await?;
    freshen(tx, now, new.maintenance).await?;
    audit::record(
        tx,
        now,
        actor,
        "maintenance.reschedule",
        new.maintenance.0,
        "",
    )
    .await?;
    overlap::with_others(tx, now, &after).await
}
