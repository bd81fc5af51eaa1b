//! Articles of the help centre: how to report a problem, how readers are informed, what is promised; and what else a page writes.
//!
//! Read in order: [`Article`], [`articles_of`] (what ships and what the page made of it, in their order), [`Facts`] (what a place such
//! as `{report}` becomes, and what is left out where nobody knows it); the verbs [`write_article`], [`publish`], [`withdraw`],
//! [`order`], [`remove`]; then `shipped` and `store`. What ships is read until a page withdraws it: a help centre without a word
//! helps nobody, and its words claim nothing but what the program does. Not here: who searched for what, which nobody writes
//! down; how an answer in time is counted (`reports`).

mod fill;
mod order;
mod publish;
mod remove;
mod shipped;
mod store;
mod write;

use beffroi_domain::{Locale, LocalizedText, PageId};
use jiff::Timestamp;

use crate::{pages::Page, web::words};

pub use fill::{Facts, PLACES};
pub use order::order;
pub use publish::{publish, withdraw};
pub use remove::remove;
pub use store::{articles_of, find, is_any_on};
pub use write::{NewArticle, write_article};

/// An article of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// On which page.
    pub page: PageId,
    /// What it is called in addresses, files and calls.
    pub slug: String,
    /// What stands above it.
    pub title: LocalizedText,
    /// What it says: Markdown, with places.
    pub body: LocalizedText,
    /// Whose words these are.
    pub origin: ArticleOrigin,
    /// Whether readers see it.
    pub is_published: bool,
    /// When the page changed it last.
    pub updated_at: Option<Timestamp>,
}

/// Whose words an article has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleOrigin {
    /// As it ships.
    Shipped,
    /// Shipped, and said in other words by the page.
    Changed,
    /// The page's own.
    Own,
}

impl ArticleOrigin {
    /// The word in calls.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shipped => "shipped",
            Self::Changed => "changed",
            Self::Own => "own",
        }
    }
}

impl Article {
    /// The languages in which its page is read and in which it has no title or says nothing.
    #[must_use]
    pub fn lacks(&self, page: &Page) -> Vec<Locale> {
        let has =
            |locale: &Locale| self.title.get(locale).is_some() && self.body.get(locale).is_some();
        let read = words::spoken(&page.locales).into_iter();
        read.filter(|locale| page.locales.contains(locale) && !has(locale))
            .collect()
    }

    /// Whether readers have a use for it: what ships of a form is silent while there is none.
    #[must_use]
    pub fn is_of_use(&self, facts: &Facts) -> bool {
        self.origin != ArticleOrigin::Shipped
            || !shipped::needs_desk(&self.slug)
            || facts.has_desk()
    }
}
