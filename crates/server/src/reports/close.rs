//! The end of a case: its author is asked whether it works again, says yes or no, and it is closed or open again.

use beffroi_domain::{Actor, IncidentId, ReportId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{EntryKind, News, State, clock, desk_of, hear::insert_entry, store, tell::tell};
use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx},
    params,
};

/// Asks its author whether it works again; whoever was asked already, or whose case is closed, is not asked once more.
///
/// # Errors
/// `NotFound` without the case.
pub async fn ask(tx: &mut Tx, now: Timestamp, actor: Actor, id: ReportId) -> Result<bool> {
    let standing = store::lock(tx, id).await?;
    if standing.state != State::Open {
        return Ok(false);
    }
    tx.exec(
        "UPDATE reports SET state = 'asked', asked_at = $2, answered_at = COALESCE(answered_at, $2), waits_since = NULL,
                            changed_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    insert_entry(
        tx,
        now,
        actor,
        id,
        (EntryKind::Asked, &standing.locale, ""),
        None,
    )
    .await?;
    clock::stop(tx, id).await?;
    tell(tx, now, (id, standing.page), News::Asked, None).await?;
    audit::record(tx, now, actor, "report.ask", id.0, "").await?;
    Ok(true)
}

/// Asks the authors of up to `most` cases about an incident that is over whether it works again; how many were asked. Whoever was
/// asked since then is not asked once more.
///
/// # Errors
/// A fault when the database is away.
pub async fn ask_linked(
    tx: &mut Tx,
    now: Timestamp,
    incident: IncidentId,
    since: Timestamp,
    most: i64,
) -> Result<usize> {
    let ids: Vec<(Uuid,)> = tx
        .list(
            "SELECT id FROM reports WHERE incident_id = $1 AND state = 'open' AND (asked_at IS NULL OR asked_at < $2)
             ORDER BY created_at, id LIMIT $3",
            params![incident, since, most],
        )
        .await?;
    for (id,) in &ids {
        ask(tx, now, Actor::System, ReportId(*id)).await?;
    }
    Ok(ids.len())
}

/// Its author says whether it works again. Yes closes the case; no opens it again, and it is our turn.
///
/// # Errors
/// `Refused` as a conflict where nobody asked; `NotFound` without the case.
pub async fn settle(tx: &mut Tx, now: Timestamp, id: ReportId, works: bool) -> Result<()> {
    let standing = store::lock(tx, id).await?;
    if standing.state != State::Asked {
        let message = "nobody asks that just now";
        return Err(Refusal::whole(message)
            .being(RefusalKind::Conflict)
            .told("refusal-report-unasked")
            .into());
    }
    let (kind, sql) = match works {
        true => (
            EntryKind::Works,
            "UPDATE reports SET state = 'closed', closed_at = $2, waits_since = NULL, changed_at = $2 WHERE id = $1",
        ),
        false => (
            EntryKind::Fails,
            "UPDATE reports SET state = 'open', closed_at = NULL, waits_since = $2, changed_at = $2 WHERE id = $1",
        ),
    };
    tx.exec(sql, params![id, now]).await?;
    insert_entry(
        tx,
        now,
        Actor::System,
        id,
        (kind, &standing.locale, ""),
        None,
    )
    .await?;
    if !works {
        let rules = desk_of(tx, standing.page).await?.rules;
        clock::start(tx, id, &rules, now).await?;
    }
    tell(tx, now, (id, standing.page), News::Settled, None).await?;
    audit::record(tx, now, Actor::System, "report.settle", id.0, kind.as_str()).await
}

/// Closes a case.
///
/// # Errors
/// `Refused` as a conflict when it is closed; `NotFound` without it.
pub async fn close(tx: &mut Tx, now: Timestamp, actor: Actor, id: ReportId) -> Result<()> {
    let standing = store::lock(tx, id).await?;
    if standing.state == State::Closed {
        let message = "this case is closed already";
        return Err(Refusal::whole(message)
            .being(RefusalKind::Conflict)
            .told("refusal-report-closed")
            .into());
    }
    tx.exec(
        "UPDATE reports SET state = 'closed', closed_at = $2, waits_since = NULL, changed_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    insert_entry(
        tx,
        now,
        actor,
        id,
        (EntryKind::Closed, &standing.locale, ""),
        None,
    )
    .await?;
    clock::stop(tx, id).await?;
    tell(tx, now, (id, standing.page), News::Closed, None).await?;
    audit::record(tx, now, actor, "report.close", id.0, "").await
}

/// Opens a case again.
///
/// # Errors
/// `Refused` as a conflict when it is open; `NotFound` without it.
pub async fn reopen(tx: &mut Tx, now: Timestamp, actor: Actor, id: ReportId) -> Result<()> {
    let standing = store::lock(tx, id).await?;
    if standing.state == State::Open {
        let message = "this case is open";
        return Err(Refusal::whole(message)
            .being(RefusalKind::Conflict)
            .told("refusal-report-open")
            .into());
    }
    tx.exec(
        "UPDATE reports SET state = 'open', closed_at = NULL, changed_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    insert_entry(
        tx,
        now,
        actor,
        id,
        (EntryKind::Reopened, &standing.locale, ""),
        None,
    )
    .await?;
    tell(tx, now, (id, standing.page), News::Reopened, None).await?;
    audit::record(tx, now, actor, "report.reopen", id.0, "").await
}
