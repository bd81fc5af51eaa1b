//! Upstreams: which of our components hang on which provider, and what a page does when one goes bad.
//!
//! Read in order: [`Upstream`] and [`Target`] (the map), [`map`] and [`unmap`], [`Rule`] (what a page does by itself), `touch` (which
//! of our components a provider's trouble touches), [`Trouble`] (one such, and what was kept of it), [`notice`] (what became of a
//! look), `raise` (the draft), `publish` (what the rule lets out), `tell` (who is written to), [`show_words`] and
//! [`resolve`] (what the team does), `ask` ([`causes_of`]: could it be them?).
//! A trouble is raised once: further words of the same entry are kept beside it, and what comes back soon is the same again.
//! Of whom nobody can tell how they are, nothing is raised and nothing ends.
//! Not here: what a provider says (`providers`), incidents and their drafts (`incidents`), how a letter travels (`notify`).

mod act;
mod ask;
mod evidence;
mod map;
mod publish;
mod raise;
mod react;
mod rule;
mod store;
mod tell;
mod touch;
mod trouble;

use beffroi_domain::{ComponentId, ComponentStatus, ProviderId, ProviderPartId};
use jiff::Timestamp;
use uuid::Uuid;

pub use act::{opened, resolve, show_words};
pub use ask::{Cause, Planned, cause_of, causes_of, planned_of};
pub use evidence::{Words, words_of};
pub use map::{DEGREES, NewUpstream, map, unmap};
pub use publish::work;
pub use react::{EVENT, notice};
pub use rule::{Close, Raise, Rule, rule_of, set_rule};
pub use store::{load, of_components, of_page, of_provider, page_of, part_named, regions_of};
pub use trouble::{News, Trouble, load as load_trouble, of_draft, of_incident, open_of_page};

/// A component of ours hangs on something of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream {
    /// Its row.
    pub id: Uuid,
    /// Which of ours.
    pub component: ComponentId,
    /// On whom.
    pub provider: ProviderId,
    /// On what of it.
    pub target: Target,
    /// How our component is when that is broken.
    pub degree: ComponentStatus,
    /// What whoever drew the line says of it; may be empty.
    pub note: String,
    /// Since when the line is drawn.
    pub created_at: Timestamp,
}

/// What of a provider something hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// All of it: whatever is broken there.
    Whole,
    /// One of its components or groups.
    Part(ProviderPartId),
    /// A region, by the name that the provider has for it.
    Region(String),
}

impl Target {
    /// What it is known by in its row.
    fn key(&self) -> String {
        match self {
            Self::Whole => "whole".to_owned(),
            Self::Part(part) => part.to_string(),
            Self::Region(region) => format!("region:{}", region.to_lowercase()),
        }
    }
}
