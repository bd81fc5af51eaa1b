//! The rule itself, in the words of iCalendar: `FREQ=MONTHLY;BYDAY=1TU`.
//!
//! Source: RFC 5545, 3.3.10. Of its parts we take FREQ (days, weeks, months, years), INTERVAL, COUNT,
//! UNTIL, BYDAY and BYMONTHDAY; weeks begin on Monday.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

/// How planned work comes again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rule {
    /// By days, weeks, months or years.
    pub frequency: Frequency,
    /// Every so many of them; 1 or more.
    pub interval: u16,
    /// When it stops.
    pub ends: Ends,
    /// On these days of the week.
    pub by_day: Vec<WeekdayOf>,
    /// On these days of the month, from 1; negative from its end.
    pub by_month_day: Vec<i8>,
}

/// By what it comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// By days.
    Daily,
    /// By weeks.
    Weekly,
    /// By months.
    Monthly,
    /// By years.
    Yearly,
}

/// When it stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// It does not.
    Never,
    /// After so many times, those left out included.
    After(u32),
    /// With this instant, included.
    At(Timestamp),
    /// With this day in the zone of the work, included.
    On(Date),
}

/// A day of the week: each, or only the nth of its month or year; negative from the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayOf {
    /// Which day.
    pub day: Weekday,
    /// Which of them; `None` for each.
    pub nth: Option<i8>,
}

/// A rule that we do not take, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadRule(pub String);

/// The days of the week as rules write them, from Monday.
pub const DAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

impl Frequency {
    const ALL: [(&'static str, Self); 4] = [
        ("DAILY", Self::Daily),
        ("WEEKLY", Self::Weekly),
        ("MONTHLY", Self::Monthly),
        ("YEARLY", Self::Yearly),
    ];

    /// As iCalendar writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Daily => "DAILY",
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
            Self::Yearly => "YEARLY",
        }
    }
}

impl Rule {
    /// How many times it gives at most.
    #[must_use]
    pub fn count(&self) -> usize {
        match self.ends {
            Ends::After(count) => usize::try_from(count).unwrap_or(usize::MAX),
            Ends::Never | Ends::At(_) | Ends::On(_) => usize::MAX,
        }
    }

    /// What no single part tells: parts that do not go together.
    fn check(self) -> Result<Self, BadRule> {
        let is_numbered = self.by_day.iter().any(|day| day.nth.is_some());
        let by_week = matches!(self.frequency, Frequency::Daily | Frequency::Weekly);
        if is_numbered && by_week {
            return bad("a numbered BYDAY such as 1MO needs FREQ=MONTHLY or FREQ=YEARLY");
        }
        if self.frequency == Frequency::Weekly && !self.by_month_day.is_empty() {
            return bad("BYMONTHDAY does not go with FREQ=WEEKLY");
        }
        if is_numbered && !self.by_month_day.is_empty() {
            return bad("a numbered BYDAY does not go with BYMONTHDAY");
        }
        let most = if self.frequency == Frequency::Monthly {
            5
        } else {
            53
        };
        let beyond = |day: &&WeekdayOf| day.nth.is_some_and(|nth| nth.unsigned_abs() > most);
        if let Some(day) = self.by_day.iter().find(beyond) {
            return bad(format!(
                "BYDAY={day}: there are never more than {most} of them"
            ));
        }
        Ok(self)
    }
}

impl FromStr for Rule {
    type Err = BadRule;

    fn from_str(text: &str) -> Result<Self, BadRule> {
        let text = text.strip_prefix("RRULE:").unwrap_or(text);
        let mut parts: Vec<(&str, &str)> = Vec::new();
        for part in text.split(';') {
            let (name, value) = part
                .split_once('=')
                .ok_or_else(|| BadRule(format!("{part:?} is no part such as FREQ=WEEKLY")))?;
            if parts.iter().any(|(known, _)| *known == name) {
                return bad(format!("{name} stands there twice"));
            }
            parts.push((name, value));
        }
        let mut rule = Self {
            frequency: frequency(&parts)?,
            interval: 1,
            ends: Ends::Never,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
        };
        for (name, value) in parts {
            rule.take(name, value)?;
        }
        rule.check()
    }
}

impl Rule {
    fn take(&mut self, name: &str, value: &str) -> Result<(), BadRule> {
        match name {
            "FREQ" => {}
            "INTERVAL" => self.interval = number(name, value, 1..=1000)?,
            "COUNT" | "UNTIL" if self.ends != Ends::Never => {
                return bad("COUNT and UNTIL do not go together");
            }
            "COUNT" => self.ends = Ends::After(number(name, value, 1..=10_000)?.into()),
            "UNTIL" => self.ends = until(value)?,
            "BYDAY" => self.by_day = list(value, weekday)?,
            "BYMONTHDAY" => self.by_month_day = list(value, month_day)?,
            "WKST" if value == "MO" => {}
            "WKST" => return bad("WKST: weeks begin on Monday here"),
            other => return bad(format!("{other} is not understood here")),
        }
        Ok(())
    }
}

fn bad<T>(why: impl Into<String>) -> Result<T, BadRule> {
    Err(BadRule(why.into()))
}

fn frequency(parts: &[(&str, &str)]) -> Result<Frequency, BadRule> {
    let Some((_, value)) = parts.iter().find(|(name, _)| *name == "FREQ") else {
        return bad("FREQ is missing: DAILY, WEEKLY, MONTHLY or YEARLY");
    };
    Frequency::ALL
        .iter()
        .find(|(name, _)| name == value)
        .map(|(_, frequency)| *frequency)
        .ok_or_else(|| {
            BadRule(format!(
                "FREQ={value} is none of DAILY, WEEKLY, MONTHLY, YEARLY"
            ))
        })
}

fn number(name: &str, value: &str, range: std::ops::RangeInclusive<u16>) -> Result<u16, BadRule> {
    digits(value)
        .filter(|number| range.contains(number))
        .ok_or_else(|| {
            let (low, high) = (range.start(), range.end());
            BadRule(format!("{name}={value} is no number from {low} to {high}"))
        })
}

/// A number without a sign, since `u16::from_str` takes a plus.
fn digits<T: FromStr>(text: &str) -> Option<T> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok())?
}

/// `20261231T010000Z`, or a day, which is meant to its end.
fn until(value: &str) -> Result<Ends, BadRule> {
    let day = |text: &str| Date::strptime("%Y%m%d", text).ok();
    if value.len() == 8
        && let Some(on) = day(value)
    {
        return Ok(Ends::On(on));
    }
    let at = value
        .strip_suffix('Z')
        .filter(|text| text.len() == 15)
        .and_then(|text| DateTime::strptime("%Y%m%dT%H%M%S", text).ok())
        .and_then(|at| at.to_zoned(TimeZone::UTC).ok());
    at.map(|at| Ends::At(at.timestamp())).ok_or_else(|| {
        BadRule(format!(
            "UNTIL={value} is neither a day such as 20261231 nor an instant such as 20261231T220000Z"
        ))
    })
}

fn list<T: PartialEq>(
    value: &str,
    one: impl Fn(&str) -> Result<T, BadRule>,
) -> Result<Vec<T>, BadRule> {
    let mut all = Vec::new();
    for item in value.split(',') {
        let item = one(item)?;
        if !all.contains(&item) {
            all.push(item);
        }
    }
    Ok(all)
}

fn weekday(item: &str) -> Result<WeekdayOf, BadRule> {
    let wrong = || BadRule(format!("BYDAY={item} is no day such as MO, 1MO or -1SU"));
    let cut = item.len().checked_sub(2).ok_or_else(wrong)?;
    let (nth, name) = item.split_at_checked(cut).ok_or_else(wrong)?;
    let found = DAYS.iter().find(|(known, _)| *known == name);
    let (_, day) = found.ok_or_else(wrong)?;
    let nth = match nth {
        "" => None,
        text => Some(signed(text).ok_or_else(wrong)?),
    };
    Ok(WeekdayOf { day: *day, nth })
}

fn month_day(item: &str) -> Result<i8, BadRule> {
    signed(item)
        .filter(|day| (1..=31).contains(&day.unsigned_abs()))
        .ok_or_else(|| {
            BadRule(format!(
                "BYMONTHDAY={item} is no day from 1 to 31 or -31 to -1"
            ))
        })
}

/// A number other than 0, with or without a sign.
fn signed(text: &str) -> Option<i8> {
    let plain = text.strip_prefix(['+', '-']).unwrap_or(text);
    let number: i8 = digits(plain)?;
    let number = if text.starts_with('-') {
        -number
    } else {
        number
    };
    (number != 0).then_some(number)
}

impl fmt::Display for WeekdayOf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = DAYS.iter().find(|(_, day)| *day == self.day);
        let name = name.map_or("", |(name, _)| name);
        match self.nth {
            Some(nth) => write!(out, "{nth}{name}"),
            None => out.write_str(name),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "FREQ={}", self.frequency.as_str())?;
        if self.interval != 1 {
            write!(out, ";INTERVAL={}", self.interval)?;
        }
        match self.ends {
            Ends::Never => {}
            Ends::After(count) => write!(out, ";COUNT={count}")?,
            Ends::At(at) => write!(out, ";UNTIL={}", at.strftime("%Y%m%dT%H%M%SZ"))?,
            Ends::On(on) => write!(out, ";UNTIL={}", on.strftime("%Y%m%d"))?,
        }
        let joined = |items: Vec<String>| items.join(",");
        if !self.by_day.is_empty() {
            let days = self.by_day.iter().map(ToString::to_string).collect();
            write!(out, ";BYDAY={}", joined(days))?;
        }
        if !self.by_month_day.is_empty() {
            let days = self.by_month_day.iter().map(ToString::to_string).collect();
            write!(out, ";BYMONTHDAY={}", joined(days))?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Rule {
    type Error = BadRule;

    fn try_from(text: String) -> Result<Self, BadRule> {
        text.parse()
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.to_string()
    }
}
