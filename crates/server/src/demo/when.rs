//! Times that count from the day of the demo's start, in data and in prose.
//!
//! Read in order: `When` (as data says it), `Calendar` (what it means today), `Calendar::prose`.

use beffroi_domain::{Locale, Moment};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};
use serde::Deserialize;

/// A time as data says it: `"0 14:08"` for a clock time so many days after the first day of the
/// story, `"2"` for a day alone, `"-52m"` for minutes from the start of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum When {
    /// Only the day.
    Day(i64),
    /// A day and a clock time on the wall.
    Clock(i64, Time),
    /// Minutes from the start of the demo; negative before it.
    Minutes(i64),
}

impl TryFrom<String> for When {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        parse(&text).ok_or_else(|| format!("{text:?} is no time such as \"0 14:08\" or \"-52m\""))
    }
}

fn parse(text: &str) -> Option<When> {
    if let Some(minutes) = text.strip_suffix('m') {
        return Some(When::Minutes(minutes.parse().ok()?));
    }
    match text.split_once(' ') {
        Some((day, time)) => Some(When::Clock(day.parse().ok()?, time.parse().ok()?)),
        None => Some(When::Day(text.parse().ok()?)),
    }
}

/// What the times of one story mean.
#[derive(Clone, Debug)]
pub(super) struct Calendar<'a> {
    /// The start of the demo.
    pub(super) now: Timestamp,
    /// The zone of the page.
    pub(super) zone: &'a TimeZone,
    /// The first day of the story.
    pub(super) base: Date,
}

impl<'a> Calendar<'a> {
    /// The calendar of a story that began `ago` days before today: on that day, or on the last such
    /// `weekday` before it. A negative `ago` is a day to come, moved on to the next such weekday.
    pub(super) fn of(
        now: Timestamp,
        zone: &'a TimeZone,
        ago: i64,
        weekday: Option<Weekday>,
    ) -> Self {
        let today = now.to_zoned(zone.clone()).date();
        let base = today.saturating_sub(ago.days());
        let direction = if ago < 0 { 1 } else { -1 };
        let base = match weekday {
            Some(weekday) if base.weekday() != weekday => {
                base.nth_weekday(direction, weekday).unwrap_or(base)
            }
            _ => base,
        };
        Self { now, zone, base }
    }

    /// The moment meant, as exactly as it is said.
    pub(super) fn moment(&self, when: When) -> Moment {
        match when {
            When::Day(day) => Moment::day(self.instant(day, Time::midnight())),
            When::Clock(day, time) => Moment::minute(self.instant(day, time)),
            When::Minutes(minutes) => Moment::minute(self.minutes(minutes)),
        }
    }

    fn instant(&self, day: i64, time: Time) -> Timestamp {
        let date = self.base.saturating_add(day.days());
        date.to_datetime(time)
            .to_zoned(self.zone.clone())
            .map_or(self.now, |zoned| zoned.timestamp())
    }

    /// Whole minutes, so that a clock time in prose and the fact behind it agree.
    fn minutes(&self, minutes: i64) -> Timestamp {
        let whole = self.now.as_second().div_euclid(60) * 60 + minutes * 60;
        Timestamp::from_second(whole).unwrap_or(self.now)
    }

    /// `text` with each `{14:08}`, `{-52m}` and `{+20m}` as people write the clock in `locale`.
    /// Minutes to come are a promise, and promises are made for the next quarter of an hour.
    pub(super) fn prose(&self, text: &str, locale: &Locale) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((inside, after)) = after.split_once('}') else {
                break;
            };
            out.push_str(before);
            match self.clock(inside) {
                Some(time) => out.push_str(&as_written(time, inside.starts_with('+'), locale)),
                None => out.push_str(inside),
            }
            rest = after;
        }
        out.push_str(rest);
        out.trim().to_owned()
    }

    fn clock(&self, inside: &str) -> Option<Time> {
        let at = match parse(inside.trim_start_matches('+')) {
            Some(When::Minutes(minutes)) if minutes > 0 => next_quarter(self.minutes(minutes)),
            Some(When::Minutes(minutes)) => self.minutes(minutes),
            _ => return inside.parse().ok(),
        };
        Some(at.to_zoned(self.zone.clone()).time())
    }
}

fn next_quarter(at: Timestamp) -> Timestamp {
    const QUARTER: i64 = 15 * 60;
    let rest = at.as_second().rem_euclid(QUARTER);
    let wait = if rest == 0 { 0 } else { QUARTER - rest };
    at.saturating_add(SignedDuration::from_secs(wait))
        .unwrap_or(at)
}

/// A clock time as the invented team types it in a sentence. The page's own times come out of ICU,
/// whose French is "14:08"; French prose has "14 h 08", and "14 h" on the hour, save where a promise
/// is meant to the minute.
fn as_written(time: Time, is_promise: bool, locale: &Locale) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (locale.language(), minute) {
        ("fr", 0) if !is_promise => format!("{hour}\u{a0}h"),
        ("fr", _) => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        _ => format!("{hour:02}:{minute:02}"),
    }
}
