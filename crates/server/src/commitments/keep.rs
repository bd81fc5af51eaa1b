//! Keeping: what was promised was done, in time or not.

use beffroi_domain::{Actor, Commitment, CommitmentId, UpdateId};
use jiff::Timestamp;

use super::{About, store};
use crate::{
    audit,
    ground::{Result, Tx},
    params,
};

/// A checked command: a promise is kept.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// Which.
    pub promise: CommitmentId,
    /// The update that kept it.
    pub update: Option<UpdateId>,
}

/// Keeps a promise, as of now. One that is late stays known as kept late.
///
/// # Errors
/// `Refused` as a conflict when it is kept or taken back already; `NotFound` when the incident has none such.
pub async fn keep(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    about: &About,
    command: Keep,
) -> Result<()> {
    let found = store::lock(tx, about, command.promise).await?;
    end(tx, now, actor, &found, "kept", command.update).await?;
    store::freshen(tx, now, about).await?;
    let digest = match found.late_by(now) {
        Some(_) => "late",
        None => "in time",
    };
    audit::record(tx, now, actor, "commitment.keep", found.id.0, digest).await
}

/// Writes down that it is over, and stops its clocks.
pub(super) async fn end(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    found: &Commitment,
    state: &'static str,
    update: Option<UpdateId>,
) -> Result<()> {
    tx.exec(
        "UPDATE commitments
         SET state = $2, ended_at = $3, ended_by_kind = $4, ended_by_id = $5, ended_update_id = $6
         WHERE id = $1",
        params![
            found.id.0,
            state,
            now,
            actor.kind(),
            actor.id(),
            update.map(|update| update.0)
        ],
    )
    .await?;
    store::lift(tx, found.id).await
}
