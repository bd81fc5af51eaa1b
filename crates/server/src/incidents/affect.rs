//! What windows do to everything else: which components an incident names, how bad they are now, how
//! much readers feel.
//!
//! Who wins: a component is as bad as the worst window that goes on in any open incident. Where none
//! does, it is what was said of it, and good again after trouble.

use std::collections::BTreeMap;

use beffroi_domain::{ComponentId, ComponentStatus, Impact, IncidentId, StatusChange};
use jiff::Timestamp;

use super::{facts, facts::fact, stand::Standing};
use crate::{
    components,
    ground::{Refusal, Result, Tx, db::word},
    params,
};

#[derive(sqlx_macros::FromRow)]
struct DegreeRow {
    degree: String,
}

#[derive(sqlx_macros::FromRow)]
struct StatusRow {
    status: String,
}

/// # Errors
/// `Refused` when a component is none of the incident's pages.
pub(super) async fn check_components(
    standing: &Standing,
    tx: &mut Tx,
    named: impl Iterator<Item = ComponentId>,
) -> Result<()> {
    let mut own = std::collections::HashSet::new();
    for place in &standing.places {
        own.extend(components::ids_of_page(tx, place.page.id).await?);
    }
    for component in named {
        if !own.contains(&component) {
            let message = "this component is on none of the incident's pages; leave it out";
            let refusal = Refusal::of("components", message);
            return Err(refusal.told("refusal-component-elsewhere").into());
        }
    }
    Ok(())
}

/// Names components as affected, behind those that are.
pub(super) async fn name_components(
    tx: &mut Tx,
    incident: IncidentId,
    named: impl Iterator<Item = ComponentId>,
) -> Result<()> {
    for component in named {
        tx.exec(
            "INSERT INTO incident_components (incident_id, component_id, position)
             SELECT $1, $2, COALESCE(MAX(position), 0) + 1 FROM incident_components
             WHERE incident_id = $1
             ON CONFLICT (incident_id, component_id) DO NOTHING",
            params![incident, component],
        )
        .await?;
    }
    Ok(())
}

/// Raises what readers feel to what a degree stands for, unless a person set it.
pub(super) async fn worsen(
    tx: &mut Tx,
    incident: IncidentId,
    degree: ComponentStatus,
) -> Result<()> {
    let held = facts::held(tx, incident).await?;
    if held.iter().any(|one| one == fact::IMPACT) {
        return Ok(());
    }
    let felt = impact_of(tx, incident).await?;
    if degree.impact() > felt {
        tx.exec(
            "UPDATE incidents SET impact = $2 WHERE id = $1",
            params![incident, degree.impact().as_str()],
        )
        .await?;
    }
    Ok(())
}

#[derive(sqlx_macros::FromRow)]
struct ImpactRow {
    impact: String,
}

/// What readers feel of an incident.
pub(super) async fn impact_of(tx: &mut Tx, incident: IncidentId) -> Result<Impact> {
    let row: ImpactRow = tx
        .load(
            "SELECT impact FROM incidents WHERE id = $1",
            params![incident],
        )
        .await?;
    word(&row.impact)
}

/// Brings the statuses of components in line with what goes on, and `said` where nothing does. What
/// changed comes back, in order of ids.
pub(super) async fn settle_statuses(
    tx: &mut Tx,
    now: Timestamp,
    touched: &[ComponentId],
    said: &[(ComponentId, ComponentStatus)],
) -> Result<Vec<StatusChange>> {
    let said: BTreeMap<ComponentId, ComponentStatus> = said.iter().copied().collect();
    let mut changes = Vec::new();
    for component in touched {
        let row: StatusRow = tx
            .load(
                "SELECT status FROM components WHERE id = $1",
                params![*component],
            )
            .await?;
        let old: ComponentStatus = word(&row.status)?;
        let after = if old.is_trouble() {
            ComponentStatus::Operational
        } else {
            old
        };
        let quiet = said.get(component).copied().unwrap_or(after);
        let new = worst_now(tx, *component).await?.unwrap_or(quiet);
        if old != new {
            components::set_status(tx, now, *component, new).await?;
            let component = *component;
            changes.push(StatusChange {
                component,
                old,
                new,
            });
        }
    }
    Ok(changes)
}

/// The worst that goes on for a component in any open incident; what was merged counts no more.
async fn worst_now(tx: &mut Tx, component: ComponentId) -> Result<Option<ComponentStatus>> {
    let rows: Vec<DegreeRow> = tx
        .list(
            "SELECT c.degree FROM impact_window_components c
             JOIN impact_windows w ON w.id = c.window_id
             JOIN incidents i ON i.id = w.incident_id
             WHERE c.component_id = $1 AND w.end_kind = 'ongoing'
               AND i.status IN ('investigating', 'identified', 'monitoring')
               AND NOT EXISTS (SELECT 1 FROM incident_merges m WHERE m.incident_id = i.id)",
            params![component],
        )
        .await?;
    let mut worst = None;
    for row in rows {
        worst = worst.max(Some(word(&row.degree)?));
    }
    Ok(worst)
}
