//! Facts made into words: instants, lengths, numbers, lists and texts, for one reader.
//!
//! Read in order: [`Reader`]; `forms` (the formatters of a locale, made once), `dates`, `lengths`,
//! `numbers`, `texts`. Every pattern comes from ICU data or a Fluent file; nothing is glued here.
//! Not here: what stands on which page.

mod dates;
mod forms;
mod lengths;
mod numbers;
mod texts;

use std::fmt;

use beffroi_domain::Locale;
use jiff::{Timestamp, tz::TimeZone};

pub use dates::{Stretch, When};
pub use forms::Forms;
pub use texts::{Prose, Said, own_name};

use super::{Address, Words};

/// Whom we speak to: in which words, in which zone, and what time it is.
#[derive(Clone)]
pub struct Reader {
    /// The words of their locale.
    pub words: &'static Words,
    /// The zone that times are told in.
    pub zone: TimeZone,
    /// Which locales stand in where theirs is missing, in order.
    pub fallback: Vec<Locale>,
    /// Now: what goes on lasts until this instant.
    pub now: Timestamp,
    /// Where the page stands that they look at.
    pub address: Address,
}

impl Reader {
    /// Their locale.
    #[must_use]
    pub fn locale(&self) -> &'static Locale {
        self.words.locale()
    }

    /// What stands under a key of the Fluent files.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The path of something on the page, in their locale: `/fr/incidents/abc`.
    #[must_use]
    pub fn path(&self, rest: &str) -> String {
        self.address.path_in(self.locale(), rest)
    }

    /// The absolute address of something on the page, in their locale.
    #[must_use]
    pub fn absolute(&self, rest: &str) -> String {
        self.address.absolute_in(self.locale(), rest)
    }

    /// A list in one sentence: "A, B and C".
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        self.words.forms().and(items)
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Reader of {} at {}", self.locale(), self.now)
    }
}

#[cfg(test)]
pub(crate) fn reader(locale: &'static str) -> Reader {
    Reader {
        words: super::words::first_of([&Locale::of(locale)]),
        zone: TimeZone::get("Europe/Paris").unwrap(),
        fallback: vec![Locale::of("fr"), Locale::of("en")],
        now: "2025-12-04T16:00:00Z".parse().unwrap(),
        address: Address {
            prefix: String::new(),
            origin: "https://status.example".to_owned(),
        },
    }
}
