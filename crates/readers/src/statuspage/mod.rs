//! Statuspage's own material: JSON of its public API, and its feeds.
//!
//! Read in order: [`json`] (a document as items) and [`feed`] (Atom and RSS); [`stream`] (cut into
//! pieces, by [`scan`]); [`incident`] and [`component`] (fields); [`windows`] (what is concluded
//! from times of publication); [`stated`] (what people typed wins over it); [`tell`] (the record)
//! and [`doubts`]; [`words`], [`html`] and [`entity`] (what people typed); [`fields`] (tolerant
//! where missing, exact where wrong) and [`place`] (where something is wrong) below all.
//!
//! Deliberately absent: its manage API's verbs, its HTML pages.

mod component;
mod doubts;
mod entity;
pub(crate) mod feed;
mod fields;
mod html;
pub(crate) mod incident;
pub(crate) mod json;
mod place;
mod scan;
mod stated;
mod stream;
pub(crate) mod tell;
mod windows;
pub(crate) mod words;
