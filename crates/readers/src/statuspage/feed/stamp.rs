//! Stamps as Statuspage's feeds write them, `Aug 21, 00:37 UTC`, and the instants that they mean.
//!
//! Read in order: [`Stamp`], [`resolve`]. A stamp has no year: it is concluded from the entry's
//! publication time, which is that of its last update, or for planned work its planned beginning.
//!
//! Deliberately absent: any claim that a stamp is a start or an end.

use std::sync::LazyLock;

use beffroi_domain::find;
use jiff::{
    Timestamp, ToSpan,
    civil::{self, DateTime},
    tz::{Offset, TimeZone},
};
use regex::Regex;

use crate::record::Inferred;

/// How far apart two times may be that should be the same: clocks, and updates entered late.
const SLACK_DAYS: i64 = 2;

/// A time as a feed writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Only in pages that write it.
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
    pub clock: civil::Time,
    /// `UTC`, `PST`; as written.
    pub zone: Option<String>,
}

/// An instant that a stamp means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    pub at: Timestamp,
    pub offset: Offset,
    /// What was not written.
    pub inferred: Vec<Inferred>,
}

static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(\d{1,2})",
        r"(?:,?\s+(\d{4}))?\s*[,-]?\s*(\d{1,2}):(\d{2})",
    ))
    .expect("a literal pattern")
});

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Stamp {
    /// Reads a stamp without tags; `None` when it has another form.
    pub fn read(text: &str) -> Option<Self> {
        let (stamp, rest) = Self::begin(text.trim())?;
        let zone = Some(rest.trim()).filter(|rest| !rest.is_empty());
        Some(Self {
            zone: zone.map(str::to_owned),
            ..stamp
        })
    }

    /// Reads "Jan 9, 14:00 - 18:00 UTC" and "Jan 9, 22:00 - Jan 10, 02:00 UTC".
    pub fn read_stretch(text: &str) -> Option<(Self, Self)> {
        let (mut from, rest) = Self::begin(text.trim())?;
        let rest = rest.trim_start().strip_prefix(['-', '–'])?.trim_start();
        let to = Self::read(rest).or_else(|| {
            let month = MONTHS[usize::try_from(from.month).ok()? - 1];
            let mut to = Self::read(&format!("{month} {}, {rest}", from.day))?;
            to.year = from.year;
            Some(to)
        })?;
        from.zone.clone_from(&to.zone);
        Some((from, to))
    }

    fn begin(text: &str) -> Option<(Self, &str)> {
        let found = STAMP.captures(text)?;
        let month = MONTHS.iter().position(|month| *month == &found[1])?;
        let stamp = Self {
            year: found.get(3).and_then(|year| year.as_str().parse().ok()),
            month: i8::try_from(month).ok()? + 1,
            day: found[2].parse().ok()?,
            clock: civil::Time::new(found[4].parse().ok()?, found[5].parse().ok()?, 0, 0).ok()?,
            zone: None,
        };
        Some((stamp, &text[found.get(0)?.end()..]))
    }

    fn in_year(&self, year: i16) -> Option<DateTime> {
        let day = civil::Date::new(year, self.month, self.day).ok()?;
        Some(day.to_datetime(self.clock))
    }
}

/// The instants of an entry's stamps, newest first as they stand there; `None` for what has no
/// reading. `anchor` is the entry's publication time, `page` the zone where a stamp names none.
pub fn resolve(
    stamps: &[(Option<Stamp>, bool)],
    anchor: Option<Timestamp>,
    page: &TimeZone,
) -> Vec<Option<Resolved>> {
    let Some(anchor) = anchor else {
        return vec![None; stamps.len()];
    };
    let measured = stamps
        .iter()
        .find(|(stamp, is_late)| stamp.is_some() && !is_late)
        .and_then(|(stamp, _)| stamp.as_ref())
        .and_then(|stamp| Measured::of(stamp, anchor));
    let clock = Clock {
        anchor,
        page,
        measured,
    };
    // Write-ups come days after the time that the entry carries, so they are read upwards from it.
    let late = stamps.iter().take_while(|(_, is_late)| *is_late).count();
    let mut found = vec![None; stamps.len()];
    let mut bound = anchor;
    for (at, (stamp, _)) in stamps.iter().enumerate().skip(late) {
        found[at] = stamp
            .as_ref()
            .and_then(|stamp| clock.latest_before(stamp, bound));
        bound = found[at].as_ref().map_or(bound, |one: &Resolved| one.at);
    }
    let mut bound = found
        .iter()
        .flatten()
        .map(|one| one.at)
        .max()
        .unwrap_or(anchor);
    for at in (0..late).rev() {
        found[at] = stamps[at]
            .0
            .as_ref()
            .and_then(|stamp| clock.earliest_after(stamp, bound));
        bound = found[at].as_ref().map_or(bound, |one: &Resolved| one.at);
    }
    found
}

/// An offset from UTC that the entry's own times give away.
struct Measured {
    zone: Option<String>,
    offset: Offset,
}

impl Measured {
    /// The difference of the newest stamp to the publication time, where it can be an offset.
    fn of(stamp: &Stamp, anchor: Timestamp) -> Option<Self> {
        let utc = Offset::UTC.to_datetime(anchor);
        [utc.year() - 1, utc.year(), utc.year() + 1]
            .into_iter()
            .filter_map(|year| stamp.in_year(year))
            .find_map(|wall| {
                let ahead =
                    wall.duration_since(utc.with().second(0).subsec_nanosecond(0).build().ok()?);
                let minutes = ahead.as_mins();
                let is_offset = minutes % 15 == 0 && (-12 * 60..=14 * 60).contains(&minutes);
                let seconds = i32::try_from(ahead.as_secs()).ok().filter(|_| is_offset)?;
                Some(Self {
                    zone: stamp.zone.clone(),
                    offset: Offset::from_seconds(seconds).ok()?,
                })
            })
    }
}

/// What all stamps of an entry are read with.
struct Clock<'a> {
    anchor: Timestamp,
    page: &'a TimeZone,
    measured: Option<Measured>,
}

impl Clock<'_> {
    fn latest_before(&self, stamp: &Stamp, bound: Timestamp) -> Option<Resolved> {
        let limit = bound
            .checked_add((SLACK_DAYS * 24).hours())
            .unwrap_or(bound);
        let mut readings = self.readings(stamp);
        readings.retain(|one| one.at <= limit || stamp.year.is_some());
        readings.pop()
    }

    fn earliest_after(&self, stamp: &Stamp, bound: Timestamp) -> Option<Resolved> {
        let limit = bound
            .checked_sub((SLACK_DAYS * 24).hours())
            .unwrap_or(bound);
        let readings = self.readings(stamp);
        readings
            .into_iter()
            .find(|one| one.at >= limit || stamp.year.is_some())
    }

    /// A stamp's readings in the years around, by time.
    fn readings(&self, stamp: &Stamp) -> Vec<Resolved> {
        let year = Offset::UTC.to_datetime(self.anchor).year();
        let years = match stamp.year {
            Some(written) => written..=written,
            // Two back, for 29 February and for what goes on through a whole year.
            None => year - 2..=year + 1,
        };
        years
            .filter_map(|year| self.reading(stamp, stamp.in_year(year)?))
            .collect()
    }

    fn reading(&self, stamp: &Stamp, wall: DateTime) -> Option<Resolved> {
        let mut inferred = Vec::new();
        if stamp.year.is_none() {
            inferred.push(Inferred::Year);
        }
        let offset = self.offset(stamp).unwrap_or_else(|| {
            inferred.push(Inferred::Zone);
            self.page
                .to_ambiguous_zoned(wall)
                .later()
                .map_or(Offset::UTC, |zoned| zoned.offset())
        });
        Some(Resolved {
            at: offset.to_timestamp(wall).ok()?,
            offset,
            inferred,
        })
    }

    /// The offset that a stamp's label means. Some letters mean several zones (CST), so the
    /// entry's own times decide where they speak of the same letters.
    fn offset(&self, stamp: &Stamp) -> Option<Offset> {
        let label = stamp.zone.as_deref()?;
        let measured = self
            .measured
            .as_ref()
            .filter(|one| one.zone.as_deref() == Some(label));
        let known = find::zones(label)
            .first()
            .and_then(|zone| zone.value.offset);
        measured.map(|one| one.offset).or(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn instants(stamps: &[(&str, bool)], anchor: &str) -> Vec<String> {
        let stamps: Vec<_> = stamps
            .iter()
            .map(|(text, late)| (Stamp::read(text), *late))
            .collect();
        resolve(&stamps, Some(at(anchor)), &TimeZone::UTC)
            .into_iter()
            .map(|one| one.map_or_else(|| "?".to_owned(), |one| one.at.to_string()))
            .collect()
    }

    #[test]
    fn both_generations_of_stamps_are_read() {
        let stamp = Stamp::read("Sep  8, 12:08 UTC").unwrap();

        assert_eq!(
            (stamp.month, stamp.day, stamp.zone.as_deref()),
            (9, 8, Some("UTC"))
        );
        assert_eq!(Stamp::read("yesterday"), None);
        assert_eq!(Stamp::read("Feb 31, 25:00 UTC"), None);
    }

    #[test]
    fn the_year_goes_back_over_new_year_and_the_zone_is_kept() {
        let got = instants(
            &[
                ("Jan  2, 00:10 PST", false),
                ("Dec 31, 23:50 PST", false),
                ("Dec 30, 08:00 PST", false),
            ],
            "2014-01-02T08:10:31Z",
        );

        assert_eq!(
            got,
            [
                "2014-01-02T08:10:00Z",
                "2014-01-01T07:50:00Z",
                "2013-12-30T16:00:00Z"
            ]
        );
    }

    #[test]
    fn a_write_up_comes_after_the_entrys_own_time() {
        let got = instants(
            &[
                ("Jan  3, 10:22 PST", true),
                ("Dec 30, 11:21 PST", false),
                ("Dec 30, 08:58 PST", false),
            ],
            "2013-12-30T19:21:00Z",
        );

        assert_eq!(
            got,
            [
                "2014-01-03T18:22:00Z",
                "2013-12-30T19:21:00Z",
                "2013-12-30T16:58:00Z"
            ]
        );
    }

    #[test]
    fn planned_work_is_announced_before_its_day_though_the_entry_is_dated_by_it() {
        let got = instants(&[("Dec 20, 09:03 UTC", false)], "2020-01-09T14:00:00Z");

        assert_eq!(got, ["2019-12-20T09:03:00Z"]);
    }

    #[test]
    fn letters_that_mean_several_zones_are_measured() {
        let got = instants(
            &[("Mar  4, 18:00 CST", false), ("Mar  4, 17:30 CST", false)],
            "2026-03-04T10:00:12Z",
        );

        assert_eq!(got, ["2026-03-04T10:00:00Z", "2026-03-04T09:30:00Z"]);
    }

    #[test]
    fn planned_stretches_are_read() {
        let (from, to) = Stamp::read_stretch("Jan  9, 14:00 - 18:00 UTC").unwrap();
        let (_, late) = Stamp::read_stretch("Jan 31, 22:00 - Feb  1, 02:00 UTC").unwrap();

        assert_eq!((from.day, to.day, to.clock.hour()), (9, 9, 18));
        assert_eq!(
            (late.month, late.day, late.zone.as_deref()),
            (2, 1, Some("UTC"))
        );
    }
}
