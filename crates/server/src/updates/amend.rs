//! Amending: a newer version of a source may bring more updates, or more words to known ones.

use beffroi_domain::Actor;
use jiff::Timestamp;
use uuid::Uuid;

use super::{NewUpdate, insert};
use crate::{
    ground::{Result, Tx, db::moment_columns},
    params,
    texts::{self, Key},
};

/// What a newer version brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amended {
    /// Updates that were not there.
    pub added: usize,
    /// Updates that gained words, other words, or a publication time.
    pub changed: usize,
}

#[derive(sqlx_macros::FromRow)]
struct Known {
    id: Uuid,
    public_id: String,
    status: String,
    position: i64,
}

/// Adds what is new in `said`, oldest first. Nothing that was said is taken away.
///
/// An update is known by its public id where the source gives one, else by its place counted from
/// the oldest: sources without ids only ever add at the end.
///
/// # Errors
/// A fault when the database is away.
pub async fn amend(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    owner: Uuid,
    said: &[NewUpdate],
) -> Result<Amended> {
    let known: Vec<Known> = tx
        .list(
            "SELECT id, public_id, status, position FROM updates
             WHERE owner_id = $1 ORDER BY position",
            params![owner],
        )
        .await?;
    let mut amended = Amended::default();
    let mut last = known.last().map_or(0, |update| update.position);
    for (place, update) in said.iter().enumerate() {
        if let Some(id) = find(&known, place, update) {
            amended.changed += usize::from(change(tx, now, actor, owner, id, update).await?);
        } else {
            last += 1;
            insert(tx, now, actor, owner, last, update).await?;
            amended.added += 1;
        }
    }
    Ok(amended)
}

fn find(known: &[Known], place: usize, update: &NewUpdate) -> Option<Uuid> {
    let found = match &update.public_id {
        Some(public_id) => known.iter().find(|one| one.public_id == public_id.as_str()),
        None => known
            .get(place)
            .filter(|one| one.status == update.status.as_str()),
    };
    found.map(|one| one.id)
}

async fn change(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    owner: Uuid,
    id: Uuid,
    update: &NewUpdate,
) -> Result<bool> {
    let key = Key {
        root: owner,
        owner: id,
        field: "text",
    };
    let reworded = texts::write_all(tx, now, actor, key, &update.text).await?;
    let at = moment_columns(update.published);
    let dated = tx
        .exec(
            "UPDATE updates SET published_at = $2, published_precision = $3, published_origin = $4
             WHERE id = $1 AND $2 IS NOT NULL AND published_at IS NULL",
            params![id, at.0, at.1, at.2],
        )
        .await?;
    Ok(reworded || dated > 0)
}
