//! Instants about the world: when, how exactly, and how we know.
//!
//! A publication time is an instant too, but never a start or an end: see [`crate::window`].

use jiff::{Timestamp, ToSpan, Unit, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// How exactly an instant is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Only the day: the instant is the beginning of that day in the page's zone.
    Day,
    /// A clock time as people write it.
    Minute,
    /// A machine's time, to the second or better.
    Exact,
}

/// How we know an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Somebody stated it in full.
    Stated,
    /// Part of it (a year, a zone, a day) was concluded from the surroundings.
    Inferred,
    /// We saw it ourselves.
    Observed,
}

/// An instant with its precision and origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The instant; for [`Precision::Day`] the beginning of the day in the page's zone.
    pub at: Timestamp,
    /// How exactly it is known.
    pub precision: Precision,
    /// How it is known.
    pub origin: Origin,
}

impl Moment {
    /// A clock time that was stated in full.
    #[must_use]
    pub fn minute(at: Timestamp) -> Self {
        Self {
            at,
            precision: Precision::Minute,
            origin: Origin::Stated,
        }
    }

    /// A day that was stated in full; `at` is its beginning in the page's zone.
    #[must_use]
    pub fn day(at: Timestamp) -> Self {
        Self {
            at,
            precision: Precision::Day,
            origin: Origin::Stated,
        }
    }

    /// A time that a machine recorded.
    #[must_use]
    pub fn exact(at: Timestamp) -> Self {
        Self {
            at,
            precision: Precision::Exact,
            origin: Origin::Observed,
        }
    }

    /// The earliest instant it can mean.
    #[must_use]
    pub fn earliest(&self) -> Timestamp {
        self.at
    }

    /// The instant by which it is certainly past, not included: the next midnight in `zone` for a
    /// day, else the instant itself.
    #[must_use]
    pub fn latest(&self, zone: &TimeZone) -> Timestamp {
        match self.precision {
            Precision::Day => next_midnight(self.at, zone),
            Precision::Minute | Precision::Exact => self.at,
        }
    }
}

/// The midnight in `zone` that ends the day of `at`. At the end of representable time, `at` itself.
#[must_use]
pub fn next_midnight(at: Timestamp, zone: &TimeZone) -> Timestamp {
    at.to_zoned(zone.clone())
        .start_of_day()
        .and_then(|start| start.checked_add(1.day()))
        .map_or(at, |next| next.timestamp())
}

/// Whole days from the day of `from` to the day of `to` in `zone`, both counted: 1 for one day.
#[must_use]
pub fn days_spanned(from: Timestamp, to: Timestamp, zone: &TimeZone) -> i64 {
    let first = from.to_zoned(zone.clone()).date();
    let last = to.to_zoned(zone.clone()).date();
    first
        .until((Unit::Day, last))
        .map_or(1, |span| i64::from(span.get_days()) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[test]
    fn a_day_ends_at_the_next_midnight_of_the_page() {
        let day = Moment::day("2025-03-29T23:00:00Z".parse().unwrap());

        let end = day.latest(&paris());

        assert_eq!(
            end.to_string(),
            "2025-03-30T22:00:00Z",
            "the day the clocks change has 23 hours"
        );
    }

    #[test]
    fn days_are_counted_by_the_calendar_of_the_page() {
        let from = "2025-05-03T00:00:00+02:00".parse().unwrap();
        let to = "2025-05-07T00:00:00+02:00".parse().unwrap();

        assert_eq!(days_spanned(from, to, &paris()), 5);
    }
}
