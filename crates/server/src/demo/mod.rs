//! The demo: Pinatelle, an invented payment provider with two years of history in three languages.
//!
//! Read in order: `sample` (what stands in `data/`), `when` (times that count from today), `convert`
//! (into the commands of the nouns), `follow` (what each update changed), `promises` (what was promised), `fill` (into the database),
//! `providers` (whom it depends on), `reports` (what its customers report), `renew` (a later start). The data is told relative to the day of the first start, so that the demo
//! is always fresh.
//! Not here: anything that a real page needs; the demo calls the same verbs as an import does.

mod convert;
mod fill;
mod follow;
mod promises;
mod providers;
mod renew;
mod reports;
mod sample;
mod stable;
mod when;

#[cfg(test)]
mod tests;

pub use fill::{Filled, SLUG, fill};
