//! Moving: a promise is for another time now. What it said before, and why it was moved, stays for readers to see.

use beffroi_domain::{Actor, Commitment, CommitmentId, LocalizedText, Moment};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    About,
    make::{check_due, check_words, set_clock},
    store,
};
use crate::{
    audit,
    ground::{Refusal, Result, Tx, db::moment_columns, token},
    params,
    texts::{self, Key},
};

/// A checked command: promise it for another time.
#[derive(Clone, Debug)]
pub struct Move {
    /// Which.
    pub promise: CommitmentId,
    /// By when, from now on.
    pub to: Moment,
    /// Why; readers see it.
    pub reason: LocalizedText,
}

/// Moves a promise. One that is late already stays known as late.
///
/// # Errors
/// `Refused` without a reason, for a time that is past, very far or the same; as a conflict when it is kept or taken back;
/// `NotFound` when the incident has none such.
pub async fn move_to(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    about: &About,
    command: &Move,
) -> Result<()> {
    let found = store::lock(tx, about, command.promise).await?;
    check_words("reason", &command.reason)?;
    let late_at = check_due(now, &about.zone, command.to)?;
    if command.to.at == found.due.at && command.to.precision == found.due.precision {
        let message = "it is promised for that time already; choose another";
        return Err(Refusal::of("due", message)
            .told("refusal-promise-same")
            .into());
    }
    let id = note(tx, now, actor, &found).await?;
    let key = Key {
        root: about.incident.0,
        owner: id,
        field: "reason",
    };
    texts::write_all(tx, now, actor, key, &command.reason).await?;
    let due = moment_columns(Some(command.to));
    tx.exec(
        "UPDATE commitments SET due_at = $2, due_precision = $3, due_origin = $4, late_at = $5, state = 'moved'
         WHERE id = $1",
        params![found.id.0, due.0, due.1, due.2, late_at],
    )
    .await?;
    store::lift(tx, found.id).await?;
    set_clock(tx, now, found.id, late_at).await?;
    store::freshen(tx, now, about).await?;
    let digest = format!("{} → {}", found.due.at, command.to.at);
    audit::record(tx, now, actor, "commitment.move", found.id.0, &digest).await
}

/// What it said until now.
async fn note(tx: &mut Tx, now: Timestamp, actor: Actor, found: &Commitment) -> Result<Uuid> {
    let id = token::new_id(now);
    let from = moment_columns(Some(found.due));
    tx.exec(
        "INSERT INTO commitment_moves (id, commitment_id, from_at, from_precision, from_origin, from_late_at,
                                       moved_at, moved_by_kind, moved_by_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            id,
            found.id.0,
            from.0,
            from.1,
            from.2,
            found.late_at,
            now,
            actor.kind(),
            actor.id()
        ],
    )
    .await?;
    Ok(id)
}
