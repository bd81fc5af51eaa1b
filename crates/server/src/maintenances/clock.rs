//! What the clock does: reminders, beginnings, ends; each once, and late rather than never.
//!
//! Read in order: [`fall_due`], [`plan`] (which deadlines a maintenance has). The deadline is claimed in the same
//! transaction, so whatever happens here happens once. What fell due while nobody kept watch is done late: the
//! work began and ended as planned, and the words on it carry the time at which they were said.

use beffroi_domain::{
    Actor, LocalizedText, MaintenanceId, MaintenanceStatus, StandardPhrase, StatusChange,
    maintenance::{Due, Step},
};
use jiff::Timestamp;

use super::{
    Standing,
    record::freshen,
    standing,
    step::{TakeStep, cover, step, uncover},
    tell,
};
use crate::{
    audit,
    deadlines::{self, Deadline},
    ground::{Error, Result, Tx},
};

pub(super) const REMIND: &str = "maintenance.remind";
pub(super) const BEGIN: &str = "maintenance.begin";
pub(super) const COMPLETE: &str = "maintenance.complete";

/// The kinds of deadlines that are ours.
pub const KINDS: &[&str] = &[REMIND, BEGIN, COMPLETE];

/// Does what has fallen due of a maintenance; what it no longer needs is passed over.
///
/// # Errors
/// A fault when the database is away; then nothing is done, and it is due still.
pub async fn fall_due(tx: &mut Tx, now: Timestamp, due: &Deadline) -> Result<()> {
    let standing = match standing::lock(tx, now, MaintenanceId(due.object)).await {
        Ok(standing) => standing,
        Err(Error::NotFound) => return Ok(()),
        Err(other) => return Err(other),
    };
    if standing.is_over() {
        return Ok(());
    }
    match (due.kind.as_str(), standing.is_series()) {
        (REMIND, _) => remind(tx, now, &standing, due.about_at).await,
        (BEGIN, true) => begin_time(tx, now, &standing, due.about_at).await,
        (COMPLETE, true) => complete_time(tx, now, &standing, due.about_at).await,
        (BEGIN, false) => begin(tx, now, &standing).await,
        (COMPLETE, false) => complete(tx, now, &standing).await,
        _ => Ok(()),
    }
}

/// Sets the deadlines that a maintenance has as it stands now, and lifts those that it no longer has.
pub(super) async fn plan(tx: &mut Tx, now: Timestamp, standing: &Standing) -> Result<()> {
    let (maintenance, is_over) = (&standing.maintenance, standing.is_over());
    let is_due = |due: Option<Due>| due.filter(|_| !is_over);
    set(tx, standing, REMIND, is_due(unsaid(now, standing))).await?;
    let begin = unbegun(tx, now, standing).await?;
    set(tx, standing, BEGIN, is_due(begin)).await?;
    if is_over || !standing.is_series() {
        set(tx, standing, COMPLETE, is_due(maintenance.complete_due())).await?;
    }
    Ok(())
}

/// As [`plan`] for what was taken out of `series`: readers who were reminded already are not reminded again.
pub(super) async fn plan_anew(
    tx: &mut Tx,
    now: Timestamp,
    one: &Standing,
    series: &Standing,
) -> Result<()> {
    plan(tx, now, one).await?;
    let about = one.maintenance.scheduled_start_at;
    let reminded = series
        .maintenance
        .remind_minutes
        .is_some_and(|minutes| now >= about - jiff::SignedDuration::from_mins(minutes));
    if reminded {
        deadlines::lift(tx, REMIND, one.id().0).await?;
    }
    Ok(())
}

/// The next beginning: not that of a time that the clock has begun already.
async fn unbegun(tx: &mut Tx, now: Timestamp, standing: &Standing) -> Result<Option<Due>> {
    let next = standing.maintenance.begin_due(now);
    if !standing.is_series() {
        return Ok(next);
    }
    let begun = deadlines::find(tx, COMPLETE, standing.id().0).await?;
    let after = begun.filter(|begun| next.is_some_and(|next| next.about == begun.about_at));
    Ok(match after {
        Some(begun) => standing.maintenance.begin_due(begun.due_at),
        None => next,
    })
}

/// The next reminder whose time has not come: one that is planned too late for its own reminder has none.
fn unsaid(now: Timestamp, standing: &Standing) -> Option<Due> {
    let mut from = now;
    for _ in 0..2 {
        let due = standing.maintenance.remind_due(from)?;
        if due.at > now {
            return Some(due);
        }
        from = due.about;
    }
    None
}

async fn set(tx: &mut Tx, standing: &Standing, kind: &'static str, due: Option<Due>) -> Result<()> {
    match due {
        Some(due) => deadlines::set(tx, kind, standing.id().0, due.at, due.about).await,
        None => deadlines::lift(tx, kind, standing.id().0).await,
    }
}

/// A reminder that comes too late to be one is not sent.
async fn remind(tx: &mut Tx, now: Timestamp, standing: &Standing, about: Timestamp) -> Result<()> {
    let is_planned = standing.maintenance.time_at(about).is_some();
    let is_scheduled = standing.maintenance.status == MaintenanceStatus::Scheduled;
    if is_planned && is_scheduled && now < about {
        tell::reminder(tx, now, standing, about).await?;
        freshen(tx, now, standing.id()).await?;
        audit::record(
            tx,
            now,
            Actor::System,
            "maintenance.remind",
            standing.id().0,
            "",
        )
        .await?;
    }
    let next = standing.maintenance.remind_due(about.max(now));
    set(tx, standing, REMIND, next.filter(|_| standing.is_series())).await
}

async fn begin(tx: &mut Tx, now: Timestamp, standing: &Standing) -> Result<()> {
    let maintenance = &standing.maintenance;
    if maintenance.status != MaintenanceStatus::Scheduled {
        return Ok(());
    }
    // Where its end is past too, readers are told once, of the end.
    let is_over_too = maintenance.by_clock.completes && maintenance.scheduled_end_at <= now;
    let take = by_clock(
        standing,
        Step::Begin,
        maintenance.scheduled_start_at,
        is_over_too,
    );
    step(tx, now, Actor::System, standing, &take).await?;
    Ok(())
}

async fn complete(tx: &mut Tx, now: Timestamp, standing: &Standing) -> Result<()> {
    let maintenance = &standing.maintenance;
    if !maintenance.status.is_active() {
        return Ok(());
    }
    let began = maintenance.started_at.unwrap_or(Timestamp::MIN);
    let at = maintenance.scheduled_end_at.max(began);
    let take = by_clock(standing, Step::Complete, at, false);
    step(tx, now, Actor::System, standing, &take).await?;
    Ok(())
}

fn by_clock(standing: &Standing, step: Step, at: Timestamp, is_quiet: bool) -> TakeStep {
    TakeStep {
        maintenance: standing.id(),
        step,
        at: Some(at),
        text: LocalizedText::new(),
        is_quiet,
        follows: true,
        overrule: None,
    }
}

/// One time of work that comes again begins. Times that were over before anybody looked are passed over: they
/// stand as done, as planned, and nobody is told of them now.
async fn begin_time(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    about: Timestamp,
) -> Result<()> {
    let time = standing.maintenance.time_at(about);
    let Some(time) = time.filter(|time| now < time.to) else {
        freshen(tx, now, standing.id()).await?;
        audit::record(
            tx,
            now,
            Actor::System,
            "maintenance.miss",
            standing.id().0,
            "",
        )
        .await?;
        return plan(tx, now, standing).await;
    };
    cover(tx, now, standing).await?;
    let (status, standard) = (
        MaintenanceStatus::InProgress,
        StandardPhrase::MaintenanceInProgress,
    );
    tell::of_one_time(tx, now, standing, about, status, standard).await?;
    deadlines::set(tx, COMPLETE, standing.id().0, time.to, about).await?;
    let next = standing.maintenance.begin_due(time.to);
    set(tx, standing, BEGIN, next).await?;
    freshen(tx, now, standing.id()).await?;
    audit::record(
        tx,
        now,
        Actor::System,
        "maintenance.begin",
        standing.id().0,
        "",
    )
    .await
}

async fn complete_time(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    about: Timestamp,
) -> Result<()> {
    uncover(tx, now, standing).await?;
    let (status, standard) = (
        MaintenanceStatus::Completed,
        StandardPhrase::MaintenanceCompleted,
    );
    tell::of_one_time(tx, now, standing, about, status, standard).await?;
    freshen(tx, now, standing.id()).await?;
    audit::record(
        tx,
        now,
        Actor::System,
        "maintenance.complete",
        standing.id().0,
        "",
    )
    .await
}

/// Where the clock has begun a time of work that is called off, its components come back.
pub(super) async fn stop_time(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
) -> Result<Vec<StatusChange>> {
    let under_way = deadlines::find(tx, COMPLETE, standing.id().0).await?;
    match under_way {
        Some(_) if standing.is_series() => uncover(tx, now, standing).await,
        _ => Ok(vec![]),
    }
}
