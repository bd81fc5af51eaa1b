//! The history: month by month without an end, and a place for incidents that nobody dated.
//!
//! Read in order: [`latest`], [`month`], [`undated`], [`chosen`]. The months are those that have something; the
//! list of all of them stands below each.

use askama::Template;
use axum::{extract::Path, http::Uri, response::Response};
use beffroi_domain::Incident;
use jiff::{Timestamp, civil::Date};

use super::{
    choice::{self, Form, Known},
    days::{self, Day, Entry, dated_at},
    visit::Visit,
};
use crate::{
    ground::{Error, Result},
    incidents,
    maintenances::{self, Occurrence},
    web::{Layout, Reader, answer, layout::Place, query::Query},
};

/// How many months the first page of the history shows.
const LATEST: usize = 3;
/// How many incidents a page of a choice shows.
const CHOSEN: i64 = 50;

/// A part of the history.
#[derive(Template)]
#[template(path = "public/history.html")]
pub struct HistoryPage {
    layout: Layout,
    title: String,
    form: Form,
    /// What was left out of a choice because nobody knows it.
    unknown: Vec<String>,
    /// How many answer to a choice.
    found: Option<String>,
    months: Vec<MonthView>,
    /// Those of a choice that nobody dated.
    undated: Option<(String, Vec<Entry>)>,
    calendar: Option<(String, String)>,
    /// "No incident …", where nothing was ever published.
    empty: Option<String>,
    newer: Option<(String, String)>,
    older: Option<(String, String)>,
    index: Index,
}

/// Incidents without a date.
#[derive(Template)]
#[template(path = "public/undated.html")]
pub struct UndatedPage {
    layout: Layout,
    title: String,
    note: String,
    entries: Vec<Entry>,
    index: Index,
}

/// One month.
#[derive(Clone, Debug)]
struct MonthView {
    name: String,
    datetime: String,
    count: String,
    days: Vec<Day>,
    none: String,
}

/// The way to all months.
#[derive(Clone, Debug)]
struct Index {
    title: String,
    /// Years, newest first, with their months.
    years: Vec<(String, Vec<MonthLink>)>,
    undated: Option<(String, String)>,
}

/// The way to one month.
#[derive(Clone, Debug)]
struct MonthLink {
    address: String,
    name: String,
    count: String,
}

/// A calendar month of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

impl Month {
    /// The month that a day is in.
    #[must_use]
    pub fn of(on: Date) -> Self {
        Self(on.first_of_month())
    }

    /// The month written `2025-12`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let has_form = year.len() == 4 && month.len() == 2;
        let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if !has_form || !number(year) || !number(month) {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, 1)
            .ok()
            .map(Self)
    }

    /// `2025-12`, as in addresses.
    #[must_use]
    pub fn address(self) -> String {
        self.0.strftime("%Y-%m").to_string()
    }

    /// Its first instant and the first after it, in the zone of the reader.
    fn bounds(self, reader: &Reader) -> Option<(Timestamp, Timestamp)> {
        let next = self.0.checked_add(jiff::Span::new().months(1)).ok()?;
        let begin = |on: Date| {
            on.to_zoned(reader.zone.clone())
                .ok()
                .map(|at| at.timestamp())
        };
        Some((begin(self.0)?, begin(next)?))
    }
}

/// Answers `/{locale}/history`: the latest months that have something.
///
/// # Errors
/// A fault when the database is away.
pub async fn latest(uri: Uri, mut visit: Visit) -> Result<Response> {
    let all = months(&mut visit).await?;
    let query = Query::of(&uri);
    if !query.only(&choice::NAMES).is_empty() {
        return chosen(visit, &all, &query).await;
    }
    let shown: Vec<Month> = all.iter().map(|(month, _)| *month).take(LATEST).collect();
    let title = visit.reader.say("history-title");
    show(visit, &title, &all, &shown).await
}

/// Answers `/{locale}/history/{month}`, and `/{locale}/history/undated`.
///
/// # Errors
/// `NotFound` for what is no month; a fault when the database is away.
pub async fn month(Path((_, name)): Path<(String, String)>, mut visit: Visit) -> Result<Response> {
    if name == "undated" {
        return undated(visit).await;
    }
    let month = Month::parse(&name).ok_or(Error::NotFound)?;
    let all = months(&mut visit).await?;
    let said = visit.reader.words.forms().month(month.0);
    let title = visit.reader.words.tell("history-of", &[("month", &said)]);
    show(visit, &title, &all, &[month]).await
}

async fn undated(mut visit: Visit) -> Result<Response> {
    let incidents = incidents::undated(&mut visit.tx, visit.page.id).await?;
    let all = months(&mut visit).await?;
    let title = visit.reader.say("undated-title");
    let layout = visit.layout(&title, Place::History);
    let count = incidents.len();
    let reader = &visit.reader;
    answer::page(&UndatedPage {
        title,
        note: reader.words.count(
            "undated-note",
            i64::try_from(count).unwrap_or(i64::MAX),
            &[],
        ),
        entries: incidents
            .iter()
            .map(|one| days::incident_entry(reader, one))
            .collect(),
        index: index(reader, &layout.home, &all, count),
        layout,
    })
}

/// The months that have an incident, newest first, and how many.
async fn months(visit: &mut Visit) -> Result<Vec<(Month, usize)>> {
    let dates = incidents::dates(&mut visit.tx, visit.page.id).await?;
    let mut all: Vec<(Month, usize)> = Vec::new();
    for date in dates {
        let month = Month::of(visit.reader.date(date));
        match all.last_mut() {
            Some((last, count)) if *last == month => *count += 1,
            _ => all.push((month, 1)),
        }
    }
    Ok(all)
}

async fn show(
    mut visit: Visit,
    title: &str,
    all: &[(Month, usize)],
    shown: &[Month],
) -> Result<Response> {
    let mut views = Vec::with_capacity(shown.len());
    for month in shown {
        let Some((from, to)) = month.bounds(&visit.reader) else {
            return Err(Error::NotFound);
        };
        let incidents = incidents::between(&mut visit.tx, visit.page.id, from, to).await?;
        let mut maintained =
            maintenances::occurrences(&mut visit.tx, visit.page.id, from, to).await?;
        maintained.retain(|one| stands_in(one, from, visit.reader.now));
        views.push(view(&visit.reader, *month, &incidents, &maintained));
    }
    let undated = incidents::count_undated(&mut visit.tx, visit.page.id).await?;
    let known = choice::known(&mut visit, years(all)).await?;
    let layout = visit.layout(title, Place::History);
    answer::page(&build(
        &visit.reader,
        layout,
        title,
        views,
        all,
        shown,
        undated,
        &known,
    ))
}

/// What answers to a choice, in the same form as the history.
async fn chosen(mut visit: Visit, all: &[(Month, usize)], query: &Query) -> Result<Response> {
    let known = choice::known(&mut visit, years(all)).await?;
    let (wanted, unknown) = choice::wanted(&visit.reader, &known, query);
    let page = query.page();
    let first = (page - 1) * CHOSEN;
    let (tx, of) = (&mut visit.tx, visit.page.id);
    let found = incidents::choose(tx, of, &wanted, first, CHOSEN).await?;
    if page > 1 && found.incidents.is_empty() {
        return Err(Error::NotFound);
    }
    let undated = incidents::count_undated(tx, of).await?;
    let title = visit.reader.say("history-title");
    let mut layout = visit.layout(&title, Place::History);
    let kept = query.only(&choice::NAMES);
    for tongue in &mut layout.tongues {
        tongue.address.push_str(&kept.to_string());
    }
    let reader = &visit.reader;
    let (dated, rest): (Vec<_>, Vec<_>) = found
        .incidents
        .into_iter()
        .partition(|one| dated_at(one).is_some());
    let to = |page: i64, key: &str| {
        let address = format!("{}history{}", layout.home, kept.with_page(page));
        (address, reader.say(key))
    };
    let view = HistoryPage {
        form: choice::form(reader, &known, &kept),
        unknown,
        found: Some(match found.total {
            0 => reader.say("choice-found-none"),
            total => reader.words.count("choice-found", total, &[]),
        }),
        months: by_month(reader, &dated),
        undated: (!rest.is_empty()).then(|| {
            let entries = rest.iter().map(|one| days::incident_entry(reader, one));
            (reader.say("undated-title"), entries.collect())
        }),
        empty: (found.total == 0).then(|| reader.say("choice-none")),
        newer: (page > 1).then(|| to(page - 1, "choice-newer")),
        older: (first + CHOSEN < found.total).then(|| to(page + 1, "choice-older")),
        calendar: calendar(reader, all),
        index: index(reader, &layout.home, all, undated),
        title,
        layout,
    };
    answer::once(&view)
}

/// Incidents, newest first, as months with their days. How many a month has is not said, since a
/// page may end within one.
fn by_month(reader: &Reader, incidents: &[Incident]) -> Vec<MonthView> {
    let month_of = |incident: &Incident| dated_at(incident).map(|at| Month::of(reader.date(at)));
    incidents
        .chunk_by(|one, other| month_of(one) == month_of(other))
        .filter_map(|same| {
            let month = month_of(same.first()?)?;
            Some(MonthView {
                count: String::new(),
                ..view(reader, month, same, &[])
            })
        })
        .collect()
}

/// The years that have something, newest first.
fn years(all: &[(Month, usize)]) -> Vec<i16> {
    let mut years: Vec<i16> = all.iter().map(|(month, _)| month.0.year()).collect();
    years.dedup();
    years
}

/// The way to the newest year's calendar.
fn calendar(reader: &Reader, all: &[(Month, usize)]) -> Option<(String, String)> {
    let year = all.first()?.0.0.year().to_string();
    let address = reader.path(&format!("history/calendar/{year}"));
    Some((address, reader.say("year-link")))
}

/// Work stands in the month in which it is planned to begin; of work that comes again, only what has
/// begun is history.
fn stands_in(one: &Occurrence, from: Timestamp, now: Timestamp) -> bool {
    let is_again = one.maintenance.recurrence.is_some();
    one.planned.from >= from && (!is_again || one.planned.from <= now)
}

fn view(
    reader: &Reader,
    month: Month,
    incidents: &[Incident],
    maintained: &[Occurrence],
) -> MonthView {
    let count = i64::try_from(incidents.len()).unwrap_or(i64::MAX);
    MonthView {
        name: reader.words.forms().month(month.0),
        datetime: month.address(),
        count: reader.words.count("history-count", count, &[]),
        days: days::busy(reader, incidents, maintained, 3),
        none: reader.say("history-none"),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "what a page is put together from"
)]
fn build(
    reader: &Reader,
    layout: Layout,
    title: &str,
    months: Vec<MonthView>,
    all: &[(Month, usize)],
    shown: &[Month],
    undated: usize,
    known: &Known,
) -> HistoryPage {
    let step = |key: &str, month: Option<Month>| {
        month.map(|month| {
            let said = reader.words.forms().month(month.0);
            let address = format!("{}history/{}", layout.home, month.address());
            (address, reader.words.tell(key, &[("month", &said)]))
        })
    };
    let newest = shown.iter().max();
    let oldest = shown.iter().min();
    let newer = all
        .iter()
        .rev()
        .map(|(month, _)| *month)
        .find(|month| newest < Some(month));
    let older = all
        .iter()
        .map(|(month, _)| *month)
        .find(|month| Some(month) < oldest);
    HistoryPage {
        title: title.to_owned(),
        form: choice::form(reader, known, &Query::default()),
        unknown: vec![],
        found: None,
        undated: None,
        calendar: calendar(reader, all),
        empty: months.is_empty().then(|| reader.say("history-empty")),
        months,
        newer: step("history-newer", newer),
        older: step("history-older", older),
        index: index(reader, &layout.home, all, undated),
        layout,
    }
}

fn index(reader: &Reader, home: &str, all: &[(Month, usize)], undated: usize) -> Index {
    let mut years: Vec<(i16, Vec<MonthLink>)> = Vec::new();
    for (month, count) in all {
        let count = i64::try_from(*count).unwrap_or(i64::MAX);
        let link = MonthLink {
            address: format!("{home}history/{}", month.address()),
            name: reader.words.forms().month(month.0),
            count: reader.words.count("history-count", count, &[]),
        };
        match years.last_mut() {
            Some((year, links)) if *year == month.0.year() => links.push(link),
            _ => years.push((month.0.year(), vec![link])),
        }
    }
    let count = i64::try_from(undated).unwrap_or(i64::MAX);
    Index {
        title: reader.say("history-months"),
        years: years
            .into_iter()
            .map(|(year, links)| {
                (
                    reader
                        .words
                        .tell("history-year", &[("year", &year.to_string())]),
                    links,
                )
            })
            .collect(),
        undated: (undated > 0).then(|| {
            (
                format!("{home}history/undated"),
                reader.words.count("undated-link", count, &[]),
            )
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_four_digits_and_two() {
        assert_eq!(
            Month::parse("2025-12").map(Month::address),
            Some("2025-12".to_owned())
        );
        for bad in [
            "2025-13",
            "2025-1",
            "25-12",
            "2025-12-01",
            "+025-12",
            "december",
            "-",
            "",
        ] {
            assert_eq!(Month::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_month_begins_and_ends_in_the_zone_of_the_page() {
        let reader = crate::web::format::reader("fr");

        let (from, to) = Month::parse("2025-10").unwrap().bounds(&reader).unwrap();

        assert_eq!(from.to_string(), "2025-09-30T22:00:00Z");
        assert_eq!(to.to_string(), "2025-10-31T23:00:00Z");
    }
}
