//! Steps by hand: begin, verify, complete, cancel.

use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, LocalizedText, MaintenanceId, PageId, StandardPhrase,
    StatusChange,
    maintenance::{NotNow, Step, status_after, status_during},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Standing, bypass, clock,
    record::freshen,
    review, standing, take_out,
    tell::{self, Word},
};
use crate::{
    audit, components,
    drafts::Look,
    ground::{Found, Refusal, RefusalKind, Result, Tx},
    params,
};

/// A checked command: take a step.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakeStep {
    /// Of which maintenance.
    pub maintenance: MaintenanceId,
    /// Which step.
    pub step: Step,
    /// When it really was, where that was not now.
    pub at: Option<Timestamp>,
    /// What is said; empty for the standard sentence.
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

/// How long before it is planned, a time of work that comes again may begin by hand.
pub const EARLY: SignedDuration = SignedDuration::from_hours(24);

/// Takes a step and tells readers. Of work that comes again, the time under way or next to come is taken out
/// and takes the step; to cancel such work ends all of it. Gives the maintenance that took the step.
///
/// # Errors
/// `Refused` when the step does not follow on where it stands, or `at` cannot be; as forbidden where a page asks for
/// a second look.
pub async fn take_step(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    take: TakeStep,
) -> Result<MaintenanceId> {
    let (id, _) = go(tx, now, actor, take, &Look::Alone(None)).await?;
    Ok(id)
}

pub(super) async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    take: TakeStep,
    look: &Look,
) -> Result<(MaintenanceId, Vec<Found>)> {
    let mut standing = standing::lock(tx, now, take.maintenance).await?;
    if standing.is_series() && take.step != Step::Cancel {
        let next = standing.maintenance.times_from(now).next();
        let Some(time) = next.filter(|time| time.from <= now + EARLY) else {
            let message = "its next time is more than a day away; schedule work of its own";
            return Err(Refusal::whole(message)
                .being(RefusalKind::Conflict)
                .told("refusal-work-too-early")
                .into());
        };
        let id = take_out(tx, now, actor, take.maintenance, time.from).await?;
        standing = standing::lock(tx, now, id).await?;
    }
    let id = standing.id();
    check_at(&standing, now, take.at)?;
    bypass::check_look(tx, now, actor, &standing, look).await?;
    let after = step(tx, now, actor, &standing, &take).await?;
    let word = review::Word::overruled(take.overrule.as_deref());
    let found = review::hold(tx, now, actor, &after, word).await?;
    Ok((id, found))
}

/// The step itself, of a maintenance whose row is locked; as it stands then.
pub(super) async fn step(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    take: &TakeStep,
) -> Result<Standing> {
    let before = &standing.maintenance;
    if before.cancelled_at.is_some() {
        return Err(not_now(NotNow::Over).into());
    }
    let status = take.step.from(before.status).map_err(not_now)?;
    let at = take.at.unwrap_or(now);
    tx.exec(
        "UPDATE maintenances SET status = $2,
                started_at = CASE WHEN $2 = 'in_progress' THEN COALESCE(started_at, $3)
                                  ELSE started_at END,
                completed_at = CASE WHEN $4 = 'complete' THEN $3 ELSE completed_at END,
                cancelled_at = CASE WHEN $4 = 'cancel' THEN $3 ELSE cancelled_at END
         WHERE id = $1",
        params![standing.id(), status.as_str(), at, name(take.step)],
    )
    .await?;
    let changes = match take.step {
        Step::Begin => cover(tx, now, standing).await?,
        Step::Complete => uncover(tx, now, standing).await?,
        Step::Cancel => clock::stop_time(tx, now, standing).await?,
        Step::Verify => vec![],
    };
    let word = Word {
        status,
        text: take.text.clone(),
        standard: standard(take.step),
        changes,
        is_quiet: take.is_quiet,
        follows: take.follows,
    };
    let after = tell::say(tx, now, actor, standing, word).await?;
    clock::plan(tx, now, &after).await?;
    freshen(tx, now, standing.id()).await?;
    audit::record(tx, now, actor, action(take.step), standing.id().0, "").await?;
    Ok(after)
}

/// Its components are under maintenance from now on.
pub(super) async fn cover(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
) -> Result<Vec<StatusChange>> {
    change(tx, now, standing, &[], status_during).await
}

/// Its components come back, but for those that other work is still done on.
pub(super) async fn uncover(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
) -> Result<Vec<StatusChange>> {
    let busy = worked_on_by_others(tx, standing.id()).await?;
    change(tx, now, standing, &busy, status_after).await
}

async fn change(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    but: &[ComponentId],
    after: fn(ComponentStatus) -> ComponentStatus,
) -> Result<Vec<StatusChange>> {
    let mut changes = Vec::new();
    let ours = &standing.maintenance.components;
    for (component, old) in statuses(tx, &standing.pages_ids()).await? {
        let new = after(old);
        if ours.contains(&component) && !but.contains(&component) && new != old {
            components::set_status(tx, now, component, new).await?;
            changes.push(StatusChange {
                component,
                old,
                new,
            });
        }
    }
    Ok(changes)
}

async fn statuses(tx: &mut Tx, pages: &[PageId]) -> Result<Vec<(ComponentId, ComponentStatus)>> {
    let mut all = Vec::new();
    for page in pages {
        let of_page = components::of_page(tx, *page).await?;
        all.extend(of_page.into_iter().map(|one| (one.id, one.status)));
    }
    Ok(all)
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

/// What other work is done on now: work that has begun, and times of work that comes again that the clock
/// has begun.
async fn worked_on_by_others(tx: &mut Tx, id: MaintenanceId) -> Result<Vec<ComponentId>> {
    let rows: Vec<IdRow> = tx
        .list(
            "SELECT c.component_id AS id
             FROM maintenance_components c JOIN maintenances m ON m.id = c.maintenance_id
             WHERE m.id <> $1
               AND (m.status IN ('in_progress', 'verifying')
                 OR (m.status = 'scheduled' AND EXISTS
                     (SELECT 1 FROM deadlines d
                      WHERE d.object_id = m.id AND d.kind = 'maintenance.complete')))",
            params![id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| ComponentId(row.id)).collect())
}

fn check_at(standing: &Standing, now: Timestamp, at: Option<Timestamp>) -> Result<(), Refusal> {
    let Some(at) = at else { return Ok(()) };
    let began = standing.maintenance.started_at;
    if at > now || began.is_some_and(|began| at < began) {
        let message = "name a time that is past, and not before the work began";
        return Err(Refusal::of("at", message).told("refusal-work-at"));
    }
    Ok(())
}

fn not_now(why: NotNow) -> Refusal {
    let (message, key) = match why {
        NotNow::Already => (
            "somebody has done that already; look at where it stands now",
            "refusal-work-already",
        ),
        NotNow::Over => (
            "it is over or was called off; schedule new work instead",
            "refusal-work-is-over",
        ),
        NotNow::NotBegun => ("it has not begun; begin it first", "refusal-work-not-begun"),
        NotNow::UnderWay => (
            "it is under way; complete it instead",
            "refusal-work-under-way",
        ),
    };
    Refusal::whole(message)
        .being(RefusalKind::Conflict)
        .told(key)
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Begin => "begin",
        Step::Verify => "verify",
        Step::Complete => "complete",
        Step::Cancel => "cancel",
    }
}

fn action(step: Step) -> &'static str {
    match step {
        Step::Begin => "maintenance.begin",
        Step::Verify => "maintenance.verify",
        Step::Complete => "maintenance.complete",
        Step::Cancel => "maintenance.cancel",
    }
}

fn standard(step: Step) -> StandardPhrase {
    match step {
        Step::Begin => StandardPhrase::MaintenanceInProgress,
        Step::Verify => StandardPhrase::MaintenanceVerifying,
        Step::Complete => StandardPhrase::MaintenanceCompleted,
        Step::Cancel => StandardPhrase::MaintenanceCancelled,
    }
}
