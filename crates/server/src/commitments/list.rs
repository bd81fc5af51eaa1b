//! What a page promised its readers, over all its incidents.

use beffroi_domain::{Commitment, IncidentId, LocalizedText, PageId, PublicId};
use uuid::Uuid;

use super::store;
use crate::{
    ground::{Result, Tx, db::word},
    params, texts,
};

/// A promise with the incident that it is about.
#[derive(Clone, Debug)]
pub struct Promised {
    /// The incident, as readers see it on the page in question.
    pub incident: PublicId,
    /// What the incident is called.
    pub title: LocalizedText,
    /// What was promised.
    pub promise: Commitment,
}

#[derive(sqlx_macros::FromRow)]
struct StandsRow {
    incident_id: Uuid,
    public_id: String,
}

/// What readers of a page were promised, the newest due time first.
///
/// # Errors
/// A fault when the database is away.
pub async fn promised_on(tx: &mut Tx, page: PageId) -> Result<Vec<Promised>> {
    let stands: Vec<StandsRow> = tx
        .list(
            "SELECT p.incident_id, p.public_id FROM incident_pages p
             WHERE p.page_id = $1 AND p.visibility = 'public'
               AND EXISTS (SELECT 1 FROM commitments c WHERE c.incident_id = p.incident_id)",
            params![page],
        )
        .await?;
    let mut all = Vec::new();
    for row in stands {
        let title = texts::of(tx, row.incident_id)
            .await?
            .take(row.incident_id, "title");
        let incident: PublicId = word(&row.public_id)?;
        let promises = store::of(tx, IncidentId(row.incident_id)).await?;
        all.extend(promises.into_iter().map(|promise| Promised {
            incident: incident.clone(),
            title: title.clone(),
            promise,
        }));
    }
    all.sort_by_key(|one| (std::cmp::Reverse(one.promise.late_at), one.promise.id));
    Ok(all)
}
