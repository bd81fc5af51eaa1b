//! Planned work: announced, done, over.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    ComponentId, Impact, LocalizedText, MaintenanceId, MaintenanceStatus, PublicId, Update,
    window::Interval,
};

/// Planned work told to readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maintenance {
    /// Ours, inside.
    pub id: MaintenanceId,
    /// As readers see it on the page in question.
    pub public_id: PublicId,
    /// What it is called.
    pub title: LocalizedText,
    /// Where it stands.
    pub status: MaintenanceStatus,
    /// What readers are told to expect.
    pub impact: Impact,
    /// Components that are worked on.
    pub components: Vec<ComponentId>,
    /// When it is planned to begin.
    pub scheduled_start_at: Timestamp,
    /// When it is planned to be over.
    pub scheduled_end_at: Timestamp,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it was over.
    pub completed_at: Option<Timestamp>,
    /// What was said, oldest first.
    pub updates: Vec<Update>,
    /// When our record was made.
    pub created_at: Timestamp,
    /// When our record last changed.
    pub updated_at: Timestamp,
}

impl Maintenance {
    /// The time in which work was really done, up to `now`; `None` before it began.
    #[must_use]
    pub fn worked(&self, now: Timestamp) -> Option<Interval> {
        let from = self.started_at?;
        Some(Interval {
            from,
            to: self.completed_at.unwrap_or(now).max(from),
        })
    }
}
