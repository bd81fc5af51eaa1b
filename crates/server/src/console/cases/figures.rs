//! The figures of a page's reports: how many, how soon they were answered, in which languages, about what, and how often they came
//! before our own first word. Each says what it counts.

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use beffroi_domain::Locale;
use jiff::SignedDuration;

use super::{ADDRESS, list::chosen, look, title_of};
use crate::{
    console::{
        answer,
        desk::scene,
        form::{Control, Field, Form, Pick, Weight, tongue_name},
        frame::Frame,
    },
    ground::{Error, Result, Tx},
    incidents,
    members::SignedIn,
    pages::{self, Page},
    reports::{self, Figures},
    web::{Reader, Site, query::Query},
};

/// Where they stand.
pub(super) const PLACE: &str = "/console/cases/figures";
/// Over how many days one may look; the second unless something else is chosen.
const DAYS: [i64; 3] = [30, 90, 365];
/// Incidents that are listed; all of them are counted.
const MOST: usize = 30;

#[derive(Template)]
#[template(path = "console/cases/figures.html")]
struct FiguresPage {
    frame: Frame,
    title: String,
    lead: String,
    form: Form,
    lines: Vec<Line>,
    languages: Table,
    incidents: Table,
    back: (&'static str, String),
}

/// A figure, and what it counts.
struct Line {
    term: String,
    figure: String,
    means: String,
}

/// How many reports of each.
struct Table {
    title: String,
    heads: [String; 2],
    rows: Vec<(Option<String>, String, String)>,
    none: String,
}

/// Answers `/console/cases/figures`.
///
/// # Errors
/// `NotFound` for whoever has no role on the page; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    uri: Uri,
) -> Result<Response> {
    let asked = Query::of(&uri).only(&["of", "days"]);
    let mut tx = site.db.snapshot().await?;
    let all = pages::list(&mut tx).await?;
    let seen: Vec<&Page> = all
        .iter()
        .filter(|page| signed_in.role_on(page.id).is_some())
        .collect();
    let page = chosen(&mut tx, &seen, asked.get("of")).await?;
    let reader = scene::reader(&mut tx, &site, &signed_in, page).await?;
    let days = asked.get("days").and_then(|text| text.parse().ok());
    let days = days.filter(|days| DAYS.contains(days)).unwrap_or(DAYS[1]);
    let since = reader.now - SignedDuration::from_hours(24 * days);
    let figures = reports::figures(&mut tx, page.id, since, reader.now).await?;
    let title = reader.say("cases-figures");
    let screen = FiguresPage {
        frame: Frame::of(&mut tx, &site, &signed_in, &title)
            .await?
            .at(ADDRESS),
        lead: reader.words.count("cases-figures-lead", days, &[]),
        form: form(&reader, (&seen, page), days),
        lines: lines(&reader, &figures),
        languages: languages(&reader, &figures),
        incidents: incidents(&mut tx, &reader, page, &figures).await?,
        back: (ADDRESS, reader.say("cases-title")),
        title,
    };
    answer::page(&screen, StatusCode::OK)
}

fn form(reader: &Reader, (seen, page): (&[&Page], &Page), days: i64) -> Form {
    let mut fields: Vec<Field> = look::of(reader, seen, page).into_iter().collect();
    let pick = |one: i64| {
        let label = reader.words.count("cases-figures-days", one, &[]);
        Pick::of(one.to_string(), label, one == days)
    };
    let picks = DAYS.into_iter().map(pick).collect();
    let label = reader.say("cases-figures-time");
    fields.push(Field::of("days", label, Control::List(picks)));
    let mut form = Form::to("figures", PLACE)
        .asking(fields)
        .doing(reader.say("cases-figures-show"), Weight::Main);
    form.asks = true;
    form
}

fn lines(reader: &Reader, all: &Figures) -> Vec<Line> {
    let line = |(term, means): (&str, &str), figure: String| Line {
        term: reader.say(term),
        means: reader.say(means),
        figure,
    };
    let length = |seconds: Option<i64>| match seconds {
        Some(seconds) => reader.seconds(seconds),
        None => reader.say("cases-figures-unknown"),
    };
    let of = |part: i64, whole: i64| {
        let forms = reader.words.forms();
        let (part, whole) = (forms.number(part), forms.number(whole));
        let said = [("part", part.as_str()), ("whole", whole.as_str())];
        reader.words.tell("cases-figures-of", &said)
    };
    let number = |count: i64| reader.words.forms().number(count);
    let mut lines = vec![
        line(
            ("cases-figures-reports", "cases-figures-reports-means"),
            number(all.reports),
        ),
        line(
            ("cases-figures-answered", "cases-figures-answered-means"),
            of(all.answered, all.reports),
        ),
        line(
            ("cases-figures-answer", "cases-figures-answer-means"),
            length(all.answer_seconds),
        ),
    ];
    if all.promised > 0 {
        lines.push(line(
            ("cases-figures-kept", "cases-figures-kept-means"),
            of(all.in_time, all.promised),
        ));
    }
    lines.push(line(
        ("cases-figures-first", "cases-figures-first-means"),
        number(all.reported_first),
    ));
    if all.reported_first > 0 {
        lines.push(line(
            ("cases-figures-before", "cases-figures-before-means"),
            length(all.first_seconds),
        ));
    }
    lines
}

fn table(reader: &Reader, (title, head): (&str, &str)) -> Table {
    Table {
        title: reader.say(title),
        heads: [reader.say(head), reader.say("cases-figures-reports")],
        rows: vec![],
        none: reader.say("cases-figures-none"),
    }
}

/// The most frequent first.
fn languages(reader: &Reader, all: &Figures) -> Table {
    let mut counts: Vec<(&String, i64)> = all.languages.iter().map(|(a, b)| (a, *b)).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let row = |(tag, count): (&String, i64)| {
        let name = tag.parse::<Locale>().map(|locale| tongue_name(&locale));
        let name = name.unwrap_or_else(|_| tag.clone());
        (None, name, reader.words.forms().number(count))
    };
    Table {
        rows: counts.into_iter().map(row).collect(),
        ..table(
            reader,
            ("cases-figures-languages", "cases-figures-languages-head"),
        )
    }
}

async fn incidents(tx: &mut Tx, reader: &Reader, page: &Page, all: &Figures) -> Result<Table> {
    let mut rows = Vec::new();
    for (id, count) in all.incidents.iter().take(MOST) {
        let incident = match incidents::load(tx, page.id, *id).await {
            // One that was merged into another may have left the page.
            Err(Error::NotFound) => continue,
            other => other?,
        };
        let place = format!("{ADDRESS}?of={}&incident={id}", page.slug);
        let title = title_of(reader, &incident.title);
        rows.push((Some(place), title, reader.words.forms().number(*count)));
    }
    Ok(Table {
        rows,
        ..table(
            reader,
            ("cases-figures-incidents", "cases-figures-incidents-head"),
        )
    })
}
