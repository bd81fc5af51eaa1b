//! Audit: who did what, in the same transaction as the deed.
//!
//! Rows hold pseudonymous ids and digests, never texts or names, so that a person can be forgotten and
//! no row changes. Read in order: [`record`], [`search`], then the chain: `chain` (how a row becomes a seal), `sealer`, [`verify`].
//! Not here: who a pseudonymous id is.

mod chain;
mod sealer;
mod search;
mod verify;

use beffroi_domain::Actor;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, mask, token},
    params,
};

pub use chain::Entry;
pub use sealer::{Head, head, run as seal_again_and_again, seal};
pub use search::{Question, list_sealed, search};
pub use verify::{Break, Verified, verify};

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// How often something was changed after it was made: a number that grows with each deed on it.
///
/// # Errors
/// A fault when the database is away.
pub async fn revision_of(tx: &mut Tx, object: Uuid) -> Result<i64> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM audit WHERE object_id = $1",
            params![object],
        )
        .await?;
    Ok((row.count - 1).max(0))
}

/// Writes one row: `action` is `noun.verb`, `digest` a short fingerprint of what was stored.
///
/// # Errors
/// A fault when the database is away; then the deed is not done either.
pub async fn record(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    action: &'static str,
    object: Uuid,
    digest: &str,
) -> Result<()> {
    tx.exec(
        "INSERT INTO audit (id, at, actor_kind, actor_id, action, object_id, digest)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            token::new_id(now),
            now,
            actor.kind(),
            actor.id(),
            action,
            object,
            mask::conceal(digest).as_ref()
        ],
    )
    .await?;
    Ok(())
}
