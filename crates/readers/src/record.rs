//! What every reader hands over: one [`ImportRecord`] for one incident of a source.
//!
//! Read in order: [`ImportRecord`], [`When`] (an instant as far as it is known), [`UpdateRecord`],
//! [`PostmortemRecord`], [`Warning`], [`ReadError`]. Serde prints exactly what `beffroi import --dry-run --json`
//! prints. What is unknown is `None` or empty, never a guess; what was concluded says so.
//!
//! Deliberately absent: ids of ours, pages, the database. The server's `imports` decides those.

mod when;

use std::collections::BTreeMap;

use beffroi_domain::{
    ComponentStatus, EntryKind, FigureUnit, Locale, LocalizedText, Section, UpdateStatus,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use when::{Inferred, Local, When, WhenPrecision};

/// One incident (or maintenance) as one source tells it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportRecord {
    /// File name or URL.
    pub source: String,
    /// 1, 2, 3 … in the order of the source.
    pub ordinal: u32,
    /// The provider's name as the source gives it.
    pub provider: Option<String>,
    /// The title as it stands.
    pub title_raw: String,
    /// The title's part per locale.
    pub title: LocalizedText,
    /// What belongs to every part of the title: a product, a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_shared: Option<String>,
    /// What stands before the title proper, such as `INCIDENT PROCESSING`.
    pub category_prefix: Option<String>,
    /// References such as `TSR-1723`, in the order of their first mention.
    pub references: Vec<String>,
    /// The first start that is stated; the post-mortem wins over the header, that over prose.
    pub started_at: Option<When>,
    /// The last end that is stated.
    pub ended_at: Option<When>,
    /// Every distinct window that is stated.
    pub windows: Vec<WindowRecord>,
    /// The kind of service, from a header block.
    pub category: Option<String>,
    /// Whose fault, from a header block.
    pub responsibility: Option<Responsibility>,
    /// `P1` and so on, from a header block.
    pub priority: Option<String>,
    /// Affected components and services, by the names that the source uses.
    pub components: Vec<String>,
    /// Shares and counts stated of the impact.
    pub impact: Vec<ImpactRecord>,
    /// What outlasts the windows: refunds, late payouts.
    pub consequences: Vec<ConsequenceRecord>,
    /// What was said, in the order of the source.
    pub updates: Vec<UpdateRecord>,
    /// The write-up.
    pub postmortem: Option<PostmortemRecord>,
    /// URLs in the texts, in order, each once.
    pub links: Vec<String>,
    /// What contradicts itself, is missing, or cannot be.
    pub warnings: Vec<Warning>,
    /// How much of the record is stated rather than concluded: 0 to 1.
    pub confidence: f64,
    /// Incident or maintenance.
    #[serde(skip_serializing_if = "RecordKind::is_incident")]
    pub kind: RecordKind,
    /// The source's own id of the incident, where its format has ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// `none`, `minor`, `major`, `critical`, where the source's format states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact_level: Option<String>,
    /// The incident's own address, where the source gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What a record is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// Something broke.
    #[default]
    Incident,
    /// Work was planned.
    Maintenance,
}

impl RecordKind {
    fn is_incident(&self) -> bool {
        matches!(self, Self::Incident)
    }
}

/// Whose fault a header block says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsibility {
    /// The provider itself.
    Own,
    /// Somebody else.
    External,
    /// Not known yet.
    Unconfirmed,
}

/// An interval in which it really was broken, as stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowRecord {
    /// Its start, as far as stated.
    pub start: Option<When>,
    /// Its end; `None` while it lasts or where it is not stated.
    pub end: Option<When>,
    /// Components it concerns, where said.
    pub components: Vec<String>,
    /// How bad, where said.
    pub degree: Option<ComponentStatus>,
    /// The source's own ids of `components`, in their order, where its format has ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub component_ids: Vec<String>,
    /// True where the source says that it still lasts.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ongoing: bool,
}

/// A share or count of the impact. Equal `low` and `high` for a single number, `low` 0 for "up to".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImpactRecord {
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
    /// What it counts in.
    pub unit: FigureUnit,
    /// Of what, in the words of the text.
    pub of: String,
}

/// Something that outlasts the last window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsequenceRecord {
    /// What readers still feel.
    pub text: LocalizedText,
    /// When that was, or will be, over.
    pub end: Option<When>,
}

/// One statement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateRecord {
    /// What it says the state is; `None` where the source lost it.
    pub status: Option<UpdateStatus>,
    /// When it was published; `None` where the source does not say.
    pub posted_at: Option<Timestamp>,
    /// What it says, without markers, banners and header blocks.
    pub text: LocalizedText,
    /// True for a sentence that a status page tool writes by itself.
    pub standard_phrase: bool,
    /// The facts of its header block.
    pub header: Option<HeaderRecord>,
    /// The source's own id of the update, where its format has ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Component statuses that it changed, where its format says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ChangeRecord>,
    /// True where `status` was concluded, not stated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub status_inferred: bool,
    /// How exactly `posted_at` is known.
    #[serde(skip_serializing_if = "WhenPrecision::is_minute")]
    pub posted_precision: WhenPrecision,
    /// What of `posted_at` was concluded rather than stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub posted_inferred: Vec<Inferred>,
}

/// A component's status changed by an update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRecord {
    /// The component's name as the source gives it.
    pub component: String,
    /// The source's own id of the component.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Before.
    pub old: Option<ComponentStatus>,
    /// After.
    pub new: Option<ComponentStatus>,
}

/// The facts typed by hand above an update's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HeaderRecord {
    /// The block as it stands.
    pub raw: String,
    /// References in it.
    pub references: Vec<String>,
    /// Its start as written.
    pub start_raw: Option<String>,
    /// Its start, read.
    pub start: Option<When>,
    /// Its end as written.
    pub end_raw: Option<String>,
    /// Its end, read; `None` where it is ongoing or not given.
    pub end: Option<When>,
    /// True where the end says "ongoing".
    pub ongoing: bool,
    /// The kind of service, without the full stop.
    pub category: Option<String>,
    /// Whose fault, as written.
    pub responsibility_raw: Option<String>,
    /// `P1` and so on.
    pub priority: Option<String>,
}

/// The write-up as the source has it: one of everything per locale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostmortemRecord {
    /// Sections per locale.
    pub sections: BTreeMap<Locale, BTreeMap<Section, String>>,
    /// What happened, per locale.
    pub timeline: BTreeMap<Locale, Vec<EntryRecord>>,
    /// What will be done, per locale.
    pub actions: BTreeMap<Locale, Vec<ActionRecord>>,
}

/// One line of a write-up's timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryRecord {
    /// The time as written.
    pub when: String,
    /// ISO 8601: a day, a wall time, `T10:50:00` for a clock time without any day, or two of
    /// these with a `/` between for a stretch.
    pub local: Option<String>,
    /// What happened, without the time.
    pub text: String,
    /// What kinds of event it is.
    pub marks: Vec<EntryKind>,
    /// The instant, with what was concluded.
    #[serde(skip)]
    pub at: Option<When>,
    /// The end of a stretch.
    #[serde(skip)]
    pub until: Option<When>,
}

/// One row of a write-up's action table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActionRecord {
    /// What showed, where said.
    pub symptom: Option<String>,
    /// What will be done.
    pub action: String,
}

/// Something a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What kind of thing.
    pub kind: WarningKind,
    /// One sentence for the person.
    pub message: String,
    /// The places that contradict each other, verbatim.
    pub quotes: Vec<String>,
}

/// The kinds of [`Warning`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// Two starts.
    StartDiffers,
    /// Two ends.
    EndDiffers,
    /// A zone label that the season contradicts.
    ZoneAgainstSeason,
    /// A date that its surroundings contradict.
    YearImplausible,
    /// An end before its start, or one that hardly can be.
    EndBeforeStart,
    /// A time or figure that is not the same in every language.
    FiguresDifferBetweenLocales,
    /// "Over", and then it was not.
    ResolvedTooEarly,
    /// A language that its neighbours have.
    LanguageMissing,
    /// A status that its own text contradicts.
    StatusAgainstText,
    /// Anything else.
    Other,
}

/// Why a file is refused, in words for the person who gave it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{origin}: {place}{reason}")]
pub struct ReadError {
    /// The file name or URL.
    pub origin: String,
    /// Where in it.
    pub place: Place,
    /// What is wrong there.
    pub reason: String,
}

/// Where in a file something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// A line, counted from 1.
    Line(usize),
    /// A byte, counted from 0.
    Byte(usize),
    /// A place in JSON.
    Json {
        /// Such as `incidents[3].id`; empty for the top.
        path: String,
        /// Counted from 1.
        line: usize,
        /// In bytes, counted from 1.
        column: usize,
    },
}

impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Line(line) => write!(out, "line {line}: "),
            Self::Byte(byte) => write!(out, "byte {byte}: "),
            Self::Json { path, line, column } if path.is_empty() => {
                write!(out, "line {line}, column {column}: ")
            }
            Self::Json { path, line, column } => {
                write!(out, "{path} (line {line}, column {column}): ")
            }
        }
    }
}
