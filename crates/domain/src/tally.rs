//! Tallies: counts, sums and medians over incidents, never more exact than what they are made of.
//!
//! Read in order: [`Bounds`], [`Case`], [`Sum`]; [`sum`], [`months`], [`median`], [`resolution`].
//! What nobody wrote down is left out and counted as left out; it is never taken for zero.
//! Not here: uptime ([`crate::uptime`]), and which incidents are looked at.

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use crate::{
    ImpactWindow, Length, Moment, WindowEnd,
    window::{Interval, covered_seconds},
};

/// A length between two bounds, which are one where both ends are known to the minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Seconds at least.
    pub low_seconds: i64,
    /// Seconds at most.
    pub high_seconds: i64,
}

impl Bounds {
    /// From one moment to another; `None` where the second is certainly the earlier one.
    #[must_use]
    pub fn between(from: &Moment, to: &Moment, zone: &TimeZone) -> Option<Self> {
        let low = to.earliest().as_second() - from.latest(zone).as_second();
        let high = to.latest(zone).as_second() - from.earliest().as_second();
        (high >= 0).then_some(Self {
            low_seconds: low.max(0),
            high_seconds: high,
        })
    }

    /// As a length that can be said.
    #[must_use]
    pub fn length(&self) -> Length {
        if self.low_seconds == self.high_seconds {
            return Length::Exact {
                seconds: self.low_seconds,
            };
        }
        Length::Between {
            low_seconds: self.low_seconds,
            high_seconds: self.high_seconds,
        }
    }

    /// True where the bounds differ.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.low_seconds != self.high_seconds
    }

    fn add(&mut self, other: Self) {
        self.low_seconds += other.low_seconds;
        self.high_seconds += other.high_seconds;
    }
}

/// What is counted of an incident.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The date that it stands under.
    pub dated: Timestamp,
    /// When it was broken.
    pub windows: &'a [ImpactWindow],
}

/// Incidents of a stretch of time, counted and added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Incidents dated in it.
    pub incidents: usize,
    /// Those of them of whose impact nothing is known, or not all.
    pub unknown: usize,
    /// How long things were broken in it: overlaps counted once within an incident, and incidents
    /// added to one another.
    pub impact: Bounds,
}

/// Adds up what `cases` did between the two ends of `within`.
#[must_use]
pub fn sum<'a>(
    cases: impl IntoIterator<Item = Case<'a>>,
    within: &Interval,
    now: Timestamp,
    zone: &TimeZone,
) -> Sum {
    let mut sum = Sum::default();
    for case in cases {
        if within.from <= case.dated && case.dated < within.to {
            sum.incidents += 1;
            sum.unknown += usize::from(!is_known(case.windows));
        }
        sum.impact.add(impact(case.windows, within, now, zone));
    }
    sum
}

/// The `count` calendar months that end with the one of `now`, oldest first: the first day of each
/// and its instants.
#[must_use]
pub fn months(now: Timestamp, zone: &TimeZone, count: u8) -> Vec<(Date, Interval)> {
    let this = now.to_zoned(zone.clone()).date().first_of_month();
    (0..i64::from(count))
        .rev()
        .filter_map(|ago| {
            let first = this.checked_sub(ago.months()).ok()?;
            let next = first.checked_add(1.month()).ok()?;
            let begin = |on: Date| Some(on.to_zoned(zone.clone()).ok()?.timestamp());
            Some((
                first,
                Interval {
                    from: begin(first)?,
                    to: begin(next)?,
                },
            ))
        })
        .collect()
}

/// The middle of `values`, of an even number the mean of the two in the middle; `None` of none. The
/// median of what is known by its bounds lies between the medians of the bounds.
#[must_use]
pub fn median(values: &[Bounds]) -> Option<Bounds> {
    Some(Bounds {
        low_seconds: middle(values.iter().map(|one| one.low_seconds).collect())?,
        high_seconds: middle(values.iter().map(|one| one.high_seconds).collect())?,
    })
}

/// The middle of `all`, of an even number the mean of the two in the middle; `None` of none.
#[must_use]
pub fn middle(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    let upper = *all.get(all.len() / 2)?;
    let lower = *all.get((all.len().checked_sub(1)?) / 2)?;
    Some(i64::midpoint(lower, upper))
}

/// From the first start to the last end; `None` while it goes on, and where an end or a start is
/// not known.
#[must_use]
pub fn resolution(windows: &[ImpactWindow], zone: &TimeZone) -> Option<Bounds> {
    if !is_known(windows) || windows.iter().any(ImpactWindow::is_ongoing) {
        return None;
    }
    let start = windows.iter().filter_map(|window| window.start);
    let end = windows.iter().filter_map(ImpactWindow::ended);
    Bounds::between(
        &start.min_by_key(|start| start.at)?,
        &end.max_by_key(|end| end.at)?,
        zone,
    )
}

fn is_known(windows: &[ImpactWindow]) -> bool {
    let known = |window: &ImpactWindow| window.start.is_some() && window.end != WindowEnd::Unknown;
    !windows.is_empty() && windows.iter().all(known)
}

fn impact(windows: &[ImpactWindow], within: &Interval, now: Timestamp, zone: &TimeZone) -> Bounds {
    let known = || {
        windows
            .iter()
            .filter(|window| window.end != WindowEnd::Unknown)
    };
    let covered = |intervals: Vec<Interval>| {
        covered_seconds(
            intervals
                .iter()
                .filter_map(|one| one.clip(within))
                .collect(),
        )
    };
    let shortest = known().filter_map(|window| window.shortest(now, zone));
    let longest = known().filter_map(|window| window.longest(now, zone));
    Bounds {
        low_seconds: covered(shortest.collect()),
        high_seconds: covered(longest.collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ComponentStatus;

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn minute(text: &str) -> Moment {
        Moment::minute(at(text))
    }

    fn window(start: Option<Moment>, end: WindowEnd) -> ImpactWindow {
        ImpactWindow {
            start,
            end,
            degree: ComponentStatus::MajorOutage,
            components: vec![],
        }
    }

    fn known(start: &str, end: &str) -> ImpactWindow {
        window(Some(minute(start)), WindowEnd::At(minute(end)))
    }

    fn exact(minutes: i64) -> Bounds {
        Bounds {
            low_seconds: minutes * 60,
            high_seconds: minutes * 60,
        }
    }

    fn february() -> Interval {
        months(at("2026-02-10T12:00:00Z"), &zone(), 1)[0].1
    }

    #[test]
    fn months_begin_and_end_on_the_pages_own_midnight() {
        let all = months(at("2026-03-31T23:30:00Z"), &zone(), 13);

        assert_eq!(all.len(), 13);
        assert_eq!(all[0].0.to_string(), "2025-04-01");
        assert_eq!(all[12].0.to_string(), "2026-04-01", "it is April in Paris");
        assert_eq!(all[11].1.from, at("2026-02-28T23:00:00Z"));
        assert_eq!(all[11].1.to, at("2026-03-31T22:00:00Z"));
    }

    #[test]
    fn a_month_counts_the_part_of_a_window_that_falls_into_it() {
        let over = [known("2026-01-31T22:30:00Z", "2026-01-31T23:45:00Z")];
        let case = Case {
            dated: at("2026-01-31T22:30:00Z"),
            windows: &over,
        };

        let sum = sum([case], &february(), at("2026-03-01T00:00:00Z"), &zone());

        assert_eq!(sum.incidents, 0, "it is dated in January");
        assert_eq!(sum.impact, exact(45));
    }

    #[test]
    fn overlaps_count_once_within_an_incident_and_incidents_add_up() {
        let both = [
            known("2026-02-02T10:00:00Z", "2026-02-02T11:00:00Z"),
            known("2026-02-02T10:30:00Z", "2026-02-02T11:30:00Z"),
        ];
        let other = [known("2026-02-02T10:00:00Z", "2026-02-02T10:10:00Z")];
        let dated = at("2026-02-02T10:00:00Z");

        let cases = [&both[..], &other[..]].map(|windows| Case { dated, windows });
        let sum = sum(cases, &february(), at("2026-03-01T00:00:00Z"), &zone());

        assert_eq!((sum.incidents, sum.unknown), (2, 0));
        assert_eq!(sum.impact, exact(90 + 10));
    }

    #[test]
    fn what_nobody_wrote_down_is_left_out_and_counted_as_left_out() {
        let untold: [ImpactWindow; 0] = [];
        let endless = [window(
            Some(minute("2026-02-03T10:00:00Z")),
            WindowEnd::Unknown,
        )];
        let dated = at("2026-02-03T10:00:00Z");

        let cases = [&untold[..], &endless[..]].map(|windows| Case { dated, windows });
        let sum = sum(cases, &february(), at("2026-03-01T00:00:00Z"), &zone());

        assert_eq!((sum.incidents, sum.unknown), (2, 2));
        assert_eq!(sum.impact, Bounds::default());
        assert_eq!(resolution(&endless, &zone()), None);
    }

    #[test]
    fn a_day_gives_bounds() {
        let day = Moment::day(at("2026-02-03T23:00:00Z"));
        let one = [window(
            Some(day),
            WindowEnd::At(minute("2026-02-04T11:00:00Z")),
        )];
        let case = Case {
            dated: day.at,
            windows: &one,
        };

        let sum = sum([case], &february(), at("2026-03-01T00:00:00Z"), &zone());

        let half_a_day = Bounds {
            low_seconds: 0,
            high_seconds: 12 * 3600,
        };
        assert_eq!(sum.impact, half_a_day);
        assert_eq!(resolution(&one, &zone()), Some(half_a_day));
    }

    #[test]
    fn a_resolution_goes_from_the_first_start_to_the_last_end() {
        let twice = [
            known("2026-02-02T10:00:00Z", "2026-02-02T10:05:00Z"),
            known("2026-02-02T12:00:00Z", "2026-02-02T12:10:00Z"),
        ];

        assert_eq!(resolution(&twice, &zone()), Some(exact(130)));
        let open = window(Some(minute("2026-02-02T13:00:00Z")), WindowEnd::Ongoing);
        assert_eq!(resolution(&[twice[0].clone(), open], &zone()), None);
    }

    #[test]
    fn a_median_is_the_middle_and_of_two_their_mean() {
        assert_eq!(median(&[exact(9), exact(1), exact(5)]), Some(exact(5)));
        assert_eq!(median(&[exact(10), exact(20)]), Some(exact(15)));
        assert_eq!(median(&[]), None);
        let wide = Bounds {
            low_seconds: 0,
            high_seconds: 86_400,
        };
        assert_eq!(
            median(&[exact(60), wide, exact(30)]),
            Some(Bounds {
                low_seconds: 1800,
                high_seconds: 3600
            })
        );
    }

    #[test]
    fn what_ended_before_it_began_is_no_length() {
        let early = minute("2026-02-02T09:00:00Z");
        let late = minute("2026-02-02T10:00:00Z");

        assert_eq!(Bounds::between(&late, &early, &zone()), None);
        assert_eq!(Bounds::between(&early, &late, &zone()), Some(exact(60)));
    }
}
