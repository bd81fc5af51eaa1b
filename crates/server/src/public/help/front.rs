//! The front of the help centre: how soon a person answers, all articles, or those in which all words stand that somebody typed.
//!
//! What was typed is shown to whoever typed it and kept nowhere.

use askama::Template;
use axum::{http::Uri, response::Response};

use super::{answers, told, told::Told};
use crate::{
    ground::{Error, Result},
    public::visit::Visit,
    search::{self, Piece, Terms},
    web::{Layout, Reader, answer, format::Said, layout::Place, query::Query},
};

/// The front.
#[derive(Template)]
#[template(path = "public/help/front.html")]
struct FrontPage {
    layout: Layout,
    title: String,
    lead: String,
    action: String,
    label: String,
    hint: String,
    typed: String,
    submit: String,
    /// How many, once something was asked.
    found: Option<String>,
    /// What to do where nothing was found.
    nothing: Vec<String>,
    list_title: String,
    entries: Vec<Entry>,
    answers: Option<answers::Shown>,
    /// Address and name of the ways on.
    ways: Vec<(String, String)>,
}

/// An article in the list.
struct Entry {
    address: String,
    title: Vec<Piece>,
    lang: Option<String>,
    words: Vec<Piece>,
    words_lang: Option<String>,
}

/// Answers `/{locale}/help?q=`.
///
/// # Errors
/// `NotFound` where the page has no article; a fault when the database is away.
pub(super) async fn show(uri: Uri, mut visit: Visit) -> Result<Response> {
    let query = Query::of(&uri).only(&["q"]);
    let all = told::all(&mut visit).await?;
    if all.is_empty() {
        return Err(Error::NotFound);
    }
    let answers = answers::on(&mut visit).await?;
    let mut layout = visit.layout(&visit.reader.say("help-title"), Place::Elsewhere);
    for tongue in &mut layout.tongues {
        tongue.address.push_str(&query.to_string());
    }
    let typed = query.get("q").unwrap_or_default();
    let page = build(&visit, layout, &query, &all, answers);
    match typed.is_empty() {
        true => answer::page(&page),
        false => answer::once(&page),
    }
}

fn build(
    visit: &Visit,
    layout: Layout,
    query: &Query,
    all: &[Told],
    answers: Option<answers::Shown>,
) -> FrontPage {
    let (reader, typed) = (&visit.reader, query.get("q").unwrap_or_default());
    let is_asked = !typed.is_empty();
    let entries = match is_asked {
        true => hits(reader, &Terms::of(typed), all),
        false => all.iter().map(|one| entry(reader, one)).collect(),
    };
    let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    let is_nothing = is_asked && count == 0;
    let mut nothing = vec!["search-nothing-fewer", "search-nothing-language"];
    nothing.extend(visit.has_desk.then_some("help-nothing-report"));
    FrontPage {
        layout,
        title: reader.say("help-title"),
        lead: reader.say("help-lead"),
        action: reader.path("help"),
        label: reader.say("help-search-label"),
        hint: reader.say("help-search-hint"),
        typed: typed.to_owned(),
        submit: reader.say("search-submit"),
        found: is_asked.then(|| match count {
            0 => reader.words.tell("search-found-none", &[("typed", typed)]),
            count => reader.words.count("help-found", count, &[("typed", typed)]),
        }),
        nothing: nothing
            .into_iter()
            .filter(|_| is_nothing)
            .map(|key| reader.say(key))
            .collect(),
        list_title: reader.say("help-list"),
        entries,
        answers: answers.filter(|_| !is_asked),
        ways: ways(visit, query),
    }
}

/// Where else an answer may be: in the form, in the archive, in all articles.
fn ways(visit: &Visit, query: &Query) -> Vec<(String, String)> {
    let reader = &visit.reader;
    let report = (reader.path("report"), reader.say("report-way"));
    let mut ways: Vec<(String, String)> = visit.has_desk.then_some(report).into_iter().collect();
    if !query.is_empty() {
        let archive = format!("{}{query}", reader.path("search"));
        ways.push((archive, reader.say("help-in-archive")));
        ways.push((reader.path("help"), reader.say("help-all")));
    }
    ways
}

fn entry(reader: &Reader, one: &Told) -> Entry {
    let plain = |text: String| {
        vec![Piece {
            text,
            is_hit: false,
        }]
    };
    Entry {
        address: reader.path(&format!("help/{}", one.slug)),
        title: plain(one.title.text.clone()),
        lang: one.title.lang.clone(),
        words: plain(one.summary()),
        words_lang: one.lang.clone(),
    }
}

/// Those in which all words stand: first where the title has them, each in the order of the page.
fn hits(reader: &Reader, terms: &Terms, all: &[Told]) -> Vec<Entry> {
    if terms.is_empty() {
        return vec![];
    }
    let whole = |one: &Told| format!("{}\n{}", one.title.text, one.words);
    let stands = |one: &&Told| terms.stand_in(&whole(one));
    let (titled, others): (Vec<&Told>, Vec<&Told>) = all
        .iter()
        .filter(stands)
        .partition(|one| terms.stand_in(&one.title.text));
    let hit = |one: &Told| {
        let Said { text, .. } = &one.title;
        let place = search::snippet(&one.words, terms);
        Entry {
            title: search::mark(text, terms),
            words: place.unwrap_or_else(|| search::mark(&one.summary(), terms)),
            ..entry(reader, one)
        }
    };
    titled.into_iter().chain(others).map(hit).collect()
}
