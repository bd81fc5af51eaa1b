//! Standard phrases: what status pages say when nobody typed anything.
//!
//! Statuspage fills an empty update with an English sentence; on a French page it reads as a leak.
//! We recognise it, keep the fact that it is the standard sentence, and say it in each language.

use serde::{Deserialize, Serialize};

/// A sentence that a status page says by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandardPhrase {
    /// We look into it.
    Investigating,
    /// We still look into it.
    StillInvestigating,
    /// We know the cause and work on it.
    Identified,
    /// We still work on it.
    StillFixing,
    /// Mended; we watch.
    Monitoring,
    /// We still watch.
    StillMonitoring,
    /// Over.
    Resolved,
    /// Planned work has begun.
    MaintenanceInProgress,
    /// Planned work is being checked.
    MaintenanceVerifying,
    /// Planned work is over.
    MaintenanceCompleted,
    /// Work is planned.
    MaintenanceScheduled,
    /// Planned work is planned for another time.
    MaintenanceRescheduled,
    /// Planned work was called off.
    MaintenanceCancelled,
}

/// Source: the defaults of Atlassian Statuspage, as they stand in public feeds since 2014.
const DEFAULTS: &[(&str, StandardPhrase)] = &[
    (
        "we are currently investigating this issue",
        StandardPhrase::Investigating,
    ),
    (
        "we are continuing to investigate this issue",
        StandardPhrase::StillInvestigating,
    ),
    (
        "the issue has been identified and a fix is being implemented",
        StandardPhrase::Identified,
    ),
    (
        "we are continuing to work on a fix for this issue",
        StandardPhrase::StillFixing,
    ),
    (
        "a fix has been implemented and we are monitoring the results",
        StandardPhrase::Monitoring,
    ),
    (
        "we are continuing to monitor for any further issues",
        StandardPhrase::StillMonitoring,
    ),
    ("this incident has been resolved", StandardPhrase::Resolved),
    (
        "scheduled maintenance is currently in progress. we will provide updates as necessary",
        StandardPhrase::MaintenanceInProgress,
    ),
    (
        "verification is currently underway for the maintenance items",
        StandardPhrase::MaintenanceVerifying,
    ),
    (
        "the scheduled maintenance has been completed",
        StandardPhrase::MaintenanceCompleted,
    ),
];

impl StandardPhrase {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Investigating,
        Self::StillInvestigating,
        Self::Identified,
        Self::StillFixing,
        Self::Monitoring,
        Self::StillMonitoring,
        Self::Resolved,
        Self::MaintenanceInProgress,
        Self::MaintenanceVerifying,
        Self::MaintenanceCompleted,
        Self::MaintenanceScheduled,
        Self::MaintenanceRescheduled,
        Self::MaintenanceCancelled,
    ];

    /// The standard phrase that `text` is, white space and the last full stop aside; `None` when
    /// anything else stands beside it.
    #[must_use]
    pub fn recognise(text: &str) -> Option<Self> {
        let folded = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        let bare = folded.trim_end_matches('.');
        DEFAULTS
            .iter()
            .find(|(sentence, _)| *sentence == bare)
            .map(|(_, phrase)| *phrase)
    }

    /// Its key in tables and Fluent files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Investigating => "investigating",
            Self::StillInvestigating => "still_investigating",
            Self::Identified => "identified",
            Self::StillFixing => "still_fixing",
            Self::Monitoring => "monitoring",
            Self::StillMonitoring => "still_monitoring",
            Self::Resolved => "resolved",
            Self::MaintenanceInProgress => "maintenance_in_progress",
            Self::MaintenanceVerifying => "maintenance_verifying",
            Self::MaintenanceCompleted => "maintenance_completed",
            Self::MaintenanceScheduled => "maintenance_scheduled",
            Self::MaintenanceRescheduled => "maintenance_rescheduled",
            Self::MaintenanceCancelled => "maintenance_cancelled",
        }
    }

    /// The phrase with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|phrase| phrase.as_str() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_sentence_is_recognised_alone() {
        assert_eq!(
            StandardPhrase::recognise(" This incident has\nbeen resolved. "),
            Some(StandardPhrase::Resolved)
        );
        assert_eq!(
            StandardPhrase::recognise("This incident has been resolved. Sorry."),
            None
        );
    }

    #[test]
    fn every_phrase_has_a_key_of_its_own() {
        for phrase in StandardPhrase::ALL {
            assert_eq!(StandardPhrase::from_key(phrase.as_str()), Some(*phrase));
        }
    }
}
