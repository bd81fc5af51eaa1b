//! What a page promises by itself: which kind, for which priority, within how long.
//!
//! Read in order: [`Within`], [`PromiseRule`], [`PromiseRules`].

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp, Unit, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{CommitmentKind, calendar::working_days_after};
use crate::{Moment, Priority};

/// The shortest that a page may promise, in minutes: less cannot be kept by anybody who also works on the trouble.
const SHORTEST: u32 = 5;
/// The longest, in minutes: ninety days.
const LONGEST: u32 = 90 * 24 * 60;
/// The most working days.
const MOST_DAYS: u16 = 60;

/// Within how long. Written `30m`, `4h`, `1d` (24 hours) or `5wd` (working days, until the end of the last).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Within {
    /// So many minutes of the clock.
    Minutes(u32),
    /// Until the end of so many working days, the day itself not counted.
    WorkingDays(u16),
}

/// A length that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no time to promise within: write 30m, 4h, 1d or 5wd (working days), from 5m to 90d or 60wd"
)]
pub struct BadWithin(pub String);

/// One line of what a page promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseRule {
    /// What.
    pub kind: CommitmentKind,
    /// For incidents of which priority; of any, where none is named.
    pub priority: Option<Priority>,
    /// Within how long.
    pub within: Within,
}

/// What a page promises by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromiseRules {
    /// The lines; at most one for each kind and priority.
    pub rules: Vec<PromiseRule>,
    /// Days from Monday to Friday on which nobody works.
    pub holidays: Vec<Date>,
}

impl Within {
    /// By when that is, said at `from` on a page in `zone`; `None` past the end of representable time. A time of the clock
    /// loses its seconds, so that what readers see is never later than what is meant.
    #[must_use]
    pub fn due(self, from: Timestamp, zone: &TimeZone, holidays: &[Date]) -> Option<Moment> {
        match self {
            Self::Minutes(minutes) => {
                let at = from
                    .checked_add(SignedDuration::from_mins(i64::from(minutes)))
                    .ok()?;
                let whole = at.round(
                    jiff::TimestampRound::new()
                        .smallest(Unit::Minute)
                        .mode(jiff::RoundMode::Floor),
                );
                whole.ok().map(Moment::minute)
            }
            Self::WorkingDays(days) => {
                let day = from.to_zoned(zone.clone()).date();
                let last = working_days_after(day, days, holidays)?;
                let start = last.to_zoned(zone.clone()).ok()?;
                Some(Moment::day(start.timestamp()))
            }
        }
    }
}

impl FromStr for Within {
    type Err = BadWithin;

    fn from_str(text: &str) -> Result<Self, BadWithin> {
        let bad = || BadWithin(text.to_owned());
        let text_trimmed = text.trim();
        let split = text_trimmed
            .find(|c: char| !c.is_ascii_digit())
            .ok_or_else(bad)?;
        let (number, unit) = text_trimmed.split_at(split);
        let number: u32 = number.parse().map_err(|_| bad())?;
        let minutes = |each: u32| {
            number
                .checked_mul(each)
                .filter(|minutes| (SHORTEST..=LONGEST).contains(minutes))
                .map(Self::Minutes)
        };
        let within = match unit.trim_start() {
            "m" | "min" => minutes(1),
            "h" => minutes(60),
            "d" => minutes(24 * 60),
            "wd" => u16::try_from(number)
                .ok()
                .filter(|days| (1..=MOST_DAYS).contains(days))
                .map(Self::WorkingDays),
            _ => None,
        };
        within.ok_or_else(bad)
    }
}

impl fmt::Display for Within {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::WorkingDays(days) => write!(out, "{days}wd"),
            Self::Minutes(minutes) if minutes % 1440 == 0 => write!(out, "{}d", minutes / 1440),
            Self::Minutes(minutes) if minutes % 60 == 0 => write!(out, "{}h", minutes / 60),
            Self::Minutes(minutes) => write!(out, "{minutes}m"),
        }
    }
}

impl TryFrom<String> for Within {
    type Error = BadWithin;

    fn try_from(text: String) -> Result<Self, BadWithin> {
        text.parse()
    }
}

impl From<Within> for String {
    fn from(within: Within) -> Self {
        within.to_string()
    }
}

impl PromiseRules {
    /// Within how long a kind is promised for an incident of `priority`: its own line wins over the line for all.
    #[must_use]
    pub fn within(&self, kind: CommitmentKind, priority: Option<Priority>) -> Option<Within> {
        let of_kind = || self.rules.iter().filter(move |rule| rule.kind == kind);
        let own = of_kind().find(|rule| rule.priority.is_some() && rule.priority == priority);
        let all = || of_kind().find(|rule| rule.priority.is_none());
        own.or_else(all).map(|rule| rule.within)
    }

    /// By when a kind is promised at `from`, for an incident of `priority`.
    #[must_use]
    pub fn due(
        &self,
        kind: CommitmentKind,
        priority: Option<Priority>,
        from: Timestamp,
        zone: &TimeZone,
    ) -> Option<Moment> {
        self.within(kind, priority)?.due(from, zone, &self.holidays)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_and_written() {
        for (text, written) in [
            ("30m", "30m"),
            ("90 min", "90m"),
            ("24h", "1d"),
            ("5wd", "5wd"),
        ] {
            let within: Within = text.parse().unwrap();

            assert_eq!(within.to_string(), written);
            assert_eq!(within.to_string().parse::<Within>().unwrap(), within);
        }
        for text in [
            "",
            "30",
            "4m",
            "91d",
            "0wd",
            "61wd",
            "-3h",
            "3w",
            "99999999999m",
        ] {
            assert!(text.parse::<Within>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_line_of_a_priority_wins_over_the_line_for_all() {
        let line = |priority: Option<u8>, within: &str| PromiseRule {
            kind: CommitmentKind::Update,
            priority: priority.map(|number| Priority::try_from(number).unwrap()),
            within: within.parse().unwrap(),
        };
        let rules = PromiseRules {
            rules: vec![line(None, "1d"), line(Some(1), "30m")],
            holidays: vec![],
        };
        let within = |number: Option<u8>| {
            let priority = number.map(|number| Priority::try_from(number).unwrap());
            rules
                .within(CommitmentKind::Update, priority)
                .map(|within| within.to_string())
        };

        assert_eq!(within(Some(1)).as_deref(), Some("30m"));
        assert_eq!(within(Some(2)).as_deref(), Some("1d"));
        assert_eq!(within(None).as_deref(), Some("1d"));
        assert_eq!(rules.within(CommitmentKind::Postmortem, None), None);
    }

    #[test]
    fn what_is_due_is_a_minute_or_a_day_of_the_page() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let from: Timestamp = "2026-03-27T22:30:42Z".parse().unwrap();

        let soon = Within::Minutes(30).due(from, &paris, &[]).unwrap();
        let later = Within::WorkingDays(1).due(from, &paris, &[]).unwrap();

        assert_eq!(soon.at.to_string(), "2026-03-27T23:00:00Z");
        assert_eq!(later.at.to_string(), "2026-03-29T22:00:00Z");
        assert_eq!(later.latest(&paris).to_string(), "2026-03-30T22:00:00Z");
    }
}
