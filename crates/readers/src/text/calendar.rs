//! From what is written to an instant: year, day and zone filled in, and every filling said.
//!
//! Read in order: [`Calendar`] (the zone of a document), [`Scope`] (what a report knows of its
//! year and day), [`Scope::when`].
//!
//! Not here: how a report's year is found (`years`), and today's date.

use beffroi_domain::find::{Day, Stated};
use jiff::{civil::Date, tz::TimeZone};

use crate::record::{Inferred, Local, When, WhenPrecision};

/// The zone of a document.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
    name: String,
}

impl Calendar {
    /// Central European labels anywhere in the text say Paris; else `fallback`.
    #[must_use]
    pub fn of(text: &str, fallback: &TimeZone) -> Self {
        let labelled = beffroi_domain::find::zones(text).iter().any(|found| {
            matches!(found.value.label.as_str(), "CET" | "CEST") || found.value.iana.is_some()
        });
        let zone = if labelled {
            TimeZone::get("Europe/Paris").unwrap_or_else(|_| fallback.clone())
        } else {
            fallback.clone()
        };
        let name = zone.iana_name().unwrap_or("UTC").to_owned();
        Self { zone, name }
    }

    /// The zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// True where the label `CET` or `CEST` is not the one of that season.
    #[must_use]
    pub fn season_contradicts(&self, label: &str, local: jiff::civil::DateTime) -> bool {
        if !matches!(label, "CET" | "CEST") {
            return false;
        }
        // In the night of a change an hour comes twice, under both labels.
        let ambiguous = self.zone.to_ambiguous_timestamp(local);
        let readings = [ambiguous.earlier(), ambiguous.later()];
        readings.into_iter().flatten().all(|at| {
            let info = self.zone.to_offset_info(at);
            info.abbreviation() != label
        })
    }
}

/// What a report knows of its own days.
#[derive(Clone, Debug)]
pub struct Scope<'a> {
    /// The document's zone.
    pub calendar: &'a Calendar,
    /// A day of the report with its year: years of other days lie next to it.
    pub anchor: Option<Date>,
}

/// The day that a clock time without one belongs to, and the day of writing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Near {
    /// For clock times without a day.
    pub day: Option<Date>,
    /// For "hier" and "ce matin".
    pub today: Option<Date>,
    /// The wall time of writing, where it is known: a clock time past it was the day before.
    pub by: Option<jiff::civil::DateTime>,
}

impl Scope<'_> {
    /// The instant, as far as it can be known; `None` where nothing of it can.
    #[must_use]
    pub fn when(&self, stated: &Stated, near: Near) -> Option<When> {
        let mut inferred = Vec::new();
        let date = self.date(stated, near, &mut inferred);
        let clock = stated.clock.map(|clock| clock.time);
        if stated.missing().meridiem {
            inferred.push(Inferred::Meridiem);
        }
        let zone_label = stated.zone.as_ref().map(|zone| zone.label.clone());
        if zone_label.is_none() {
            inferred.push(Inferred::Zone);
        }
        let approximate = stated.clock.is_some_and(|clock| clock.approximate);
        let zone = Some(self.calendar.name.clone());
        match (date, clock) {
            (Some(date), Some(time)) => {
                let local = date.to_datetime(time);
                let utc = self.utc(stated, local);
                let local = Some(Local::Clock(local));
                Some(When {
                    local,
                    precision: WhenPrecision::Minute,
                    zone,
                    zone_label,
                    utc,
                    inferred,
                    time_only: None,
                    approximate,
                })
            }
            (Some(date), None) => {
                let local = Some(Local::Day(date));
                Some(When {
                    local,
                    precision: WhenPrecision::Day,
                    zone,
                    zone_label,
                    utc: None,
                    inferred,
                    time_only: None,
                    approximate,
                })
            }
            (None, Some(time)) => {
                inferred.retain(|what| *what == Inferred::Meridiem);
                Some(When {
                    zone: None,
                    zone_label,
                    inferred,
                    time_only: Some(time),
                    approximate,
                    ..When::default()
                })
            }
            (None, None) => None,
        }
    }

    fn date(&self, stated: &Stated, near: Near, inferred: &mut Vec<Inferred>) -> Option<Date> {
        if let Some(day) = stated.day {
            if let Some(date) = day.date() {
                return Some(date);
            }
            inferred.push(Inferred::Year);
            return self.year_of(&day).and_then(|year| day.in_year(year));
        }
        inferred.push(Inferred::Date);
        if let Some(relative) = stated.relative {
            let today = near.today?;
            return today
                .checked_add(jiff::Span::new().days(i64::from(relative.days)))
                .ok();
        }
        near.day.or_else(|| before(near.by?, stated.clock?.time))
    }

    /// The year in which a day lies next to the anchor, its weekday heeded.
    #[must_use]
    pub fn year_of(&self, day: &Day) -> Option<i16> {
        let anchor = self.anchor?;
        (anchor.year() - 1..=anchor.year() + 1)
            .filter(|year| day.in_year(*year).is_some_and(|date| day.agrees(date)))
            .min_by_key(|year| {
                day.in_year(*year)
                    .map_or(i64::MAX, |date| distance(date, anchor))
            })
            .or_else(|| day.in_year(anchor.year()).map(Date::year))
    }

    /// A label with an offset of its own is taken by the letter; others name the season at most.
    fn utc(&self, stated: &Stated, local: jiff::civil::DateTime) -> Option<jiff::Timestamp> {
        let letter = stated
            .zone
            .as_ref()
            .filter(|zone| !matches!(zone.label.as_str(), "CET" | "CEST"));
        match letter.and_then(|zone| zone.offset) {
            Some(offset) => offset.to_timestamp(local).ok(),
            None => {
                let clock = self.calendar.zone.to_ambiguous_timestamp(local);
                let winter = stated.zone.as_ref().is_some_and(|zone| zone.label == "CET");
                // An hour that comes twice is the second time "CET".
                let at = if winter {
                    clock.later()
                } else {
                    clock.compatible()
                };
                at.ok()
            }
        }
    }
}

/// The latest day on which a clock time lay before `by`, with a little slack for slow clocks.
fn before(by: jiff::civil::DateTime, time: jiff::civil::Time) -> Option<Date> {
    let same_day = by.date().to_datetime(time);
    let ahead = by.duration_until(same_day).as_mins();
    if ahead > 30 {
        by.date().yesterday().ok()
    } else {
        Some(by.date())
    }
}

/// Days between two dates, either way.
#[must_use]
pub fn distance(a: Date, b: Date) -> i64 {
    a.until(b)
        .map_or(i64::MAX / 4, |span| i64::from(span.get_days()).abs())
}

#[cfg(test)]
mod tests {
    use beffroi_domain::find::stated;
    use jiff::civil::date;

    use super::*;

    fn when(text: &str, anchor: Option<Date>, near: Near) -> When {
        let calendar = Calendar::of("14h08 CET", &TimeZone::UTC);
        let scope = Scope {
            calendar: &calendar,
            anchor,
        };
        scope.when(&stated(text, None)[0].value, near).unwrap()
    }

    #[test]
    fn a_year_is_taken_from_beside_and_said() {
        let found = when(
            "le 28 décembre 14h08",
            Some(date(2025, 1, 4)),
            Near::default(),
        );

        assert_eq!(found.utc.unwrap().to_string(), "2024-12-28T13:08:00Z");
        assert_eq!(found.inferred, [Inferred::Year, Inferred::Zone]);
    }

    #[test]
    fn what_is_stated_in_full_is_not_called_inferred() {
        let found = when("04/07/2023 12h08 CEST", None, Near::default());

        assert!(found.inferred.is_empty());
        assert_eq!(found.utc.unwrap().to_string(), "2023-07-04T10:08:00Z");
    }

    #[test]
    fn a_clock_time_without_any_day_stays_one() {
        let found = when("depuis 9h30", None, Near::default());

        assert_eq!(
            (found.local, found.time_only),
            (None, Some(jiff::civil::time(9, 30, 0, 0)))
        );
    }

    #[test]
    fn yesterday_leans_on_the_day_of_writing() {
        let near = Near {
            today: Some(date(2024, 3, 7)),
            ..Near::default()
        };

        let found = when("hier 18h30", None, near);

        assert_eq!(
            found.local,
            Some(Local::Clock(date(2024, 3, 6).at(18, 30, 0, 0)))
        );
        assert!(found.inferred.contains(&Inferred::Date));
    }

    #[test]
    fn a_clock_time_lies_before_the_time_of_writing() {
        let by = Some(date(2025, 12, 4).at(0, 40, 0, 0));
        let near = Near {
            by,
            ..Near::default()
        };

        let late = when("depuis 22h04", None, near);
        let early = when("depuis 0h10", None, near);

        assert_eq!(late.local.unwrap().date(), date(2025, 12, 3));
        assert_eq!(early.local.unwrap().date(), date(2025, 12, 4));
        assert!(early.inferred.contains(&Inferred::Date));
    }

    #[test]
    fn a_label_against_the_season_is_noticed() {
        let calendar = Calendar::of("CET", &TimeZone::UTC);

        assert!(calendar.season_contradicts("CET", date(2023, 6, 1).at(11, 25, 0, 0)));
        assert!(!calendar.season_contradicts("CEST", date(2023, 6, 1).at(11, 25, 0, 0)));
        assert!(!calendar.season_contradicts("CET", date(2025, 10, 26).at(2, 35, 0, 0)));
    }
}
