//! Merging: two incidents told of one thing. The duplicate leaves the pages, and its addresses lead on.

use beffroi_domain::{Actor, ComponentId, IncidentId, PageId, PublicId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    affect, promise, put_on_page, rows,
    stand::{self, Standing, Version},
};
use crate::{
    audit, commitments,
    ground::{Refusal, Result, Tx, db::word},
    pages::Visibility,
    params,
};

/// A checked command: this incident is the same as another.
#[derive(Clone, Copy, Debug)]
pub struct MergeInto {
    /// The duplicate.
    pub incident: IncidentId,
    /// What the writer saw of it.
    pub expected: Option<Version>,
    /// The one that stays.
    pub into: IncidentId,
}

#[derive(sqlx_macros::FromRow)]
struct IntoRow {
    into_id: Uuid,
}

#[derive(sqlx_macros::FromRow)]
struct PublicIdRow {
    public_id: String,
}

/// Takes a duplicate off its pages and has its addresses lead to the incident that stays, which comes to
/// stand on all of them. What was written stays in the database; the windows of the duplicate count no more.
///
/// # Errors
/// `Refused` for an incident and itself, and one that is merged already; as a conflict when somebody was
/// faster; `NotFound` without either.
pub async fn merge_into(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: MergeInto,
) -> Result<Version> {
    if command.incident == command.into {
        let message = "choose another incident to merge this one into";
        return Err(Refusal::of("into", message)
            .told("refusal-merge-self")
            .into());
    }
    let (standing, stays) = lock_both(tx, now, command).await?;
    redirect(tx, now, command).await?;
    move_pages(tx, now, actor, &standing, &stays).await?;
    settle_components(tx, now, command.incident).await?;
    let duplicate = promise::about(&standing);
    commitments::gone(tx, now, actor, &duplicate).await?;
    stand::settle(tx, now, actor, &standing, "incident.merge").await?;
    stand::settle(tx, now, actor, &stays, "incident.merge").await?;
    let digest = command.into.to_string();
    audit::record(tx, now, actor, "incident.merge", standing.id.0, &digest).await?;
    Ok(stays.version)
}

/// Whatever led to the duplicate leads on as well.
async fn redirect(tx: &mut Tx, now: Timestamp, command: MergeInto) -> Result<()> {
    tx.exec(
        "UPDATE incident_merges SET into_id = $2 WHERE into_id = $1",
        params![command.incident, command.into],
    )
    .await?;
    tx.exec(
        "INSERT INTO incident_merges (incident_id, into_id, at) VALUES ($1, $2, $3)",
        params![command.incident, command.into, now],
    )
    .await?;
    Ok(())
}

async fn move_pages(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    duplicate: &Standing,
    stays: &Standing,
) -> Result<()> {
    for place in &duplicate.places {
        let page = place.page.id;
        let stands = stays.places.iter().any(|one| one.page.id == page);
        if place.is_public && !stands {
            put_on_page(tx, now, actor, stays.id, page, Visibility::Public, None).await?;
        }
    }
    tx.exec(
        "UPDATE incident_pages SET visibility = 'hidden' WHERE incident_id = $1",
        params![duplicate.id],
    )
    .await?;
    Ok(())
}

async fn settle_components(tx: &mut Tx, now: Timestamp, duplicate: IncidentId) -> Result<()> {
    let windows = rows::windows_of(tx, duplicate).await?;
    let going_on = windows.iter().filter(|one| one.window.is_ongoing());
    let parts = going_on.flat_map(|one| &one.window.components);
    let touched: Vec<ComponentId> = parts.map(|part| part.0).collect();
    affect::settle_statuses(tx, now, &touched, &[]).await?;
    Ok(())
}

/// Always the same one first, so that two merges at once never wait for each other.
async fn lock_both(
    tx: &mut Tx,
    now: Timestamp,
    command: MergeInto,
) -> Result<(Standing, Standing)> {
    if command.incident < command.into {
        let standing = stand::lock(tx, now, command.incident, command.expected).await?;
        return Ok((standing, stand::lock(tx, now, command.into, None).await?));
    }
    let stays = stand::lock(tx, now, command.into, None).await?;
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    Ok((standing, stays))
}

/// The incident that a duplicate was merged into.
///
/// # Errors
/// A fault when the database is away.
pub async fn merged_into(tx: &mut Tx, id: IncidentId) -> Result<Option<IncidentId>> {
    let row: Option<IntoRow> = tx
        .find(
            "SELECT into_id FROM incident_merges WHERE incident_id = $1",
            params![id],
        )
        .await?;
    Ok(row.map(|row| IncidentId(row.into_id)))
}

/// Where an address of a page leads that was a duplicate's.
///
/// # Errors
/// A fault when the database is away.
pub async fn leads_to(tx: &mut Tx, page: PageId, public_id: &str) -> Result<Option<PublicId>> {
    let row: Option<PublicIdRow> = tx
        .find(
            "SELECT s.public_id FROM incident_pages d
             JOIN incident_merges m ON m.incident_id = d.incident_id
             JOIN incident_pages s ON s.incident_id = m.into_id AND s.page_id = d.page_id
             WHERE d.page_id = $1 AND d.public_id = $2 AND s.visibility = 'public'",
            params![page, public_id],
        )
        .await?;
    row.map(|row| word(&row.public_id)).transpose()
}
