//! What a source states of planned work, as a maintenance of ours.
//!
//! Feeds do not say what was planned; then the time at which work really began and ended, or was
//! first told of, stands in its place, and a warning says so.

use beffroi_domain::{Impact, MaintenanceStatus, UpdateStatus};
use beffroi_readers::{
    Told,
    record::{Warning, WarningKind, When},
};
use jiff::Timestamp;

use super::{components::Book, facts, said};
use crate::{
    ground::{Refusal, Result},
    maintenances::NewMaintenance,
    pages::{Page, Visibility},
};

/// The maintenance as it stands on `page`.
///
/// # Errors
/// `Refused` when the source names no time.
pub(super) fn maintenance(told: &Told, page: &Page, book: &Book) -> Result<NewMaintenance> {
    let record = &told.record;
    let (from, until) = planned(told)
        .or_else(|| told_of(told))
        .ok_or_else(|| Refusal::whole("this maintenance names no time at all"))?;
    let status = status(told);
    let is_over = status == MaintenanceStatus::Completed;
    let instant = |when: &Option<When>| when.as_ref().and_then(|when| when.utc);
    let completed_at = told.resolved_at.or_else(|| instant(&record.ended_at));
    Ok(NewMaintenance {
        public_id: record.external_id.as_ref().and_then(|id| id.parse().ok()),
        pages: vec![(page.id, Visibility::Public)],
        title: facts::title(record, page),
        status,
        impact: record
            .impact_level
            .as_deref()
            .and_then(|word| word.parse().ok())
            .unwrap_or(Impact::None),
        components: told
            .components
            .iter()
            .filter_map(|one| book.find(one))
            .collect(),
        scheduled_start_at: from,
        scheduled_end_at: until,
        recurrence: None,
        started_at: instant(&record.started_at).or(begun(told)),
        completed_at: completed_at.filter(|_| is_over),
        updates: said::updates(record, &page.zone, |change| book.change(change)),
    })
}

/// What was planned, as far as the source says: begin and end.
fn planned(told: &Told) -> Option<(Timestamp, Timestamp)> {
    let window = told.record.windows.first();
    let instant = |when: &Option<When>| when.as_ref().and_then(|when| when.utc);
    let from = told.scheduled_from.or_else(|| instant(&window?.start))?;
    let until = told
        .scheduled_until
        .or_else(|| instant(&window?.end))
        .unwrap_or(from);
    Some((from, until.max(from)))
}

/// When it began and ended, or was told of.
fn told_of(told: &Told) -> Option<(Timestamp, Timestamp)> {
    let instant = |when: &Option<When>| when.as_ref().and_then(|when| when.utc);
    let said: Vec<Timestamp> = told
        .record
        .updates
        .iter()
        .filter_map(|update| update.posted_at)
        .collect();
    let from = instant(&told.record.started_at).or_else(|| said.iter().min().copied())?;
    let until = instant(&told.record.ended_at).or_else(|| said.iter().max().copied());
    Some((from, until.unwrap_or(from).max(from)))
}

/// A warning where nothing says what was planned.
pub(super) fn unplanned(told: &Told) -> Option<Warning> {
    planned(told).is_none().then(|| Warning {
        kind: WarningKind::Other,
        message: "This source does not say when the work was planned; the times at which it was \
                  told of stand in their place."
            .to_owned(),
        quotes: vec![told.record.title_raw.clone()],
    })
}

fn status(told: &Told) -> MaintenanceStatus {
    let newest = || {
        let said = said::oldest_first(&told.record.updates);
        said.iter().rev().find_map(|update| update.status)
    };
    match told.status.or_else(newest) {
        Some(UpdateStatus::Maintenance(status)) => status,
        Some(UpdateStatus::Incident(status)) if !status.is_open() => MaintenanceStatus::Completed,
        _ => MaintenanceStatus::Scheduled,
    }
}

/// When it was first told that work had begun.
fn begun(told: &Told) -> Option<Timestamp> {
    let said = said::oldest_first(&told.record.updates);
    let active = |status| matches!(status, Some(UpdateStatus::Maintenance(one)) if one.is_active());
    said.iter()
        .find(|update| active(update.status))
        .and_then(|update| update.posted_at)
}
