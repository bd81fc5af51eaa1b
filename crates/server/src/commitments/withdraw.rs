//! Withdrawing: a promise is taken back, and readers are told why.

use beffroi_domain::{Actor, CommitmentId, LocalizedText};
use jiff::Timestamp;

use super::{About, keep, make::check_words, store};
use crate::{
    audit,
    ground::{Result, Tx},
    texts::{self, Key},
};

/// A checked command: take a promise back.
#[derive(Clone, Debug)]
pub struct Withdraw {
    /// Which.
    pub promise: CommitmentId,
    /// Why; readers see it.
    pub reason: LocalizedText,
}

/// Takes a promise back. One that is late stays known as late.
///
/// # Errors
/// `Refused` without a reason; as a conflict when it is kept or taken back already; `NotFound` when the incident has none such.
pub async fn withdraw(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    about: &About,
    command: &Withdraw,
) -> Result<()> {
    let found = store::lock(tx, about, command.promise).await?;
    check_words("reason", &command.reason)?;
    keep::end(tx, now, actor, &found, "withdrawn", None).await?;
    let key = Key {
        root: about.incident.0,
        owner: found.id.0,
        field: "reason",
    };
    texts::write_all(tx, now, actor, key, &command.reason).await?;
    store::freshen(tx, now, about).await?;
    audit::record(tx, now, actor, "commitment.withdraw", found.id.0, "").await
}
