//! Tickets out of their rows.

use std::collections::BTreeMap;

use beffroi_domain::{
    Actor, Commitment, CommitmentId, CommitmentKind, IncidentId, LocalizedText, Moment, PageId,
    ProviderId, TicketId, TicketPromiseId,
    commitment::{Mark, Moved},
};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::{Entry, Promise, Ticket};
use crate::{
    ground::{
        Error, Refusal, RefusalKind, Result, Tx,
        db::{instant, moment, word},
    },
    pages, params,
};

#[derive(sqlx_macros::FromRow)]
struct TicketRow {
    id: Uuid,
    page_id: Uuid,
    provider_id: Option<Uuid>,
    provider_name: String,
    incident_id: Option<Uuid>,
    reference: String,
    subject: String,
    opened_how: String,
    opened_at: i64,
    opened_by_kind: String,
    opened_by_id: Option<Uuid>,
    answered_at: Option<i64>,
    remind_at: Option<i64>,
    closed_at: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct EntryRow {
    id: Uuid,
    kind: String,
    at: i64,
    written_at: i64,
    by_kind: String,
    by_id: Option<Uuid>,
    body: String,
}

#[derive(sqlx_macros::FromRow)]
struct PromiseRow {
    id: Uuid,
    ticket_id: Uuid,
    words: String,
    due_at: i64,
    due_precision: String,
    due_origin: String,
    late_at: i64,
    state: String,
    made_at: i64,
    made_by_kind: String,
    made_by_id: Option<Uuid>,
    ended_at: Option<i64>,
    ended_by_kind: Option<String>,
    ended_by_id: Option<Uuid>,
    reason: String,
}

#[derive(sqlx_macros::FromRow)]
struct MoveRow {
    promise_id: Uuid,
    from_at: i64,
    from_precision: String,
    from_origin: String,
    from_late_at: i64,
    moved_at: i64,
    moved_by_kind: String,
    moved_by_id: Option<Uuid>,
    reason: String,
}

/// How a ticket stands while it is locked.
pub(super) struct Standing {
    pub page: PageId,
    pub opened_at: Timestamp,
    pub is_closed: bool,
}

/// One ticket, with all that was said in it.
///
/// # Errors
/// `NotFound` without it; a fault when the database is away.
pub async fn load(tx: &mut Tx, id: TicketId) -> Result<Ticket> {
    let row: TicketRow = tx
        .load("SELECT * FROM tickets WHERE id = $1", params![id])
        .await?;
    whole(tx, row).await
}

/// The tickets of these pages, those that are closed only where they are wanted: those that wait for the provider first, the
/// longest wait first.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_pages(tx: &mut Tx, pages: &[PageId], with_closed: bool) -> Result<Vec<Ticket>> {
    let mut all = Vec::new();
    for page in pages {
        let rows: Vec<TicketRow> = tx
            .list(
                "SELECT * FROM tickets WHERE page_id = $1 AND ($2 = 1 OR closed_at IS NULL)
                 ORDER BY opened_at DESC, id DESC LIMIT 500",
                params![*page, i64::from(with_closed)],
            )
            .await?;
        for row in rows {
            all.push(whole(tx, row).await?);
        }
    }
    all.sort_by_key(|one| {
        let waits = one.waiting_since();
        let is_later = (one.closed_at.is_some(), waits.is_none());
        (is_later, waits.unwrap_or(one.opened_at), one.id)
    });
    Ok(all)
}

/// The tickets with a provider, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_provider(tx: &mut Tx, id: ProviderId) -> Result<Vec<Ticket>> {
    let rows: Vec<TicketRow> = tx
        .list(
            "SELECT * FROM tickets WHERE provider_id = $1 ORDER BY opened_at DESC, id DESC",
            params![id],
        )
        .await?;
    every(tx, rows).await
}

/// The tickets about an incident, the newest first; also those about what was merged into it.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_incident(tx: &mut Tx, id: IncidentId) -> Result<Vec<Ticket>> {
    let rows: Vec<TicketRow> = tx
        .list(
            "SELECT * FROM tickets
             WHERE incident_id = $1 OR incident_id IN (SELECT incident_id FROM incident_merges WHERE into_id = $1)
             ORDER BY opened_at DESC, id DESC",
            params![id],
        )
        .await?;
    every(tx, rows).await
}

async fn every(tx: &mut Tx, rows: Vec<TicketRow>) -> Result<Vec<Ticket>> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(whole(tx, row).await?);
    }
    Ok(all)
}

/// Locks a ticket for a deed.
pub(super) async fn lock(tx: &mut Tx, id: TicketId) -> Result<Standing> {
    let row: TicketRow = tx
        .load(
            "UPDATE tickets SET subject = subject WHERE id = $1 RETURNING *",
            params![id],
        )
        .await?;
    Ok(Standing {
        page: PageId(row.page_id),
        opened_at: instant(row.opened_at)?,
        is_closed: row.closed_at.is_some(),
    })
}

/// The same of one that is open.
///
/// # Errors
/// `Refused` as a conflict when it is closed; `NotFound` without it.
pub(super) async fn lock_open(tx: &mut Tx, id: TicketId) -> Result<Standing> {
    let standing = lock(tx, id).await?;
    if !standing.is_closed {
        return Ok(standing);
    }
    let message = "this ticket is closed; open it again first";
    Err(Refusal::whole(message)
        .being(RefusalKind::Conflict)
        .told("refusal-ticket-closed")
        .into())
}

/// Locks a promise for a deed.
pub(super) async fn lock_promise(tx: &mut Tx, id: TicketPromiseId) -> Result<Promise> {
    let row: PromiseRow = tx
        .load(
            "UPDATE ticket_promises SET state = state WHERE id = $1 RETURNING *",
            params![id],
        )
        .await?;
    let all = promises(tx, TicketId(row.ticket_id)).await?;
    all.into_iter()
        .find(|one| one.id == id)
        .ok_or(Error::NotFound)
}

/// The page of a ticket.
pub(super) async fn page_of(tx: &mut Tx, id: TicketId) -> Result<PageId> {
    let (page,): (Uuid,) = tx
        .load("SELECT page_id FROM tickets WHERE id = $1", params![id])
        .await?;
    Ok(PageId(page))
}

/// The zone in which days of a page end.
pub(super) async fn zone_of(tx: &mut Tx, page: PageId) -> Result<TimeZone> {
    let page = pages::find_by_id(tx, page).await?.ok_or(Error::NotFound)?;
    Ok(page.zone)
}

async fn whole(tx: &mut Tx, row: TicketRow) -> Result<Ticket> {
    let id = TicketId(row.id);
    Ok(Ticket {
        id,
        page: PageId(row.page_id),
        provider: row.provider_id.map(ProviderId),
        provider_name: row.provider_name,
        incident: row.incident_id.map(IncidentId),
        reference: row.reference,
        subject: row.subject,
        how: word(&row.opened_how)?,
        opened_at: instant(row.opened_at)?,
        opened_by: actor(&row.opened_by_kind, row.opened_by_id),
        answered_at: row.answered_at.map(instant).transpose()?,
        remind_at: row.remind_at.map(instant).transpose()?,
        closed_at: row.closed_at.map(instant).transpose()?,
        entries: entries(tx, id).await?,
        promises: promises(tx, id).await?,
    })
}

async fn entries(tx: &mut Tx, id: TicketId) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT id, kind, at, written_at, by_kind, by_id, body FROM ticket_entries WHERE ticket_id = $1 ORDER BY at, id",
            params![id],
        )
        .await?;
    let entry = |row: EntryRow| {
        Ok(Entry {
            id: row.id,
            kind: word(&row.kind)?,
            at: instant(row.at)?,
            written_at: instant(row.written_at)?,
            by: actor(&row.by_kind, row.by_id),
            body: row.body,
        })
    };
    rows.into_iter().map(entry).collect()
}

async fn promises(tx: &mut Tx, id: TicketId) -> Result<Vec<Promise>> {
    let rows: Vec<PromiseRow> = tx
        .list(
            "SELECT * FROM ticket_promises WHERE ticket_id = $1 ORDER BY late_at, id",
            params![id],
        )
        .await?;
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let moves: Vec<MoveRow> = tx
        .list(
            "SELECT m.* FROM ticket_promise_moves m JOIN ticket_promises p ON p.id = m.promise_id
             WHERE p.ticket_id = $1 ORDER BY m.moved_at, m.id",
            params![id],
        )
        .await?;
    let mut by_promise: BTreeMap<Uuid, Vec<MoveRow>> = BTreeMap::new();
    for one in moves {
        by_promise.entry(one.promise_id).or_default().push(one);
    }
    rows.into_iter()
        .map(|row| {
            let moves = by_promise.remove(&row.id).unwrap_or_default();
            promise(row, moves)
        })
        .collect()
}

fn promise(row: PromiseRow, moves: Vec<MoveRow>) -> Result<Promise> {
    let ended = match (row.ended_at, row.ended_by_kind.as_deref()) {
        (Some(at), Some(kind)) => Some(mark(at, kind, row.ended_by_id)?),
        _ => None,
    };
    let reasons = moves.iter().map(|one| one.reason.clone()).collect();
    let moves: Result<Vec<Moved>> = moves.into_iter().map(moved).collect();
    Ok(Promise {
        id: TicketPromiseId(row.id),
        ticket: TicketId(row.ticket_id),
        words: row.words,
        stands: Commitment {
            id: CommitmentId(row.id),
            kind: CommitmentKind::Other,
            words: LocalizedText::new(),
            due: stood(row.due_at, &row.due_precision, &row.due_origin)?,
            late_at: instant(row.late_at)?,
            state: word(&row.state)?,
            is_by_rule: false,
            made: mark(row.made_at, &row.made_by_kind, row.made_by_id)?,
            ended,
            reason: LocalizedText::new(),
            moves: moves?,
        },
        reason: row.reason,
        reasons,
    })
}

fn moved(row: MoveRow) -> Result<Moved> {
    Ok(Moved {
        from: stood(row.from_at, &row.from_precision, &row.from_origin)?,
        from_late_at: instant(row.from_late_at)?,
        mark: mark(row.moved_at, &row.moved_by_kind, row.moved_by_id)?,
        reason: LocalizedText::new(),
    })
}

fn stood(at: i64, precision: &str, origin: &str) -> Result<Moment> {
    let moment = moment(Some(at), Some(precision), Some(origin))?;
    moment.ok_or_else(|| anyhow::anyhow!("a promise without a time").into())
}

fn mark(at: i64, kind: &str, id: Option<Uuid>) -> Result<Mark> {
    Ok(Mark {
        at: instant(at)?,
        by: actor(kind, id),
        update: None,
    })
}

fn actor(kind: &str, id: Option<Uuid>) -> Actor {
    match (kind, id) {
        ("member", Some(id)) => Actor::Member(id),
        ("token", Some(id)) => Actor::Token(id),
        ("import", _) => Actor::Import,
        _ => Actor::System,
    }
}
