//! An incident in the common shape: what each format has, under the names that all share, becomes a [`Notice`].
//!
//! Read in order: [`Raw`], [`Saying`], [`tell`]. What is concluded from texts and times (windows, languages that one text
//! mixes, contradictions) is concluded by the same code that reads Statuspage's own.

use beffroi_domain::{ComponentStatus, LocalizedText, status};
use jiff::Timestamp;

use super::{Context, Notice, Part};
use crate::{
    door::{ComponentFacts, ReadOptions},
    record::{Warning, WarningKind, WhenPrecision},
    statuspage::{
        incident::{Native, NativeUpdate},
        tell::Teller,
        words::Words,
    },
};

/// An incident or a maintenance, field by field. All words are ours; those of the source stand beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// The source's own id.
    pub id: String,
    /// Its title; where the source has none, one made of kind and service, with `is_title_made`.
    pub title: String,
    /// See [`Notice::is_title_made`].
    pub is_title_made: bool,
    /// True for planned work.
    pub is_maintenance: bool,
    /// `investigating`, `identified`, `monitoring`, `resolved`, `postmortem`; of maintenances `scheduled`, `in_progress`,
    /// `verifying`, `completed`.
    pub status: Option<&'static str>,
    /// In the source's own word.
    pub status_raw: Option<String>,
    /// `none`, `minor`, `major`, `critical`.
    pub impact: Option<&'static str>,
    /// In the source's own word.
    pub severity_raw: Option<String>,
    /// Its own page.
    pub url: Option<String>,
    /// When the source made its record.
    pub created_at: Option<Timestamp>,
    /// When the source last changed it.
    pub updated_at: Option<Timestamp>,
    /// When it began, as the source's own field says; not when something was said.
    pub started_at: Option<Timestamp>,
    /// When the source was told that it is over.
    pub resolved_at: Option<Timestamp>,
    /// When it was over, as the source's own field says; not when that was told. What has an end and no status is
    /// `resolved`.
    pub ended_at: Option<Timestamp>,
    /// When work is planned to begin and to end.
    pub scheduled_for: Option<Timestamp>,
    /// See `scheduled_for`.
    pub scheduled_until: Option<Timestamp>,
    /// What was said, the newest first.
    pub updates: Vec<Saying>,
    /// Affected components: the source's own id, where it has ids, and name.
    pub components: Vec<(Option<String>, String)>,
    /// Affected regions, as the source lists them.
    pub regions: Vec<String>,
}

/// One statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saying {
    /// The source's own id.
    pub id: Option<String>,
    /// As [`Raw::status`].
    pub status: Option<&'static str>,
    /// When it was published.
    pub at: Option<Timestamp>,
    /// What it says: text, or HTML, which is read as text.
    pub body: String,
}

/// For how many days a provider may say nothing about what it calls open.
const SILENT_DAYS: i64 = 7;

/// The incident of a provider that leaves some open for ever: after a week without a word it counts as minor, and says
/// so. What has no time at all counts in full.
#[must_use]
pub fn tell_or_demote(mut raw: Raw, context: &Context, ordinal: u32) -> Notice {
    let silent = silence(&raw, context.now);
    if silent.is_some() && raw.impact != Some("none") {
        raw.impact = Some("minor");
    }
    let mut notice = tell(raw, context, ordinal);
    notice
        .told
        .record
        .warnings
        .extend(silent.map(|days| Warning {
        kind: WarningKind::Other,
        message: format!(
            "It was never closed, and nothing was said of it for {days} days: it counts as minor."
        ),
        quotes: Vec::new(),
    }));
    notice
}

/// For how many days nothing was said of what is open; `None` for less than a week.
#[must_use]
pub fn silence(raw: &Raw, now: Timestamp) -> Option<i64> {
    let is_over = word_of(raw).is_some_and(status::is_over) || raw.resolved_at.is_some();
    let said = raw.updates.iter().filter_map(|said| said.at);
    let last = said
        .chain(raw.updated_at)
        .chain(raw.created_at)
        .chain(raw.started_at)
        .max()?;
    let days = now.duration_since(last).as_hours() / 24;
    (!is_over && days > SILENT_DAYS).then_some(days)
}

/// The incident as every source of ours tells it.
#[must_use]
pub fn tell(raw: Raw, context: &Context, ordinal: u32) -> Notice {
    let options = options(context);
    let words = Words::new(&options);
    let native = native(&raw, words);
    let mut told = teller(context, words).tell(&native, ordinal, raw.is_maintenance);
    told.record.url = raw.url;
    Notice {
        told,
        severity_raw: raw.severity_raw,
        status_raw: raw.status_raw,
        regions: raw.regions,
        is_title_made: raw.is_title_made,
    }
}

pub(super) fn options(context: &Context) -> ReadOptions {
    ReadOptions {
        default_locale: context.locale.clone(),
        locales: context.locales.clone(),
        zone: context.zone.clone(),
    }
}

/// A component as it stands now; `raw` is its status in the source's own word.
#[must_use]
pub fn part(
    (id, name): (&str, &str),
    status: Option<ComponentStatus>,
    raw: Option<&str>,
    context: &Context,
) -> Part {
    Part {
        facts: ComponentFacts {
            status,
            ..component(id, name, context)
        },
        raw: raw.map(str::to_owned),
        region: None,
    }
}

/// Components in the order of a list that has all of them, whatever else names some of them first.
#[must_use]
pub fn in_order(mut parts: Vec<Part>) -> Vec<Part> {
    for (place, part) in (1..).zip(&mut parts) {
        part.facts.position = Some(place);
    }
    parts
}

/// A component by what a format has of it.
#[must_use]
pub fn component(id: &str, name: &str, context: &Context) -> ComponentFacts {
    let options = options(context);
    ComponentFacts {
        external_id: id.to_owned(),
        name_raw: name.to_owned(),
        name: Words::new(&options).name(name),
        description: LocalizedText::new(),
        ..ComponentFacts::default()
    }
}

fn teller<'a>(context: &'a Context, words: Words<'a>) -> Teller<'a> {
    Teller {
        source: &context.place.page,
        provider: Some(context.name.clone()),
        url: None,
        zone: context.zone.clone(),
        words,
        precision: WhenPrecision::Exact,
        inferred: Vec::new(),
    }
}

fn native(raw: &Raw, words: Words<'_>) -> Native {
    let component = |(id, name): &(Option<String>, String)| ComponentFacts {
        external_id: id.clone().unwrap_or_else(|| name.clone()),
        name_raw: name.clone(),
        name: words.name(name),
        ..ComponentFacts::default()
    };
    Native {
        id: Some(raw.id.clone()),
        name: raw.title.clone(),
        status: word_of(raw).map(str::to_owned),
        impact: raw.impact.map(str::to_owned),
        shortlink: raw.url.clone(),
        created_at: raw.created_at,
        updated_at: raw.updated_at,
        started_at: raw.started_at,
        resolved_at: raw.resolved_at,
        ended_at: raw.ended_at,
        scheduled_for: raw.scheduled_for,
        scheduled_until: raw.scheduled_until,
        updates: raw.updates.iter().map(native_update).collect(),
        components: raw.components.iter().map(component).collect(),
    }
}

fn word_of(raw: &Raw) -> Option<&'static str> {
    let over = match raw.is_maintenance {
        true => "completed",
        false => "resolved",
    };
    raw.status.or(raw.ended_at.map(|_| over))
}

fn native_update(said: &Saying) -> NativeUpdate {
    NativeUpdate {
        id: said.id.clone(),
        status: said.status.map(str::to_owned),
        is_status_inferred: false,
        body: said.body.clone(),
        at: said.at,
        precision: WhenPrecision::Exact,
        inferred: Vec::new(),
        changes: Vec::new(),
    }
}
