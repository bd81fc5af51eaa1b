//! Maintenances out of their rows.

use beffroi_domain::{ComponentId, Maintenance, MaintenanceId, PageId, PublicId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Worked, recur};
use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    params, texts, updates,
};

#[derive(sqlx_macros::FromRow)]
pub(super) struct MaintenanceRow {
    id: Uuid,
    public_id: String,
    status: String,
    impact: String,
    scheduled_start_at: i64,
    scheduled_end_at: i64,
    started_at: Option<i64>,
    completed_at: Option<i64>,
    cancelled_at: Option<i64>,
    by_clock: String,
    remind_minutes: Option<i64>,
    created_at: i64,
    updated_at: i64,
}

#[derive(sqlx_macros::FromRow)]
struct ComponentRow {
    component_id: Uuid,
}

/// The maintenance that readers of `page` find under `public_id`; hidden ones are not found.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_by_public_id(
    tx: &mut Tx,
    page: PageId,
    public_id: &str,
) -> Result<Option<Maintenance>> {
    let row = tx
        .find(
            "SELECT m.*, p.public_id
             FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND p.public_id = $2 AND p.visibility = 'public'",
            params![page, public_id],
        )
        .await?;
    match row {
        Some(row) => Ok(Some(assemble(tx, page, row).await?)),
        None => Ok(None),
    }
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    n: i64,
}

/// True when a maintenance of the page is not over.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_any_planned(tx: &mut Tx, page: PageId) -> Result<bool> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS n
             FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND p.visibility = 'public' AND m.status <> 'completed'",
            params![page],
        )
        .await?;
    Ok(row.n > 0)
}

/// Maintenances that are not over, the next one first; one that comes again stands by its first
/// time, and is there even when its rule has run out ([`Maintenance::status_at`] tells).
///
/// # Errors
/// A fault when the database is away.
pub async fn planned(tx: &mut Tx, page: PageId) -> Result<Vec<Maintenance>> {
    let rows = tx
        .list(
            "SELECT m.*, p.public_id
             FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND p.visibility = 'public' AND m.status <> 'completed'
             ORDER BY m.scheduled_start_at, m.id",
            params![page],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

/// The maintenances that were spoken of last, at most `count`, the newest word first; those of which no
/// publication is known stand by their planned time. With a component, those that work on it.
///
/// # Errors
/// A fault when the database is away.
pub async fn latest(
    tx: &mut Tx,
    page: PageId,
    component: Option<ComponentId>,
    count: usize,
) -> Result<Vec<Maintenance>> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let rows = tx
        .list(
            "SELECT m.*, p.public_id
             FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND ($2 IS NULL
                 OR EXISTS (SELECT 1 FROM maintenance_components c
                            WHERE c.maintenance_id = m.id AND c.component_id = $2))
             ORDER BY COALESCE((SELECT MAX(u.published_at) FROM updates u WHERE u.owner_id = m.id),
                               m.scheduled_start_at) DESC, m.id
             LIMIT $3",
            params![page, component.map(|id| id.0), count],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

/// Maintenances that were planned to begin from `from` on and before `to`, newest first; one that comes
/// again counts by its first time alone, see [`super::occurrences`].
///
/// # Errors
/// A fault when the database is away.
pub async fn between(
    tx: &mut Tx,
    page: PageId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Maintenance>> {
    let rows = tx
        .list(
            "SELECT m.*, p.public_id
             FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND m.scheduled_start_at >= $2 AND m.scheduled_start_at < $3
             ORDER BY m.scheduled_start_at DESC, m.id",
            params![page, from, to],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

/// Every public maintenance of a page that begins, or began for the first time, before `to`.
pub(super) async fn begun_before(
    tx: &mut Tx,
    page: PageId,
    to: Timestamp,
) -> Result<Vec<Maintenance>> {
    let rows = tx
        .list(
            "SELECT m.*, p.public_id
             FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND p.visibility = 'public' AND m.scheduled_start_at < $2
             ORDER BY m.scheduled_start_at, m.id",
            params![page, to],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

#[derive(sqlx_macros::FromRow)]
struct AddressRow {
    public_id: String,
    updated_at: i64,
}

/// Every public maintenance of a page, the one planned last first, and when it last changed.
///
/// # Errors
/// A fault when the database is away.
pub async fn addresses(tx: &mut Tx, page: PageId) -> Result<Vec<(PublicId, Timestamp)>> {
    let rows: Vec<AddressRow> = tx
        .list(
            "SELECT p.public_id, m.updated_at
             FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
             ORDER BY m.scheduled_start_at DESC, m.id DESC",
            params![page],
        )
        .await?;
    rows.into_iter()
        .map(|row| Ok((word(&row.public_id)?, instant(row.updated_at)?)))
        .collect()
}

/// So many maintenances from the `offset`th on, the one planned last first.
///
/// # Errors
/// A fault when the database is away.
pub async fn newest(tx: &mut Tx, page: PageId, most: i64, offset: i64) -> Result<Vec<Maintenance>> {
    let rows = tx
        .list(
            "SELECT m.*, p.public_id
             FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
             ORDER BY m.scheduled_start_at DESC, m.id DESC LIMIT $2 OFFSET $3",
            params![page, most, offset],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

/// The time of planned work that touches the time from `from` on, up to `now`, those of work that
/// comes again included.
///
/// # Errors
/// A fault when the database is away.
pub async fn worked_since(
    tx: &mut Tx,
    page: PageId,
    from: Timestamp,
    now: Timestamp,
) -> Result<Vec<Worked>> {
    let rows = tx
        .list(
            "SELECT m.*, p.public_id
             FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND ((m.started_at IS NOT NULL AND COALESCE(m.completed_at, $2) >= $2)
                 OR EXISTS (SELECT 1 FROM recurrences r WHERE r.maintenance_id = m.id))
             ORDER BY COALESCE(m.started_at, m.scheduled_start_at)",
            params![page, from],
        )
        .await?;
    let mut worked = Vec::new();
    for maintenance in assemble_all(tx, page, rows).await? {
        let times = maintenance.worked(now).filter(|time| time.to >= from);
        worked.extend(times.map(|interval| Worked {
            maintenance: maintenance.public_id.clone(),
            title: maintenance.title.clone(),
            components: maintenance.components.clone(),
            interval,
        }));
    }
    Ok(worked)
}

async fn assemble_all(
    tx: &mut Tx,
    page: PageId,
    rows: Vec<MaintenanceRow>,
) -> Result<Vec<Maintenance>> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(assemble(tx, page, row).await?);
    }
    Ok(all)
}

pub(super) async fn assemble(
    tx: &mut Tx,
    page: PageId,
    row: MaintenanceRow,
) -> Result<Maintenance> {
    let id = MaintenanceId(row.id);
    let mut texts = texts::of(tx, row.id).await?;
    Ok(Maintenance {
        id,
        public_id: word(&row.public_id)?,
        title: texts.take(row.id, "title"),
        status: word(&row.status)?,
        impact: word(&row.impact)?,
        components: components(tx, page, id).await?,
        scheduled_start_at: instant(row.scheduled_start_at)?,
        scheduled_end_at: instant(row.scheduled_end_at)?,
        started_at: row.started_at.map(instant).transpose()?,
        completed_at: row.completed_at.map(instant).transpose()?,
        cancelled_at: row.cancelled_at.map(instant).transpose()?,
        by_clock: word(&row.by_clock)?,
        remind_minutes: row.remind_minutes,
        recurrence: recur::find(tx, id).await?,
        updates: updates::of(tx, row.id, &mut texts).await?,
        created_at: instant(row.created_at)?,
        updated_at: instant(row.updated_at)?,
    })
}

/// The components of `page` that are worked on; those of other pages are told there.
async fn components(tx: &mut Tx, page: PageId, id: MaintenanceId) -> Result<Vec<ComponentId>> {
    let rows: Vec<ComponentRow> = tx
        .list(
            "SELECT m.component_id
             FROM maintenance_components m JOIN components c ON c.id = m.component_id
             WHERE m.maintenance_id = $1 AND c.page_id = $2 ORDER BY m.position",
            params![id, page],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| ComponentId(row.component_id))
        .collect())
}
