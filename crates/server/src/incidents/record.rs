//! Recording: a whole incident, as it happened elsewhere or before us, becomes ours, quietly.

use beffroi_domain::{
    Actor, ComponentId, Consequence, Figure, Impact, ImpactWindow, IncidentId, IncidentStatus,
    LocalizedText, PageId, Priority, PublicId, Responsibility, window::is_upside_down,
};
use jiff::Timestamp;

use super::facts;
use crate::{
    audit,
    ground::{Refusal, Result, Tx, token},
    pages::{self, Visibility},
    params, translations,
    updates::{self, NewUpdate},
};

/// What is known of an incident beside its updates.
#[derive(Clone, Debug)]
pub struct Facts {
    /// References such as `TSR-1723`.
    pub references: Vec<String>,
    /// What it is called.
    pub title: LocalizedText,
    /// Where it stands.
    pub status: IncidentStatus,
    /// What readers feel.
    pub impact: Impact,
    /// The kind of service.
    pub category: LocalizedText,
    /// Whose fault.
    pub responsibility: Option<Responsibility>,
    /// The team's order of urgency.
    pub priority: Option<Priority>,
    /// Components named as affected.
    pub components: Vec<ComponentId>,
    /// When it was broken.
    pub windows: Vec<ImpactWindow>,
    /// Shares and counts of the impact.
    pub figures: Vec<Figure>,
    /// What outlasts the windows.
    pub consequences: Vec<Consequence>,
    /// Addresses named.
    pub links: Vec<String>,
}

/// A checked command: take over a whole incident.
#[derive(Clone, Debug)]
pub struct NewIncident {
    /// Kept from an import; else made.
    pub public_id: Option<PublicId>,
    /// The pages it stands on, at least one. The first keeps the public id.
    pub pages: Vec<(PageId, Visibility)>,
    /// What is known of it.
    pub facts: Facts,
    /// What was said, oldest first.
    pub updates: Vec<NewUpdate>,
    /// Its place among incidents of one date or of none: the higher, the newer.
    pub seq: i64,
}

/// Stores the incident and freshens its pages; announces nothing.
///
/// # Errors
/// `Refused` when it stands on no page, has no title, or a window ends before it starts.
pub async fn record(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: NewIncident,
) -> Result<IncidentId> {
    check(&new)?;
    let id = IncidentId(token::new_id(now));
    let mut kept = new.public_id.clone();
    insert(tx, now, id, &new).await?;
    facts::write(tx, now, actor, id, &new.facts).await?;
    updates::insert_all(tx, now, actor, id.0, &new.updates).await?;
    facts::write_dates(tx, id).await?;
    for (page, visibility) in &new.pages {
        // Each page has an id of its own, so that one cannot be found by way of another.
        let public_id = kept.take().unwrap_or_else(token::new_public_id);
        tx.exec(
            "INSERT INTO incident_pages (incident_id, page_id, public_id, visibility)
             VALUES ($1, $2, $3, $4)",
            params![id, *page, public_id.as_str(), visibility.as_str()],
        )
        .await?;
        pages::bump_revision(tx, now, *page).await?;
    }
    let public = new.pages.iter();
    let public = public.filter(|(_, visibility)| *visibility == Visibility::Public);
    let public: Vec<PageId> = public.map(|(page, _)| *page).collect();
    let said = new.updates.iter().map(|update| &update.text);
    for text in std::iter::once(&new.facts.title).chain(said) {
        translations::remember(tx, now, &public, text).await?;
    }
    audit::record(
        tx,
        now,
        actor,
        "incident.record",
        id.0,
        new.facts.status.as_str(),
    )
    .await?;
    Ok(id)
}

async fn insert(tx: &mut Tx, now: Timestamp, id: IncidentId, new: &NewIncident) -> Result<()> {
    tx.exec(
        "INSERT INTO incidents (id, refs, status, impact, links, held, seq, created_at, updated_at)
         VALUES ($1, '[]', $2, $3, '[]', '[]', $4, $5, $5)",
        params![
            id,
            new.facts.status.as_str(),
            new.facts.impact.as_str(),
            new.seq,
            now
        ],
    )
    .await?;
    Ok(())
}

fn check(new: &NewIncident) -> Result<(), Refusal> {
    if new.pages.is_empty() {
        return Err(Refusal::of(
            "pages",
            "name at least one page for the incident to stand on",
        ));
    }
    if new.facts.title.is_empty() {
        return Err(Refusal::of(
            "title",
            "give the incident a title in at least one locale",
        ));
    }
    check_windows(&new.facts.windows)
}

/// # Errors
/// `Refused` when a window ends before it starts.
pub(super) fn check_windows(windows: &[ImpactWindow]) -> Result<(), Refusal> {
    let upside_down = windows.iter().any(|window| {
        let (Some(start), Some(end)) = (window.start, window.ended()) else {
            return false;
        };
        is_upside_down(start, end)
    });
    if upside_down {
        return Err(Refusal::of(
            "windows",
            "a window ends before it starts; correct its times",
        ));
    }
    Ok(())
}
