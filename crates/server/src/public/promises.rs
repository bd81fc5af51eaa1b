//! What the page promised its readers, and what became of it: kept, moved and late, by month.
//!
//! A promise counts once, as the worst that became of it, in the month for which it was promised first. What is open stands
//! on top; what was moved or late is listed under its month, so that a figure can be checked. What is promised to whoever reports
//! something is counted apart, below: it is nobody else's to look at one by one.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use beffroi_domain::{PageId, commitment::Outcome};
use jiff::civil::Date;

use super::{
    help::answers::{self, Shown},
    visit::Visit,
};
use crate::{
    commitments::{self, Promised},
    ground::Result,
    story::promises::{self as told, Line},
    web::{Layout, Reader, answer, format::Said, layout::Place},
};

/// What was promised.
#[derive(Template)]
#[template(path = "public/promises.html")]
struct PromisesPage {
    layout: Layout,
    title: String,
    lead: String,
    /// "Of 42 promises, 39 were kept in time.", or that there is none yet.
    summary: String,
    open_title: String,
    open: Vec<Entry>,
    table_title: String,
    heads: [String; 4],
    months: Vec<Month>,
    /// How soon a person answers, where that is promised.
    answers: Option<Shown>,
    /// The way to all figures.
    figures: (String, String),
}

struct Month {
    name: String,
    kept: String,
    moved: String,
    late: String,
    entries: Vec<Entry>,
}

/// A promise with its incident.
struct Entry {
    address: String,
    title: Said,
    line: Line,
}

/// Answers `/{locale}/promises`.
///
/// # Errors
/// A fault when the database is away.
pub async fn show(mut visit: Visit) -> Result<Response> {
    let page: PageId = visit.page.id;
    let all = commitments::promised_on(&mut visit.tx, page).await?;
    let title = visit.reader.say("promises-title");
    let layout = visit.layout(&title, Place::Figures).live(&visit.reader);
    let answers = answers::on(&mut visit).await?;
    answer::page(&build(&visit.reader, layout, &all, answers))
}

fn build(
    reader: &Reader,
    layout: Layout,
    all: &[Promised],
    answers: Option<Shown>,
) -> PromisesPage {
    let mut months: BTreeMap<Date, Vec<&Promised>> = BTreeMap::new();
    for one in all.iter().filter(|one| counts(reader, one)) {
        let day = reader.date(one.promise.first_due().at);
        months.entry(day.first_of_month()).or_default().push(one);
    }
    let open = all.iter().rev().filter(|one| one.promise.is_open());
    PromisesPage {
        title: reader.say("promises-title"),
        lead: reader.say("promises-lead"),
        summary: summary(reader, all),
        open_title: reader.say("promises-open"),
        open: open.map(|one| entry(reader, one)).collect(),
        table_title: reader.say("promises-by-month"),
        heads: [
            "promises-month",
            "promises-kept",
            "promises-moved",
            "promises-late",
        ]
        .map(|key| reader.say(key)),
        months: months
            .iter()
            .rev()
            .map(|(first, all)| month(reader, *first, all))
            .collect(),
        answers,
        figures: (reader.path("figures"), reader.say("promises-figures")),
        layout,
    }
}

/// Whether anything became of it that counts.
fn counts(reader: &Reader, one: &Promised) -> bool {
    !matches!(
        one.promise.outcome(reader.now),
        Outcome::Pending | Outcome::Withdrawn
    )
}

fn summary(reader: &Reader, all: &[Promised]) -> String {
    let total = all.iter().filter(|one| counts(reader, one)).count();
    if total == 0 {
        return reader.say(match all.is_empty() {
            true => "promises-none",
            false => "promises-none-due",
        });
    }
    let kept = number(all.iter(), reader, Outcome::Kept);
    let total = i64::try_from(total).unwrap_or(i64::MAX);
    reader
        .words
        .count("promises-summary", total, &[("kept", &kept)])
}

fn number<'a>(
    all: impl Iterator<Item = &'a Promised>,
    reader: &Reader,
    outcome: Outcome,
) -> String {
    let count = all
        .filter(|one| one.promise.outcome(reader.now) == outcome)
        .count();
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    reader.words.forms().number(count)
}

fn month(reader: &Reader, first: Date, all: &[&Promised]) -> Month {
    let count = |outcome| number(all.iter().copied(), reader, outcome);
    let is_worth_a_look = |one: &&&Promised| one.promise.outcome(reader.now) != Outcome::Kept;
    let entries = all.iter().filter(is_worth_a_look);
    Month {
        name: reader.words.forms().month(first),
        kept: count(Outcome::Kept),
        moved: count(Outcome::Moved),
        late: count(Outcome::Late),
        entries: entries.map(|one| entry(reader, one)).collect(),
    }
}

fn entry(reader: &Reader, one: &Promised) -> Entry {
    let title = reader.said(&one.title).unwrap_or_else(|| Said {
        text: one.incident.to_string(),
        lang: None,
        note: None,
    });
    Entry {
        address: reader.path(&format!("incidents/{}", one.incident)),
        title,
        line: told::line(reader, &one.promise, told::today),
    }
}
