//! The figures of one provider.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    super::super::visit::Visit,
    Archive, Span,
    honesty::{self, Honesty},
    print,
    rows::{Cell, Row},
};
use crate::{
    ground::{Error, Result},
    providers,
    web::{Layout, Reader, answer, format::Said, layout::Place},
};

/// The page.
#[derive(Template)]
#[template(path = "public/providers/figures/one.html")]
pub struct FiguresPage {
    layout: Layout,
    title: String,
    lead: String,
    home: (String, String),
    files: Files,
    head: String,
    spans: Vec<String>,
    rows: Vec<((String, String), Vec<Cell>)>,
    parts: Option<Parts>,
    honesty: Honesty,
    compare: (String, String),
}

/// The same for programs.
pub struct Files {
    /// Where, and what it is called.
    pub csv: (String, String),
    /// See `csv`.
    pub json: (String, String),
}

struct Parts {
    title: String,
    note: String,
    head: String,
    heads: Vec<String>,
    rows: Vec<(Said, Vec<Cell>)>,
}

/// Answers `/{locale}/providers/{slug}/figures`.
///
/// # Errors
/// `NotFound` where the page shows no such provider; a fault when the database is away.
pub async fn show(Path((_, slug)): Path<(String, String)>, mut visit: Visit) -> Result<Response> {
    let archive = load(&mut visit, &slug).await?;
    let honesty = honesty::load(&mut visit, &archive).await?;
    let values = [("name", archive.provider.name.as_str())];
    let title = visit.reader.words.tell("providers-figures-title", &values);
    let layout = visit.layout(&title, Place::Providers);
    answer::page(&build(&visit.reader, layout, title, &archive, honesty))
}

/// Answers `/{locale}/providers/{slug}/figures.csv`.
///
/// # Errors
/// As [`show`].
pub async fn csv(Path((_, slug)): Path<(String, String)>, mut visit: Visit) -> Result<Response> {
    let archive = load(&mut visit, &slug).await?;
    print::csv(&print::of_one(&visit.reader, &archive))
}

/// Answers `/{locale}/providers/{slug}/figures.json`.
///
/// # Errors
/// As [`show`].
pub async fn json(Path((_, slug)): Path<(String, String)>, mut visit: Visit) -> Result<Response> {
    let archive = load(&mut visit, &slug).await?;
    print::json(&print::of_one(&visit.reader, &archive))
}

async fn load(visit: &mut Visit, slug: &str) -> Result<Archive> {
    let tx = &mut visit.tx;
    let provider = providers::shown_on(tx, visit.page.id, slug).await?;
    let provider = provider.ok_or(Error::NotFound)?;
    Archive::load(tx, provider, visit.reader.now).await
}

fn build(
    reader: &Reader,
    layout: Layout,
    title: String,
    archive: &Archive,
    honesty: Honesty,
) -> FiguresPage {
    let slug = &archive.provider.slug;
    let counted = Span::EACH.map(|span| archive.whole(span, reader.now));
    let row = |row: Row| {
        let cells = counted.iter().map(|figures| row.cell(reader, figures));
        (row.said(reader), cells.collect())
    };
    let home = format!("providers/{slug}");
    FiguresPage {
        title,
        lead: reader.say("providers-figures-lead"),
        home: (reader.path(&home), archive.provider.name.clone()),
        files: files(reader, &format!("{home}/figures"), ""),
        head: reader.say("providers-figure"),
        spans: Span::EACH.iter().map(|span| span.said(reader)).collect(),
        rows: Row::EACH.into_iter().map(row).collect(),
        parts: parts(reader, archive),
        honesty,
        compare: (
            reader.path(&format!("providers/compare?with={slug}")),
            reader.say("providers-compare-link"),
        ),
        layout,
    }
}

/// The ways to the same for programs.
#[must_use]
pub fn files(reader: &Reader, rest: &str, query: &str) -> Files {
    let file = |ending: &str, key: &str| {
        let address = reader.path(&format!("{rest}.{ending}{query}"));
        (address, reader.say(key))
    };
    Files {
        csv: file("csv", "figures-csv"),
        json: file("json", "providers-json"),
    }
}

/// The components over a year.
fn parts(reader: &Reader, archive: &Archive) -> Option<Parts> {
    let there = archive.parts.iter();
    let there = there.filter(|part| !part.is_group && part.gone_at.is_none());
    let rows = there.filter_map(|part| {
        let figures = archive.of_part(part, Span::Year, reader.now);
        let cells = Row::OF_PARTS.map(|row| row.cell(reader, &figures));
        Some((reader.quoted(&part.name)?, cells.to_vec()))
    });
    let rows: Vec<(Said, Vec<Cell>)> = rows.collect();
    (!rows.is_empty()).then(|| Parts {
        title: reader.say("providers-parts"),
        note: reader.say("providers-figures-parts"),
        head: reader.say("figures-component"),
        heads: Row::OF_PARTS.map(|row| row.said(reader).0).to_vec(),
        rows,
    })
}
