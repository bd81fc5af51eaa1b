//! Taking one time out of work that comes again: it becomes a maintenance of its own.

use beffroi_domain::{
    Actor, MaintenanceId, MaintenanceStatus, Moment, StandardPhrase, UpdateStatus,
};
use jiff::Timestamp;

use super::{
    NewMaintenance, Standing, clock,
    record::{freshen, insert},
    recur,
    schedule::set_clock,
    standing,
};
use crate::{
    audit, deadlines,
    ground::{Refusal, RefusalKind, Result, Tx},
    params,
    updates::NewUpdate,
};

/// Takes the time that begins at `about` out of work that comes again, quietly: it stays planned as it was,
/// and can be moved, begun or called off alone. Gives the new maintenance.
///
/// # Errors
/// `Refused` when the work does not come again at that time.
pub async fn take_out(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    series: MaintenanceId,
    about: Timestamp,
) -> Result<MaintenanceId> {
    let standing = standing::lock(tx, now, series).await?;
    let time = standing.maintenance.time_at(about);
    let (Some(time), Some(again)) = (time, standing.maintenance.recurrence.clone()) else {
        let message = "it is not planned for that time any more; choose one of those that are left";
        return Err(Refusal::of("about", message)
            .being(RefusalKind::Conflict)
            .told("refusal-work-no-such-time")
            .into());
    };
    let begun = deadlines::find(tx, clock::COMPLETE, series.0).await?;
    let is_begun = begun.is_some_and(|begun| begun.about_at == about);
    let mut left = again;
    left.except
        .push(about.to_zoned(left.zone.clone()).datetime());
    recur::write(tx, series, &left).await?;
    let own = NewMaintenance {
        scheduled_start_at: time.from,
        scheduled_end_at: time.to,
        ..as_one(now, &standing, is_begun.then_some(time.from))
    };
    let id = insert(tx, now, actor, &own).await?;
    tx.exec(
        "UPDATE maintenances SET series_id = $2, series_at = $3 WHERE id = $1",
        params![id, series, about],
    )
    .await?;
    let (by_clock, remind) = (
        standing.maintenance.by_clock,
        standing.maintenance.remind_minutes,
    );
    set_clock(tx, id, by_clock, remind.filter(|_| !is_begun)).await?;
    if is_begun {
        deadlines::lift(tx, clock::COMPLETE, series.0).await?;
    }
    let (whole, one) = (
        standing::load(tx, series).await?,
        standing::load(tx, id).await?,
    );
    clock::plan(tx, now, &whole).await?;
    clock::plan_anew(tx, now, &one, &standing).await?;
    freshen(tx, now, series).await?;
    audit::record(tx, now, actor, "maintenance.take_out", series.0, "").await?;
    Ok(id)
}

/// The same work as one of its own, with the first words of the whole.
pub(super) fn as_one(
    now: Timestamp,
    series: &Standing,
    began: Option<Timestamp>,
) -> NewMaintenance {
    let whole = &series.maintenance;
    let status = match began {
        Some(_) => MaintenanceStatus::InProgress,
        None => MaintenanceStatus::Scheduled,
    };
    let said = whole.updates.iter().find(|update| !update.text.is_empty());
    let text = said.map(|update| update.text.clone()).unwrap_or_default();
    let update = NewUpdate {
        public_id: None,
        status: UpdateStatus::Maintenance(status),
        standard: text
            .is_empty()
            .then_some(StandardPhrase::MaintenanceScheduled),
        text,
        published: Some(Moment::exact(now)),
        changes: vec![],
    };
    NewMaintenance {
        public_id: None,
        pages: series
            .pages
            .iter()
            .map(|stands| (stands.page, stands.visibility))
            .collect(),
        title: whole.title.clone(),
        status,
        impact: whole.impact,
        components: whole.components.clone(),
        scheduled_start_at: whole.scheduled_start_at,
        scheduled_end_at: whole.scheduled_end_at,
        recurrence: None,
        started_at: began,
        completed_at: None,
        updates: vec![update],
    }
}
