//! What they promised us is written down, and by when.

use beffroi_domain::{Actor, Moment, TicketId, TicketPromiseId};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{PROMISE, open::check_past, store, text};
use crate::{
    audit, deadlines,
    ground::{Refusal, Result, Tx, db::moment_columns, token},
    params,
};

/// The furthest that anything may be promised: two years.
const FURTHEST: SignedDuration = SignedDuration::from_hours(2 * 366 * 24);

/// A checked command: they promised something.
#[derive(Clone, Debug)]
pub struct NewPromise {
    /// In which ticket.
    pub ticket: TicketId,
    /// What.
    pub words: String,
    /// By when.
    pub due: Moment,
    /// When they said so, at the latest now; now where it is not said.
    pub made_at: Option<Timestamp>,
}

/// Writes a promise of theirs down. When it is late, the team is told.
///
/// # Errors
/// `Refused` without words, for a time that is past or very far; as a conflict when the ticket is closed; `NotFound` without it.
pub async fn promise(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: &NewPromise,
) -> Result<TicketPromiseId> {
    let standing = store::lock_open(tx, new.ticket).await?;
    let words = text::needed("words", &new.words, text::WORDS)?;
    let zone = store::zone_of(tx, standing.page).await?;
    let late_at = check_due(now, &zone, new.due)?;
    let made_at = new.made_at.unwrap_or(now);
    check_past("made_at", now, made_at)?;
    let id = TicketPromiseId(token::new_id(now));
    let due = moment_columns(Some(new.due));
    tx.exec(
        "INSERT INTO ticket_promises (id, ticket_id, words, due_at, due_precision, due_origin, late_at, state, made_at,
                                      made_by_kind, made_by_id, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, '')",
        params![
            id,
            new.ticket,
            words,
            due.0,
            due.1,
            due.2,
            late_at,
            made_at,
            actor.kind(),
            actor.id()
        ],
    )
    .await?;
    deadlines::set(tx, PROMISE, id.0, late_at, late_at).await?;
    let digest = new.due.at.to_string();
    audit::record(tx, now, actor, "ticket.promise.make", id.0, &digest).await?;
    Ok(id)
}

/// The instant from which a promise for `due` is late.
///
/// # Errors
/// `Refused` when that is past, or very far away.
pub(super) fn check_due(
    now: Timestamp,
    zone: &TimeZone,
    due: Moment,
) -> Result<Timestamp, Refusal> {
    let late_at = due.latest(zone);
    if late_at <= now {
        let message = "that time has passed; write a time that is still to come";
        return Err(Refusal::of("due", message).told("refusal-ticket-past"));
    }
    if late_at.duration_since(now) > FURTHEST {
        let message = "that is more than two years away; write an earlier time";
        return Err(Refusal::of("due", message).told("refusal-ticket-far"));
    }
    Ok(late_at)
}
