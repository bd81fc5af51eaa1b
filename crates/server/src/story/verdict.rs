//! How a page and its components are in the words that Statuspage has, for programs.
//!
//! The worst component decides. What Statuspage leaves open is decided here: `critical` is when
//! every component has a major outage, and an incident that names no component of the page counts
//! with its own impact while it goes on.

use std::collections::HashMap;

use beffroi_domain::{
    ComponentId, ComponentStatus, Impact, ImpactWindow, Incident, IncidentStatus,
};

use super::facts::touched;
use crate::components::Component;

/// A status in the words that Statuspage has: it has none for what nobody can tell.
#[must_use]
pub fn spoken(status: ComponentStatus) -> &'static str {
    match status {
        ComponentStatus::Unknown => ComponentStatus::Operational.as_str(),
        other => other.as_str(),
    }
}

/// The indicator of a page, and the key of its words. `ever` are the components that it has or had, `now` is how each that
/// it has is, `open` what goes on.
#[must_use]
pub fn of_page(
    ever: &[&Component],
    now: &HashMap<ComponentId, ComponentStatus>,
    open: &[Incident],
) -> (&'static str, &'static str) {
    let statuses: Vec<ComponentStatus> = ever
        .iter()
        .filter(|one| one.deleted_at.is_none())
        .map(|one| now.get(&one.id).copied())
        .map(|status| status.unwrap_or(ComponentStatus::Unknown))
        .collect();
    let all_broken = !statuses.is_empty()
        && statuses
            .iter()
            .all(|status| *status == ComponentStatus::MajorOutage);
    let worst = statuses
        .iter()
        .copied()
        .max()
        .unwrap_or(ComponentStatus::Operational);
    let felt = match worst {
        _ if all_broken => Impact::Critical,
        // Some of several: the page as a whole is not down.
        ComponentStatus::MajorOutage => Impact::Major,
        other => other.impact(),
    };
    match felt.max(unnamed(ever, open)) {
        Impact::Critical => ("critical", "critical"),
        Impact::Major => ("major", "major"),
        Impact::Minor => ("minor", "minor"),
        Impact::None if worst == ComponentStatus::UnderMaintenance => {
            ("maintenance", "maintenance")
        }
        Impact::None if statuses.contains(&ComponentStatus::Unknown) => ("none", "unknown"),
        Impact::None => ("none", "none"),
    }
}

/// The worst of incidents that go on and name nothing on this page.
fn unnamed(ever: &[&Component], open: &[Incident]) -> Impact {
    let is_ours = |id: ComponentId| ever.iter().any(|one| one.id == id);
    let is_unnamed = |incident: &&Incident| !touched(incident).iter().any(|(id, _)| is_ours(*id));
    open.iter()
        .filter(|incident| goes_on(incident))
        .filter(is_unnamed)
        .map(|incident| incident.impact)
        .max()
        .unwrap_or(Impact::None)
}

/// What is mended and only watched is over for the page as a whole.
fn goes_on(incident: &Incident) -> bool {
    incident.status != IncidentStatus::Monitoring
        || incident.windows.iter().any(ImpactWindow::is_ongoing)
}
