//! The map, drawn by hand: a component of ours hangs on something of a provider, or no longer does.

use beffroi_domain::{Actor, ComponentId, ComponentStatus, PageId, ProviderId};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::{EVENT, Target, store};
use crate::{
    audit, components,
    ground::{Error, Refusal, Result, Tx, mask, token},
    outbox, params, providers,
};

/// How badly a component of ours can be hit.
pub const DEGREES: &[ComponentStatus] = &[
    ComponentStatus::DegradedPerformance,
    ComponentStatus::PartialOutage,
    ComponentStatus::MajorOutage,
];

/// How long a note may be.
const LONGEST: usize = 500;

/// A checked command: this component hangs on that.
#[derive(Clone, Debug)]
pub struct NewUpstream {
    /// Which of ours.
    pub component: ComponentId,
    /// On whom.
    pub provider: ProviderId,
    /// On what of it.
    pub target: Target,
    /// How our component is when that is broken.
    pub degree: ComponentStatus,
    /// What there is to say of it; may be empty.
    pub note: String,
}

/// Draws a line from a component of the page; one that is drawn already says from now on how much it hurts and what its note is.
///
/// # Errors
/// `Refused` for a component of another page, a part or region that the provider has not, and a degree that is none; `NotFound`
/// without the provider.
pub async fn map(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    new: &NewUpstream,
) -> Result<Uuid> {
    check(tx, page, new).await?;
    let (part, region) = match &new.target {
        Target::Whole => (None, None),
        Target::Part(part) => (Some(part.0), None),
        Target::Region(region) => (None, Some(region.trim())),
    };
    let row: (Uuid,) = tx
        .load(
            "INSERT INTO upstreams
             (id, component_id, provider_id, part_id, region, target, degree, note, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
             ON CONFLICT (component_id, provider_id, target) DO UPDATE SET degree = $7, note = $8, updated_at = $9
             RETURNING id",
            params![
                token::new_id(now),
                new.component,
                new.provider,
                part,
                region,
                new.target.key(),
                new.degree.as_str(),
                mask::conceal(new.note.trim()).as_ref(),
                now
            ],
        )
        .await?;
    look(tx, now, new.provider).await?;
    audit::record(tx, now, actor, "upstream.map", row.0, new.degree.as_str()).await?;
    Ok(row.0)
}

/// A line may be drawn to what is in trouble already: whoever reacts to a look looks at it as it stands.
async fn look(tx: &mut Tx, now: Timestamp, provider: ProviderId) -> Result<()> {
    let body = json!({ "provider": provider.0, "first": false, "status": null, "entries": [], "parts": [] });
    let event = outbox::Event {
        key: &format!("upstream:{}", token::new_id(now)),
        kind: EVENT,
        subject: Some(provider.0),
        page: None,
        body: &body,
    };
    outbox::event(tx, now, &event).await?;
    Ok(())
}

/// Takes a line of the page away; what was raised because of it stays.
///
/// # Errors
/// `NotFound` where the page has no such line.
pub async fn unmap(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    id: Uuid,
) -> Result<()> {
    let gone = tx
        .exec(
            "DELETE FROM upstreams WHERE id = $1
             AND component_id IN (SELECT c.id FROM components c WHERE c.page_id = $2)",
            params![id, page],
        )
        .await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    audit::record(tx, now, actor, "upstream.unmap", id, "").await
}

async fn check(tx: &mut Tx, page: PageId, new: &NewUpstream) -> Result<()> {
    if !DEGREES.contains(&new.degree) {
        let message = "write degraded_performance, partial_outage or major_outage";
        return Err(Refusal::of("degree", message)
            .told("refusal-upstream-degree")
            .into());
    }
    if new.note.chars().count() > LONGEST {
        let message = format!("write at most {LONGEST} characters");
        return Err(Refusal::of("note", message)
            .told("refusal-upstream-note")
            .into());
    }
    let all = components::of_page(tx, page).await?;
    if !all.iter().any(|one| one.id == new.component) {
        let message = "choose a component of this page";
        return Err(Refusal::of("component", message)
            .told("refusal-upstream-component")
            .into());
    }
    providers::load(tx, new.provider).await?;
    let (field, message, key) = match &new.target {
        Target::Whole => return Ok(()),
        Target::Part(part) => {
            let parts = providers::parts_of(tx, new.provider).await?;
            if parts.iter().any(|one| one.id == *part) {
                return Ok(());
            }
            (
                "part",
                "this provider has no such component",
                "refusal-upstream-part",
            )
        }
        Target::Region(region) => {
            let known = store::regions_of(tx, new.provider).await?;
            let is_it = |one: &String| one.to_lowercase() == region.trim().to_lowercase();
            if known.iter().any(is_it) {
                return Ok(());
            }
            (
                "region",
                "this provider names no such region",
                "refusal-upstream-region",
            )
        }
    };
    Err(Refusal::of(field, message).told(key).into())
}
