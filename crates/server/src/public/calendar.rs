//! The year calendar: every day of a year, those with incidents marked by shape and linked.
//!
//! A day is marked with the worst that touched it. Weeks begin as the reader's language has it.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, response::Response};
use beffroi_domain::ComponentStatus;
use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, Weekday},
};

use super::{choice, history::Month, visit::Visit};
use crate::{
    ground::{Error, Result},
    incidents::{self, Case},
    web::{Layout, Reader, answer, layout::Place},
};

/// A year.
#[derive(Template)]
#[template(path = "public/calendar.html")]
pub struct CalendarPage {
    layout: Layout,
    title: String,
    note: String,
    legend_label: String,
    legend: Vec<(&'static str, String)>,
    /// Names of the days of a week, long and short, in the reader's order.
    week: Vec<(String, String)>,
    months: Vec<MonthView>,
    earlier: Option<(String, String)>,
    later: Option<(String, String)>,
    undated: Option<(String, String)>,
    history: (String, String),
}

struct MonthView {
    name: String,
    /// Where the month is told, if it has something.
    address: Option<String>,
    weeks: Vec<Vec<Option<Cell>>>,
}

struct Cell {
    number: String,
    is_today: bool,
    busy: Option<Busy>,
}

struct Busy {
    shape: &'static str,
    address: String,
    label: String,
}

/// What touched a day: how many incidents, the worst degree, and the day that the worst stands on.
#[derive(Clone, Copy)]
struct Touch {
    count: i64,
    worst: ComponentStatus,
    told_on: Date,
}

/// Answers `/{locale}/history/calendar/{year}`.
///
/// # Errors
/// `NotFound` for what is no year; a fault when the database is away.
pub async fn show(Path((_, year)): Path<(String, String)>, mut visit: Visit) -> Result<Response> {
    let (from, to) = choice::year(&visit.reader, &year).ok_or(Error::NotFound)?;
    let year: i16 = year.parse().map_err(|_| Error::NotFound)?;
    let (tx, page) = (&mut visit.tx, visit.page.id);
    let cases = incidents::cases(tx, page, from, to).await?;
    let dates = incidents::dates(tx, page).await?;
    let undated = incidents::count_undated(tx, page).await?;
    let mut years: Vec<i16> = dates
        .iter()
        .map(|at| visit.reader.date(*at).year())
        .collect();
    years.dedup();
    let title = visit
        .reader
        .words
        .tell("year-title", &[("year", &year.to_string())]);
    let layout = visit.layout(&title, Place::History);
    answer::page(&build(
        &visit.reader,
        layout,
        title,
        year,
        &cases,
        &years,
        undated,
    ))
}

fn build(
    reader: &Reader,
    layout: Layout,
    title: String,
    year: i16,
    cases: &[Case],
    years: &[i16],
    undated: usize,
) -> CalendarPage {
    let touches = touches(reader, cases);
    let step = |key: &str, year: Option<&i16>| {
        year.map(|year| {
            let year = year.to_string();
            let address = reader.path(&format!("history/calendar/{year}"));
            (address, reader.words.tell(key, &[("year", &year)]))
        })
    };
    let count = i64::try_from(undated).unwrap_or(i64::MAX);
    CalendarPage {
        title,
        note: reader.say("year-note"),
        legend_label: reader.say("year-legend"),
        legend: [
            ComponentStatus::DegradedPerformance,
            ComponentStatus::PartialOutage,
            ComponentStatus::MajorOutage,
            ComponentStatus::Unknown,
        ]
        .map(|degree| (degree.as_str(), reader.say(&format!("component-{degree}"))))
        .to_vec(),
        week: week(reader),
        months: (1..=12)
            .filter_map(|month| Date::new(year, month, 1).ok())
            .map(|first| month_view(reader, first, &touches))
            .collect(),
        earlier: step(
            "history-older-year",
            years.iter().find(|other| **other < year),
        ),
        later: step(
            "history-newer-year",
            years.iter().rev().find(|other| **other > year),
        ),
        undated: (undated > 0).then(|| {
            let words = reader.words.count("undated-link", count, &[]);
            (reader.path("history/undated"), words)
        }),
        history: (reader.path("history"), reader.say("year-back")),
        layout,
    }
}

/// The names of the days, from a week whose first day is known.
fn week(reader: &Reader) -> Vec<(String, String)> {
    let forms = reader.words.forms();
    let monday = jiff::civil::date(2024, 1, 1);
    let first = i64::from(Weekday::Monday.until(forms.first_day_of_week()));
    (first..first + 7)
        .filter_map(|later| monday.checked_add(later.days()).ok())
        .map(|day| forms.day_of_week(day))
        .collect()
}

fn touches(reader: &Reader, cases: &[Case]) -> BTreeMap<Date, Touch> {
    let mut all: BTreeMap<Date, Touch> = BTreeMap::new();
    for case in cases {
        let told_on = reader.date(case.dated);
        for (day, degree) in days_of(reader, case) {
            let touch = all.entry(day).or_insert(Touch {
                count: 0,
                worst: degree,
                told_on,
            });
            touch.count += 1;
            // The day's own entry is the nearest way; else that of the worst.
            if degree > touch.worst && touch.told_on != day || told_on == day {
                touch.told_on = told_on;
            }
            touch.worst = touch.worst.max(degree);
        }
    }
    all
}

/// The days that an incident touched, each once with its worst degree; the day it is dated at least.
fn days_of(reader: &Reader, case: &Case) -> BTreeMap<Date, ComponentStatus> {
    let mut days = BTreeMap::from([(reader.date(case.dated), ComponentStatus::Unknown)]);
    for window in &case.windows {
        let Some(interval) = window.longest(reader.now, &reader.zone) else {
            continue;
        };
        let last = Timestamp::from_microsecond(interval.to.as_microsecond() - 1);
        let last = reader.date(last.unwrap_or(interval.to).max(interval.from));
        let degree = if window.degree.is_trouble() {
            window.degree
        } else {
            ComponentStatus::Unknown
        };
        let first = reader.date(interval.from);
        for day in first.series(1.day()).take_while(|day| *day <= last) {
            let known = days.entry(day).or_insert(degree);
            *known = (*known).max(degree);
        }
    }
    days
}

fn month_view(reader: &Reader, first: Date, touches: &BTreeMap<Date, Touch>) -> MonthView {
    let start = reader.words.forms().first_day_of_week();
    let blank = start.until(first.weekday()).unsigned_abs();
    let mut cells: Vec<Option<Cell>> = (0..blank).map(|_| None).collect();
    let days = first
        .series(1.day())
        .take_while(|day| day.month() == first.month());
    cells.extend(days.map(|day| Some(cell(reader, day, touches.get(&day)))));
    while !cells.len().is_multiple_of(7) {
        cells.push(None);
    }
    let mut weeks = Vec::new();
    while !cells.is_empty() {
        let rest = cells.split_off(7.min(cells.len()));
        weeks.push(std::mem::replace(&mut cells, rest));
    }
    let mut told = touches.values().map(|touch| touch.told_on);
    let has_some = told.any(|day| day.first_of_month() == first);
    MonthView {
        name: reader.words.forms().month_name(first),
        address: has_some.then(|| month_address(reader, first)),
        weeks,
    }
}

fn month_address(reader: &Reader, day: Date) -> String {
    reader.path(&format!("history/{}", Month::of(day).address()))
}

fn cell(reader: &Reader, day: Date, touch: Option<&Touch>) -> Cell {
    Cell {
        number: reader.words.forms().number(i64::from(day.day())),
        is_today: day == reader.date(reader.now),
        busy: touch.map(|touch| {
            let count = reader.words.count("history-count", touch.count, &[]);
            let worst = reader.say(&format!("component-{}", touch.worst));
            let said = reader.words.forms().weekday(day);
            let values = [
                ("day", said.as_str()),
                ("state", &count),
                ("length", &worst),
            ];
            Busy {
                shape: touch.worst.as_str(),
                address: format!(
                    "{}#d{}",
                    month_address(reader, touch.told_on),
                    touch.told_on
                ),
                label: reader.words.tell("day-tip-length", &values),
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::format::reader;

    #[test]
    fn a_month_begins_under_its_own_day_of_the_week() {
        let reader = reader("fr");
        let view = month_view(&reader, jiff::civil::date(2026, 3, 1), &BTreeMap::new());

        assert_eq!(week(&reader)[0].0, "lundi");
        assert_eq!(view.weeks.len(), 6, "1 March 2026 is a Sunday");
        assert!(view.weeks[0][..6].iter().all(Option::is_none));
        assert_eq!(view.weeks[0][6].as_ref().unwrap().number, "1");
        assert!(view.weeks.iter().all(|week| week.len() == 7));
    }
}
