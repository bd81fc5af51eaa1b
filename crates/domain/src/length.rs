//! How long an incident was: three lengths that are never taken for one another.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    ImpactWindow, Incident, Precision, WindowEnd,
    time::days_spanned,
    window::{Interval, covered_seconds},
};

/// A length, said no more exactly than it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Length {
    /// Both ends are clock times.
    Exact {
        /// Seconds.
        seconds: i64,
    },
    /// Both ends are days: so many calendar days were touched.
    Days {
        /// Days, 1 or more.
        days: i64,
    },
    /// One end is a day and the other a clock time: between these bounds.
    Between {
        /// Seconds at least.
        low_seconds: i64,
        /// Seconds at most.
        high_seconds: i64,
    },
    /// It goes on: so much until now.
    SoFar {
        /// Seconds up to the `now` that was asked for.
        seconds: i64,
    },
    /// Some part has no end that anybody wrote down.
    AtLeast {
        /// Seconds that are known.
        seconds: i64,
    },
    /// Nobody wrote it down.
    Unknown,
}

/// The three lengths of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lengths {
    /// How long it was broken: the windows added up, overlaps counted once.
    pub impact: Length,
    /// How long we talked about it: first to last publication, the post-mortem not counted.
    pub communication: Length,
    /// How long until it was over: first start to last end, pauses included.
    pub resolution: Length,
}

/// The three lengths of `incident` as they stand at `now`, days counted in `zone`.
#[must_use]
pub fn lengths(incident: &Incident, now: Timestamp, zone: &TimeZone) -> Lengths {
    Lengths {
        impact: impact(&incident.windows, now, zone),
        communication: communication(incident),
        resolution: resolution(&incident.windows, now, zone),
    }
}

fn impact(windows: &[ImpactWindow], now: Timestamp, zone: &TimeZone) -> Length {
    if windows.is_empty() || windows.iter().all(|window| window.start.is_none()) {
        return Length::Unknown;
    }
    if windows.iter().all(is_by_day) {
        return Length::Days {
            days: touched_days(windows, zone),
        };
    }
    let shortest = windows
        .iter()
        .filter_map(|window| window.shortest(now, zone))
        .collect();
    let known = covered_seconds(shortest);
    if windows.iter().any(ImpactWindow::is_ongoing) {
        return Length::SoFar { seconds: known };
    }
    if windows
        .iter()
        .any(|window| window.start.is_none() || window.end == WindowEnd::Unknown)
    {
        return if known > 0 {
            Length::AtLeast { seconds: known }
        } else {
            Length::Unknown
        };
    }
    let longest = windows
        .iter()
        .filter_map(|window| window.longest(now, zone))
        .collect();
    bounds(known, covered_seconds(longest))
}

fn resolution(windows: &[ImpactWindow], now: Timestamp, zone: &TimeZone) -> Length {
    let Some(first) = windows
        .iter()
        .filter(|window| window.start.is_some())
        .min_by_key(|window| window.start.map(|start| start.at))
    else {
        return Length::Unknown;
    };
    let Some(last) = windows.iter().max_by_key(|window| end_rank(window)) else {
        return Length::Unknown;
    };
    impact(
        &[ImpactWindow {
            end: last.end,
            ..first.clone()
        }],
        now,
        zone,
    )
}

/// Ongoing counts as the latest end; an unknown end says less than any known one.
fn end_rank(window: &ImpactWindow) -> (u8, Option<Timestamp>) {
    match window.end {
        WindowEnd::Unknown => (0, None),
        WindowEnd::At(end) => (1, Some(end.at)),
        WindowEnd::Ongoing => (2, None),
    }
}

fn communication(incident: &Incident) -> Length {
    let said = || {
        incident
            .updates
            .iter()
            .filter(|update| !update.is_postmortem())
            .map(|update| update.published.map(|moment| moment.at))
    };
    let unknown_somewhere = said().any(|at| at.is_none());
    match (said().flatten().min(), said().flatten().max()) {
        (Some(first), Some(last)) if !unknown_somewhere => Length::Exact {
            seconds: Interval {
                from: first,
                to: last,
            }
            .seconds(),
        },
        _ => Length::Unknown,
    }
}

fn is_by_day(window: &ImpactWindow) -> bool {
    let day = |precision| precision == Precision::Day;
    window.start.is_some_and(|start| day(start.precision))
        && window.ended().is_some_and(|end| day(end.precision))
}

fn touched_days(windows: &[ImpactWindow], zone: &TimeZone) -> i64 {
    let spans = windows.iter().filter_map(|window| {
        let from = window.start?.at;
        Some(Interval {
            from,
            to: window.ended()?.latest(zone),
        })
    });
    crate::window::merge(spans.collect())
        .iter()
        .map(|span| days_spanned(span.from, last_instant(span.to), zone))
        .sum()
}

/// The instant just before a midnight belongs to the day that it ends.
fn last_instant(midnight: Timestamp) -> Timestamp {
    Timestamp::from_second(midnight.as_second() - 1).unwrap_or(midnight)
}

fn bounds(low_seconds: i64, high_seconds: i64) -> Length {
    if low_seconds == high_seconds {
        Length::Exact {
            seconds: low_seconds,
        }
    } else {
        Length::Between {
            low_seconds,
            high_seconds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ComponentStatus, Moment};

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    fn minute(at: &str) -> Moment {
        Moment::minute(format!("2025-12-04T{at}:00Z").parse().unwrap())
    }

    fn day(on: &str) -> Moment {
        let date: jiff::civil::Date = on.parse().unwrap();
        Moment::day(date.to_zoned(paris()).unwrap().timestamp())
    }

    fn window(start: Moment, end: WindowEnd) -> ImpactWindow {
        ImpactWindow {
            start: Some(start),
            end,
            degree: ComponentStatus::MajorOutage,
            components: vec![],
        }
    }

    fn now() -> Timestamp {
        "2025-12-08T00:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_recurrence_adds_to_the_impact_and_its_pause_to_the_resolution() {
        let windows = [
            window(minute("11:08"), WindowEnd::At(minute("11:13"))),
            window(minute("15:39"), WindowEnd::At(minute("15:58"))),
        ];

        assert_eq!(
            impact(&windows, now(), &paris()),
            Length::Exact { seconds: 24 * 60 }
        );
        assert_eq!(
            resolution(&windows, now(), &paris()),
            Length::Exact { seconds: 290 * 60 }
        );
    }

    #[test]
    fn days_are_never_said_in_minutes() {
        let windows = [window(day("2025-05-03"), WindowEnd::At(day("2025-05-07")))];

        assert_eq!(impact(&windows, now(), &paris()), Length::Days { days: 5 });
    }

    #[test]
    fn a_day_at_one_end_gives_a_bound() {
        let windows = [window(day("2025-12-04"), WindowEnd::At(minute("11:00")))];

        let length = impact(&windows, now(), &paris());

        assert_eq!(
            length,
            Length::Between {
                low_seconds: 0,
                high_seconds: 12 * 3600
            }
        );
    }

    #[test]
    fn what_goes_on_is_said_so_far() {
        let windows = [window(minute("23:00"), WindowEnd::Ongoing)];
        let later = "2025-12-05T00:30:00Z".parse().unwrap();

        assert_eq!(
            impact(&windows, later, &paris()),
            Length::SoFar { seconds: 90 * 60 }
        );
    }

    #[test]
    fn without_a_start_or_an_end_nothing_is_claimed() {
        let open = ImpactWindow {
            start: None,
            ..window(minute("11:00"), WindowEnd::Unknown)
        };

        assert_eq!(impact(&[open], now(), &paris()), Length::Unknown);
        assert_eq!(
            impact(
                &[window(minute("11:00"), WindowEnd::Unknown)],
                now(),
                &paris()
            ),
            Length::Unknown
        );
        assert_eq!(impact(&[], now(), &paris()), Length::Unknown);
    }
}
