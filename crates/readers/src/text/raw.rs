//! What a layout hands on: reports in pieces, nothing interpreted.
//!
//! Read in order: [`RawReport`], [`RawUpdate`], [`status_word`], [`lines`].

use beffroi_domain::{IncidentStatus, MaintenanceStatus, UpdateStatus};
use jiff::Timestamp;

/// One report as it stands.
#[derive(Clone, Debug, Default)]
pub struct RawReport {
    /// Whose page it is, where the page says so.
    pub provider: Option<String>,
    /// The title as it stands.
    pub title: String,
    /// Its updates, in the order of the source.
    pub updates: Vec<RawUpdate>,
    /// Components that the page's frame names.
    pub components: Vec<String>,
    /// Sentences that an aggregator added.
    pub frame: Vec<String>,
    /// True where the updates stand oldest first.
    pub oldest_first: bool,
}

/// One update as it stands.
#[derive(Clone, Debug, Default)]
pub struct RawUpdate {
    /// What the frame says the state is.
    pub status: Option<UpdateStatus>,
    /// When the frame says it was published.
    pub posted_at: Option<Timestamp>,
    /// The frame's words for that, verbatim.
    pub stamp: Option<String>,
    /// Everything typed into the text field.
    pub text: String,
}

/// The status that a word of a page's frame names.
#[must_use]
pub fn status_word(word: &str) -> Option<UpdateStatus> {
    let folded = word.trim().to_lowercase().replace([' ', '-'], "_");
    let incident = |status| Some(UpdateStatus::Incident(status));
    let maintenance = |status| Some(UpdateStatus::Maintenance(status));
    match folded.as_str() {
        "investigating" => incident(IncidentStatus::Investigating),
        "identified" => incident(IncidentStatus::Identified),
        "monitoring" => incident(IncidentStatus::Monitoring),
        "resolved" => incident(IncidentStatus::Resolved),
        "postmortem" | "post_mortem" => incident(IncidentStatus::Postmortem),
        "scheduled" => maintenance(MaintenanceStatus::Scheduled),
        "in_progress" => maintenance(MaintenanceStatus::InProgress),
        "verifying" => maintenance(MaintenanceStatus::Verifying),
        "completed" => maintenance(MaintenanceStatus::Completed),
        _ => None,
    }
}

/// The lines of a text, numbered from 1, without their ends.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n')
        .enumerate()
        .map(|(at, line)| (at + 1, line.strip_suffix('\r').unwrap_or(line)))
}

/// Lines put together again, without the empty ones around.
#[must_use]
pub fn joined(lines: &[&str]) -> String {
    lines.join("\n").trim().to_owned()
}
