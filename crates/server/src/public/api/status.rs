//! How the page is as a whole: an indicator for programs, and a few words.
//!
//! The worst component decides. What Statuspage leaves open is decided here: `critical` is when
//! every component has a major outage, and an incident that names no component of the page counts
//! with its own impact while it goes on.

use beffroi_domain::{ComponentStatus, Impact, ImpactWindow, Incident, IncidentStatus};

use super::{board::Board, extra::OfStatus, shape, tell::Teller};
use crate::public::facts::touched;

impl Teller<'_> {
    /// The status of the page.
    #[must_use]
    pub fn status(&self) -> shape::Status {
        let (indicator, key) = verdict(self.board);
        shape::Status {
            indicator,
            description: self.reader.say(&format!("api-status-{key}")),
            beffroi: (key == "unknown").then_some(OfStatus { state: key }),
        }
    }
}

/// The indicator, and the key of its words.
#[must_use]
pub fn verdict(board: &Board) -> (&'static str, &'static str) {
    let statuses: Vec<ComponentStatus> = board
        .components
        .iter()
        .map(|one| board.status(one.id))
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
    match felt.max(unnamed(board)) {
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
fn unnamed(board: &Board) -> Impact {
    let is_unnamed = |incident: &&Incident| {
        !touched(incident)
            .iter()
            .any(|(id, _)| board.component(*id).is_some())
    };
    board
        .open
        .iter()
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
