//! An incident as its facts stand: what readers are told, in no language and in all.
//!
//! Read in order: [`Incident`], [`Update`], the smaller parts. Not here: how it came to stand so
//! (the server's verbs), how it is shown (the server's `public`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Commitment, ComponentId, ComponentStatus, Correction, Impact, ImpactWindow, IncidentId,
    IncidentStatus, Locale, LocalizedText, Moment, PublicId, StandardPhrase, UpdateId,
    UpdateStatus, WindowEnd,
};

/// An unplanned disturbance told to readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Ours, inside.
    pub id: IncidentId,
    /// As readers see it on the page in question.
    pub public_id: PublicId,
    /// References such as `TSR-1723`, in the order given; never keys.
    pub references: Vec<String>,
    /// What it is called.
    pub title: LocalizedText,
    /// Where it stands.
    pub status: IncidentStatus,
    /// What readers feel.
    pub impact: Impact,
    /// The kind of service, such as "Production - Invoices".
    pub category: LocalizedText,
    /// Whose fault, as far as is said.
    pub responsibility: Option<Responsibility>,
    /// The team's order of urgency.
    pub priority: Option<Priority>,
    /// Components named as affected, with or without a window.
    pub components: Vec<ComponentId>,
    /// When it really was broken, in order of time.
    pub windows: Vec<ImpactWindow>,
    /// Shares and counts stated of the impact.
    pub figures: Vec<Figure>,
    /// What outlasts the windows: refunds, late payouts.
    pub consequences: Vec<Consequence>,
    /// What was said, oldest first. The order is always known, the time may not be.
    pub updates: Vec<Update>,
    /// What readers were promised, in the order in which it falls due.
    pub commitments: Vec<Commitment>,
    /// Addresses named by us, in the order given.
    pub links: Vec<String>,
    /// Whether it was told later than it happened.
    pub is_retroactive: bool,
    /// What the provider at fault says itself.
    pub notice: Option<Notice>,
    /// How the title was set right after it was published, oldest first.
    pub corrections: Vec<Correction>,
    /// In which languages the title is older than what it is a translation of.
    pub stale: Vec<Locale>,
    /// In which languages the title is a machine's, read by nobody before it went out.
    pub by_machine: Vec<Locale>,
    /// When our record was made.
    pub created_at: Timestamp,
    /// When our record last changed.
    pub updated_at: Timestamp,
}

impl Incident {
    /// The degree that stands for it where one glance must do. While it is open, nobody knows that nothing is
    /// felt: an impact of none is then unknown, never good.
    #[must_use]
    pub fn degree(&self) -> ComponentStatus {
        match self.impact.degree() {
            degree if degree.is_trouble() || !self.status.is_open() => degree,
            _ => ComponentStatus::Unknown,
        }
    }

    /// The first start that anybody wrote down.
    #[must_use]
    pub fn first_start(&self) -> Option<Moment> {
        let starts = self.windows.iter().filter_map(|window| window.start);
        starts.min_by_key(|start| start.at)
    }

    /// The end as readers are told it: ongoing as long as any window is, unknown where the last one is.
    #[must_use]
    pub fn last_end(&self) -> WindowEnd {
        if self.windows.iter().any(ImpactWindow::is_ongoing) {
            return WindowEnd::Ongoing;
        }
        let ends = self.windows.iter().filter_map(ImpactWindow::ended);
        ends.max_by_key(|end| end.at)
            .map_or(WindowEnd::Unknown, WindowEnd::At)
    }

    /// Each component once, in the order given, with the worst that a window did to it.
    #[must_use]
    pub fn touched(&self) -> Vec<(ComponentId, Option<ComponentStatus>)> {
        let mut all: Vec<(ComponentId, Option<ComponentStatus>)> =
            self.components.iter().map(|id| (*id, None)).collect();
        for (id, degree) in self.windows.iter().flat_map(|window| &window.components) {
            match all.iter_mut().find(|(known, _)| known == id) {
                Some((_, worst)) => *worst = (*worst).max(Some(*degree)),
                None => all.push((*id, Some(*degree))),
            }
        }
        all
    }
}

/// One dated statement on an incident or a maintenance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Ours, inside.
    pub id: UpdateId,
    /// As readers see it: the permalink's fragment.
    pub public_id: PublicId,
    /// The status it states.
    pub status: UpdateStatus,
    /// Markdown per locale; empty when `standard` says it all.
    pub text: LocalizedText,
    /// The standard sentence it consists of, rendered in every locale.
    pub standard: Option<StandardPhrase>,
    /// When it was published; `None` where the source did not say.
    pub published: Option<Moment>,
    /// Component statuses that it changed.
    pub changes: Vec<StatusChange>,
    /// How the text was set right after it was published, oldest first.
    pub corrections: Vec<Correction>,
    /// In which languages the text is older than what it is a translation of.
    pub stale: Vec<Locale>,
    /// In which languages the text is a machine's, read by nobody before it went out.
    pub by_machine: Vec<Locale>,
}

impl Update {
    /// True for the entry that only says that the write-up is out.
    #[must_use]
    pub fn is_postmortem(&self) -> bool {
        self.status == UpdateStatus::Incident(IncidentStatus::Postmortem)
    }
}

/// A component's status changed by an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusChange {
    /// Which component.
    pub component: ComponentId,
    /// Before.
    pub old: ComponentStatus,
    /// After.
    pub new: ComponentStatus,
}

/// Whose fault an incident is said to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Responsibility {
    /// The provider of the page.
    Own,
    /// Another company.
    External {
        /// Its name, where it is said.
        provider: Option<String>,
    },
    /// Not yet known.
    Unconfirmed,
}

impl Responsibility {
    /// `own`, `external` or `unconfirmed`, as in tables and import records.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::External { .. } => "external",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

/// The team's order of urgency: 1 is the most urgent, 9 the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Priority(u8);

/// A number that is no priority.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no priority: 1 to 9")]
pub struct BadPriority(pub u8);

impl Priority {
    /// The number, 1 to 9.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Priority {
    type Error = BadPriority;

    fn try_from(number: u8) -> Result<Self, BadPriority> {
        if (1..=9).contains(&number) {
            Ok(Self(number))
        } else {
            Err(BadPriority(number))
        }
    }
}

impl From<Priority> for u8 {
    fn from(priority: Priority) -> Self {
        priority.0
    }
}

impl std::fmt::Display for Priority {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "P{}", self.0)
    }
}

/// What a figure counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureUnit {
    /// A share in percent.
    Percent,
    /// A number of things.
    Count,
}

/// A share or count stated of the impact: "20 to 40 % of 3-D Secure requests".
///
/// In thousandths, so that 12.5 % is 12500 and nothing is rounded: `low == high` for a single
/// number, `low == 0` for "up to".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// At least, in thousandths.
    pub low_milli: i64,
    /// At most, in thousandths.
    pub high_milli: i64,
    /// What it counts in.
    pub unit: FigureUnit,
    /// Of what.
    pub of: LocalizedText,
    /// From when on it held, where that is known.
    pub from: Option<Moment>,
    /// Until when.
    pub until: Option<Moment>,
}

/// What a provider said on its own page, kept as it stood there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Where.
    pub address: String,
    /// Its words; empty where nobody copied them.
    pub words: String,
    /// When they were copied.
    pub kept_at: Timestamp,
    /// When the provider said so, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<Timestamp>,
    /// The language of the words, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
}

/// Something that outlasts the last window and has an end of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consequence {
    /// What readers still feel.
    pub text: LocalizedText,
    /// When it was over; `None` while it lasts or where nobody wrote it down.
    pub end: Option<Moment>,
}
