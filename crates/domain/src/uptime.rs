//! Uptime per component and day, out of impact windows.
//!
//! A day is the page's calendar day. Degrees are weighted ([`weight_permille`]), maintenance is
//! counted apart and costs nothing, days before we existed are [`DayState::NoData`], and a day on
//! which anything was broken is never shown as a good one, however short it was.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::{
    ComponentStatus, ImpactWindow,
    window::{Interval, covered_seconds},
};

/// What one second in a degree costs, in thousandths of a second of downtime.
///
/// Source: Statuspage counts a partial outage 0.3 and a major one 1.0 and degraded performance
/// nothing; the 0.1 for degraded performance is ours, since a slow payment is a lost one too.
#[must_use]
pub fn weight_permille(degree: ComponentStatus) -> i64 {
    match degree {
        ComponentStatus::MajorOutage => 1000,
        ComponentStatus::PartialOutage => 300,
        ComponentStatus::DegradedPerformance => 100,
        ComponentStatus::Operational
        | ComponentStatus::UnderMaintenance
        | ComponentStatus::Unknown => 0,
    }
}

/// One calendar day of one component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which day, in the page's zone.
    pub on: Date,
    /// What is known of it.
    pub state: DayState,
}

/// What is known of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayState {
    /// We did not exist yet.
    NoData,
    /// What happened.
    Known(Known),
}

/// What happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The worst that touched it; `UnderMaintenance` only when nothing was broken.
    pub worst: ComponentStatus,
    /// Seconds broken at most, overlaps counted once.
    pub affected_seconds: i64,
    /// Seconds of planned work.
    pub maintenance_seconds: i64,
    /// Weighted loss at most, in millionths of the day so far.
    pub lost_ppm: i64,
    /// True where a window is known by the day only, so that the figures are upper bounds.
    pub is_bound: bool,
}

/// A degree that lasted, and whether its ends are known only by the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// How long at most.
    pub interval: Interval,
    /// How bad.
    pub degree: ComponentStatus,
    /// True where it may have been shorter.
    pub is_bound: bool,
}

impl Trouble {
    /// The trouble that `window` was in `degree` up to `now`; `None` without a start.
    #[must_use]
    pub fn of(
        window: &ImpactWindow,
        degree: ComponentStatus,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Option<Self> {
        let interval = window.longest(now, zone)?;
        let is_bound = window.shortest(now, zone) != Some(interval);
        Some(Self {
            interval,
            degree,
            is_bound,
        })
    }
}

/// The `count` days that end with the day of `now`, oldest first.
///
/// `since` is the first instant of which we know anything; `maintenance` the time of planned work.
#[must_use]
pub fn days(
    troubles: &[Trouble],
    maintenance: &[Interval],
    since: Timestamp,
    now: Timestamp,
    zone: &TimeZone,
    count: u16,
) -> Vec<Day> {
    let today = now.to_zoned(zone.clone()).date();
    (0..i64::from(count))
        .rev()
        .filter_map(|ago| today.checked_sub(ago.days()).ok())
        .map(|on| Day {
            on,
            state: day_state(on, troubles, maintenance, since, now, zone),
        })
        .collect()
}

/// The weighted uptime over days with data, in millionths; `None` when there is none.
#[must_use]
pub fn uptime_ppm(days: &[Day]) -> Option<i64> {
    let lost: Vec<i64> = days
        .iter()
        .filter_map(|day| match day.state {
            DayState::Known(known) => Some(known.lost_ppm),
            DayState::NoData => None,
        })
        .collect();
    let count = i64::try_from(lost.len()).ok().filter(|count| *count > 0)?;
    Some(1_000_000 - lost.iter().sum::<i64>() / count)
}

fn day_state(
    on: Date,
    troubles: &[Trouble],
    maintenance: &[Interval],
    since: Timestamp,
    now: Timestamp,
    zone: &TimeZone,
) -> DayState {
    let Some(day) = day_interval(on, zone) else {
        return DayState::NoData;
    };
    if day.to <= since {
        return DayState::NoData;
    }
    let touching: Vec<&Trouble> = troubles
        .iter()
        .filter(|trouble| touches(&trouble.interval, &day))
        .collect();
    let worked: Vec<Interval> = maintenance
        .iter()
        .filter_map(|work| work.clip(&day))
        .collect();
    let is_worked_on = !worked.is_empty();
    DayState::Known(Known {
        worst: worst(&touching, is_worked_on),
        affected_seconds: covered_seconds(
            touching
                .iter()
                .filter_map(|t| t.interval.clip(&day))
                .collect(),
        ),
        maintenance_seconds: covered_seconds(worked),
        lost_ppm: lost_ppm(&touching, &day, now),
        is_bound: touching.iter().any(|trouble| trouble.is_bound),
    })
}

fn day_interval(on: Date, zone: &TimeZone) -> Option<Interval> {
    let from = on.to_zoned(zone.clone()).ok()?.timestamp();
    let to = on.tomorrow().ok()?.to_zoned(zone.clone()).ok()?.timestamp();
    Some(Interval { from, to })
}

/// A window that began and ended in one minute still touches its day.
fn touches(interval: &Interval, day: &Interval) -> bool {
    interval.clip(day).is_some() || (day.from <= interval.from && interval.from < day.to)
}

fn worst(touching: &[&Trouble], is_worked_on: bool) -> ComponentStatus {
    let trouble = touching.iter().map(|trouble| trouble.degree).max();
    match trouble {
        Some(ComponentStatus::Operational) | None if is_worked_on => {
            ComponentStatus::UnderMaintenance
        }
        // A window without a degree is still trouble: nobody can tell how bad it was.
        Some(ComponentStatus::Operational) => ComponentStatus::Unknown,
        Some(degree) => degree,
        None => ComponentStatus::Operational,
    }
}

/// Each second costs as much as the worst degree that covers it.
fn lost_ppm(touching: &[&Trouble], day: &Interval, now: Timestamp) -> i64 {
    let degrees = [
        ComponentStatus::MajorOutage,
        ComponentStatus::PartialOutage,
        ComponentStatus::DegradedPerformance,
    ];
    let mut lost_millis = 0;
    let mut counted = 0;
    for (index, degree) in degrees.iter().enumerate() {
        let this_or_worse = touching
            .iter()
            .filter(|trouble| degrees[..=index].contains(&trouble.degree))
            .filter_map(|trouble| trouble.interval.clip(day))
            .collect();
        let covered = covered_seconds(this_or_worse);
        lost_millis += (covered - counted) * weight_permille(*degree);
        counted = covered;
    }
    let length = Interval {
        from: day.from,
        to: day.to.min(now.max(day.from)),
    }
    .seconds()
    .max(1);
    (lost_millis * 1000 / length).min(1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc() -> TimeZone {
        TimeZone::UTC
    }

    fn trouble(from: &str, to: &str, degree: ComponentStatus) -> Trouble {
        let interval = Interval {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        };
        Trouble {
            interval,
            degree,
            is_bound: false,
        }
    }

    fn week(troubles: &[Trouble]) -> Vec<Day> {
        let since = "2026-03-03T12:00:00Z".parse().unwrap();
        days(
            troubles,
            &[],
            since,
            "2026-03-07T23:59:59Z".parse().unwrap(),
            &utc(),
            7,
        )
    }

    fn known(day: &Day) -> Known {
        match day.state {
            DayState::Known(known) => known,
            DayState::NoData => panic!("{} has no data", day.on),
        }
    }

    #[test]
    fn days_before_us_have_no_data_and_quiet_days_are_good() {
        let days = week(&[]);

        assert_eq!(days.len(), 7);
        assert!(days[..2].iter().all(|day| day.state == DayState::NoData));
        assert_eq!(known(&days[2]).worst, ComponentStatus::Operational);
        assert_eq!(uptime_ppm(&days), Some(1_000_000));
    }

    #[test]
    fn the_worst_degree_decides_and_overlaps_cost_once() {
        let days = week(&[
            trouble(
                "2026-03-05T00:00:00Z",
                "2026-03-05T12:00:00Z",
                ComponentStatus::PartialOutage,
            ),
            trouble(
                "2026-03-05T06:00:00Z",
                "2026-03-05T12:00:00Z",
                ComponentStatus::MajorOutage,
            ),
        ]);

        let day = known(&days[4]);

        assert_eq!(day.worst, ComponentStatus::MajorOutage);
        assert_eq!(day.affected_seconds, 12 * 3600);
        assert_eq!(
            day.lost_ppm,
            250_000 + 75_000,
            "6 h in full and 6 h at 0.3 of a day"
        );
    }

    #[test]
    fn a_day_with_a_moment_of_trouble_is_not_good() {
        let days = week(&[trouble(
            "2026-03-05T10:00:00Z",
            "2026-03-05T10:00:00Z",
            ComponentStatus::Operational,
        )]);

        assert_eq!(known(&days[4]).worst, ComponentStatus::Unknown);
    }

    #[test]
    fn planned_work_is_apart() {
        let now = "2026-03-07T23:59:59Z".parse().unwrap();
        let work = Interval {
            from: "2026-03-06T02:00:00Z".parse().unwrap(),
            to: "2026-03-06T04:00:00Z".parse().unwrap(),
        };

        let days = days(&[], &[work], Timestamp::UNIX_EPOCH, now, &utc(), 7);

        let day = known(&days[5]);
        assert_eq!(
            (day.worst, day.lost_ppm),
            (ComponentStatus::UnderMaintenance, 0)
        );
        assert_eq!(day.maintenance_seconds, 7200);
    }
}
