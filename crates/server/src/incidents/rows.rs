//! Rows of windows, with their ids: what ends one window and leaves the others alone.

use std::collections::HashMap;

use beffroi_domain::{ComponentId, ImpactWindow, IncidentId, WindowId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    facts,
    load::{WindowComponentRow, WindowRow, bare, window_rows},
    window::Window,
};
use crate::{
    ground::{
        Result, Tx,
        db::{moment_columns, word},
    },
    params,
};

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// All windows of an incident in order of time, with the components of all its pages.
///
/// # Errors
/// A fault when the database is away.
pub async fn windows_of(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Window>> {
    let (rows, parts) = window_rows(tx, incident).await?;
    let mut of: HashMap<Uuid, Vec<WindowComponentRow>> = HashMap::new();
    for part in parts {
        of.entry(part.window_id).or_default().push(part);
    }
    let window = |row: WindowRow| {
        let mut window = bare(&row)?;
        for part in of.remove(&row.id).unwrap_or_default() {
            let degree = word(&part.degree)?;
            window
                .components
                .push((ComponentId(part.component_id), degree));
        }
        let id = WindowId(row.id);
        Ok(Window { id, window })
    };
    rows.into_iter().map(window).collect()
}

/// Adds a window behind the others.
pub(super) async fn insert_window(
    tx: &mut Tx,
    now: Timestamp,
    incident: IncidentId,
    window: &ImpactWindow,
) -> Result<WindowId> {
    let last: CountRow = tx
        .load(
            "SELECT COALESCE(MAX(position), 0) AS count FROM impact_windows WHERE incident_id = $1",
            params![incident],
        )
        .await?;
    facts::insert_window(tx, now, incident, last.count + 1, window).await
}

/// Writes a window anew under its id.
pub(super) async fn store_window(tx: &mut Tx, id: WindowId, window: &ImpactWindow) -> Result<()> {
    let start = moment_columns(window.start);
    let end = moment_columns(window.ended());
    let end_kind = facts::end_kind(window.end);
    tx.exec(
        "UPDATE impact_windows
         SET start_at = $2, start_precision = $3, start_origin = $4, end_kind = $5, end_at = $6,
             end_precision = $7, end_origin = $8, degree = $9
         WHERE id = $1",
        params![
            id,
            start.0,
            start.1,
            start.2,
            end_kind,
            end.0,
            end.1,
            end.2,
            window.degree.as_str()
        ],
    )
    .await?;
    tx.exec(
        "DELETE FROM impact_window_components WHERE window_id = $1",
        params![id],
    )
    .await?;
    facts::insert_parts(tx, id, window).await
}

/// Brings the windows into the order of time, those without a start first. Places are unique at each
/// moment, hence the way around.
pub(super) async fn order_windows(tx: &mut Tx, incident: IncidentId) -> Result<()> {
    let rows: Vec<IdRow> = tx
        .list(
            "SELECT id FROM impact_windows WHERE incident_id = $1
             ORDER BY COALESCE(start_at, end_at, 0), COALESCE(end_at, start_at, 0), position",
            params![incident],
        )
        .await?;
    for (position, row) in (1_i64..).zip(rows) {
        tx.exec(
            "UPDATE impact_windows SET position = $2 WHERE id = $1",
            params![row.id, -position],
        )
        .await?;
    }
    tx.exec(
        "UPDATE impact_windows SET position = -position WHERE incident_id = $1",
        params![incident],
    )
    .await?;
    Ok(())
}
