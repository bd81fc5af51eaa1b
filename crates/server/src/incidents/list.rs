//! Many incidents of one page: the open ones, those of a stretch of time, the undated.

use beffroi_domain::{ComponentId, Incident, IncidentId, PageId, PublicId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    WindowOf,
    load::{IncidentRow, assemble, load},
};
use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    params,
};

#[derive(sqlx_macros::FromRow)]
struct PublicIdRow {
    public_id: String,
}

/// Incidents that are not over, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn open_on(tx: &mut Tx, page: PageId) -> Result<Vec<Incident>> {
    let rows = tx
        .list(
            "SELECT i.*, p.public_id FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND i.status IN ('investigating', 'identified', 'monitoring')
             ORDER BY i.dated_at DESC, i.seq DESC",
            params![page],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

/// The public ids of incidents that are not over, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn open_ids(tx: &mut Tx, page: PageId) -> Result<Vec<PublicId>> {
    let rows: Vec<PublicIdRow> = tx
        .list(
            "SELECT p.public_id FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND i.status IN ('investigating', 'identified', 'monitoring')
             ORDER BY i.dated_at DESC, i.seq DESC",
            params![page],
        )
        .await?;
    rows.iter().map(|row| word(&row.public_id)).collect()
}

/// Incidents dated from `from` on and before `to`, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn between(
    tx: &mut Tx,
    page: PageId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Incident>> {
    let rows = tx
        .list(
            "SELECT i.*, p.public_id FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND i.dated_at >= $2 AND i.dated_at < $3
             ORDER BY i.dated_at DESC, i.seq DESC",
            params![page, from, to],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

/// So many incidents from the `offset`th on, newest first by their first word, else by their date; those
/// of which neither is known stand at the end, in the order of their source.
///
/// # Errors
/// A fault when the database is away.
pub async fn newest(tx: &mut Tx, page: PageId, most: i64, offset: i64) -> Result<Vec<Incident>> {
    let rows = tx
        .list(
            "SELECT i.*, p.public_id FROM incidents i
             JOIN incident_pages p ON p.incident_id = i.id
             LEFT JOIN (SELECT owner_id, MIN(published_at) AS first_word FROM updates
                        GROUP BY owner_id) s ON s.owner_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
             ORDER BY CASE WHEN COALESCE(s.first_word, i.dated_at) IS NULL THEN 1 ELSE 0 END,
                      COALESCE(s.first_word, i.dated_at) DESC, i.seq DESC, i.id DESC
             LIMIT $2 OFFSET $3",
            params![page, most, offset],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

/// Incidents of which anything is known between `from` and `to`, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn touching(
    tx: &mut Tx,
    page: PageId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Incident>> {
    let rows = tx
        .list(
            "SELECT i.*, p.public_id FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND i.dated_at < $3 AND i.last_at >= $2
             ORDER BY i.dated_at DESC, i.seq DESC",
            params![page, from, to],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

/// Incidents of which nobody wrote down a date, in the order of their source, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn undated(tx: &mut Tx, page: PageId) -> Result<Vec<Incident>> {
    let rows = tx
        .list(
            "SELECT i.*, p.public_id FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public' AND i.dated_at IS NULL
             ORDER BY i.seq DESC, i.id DESC",
            params![page],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

/// The incidents that were spoken of last, at most `count`, the newest word first; those of which no
/// publication is known stand by their date, and undated ones at the end. With a component, those that
/// name it or broke it.
///
/// # Errors
/// A fault when the database is away.
pub async fn latest(
    tx: &mut Tx,
    page: PageId,
    component: Option<ComponentId>,
    count: usize,
) -> Result<Vec<Incident>> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let rows = tx
        .list(
            "SELECT i.*, p.public_id FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND ($2 IS NULL
                 OR EXISTS (SELECT 1 FROM incident_components c
                            WHERE c.incident_id = i.id AND c.component_id = $2)
                 OR EXISTS (SELECT 1 FROM impact_windows w
                            JOIN impact_window_components b ON b.window_id = w.id
                            WHERE w.incident_id = i.id AND b.component_id = $2))
             ORDER BY COALESCE((SELECT MAX(u.published_at) FROM updates u WHERE u.owner_id = i.id),
                               i.dated_at) DESC NULLS LAST, i.seq DESC, i.id
             LIMIT $3",
            params![page, component.map(|id| id.0), count],
        )
        .await?;
    assemble_all(tx, page, rows).await
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// How many incidents nobody dated.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_undated(tx: &mut Tx, page: PageId) -> Result<usize> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count
             FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public' AND i.dated_at IS NULL",
            params![page],
        )
        .await?;
    Ok(usize::try_from(row.count).unwrap_or(0))
}

#[derive(sqlx_macros::FromRow)]
struct AddressRow {
    public_id: String,
    updated_at: i64,
}

/// Every public incident of a page, newest first, and when it last changed.
///
/// # Errors
/// A fault when the database is away.
pub async fn addresses(tx: &mut Tx, page: PageId) -> Result<Vec<(PublicId, Timestamp)>> {
    let rows: Vec<AddressRow> = tx
        .list(
            "SELECT p.public_id, i.updated_at
             FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public'
             ORDER BY CASE WHEN i.dated_at IS NULL THEN 1 ELSE 0 END, i.dated_at DESC, i.seq DESC",
            params![page],
        )
        .await?;
    rows.into_iter()
        .map(|row| Ok((word(&row.public_id)?, instant(row.updated_at)?)))
        .collect()
}

#[derive(sqlx_macros::FromRow)]
struct DateRow {
    dated_at: i64,
}

/// The dates of all dated incidents, newest first: which months have a history.
///
/// # Errors
/// A fault when the database is away.
pub async fn dates(tx: &mut Tx, page: PageId) -> Result<Vec<Timestamp>> {
    let rows: Vec<DateRow> = tx
        .list(
            "SELECT i.dated_at FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.visibility = 'public' AND i.dated_at IS NOT NULL
             ORDER BY i.dated_at DESC",
            params![page],
        )
        .await?;
    rows.into_iter().map(|row| instant(row.dated_at)).collect()
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    incident_id: Uuid,
}

/// The windows of public incidents that touch the time from `from` on, those that go on included.
///
/// # Errors
/// A fault when the database is away.
pub async fn windows_since(tx: &mut Tx, page: PageId, from: Timestamp) -> Result<Vec<WindowOf>> {
    let rows: Vec<IdRow> = tx
        .list(
            "SELECT DISTINCT w.incident_id FROM impact_windows w
             JOIN incident_pages p ON p.incident_id = w.incident_id
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND (w.end_kind <> 'at' OR w.end_at >= $2)
               AND (w.end_kind <> 'unknown' OR w.start_at >= $2)",
            params![page, from],
        )
        .await?;
    let mut windows = Vec::new();
    for row in rows {
        let incident = load(tx, page, IncidentId(row.incident_id)).await?;
        windows.extend(incident.windows.iter().map(|window| WindowOf {
            incident: incident.public_id.clone(),
            title: incident.title.clone(),
            window: window.clone(),
        }));
    }
    Ok(windows)
}

async fn assemble_all(tx: &mut Tx, page: PageId, rows: Vec<IncidentRow>) -> Result<Vec<Incident>> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(assemble(tx, page, row).await?);
    }
    Ok(all)
}
