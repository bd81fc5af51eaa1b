//! What is to be told to whoever asked for it, frozen at the moment of the deed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ComponentId, ComponentStatus, Impact, Incident, Locale, LocalizedText, Maintenance, Moment,
    PageId, ProviderId, PublicId,
};

/// Something to be told to the readers of one page. It is a snapshot: whoever carries it never asks again
/// what the incident says now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// What makes it one and the same: announced twice under one key is told once. The form is
    /// `noun:id:deed`, such as `update:0192…:published`, and the page is part of the key by itself.
    pub key: String,
    /// On which page.
    pub page: PageId,
    /// What it is about.
    pub topic: Topic,
    /// Why it is told now.
    pub occasion: Occasion,
    /// The incident, maintenance, post-mortem or component inside.
    pub subject: Uuid,
    /// Where it stands on the page.
    pub public_id: PublicId,
    /// The provider's own numbers.
    pub references: Vec<String>,
    /// Its title, in each language there is.
    pub title: LocalizedText,
    /// What was said, in each language there is.
    pub text: LocalizedText,
    /// The status after it, as in tables: `investigating`, `in_progress` …
    pub status: String,
    /// How much readers feel; a maintenance has none.
    pub impact: Option<Impact>,
    /// The components that it touches, with their status after it.
    pub components: Vec<Touched>,
    /// When it was said, or when the work begins.
    pub at: Option<Moment>,
    /// The languages that it is for: of a translation that came later only the readers of these are told. Of anything
    /// else, those that its words were written in; readers of another get them as they are, and are told when theirs come.
    #[serde(default)]
    pub locales: Vec<Locale>,
    /// All that readers see of it, as it stood then. What was put into the outbox before this was kept has none.
    #[serde(default)]
    pub stood: Option<Stood>,
}

/// What an announcement is about, as it stood when it was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stood {
    /// An incident.
    Incident(Box<Incident>),
    /// Planned work.
    Maintenance(Box<Maintenance>),
    /// What another company says on its own page.
    Provider(Box<Overheard>),
}

/// What another company's page said, as we saw it. Its words are its own, in its own languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overheard {
    /// Who.
    pub provider: ProviderId,
    /// Its name in our addresses.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// True for work that it plans.
    pub is_work: bool,
    /// What became of it.
    pub turn: Turn,
    /// Its official page of this, or of itself where this has none.
    pub official: Option<String>,
    /// What of its own it names, in its words.
    pub touched: Vec<String>,
    /// What it said that is new, the oldest first; nothing where its page changed without a word.
    pub posts: Vec<Post>,
    /// When we saw it so.
    pub seen_at: Timestamp,
}

/// What became of something on another company's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It stands there for the first time.
    New,
    /// More is said of it.
    Said,
    /// It is over, and says so.
    Over,
    /// It is not listed as open any more, without a word.
    Unlisted,
    /// It goes on again.
    Again,
    /// The page has it no more.
    Gone,
}

impl Turn {
    /// The word in messages to programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Said => "said",
            Self::Over => "over",
            Self::Unlisted => "unlisted",
            Self::Again => "again",
            Self::Gone => "gone",
        }
    }
}

/// One statement of another company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// When it published it, as far as it says.
    pub at: Option<Moment>,
    /// What it says, in each language that it wrote it in.
    pub text: LocalizedText,
}

/// A component that is touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// Which.
    pub id: ComponentId,
    /// As programs see it; what was put into the outbox before this was kept has none.
    #[serde(default)]
    pub public_id: Option<PublicId>,
    /// Its name, in each language there is.
    pub name: LocalizedText,
    /// Its status after it.
    pub status: ComponentStatus,
    /// Its status before it, where that is what is told.
    #[serde(default)]
    pub was: Option<ComponentStatus>,
}

/// What an announcement is about; readers choose among these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Something broke.
    Incident,
    /// Planned work.
    Maintenance,
    /// A write-up.
    Postmortem,
    /// How a component is, told by hand and explained by no incident.
    Component,
    /// What a company that the page shows says on its own page; told to those alone who asked for that company.
    Provider,
}

impl Topic {
    /// The word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Maintenance => "maintenance",
            Self::Postmortem => "postmortem",
            Self::Component => "component",
            Self::Provider => "provider",
        }
    }
}

/// Why it is told now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The first word.
    First,
    /// A further word.
    Update,
    /// A published text says something else now, and its writer wants that told.
    Correction,
    /// A language came later.
    Translation,
    /// It is about to begin.
    Reminder,
}
