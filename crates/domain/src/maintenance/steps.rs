//! What may happen to planned work, and when the clock does it.
//!
//! Read in order: [`Step`], [`ByClock`], [`Due`], [`status_during`]. Pure: whoever calls knows the time.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Maintenance;
use crate::{ComponentStatus, MaintenanceStatus, window::Interval};

/// One step in the life of planned work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The work begins, or goes on after a check that failed.
    Begin,
    /// The work is done and is being checked.
    Verify,
    /// The work is over.
    Complete,
    /// The work is called off before it began.
    Cancel,
}

/// Why a step cannot be taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// It was taken already.
    Already,
    /// The work is over, or was called off.
    Over,
    /// The work has not begun.
    NotBegun,
    /// The work is under way: complete it instead.
    UnderWay,
}

impl Step {
    /// The status that the work has after this step.
    ///
    /// # Errors
    /// [`NotNow`] where the step does not follow on `status`.
    pub fn from(self, status: MaintenanceStatus) -> Result<MaintenanceStatus, NotNow> {
        use MaintenanceStatus::{Completed, InProgress, Scheduled, Verifying};
        match (self, status) {
            (Self::Begin, Scheduled | Verifying) => Ok(InProgress),
            (Self::Verify, InProgress) => Ok(Verifying),
            (Self::Complete, InProgress | Verifying) | (Self::Cancel, Scheduled) => Ok(Completed),
            (Self::Begin, InProgress)
            | (Self::Verify, Verifying)
            | (Self::Complete | Self::Cancel, Completed) => Err(NotNow::Already),
            (_, Completed) => Err(NotNow::Over),
            (Self::Verify | Self::Complete, Scheduled) => Err(NotNow::NotBegun),
            (Self::Cancel, InProgress | Verifying) => Err(NotNow::UnderWay),
        }
    }
}

/// What the clock does of itself: nothing, the beginning, the end, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByClock {
    /// It begins when it is planned to.
    pub begins: bool,
    /// It is over when it is planned to be, if it has begun.
    pub completes: bool,
}

/// A word that says nothing of what the clock does.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?}: write nothing, begin, complete or both")]
pub struct BadByClock(pub String);

impl ByClock {
    /// Begins and ends by itself.
    pub const BOTH: Self = Self {
        begins: true,
        completes: true,
    };

    /// As in tables, files and commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match (self.begins, self.completes) {
            (false, false) => "nothing",
            (true, false) => "begin",
            (false, true) => "complete",
            (true, true) => "both",
        }
    }
}

impl std::str::FromStr for ByClock {
    type Err = BadByClock;

    fn from_str(word: &str) -> Result<Self, BadByClock> {
        let (begins, completes) = match word {
            "nothing" => (false, false),
            "begin" => (true, false),
            "complete" => (false, true),
            "both" => (true, true),
            other => return Err(BadByClock(other.to_owned())),
        };
        Ok(Self { begins, completes })
    }
}

/// When the clock has something to do, and which of its times the work is about then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub at: Timestamp,
    /// The beginning, as planned, of the time that it is about.
    pub about: Timestamp,
}

impl Maintenance {
    /// When readers are to be reminded next of a time that begins after `now`.
    #[must_use]
    pub fn remind_due(&self, now: Timestamp) -> Option<Due> {
        let before = SignedDuration::from_mins(self.remind_minutes?);
        if self.recurrence.is_none() && self.status != MaintenanceStatus::Scheduled {
            return None;
        }
        self.times()
            .skip_while(|time| time.from <= now)
            .find_map(|time| {
                let at = time.from.checked_sub(before).ok()?;
                Some(Due {
                    at,
                    about: time.from,
                })
            })
    }

    /// When the clock begins it next: work that comes again at its next time that is not over at
    /// `now`, any other at its own, however late.
    #[must_use]
    pub fn begin_due(&self, now: Timestamp) -> Option<Due> {
        let time = match &self.recurrence {
            None => Some(self.planned())
                .filter(|_| self.by_clock.begins && self.status == MaintenanceStatus::Scheduled),
            Some(_) if self.cancelled_at.is_some() => None,
            Some(_) => self.times_from(now).next(),
        };
        time.map(|Interval { from, .. }| Due {
            at: from,
            about: from,
        })
    }

    /// When the clock completes it: at its planned end, if it has begun and does not come again.
    #[must_use]
    pub fn complete_due(&self) -> Option<Due> {
        let is_due =
            self.recurrence.is_none() && self.by_clock.completes && self.status.is_active();
        is_due.then_some(Due {
            at: self.scheduled_end_at,
            about: self.scheduled_start_at,
        })
    }

    /// The time of it that is planned to begin at `about`.
    #[must_use]
    pub fn time_at(&self, about: Timestamp) -> Option<Interval> {
        self.times()
            .take_while(|time| time.from <= about)
            .find(|time| time.from == about)
    }
}

/// How a component is while it is worked on: under maintenance, unless it is worse already.
#[must_use]
pub fn status_during(before: ComponentStatus) -> ComponentStatus {
    before.max(ComponentStatus::UnderMaintenance)
}

/// How a component is once the work is over: what somebody set meanwhile stays.
#[must_use]
pub fn status_after(during: ComponentStatus) -> ComponentStatus {
    match during {
        ComponentStatus::UnderMaintenance => ComponentStatus::Operational,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_on_each_other() {
        use MaintenanceStatus::{Completed, InProgress, Scheduled, Verifying};

        assert_eq!(Step::Begin.from(Scheduled), Ok(InProgress));
        assert_eq!(Step::Begin.from(Verifying), Ok(InProgress));
        assert_eq!(Step::Verify.from(Scheduled), Err(NotNow::NotBegun));
        assert_eq!(Step::Complete.from(InProgress), Ok(Completed));
        assert_eq!(Step::Complete.from(Completed), Err(NotNow::Already));
        assert_eq!(Step::Cancel.from(InProgress), Err(NotNow::UnderWay));
        assert_eq!(Step::Begin.from(Completed), Err(NotNow::Over));
    }

    #[test]
    fn an_outage_is_not_covered_by_maintenance_and_outlasts_it() {
        use ComponentStatus::{MajorOutage, Operational, UnderMaintenance};

        assert_eq!(status_during(Operational), UnderMaintenance);
        assert_eq!(status_during(MajorOutage), MajorOutage);
        assert_eq!(status_after(UnderMaintenance), Operational);
        assert_eq!(status_after(MajorOutage), MajorOutage);
    }

    #[test]
    fn what_the_clock_does_is_one_word() {
        for word in ["nothing", "begin", "complete", "both"] {
            assert_eq!(word.parse::<ByClock>().unwrap().as_str(), word);
        }
    }
}
