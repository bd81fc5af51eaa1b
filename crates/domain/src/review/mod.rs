//! What is wrong with a text before it goes out: a pure function of the draft, of what is known and was
//! said of the incident, and of the page's rules.
//!
//! Read in order: [`Draft`], [`Known`], [`Rules`] (what is looked at); [`Finding`] (`finding`); [`review`];
//! then the checks: `statement` (what a text states of starts and ends) under `facts` and `calendar`;
//! `between` (one language against another) with `glossary` and `tense`; `state` (status, certainty of an end, earlier
//! words), `extent`; `promise`; `hygiene` (what must not stand in any text). Planned work has a review of its own: [`review_work`] (`work`, `window`).
//!
//! Deliberately absent: the clock ([`Draft::written`] is passed in), words for people (a finding has a kind and its
//! details; whoever shows it knows the language), and judgement: a person may overrule it.

mod between;
mod calendar;
mod extent;
mod facts;
mod finding;
mod glossary;
mod hygiene;
mod promise;
mod state;
mod statement;
mod tense;
mod window;
mod work;

use jiff::{Timestamp, tz::TimeZone};

use crate::{EntryKind, ImpactWindow, IncidentStatus, Locale, LocalizedText, Responsibility};

pub use finding::{Finding, Kind, Quote};
pub use promise::due_at;
use statement::Readings;
pub use statement::When;
pub use work::{Work, review_work};

/// What is about to go out.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The state that it will declare.
    pub status: Option<IncidentStatus>,
    /// What the incident is called.
    pub title: Option<&'a LocalizedText>,
    /// What is said, per locale.
    pub text: &'a LocalizedText,
    /// The marked lines of a write-up's timeline; empty for an update.
    pub entries: &'a [Entry],
    /// When it is written; `None` where a source does not say.
    pub written: Option<Timestamp>,
}

/// A marked line of a write-up's timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// In which language it stands.
    pub locale: Locale,
    /// What it marks.
    pub kinds: Vec<EntryKind>,
    /// Its time, as far as it is written.
    pub when: When,
    /// Its words.
    pub words: String,
}

/// What is known of the incident, and what was said.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    /// Its windows, as the facts stand now.
    pub windows: &'a [ImpactWindow],
    /// Whose fault it is said to be.
    pub responsibility: Option<&'a Responsibility>,
    /// What was said, oldest first.
    pub said: &'a [Said<'a>],
    /// When what was promised falls due.
    pub commitments: &'a [Timestamp],
}

/// Something that was said before.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    /// The state that it declared.
    pub status: Option<IncidentStatus>,
    /// Its words.
    pub text: &'a LocalizedText,
    /// When it went out; `None` where a source does not say.
    pub at: Option<Timestamp>,
}

/// What the page asks of its texts.
#[derive(Clone, Debug)]
pub struct Rules<'a> {
    /// The zone of the times that it tells.
    pub zone: &'a TimeZone,
    /// Languages without which nothing goes out.
    pub required: &'a [Locale],
    /// Endings of host names that are nobody's business, such as `.internal`.
    pub hosts: &'a [String],
    /// Names of people that no text names.
    pub people: &'a [String],
}

/// Everything that is wrong with a draft, in the order of [`Kind`]; each thing once.
#[must_use]
pub fn review(draft: &Draft<'_>, known: &Known<'_>, rules: &Rules<'_>) -> Vec<Finding> {
    let readings = Readings::of(draft, known, rules);
    let mut all = hygiene::review(draft, known, rules);
    all.extend(between::review(draft, known));
    all.extend(facts::review(draft, known, rules, &readings));
    all.extend(calendar::review(draft, rules, &readings));
    all.extend(state::review(draft, known, &readings));
    all.extend(extent::review(draft, known));
    all.extend(promise::review(draft, known, rules));
    all.sort_by_key(|finding| finding.kind);
    all.dedup_by(|later, first| later == first || is_told(later, first));
    all
}

/// An open window is told once, with the words that say otherwise where there are any.
fn is_told(later: &Finding, first: &Finding) -> bool {
    later.kind == Kind::WindowOpen && first.kind == Kind::WindowOpen
}

#[cfg(test)]
mod tests;
