//! Rescheduling: planned work moves to another time, before it begins.

use beffroi_domain::{
    Actor, LocalizedText, MaintenanceId, MaintenanceStatus, Recurrence, StandardPhrase,
    maintenance::ByClock, window::Interval,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Done, Standing, bypass, clock, overlap, part,
    record::freshen,
    recur, review,
    schedule::{check_reminder, check_times, over_already, set_clock},
    standing,
    tell::{self, Word},
};
use crate::{
    audit,
    drafts::Look,
    ground::{Refusal, RefusalKind, Result, Tx},
    params,
};

/// A checked command: move planned work.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    /// Whether it goes out while a language is missing that a page requires: readers see that the translation follows. Only
    /// where the page lets it.
    #[serde(default)]
    pub follows: bool,
    /// Why it goes out although the review holds it; kept for the team.
    #[serde(default)]
    pub overrule: Option<String>,
}

/// Moves planned work; what else is worked on at that time comes back as a warning. Work that comes again, and has begun
/// to, moves from its next time on.
///
/// # Errors
/// `Refused` when it is over, the time is, or the rule does not fit; when it is under way and would begin
/// at another time; when somebody spoke since; as forbidden where a page asks for a second look.
pub async fn reschedule(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: Reschedule,
) -> Result<Done> {
    go(tx, now, actor, new, &Look::Alone(None)).await
}

pub(super) async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: Reschedule,
    look: &Look,
) -> Result<Done> {
    let mut before = standing::lock(tx, now, new.maintenance).await?;
    before.check_seen(new.seen)?;
    refuse_begun(&before, &new)?;
    bypass::check_look(tx, now, actor, &before, look).await?;
    let is_moved = is_moved(now, &before, &new);
    check_reminder(new.remind_minutes)?;
    if is_moved {
        before = part::to_come(tx, now, actor, before).await?;
        write_times(tx, now, &before, &new).await?;
    }
    let id = before.id();
    let by_clock = match before.is_series() || new.recurrence.is_some() {
        true => ByClock::BOTH,
        false => new.by_clock,
    };
    set_clock(tx, id, by_clock, new.remind_minutes).await?;
    let mut after = standing::load(tx, id).await?;
    let mut found = vec![];
    if is_moved || !new.text.is_empty() {
        let word = Word {
            status: before.maintenance.status,
            text: new.text,
            standard: StandardPhrase::MaintenanceRescheduled,
            changes: vec![],
            is_quiet: new.is_quiet,
            follows: new.follows,
        };
        after = tell::say(tx, now, actor, &after, word).await?;
        let word = review::Word::overruled(new.overrule.as_deref());
        found = review::hold(tx, now, actor, &after, word).await?;
    }
    clock::plan(tx, now, &after).await?;
    freshen(tx, now, id).await?;
    audit::record(tx, now, actor, "maintenance.reschedule", id.0, "").await?;
    let overlaps = overlap::with_others(tx, now, &after).await?;
    Ok(Done {
        id,
        overlaps,
        found,
    })
}

fn refuse_begun(before: &Standing, new: &Reschedule) -> Result<(), Refusal> {
    let under_way = before.maintenance.status != MaintenanceStatus::Scheduled;
    let begins_elsewhere = new.planned.from != before.maintenance.scheduled_start_at;
    if before.is_over() || (under_way && begins_elsewhere) {
        let message = "it has begun; only its end can be moved, and nothing once it is over";
        let refusal = Refusal::of("scheduled_start_at", message).being(RefusalKind::Conflict);
        return Err(refusal.told("refusal-work-begun"));
    }
    Ok(())
}

/// Whether the time or the rule is another. Of work that comes again, the time is its first or its next to begin.
fn is_moved(now: Timestamp, before: &Standing, new: &Reschedule) -> bool {
    let whole = &before.maintenance;
    let next = whole.times().find(|time| time.from > now);
    let is_next = before.is_series() && next == Some(new.planned);
    let rule = whole
        .recurrence
        .as_ref()
        .map(|again| (&again.rule, &again.zone));
    let wanted = new
        .recurrence
        .as_ref()
        .map(|again| (&again.rule, &again.zone));
    (new.planned != whole.planned() && !is_next) || wanted.is_some_and(|_| wanted != rule)
}

async fn write_times(
    tx: &mut Tx,
    now: Timestamp,
    before: &Standing,
    new: &Reschedule,
) -> Result<()> {
    let was = before.maintenance.recurrence.clone();
    let again = new.recurrence.clone().or_else(|| was.clone());
    check_times(now, new.planned, again.as_ref())?;
    if again.is_some() && new.planned.to <= now {
        return Err(over_already().into());
    }
    if let Some(mut again) = again {
        again
            .except
            .extend(was.into_iter().flat_map(|was| was.except));
        let again = recur::fitting(again, new.planned);
        recur::check(&again, new.planned)?;
        recur::write(tx, before.id(), &again).await?;
    }
    tx.exec(
        "UPDATE maintenances SET scheduled_start_at = $2, scheduled_end_at = $3 WHERE id = $1",
        params![before.id(), new.planned.from, new.planned.to],
    )
    .await?;
    Ok(())
}
