//! Impact windows: when something really was broken. Never a publication time.
//!
//! Read in order: [`ImpactWindow`], [`merge`], [`turn`] (windows as an incident goes on).

mod turn;

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{ComponentId, ComponentStatus, Moment, time::next_midnight};

pub use turn::{EndsBeforeStart, Turned, end_all, is_upside_down, turn, worst_now};

/// How a window ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowEnd {
    /// At a known moment; a day is meant to its end.
    At(Moment),
    /// It has not ended.
    Ongoing,
    /// It has ended, or may have: nobody wrote down when.
    Unknown,
}

/// An interval in which something was broken, and how badly.
///
/// An incident can have several: a recurrence adds one and never changes an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImpactWindow {
    /// When it began; `None` where nobody wrote it down.
    pub start: Option<Moment>,
    /// How it ends.
    pub end: WindowEnd,
    /// The worst that it did.
    pub degree: ComponentStatus,
    /// What was broken, each with its own degree. Empty where no component was named.
    pub components: Vec<(ComponentId, ComponentStatus)>,
}

/// A half-open interval of instants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interval {
    /// Included.
    pub from: Timestamp,
    /// Not included.
    pub to: Timestamp,
}

impl Interval {
    /// Its length in seconds; 0 when it is empty or upside down.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        (self.to.as_second() - self.from.as_second()).max(0)
    }

    /// What it shares with another, if anything.
    #[must_use]
    pub fn clip(&self, other: &Self) -> Option<Self> {
        let both = Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        };
        (both.from < both.to).then_some(both)
    }
}

impl ImpactWindow {
    /// True while it has not ended.
    #[must_use]
    pub fn is_ongoing(&self) -> bool {
        self.end == WindowEnd::Ongoing
    }

    /// The end, where one is known.
    #[must_use]
    pub fn ended(&self) -> Option<Moment> {
        match self.end {
            WindowEnd::At(moment) => Some(moment),
            WindowEnd::Ongoing | WindowEnd::Unknown => None,
        }
    }

    /// The longest it can have been: from the first instant of a start day to the last of an end
    /// day, up to `now` while it goes on. `None` without a start. A window whose end nobody wrote
    /// down covers the day of its start and no more.
    #[must_use]
    pub fn longest(&self, now: Timestamp, zone: &TimeZone) -> Option<Interval> {
        let from = self.start?.earliest();
        let to = match self.end {
            WindowEnd::At(end) => end.latest(zone),
            WindowEnd::Ongoing => now,
            WindowEnd::Unknown => next_midnight(from, zone),
        };
        Some(Interval {
            from,
            to: to.max(from),
        })
    }

    /// The shortest it can have been; may be empty. `None` without a start or a known end.
    #[must_use]
    pub fn shortest(&self, now: Timestamp, zone: &TimeZone) -> Option<Interval> {
        let from = self.start?.latest(zone);
        let to = match self.end {
            WindowEnd::At(end) => end.earliest(),
            WindowEnd::Ongoing => now,
            WindowEnd::Unknown => return None,
        };
        let from = from.min(to.max(self.start?.earliest()));
        Some(Interval {
            from,
            to: to.max(from),
        })
    }
}

/// Intervals joined where they overlap or touch, in order of time.
#[must_use]
pub fn merge(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.retain(|one| one.from < one.to);
    intervals.sort();
    let mut merged: Vec<Interval> = Vec::with_capacity(intervals.len());
    for one in intervals {
        match merged.last_mut() {
            Some(last) if one.from <= last.to => last.to = last.to.max(one.to),
            _ => merged.push(one),
        }
    }
    merged
}

/// The seconds that intervals cover together, overlaps counted once.
#[must_use]
pub fn covered_seconds(intervals: Vec<Interval>) -> i64 {
    merge(intervals).iter().map(Interval::seconds).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(from: &str, to: &str) -> Interval {
        Interval {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        }
    }

    #[test]
    fn overlaps_are_counted_once() {
        let covered = covered_seconds(vec![
            between("2025-12-04T11:08:00Z", "2025-12-04T11:13:00Z"),
            between("2025-12-04T15:39:00Z", "2025-12-04T15:58:00Z"),
            between("2025-12-04T11:10:00Z", "2025-12-04T11:13:00Z"),
        ]);

        assert_eq!(covered, 24 * 60);
    }

    #[test]
    fn an_upside_down_interval_covers_nothing() {
        assert_eq!(
            covered_seconds(vec![between(
                "2025-12-04T11:13:00Z",
                "2025-12-04T11:08:00Z"
            )]),
            0
        );
    }
}
