//! Reminding: at a time of the team's choice it is written to about a ticket.

use beffroi_domain::{Actor, TicketId};
use jiff::Timestamp;

use super::{REMIND, store};
use crate::{
    audit, deadlines,
    ground::{Refusal, Result, Tx},
    params,
};

/// Sets when the team is reminded of a ticket; `None` for not at all.
///
/// # Errors
/// `Refused` for a time that is past; as a conflict when the ticket is closed; `NotFound` without it.
pub async fn remind_at(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: TicketId,
    at: Option<Timestamp>,
) -> Result<()> {
    store::lock_open(tx, id).await?;
    set(tx, now, id, at).await?;
    let digest = at.map(|at| at.to_string()).unwrap_or_default();
    audit::record(tx, now, actor, "ticket.remind", id.0, &digest).await
}

pub(super) async fn set(
    tx: &mut Tx,
    now: Timestamp,
    id: TicketId,
    at: Option<Timestamp>,
) -> Result<()> {
    if at.is_some_and(|at| at <= now) {
        let message = "that time has passed; choose one that is still to come";
        return Err(Refusal::of("remind", message)
            .told("refusal-ticket-past")
            .into());
    }
    tx.exec(
        "UPDATE tickets SET remind_at = $2 WHERE id = $1",
        params![id, at],
    )
    .await?;
    match at {
        Some(at) => deadlines::set(tx, REMIND, id.0, at, at).await,
        None => deadlines::lift(tx, REMIND, id.0).await,
    }
}
