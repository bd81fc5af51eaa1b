//! Adding updates.

use beffroi_domain::{Actor, UpdateId};
use jiff::Timestamp;
use uuid::Uuid;

use super::NewUpdate;
use crate::{
    ground::{Result, Tx, db::moment_columns, token},
    params,
    texts::{self, Key},
};

/// Adds the first updates of a new noun, oldest first.
///
/// # Errors
/// A fault when the database is away or two updates have one public id.
pub async fn insert_all(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    owner: Uuid,
    updates: &[NewUpdate],
) -> Result<()> {
    for (position, update) in (1..).zip(updates) {
        insert(tx, now, actor, owner, position, update).await?;
    }
    Ok(())
}

/// Adds one update at `position`, counted from 1 for the oldest.
///
/// # Errors
/// A fault when the database is away or the position is taken.
pub async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    owner: Uuid,
    position: i64,
    update: &NewUpdate,
) -> Result<UpdateId> {
    let id = token::new_id(now);
    let public_id = update
        .public_id
        .clone()
        .unwrap_or_else(token::new_public_id);
    let published = moment_columns(update.published);
    tx.exec(
        "INSERT INTO updates
         (id, owner_id, public_id, position, status, standard, published_at,
          published_precision, published_origin, changes, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            id,
            owner,
            public_id.as_str(),
            position,
            update.status.as_str(),
            update.standard.map(|phrase| phrase.as_str()),
            published.0,
            published.1,
            published.2,
            serde_json::to_string(&update.changes)?,
            now
        ],
    )
    .await?;
    let key = Key {
        root: owner,
        owner: id,
        field: "text",
    };
    texts::write_all(tx, now, actor, key, &update.text).await?;
    Ok(UpdateId(id))
}
