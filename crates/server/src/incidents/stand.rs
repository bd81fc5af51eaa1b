//! An incident as a deed finds it, locked until the deed is done; and what every deed leaves behind.
//!
//! A row is locked by writing to it first: the version grows, and a second writer waits for the first,
//! then sees that his version is an old one.

use beffroi_domain::{Actor, IncidentId, IncidentStatus, Locale, LocalizedText, PageId, PublicId};
use jiff::Timestamp;
use uuid::Uuid;

use super::merge;
use crate::{
    ground::{Error, Refusal, RefusalKind, Result, Tx, db::word},
    pages::{self, Page},
    params,
};

pub use crate::drafts::Version;

/// An incident that is locked for a deed.
pub(super) struct Standing {
    pub id: IncidentId,
    /// The version that this deed brings.
    pub version: Version,
    pub status: IncidentStatus,
    /// Whether it was opened when it was over.
    pub is_afterwards: bool,
    pub places: Vec<Place>,
}

/// A page that an incident stands on.
pub(super) struct Place {
    pub page: Page,
    pub public_id: PublicId,
    pub is_public: bool,
}

#[derive(sqlx_macros::FromRow)]
struct StandingRow {
    version: i64,
    status: String,
    told: String,
}

#[derive(sqlx_macros::FromRow)]
struct PlaceRow {
    page_id: Uuid,
    public_id: String,
    visibility: String,
}

/// Locks an incident for a deed of somebody who saw `expected`.
///
/// # Errors
/// `Refused` as a conflict when somebody was faster, or it was merged into another; `NotFound` without such
/// an incident.
pub(super) async fn lock(
    tx: &mut Tx,
    now: Timestamp,
    id: IncidentId,
    expected: Option<Version>,
) -> Result<Standing> {
    let row: StandingRow = tx
        .load(
            "UPDATE incidents SET version = version + 1, updated_at = $2 WHERE id = $1
             RETURNING version, status, told",
            params![id, now],
        )
        .await?;
    let stood_at = Version(row.version - 1);
    if expected.is_some_and(|expected| expected != stood_at) {
        return Err(moved_on(stood_at).into());
    }
    if merge::merged_into(tx, id).await?.is_some() {
        return Err(merged().into());
    }
    Ok(Standing {
        id,
        version: Version(row.version),
        status: word(&row.status)?,
        is_afterwards: row.told == "afterwards",
        places: places(tx, id).await?,
    })
}

/// Why nothing is done to a duplicate any more.
fn merged() -> Refusal {
    Refusal::whole("this incident was merged into another; open the one that it leads to")
        .being(RefusalKind::Conflict)
        .told("refusal-merged-already")
}

/// Says where an incident stands, ahead of the statement that says so in the same deed.
pub(super) async fn set_status(tx: &mut Tx, id: IncidentId, status: IncidentStatus) -> Result<()> {
    tx.exec(
        "UPDATE incidents SET status = $2 WHERE id = $1",
        params![id, status.as_str()],
    )
    .await?;
    Ok(())
}

/// Why a deed on an older version is not done; it says which version is there now.
fn moved_on(now: Version) -> Refusal {
    Refusal::of(
        "expected",
        "somebody else changed this incident meanwhile; look at what is there now, then send yours again",
    )
    .being(RefusalKind::Conflict)
    .says("refusal-incident-moved-on", [("version", now.0.to_string())])
}

/// The pages that an incident stands on; none where there is no such incident.
pub(super) async fn pages_of(tx: &mut Tx, id: IncidentId) -> Result<Vec<PageId>> {
    let rows: Vec<PlaceRow> = tx
        .list(
            "SELECT page_id, public_id, visibility FROM incident_pages
             WHERE incident_id = $1 ORDER BY page_id",
            params![id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| PageId(row.page_id)).collect())
}

async fn places(tx: &mut Tx, id: IncidentId) -> Result<Vec<Place>> {
    let rows: Vec<PlaceRow> = tx
        .list(
            "SELECT page_id, public_id, visibility FROM incident_pages
             WHERE incident_id = $1 ORDER BY page_id",
            params![id],
        )
        .await?;
    let mut places = Vec::with_capacity(rows.len());
    for row in rows {
        let page = pages::find_by_id(tx, PageId(row.page_id)).await?;
        places.push(Place {
            page: page.ok_or(Error::NotFound)?,
            public_id: word(&row.public_id)?,
            is_public: row.visibility == "public",
        });
    }
    Ok(places)
}

/// Freshens the pages and notes which deed brought this version. The audit row is the verb's own.
pub(super) async fn settle(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    action: &'static str,
) -> Result<()> {
    note_version(tx, now, actor, (standing.id, standing.version), action).await?;
    for place in &standing.places {
        pages::bump_revision(tx, now, place.page.id).await?;
    }
    Ok(())
}

/// Notes which deed brought a version.
pub(super) async fn note_version(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    (id, version): (IncidentId, Version),
    action: &'static str,
) -> Result<()> {
    tx.exec(
        "INSERT INTO incident_versions (incident_id, version, at, actor_kind, actor_id, action)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, version.0, now, actor.kind(), actor.id(), action],
    )
    .await?;
    Ok(())
}

impl Standing {
    /// The pages where readers see it.
    pub(super) fn public_pages(&self) -> Vec<PageId> {
        let public = self.places.iter().filter(|place| place.is_public);
        public.map(|place| place.page.id).collect()
    }

    /// The locales that its pages speak and `text` does not have, each once.
    pub(super) fn missing(&self, text: &LocalizedText) -> Vec<Locale> {
        let spoken = self.places.iter().flat_map(|place| &place.page.locales);
        let mut missing: Vec<Locale> = Vec::new();
        for locale in spoken {
            if text.get(locale).is_none() && !missing.contains(locale) {
                missing.push(locale.clone());
            }
        }
        missing
    }

    /// The locales that its pages speak and any of `texts` does not have, each once.
    pub(super) fn missing_any(&self, texts: &[&LocalizedText]) -> Vec<Locale> {
        let all = self.missing(&LocalizedText::new());
        let lacks = |locale: &Locale| texts.iter().any(|text| text.get(locale).is_none());
        all.into_iter().filter(lacks).collect()
    }

    /// # Errors
    /// `Refused` when a text is in a locale that none of the pages speaks.
    pub(super) fn check_locales(
        &self,
        field: &'static str,
        text: &LocalizedText,
    ) -> Result<(), Refusal> {
        let pages: Vec<&Page> = self.places.iter().map(|place| &place.page).collect();
        check_locales(field, text, &pages)
    }
}

/// # Errors
/// `Refused` when a text is in a locale that none of the pages speaks.
pub(super) fn check_locales(
    field: &'static str,
    text: &LocalizedText,
    pages: &[&Page],
) -> Result<(), Refusal> {
    let is_spoken = |locale: &Locale| pages.iter().any(|page| page.locales.contains(locale));
    let Some(foreign) = text.locales().find(|locale| !is_spoken(locale)) else {
        return Ok(());
    };
    let message = format!("no page of this incident speaks {foreign}; leave that text out");
    Err(Refusal::of(field, message)
        .says("refusal-locale-not-spoken", [("locale", foreign.as_str())]))
}
