//! Recording: a maintenance, as it was planned or done elsewhere, becomes ours, quietly.

use beffroi_domain::{
    Actor, ComponentId, Impact, LocalizedText, MaintenanceId, MaintenanceStatus, PageId, PublicId,
    Recurrence, window::Interval,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::recur;
use crate::{
    audit,
    ground::{Refusal, Result, Tx, token},
    pages::{self, Visibility},
    params,
    texts::{self, Key},
    translations,
    updates::{self, NewUpdate},
};

/// A checked command: take over a maintenance.
#[derive(Clone, Debug)]
pub struct NewMaintenance {
    /// Kept from an import; else made.
    pub public_id: Option<PublicId>,
    /// The pages it stands on, at least one. The first keeps the public id.
    pub pages: Vec<(PageId, Visibility)>,
    /// What it is called.
    pub title: LocalizedText,
    /// Where it stands.
    pub status: MaintenanceStatus,
    /// What readers are told to expect.
    pub impact: Impact,
    /// What is worked on.
    pub components: Vec<ComponentId>,
    /// When it is planned to begin.
    pub scheduled_start_at: Timestamp,
    /// When it is planned to be over.
    pub scheduled_end_at: Timestamp,
    /// How it comes again; the planned time above is the first then. `None` in an amendment leaves
    /// what there is.
    pub recurrence: Option<Recurrence>,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it was over.
    pub completed_at: Option<Timestamp>,
    /// What was said, oldest first.
    pub updates: Vec<NewUpdate>,
}

/// Stores the maintenance and freshens its pages; announces nothing.
///
/// # Errors
/// `Refused` when it stands on no page, has no title, ends before it begins, or comes again by a rule
/// that its first time is not one of.
pub async fn record(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: NewMaintenance,
) -> Result<MaintenanceId> {
    check(&new)?;
    let id = insert(tx, now, actor, &new).await?;
    finish(tx, now, actor, id, "maintenance.record").await?;
    Ok(id)
}

/// The rows of a checked maintenance.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: &NewMaintenance,
) -> Result<MaintenanceId> {
    let id = MaintenanceId(token::new_id(now));
    let mut kept = new.public_id.clone();
    tx.exec(
        "INSERT INTO maintenances
         (id, status, impact, scheduled_start_at, scheduled_end_at, started_at, completed_at,
          created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        params![
            id,
            new.status.as_str(),
            new.impact.as_str(),
            new.scheduled_start_at,
            new.scheduled_end_at,
            new.started_at,
            new.completed_at,
            now
        ],
    )
    .await?;
    for (page, visibility) in &new.pages {
        let public_id = kept.take().unwrap_or_else(token::new_public_id);
        tx.exec(
            "INSERT INTO maintenance_pages (maintenance_id, page_id, public_id, visibility)
             VALUES ($1, $2, $3, $4)",
            params![id, *page, public_id.as_str(), visibility.as_str()],
        )
        .await?;
    }
    write(tx, now, actor, id, new).await?;
    Ok(id)
}

/// Brings a maintenance to a newer version of its source; true when anything changed.
///
/// # Errors
/// As [`record`].
pub async fn amend(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: MaintenanceId,
    new: &NewMaintenance,
) -> Result<bool> {
    check(new)?;
    let facts_changed = tx
        .exec(
            "UPDATE maintenances SET status = $2, impact = $3, scheduled_start_at = $4,
                    scheduled_end_at = $5, started_at = $6, completed_at = $7
             WHERE id = $1 AND NOT (status = $2 AND impact = $3 AND scheduled_start_at = $4
               AND scheduled_end_at = $5 AND COALESCE(started_at, 0) = COALESCE($6, 0)
               AND COALESCE(completed_at, 0) = COALESCE($7, 0))",
            params![
                id,
                new.status.as_str(),
                new.impact.as_str(),
                new.scheduled_start_at,
                new.scheduled_end_at,
                new.started_at,
                new.completed_at
            ],
        )
        .await?
        > 0;
    let said_changed = write(tx, now, actor, id, new).await?;
    if facts_changed || said_changed {
        tx.exec(
            "UPDATE maintenances SET updated_at = $2 WHERE id = $1",
            params![id, now],
        )
        .await?;
        finish(tx, now, actor, id, "maintenance.amend").await?;
    }
    Ok(facts_changed || said_changed)
}

pub(super) fn check(new: &NewMaintenance) -> Result<(), Refusal> {
    if new.pages.is_empty() {
        return Err(Refusal::of(
            "pages",
            "name at least one page for the maintenance to stand on",
        ));
    }
    if new.title.is_empty() {
        return Err(Refusal::of(
            "title",
            "give the maintenance a title in at least one locale",
        ));
    }
    if new.scheduled_end_at < new.scheduled_start_at {
        return Err(Refusal::of(
            "scheduled_end_at",
            "it is planned to end before it begins",
        ));
    }
    let first = Interval {
        from: new.scheduled_start_at,
        to: new.scheduled_end_at,
    };
    match &new.recurrence {
        Some(again) => recur::check(again, first),
        None => Ok(()),
    }
}

/// Title, components, updates and rule; true when anything is new.
async fn write(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: MaintenanceId,
    new: &NewMaintenance,
) -> Result<bool> {
    let title = Key {
        root: id.0,
        owner: id.0,
        field: "title",
    };
    let mut changed = texts::write_all(tx, now, actor, title, &new.title).await?;
    for (position, component) in (1_i64..).zip(&new.components) {
        let added = tx
            .exec(
                "INSERT INTO maintenance_components (maintenance_id, component_id, position)
                 VALUES ($1, $2, $3) ON CONFLICT (maintenance_id, component_id) DO NOTHING",
                params![id, *component, position],
            )
            .await?;
        changed |= added > 0;
    }
    if let Some(again) = &new.recurrence {
        changed |= recur::write(tx, id, again).await?;
    }
    let said = updates::amend(tx, now, actor, id.0, &new.updates).await?;
    let is_said = said != updates::Amended::default();
    if is_said {
        let seen = new.pages.iter();
        let seen = seen.filter(|(_, visibility)| *visibility == Visibility::Public);
        let seen: Vec<PageId> = seen.map(|(page, _)| *page).collect();
        for update in &new.updates {
            translations::remember(tx, now, &seen, &update.text).await?;
        }
    }
    Ok(changed || is_said)
}

#[derive(sqlx_macros::FromRow)]
struct PageRow {
    page_id: Uuid,
}

/// Freshens the pages that it stands on.
pub(super) async fn freshen(tx: &mut Tx, now: Timestamp, id: MaintenanceId) -> Result<()> {
    let rows: Vec<PageRow> = tx
        .list(
            "SELECT page_id FROM maintenance_pages WHERE maintenance_id = $1",
            params![id],
        )
        .await?;
    for row in rows {
        pages::bump_revision(tx, now, PageId(row.page_id)).await?;
    }
    Ok(())
}

async fn finish(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: MaintenanceId,
    action: &'static str,
) -> Result<()> {
    freshen(tx, now, id).await?;
    audit::record(tx, now, actor, action, id.0, "").await
}
