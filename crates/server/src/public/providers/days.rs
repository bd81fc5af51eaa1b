//! Days of a provider as we saw them, out of stretches; no I/O.
//!
//! Days before we looked have no data. A day of which nobody could tell a part, and on which nothing is known to have been
//! broken, is unknown and never good. How long a day was broken counts what was seen broken, not what nobody could tell.

use beffroi_domain::{
    ComponentStatus, ProviderPartId,
    uptime::{self, Day, DayState, Known, Trouble},
    window::Interval,
};
use jiff::Timestamp;

use super::super::bars::Telling;
use crate::{providers::Span, web::Reader};

/// What is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Watched<'a> {
    /// The part; `None` for the provider as a whole.
    pub part: Option<ProviderPartId>,
    /// Since when we know it.
    pub since: Timestamp,
    /// Since when nobody looked although somebody should have.
    pub unlooked: Option<Timestamp>,
    /// All stretches of the provider.
    pub spans: &'a [Span],
}

impl Watched<'_> {
    /// Stretches of this in one of `statuses`, up to now.
    fn stretches(&self, now: Timestamp, is: fn(ComponentStatus) -> bool) -> Vec<Trouble> {
        let own = self.spans.iter().filter(|span| span.part == self.part);
        let all = own.filter(|span| is(span.status)).map(|span| Trouble {
            interval: Interval {
                from: span.from,
                to: span.until.unwrap_or(now),
            },
            degree: span.status,
            is_bound: false,
        });
        let mut all: Vec<Trouble> = all.collect();
        if let Some(from) = self
            .unlooked
            .filter(|from| *from < now && is(ComponentStatus::Unknown))
        {
            all.push(Trouble {
                interval: Interval { from, to: now },
                degree: ComponentStatus::Unknown,
                is_bound: false,
            });
        }
        all
    }
}

/// The `count` days up to today, the oldest first.
#[must_use]
pub fn days(reader: &Reader, watched: &Watched<'_>, count: u16) -> Vec<Day> {
    let now = reader.now;
    let of = |troubles: &[Trouble], work: &[Interval]| {
        uptime::days(troubles, work, watched.since, now, &reader.zone, count)
    };
    let work = watched.stretches(now, |status| status == ComponentStatus::UnderMaintenance);
    let work: Vec<Interval> = work.into_iter().map(|one| one.interval).collect();
    let seen = of(&watched.stretches(now, ComponentStatus::is_trouble), &work);
    let unseen = of(
        &watched.stretches(now, |status| status == ComponentStatus::Unknown),
        &[],
    );
    seen.into_iter().zip(unseen).map(whole).collect()
}

fn whole((seen, unseen): (Day, Day)) -> Day {
    let (DayState::Known(of_seen), DayState::Known(of_unseen)) = (seen.state, unseen.state) else {
        return seen;
    };
    let is_dark = of_unseen.worst == ComponentStatus::Unknown;
    if of_seen.worst.is_trouble() || !is_dark {
        return seen;
    }
    Day {
        on: seen.on,
        state: DayState::Known(Known {
            worst: ComponentStatus::Unknown,
            affected_seconds: of_unseen.affected_seconds,
            ..of_seen
        }),
    }
}

/// What is said of the days of a provider or a part of it: no share of uptime, for nobody measured that.
#[must_use]
pub fn telling(reader: &Reader, days: &[Day]) -> Telling {
    let count = |key: &str, is: &dyn Fn(DayState) -> bool| {
        let count = days.iter().filter(|day| is(day.state)).count();
        let count = i64::try_from(count).ok().filter(|count| *count > 0)?;
        Some(reader.words.count(key, count, &[]))
    };
    let worst = |state: DayState| match state {
        DayState::Known(known) => Some(known.worst),
        DayState::NoData => None,
    };
    let is_dark = |state| worst(state) == Some(ComponentStatus::Unknown);
    let broken = count("providers-days-broken", &|state| {
        worst(state).is_some_and(ComponentStatus::is_trouble)
    });
    let known = days.iter().any(|day| worst(day.state).is_some());
    let good = known.then(|| reader.say("providers-days-good"));
    let mut summary: Vec<String> = broken.or(good).into_iter().collect();
    summary.extend(count("bars-maintained", &|state| {
        worst(state) == Some(ComponentStatus::UnderMaintenance)
    }));
    summary.extend(count("providers-days-dark", &is_dark));
    summary.extend(count("providers-days-before", &|state| {
        state == DayState::NoData
    }));
    Telling {
        summary,
        length: reader.say("providers-days-length"),
        no_data: reader.say("providers-days-no-data"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::format::reader;

    fn span(status: ComponentStatus, from: &str, until: Option<&str>) -> Span {
        Span {
            part: None,
            status,
            from: from.parse().unwrap(),
            until: until.map(|until| until.parse().unwrap()),
        }
    }

    fn worst(spans: &[Span], unlooked: Option<&str>) -> Vec<Option<(ComponentStatus, i64)>> {
        let watched = Watched {
            part: None,
            since: "2025-12-02T08:00:00Z".parse().unwrap(),
            unlooked: unlooked.map(|from| from.parse().unwrap()),
            spans,
        };
        let of = |day: &Day| match day.state {
            DayState::Known(known) => Some((known.worst, known.affected_seconds)),
            DayState::NoData => None,
        };
        days(&reader("en"), &watched, 4).iter().map(of).collect()
    }

    #[test]
    fn a_day_that_nobody_could_see_is_no_good_day_and_one_before_we_looked_is_none() {
        let spans = [
            span(
                ComponentStatus::MajorOutage,
                "2025-12-02T10:00:00Z",
                Some("2025-12-02T11:00:00Z"),
            ),
            span(
                ComponentStatus::Unknown,
                "2025-12-02T11:00:00Z",
                Some("2025-12-03T11:00:00Z"),
            ),
        ];

        assert_eq!(
            worst(&spans, None),
            [
                None,
                Some((ComponentStatus::MajorOutage, 3600)),
                Some((ComponentStatus::Unknown, 12 * 3600)),
                Some((ComponentStatus::Operational, 0)),
            ],
            "what nobody could tell is not counted as broken"
        );
    }

    #[test]
    fn since_nobody_looks_no_day_is_good() {
        let days = worst(&[], Some("2025-12-04T12:00:00Z"));

        assert_eq!(days[2], Some((ComponentStatus::Operational, 0)));
        assert_eq!(days[3], Some((ComponentStatus::Unknown, 4 * 3600)));
    }
}
