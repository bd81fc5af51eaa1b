//! Posting: a statement takes its place among those that were made.

use beffroi_domain::{Actor, Moment, UpdateId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{NewUpdate, insert};
use crate::{
    ground::{Result, Tx},
    params,
};

/// Where a statement came to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The statement.
    pub id: UpdateId,
    /// Whether it is the newest.
    pub is_newest: bool,
}

#[derive(sqlx_macros::FromRow)]
struct PlaceRow {
    position: i64,
    published_at: Option<i64>,
}

/// Adds one statement: behind all that were published before it, else behind all.
///
/// # Errors
/// A fault when the database is away.
pub async fn post(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    owner: Uuid,
    update: &NewUpdate,
) -> Result<Posted> {
    let (before, is_newest) = place(tx, owner, update.published).await?;
    if !is_newest {
        make_room(tx, owner, before).await?;
    }
    let id = insert(tx, now, actor, owner, before + 1, update).await?;
    Ok(Posted { id, is_newest })
}

/// Whether a statement of that time would be the newest.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_newest(tx: &mut Tx, owner: Uuid, published: Option<Moment>) -> Result<bool> {
    Ok(place(tx, owner, published).await?.1)
}

/// Behind which place a statement of that time belongs, and whether that is the last.
async fn place(tx: &mut Tx, owner: Uuid, published: Option<Moment>) -> Result<(i64, bool)> {
    let newest_first: Vec<PlaceRow> = tx
        .list(
            "SELECT position, published_at FROM updates WHERE owner_id = $1
             ORDER BY position DESC",
            params![owner],
        )
        .await?;
    let said = published.map(|moment| moment.at.as_microsecond());
    let is_later =
        |row: &&PlaceRow| said.is_some_and(|said| row.published_at.is_some_and(|at| at > said));
    let later = newest_first.iter().take_while(is_later).count();
    let before = newest_first.get(later).map_or(0, |row| row.position);
    Ok((before, later == 0))
}

/// Moves what stands behind `before` by one. Places are unique at each moment, hence the way around.
async fn make_room(tx: &mut Tx, owner: Uuid, before: i64) -> Result<()> {
    tx.exec(
        "UPDATE updates SET position = -position WHERE owner_id = $1 AND position > $2",
        params![owner, before],
    )
    .await?;
    tx.exec(
        "UPDATE updates SET position = 1 - position WHERE owner_id = $1 AND position < 0",
        params![owner],
    )
    .await?;
    Ok(())
}
