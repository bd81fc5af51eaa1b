//! What was said, newest first: a vertical line with dated stops, each with a permalink.
//!
//! What readers are promised is the topmost, open stop. Where nobody promised the next update, a sentence of the
//! newest one that sounds like it is quoted as it was written; whether that was kept is not judged.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{
    CommitmentKind, Correction, Fate, Incident, Locale, LocalizedText, Moment, Piece, Update,
    UpdateStatus, difference,
    find::{self, promise::Promised},
};

use super::{
    Names,
    promises::{self, Line},
};
use crate::web::{
    Reader,
    format::{Prose, Said, When},
};

/// The line and its stops.
#[derive(Clone, Debug, Template)]
#[template(path = "story/updates.html")]
pub struct Updates {
    /// The stops, newest first.
    pub stops: Vec<Stop>,
    /// The open stop on top.
    pub promise: Option<Promise>,
    /// "Read the post-mortem", where it stands on the same page.
    pub read_writeup: Option<String>,
    /// Which heading a stop has: 3 or 4.
    pub level: u8,
    /// What is said where there is none.
    pub none: String,
}

impl HtmlSafe for Updates {}

/// One statement.
#[derive(Clone, Debug)]
pub struct Stop {
    /// The fragment that leads here.
    pub id: String,
    /// `investigating` …, for its shape.
    pub status: &'static str,
    /// "Investigating".
    pub status_said: String,
    /// When, or that nobody knows.
    pub when: Result<When, String>,
    /// What was said; `None` where only a status was set.
    pub body: Option<Prose>,
    /// Component statuses that it changed.
    pub changes: Vec<String>,
    /// "Changed with this update".
    pub changes_title: String,
    /// How the text was set right, the newest first.
    pub corrected: Vec<Corrected>,
    /// The permalink, and what it is; none before it is told.
    pub link: Option<(String, String)>,
    /// What is seen of that link.
    pub mark: String,
}

/// A text that was set right after it was published.
#[derive(Clone, Debug, Template)]
#[template(path = "story/corrected.html")]
pub struct Corrected {
    /// "Corrected: 4 March, 12:05".
    pub title: String,
    /// The language of the words, where it is not the reader's.
    pub lang: Option<String>,
    /// What stays, goes and comes.
    pub pieces: Vec<Piece>,
    /// Whether the difference is unfolded.
    pub is_open: bool,
}

impl HtmlSafe for Corrected {}

/// What readers are promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// "To come".
    pub title: String,
    /// What is promised, in the order in which it falls due.
    pub lines: Vec<Line>,
    /// Where the next update is not among it: the sentence that promises one, as it was written.
    pub quote: Option<Said>,
}

/// The line of an incident or a maintenance whose page is at `address`.
#[must_use]
pub fn line(
    reader: &Reader,
    names: &Names,
    updates: &[Update],
    address: &str,
    level: u8,
) -> Updates {
    let stops = updates
        .iter()
        .rev()
        .map(|update| stop(reader, names, update, address, level))
        .collect();
    Updates {
        stops,
        promise: None,
        read_writeup: None,
        level,
        none: reader.say("updates-none"),
    }
}

/// What readers of an incident are promised; also where it is over, for a write-up may be to come.
#[must_use]
pub fn promise(reader: &Reader, incident: &Incident) -> Option<Promise> {
    let mut all = incident.commitments.iter();
    let has_news = all.any(|one| one.is_open() && one.kind == CommitmentKind::Update);
    let quote = (!has_news).then(|| quote(reader, incident)).flatten();
    let lines = promises::open(reader, incident, promises::today);
    (quote.is_some() || !lines.is_empty()).then(|| Promise {
        title: reader.say("updates-to-come"),
        lines,
        quote,
    })
}

/// What the newest update of an open incident says about the next one.
#[must_use]
pub fn quote(reader: &Reader, incident: &Incident) -> Option<Said> {
    if !incident.status.is_open() {
        return None;
    }
    let newest = incident
        .updates
        .iter()
        .rev()
        .find(|update| !update.text.is_empty())?;
    let resolved = newest.text.resolve(reader.locale(), &reader.fallback)?;
    let found = find::promises(resolved.text, Some(resolved.locale));
    let promise = found
        .iter()
        .find(|found| found.value.kind == Promised::News && found.value.due.is_some())?;
    let quote = LocalizedText::single(resolved.locale.clone(), promise.quote(resolved.text).trim());
    reader.said(&quote)
}

fn stop(reader: &Reader, names: &Names, update: &Update, address: &str, level: u8) -> Stop {
    let status = update.status.as_str();
    let kind = match update.status {
        UpdateStatus::Incident(_) => "incident",
        UpdateStatus::Maintenance(_) => "maintenance",
    };
    let when = update.published.map(|moment| reader.when(&moment));
    let label = match &when {
        Some(when) => reader.words.tell("update-link-at", &[("when", &when.text)]),
        None => reader.say("update-link"),
    };
    Stop {
        id: update.public_id.to_string(),
        status,
        status_said: reader.say(&format!("{kind}-{status}")),
        when: when.ok_or_else(|| reader.say("update-unknown")),
        body: body(reader, update, level),
        changes: changes(reader, names, update),
        changes_title: reader.say("update-changes"),
        corrected: corrected(reader, &update.text, &update.corrections),
        mark: "#".to_owned(),
        link: Some((format!("{address}#{}", update.public_id), label)),
    }
}

/// The text; where a standard sentence says it all, that sentence in the reader's own language.
fn body(reader: &Reader, update: &Update, level: u8) -> Option<Prose> {
    match update.standard {
        Some(phrase) if update.text.is_empty() => {
            Some(reader.own(&format!("standard-{}", phrase.as_str())))
        }
        _ => {
            let mut body = reader.prose(&update.text, level + 1)?;
            body.note = body
                .note
                .or_else(|| older(reader, &update.text, &update.stale))
                .or_else(|| by_machine(reader, &update.text, &update.by_machine));
            Some(body)
        }
    }
}

/// That the text which this reader is shown is older than what it is a translation of.
#[must_use]
pub fn older(reader: &Reader, text: &LocalizedText, stale: &[Locale]) -> Option<String> {
    let shown = text.resolve(reader.locale(), &reader.fallback)?;
    stale
        .contains(shown.locale)
        .then(|| reader.say("translation-older"))
}

/// That nobody read what this reader is shown: a machine translated it.
#[must_use]
pub fn by_machine(reader: &Reader, text: &LocalizedText, by_machine: &[Locale]) -> Option<String> {
    let shown = text.resolve(reader.locale(), &reader.fallback)?;
    by_machine
        .contains(shown.locale)
        .then(|| reader.say("translation-by-machine"))
}

/// How the text that this reader is shown was set right, the newest first.
#[must_use]
pub fn corrected(
    reader: &Reader,
    text: &LocalizedText,
    corrections: &[Correction],
) -> Vec<Corrected> {
    let Some(shown) = text.resolve(reader.locale(), &reader.fallback) else {
        return Vec::new();
    };
    let of_shown = corrections.iter().filter(|one| one.locale == *shown.locale);
    let told = of_shown.rev().map(|one| {
        let when = reader.when(&Moment::exact(one.at)).text;
        Corrected {
            title: reader.words.tell("corrected-at", &[("when", &when)]),
            lang: (one.locale != *reader.locale()).then(|| one.locale.to_string()),
            pieces: difference(&one.before, &one.after),
            is_open: false,
        }
    });
    told.collect()
}

fn changes(reader: &Reader, names: &Names, update: &Update) -> Vec<String> {
    let word = |status| reader.say(&format!("component-{status}"));
    update
        .changes
        .iter()
        .filter(|change| change.old != change.new)
        .filter_map(|change| {
            let name = names.plain(reader, change.component)?;
            let (old, new) = (word(change.old), word(change.new));
            Some(
                reader
                    .words
                    .tell("change", &[("name", &name), ("old", &old), ("new", &new)]),
            )
        })
        .collect()
}
