//! An incident or a maintenance of a provider in a few lines, with both of its lengths, each called by what it is.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{ComponentStatus, IncidentStatus, UpdateStatus};
use beffroi_readers::{
    record::{Inferred, RecordKind, When as Read},
    watch::Notice,
};
use jiff::tz::TimeZone;

use crate::{
    imports,
    providers::{Entry, Part, Provider},
    web::{
        Reader,
        format::{Said, When, own_name},
    },
};

/// A term and what stands behind it.
pub type Fact = (String, String);

/// One entry of the record.
#[derive(Clone, Debug, Template)]
#[template(path = "public/providers/entry.html")]
pub struct EntryView {
    /// Its shape.
    pub shape: &'static str,
    /// Where it is told in full.
    pub address: String,
    /// What it is called.
    pub title: Said,
    /// Where it stands.
    pub status: String,
    /// How bad, in our words, and in its own.
    pub severity: (String, Option<String>),
    /// What its date is, and the date.
    pub dated: (String, When),
    /// The two lengths.
    pub lengths: Vec<Fact>,
    /// What it touches, and where.
    pub touched: Vec<Fact>,
    /// Languages, the number of posts, the write-up.
    pub marks: Vec<String>,
    /// "Taken back by its source".
    pub gone: Option<String>,
    /// Which heading its title is.
    pub level: u8,
}

impl HtmlSafe for EntryView {}

/// What entries are told with.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// For whom.
    pub reader: &'a Reader,
    /// Whose they are.
    pub provider: &'a Provider,
    /// The provider's components, by which what it names is called.
    pub parts: &'a [Part],
}

impl Teller<'_> {
    /// An entry in a few lines.
    #[must_use]
    pub fn entry(&self, entry: &Entry, level: u8) -> EntryView {
        let reader = self.reader;
        EntryView {
            shape: shape(entry),
            address: address(reader, &self.provider.slug, entry),
            title: title(reader, entry),
            status: status(reader, entry),
            severity: severity(reader, entry),
            dated: dated(reader, entry),
            lengths: lengths(reader, entry),
            touched: self.touched(entry),
            marks: marks(reader, entry),
            gone: gone(reader, entry),
            level,
        }
    }

    /// Components and regions that it names.
    #[must_use]
    pub fn touched(&self, entry: &Entry) -> Vec<Fact> {
        let reader = self.reader;
        let mut all = Vec::new();
        let names = self.names(entry);
        let count = i64::try_from(names.len()).unwrap_or(i64::MAX);
        if !names.is_empty() {
            let said = reader.list(&names);
            all.push((
                reader.words.count("providers-touched-parts", count, &[]),
                said,
            ));
        }
        let regions = &entry.notice.regions;
        let count = i64::try_from(regions.len()).unwrap_or(i64::MAX);
        if !regions.is_empty() {
            let said = reader.list(regions);
            all.push((
                reader.words.count("providers-touched-regions", count, &[]),
                said,
            ));
        }
        all
    }

    /// What it names is called as the component is, in the reader's language where that has a name.
    fn names(&self, entry: &Entry) -> Vec<String> {
        let named = &entry.notice.told.components;
        let name = |one: &beffroi_readers::door::ComponentRef| {
            let known = self
                .parts
                .iter()
                .find(|part| Some(&part.external_id) == one.external_id.as_ref());
            known
                .and_then(|part| self.reader.plain(&part.name))
                .unwrap_or_else(|| one.name.clone())
        };
        let mut all: Vec<String> = Vec::new();
        for one in named.iter().map(name) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }
}

/// Where an entry stands, below the locale.
#[must_use]
pub fn rest(slug: &str, entry: &Entry) -> String {
    format!("providers/{slug}/incidents/{}", entry.public_id)
}

/// Its path in the reader's locale.
#[must_use]
pub fn address(reader: &Reader, slug: &str, entry: &Entry) -> String {
    reader.path(&rest(slug, entry))
}

/// What it is called; by what it is where its source gave no title.
#[must_use]
pub fn title(reader: &Reader, entry: &Entry) -> Said {
    let record = &entry.notice.told.record;
    let raw = record.title_raw.trim();
    reader.quoted(&record.title).unwrap_or_else(|| Said {
        text: match raw.is_empty() {
            true => reader.say(match entry.kind {
                RecordKind::Incident => "providers-untitled-incident",
                RecordKind::Maintenance => "providers-untitled-maintenance",
            }),
            false => raw.to_owned(),
        },
        lang: None,
        note: None,
    })
}

/// An incident is never good: one of which nobody says how bad it was is unknown.
#[must_use]
pub fn shape(entry: &Entry) -> &'static str {
    if entry.kind == RecordKind::Maintenance {
        return ComponentStatus::UnderMaintenance.as_str();
    }
    let degree = entry.impact.map(beffroi_domain::Impact::degree);
    degree
        .filter(|degree| degree.is_trouble())
        .unwrap_or(ComponentStatus::Unknown)
        .as_str()
}

/// Where it stands: by its own word while that agrees with whether it goes on.
#[must_use]
pub fn status(reader: &Reader, entry: &Entry) -> String {
    let says_open = entry.status.is_none_or(|status| !status.is_over());
    match entry.status {
        _ if entry.is_open && !says_open => reader.say("providers-goes-on"),
        _ if !entry.is_open && says_open && entry.gone_at.is_none() && !is_to_come(entry) => {
            reader.say("providers-over-unlisted")
        }
        _ if is_past(reader, entry) => reader.say("providers-time-over"),
        Some(UpdateStatus::Incident(IncidentStatus::Postmortem)) => {
            reader.say("incident-closed-postmortem")
        }
        Some(UpdateStatus::Incident(status)) => reader.say(&format!("incident-{status}")),
        Some(UpdateStatus::Maintenance(status)) => reader.say(&format!("maintenance-{status}")),
        None if entry.is_open => reader.say("providers-goes-on"),
        None => reader.say("providers-over"),
    }
}

fn is_to_come(entry: &Entry) -> bool {
    entry.kind == RecordKind::Maintenance
        && entry
            .status
            .is_none_or(|status| status.as_str() == "scheduled")
}

/// Work that was planned for a time that is over, and of which nothing was said since.
fn is_past(reader: &Reader, entry: &Entry) -> bool {
    let told = &entry.notice.told;
    let until = told.scheduled_until.or(told.scheduled_from);
    !entry.is_open && is_to_come(entry) && until.is_some_and(|until| until < reader.now)
}

/// How bad, in our words, and in its own where that is another.
#[must_use]
pub fn severity(reader: &Reader, entry: &Entry) -> (String, Option<String>) {
    let ours = match (entry.kind, entry.impact) {
        (RecordKind::Maintenance, _) => reader.say("providers-kind-maintenance"),
        (_, Some(impact)) => reader.say(&format!("impact-{impact}")),
        (_, None) => reader.say("providers-severity-unsaid"),
    };
    let same = entry.impact.map(beffroi_domain::Impact::as_str);
    let raw = entry.notice.severity_raw.clone();
    // A number is no word.
    let is_word = |raw: &String| raw.chars().any(char::is_alphabetic);
    let raw = raw.filter(|raw| is_word(raw) && Some(raw.to_lowercase().as_str()) != same);
    let raw = raw.map(|raw| {
        reader
            .words
            .tell("providers-severity-raw", &[("word", &raw)])
    });
    (ours, raw)
}

/// Its date, and what date that is: when it began by its own word, else when it was first told, else when we first saw it.
#[must_use]
pub fn dated(reader: &Reader, entry: &Entry) -> (String, When) {
    if let Some(began) = began(&entry.notice, &reader.zone) {
        return (reader.say("providers-dated-began"), reader.when(&began));
    }
    if entry.notice.told.scheduled_from == Some(entry.dated_at) {
        let when = reader.instant(entry.dated_at);
        return (reader.say("providers-dated-planned"), when);
    }
    if let (None, Some(said)) = (entry.posts, between(reader, entry)) {
        return said;
    }
    let key = match entry.posts {
        Some(_) => "providers-dated-told",
        None if entry.dated_at == entry.seen_at => "providers-dated-seen",
        None => "providers-dated-made",
    };
    let at = entry.posts.map_or(entry.dated_at, |(first, _)| first);
    (reader.say(key), reader.instant(at))
}

/// Its place in the list that told it, where nobody dates it.
fn between(reader: &Reader, entry: &Entry) -> Option<(String, When)> {
    let day = |at| beffroi_domain::Moment {
        precision: beffroi_domain::Precision::Day,
        origin: beffroi_domain::Origin::Inferred,
        ..beffroi_domain::Moment::exact(at)
    };
    let when = |at| reader.when(&day(at));
    Some(match (entry.between.after, entry.between.before) {
        (Some(after), Some(before)) => {
            let from = when(after).text;
            let said = reader
                .words
                .tell("providers-dated-between", &[("from", &from)]);
            (said, when(before))
        }
        (Some(after), None) => (reader.say("providers-dated-after"), when(after)),
        (None, Some(before)) => (reader.say("providers-dated-before"), when(before)),
        (None, None) => return None,
    })
}

/// When it began, where that is stated and not concluded from a publication.
#[must_use]
pub fn began(notice: &Notice, zone: &TimeZone) -> Option<beffroi_domain::Moment> {
    let when = notice.told.record.started_at.as_ref()?;
    is_stated(when).then(|| imports::moment(when, zone))?
}

/// Whether an instant is more than the time of a publication.
#[must_use]
pub fn is_stated(when: &Read) -> bool {
    !when.inferred.contains(&Inferred::Publication)
}

/// How long it was broken by what its text states, and how long it was spoken of; each called by what it is.
#[must_use]
pub fn lengths(reader: &Reader, entry: &Entry) -> Vec<Fact> {
    let broken = match (entry.impact_length, entry.kind) {
        (Some(length), _) => reader.seconds(length.as_secs()),
        (None, _) if entry.is_open => reader.say("providers-broken-open"),
        (None, _) => reader.say("providers-broken-unsaid"),
    };
    let term = match entry.kind {
        RecordKind::Incident => "providers-broken",
        RecordKind::Maintenance => "providers-worked",
    };
    let spoken = match entry.told_length {
        Some(length) if length.is_zero() => reader.say("providers-spoken-once"),
        Some(length) => reader.seconds(length.as_secs()),
        None => reader.say("providers-spoken-unsaid"),
    };
    vec![
        (reader.say(term), broken),
        (reader.say("providers-spoken"), spoken),
    ]
}

fn marks(reader: &Reader, entry: &Entry) -> Vec<String> {
    let posts = i64::try_from(entry.notice.told.record.updates.len()).unwrap_or(i64::MAX);
    let mut all = vec![reader.words.count("providers-posts", posts, &[])];
    let languages: Vec<String> = entry.locales.iter().map(own_name).collect();
    if !languages.is_empty() {
        all.push(reader.list(&languages));
    }
    if entry.has_postmortem {
        all.push(reader.say("providers-has-postmortem"));
    }
    all
}

/// That its source has it no more.
#[must_use]
pub fn gone(reader: &Reader, entry: &Entry) -> Option<String> {
    let when = reader.instant(entry.gone_at?).text;
    Some(reader.words.tell("providers-gone", &[("when", &when)]))
}
