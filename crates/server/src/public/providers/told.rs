//! One incident of a provider in full: its facts, when it was broken by what it states, what was said, what it changed, and what
//! contradicts itself in it.

use askama::Template;
use axum::{extract::Path, response::Response};
use beffroi_domain::{ImpactWindow, Moment, Origin, Postmortem, PostmortemId};
use beffroi_readers::record::{ImportRecord, Warning, WindowRecord};

use super::{
    super::{
        postmortem::{self, Writeup},
        visit::Visit,
    },
    changed::{self, Changed},
    entry::{self, EntryView, Teller},
    posts, stand, windows,
};
use crate::{
    ground::{Error, Result},
    imports,
    providers::{self, Entry, Part, Provider, Version},
    story::{
        updates::Updates,
        windows::{Drawing, drawing},
    },
    web::{
        Layout, Reader, answer,
        format::{Stretch, When},
        layout::Place,
    },
};

/// The page.
#[derive(Template)]
#[template(path = "public/providers/told.html")]
pub struct ToldPage {
    layout: Layout,
    /// The provider's page, and its name.
    home: (String, String),
    entry: EntryView,
    /// The way to be told of its provider, while that is followed.
    told: Option<(String, String)>,
    facts: Facts,
    windows: Windows,
    posts_title: String,
    posts_note: String,
    posts: Updates,
    writeup: Option<Writeup>,
    changed: Option<(String, String, Vec<Changed>)>,
    doubts: Option<(String, String, Vec<Doubt>)>,
}

struct Facts {
    provider: String,
    /// Instants: a term and when.
    times: Vec<(String, When)>,
    source: Option<(String, String)>,
}

/// How bad, from when to when, how long, and what.
type Period = (Option<(&'static str, String)>, Stretch, Option<String>);

/// When it was broken by what its text states.
struct Windows {
    title: String,
    none: Option<String>,
    drawing: Option<Drawing>,
    periods: Vec<Period>,
}

/// Something that contradicts itself.
struct Doubt {
    what: String,
    /// Its words, each in its language where that is known.
    quotes: Vec<(Option<String>, String)>,
}

/// Answers `/{locale}/providers/{slug}/incidents/{id}`.
///
/// # Errors
/// `NotFound` where the page shows no such provider, or that told of no such incident; a fault when the database is away.
pub async fn show(
    Path((_, slug, id)): Path<(String, String, String)>,
    mut visit: Visit,
) -> Result<Response> {
    let tx = &mut visit.tx;
    let provider = providers::shown_on(tx, visit.page.id, &slug).await?;
    let provider = provider.ok_or(Error::NotFound)?;
    let entry = providers::find_entry(tx, provider.id, &id).await?;
    let entry = entry.ok_or(Error::NotFound)?;
    let parts = providers::parts_of(tx, provider.id).await?;
    let versions = providers::versions_of(tx, entry.id).await?;
    let title = entry::title(&visit.reader, &entry).text;
    let values = [("title", title.as_str()), ("name", provider.name.as_str())];
    let title = visit.reader.words.tell("providers-title-of", &values);
    let layout = visit.layout(&title, Place::Providers);
    let whole = (&provider, parts.as_slice(), &entry, versions.as_slice());
    answer::page(&build(&visit.reader, layout, whole))
}

/// Puts the page together.
#[must_use]
pub fn build(
    reader: &Reader,
    layout: Layout,
    (provider, parts, entry, versions): (&Provider, &[Part], &Entry, &[Version]),
) -> ToldPage {
    let teller = Teller {
        reader,
        provider,
        parts,
    };
    let view = teller.entry(entry, 1);
    let concluded = has_concluded(reader, entry);
    let writeup = writeup(reader, entry);
    ToldPage {
        home: (
            reader.path(&format!("providers/{}", provider.slug)),
            provider.name.clone(),
        ),
        told: stand::told(reader, provider),
        facts: facts(reader, entry),
        windows: stated(reader, entry),
        posts_title: reader.say("providers-posts-title"),
        posts_note: reader
            .words
            .tell("providers-posts-note", &[("name", &provider.name)]),
        posts: posts::line(reader, entry, &view.address),
        changed: changes(reader, versions),
        doubts: doubts(reader, &entry.notice.told.record),
        layout: layout.explaining(reader, concluded),
        entry: view,
        writeup,
    }
}

fn facts(reader: &Reader, entry: &Entry) -> Facts {
    let told = &entry.notice.told;
    let mut times = Vec::new();
    let mut add = |key: &str, when: Option<When>| {
        times.extend(when.map(|when| (reader.say(key), when)));
    };
    let ended = told.record.ended_at.as_ref();
    let ended = ended.filter(|when| entry::is_stated(when));
    let ended = ended.and_then(|when| imports::moment(when, &reader.zone));
    add("providers-ended", ended.map(|moment| reader.when(&moment)));
    let instant = |at: jiff::Timestamp| reader.instant(at);
    add("providers-said-over", told.resolved_at.map(instant));
    add("providers-first-seen", Some(instant(entry.seen_at)));
    if entry.version > 1 {
        add("providers-last-changed", Some(instant(entry.changed_at)));
    }
    Facts {
        provider: reader.say("providers-fact-provider"),
        times,
        source: told
            .record
            .url
            .clone()
            .filter(|url| is_web(url))
            .map(|url| (reader.say("providers-source"), url)),
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The windows whose start or end is stated, in words.
fn stated(reader: &Reader, entry: &Entry) -> Windows {
    let record = &entry.notice.told.record;
    let all = windows::stated(reader, record);
    let period = |(window, read): (&ImpactWindow, &WindowRecord)| {
        let degree = read.degree.map(|degree| {
            let word = reader.say(&format!("component-{degree}"));
            (degree.as_str(), word)
        });
        let names = (!read.components.is_empty()).then(|| reader.list(&read.components));
        let stretch = reader.stretch(window.start.as_ref(), &window.end);
        (degree, stretch, names)
    };
    let read = record.windows.iter();
    let read = read.filter(|window| windows::one(reader, window).is_some());
    Windows {
        title: reader.say("providers-windows"),
        none: all.is_empty().then(|| reader.say("providers-windows-none")),
        drawing: (all.len() > 1).then(|| drawing(reader, &all)).flatten(),
        periods: all.iter().zip(read).map(period).collect(),
    }
}

/// Whether a time on the page was concluded, so that the page must say what that means.
fn has_concluded(reader: &Reader, entry: &Entry) -> bool {
    let record = &entry.notice.told.record;
    let is_concluded = |moment: Moment| moment.origin == Origin::Inferred;
    let stated = windows::stated(reader, record).into_iter();
    let edges = stated.flat_map(|window| [window.start, window.ended()]);
    let posts = record.updates.iter();
    let posts = posts.map(|post| imports::published(post, &reader.zone));
    let ends = record.ended_at.iter();
    let ends = ends
        .filter(|when| entry::is_stated(when))
        .map(|when| imports::moment(when, &reader.zone));
    let began = entry::began(&entry.notice, &reader.zone);
    let all = edges.chain(posts).chain(ends).chain([began]);
    all.flatten().any(is_concluded)
}

fn writeup(reader: &Reader, entry: &Entry) -> Option<Writeup> {
    if !posts::has_writeup(entry) {
        return None;
    }
    let told = entry.notice.told.record.postmortem.as_ref()?;
    let read = imports::writeup(told, &reader.fallback, &reader.zone);
    let whole = Postmortem {
        id: PostmortemId(entry.id.0),
        sections: read.sections,
        timeline: read.timeline,
        actions: read.actions,
        published: None,
    };
    Some(postmortem::writeup(reader, &whole).of_others(reader))
}

fn changes(reader: &Reader, versions: &[Version]) -> Option<(String, String, Vec<Changed>)> {
    let all = changed::changed(reader, versions);
    (!all.is_empty()).then(|| {
        let title = reader.say("providers-changes-title");
        (title, reader.say("providers-changes-note"), all)
    })
}

fn doubts(reader: &Reader, record: &ImportRecord) -> Option<(String, String, Vec<Doubt>)> {
    let doubt = |warning: &Warning| {
        let kind = imports::word(warning.kind);
        let quotes = warning.quotes.iter();
        Doubt {
            what: reader.say(&format!("providers-doubt-{kind}")),
            quotes: quotes
                .map(|quote| (language_of(reader, record, quote), quote.clone()))
                .collect(),
        }
    };
    let all: Vec<Doubt> = record.warnings.iter().map(doubt).collect();
    (!all.is_empty()).then(|| {
        let title = reader.say("providers-doubts-title");
        (title, reader.say("providers-doubts-note"), all)
    })
}

/// The language of a quote, by the text that it stands in; `None` where that is the reader's, or nobody can tell.
fn language_of(reader: &Reader, record: &ImportRecord, quote: &str) -> Option<String> {
    let texts = std::iter::once(&record.title).chain(record.updates.iter().map(|one| &one.text));
    let mut all = texts.flat_map(beffroi_domain::LocalizedText::iter);
    let (locale, _) = all.find(|(_, text)| text.contains(quote))?;
    (locale != reader.locale()).then(|| locale.to_string())
}
