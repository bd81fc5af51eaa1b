//! Windows of one incident, one by one: added, ended, set right. None is ever erased.
//!
//! Read in order: [`Window`], [`AddWindow`], [`EndWindow`], [`CorrectWindow`]; then `turn`, which the
//! statements use when a component gets better or worse.

use std::collections::BTreeMap;

use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, ImpactWindow, IncidentId, Moment, StatusChange, WindowEnd,
    WindowId,
    window::{self, EndsBeforeStart},
};
use jiff::Timestamp;

use super::{
    affect, facts, rows,
    stand::{self, Standing, Version},
};
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx},
};

/// A window and the id by which it is ended or set right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Ours, inside.
    pub id: WindowId,
    /// When it was broken, with the components of all pages.
    pub window: ImpactWindow,
}

/// A checked command: it was broken once more, or a part of the truth was missing.
#[derive(Clone, Debug)]
pub struct AddWindow {
    /// Of which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// When and how badly; what was broken.
    pub window: ImpactWindow,
}

/// A checked command: a window that goes on is over.
#[derive(Clone, Debug)]
pub struct EndWindow {
    /// Of which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// Which window.
    pub window: WindowId,
    /// When it ended; now, when nothing is said.
    pub end: Option<Moment>,
}

/// A checked command: a window was written down wrongly.
#[derive(Clone, Debug)]
pub struct CorrectWindow {
    /// Of which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// Which window.
    pub window: WindowId,
    /// How it really was.
    pub to: ImpactWindow,
}

/// Adds a window; readers see it, nobody is told.
///
/// # Errors
/// `Refused` for times that cannot be, components of other pages, and trouble that goes on in an incident
/// that is over (that is [`super::reopen`]); as a conflict when somebody was faster.
pub async fn add_window(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: AddWindow,
) -> Result<(WindowId, Version)> {
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    check(&standing, now, &command.window)?;
    let id = put(tx, now, &standing, &command.window).await?;
    affect::settle_statuses(tx, now, &parts_of(&command.window), &[]).await?;
    finish(tx, now, actor, &standing, "incident.window.add").await?;
    let digest = digest(&command.window);
    audit::record(
        tx,
        now,
        actor,
        "incident.window.add",
        standing.id.0,
        &digest,
    )
    .await?;
    Ok((id, standing.version))
}

/// Ends a window that goes on; readers see it, nobody is told.
///
/// # Errors
/// `Refused` when it has ended already, or would end before it starts or in the future; as a conflict
/// when somebody was faster; `NotFound` without such a window.
pub async fn end_window(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: EndWindow,
) -> Result<Version> {
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    let mut window = find(tx, standing.id, command.window).await?;
    if !window.is_ongoing() {
        let message = "this window has ended; correct its times if they are wrong";
        return Err(Refusal::of("window", message)
            .told("refusal-window-ended")
            .into());
    }
    window.end = WindowEnd::At(command.end.unwrap_or(Moment::exact(now)));
    check(&standing, now, &window)?;
    replace(tx, now, &standing, command.window, &window).await?;
    finish(tx, now, actor, &standing, "incident.window.end").await?;
    let digest = digest(&window);
    audit::record(
        tx,
        now,
        actor,
        "incident.window.end",
        standing.id.0,
        &digest,
    )
    .await?;
    Ok(standing.version)
}

/// Sets a window right; readers see it, nobody is told.
///
/// # Errors
/// As [`add_window`]; `NotFound` without such a window.
pub async fn correct_window(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: CorrectWindow,
) -> Result<Version> {
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    let before = find(tx, standing.id, command.window).await?;
    check(&standing, now, &command.to)?;
    replace(tx, now, &standing, command.window, &command.to).await?;
    let touched = parts_of(&before);
    affect::settle_statuses(tx, now, &touched, &[]).await?;
    finish(tx, now, actor, &standing, "incident.window.correct").await?;
    let digest = format!("{} → {}", digest(&before), digest(&command.to));
    audit::record(
        tx,
        now,
        actor,
        "incident.window.correct",
        standing.id.0,
        &digest,
    )
    .await?;
    Ok(standing.version)
}

/// Turns components at `at`: windows are split, ended and begun as it takes, and each component is as
/// bad as the worst that goes on says. What became of their statuses comes back.
///
/// # Errors
/// `Refused` when a component left a window before that began, or is none of the incident's pages.
pub(super) async fn turn(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    at: Moment,
    turns: &[(ComponentId, ComponentStatus)],
) -> Result<Vec<StatusChange>> {
    affect::check_components(standing, tx, turns.iter().map(|turn| turn.0)).await?;
    let windows = rows::windows_of(tx, standing.id).await?;
    let plain: Vec<ImpactWindow> = windows.iter().map(|one| one.window.clone()).collect();
    let turned = window::turn(&plain, at, turns).map_err(|late| starts_later(&late))?;
    for (old, new) in windows.iter().zip(&turned.kept) {
        if old.window != *new {
            rows::store_window(tx, old.id, new).await?;
        }
    }
    for new in &turned.added {
        rows::insert_window(tx, now, standing.id, new).await?;
        affect::worsen(tx, standing.id, new.degree).await?;
    }
    affect::name_components(tx, standing.id, turns.iter().map(|turn| turn.0)).await?;
    let touched: Vec<ComponentId> = turns.iter().map(|turn| turn.0).collect();
    affect::settle_statuses(tx, now, &touched, turns).await
}

/// Ends all that goes on; what became of the statuses of its components comes back.
///
/// # Errors
/// `Refused` when a window began later than `at`.
pub(super) async fn end_all(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    at: Moment,
) -> Result<Vec<StatusChange>> {
    let windows = rows::windows_of(tx, standing.id).await?;
    let plain: Vec<ImpactWindow> = windows.iter().map(|one| one.window.clone()).collect();
    let ended = window::end_all(&plain, at).map_err(|late| starts_later(&late))?;
    let mut touched: BTreeMap<ComponentId, ()> = BTreeMap::new();
    for (old, new) in windows.iter().zip(&ended) {
        if old.window != *new {
            rows::store_window(tx, old.id, new).await?;
            touched.extend(new.components.iter().map(|part| (part.0, ())));
        }
    }
    let touched: Vec<ComponentId> = touched.into_keys().collect();
    affect::settle_statuses(tx, now, &touched, &[]).await
}

/// Puts the window in with which an incident begins or comes back; what became of the statuses of its
/// components comes back.
pub(super) async fn open_with(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    window: &ImpactWindow,
) -> Result<Vec<StatusChange>> {
    put(tx, now, standing, window).await?;
    affect::settle_statuses(tx, now, &parts_of(window), &[]).await
}

/// Puts a new window in; the statuses of its components are not settled yet.
async fn put(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    window: &ImpactWindow,
) -> Result<WindowId> {
    let parts = window.components.iter().map(|part| part.0);
    affect::check_components(standing, tx, parts.clone()).await?;
    let id = rows::insert_window(tx, now, standing.id, window).await?;
    affect::worsen(tx, standing.id, window.degree).await?;
    affect::name_components(tx, standing.id, parts).await?;
    Ok(id)
}

async fn replace(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    id: WindowId,
    window: &ImpactWindow,
) -> Result<()> {
    let parts = parts_of(window);
    affect::check_components(standing, tx, parts.iter().copied()).await?;
    rows::store_window(tx, id, window).await?;
    affect::worsen(tx, standing.id, window.degree).await?;
    affect::name_components(tx, standing.id, parts.iter().copied()).await?;
    affect::settle_statuses(tx, now, &parts, &[]).await?;
    Ok(())
}

async fn find(tx: &mut Tx, incident: IncidentId, id: WindowId) -> Result<ImpactWindow> {
    let windows = rows::windows_of(tx, incident).await?;
    let found = windows.into_iter().find(|one| one.id == id);
    Ok(found.ok_or(Error::NotFound)?.window)
}

fn parts_of(window: &ImpactWindow) -> Vec<ComponentId> {
    window.components.iter().map(|part| part.0).collect()
}

async fn finish(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    action: &'static str,
) -> Result<()> {
    rows::order_windows(tx, standing.id).await?;
    facts::write_dates(tx, standing.id).await?;
    stand::settle(tx, now, actor, standing, action).await
}

/// # Errors
/// `Refused` for times that cannot be.
pub(super) fn check_times(now: Timestamp, window: &ImpactWindow) -> Result<(), Refusal> {
    check_stretch(now, window.start, window.ended())
}

/// # Errors
/// `Refused` for times that are to come or upside down.
pub(super) fn check_stretch(
    now: Timestamp,
    start: Option<Moment>,
    end: Option<Moment>,
) -> Result<(), Refusal> {
    let is_future = |moment: Option<Moment>| moment.is_some_and(|moment| moment.at > now);
    if is_future(start) {
        let message = "that is still to come; write when it began, or plan a maintenance";
        return Err(Refusal::of("since", message).told("refusal-start-to-come"));
    }
    if is_future(end) {
        let message = "that is still to come; end it when it is over";
        return Err(Refusal::of("end", message).told("refusal-end-to-come"));
    }
    let (Some(start), Some(end)) = (start, end) else {
        return Ok(());
    };
    if window::is_upside_down(start, end) {
        let message = "it ends before it starts; correct one of the two times";
        return Err(Refusal::of("end", message).told("refusal-ends-before-start"));
    }
    Ok(())
}

/// # Errors
/// `Refused` for a time to come.
pub(super) fn check_turned(now: Timestamp, at: Moment) -> Result<(), Refusal> {
    if at.at > now {
        let message = "that is still to come; give the time at which it happened";
        return Err(Refusal::of("at", message).told("refusal-end-to-come"));
    }
    Ok(())
}

fn check(standing: &Standing, now: Timestamp, window: &ImpactWindow) -> Result<(), Refusal> {
    if window.is_ongoing() && !standing.status.is_open() {
        let message = "this incident is over; reopen it when the trouble is back";
        return Err(Refusal::of("end", message).told("refusal-incident-over"));
    }
    check_times(now, window)
}

fn starts_later(_: &EndsBeforeStart) -> Refusal {
    let message =
        "a period of this incident began later than that; correct it first, or give a later time";
    Refusal::of("at", message).told("refusal-window-starts-later")
}

/// The times of a window, for the audit.
fn digest(window: &ImpactWindow) -> String {
    let said = |moment: Option<Moment>| moment.map_or("?".to_owned(), |at| at.at.to_string());
    let end = if window.is_ongoing() {
        "…".to_owned()
    } else {
        said(window.ended())
    };
    format!("{} – {end}, {}", said(window.start), window.degree)
}
