//! Updates into rows and back.

use beffroi_domain::{Actor, IncidentId, StatusChange, UpdateId};
use jiff::Timestamp;

use super::record::NewUpdate;
use crate::{
    ground::{Result, Tx, db::moment_columns, token},
    params,
    texts::{self, Key},
};

/// Adds one update at `position`.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    incident: IncidentId,
    position: i64,
    update: &NewUpdate,
) -> Result<UpdateId> {
    let id = UpdateId(token::new_id(now));
    let public_id = update
        .public_id
        .clone()
        .unwrap_or_else(token::new_public_id);
    let published = moment_columns(update.published);
    tx.exec(
        "INSERT INTO incident_updates
         (id, incident_id, public_id, position, status, standard, published_at,
          published_precision, published_origin, changes, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            id,
            incident,
            public_id.as_str(),
            position,
            update.status.as_str(),
            update.standard.map(|phrase| phrase.as_str()),
            published.0,
            published.1,
            published.2,
            changes_to_json(&update.changes)?,
            now
        ],
    )
    .await?;
    let key = Key {
        root: incident.0,
        owner: id.0,
        field: "text",
    };
    texts::write_all(tx, now, actor, key, &update.text).await?;
    Ok(id)
}

/// Component statuses that an update changed, as the column `changes` holds them.
///
/// # Errors
/// Never for values of ours.
pub fn changes_to_json(changes: &[StatusChange]) -> Result<String> {
    Ok(serde_json::to_string(changes)?)
}

/// Component statuses out of the column `changes`.
///
/// # Errors
/// A fault when a newer Beffroi wrote it.
pub fn changes_from_json(json: &str) -> Result<Vec<StatusChange>> {
    Ok(serde_json::from_str(json)?)
}
