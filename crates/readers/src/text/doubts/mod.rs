//! Doubts: what a report contradicts itself in, each with the words that do so.
//!
//! Read in order: [`Case`] (what is looked at), [`raise`]; `instants` (two starts, two ends, an end
//! before its start), `clock` (zones, midnight, lengths), `place` (a date that the page's order
//! contradicts), `languages` (what one language says and another does not), `states` and
//! `extents` (status, extent, responsibility, promises against the words).
//!
//! Deliberately absent: judgement. A doubt changes nothing in the record; a person decides.

mod clock;
mod extents;
mod instants;
mod languages;
mod place;
mod states;

use jiff::civil::Date;

use super::{
    calendar::{Calendar, Scope},
    claims::{Claims, Where},
    facts::Facts,
    report::Report,
};
use crate::record::{ImportRecord, Warning, WarningKind, When};

pub use place::{Slip, slips};

/// Everything that is known of one report.
pub struct Case<'a> {
    /// The report, read.
    pub report: &'a Report,
    /// Its record so far.
    pub record: &'a ImportRecord,
    /// All that it states.
    pub claims: &'a Claims,
    /// What was taken as true.
    pub facts: &'a Facts,
    /// The document's zone.
    pub calendar: &'a Calendar,
    /// A day of it with its year.
    pub anchor: Option<Date>,
    /// What its place on the page says against its date.
    pub slip: Option<&'a Slip>,
}

impl Case<'_> {
    fn scope(&self) -> Scope<'_> {
        Scope {
            calendar: self.calendar,
            anchor: self.anchor,
        }
    }
}

/// All doubts, the gravest kinds first.
#[must_use]
pub fn raise(case: &Case<'_>) -> Vec<Warning> {
    let mut all = instants::raise(case);
    all.extend(clock::raise(case));
    all.extend(place::raise(case));
    all.extend(languages::raise(case));
    all.extend(states::raise(case));
    all.extend(extents::raise(case));
    all.sort_by_key(|warning| warning.kind);
    all.dedup();
    all
}

/// A warning; long quotes are cut at a letter.
fn warning(kind: WarningKind, message: impl Into<String>, quotes: &[&str]) -> Warning {
    let cut = |quote: &&str| -> String {
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        if quote.chars().count() <= 200 {
            quote
        } else {
            quote.chars().take(199).chain(['…']).collect()
        }
    };
    Warning {
        kind,
        message: message.into(),
        quotes: quotes.iter().map(cut).collect(),
    }
}

/// An instant for a person.
fn spell(when: &When) -> String {
    let bare = || {
        when.time_only
            .map(|time| time.strftime("%H:%M").to_string())
            .unwrap_or_default()
    };
    when.local
        .map_or_else(bare, |local| String::from(local).replace('T', " "))
}

/// True where two instants can be one: days agree where both have one, clocks where both have one.
fn agree(a: &When, b: &When) -> bool {
    let day = |when: &When| when.local.map(crate::record::Local::date);
    let clock = |when: &When| match when.local {
        Some(crate::record::Local::Clock(clock)) => Some(clock.time()),
        _ => when.time_only,
    };
    let same = |a: Option<_>, b: Option<_>| a.is_none() || b.is_none() || a == b;
    let clocks = match (clock(a), clock(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    same(day(a), day(b)) && clocks
}

fn is_header(place: Where) -> bool {
    matches!(place, Where::Header(_))
}
