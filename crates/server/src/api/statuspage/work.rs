//! Planned work by Statuspage's calls, over the verbs of `maintenances`.

use beffroi_domain::PublicId;

use super::{deed::Said, tell::Teller};
use crate::{
    api::{answer::Wrong, ask::Ask, fields::Fields},
    ground::{Error, Refusal, Tx},
    maintenances,
};

/// Whether a body plans work instead of telling of an incident.
///
/// # Errors
/// `Refused` where its times are none.
pub fn is_meant(fields: &Fields) -> Result<bool, Refusal> {
    let status = fields.text("status", 100)?;
    let is_status = |status: &str| WORK.contains(&status);
    Ok(fields.instant("scheduled_for")?.is_some() || status.as_deref().is_some_and(is_status))
}

/// Statuses of a maintenance.
pub const WORK: &[&str] = &["scheduled", "in_progress", "verifying", "completed"];

/// Plans work; its public id comes back.
///
/// # Errors
/// `Refused`: it cannot be planned here yet.
pub async fn schedule(
    _tx: &mut Tx,
    _ask: &Ask,
    _teller: &Teller,
    _fields: &Fields,
    _said: &Said,
) -> Result<PublicId, Wrong> {
    Err(Refusal::of("scheduled_for", "planned work cannot be made here yet").into())
}

/// Changes planned work.
///
/// # Errors
/// `NotFound` where there is none; `Refused`: it cannot be changed here yet.
pub async fn change(
    tx: &mut Tx,
    _ask: &Ask,
    teller: &Teller,
    id: &str,
    _fields: &Fields,
    _said: &Said,
) -> Result<(), Wrong> {
    let found = maintenances::find_by_public_id(tx, teller.page.id, id).await?;
    found.ok_or(Error::NotFound)?;
    Err(Refusal::of("status", "planned work cannot be changed here yet").into())
}
