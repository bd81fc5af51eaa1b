//! The one door through which every source comes in: bytes of a known or unknown format become
//! [`Item`]s, one at a time.
//!
//! Read in order: [`read`], [`Item`], [`Told`] (an incident or a maintenance), [`ReadOptions`].
//!
//! Memory: no reader keeps more than one incident of a stream, however long it is; only running
//! text is read as a whole, up to [`LONGEST_TEXT_BYTES`].
//!
//! Deliberately absent: fetching, storing, matching the same incident of two sources.

use std::{
    io::{BufRead, Cursor, Read},
    ops::ControlFlow,
};

use beffroi_domain::{ComponentStatus, Locale, LocalizedText, UpdateStatus};
use jiff::{Timestamp, civil, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    detect::{Format, HEAD_BYTES, detect},
    record::{ImportRecord, Place, ReadError},
    statuspage, text,
};

/// The longest running text that is read: 64 MiB. Structured formats have no such limit.
pub const LONGEST_TEXT_BYTES: u64 = 64 * 1024 * 1024;

/// What the reader must be told, because the source may not say it.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The language of a text that nothing else tells.
    pub default_locale: Locale,
    /// The languages that a text can fall apart into, `default_locale` among them.
    pub locales: Vec<Locale>,
    /// The zone of times that name none; a source's own zone wins over it.
    pub zone: TimeZone,
}

impl Default for ReadOptions {
    /// French, English and Italian, English by default, UTC.
    fn default() -> Self {
        Self {
            default_locale: Locale::of("en"),
            locales: ["fr", "en", "it"].map(Locale::of).to_vec(),
            zone: TimeZone::UTC,
        }
    }
}

/// One thing that a source says, in the order in which it says it.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// What the source says about the page as a whole; before the incidents where it stands so.
    Page(PageFacts),
    /// A component or a group; each id once, before the first incident that names it.
    Component(ComponentFacts),
    /// An incident.
    Incident(Box<Told>),
    /// A maintenance; `record.kind` says so too.
    Maintenance(Box<Told>),
    /// A piece that could not be read. What follows it in the source is read all the same.
    Refused(ReadError),
}

/// The page as the source describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// The source's own id.
    pub external_id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its public address.
    pub url: Option<String>,
    /// Its IANA zone.
    pub zone: Option<String>,
    /// When the source last changed it.
    pub updated_at: Option<Timestamp>,
}

/// A component or a group as the source describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComponentFacts {
    /// The source's own id.
    pub external_id: String,
    /// Its name as it stands.
    pub name_raw: String,
    /// Its name per locale: "API de Paiement | Payment API" is one component with two names.
    pub name: LocalizedText,
    /// What it is, per locale.
    pub description: LocalizedText,
    /// True for a group of components.
    pub is_group: bool,
    /// The id of the group that it belongs to.
    pub group_id: Option<String>,
    /// That group's name, where the source gives it without the group itself.
    pub group_name: Option<String>,
    /// Its place in its group or on the page, as the source counts.
    pub position: Option<i64>,
    /// Its status when the source was written; not at the time of any incident.
    pub status: Option<ComponentStatus>,
    /// The day from which the source counts its uptime.
    pub start_on: Option<civil::Date>,
    /// True where the source shows it only in trouble.
    pub only_show_if_degraded: bool,
    /// When the source made it.
    pub created_at: Option<Timestamp>,
}

/// A component as an incident names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ComponentRef {
    /// The source's own id, where its format has ids.
    pub external_id: Option<String>,
    /// The name, as in `record.components` at the same place.
    pub name: String,
}

/// An incident or a maintenance: what every source tells, and what only some formats state.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// What every source tells.
    pub record: ImportRecord,
    /// Where it stands as a whole; `None` where the format does not say it apart from the updates.
    pub status: Option<UpdateStatus>,
    /// When the source made its record of it. A publication time, never a start.
    pub created_at: Option<Timestamp>,
    /// When the source last changed its record of it.
    pub updated_at: Option<Timestamp>,
    /// When the source was told that it is over. A publication time, never an end.
    pub resolved_at: Option<Timestamp>,
    /// When work was planned to begin.
    pub scheduled_from: Option<Timestamp>,
    /// When work was planned to be over.
    pub scheduled_until: Option<Timestamp>,
    /// The components of `record.components`, in the same order, with their ids.
    pub components: Vec<ComponentRef>,
}

impl From<ImportRecord> for Told {
    fn from(record: ImportRecord) -> Self {
        Self {
            components: record
                .components
                .iter()
                .map(|name| ComponentRef {
                    external_id: None,
                    name: name.clone(),
                })
                .collect(),
            record,
            ..Self::default()
        }
    }
}

/// What a run over one source came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The format that it was read as.
    pub format: Option<Format>,
    /// Incidents handed over.
    pub incidents: usize,
    /// Maintenances handed over.
    pub maintenances: usize,
    /// Components and groups handed over.
    pub components: usize,
    /// Pieces refused.
    pub refused: usize,
    /// True when the caller asked to stop.
    pub stopped: bool,
}

/// Takes one item after the other; `Break` ends the run early, without an error.
pub type Each<'a> = dyn FnMut(Item) -> ControlFlow<()> + 'a;

/// Reads one source and hands its items to `each`, in the order of the source.
///
/// `source` is its file name or URL and stands in records and errors. Without `format` the first
/// [`HEAD_BYTES`] decide.
///
/// # Errors
/// [`ReadError`] when the source cannot be read at all, or is broken so that nothing after the
/// break can be trusted. What was handed over before stays valid; a piece that is broken in itself
/// comes as [`Item::Refused`] instead.
pub fn read(
    source: &str,
    format: Option<Format>,
    mut input: impl BufRead,
    options: &ReadOptions,
    each: &mut Each<'_>,
) -> Result<Summary, ReadError> {
    let head = read_head(source, &mut input)?;
    let format = format
        .or_else(|| detect(source, &head))
        .ok_or_else(|| whole(source, "this is no format that we know"))?;
    let mut input = Cursor::new(head).chain(input);
    let mut counted = Summary {
        format: Some(format),
        ..Summary::default()
    };
    let mut counting = |item: Item| {
        counted.count(&item);
        let flow = each(item);
        counted.stopped |= flow.is_break();
        flow
    };
    dispatch(source, format, &mut input, options, &mut counting)?;
    Ok(counted)
}

fn dispatch(
    source: &str,
    format: Format,
    input: &mut dyn BufRead,
    options: &ReadOptions,
    each: &mut Each<'_>,
) -> Result<(), ReadError> {
    match format {
        Format::StatuspageJson => statuspage::json::read(source, input, options, each),
        Format::Atom | Format::Rss => statuspage::feed::read(source, format, input, options, each),
        Format::Text => read_text(source, input, options, each),
    }
}

/// Running text is read as a whole: a year can stand in a neighbouring report.
fn read_text(
    source: &str,
    input: &mut dyn BufRead,
    options: &ReadOptions,
    each: &mut Each<'_>,
) -> Result<(), ReadError> {
    let mut bytes = Vec::new();
    input
        .take(LONGEST_TEXT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| whole(source, &error.to_string()))?;
    if bytes.len() as u64 > LONGEST_TEXT_BYTES {
        return Err(whole(
            source,
            "a text of more than 64 MiB; cut it into several",
        ));
    }
    let records = text::read_in(source, &bytes, &options.zone)?;
    let name = records.iter().find_map(|record| record.provider.clone());
    let page = name.map(|name| {
        Item::Page(PageFacts {
            name: Some(name),
            ..PageFacts::default()
        })
    });
    let told = records
        .into_iter()
        .map(|record| Item::Incident(Box::new(record.into())));
    for item in page.into_iter().chain(told) {
        if each(item).is_break() {
            break;
        }
    }
    Ok(())
}

impl Summary {
    fn count(&mut self, item: &Item) {
        match item {
            Item::Page(_) => {}
            Item::Component(_) => self.components += 1,
            Item::Incident(_) => self.incidents += 1,
            Item::Maintenance(_) => self.maintenances += 1,
            Item::Refused(_) => self.refused += 1,
        }
    }
}

fn read_head(source: &str, input: &mut impl BufRead) -> Result<Vec<u8>, ReadError> {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    input
        .take(HEAD_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(|error| whole(source, &error.to_string()))?;
    Ok(head)
}

/// An error about a source as a whole.
pub(crate) fn whole(source: &str, reason: &str) -> ReadError {
    ReadError {
        origin: source.to_owned(),
        place: Place::Whole,
        reason: reason.to_owned(),
    }
}
