//! What a source states of planned work, as a maintenance of ours.

use beffroi_domain::{Impact, MaintenanceStatus, UpdateStatus};
use beffroi_readers::{Told, record::When};
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
/// `Refused` when the source names no time at which work was planned to begin.
pub(super) fn maintenance(told: &Told, page: &Page, book: &Book) -> Result<NewMaintenance> {
    let record = &told.record;
    let window = record.windows.first();
    let instant = |when: &Option<When>| when.as_ref().and_then(|when| when.utc);
    let from = told
        .scheduled_from
        .or_else(|| instant(&window?.start))
        .ok_or_else(|| {
            Refusal::whole("this maintenance names no time at which it was planned to begin")
        })?;
    let until = told
        .scheduled_until
        .or_else(|| instant(&window?.end))
        .unwrap_or(from)
        .max(from);
    let status = status(told);
    let is_over = status == MaintenanceStatus::Completed;
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
        started_at: instant(&record.started_at).or(begun(told)),
        completed_at: completed_at.filter(|_| is_over),
        updates: said::updates(record, &page.zone, |change| book.change(change)),
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
