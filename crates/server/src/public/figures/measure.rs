//! What the figures are: counts, sums and medians out of facts, without the database and without HTML.

use std::collections::BTreeMap;

use beffroi_domain::{
    ImpactWindow, Responsibility,
    tally::{self, Bounds, Sum},
    uptime::{self, Day, DayState, Trouble},
    window::Interval,
};
use jiff::{Unit, civil::Date};

use super::Picture;
use crate::{
    incidents::Case,
    public::services,
    web::{Reader, format::Said},
};

/// All figures of a page.
pub struct Measures {
    /// The first days of the months, oldest first.
    pub months: Vec<Date>,
    /// Each component and, where windows name none, the whole service.
    pub uptime: Vec<Uptime>,
    /// Incidents and impact of each month.
    pub by_month: Vec<Sum>,
    /// The same over all months.
    pub total: Sum,
    /// By whose fault it was, the most frequent first.
    pub by_responsibility: Vec<(Said, Sum)>,
    /// By the kind of service, the most frequent first.
    pub by_category: Vec<(Said, Sum)>,
    /// To detect, to the first word, to resolve.
    pub times: [Time; 3],
    /// Incidents that stand in no month.
    pub undated: usize,
}

/// The uptime of one component.
pub struct Uptime {
    /// What it is called.
    pub name: Said,
    /// Each month; `None` without data.
    pub months: Vec<Option<Share>>,
    /// All of them.
    pub whole: Option<Share>,
}

/// A share of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// In millionths.
    pub ppm: i64,
    /// True where it may have been more.
    pub is_bound: bool,
}

/// How long something took.
pub struct Time {
    /// Its key in the Fluent files.
    pub key: &'static str,
    /// The middle; `None` where it is known of no incident.
    pub median: Option<Bounds>,
    /// Over how many incidents.
    pub known: usize,
    /// Of how many.
    pub of: usize,
}

/// Counts everything.
#[must_use]
pub fn measure(reader: &Reader, picture: &Picture) -> Measures {
    let whole = whole(picture);
    let dated = || {
        picture
            .cases
            .iter()
            .filter(|case| whole.from <= case.dated && case.dated < whole.to)
    };
    let sum = |cases: Vec<&Case>, within: &Interval| {
        let cases = cases.into_iter().map(|case| tally::Case {
            dated: case.dated,
            windows: &case.windows,
        });
        tally::sum(cases, within, reader.now, &reader.zone)
    };
    Measures {
        months: picture.months.iter().map(|(first, _)| *first).collect(),
        uptime: uptimes(reader, picture),
        by_month: picture
            .months
            .iter()
            .map(|(_, month)| sum(picture.cases.iter().collect(), month))
            .collect(),
        total: sum(picture.cases.iter().collect(), &whole),
        by_responsibility: grouped(
            dated(),
            |case| responsibility(reader, case),
            |cases| sum(cases, &whole),
        ),
        by_category: grouped(
            dated(),
            |case| category(reader, case),
            |cases| sum(cases, &whole),
        ),
        times: times(reader, picture, &dated().collect::<Vec<_>>()),
        undated: picture.undated,
    }
}

fn whole(picture: &Picture) -> Interval {
    let first = picture.months.first().map(|(_, month)| month.from);
    let last = picture.months.last().map(|(_, month)| month.to);
    Interval {
        from: first.unwrap_or(jiff::Timestamp::MIN),
        to: last.unwrap_or(jiff::Timestamp::MIN),
    }
}

fn grouped<'a>(
    cases: impl Iterator<Item = &'a Case>,
    group: impl Fn(&Case) -> Said,
    sum: impl Fn(Vec<&'a Case>) -> Sum,
) -> Vec<(Said, Sum)> {
    let mut groups: BTreeMap<String, (Said, Vec<&'a Case>)> = BTreeMap::new();
    for case in cases {
        let said = group(case);
        let (_, members) = groups
            .entry(said.text.clone())
            .or_insert_with(|| (said, vec![]));
        members.push(case);
    }
    let mut sums: Vec<(Said, Sum)> = groups
        .into_values()
        .map(|(said, members)| (said, sum(members)))
        .collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.incidents));
    sums
}

fn responsibility(reader: &Reader, case: &Case) -> Said {
    own(reader.say(match case.responsibility {
        Some(Responsibility::Own) => "responsibility-own",
        Some(Responsibility::External { .. }) => "responsibility-external",
        Some(Responsibility::Unconfirmed) => "responsibility-unconfirmed",
        None => "figures-unsaid",
    }))
}

fn category(reader: &Reader, case: &Case) -> Said {
    reader
        .said(&case.category)
        .unwrap_or_else(|| own(reader.say("figures-unsaid")))
}

fn own(text: String) -> Said {
    Said {
        text,
        lang: None,
        note: None,
    }
}

fn uptimes(reader: &Reader, picture: &Picture) -> Vec<Uptime> {
    let windows = || picture.cases.iter().flat_map(|case| &case.windows);
    let mut all: Vec<Uptime> = picture
        .components
        .iter()
        .filter_map(|component| {
            let troubles = windows().filter_map(|window| {
                let of = window.components.iter().find(|(id, _)| *id == component.id);
                services::trouble(reader, window, of?.1)
            });
            let worked = picture
                .worked
                .iter()
                .filter(|worked| worked.components.contains(&component.id));
            let (work, out) = services::by_own_status(&picture.outages, component.id, reader.now);
            let worked: Vec<Interval> = worked.map(|one| one.interval).chain(work).collect();
            let days = days(
                reader,
                picture,
                &troubles.chain(out).collect::<Vec<_>>(),
                &worked,
                component.since,
            );
            Some(by_months(
                reader.said(&component.name)?,
                &picture.months,
                &days,
            ))
        })
        .collect();
    let nameless = windows().filter(|window: &&ImpactWindow| window.components.is_empty());
    let troubles: Vec<Trouble> = nameless
        .filter_map(|window| services::trouble(reader, window, window.degree))
        .collect();
    if !troubles.is_empty() {
        let since = picture.components.iter().map(|one| one.since).min();
        let days = days(
            reader,
            picture,
            &troubles,
            &[],
            since.unwrap_or(jiff::Timestamp::MIN),
        );
        all.insert(
            0,
            by_months(own(reader.say("services-whole")), &picture.months, &days),
        );
    }
    all
}

/// All days from the first of the first month up to today.
fn days(
    reader: &Reader,
    picture: &Picture,
    troubles: &[Trouble],
    worked: &[Interval],
    since: jiff::Timestamp,
) -> Vec<Day> {
    let today = reader.date(reader.now);
    let count = picture
        .months
        .first()
        .and_then(|(first, _)| first.until((Unit::Day, today)).ok())
        .and_then(|span| u16::try_from(span.get_days() + 1).ok());
    uptime::days(
        troubles,
        worked,
        since,
        reader.now,
        &reader.zone,
        count.unwrap_or(0),
    )
}

fn by_months(name: Said, months: &[(Date, Interval)], days: &[Day]) -> Uptime {
    let month = |first: &Date| -> Vec<Day> {
        let same = |day: &&Day| day.on.first_of_month() == *first;
        days.iter().filter(same).copied().collect()
    };
    Uptime {
        name,
        months: months
            .iter()
            .map(|(first, _)| share(&month(first)))
            .collect(),
        whole: share(days),
    }
}

fn share(days: &[Day]) -> Option<Share> {
    let is_open = |day: &Day| matches!(day.state, DayState::Known(known) if known.is_bound && known.lost_ppm > 0);
    Some(Share {
        ppm: uptime::uptime_ppm(days)?,
        is_bound: days.iter().any(is_open),
    })
}

fn times(reader: &Reader, picture: &Picture, cases: &[&Case]) -> [Time; 3] {
    let zone = &reader.zone;
    let start = |case: &Case| {
        let starts = case.windows.iter().filter_map(|window| window.start);
        starts.min_by_key(|start| start.at)
    };
    let detect = |case: &&Case| {
        let noticed = picture.noticed.get(&case.id)?;
        let start = noticed.start.or_else(|| start(case))?;
        Bounds::between(&start, &noticed.detection?, zone)
    };
    let first_word = |case: &&Case| Bounds::between(&start(case)?, &case.first_word?, zone);
    let resolve = |case: &&Case| tally::resolution(&case.windows, zone);
    let time = |key, values: Vec<Bounds>| Time {
        key,
        median: tally::median(&values),
        known: values.len(),
        of: cases.len(),
    };
    [
        time("detect", cases.iter().filter_map(detect).collect()),
        time("first-word", cases.iter().filter_map(first_word).collect()),
        time("resolve", cases.iter().filter_map(resolve).collect()),
    ]
}
