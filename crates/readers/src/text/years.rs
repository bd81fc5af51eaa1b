//! Years that nobody wrote: from the report itself, from a weekday, or from the neighbours on the
//! page. A page is in order of time, roughly, so neighbours bound a day from both sides.
//!
//! Read in order: [`own_anchor`], [`loose_day`], [`anchors`].

use std::sync::LazyLock;

use beffroi_domain::{
    EntryKind,
    find::{self, Day},
};
use jiff::{civil::Date, tz::TimeZone};
use regex::Regex;

use super::{calendar::distance, report::Report, update::Update};

/// How far out of order a report may stand on its page, in days.
pub const SLACK_DAYS: i64 = 45;

/// `20230426` in an address.
static ADDRESS_DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\D)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{4})?(?:\D|$)")
        .expect("a literal pattern")
});

/// A day with its year that the report states itself: header, stamp, text, or a dated address.
#[must_use]
pub fn own_anchor(report: &Report, zone: &TimeZone) -> Option<Date> {
    header_day(report)
        .or_else(|| {
            report
                .spoken()
                .find_map(|update| update.posted_at)
                .map(|at| at.to_zoned(zone.clone()).date())
        })
        .or_else(|| full_day(&report.title_raw))
        .or_else(|| texts(report).find_map(full_day))
        .or_else(|| report.links().iter().find_map(|link| address_day(link)))
}

/// The first day of a header block, oldest update first.
#[must_use]
pub fn header_day(report: &Report) -> Option<Date> {
    report
        .spoken()
        .filter_map(|update| update.header.as_ref())
        .flat_map(|header| [header.start.as_ref(), header.end.as_ref()])
        .flatten()
        .find_map(|stated| stated.day?.date())
}

fn full_day(text: &str) -> Option<Date> {
    find::days(text)
        .into_iter()
        .find_map(|found| found.value.date())
}

/// The day that an address carries: news sites do.
#[must_use]
pub fn address_day(link: &str) -> Option<Date> {
    let found = ADDRESS_DAY.captures(link)?;
    Date::new(
        found[1].parse().ok()?,
        found[2].parse().ok()?,
        found[3].parse().ok()?,
    )
    .ok()
}

fn texts(report: &Report) -> impl Iterator<Item = &str> {
    report
        .updates
        .iter()
        .filter_map(Update::first)
        .map(|part| part.text.as_str())
}

/// The day without a year by which the report's place in time can be told.
#[must_use]
pub fn loose_day(report: &Report) -> Option<Day> {
    let with_key = |day: &Day| day.weekday.is_some();
    let prose: Vec<Day> = report
        .spoken()
        .filter_map(Update::first)
        .flat_map(|part| find::days(&part.text))
        .map(|found| found.value)
        .collect();
    let lines = report
        .writeup()
        .map(|writeup| writeup.timeline.as_slice())
        .unwrap_or_default();
    let start = lines
        .iter()
        .find(|line| line.marks.contains(&EntryKind::Start))
        .or(lines.first());
    prose
        .iter()
        .copied()
        .find(with_key)
        .or_else(|| start.and_then(|line| line.at.as_ref()?.day))
        .or_else(|| {
            find::days(&report.title_raw)
                .first()
                .map(|found| found.value)
        })
        .or_else(|| prose.first().copied())
}

/// A day with its year for every report of a page that stands newest first.
#[must_use]
pub fn anchors(reports: &[Report], zone: &TimeZone) -> Vec<Option<Date>> {
    let mut all: Vec<Option<Date>> = reports
        .iter()
        .map(|report| own_anchor(report, zone))
        .collect();
    // A year that cannot be must not draw its neighbours along.
    let trusted: Vec<Option<Date>> = (0..all.len())
        .map(|at| all[at].filter(|_| !is_outlier(&all, at)))
        .collect();
    let below = next_known(&trusted);
    let mut above = None;
    for (at, report) in reports.iter().enumerate() {
        if all[at].is_none() {
            all[at] = loose_day(report).and_then(|day| place(&day, above, below[at]));
            above = all[at].or(above);
        }
        above = trusted[at].or(above);
    }
    all
}

/// How far from both its neighbours a stated day must lie to count as a slip, in days.
const OUTLIER_DAYS: i64 = 180;

/// True where a stated day lies far on one side of both the nearest stated days around it.
#[must_use]
pub fn is_outlier(days: &[Option<Date>], at: usize) -> bool {
    let Some(day) = days[at] else { return false };
    let above = days[..at].iter().rev().find_map(|day| *day);
    let below = days[at + 1..].iter().find_map(|day| *day);
    let far = |other: Date| distance(day, other) > OUTLIER_DAYS;
    match (above, below) {
        (Some(above), Some(below)) => far(above) && far(below) && (day < above) == (day < below),
        _ => false,
    }
}

/// For every place the next known day below it.
fn next_known(days: &[Option<Date>]) -> Vec<Option<Date>> {
    let mut next = None;
    let mut all: Vec<Option<Date>> = days
        .iter()
        .rev()
        .map(|day| {
            let here = next;
            next = day.or(next);
            here
        })
        .collect();
    all.reverse();
    all
}

/// The one date that fits between the neighbours; `None` where none or several do.
fn place(day: &Day, above: Option<Date>, below: Option<Date>) -> Option<Date> {
    // A weekday names one year in about six, so its day may stand further off.
    let slack = if day.weekday.is_some() {
        3 * SLACK_DAYS
    } else {
        SLACK_DAYS
    };
    let newest = above.or(below)?.year() + 1;
    let oldest = below.or(above)?.year() - 1;
    let mut fitting: Vec<(i64, Date)> = (oldest.min(newest)..=newest)
        .filter_map(|year| day.in_year(year))
        .filter(|date| day.agrees(*date))
        .filter_map(|date| Some((cost(date, above, below, slack)?, date)))
        .collect();
    fitting.sort_by_key(|(cost, date)| (*cost, std::cmp::Reverse(*date)));
    match fitting.as_slice() {
        [] => None,
        [(_, only)] => Some(*only),
        // Two years fit between two neighbours: nobody can tell.
        [(first, _), (second, _), ..]
            if above.is_some() && below.is_some() && second - first < SLACK_DAYS =>
        {
            None
        }
        [(_, best), ..] => Some(*best),
    }
}

fn cost(date: Date, above: Option<Date>, below: Option<Date>, slack: i64) -> Option<i64> {
    let too_new = above.is_some_and(|above| date > above && distance(date, above) > slack);
    let too_old = below.is_some_and(|below| date < below && distance(date, below) > slack);
    let sum = above.map_or(0, |above| distance(date, above))
        + below.map_or(0, |below| distance(date, below));
    (!too_new && !too_old).then_some(sum)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(text: &str) -> Day {
        find::days(text)[0].value
    }

    #[test]
    fn neighbours_bound_a_day_from_both_sides() {
        let place = |text| place(&day(text), Some(date(2024, 3, 6)), Some(date(2023, 6, 1)));

        assert_eq!(place("04/07 17h04"), Some(date(2023, 7, 4)));
        assert_eq!(place("le 20 février"), Some(date(2024, 2, 20)));
    }

    #[test]
    fn two_years_that_fit_are_no_year() {
        assert_eq!(
            place(
                &day("le 4 juillet"),
                Some(date(2024, 9, 1)),
                Some(date(2022, 6, 1))
            ),
            None
        );
    }

    #[test]
    fn a_weekday_is_the_key() {
        let found = place(
            &day("mardi 17 janvier"),
            Some(date(2024, 9, 1)),
            Some(date(2022, 6, 1)),
        );

        assert_eq!(found, Some(date(2023, 1, 17)));
    }

    #[test]
    fn at_the_end_of_a_page_the_nearest_older_day_is_taken() {
        assert_eq!(
            place(&day("25/11"), Some(date(2023, 1, 17)), None),
            Some(date(2022, 11, 25))
        );
        assert_eq!(place(&day("25/11"), None, None), None);
    }

    #[test]
    fn an_address_can_carry_a_day() {
        assert_eq!(
            address_day("https://news.example/a_AV-202304260428.html"),
            Some(date(2023, 4, 26))
        );
        assert_eq!(address_day("https://help.example/360021504031"), None);
    }
}
