//! What became of a promise of theirs: kept, moved, or taken back.

use beffroi_domain::{Actor, Moment, TicketPromiseId};
use jiff::Timestamp;

use super::{PROMISE, Promise, open::check_past, promise::check_due, store, text};
use crate::{
    audit, deadlines,
    ground::{Refusal, RefusalKind, Result, Tx, db::moment_columns, token},
    params,
};

/// What became of it.
#[derive(Clone, Debug)]
pub enum Settle {
    /// They did it, at the latest now; now where it is not said.
    Kept {
        /// When.
        at: Option<Timestamp>,
    },
    /// They promise it for another time.
    Moved {
        /// By when, from now on.
        to: Moment,
        /// Why; may be empty.
        reason: String,
    },
    /// They, or we, take it back.
    Withdrawn {
        /// Why.
        reason: String,
    },
}

/// Says what became of a promise. One that was late stays known as late.
///
/// # Errors
/// `Refused` for a time that cannot be, without a reason where it is taken back; as a conflict when it is over already;
/// `NotFound` without it.
pub async fn settle_promise(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: TicketPromiseId,
    settle: &Settle,
) -> Result<()> {
    let found = store::lock_promise(tx, id).await?;
    if !found.stands.is_open() {
        let message = "this promise is over already; write down a new one";
        return Err(Refusal::of("promise", message)
            .being(RefusalKind::Conflict)
            .told("refusal-ticket-promise-over")
            .into());
    }
    match settle {
        Settle::Kept { at } => keep(tx, now, actor, &found, *at).await,
        Settle::Moved { to, reason } => shift(tx, now, actor, &found, *to, reason).await,
        Settle::Withdrawn { reason } => {
            let reason = text::needed("reason", reason, text::WORDS)?;
            end(tx, actor, &found, ("withdrawn", now), &reason).await?;
            audit::record(tx, now, actor, "ticket.promise.withdraw", id.0, "").await
        }
    }
}

async fn keep(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    found: &Promise,
    at: Option<Timestamp>,
) -> Result<()> {
    let at = at.unwrap_or(now);
    check_past("at", now, at)?;
    end(tx, actor, found, ("kept", at), "").await?;
    let digest = match at >= found.stands.late_at {
        true => "late",
        false => "in time",
    };
    audit::record(tx, now, actor, "ticket.promise.keep", found.id.0, digest).await
}

async fn end(
    tx: &mut Tx,
    actor: Actor,
    found: &Promise,
    (state, at): (&'static str, Timestamp),
    reason: &str,
) -> Result<()> {
    tx.exec(
        "UPDATE ticket_promises SET state = $2, ended_at = $3, ended_by_kind = $4, ended_by_id = $5, reason = $6
         WHERE id = $1",
        params![found.id, state, at, actor.kind(), actor.id(), reason],
    )
    .await?;
    deadlines::lift(tx, PROMISE, found.id.0).await
}

async fn shift(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    found: &Promise,
    to: Moment,
    reason: &str,
) -> Result<()> {
    let reason = text::short("reason", reason, text::WORDS)?;
    let page = store::page_of(tx, found.ticket).await?;
    let zone = store::zone_of(tx, page).await?;
    let late_at = check_due(now, &zone, to)?;
    let stands = &found.stands;
    if to.at == stands.due.at && to.precision == stands.due.precision {
        let message = "it is promised for that time already; choose another";
        return Err(Refusal::of("due", message)
            .told("refusal-ticket-same")
            .into());
    }
    let from = moment_columns(Some(stands.due));
    tx.exec(
        "INSERT INTO ticket_promise_moves (id, promise_id, from_at, from_precision, from_origin, from_late_at, moved_at,
                                           moved_by_kind, moved_by_id, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            token::new_id(now),
            found.id,
            from.0,
            from.1,
            from.2,
            stands.late_at,
            now,
            actor.kind(),
            actor.id(),
            reason
        ],
    )
    .await?;
    let due = moment_columns(Some(to));
    tx.exec(
        "UPDATE ticket_promises SET due_at = $2, due_precision = $3, due_origin = $4, late_at = $5, state = 'moved'
         WHERE id = $1",
        params![found.id, due.0, due.1, due.2, late_at],
    )
    .await?;
    deadlines::set(tx, PROMISE, found.id.0, late_at, late_at).await?;
    let digest = format!("{} → {}", stands.due.at, to.at);
    audit::record(tx, now, actor, "ticket.promise.move", found.id.0, &digest).await
}
