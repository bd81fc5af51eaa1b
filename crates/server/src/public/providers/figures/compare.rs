//! Several providers side by side.

use askama::Template;
use axum::{http::Uri, response::Response};

use super::{
    super::super::visit::Visit,
    Archive, Span,
    one::{Files, files},
    print,
    rows::{Cell, Row},
};
use crate::{
    ground::{Error, Result},
    providers::{self, Provider},
    web::{Layout, Reader, answer, layout::Place, query},
};

/// More than these are not read side by side.
const MOST: usize = 6;

/// The page.
#[derive(Template)]
#[template(path = "public/providers/figures/compare.html")]
pub struct ComparePage {
    layout: Layout,
    title: String,
    lead: String,
    form: Form,
    head: String,
    /// Address and name of each that is compared.
    heads: Vec<(String, String)>,
    rows: Vec<((String, String), Vec<Cell>)>,
    /// What to do where fewer than two were chosen.
    few: Option<String>,
    files: Files,
}

struct Form {
    action: String,
    legend: String,
    /// Slug, name, and whether it is chosen.
    choices: Vec<(String, String, bool)>,
    over: String,
    spans: Vec<(&'static str, String, bool)>,
    submit: String,
}

/// What is asked for.
struct Asked {
    span: Span,
    /// The archives of those that are compared, in the order of their names.
    archives: Vec<Archive>,
    all: Vec<Provider>,
}

/// Answers `/{locale}/providers/compare?with=a&with=b`.
///
/// # Errors
/// `NotFound` where the page shows no provider; a fault when the database is away.
pub async fn show(uri: Uri, mut visit: Visit) -> Result<Response> {
    let asked = load(&uri, &mut visit).await?;
    let title = visit.reader.say("providers-compare-title");
    let mut layout = visit.layout(&title, Place::Providers);
    let kept = kept(&asked);
    for tongue in &mut layout.tongues {
        tongue.address.push_str(&kept);
    }
    answer::once(&build(&visit.reader, layout, title, &asked))
}

/// Answers `/{locale}/providers/compare.csv`.
///
/// # Errors
/// As [`show`].
pub async fn csv(uri: Uri, mut visit: Visit) -> Result<Response> {
    let asked = load(&uri, &mut visit).await?;
    print::csv(&lines(&visit.reader, &asked))
}

/// Answers `/{locale}/providers/compare.json`.
///
/// # Errors
/// As [`show`].
pub async fn json(uri: Uri, mut visit: Visit) -> Result<Response> {
    let asked = load(&uri, &mut visit).await?;
    print::json(&lines(&visit.reader, &asked))
}

fn lines(reader: &Reader, asked: &Asked) -> Vec<print::Line> {
    let all = asked.archives.iter();
    all.map(|archive| print::whole(reader, archive, asked.span))
        .collect()
}

async fn load(uri: &Uri, visit: &mut Visit) -> Result<Asked> {
    let tx = &mut visit.tx;
    let all = providers::of_page(tx, visit.page.id).await?;
    if all.is_empty() {
        return Err(Error::NotFound);
    }
    let with = query::each(uri, "with");
    let span = query::each(uri, "over");
    let span = span.first().and_then(|word| Span::parse(word));
    let chosen = all.iter().filter(|one| with.contains(&one.slug)).take(MOST);
    let mut archives = Vec::new();
    for provider in chosen {
        archives.push(Archive::load(tx, provider.clone(), visit.reader.now).await?);
    }
    Ok(Asked {
        span: span.unwrap_or(Span::Year),
        archives,
        all,
    })
}

/// The query of what is shown.
fn kept(asked: &Asked) -> String {
    let with = asked
        .archives
        .iter()
        .map(|one| format!("with={}", one.provider.slug));
    let all: Vec<String> = with
        .chain([format!("over={}", asked.span.word())])
        .collect();
    format!("?{}", all.join("&"))
}

fn build(reader: &Reader, layout: Layout, title: String, asked: &Asked) -> ComparePage {
    let archives = &asked.archives;
    let counted: Vec<_> = archives
        .iter()
        .map(|archive| archive.whole(asked.span, reader.now))
        .collect();
    let row = |row: Row| {
        let cells = counted.iter().map(|figures| row.cell(reader, figures));
        (row.said(reader), cells.collect())
    };
    let head = |archive: &Archive| {
        let address = reader.path(&format!("providers/{}", archive.provider.slug));
        (address, archive.provider.name.clone())
    };
    let most = [("most", MOST.to_string())];
    let most = most.each_ref().map(|(name, value)| (*name, value.as_str()));
    ComparePage {
        title,
        lead: reader.say("providers-figures-lead"),
        head: reader.say("providers-figure"),
        heads: archives.iter().map(head).collect(),
        rows: match archives.is_empty() {
            true => vec![],
            false => Row::EACH.into_iter().map(row).collect(),
        },
        few: (archives.len() < 2).then(|| reader.words.tell("providers-compare-few", &most)),
        files: files(reader, "providers/compare", &kept(asked)),
        form: form(reader, asked),
        layout,
    }
}

fn form(reader: &Reader, asked: &Asked) -> Form {
    let is_chosen = |one: &Provider| {
        let mut chosen = asked.archives.iter();
        chosen.any(|archive| archive.provider.id == one.id)
    };
    Form {
        action: reader.path("providers/compare"),
        legend: reader.say("providers-compare-with"),
        choices: asked
            .all
            .iter()
            .map(|one| (one.slug.clone(), one.name.clone(), is_chosen(one)))
            .collect(),
        over: reader.say("providers-compare-over"),
        spans: Span::EACH
            .into_iter()
            .map(|span| (span.word(), span.said(reader), span == asked.span))
            .collect(),
        submit: reader.say("providers-compare-submit"),
    }
}
