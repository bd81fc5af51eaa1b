//! Imports: other people's history becomes ours.
//!
//! Read in order: [`import`] and [`rehearse`] (a run), `source` and `web` (where it comes from),
//! `settle` (which page it is for), `take` and `add` (what becomes of one telling), `same`, `align` and
//! `merge` (one incident out of several tellings), `facts`, `said`, `writeup` (words of a reader
//! into words of ours), `store` (rows).
//! Deliberately absent: reading formats (the crate `readers`), any announcement, any overwriting of
//! what a person wrote.

mod add;
mod align;
mod components;
mod facts;
mod kept;
mod merge;
mod moments;
mod naming;
mod plan;
mod run;
mod said;
mod same;
mod settle;
mod source;
mod store;
mod take;
mod tally;
#[cfg(test)]
mod tests;
mod warnings;
mod web;
mod writeup;
mod writeups;

use beffroi_readers::{
    Told,
    record::{RecordKind, Warning},
};

pub use moments::{moment, published};
pub use run::{Plan, Watch, import, rehearse};
pub use source::Source;
pub use take::{Match, Outcome};
pub use tally::{Account, Matched, Said, TOLD, Tally};
pub use warnings::{KINDS, heading, word};
pub use writeup::{Writeup, writeup};

use crate::pages::Page;

/// The reader's warnings, and ours on what could not be kept as a fact.
fn warnings_of(told: &Told, page: &Page) -> Vec<Warning> {
    let mut all = told.record.warnings.clone();
    match told.record.kind {
        RecordKind::Incident => {
            all.extend(facts::facts(told, page, &components::Book::default()).warnings);
        }
        RecordKind::Maintenance => all.extend(plan::unplanned(told)),
    }
    all
}
