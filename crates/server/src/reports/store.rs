//! Cases out of their rows.

use beffroi_domain::{
    Actor, ComponentId, IncidentId, Locale, MemberId, PageId, ReportId, case::Reference,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Entry, Facts, Report, State};
use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    params,
};

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: Uuid,
    page_id: Uuid,
    reference: String,
    locale: String,
    state: String,
    source: String,
    words: String,
    since_at: Option<i64>,
    component_id: Option<Uuid>,
    method: String,
    country: String,
    place: String,
    payments: Option<i64>,
    merchant: String,
    transaction_ref: String,
    email: String,
    is_masked: i64,
    incident_id: Option<Uuid>,
    linked_at: Option<i64>,
    is_too: i64,
    assigned_to: Option<Uuid>,
    created_at: i64,
    answer_by: Option<i64>,
    answered_at: Option<i64>,
    waits_since: Option<i64>,
    closed_at: Option<i64>,
    changed_at: i64,
}

#[derive(sqlx_macros::FromRow)]
struct EntryRow {
    id: Uuid,
    kind: String,
    at: i64,
    by_kind: String,
    by_id: Option<Uuid>,
    locale: String,
    body: String,
}

/// How a case stands while it is locked.
pub(super) struct Standing {
    pub(super) page: PageId,
    pub(super) locale: Locale,
    pub(super) state: State,
    pub(super) incident: Option<IncidentId>,
    pub(super) is_waiting: bool,
}

/// One case, with all that was said in it.
///
/// # Errors
/// `NotFound` without it; a fault when the database is away.
pub async fn load(tx: &mut Tx, id: ReportId) -> Result<Report> {
    let row: Row = tx
        .load("SELECT * FROM reports WHERE id = $1", params![id])
        .await?;
    whole(tx, row).await
}

/// One case, where it is there still, with all that was said in it.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_by_id(tx: &mut Tx, id: ReportId) -> Result<Option<Report>> {
    let row: Option<Row> = tx
        .find("SELECT * FROM reports WHERE id = $1", params![id])
        .await?;
    match row {
        Some(row) => Ok(Some(whole(tx, row).await?)),
        None => Ok(None),
    }
}

/// The page and the id of the case that is called so, on whichever page.
pub(super) async fn find_anywhere(
    tx: &mut Tx,
    reference: Reference,
) -> Result<Option<(PageId, ReportId)>> {
    let row: Option<(Uuid, Uuid)> = tx
        .find(
            "SELECT page_id, id FROM reports WHERE reference = $1",
            params![reference.to_string()],
        )
        .await?;
    Ok(row.map(|(page, id)| (PageId(page), ReportId(id))))
}

/// The case of a page that is called so.
///
/// # Errors
/// A fault when the database is away.
pub async fn find(tx: &mut Tx, page: PageId, reference: Reference) -> Result<Option<Report>> {
    let row: Option<Row> = tx
        .find(
            "SELECT * FROM reports WHERE page_id = $1 AND reference = $2",
            params![page, reference.to_string()],
        )
        .await?;
    match row {
        Some(row) => Ok(Some(whole(tx, row).await?)),
        None => Ok(None),
    }
}

/// The cases of a page, without what was said in them: those whose author waits first, the longest wait first, then the newest;
/// those that are closed only where they are wanted.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_page(
    tx: &mut Tx,
    page: PageId,
    with_closed: bool,
    most: i64,
) -> Result<Vec<Report>> {
    let rows: Vec<Row> = tx
        .list(
            "SELECT * FROM reports WHERE page_id = $1 AND ($2 = 1 OR state <> 'closed')
             ORDER BY CASE WHEN waits_since IS NULL THEN 1 ELSE 0 END, waits_since, created_at DESC, id DESC LIMIT $3",
            params![page, i64::from(with_closed), most],
        )
        .await?;
    rows.into_iter().map(report).collect()
}

/// The cases about an incident, without what was said in them, the oldest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Report>> {
    let rows: Vec<Row> = tx
        .list(
            "SELECT * FROM reports WHERE incident_id = $1 ORDER BY created_at, id",
            params![incident],
        )
        .await?;
    rows.into_iter().map(report).collect()
}

/// Locks a case for a deed.
pub(super) async fn lock(tx: &mut Tx, id: ReportId) -> Result<Standing> {
    let row: Row = tx
        .load(
            "UPDATE reports SET words = words WHERE id = $1 RETURNING *",
            params![id],
        )
        .await?;
    Ok(Standing {
        page: PageId(row.page_id),
        locale: word(&row.locale)?,
        state: row.state.parse()?,
        incident: row.incident_id.map(IncidentId),
        is_waiting: row.waits_since.is_some(),
    })
}

/// Whether a mail was heard before.
pub(super) async fn has_mail(tx: &mut Tx, id: ReportId, mail: &str) -> Result<bool> {
    let found: Option<(Uuid,)> = tx
        .find(
            "SELECT id FROM report_entries WHERE report_id = $1 AND mail_id = $2",
            params![id, mail],
        )
        .await?;
    Ok(found.is_some())
}

/// Whether a mail opened a case of the page before.
pub(super) async fn is_opened_by(tx: &mut Tx, page: PageId, mail: &str) -> Result<bool> {
    let found: Option<(Uuid,)> = tx
        .find(
            "SELECT id FROM reports WHERE page_id = $1 AND mail_id = $2",
            params![page, mail],
        )
        .await?;
    Ok(found.is_some())
}

async fn whole(tx: &mut Tx, row: Row) -> Result<Report> {
    let mut report = report(row)?;
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT id, kind, at, by_kind, by_id, locale, body FROM report_entries WHERE report_id = $1 ORDER BY at, id",
            params![report.id],
        )
        .await?;
    report.entries = rows.into_iter().map(entry).collect::<Result<_>>()?;
    Ok(report)
}

fn entry(row: EntryRow) -> Result<Entry> {
    Ok(Entry {
        id: row.id,
        kind: row.kind.parse()?,
        at: instant(row.at)?,
        by: actor(&row.by_kind, row.by_id),
        locale: word(&row.locale)?,
        body: row.body,
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

fn report(row: Row) -> Result<Report> {
    let linked = row.incident_id.map(IncidentId).zip(row.linked_at);
    Ok(Report {
        id: ReportId(row.id),
        page: PageId(row.page_id),
        reference: word(&row.reference)?,
        locale: word(&row.locale)?,
        state: row.state.parse()?,
        source: row.source.parse()?,
        facts: Facts {
            words: row.words,
            since: row.since_at.map(instant).transpose()?,
            component: row.component_id.map(ComponentId),
            method: row.method,
            country: row.country,
            place: row.place.parse()?,
            payments: row.payments,
            merchant: row.merchant,
            transaction: row.transaction_ref,
            email: row.email,
        },
        is_masked: row.is_masked == 1,
        incident: linked
            .map(|(id, at)| Ok::<_, crate::ground::Error>((id, instant(at)?)))
            .transpose()?,
        is_too: row.is_too == 1,
        assigned_to: row.assigned_to.map(MemberId),
        created_at: instant(row.created_at)?,
        answer_by: row.answer_by.map(instant).transpose()?,
        answered_at: row.answered_at.map(instant).transpose()?,
        waits_since: row.waits_since.map(instant).transpose()?,
        closed_at: row.closed_at.map(instant).transpose()?,
        changed_at: instant(row.changed_at)?,
        entries: Vec::new(),
    })
}

/// How many cases one network opened, for limits.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_from(tx: &mut Tx, sender: &str, since: Timestamp) -> Result<i64> {
    let (count,): (i64,) = tx
        .load(
            "SELECT COUNT(*) FROM reports WHERE sender = $1 AND created_at >= $2",
            params![sender, since],
        )
        .await?;
    Ok(count)
}
