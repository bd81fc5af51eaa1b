//! Pages: a status page, its locales, its zone, its revision.
//!
//! Read in order: [`Page`], [`create`], [`bump_revision`], [`set_document`].
//! Not here: what stands on a page (the other nouns), how it looks (`public`).

mod create;
mod document;
mod store;

use beffroi_domain::{Locale, LocalizedText, PageId, PublicId};
use jiff::{Timestamp, tz::TimeZone};

pub use create::{NewPage, create};
pub use document::{Document, documents, set_document};
pub use store::{bump_revision, find_by_id, find_by_slug, list};

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

/// A public status page.
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
