//! What Statuspage has no place for: our own facts, under the one key `beffroi`.
//!
//! `fallbacks` names each time that stands in for one that nobody knows, and what it is instead;
//! `languages` each text that stands in for one in the language that was asked for.

use std::collections::BTreeMap;

use serde::Serialize;

/// Field, and what stands there instead.
pub type Fallbacks = BTreeMap<&'static str, &'static str>;

/// Field, and the language that its text is in.
pub type Languages = BTreeMap<&'static str, String>;

/// Of a page.
#[derive(Debug, Serialize)]
pub struct OfPage {
    pub locale: String,
    pub locales: Vec<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: Languages,
    /// Where the page is a provider's: what we know of it beside what it told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<OfProvider>,
}

/// Of a provider.
#[derive(Debug, Serialize)]
pub struct OfProvider {
    /// Its official page.
    pub page: String,
    /// What that is read as.
    pub form: Option<String>,
    pub sector: String,
    /// When it was looked at last, and when what came was last its page.
    pub checked_at: Option<String>,
    pub seen_at: Option<String>,
    /// How it is as far as anybody can tell, and since when that is seen so.
    pub status: &'static str,
    pub status_since: String,
    /// In its own word.
    pub status_raw: Option<String>,
    /// What that rests on.
    pub ground: String,
    /// Why nobody can tell.
    pub unknown_because: Option<String>,
}

/// What the source of a provider's incident says in its own words, and what we saw of it.
#[derive(Debug, Serialize)]
pub struct OfSource {
    /// The source's own id.
    pub id: Option<String>,
    pub url: Option<String>,
    pub status: Option<String>,
    pub severity: Option<String>,
    pub regions: Vec<String>,
    /// The languages of its texts.
    pub locales: Vec<String>,
    pub is_open: bool,
    pub seen_at: String,
    pub changed_at: String,
    /// When it was noticed that its source has it no more.
    pub gone_at: Option<String>,
    pub version: i64,
}

/// Of the status: what it is where Statuspage has no word for it.
#[derive(Debug, Serialize)]
pub struct OfStatus {
    pub state: &'static str,
}

/// Of a component: what it is where Statuspage has no word for it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OfComponent {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: Languages,
}

impl OfComponent {
    /// True where there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.status.is_none() && self.languages.is_empty()
    }
}

/// Of an update.
#[derive(Debug, Default, Serialize)]
pub struct OfUpdate {
    /// When its text was last set right after it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected_at: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fallbacks: Fallbacks,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: Languages,
}

impl OfUpdate {
    /// True where there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.corrected_at.is_none() && self.fallbacks.is_empty() && self.languages.is_empty()
    }
}

/// Of an incident.
#[derive(Debug, Serialize)]
pub struct OfIncident {
    pub references: Vec<String>,
    pub category: Option<String>,
    pub priority: Option<String>,
    pub responsibility: Option<Responsibility>,
    pub windows: Vec<Window>,
    pub lengths: beffroi_domain::Lengths,
    pub figures: Vec<Figure>,
    pub consequences: Vec<Consequence>,
    /// What readers were promised, in the order in which it falls due.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<Commitment>,
    pub links: Vec<String>,
    pub is_dated: bool,
    /// Whether it was told later than it happened.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_retroactive: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// Where it is a provider's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<OfSource>,
    pub fallbacks: Fallbacks,
    pub languages: Languages,
}

/// Of a maintenance.
#[derive(Debug, Serialize)]
pub struct OfMaintenance {
    pub expected_impact: &'static str,
    pub began_at: Option<String>,
    pub completed_at: Option<String>,
    pub cancelled_at: Option<String>,
    /// How it comes again, as in calendars.
    pub recurrence: Option<String>,
    /// Where it is a provider's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<OfSource>,
    pub fallbacks: Fallbacks,
    pub languages: Languages,
}

/// Of a list that goes on.
#[derive(Debug, Serialize)]
pub struct OfList {
    pub page: u32,
    pub next: Option<String>,
}

/// Of the history: what has no month.
#[derive(Debug, Serialize)]
pub struct OfHistory {
    pub undated: Vec<super::shape::Past>,
}

/// Of a month.
#[derive(Debug, Serialize)]
pub struct OfMonth {
    pub month: String,
    pub name: String,
}

/// Of something past.
#[derive(Debug, Default, Serialize)]
pub struct OfPast {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fallbacks: Fallbacks,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: Languages,
}

impl OfPast {
    /// True where there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fallbacks.is_empty() && self.languages.is_empty()
    }
}

/// Whose fault.
#[derive(Debug, Serialize)]
pub struct Responsibility {
    pub kind: &'static str,
    pub provider: Option<String>,
}

/// When it really was broken.
#[derive(Debug, Serialize)]
pub struct Window {
    pub start: Option<Moment>,
    /// `known`, `ongoing` or `unknown`.
    pub end_is: &'static str,
    pub end: Option<Moment>,
    pub degree: &'static str,
    pub components: Vec<Part>,
}

/// A component in a window.
#[derive(Debug, Serialize)]
pub struct Part {
    pub id: String,
    pub degree: &'static str,
}

/// An instant, how exactly it is known, and how.
#[derive(Debug, Serialize)]
pub struct Moment {
    pub at: String,
    pub precision: beffroi_domain::Precision,
    pub origin: beffroi_domain::Origin,
}

/// A share or count of the impact.
#[derive(Debug, Serialize)]
pub struct Figure {
    pub low: f64,
    pub high: f64,
    pub unit: beffroi_domain::FigureUnit,
    pub of: Option<String>,
    /// When it held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
}

/// What the provider at fault says itself.
#[derive(Debug, Serialize)]
pub struct Notice {
    pub address: String,
    /// Its words as they were kept then.
    pub words: String,
    /// Their language, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// When it said so, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_at: Option<String>,
    pub kept_at: String,
}

/// What outlasts the windows.
#[derive(Debug, Serialize)]
pub struct Consequence {
    pub text: String,
    pub end: Option<Moment>,
}

/// What readers were promised, and what became of it.
#[derive(Debug, Serialize)]
pub struct Commitment {
    pub kind: &'static str,
    /// What exactly, where the kind does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    pub due: Moment,
    /// `open`, `moved`, `late`, `kept` or `withdrawn`, as of now.
    pub state: &'static str,
    /// When it was kept or taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<String>,
    /// The instant from which it is late, or was when it was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_since: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// Why it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A promise was for another time before.
#[derive(Debug, Serialize)]
pub struct Moved {
    pub from: Moment,
    pub at: String,
    pub reason: Option<String>,
}
