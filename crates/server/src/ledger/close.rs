//! Closing a ticket, and opening it again.

use beffroi_domain::{Actor, TicketId};
use jiff::Timestamp;

use super::{EntryKind, remind, say::insert_entry, store, text};
use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx},
    params,
};

/// Closes a ticket: nobody is reminded of it any more. `body` says how it ended; may be empty.
///
/// # Errors
/// `Refused` as a conflict when it is closed already, or while a promise in it is open; `NotFound` without it.
pub async fn close(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: TicketId,
    body: &str,
) -> Result<()> {
    store::lock_open(tx, id).await?;
    let body = text::short("body", body, text::BODY)?;
    let ticket = store::load(tx, id).await?;
    if ticket.promises.iter().any(|one| one.stands.is_open()) {
        let message = "they promised something that is still open; say what became of it first";
        return Err(Refusal::of("promise", message)
            .being(RefusalKind::Conflict)
            .told("refusal-ticket-open-promise")
            .into());
    }
    tx.exec(
        "UPDATE tickets SET closed_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    remind::set(tx, now, id, None).await?;
    insert_entry(tx, now, actor, id, (EntryKind::Closed, now), &body).await?;
    audit::record(tx, now, actor, "ticket.close", id.0, "").await
}

/// Opens a closed ticket again. `body` says why; may be empty.
///
/// # Errors
/// `Refused` as a conflict when it is open; `NotFound` without it.
pub async fn reopen(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: TicketId,
    body: &str,
) -> Result<()> {
    let standing = store::lock(tx, id).await?;
    let body = text::short("body", body, text::BODY)?;
    if !standing.is_closed {
        let message = "this ticket is open";
        return Err(Refusal::whole(message)
            .being(RefusalKind::Conflict)
            .told("refusal-ticket-open")
            .into());
    }
    tx.exec(
        "UPDATE tickets SET closed_at = NULL WHERE id = $1",
        params![id],
    )
    .await?;
    insert_entry(tx, now, actor, id, (EntryKind::Reopened, now), &body).await?;
    audit::record(tx, now, actor, "ticket.reopen", id.0, "").await
}
