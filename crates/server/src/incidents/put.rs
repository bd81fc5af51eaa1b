//! Putting an incident on a page: a brand and its sister brand tell one set of facts.

use beffroi_domain::{Actor, IncidentId, PageId, PublicId};
use jiff::Timestamp;

use crate::{
    audit,
    ground::{Refusal, Result, Tx, token},
    pages::{self, Visibility},
    params,
};

/// Puts an incident on a page under an id of its own, or changes whether its readers see it. To take
/// it away is to hide it: an address that was given out is never given to anything else.
///
/// # Errors
/// `Refused` when the page has something else under `public_id`.
pub async fn put_on_page(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    page: PageId,
    visibility: Visibility,
    public_id: Option<PublicId>,
) -> Result<()> {
    let public_id = public_id.unwrap_or_else(token::new_public_id);
    let taken = super::load::stands_under(tx, page, &public_id).await?;
    if taken.is_some_and(|other| other != id) {
        let message = format!("the page has another incident under {public_id}; leave the id out");
        return Err(Refusal::of("public_id", message).into());
    }
    tx.exec(
        "INSERT INTO incident_pages (incident_id, page_id, public_id, visibility)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (incident_id, page_id) DO UPDATE SET visibility = excluded.visibility",
        params![id, page, public_id.as_str(), visibility.as_str()],
    )
    .await?;
    pages::bump_revision(tx, now, page).await?;
    audit::record(
        tx,
        now,
        actor,
        "incident.page.put",
        id.0,
        visibility.as_str(),
    )
    .await
}
