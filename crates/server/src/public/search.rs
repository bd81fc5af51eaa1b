//! The search: a form of one line, and the incidents in which all words stand, with the places marked.
//!
//! What was typed is shown to whoever typed it and kept nowhere.

use askama::Template;
use axum::{http::Uri, response::Response};
use beffroi_domain::{Incident, LocalizedText, Postmortem};

use super::{days, visit::Visit};
use crate::{
    ground::{Error, Result, markdown},
    incidents, postmortems,
    search::{self, Piece, Terms},
    web::{Layout, Reader, answer, layout::Place, query::Query},
};

/// How many incidents a page shows.
const SHOWN: i64 = 20;
/// How many places of one incident are shown.
const PLACES: usize = 2;

/// The search and what was found.
#[derive(Template)]
#[template(path = "public/search.html")]
pub struct SearchPage {
    layout: Layout,
    title: String,
    action: String,
    label: String,
    typed: String,
    submit: String,
    hint: String,
    /// How many, once something was asked.
    found: Option<String>,
    /// What to do where nothing was found.
    nothing: Vec<String>,
    history: (String, String),
    hits: Vec<Hit>,
    newer: Option<(String, String)>,
    older: Option<(String, String)>,
}

struct Hit {
    shape: &'static str,
    address: String,
    title: Vec<Piece>,
    lang: Option<String>,
    status: String,
    on: Option<String>,
    places: Vec<Spot>,
}

/// A place in what was said.
struct Spot {
    lang: Option<String>,
    pieces: Vec<Piece>,
}

/// Answers `/{locale}/search?q=`.
///
/// # Errors
/// `NotFound` behind the last page; a fault when the database is away.
pub async fn show(uri: Uri, mut visit: Visit) -> Result<Response> {
    let query = Query::of(&uri).only(&["q", "page"]);
    let typed = query.get("q").unwrap_or_default().to_owned();
    let terms = Terms::of(&typed);
    let first = (query.page() - 1) * SHOWN;
    let locale = visit.reader.locale().clone();
    let (tx, page) = (&mut visit.tx, visit.page.id);
    let found = search::search(tx, page, &locale, &terms, first, SHOWN).await?;
    if query.page() > 1 && found.incidents.is_empty() {
        return Err(Error::NotFound);
    }
    let mut hits = Vec::with_capacity(found.incidents.len());
    for id in &found.incidents {
        let incident = incidents::load(tx, page, *id).await?;
        let writeup = postmortems::of_incident(tx, *id).await?;
        hits.push(hit(&visit.reader, &terms, &incident, writeup.as_ref()));
    }
    let mut layout = visit.layout(&visit.reader.say("search-title"), Place::Search);
    for tongue in &mut layout.tongues {
        tongue.address.push_str(&query.only(&["q"]).to_string());
    }
    let is_last = first + SHOWN >= found.total;
    answer::once(&build(
        &visit.reader,
        layout,
        &query,
        found.total,
        hits,
        is_last,
    ))
}

fn build(
    reader: &Reader,
    layout: Layout,
    query: &Query,
    total: i64,
    hits: Vec<Hit>,
    is_last: bool,
) -> SearchPage {
    let typed = query.get("q").unwrap_or_default().to_owned();
    let page = query.page();
    let to = |page: i64, key: &str| {
        let address = format!("{}{}", reader.path("search"), query.with_page(page));
        (address, reader.say(key))
    };
    let nothing = [
        "search-nothing-fewer",
        "search-nothing-language",
        "search-nothing-number",
    ];
    let is_nothing = total == 0 && !typed.is_empty();
    SearchPage {
        title: reader.say("search-title"),
        action: reader.path("search"),
        label: reader.say("search-label"),
        submit: reader.say("search-submit"),
        hint: reader.say("search-hint"),
        found: (!typed.is_empty()).then(|| match total {
            0 => reader.words.tell("search-found-none", &[("typed", &typed)]),
            total => reader
                .words
                .count("search-found", total, &[("typed", &typed)]),
        }),
        nothing: nothing
            .iter()
            .filter(|_| is_nothing)
            .map(|key| reader.say(key))
            .collect(),
        history: (reader.path("history"), reader.say("way-history")),
        hits,
        newer: (page > 1).then(|| to(page - 1, "search-before")),
        older: (!is_last).then(|| to(page + 1, "search-after")),
        typed,
        layout,
    }
}

fn hit(reader: &Reader, terms: &Terms, incident: &Incident, writeup: Option<&Postmortem>) -> Hit {
    let entry = days::incident_entry(reader, incident);
    let forms = reader.words.forms();
    Hit {
        shape: entry.shape,
        address: entry.address,
        title: search::mark(&entry.title.text, terms),
        lang: entry.title.lang,
        status: entry.status,
        on: days::dated_at(incident).map(|at| forms.day(reader.date(at))),
        places: texts(incident, writeup)
            .into_iter()
            .filter_map(|text| place(reader, terms, text))
            .take(PLACES)
            .collect(),
    }
}

/// What was said of an incident, the newest first, then the write-up.
fn texts<'a>(incident: &'a Incident, writeup: Option<&'a Postmortem>) -> Vec<&'a LocalizedText> {
    let said = incident.updates.iter().rev().map(|update| &update.text);
    let after = incident.consequences.iter().map(|one| &one.text);
    let sections = writeup.iter().flat_map(|writeup| writeup.sections.values());
    let timeline = writeup.iter().flat_map(|writeup| &writeup.timeline);
    let actions = writeup.iter().flat_map(|writeup| &writeup.actions);
    said.chain(after)
        .chain(sections)
        .chain(timeline.map(|entry| &entry.text))
        .chain(actions.flat_map(|action| [&action.symptom, &action.action]))
        .collect()
}

fn place(reader: &Reader, terms: &Terms, text: &LocalizedText) -> Option<Spot> {
    let resolved = text.resolve(reader.locale(), &reader.fallback)?;
    let is_own = resolved.locale == reader.locale();
    Some(Spot {
        pieces: search::snippet(&markdown::words(resolved.text), terms)?,
        lang: (!is_own).then(|| resolved.locale.to_string()),
    })
}
