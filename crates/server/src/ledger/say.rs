//! Saying: what we said, what they said, or a note among us.

use beffroi_domain::{Actor, TicketId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{EntryKind, open::check_past, store, text};
use crate::{
    audit,
    ground::{Refusal, Result, Tx, token},
    params,
};

/// A checked command: write down what was said.
#[derive(Clone, Debug)]
pub struct Say {
    /// In which ticket.
    pub ticket: TicketId,
    /// By whom: [`EntryKind::WeSaid`], [`EntryKind::TheySaid`] or [`EntryKind::Note`].
    pub kind: EntryKind,
    /// When, at the latest now and not before the ticket was opened; now where it is not said.
    pub at: Option<Timestamp>,
    /// What.
    pub body: String,
}

/// Writes down what was said. Their first word is their answer.
///
/// # Errors
/// `Refused` without a text, for a time that cannot be; as a conflict when the ticket is closed; `NotFound` without it.
pub async fn say(tx: &mut Tx, now: Timestamp, actor: Actor, new: &Say) -> Result<Uuid> {
    let standing = store::lock_open(tx, new.ticket).await?;
    let body = text::needed("body", &new.body, text::BODY)?;
    if matches!(new.kind, EntryKind::Closed | EntryKind::Reopened) {
        let message = "say who said it: we_said, they_said or note";
        return Err(Refusal::of("kind", message)
            .told("refusal-ticket-kind")
            .into());
    }
    let at = new.at.unwrap_or(now);
    check_past("at", now, at)?;
    if at < standing.opened_at {
        let message = "that is before the ticket was opened";
        return Err(Refusal::of("at", message)
            .told("refusal-ticket-before")
            .into());
    }
    let id = insert_entry(tx, now, actor, new.ticket, (new.kind, at), &body).await?;
    if new.kind == EntryKind::TheySaid {
        tx.exec(
            "UPDATE tickets SET answered_at = $2 WHERE id = $1 AND (answered_at IS NULL OR answered_at > $2)",
            params![new.ticket, at],
        )
        .await?;
    }
    audit::record(
        tx,
        now,
        actor,
        "ticket.say",
        new.ticket.0,
        new.kind.as_str(),
    )
    .await?;
    Ok(id)
}

pub(super) async fn insert_entry(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    ticket: TicketId,
    (kind, at): (EntryKind, Timestamp),
    body: &str,
) -> Result<Uuid> {
    let id = token::new_id(now);
    tx.exec(
        "INSERT INTO ticket_entries (id, ticket_id, kind, at, written_at, by_kind, by_id, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            id,
            ticket,
            kind.as_str(),
            at,
            now,
            actor.kind(),
            actor.id(),
            body
        ],
    )
    .await?;
    Ok(id)
}
