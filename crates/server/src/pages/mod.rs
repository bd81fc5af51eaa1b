//! Pages: a status page, its locales, its zone, its revision.
//!
//! Read in order: [`Page`], [`choose`] (which page a request is for), [`create`], [`bump_revision`],
//! [`set_document`]; then `set` (name, hosts, access) and `gate`, `admit` (what opens a private page); `review` (what its texts are reviewed by).
//! Not here: what stands on a page (the other nouns), how it looks (`public`).

mod admit;
mod choose;
mod create;
mod document;
mod gate;
mod review;
mod set;
mod store;

use std::str::FromStr;

use beffroi_domain::{Actor, Locale, LocalizedText, PageId, PublicId};
use jiff::{Timestamp, tz::TimeZone};

use crate::ground::Refusal;

pub use admit::{end_links, make_link, set_door, set_password};
pub use choose::{Choice, choose, is_own_address, stand};
pub use create::{NewPage, create};
pub use document::{Document, documents, set_document};
pub use gate::{Door, Gate, gate_of};
pub use review::{
    Overruled, Review, ReviewRules, let_out, review_rules_of, review_rules_on, set_review_rules,
};
pub use set::{lower_since, set_access, set_hosts, set_locales, set_name, set_zone};
pub use store::{bump_revision, find_by_id, find_by_slug, list};

/// Whoever works at the machine itself, and has not signed in.
pub const OPERATOR: Actor = Actor::System;

/// Whether readers of a page see something that stands on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// They do.
    Public,
    /// They do not.
    Hidden,
}

impl Visibility {
    /// As in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Hidden => "hidden",
        }
    }
}

/// Who may read a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone.
    Public,
    /// Whoever has a signed link or knows the password.
    Private,
}

impl Access {
    /// As in tables and commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
        }
    }
}

impl FromStr for Access {
    type Err = Refusal;

    fn from_str(word: &str) -> Result<Self, Refusal> {
        let known = [Self::Public, Self::Private];
        let found = known.into_iter().find(|access| access.as_str() == word);
        found.ok_or_else(|| Refusal::of("access", "write public or private"))
    }
}

/// A status page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Ours, inside.
    pub id: PageId,
    /// As programs see it.
    pub public_id: PublicId,
    /// Its name in addresses and commands.
    pub slug: String,
    /// Its name per locale.
    pub name: LocalizedText,
    /// The locales it speaks, the default first; never empty. Also the order of fallback.
    pub locales: Vec<Locale>,
    /// The zone that its times are told in.
    pub zone: TimeZone,
    /// The first instant of which the page knows anything.
    pub since: Timestamp,
    /// Host names of its own, the first of which stands in absolute addresses; may be empty.
    pub hosts: Vec<String>,
    /// Who may read it.
    pub access: Access,
    /// Bumped by every change that a reader can see.
    pub revision: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When anything on it last changed.
    pub updated_at: Timestamp,
}

impl Page {
    /// The locale for readers who ask for none of ours.
    #[must_use]
    pub fn default_locale(&self) -> &Locale {
        &self.locales[0]
    }

    /// Its name for a reader of `locale`.
    #[must_use]
    pub fn name_in(&self, locale: &Locale) -> &str {
        self.name
            .resolve(locale, &self.locales)
            .map_or(&self.slug, |resolved| resolved.text)
    }
}
