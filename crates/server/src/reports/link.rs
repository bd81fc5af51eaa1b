//! Tying a case to an incident, and untying it.

use beffroi_domain::{Actor, IncidentId, PageId, ReportId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{EntryKind, News, hear::insert_entry, store, tell::tell};
use crate::{
    audit,
    ground::{Refusal, Result, Tx},
    params,
};

/// Says which incident a case is about; once more says nothing new.
///
/// # Errors
/// `Refused` at `incident` where the page has none such; `NotFound` without the case.
pub async fn link(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: ReportId,
    incident: IncidentId,
) -> Result<()> {
    let standing = store::lock(tx, id).await?;
    check_incident(tx, standing.page, incident).await?;
    if standing.incident == Some(incident) {
        return Ok(());
    }
    tx.exec(
        "UPDATE reports SET incident_id = $2, linked_at = $3, is_too = 0, changed_at = $3 WHERE id = $1",
        params![id, incident, now],
    )
    .await?;
    insert_entry(
        tx,
        now,
        actor,
        id,
        (EntryKind::Linked, &standing.locale, ""),
        None,
    )
    .await?;
    tell(tx, now, (id, standing.page), News::Linked, None).await?;
    audit::record(tx, now, actor, "report.link", id.0, &incident.to_string()).await
}

/// Says that it is not about that incident after all.
///
/// # Errors
/// `NotFound` without the case.
pub async fn unlink(tx: &mut Tx, now: Timestamp, actor: Actor, id: ReportId) -> Result<()> {
    let standing = store::lock(tx, id).await?;
    if standing.incident.is_none() {
        return Ok(());
    }
    tx.exec(
        "UPDATE reports SET incident_id = NULL, linked_at = NULL, is_too = 0, changed_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    insert_entry(
        tx,
        now,
        actor,
        id,
        (EntryKind::Unlinked, &standing.locale, ""),
        None,
    )
    .await?;
    audit::record(tx, now, actor, "report.unlink", id.0, "").await
}

/// An incident of another page is none that this one's readers can mean.
pub(super) async fn check_incident(tx: &mut Tx, page: PageId, incident: IncidentId) -> Result<()> {
    let found: Option<(Uuid,)> = tx
        .find(
            "SELECT incident_id FROM incident_pages WHERE incident_id = $1 AND page_id = $2",
            params![incident, page],
        )
        .await?;
    match found {
        Some(_) => Ok(()),
        None => {
            let message = "this page has no such incident";
            Err(Refusal::of("incident", message)
                .told("refusal-report-incident")
                .into())
        }
    }
}
