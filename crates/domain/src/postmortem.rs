//! The published write-up: sections per locale over ONE timeline and ONE action table.
//!
//! Where three languages are typed three times, their times drift apart. Here an instant stands
//! once, and only words are per locale.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{LocalizedText, Moment, PostmortemId};

/// The write-up of one incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postmortem {
    /// Ours, inside.
    pub id: PostmortemId,
    /// Markdown per section and locale.
    pub sections: BTreeMap<Section, LocalizedText>,
    /// What happened, in order of time.
    pub timeline: Vec<Entry>,
    /// What will be done.
    pub actions: Vec<Action>,
    /// When it was published; `None` where the source did not say.
    pub published: Option<Moment>,
}

/// The sections of a write-up, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The incident's reference.
    Reference,
    /// What was affected.
    Service,
    /// What customers felt.
    Impact,
    /// What happened, in words, beside the timeline.
    Overview,
    /// What one must know to understand it.
    Context,
    /// Why.
    RootCause,
    /// How service came back.
    Recovery,
    /// What will be done, in words, beside the table.
    Actions,
}

impl Section {
    /// All of them, in the order in which they are shown.
    pub const ALL: &[Self] = &[
        Self::Reference,
        Self::Service,
        Self::Impact,
        Self::Overview,
        Self::Context,
        Self::RootCause,
        Self::Recovery,
        Self::Actions,
    ];

    /// Its key in tables, import records and Fluent files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Service => "service",
            Self::Impact => "impact",
            Self::Overview => "overview",
            Self::Context => "context",
            Self::RootCause => "root_cause",
            Self::Recovery => "recovery",
            Self::Actions => "actions",
        }
    }

    /// The section with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|section| section.as_str() == key)
    }
}

/// What an entry of the timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Something that happened; none of the below.
    Event,
    /// It broke.
    Start,
    /// We, or somebody, noticed.
    Detection,
    /// The crisis unit met.
    CrisisUnit,
    /// We told somebody.
    Communication,
    /// Something was done about it.
    Fix,
    /// Service came back.
    Resume,
    /// It broke again.
    Recurrence,
    /// It was over.
    End,
}

impl EntryKind {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Event,
        Self::Start,
        Self::Detection,
        Self::CrisisUnit,
        Self::Communication,
        Self::Fix,
        Self::Resume,
        Self::Recurrence,
        Self::End,
    ];

    /// Its key in tables and Fluent files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Start => "start",
            Self::Detection => "detection",
            Self::CrisisUnit => "crisis_unit",
            Self::Communication => "communication",
            Self::Fix => "fix",
            Self::Resume => "resume",
            Self::Recurrence => "recurrence",
            Self::End => "end",
        }
    }

    /// The kind with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == key)
    }
}

/// One entry of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When; `None` where only `written` is known (a clock time without any day).
    pub at: Option<Moment>,
    /// The end, where a stretch is meant ("from 20:00 to 22:30").
    pub until: Option<Moment>,
    /// The time as the source wrote it, kept where it could not be made an instant.
    pub written: Option<String>,
    /// What it is.
    pub kind: EntryKind,
    /// What happened.
    pub text: LocalizedText,
}

/// One row of the action table. A symptom may have several actions, one a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// What showed.
    pub symptom: LocalizedText,
    /// What will be done about it.
    pub action: LocalizedText,
}
