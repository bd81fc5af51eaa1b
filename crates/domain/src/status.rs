//! Statuses and impacts: the field's words, with their order of badness and their weights.
//!
//! Each has one spelling, the one of Statuspage's API, in code, tables, URLs and pages.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The one spelling, as in Statuspage's API.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    other => Err(UnknownWord { what: stringify!($name), word: other.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;

/// A word that is none of the known ones.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is no {what}")]
pub struct UnknownWord {
    /// The kind of word that was expected.
    pub what: &'static str,
    /// What stood there.
    pub word: String,
}

words! {
    /// The state of a component, from best to worst; `Unknown` where nobody can tell.
    ComponentStatus {
        /// Works.
        Operational = "operational",
        /// Nobody can tell.
        Unknown = "unknown",
        /// Planned work.
        UnderMaintenance = "under_maintenance",
        /// Slow or flaky.
        DegradedPerformance = "degraded_performance",
        /// Broken for some.
        PartialOutage = "partial_outage",
        /// Broken for nearly all.
        MajorOutage = "major_outage",
    }
}

words! {
    /// Where an incident stands.
    IncidentStatus {
        /// Seen, cause unknown.
        Investigating = "investigating",
        /// Cause known.
        Identified = "identified",
        /// Mended, being watched.
        Monitoring = "monitoring",
        /// Over.
        Resolved = "resolved",
        /// Over, and the write-up is published.
        Postmortem = "postmortem",
    }
}

words! {
    /// Where a maintenance stands.
    MaintenanceStatus {
        /// Announced.
        Scheduled = "scheduled",
        /// Under way.
        InProgress = "in_progress",
        /// Done, being checked.
        Verifying = "verifying",
        /// Over.
        Completed = "completed",
    }
}

words! {
    /// What readers feel, from nothing to everything; apart from priority, which is the team's.
    Impact {
        /// Nothing.
        None = "none",
        /// Slow or flaky.
        Minor = "minor",
        /// Broken for some.
        Major = "major",
        /// Broken for nearly all.
        Critical = "critical",
    }
}

/// The status that an update states: of an incident, or of a maintenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum UpdateStatus {
    /// Of an incident.
    Incident(IncidentStatus),
    /// Of a maintenance.
    Maintenance(MaintenanceStatus),
}

impl UpdateStatus {
    /// The one spelling, as in Statuspage's API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incident(status) => status.as_str(),
            Self::Maintenance(status) => status.as_str(),
        }
    }

    /// True where nothing goes on after it: `resolved`, `postmortem` and `completed`.
    #[must_use]
    pub fn is_over(self) -> bool {
        match self {
            Self::Incident(status) => !status.is_open(),
            Self::Maintenance(status) => status == MaintenanceStatus::Completed,
        }
    }
}

/// The same of a word, as in tables and replies; a word that is no status of ours says nothing of an end.
#[must_use]
pub fn is_over(word: &str) -> bool {
    word.parse().is_ok_and(UpdateStatus::is_over)
}

impl std::str::FromStr for UpdateStatus {
    type Err = UnknownWord;

    /// The words of incidents and of maintenances are different ones, so a word says which it is.
    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let incident = word.parse().map(Self::Incident);
        incident.or_else(|_| word.parse().map(Self::Maintenance))
    }
}

impl IncidentStatus {
    /// True while readers must expect trouble.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Investigating | Self::Identified | Self::Monitoring
        )
    }
}

impl MaintenanceStatus {
    /// True while the work is being done.
    #[must_use]
    pub fn is_active(self) -> bool {
        matches!(self, Self::InProgress | Self::Verifying)
    }
}

impl ComponentStatus {
    /// True for the three degrees of trouble.
    #[must_use]
    pub fn is_trouble(self) -> bool {
        matches!(
            self,
            Self::DegradedPerformance | Self::PartialOutage | Self::MajorOutage
        )
    }

    /// The impact that an incident has when this is the worst it did to a component.
    ///
    /// Source: Statuspage derives impact this way in every record we have seen.
    #[must_use]
    pub fn impact(self) -> Impact {
        match self {
            Self::DegradedPerformance => Impact::Minor,
            Self::PartialOutage => Impact::Major,
            Self::MajorOutage => Impact::Critical,
            Self::Operational | Self::Unknown | Self::UnderMaintenance => Impact::None,
        }
    }
}

impl Impact {
    /// The degree that an impact stands for where no component was named.
    #[must_use]
    pub fn degree(self) -> ComponentStatus {
        match self {
            Self::None => ComponentStatus::Operational,
            Self::Minor => ComponentStatus::DegradedPerformance,
            Self::Major => ComponentStatus::PartialOutage,
            Self::Critical => ComponentStatus::MajorOutage,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_itself() {
        for status in ComponentStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(*status));
        }
        for status in IncidentStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(*status));
        }
    }

    #[test]
    fn three_words_say_that_it_is_over_and_no_others() {
        let incidents = IncidentStatus::ALL.iter().copied();
        let works = MaintenanceStatus::ALL.iter().copied();
        let all = incidents.map(UpdateStatus::Incident);
        let all = all.chain(works.map(UpdateStatus::Maintenance));
        let over: Vec<&str> = all
            .filter(|status| status.is_over())
            .map(UpdateStatus::as_str)
            .collect();

        assert_eq!(over, ["resolved", "postmortem", "completed"]);
        assert!(over.iter().all(|word| is_over(word)));
        for word in ["monitoring", "verifying", "operational", "Resolved", ""] {
            assert!(!is_over(word), "{word:?}");
        }
    }

    #[test]
    fn the_worst_component_decides() {
        let worst = [
            ComponentStatus::PartialOutage,
            ComponentStatus::Operational,
            ComponentStatus::Unknown,
        ]
        .into_iter()
        .max();

        assert_eq!(worst.map(ComponentStatus::impact), Some(Impact::Major));
    }
}
