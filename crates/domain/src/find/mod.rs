//! Finding times, figures, references and promises in prose (French, English, Italian).
//!
//! Used where incidents are read, and where a draft is reviewed before it goes out. Every function
//! takes the text and gives findings in order, each with its byte span, its value as far as it is
//! written, and what it leaves open: a year, a day, morning or afternoon.
//!
//! Read in order: [`Found`]; [`clock`], [`day`], [`relative`], [`zone`] (the pieces of an instant);
//! [`stated`] (pieces that stand together), [`range`] (from one to another); [`duration`],
//! [`figure`], [`reference`], [`link`]; [`card`] and [`iban`], which [`conceal`] takes out;
//! [`sentence`], [`cue`], [`standing`], [`promise`]; [`fold`] and [`mask`] below all.
//!
//! Deliberately absent: today's date and the zone of a page. What is not written is not filled in.

use std::ops::Range;

mod around;
pub mod card;
pub mod clock;
pub mod conceal;
pub mod cue;
pub mod day;
mod digits;
pub mod duration;
pub mod figure;
pub mod fold;
pub mod iban;
pub mod link;
pub mod mask;
pub mod promise;
pub mod range;
pub mod reference;
pub mod relative;
pub mod sentence;
pub mod standing;
pub mod stated;
pub mod zone;

pub use card::cards;
pub use clock::{Clock, Meridiem, clocks};
pub use conceal::conceal;
pub use day::{Day, days, weekday_of};
pub use duration::{Duration, durations};
pub use figure::{Count, Share, counts, shares};
pub use fold::fold;
pub use iban::ibans;
pub use link::links;
pub use promise::{Due, Promise, promises};
pub use range::{Stretch, stretches};
pub use reference::references;
pub use relative::{PartOfDay, Relative, relatives};
pub use sentence::{sentence_at, sentences};
pub use stated::{Missing, Stated, stated};
pub use zone::{Zone, zones};

/// Something found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// What it says.
    pub value: T,
}

impl<T> Found<T> {
    /// The words of the finding in the `text` it was found in.
    #[must_use]
    pub fn quote<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.span.clone()).unwrap_or_default()
    }
}
