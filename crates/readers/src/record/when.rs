//! Instants of a record: what is stated, how exactly, and what was concluded.
//!
//! Not here: how they are read (`text`, `statuspage`).

use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

/// An instant as far as the source states it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct When {
    /// Wall time or day in `zone`; `None` where no day is known.
    pub local: Option<Local>,
    /// How exactly it is known.
    pub precision: WhenPrecision,
    /// The zone's IANA name.
    pub zone: Option<String>,
    /// The zone as the text labels it: `CET`, `UTC+1`.
    pub zone_label: Option<String>,
    /// The same instant in UTC; `None` for a day.
    pub utc: Option<Timestamp>,
    /// What was concluded rather than stated.
    pub inferred: Vec<Inferred>,
    /// The clock time where it stands without any day: `11:17`.
    #[serde(skip_serializing_if = "Option::is_none", with = "clock")]
    pub time_only: Option<civil::Time>,
    /// True where the source says "about".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
}

/// How exactly a [`When`] is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenPrecision {
    /// The day.
    Day,
    /// The minute, as people write it.
    #[default]
    Minute,
    /// A machine's time.
    Exact,
}

impl WhenPrecision {
    pub(super) fn is_minute(&self) -> bool {
        matches!(self, Self::Minute)
    }
}

/// What of an instant was concluded rather than stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inferred {
    /// The year, from a header, a weekday or the neighbouring reports.
    Year,
    /// The day, from a header, from another line or from words such as "yesterday".
    Date,
    /// The zone, because nothing names one.
    Zone,
    /// Morning or afternoon.
    Meridiem,
    /// The instant itself: something was published then, and nothing better is stated.
    Publication,
}

/// A day, or a wall time to the minute or second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Local {
    /// Only the day is stated.
    Day(civil::Date),
    /// Day and clock.
    Clock(civil::DateTime),
}

impl Local {
    /// The day, in either case.
    #[must_use]
    pub fn date(self) -> civil::Date {
        match self {
            Self::Day(day) => day,
            Self::Clock(clock) => clock.date(),
        }
    }

    /// The first moment it can mean.
    #[must_use]
    pub fn earliest(self) -> civil::DateTime {
        match self {
            Self::Day(day) => day.at(0, 0, 0, 0),
            Self::Clock(clock) => clock,
        }
    }

    /// The last moment it can mean.
    #[must_use]
    pub fn latest(self) -> civil::DateTime {
        match self {
            Self::Day(day) => day.at(23, 59, 59, 0),
            Self::Clock(clock) => clock,
        }
    }
}

impl From<Local> for String {
    fn from(local: Local) -> Self {
        match local {
            Local::Day(day) => day.to_string(),
            Local::Clock(clock) if clock.second() == 0 => {
                clock.strftime("%Y-%m-%dT%H:%M").to_string()
            }
            Local::Clock(clock) => clock.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        }
    }
}

impl TryFrom<String> for Local {
    type Error = jiff::Error;

    fn try_from(text: String) -> Result<Self, jiff::Error> {
        if text.contains('T') {
            text.parse().map(Self::Clock)
        } else {
            text.parse().map(Self::Day)
        }
    }
}

mod clock {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    pub fn serialize<S: Serializer>(time: &Option<Time>, out: S) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => out.collect_str(&time.strftime("%H:%M")),
            None => out.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Time>, D::Error> {
        let text: Option<String> = Option::deserialize(from)?;
        text.map(|text| Time::strptime("%H:%M", &text).map_err(D::Error::custom))
            .transpose()
    }
}
