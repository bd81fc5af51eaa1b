//! The web side that every page shares: whom we speak to, in which words, with which frame.
//!
//! Read in order: [`Site`], [`address`] (where a page stands), [`negotiate`] (which locale), [`words`] (Fluent), [`format`] (dates,
//! lengths, lists), [`layout`], [`error`] (not found, our fault), [`findings`] (of the review), [`answer`], [`cache`], [`cookie`], [`headers`], [`assets`].
//! Not here: nouns. A page of a noun is put together by `public`.

pub mod address;
pub mod answer;
pub mod assets;
pub mod cache;
pub mod cookie;
pub mod error;
pub mod findings;
pub mod format;
pub mod headers;
pub mod layout;
pub mod letters;
pub mod negotiate;
pub mod query;
pub mod words;

use std::sync::Arc;

use crate::ground::{Clock, Db, outbound::Sms};

pub use address::Address;
pub use format::Reader;
pub use layout::Layout;
pub use words::Words;

/// What the public pages of one installation need; `app` puts it together.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where the facts are.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The address that readers use, without a slash at the end. The `Host` header is never trusted
    /// in its stead.
    pub public_url: String,
    /// Whether the operator set that address; then a host that is nobody's is refused.
    pub has_public_url: bool,
    /// The slug of the page to serve; else the oldest.
    pub page: Option<String>,
    /// Whom to tell about a weakness; a `mailto:`, `https:` or `tel:` address.
    pub security_contact: Option<String>,
    /// Whether a relay is set, so that letters can be written.
    pub has_mail: bool,
    /// The mailbox that takes answers to letters, where there is one.
    pub answers_to: Option<String>,
    /// Who writes letters, where they are written.
    pub mail_from: Option<String>,
    /// Whom the services of browsers reach, where it is not the page's own address.
    pub push_contact: Option<String>,
    /// How short messages go; not offered where it is not set.
    pub sms: Option<Arc<Sms>>,
    /// Whether every member needs a second factor, or whoever has one.
    pub wants_factor: bool,
    /// What the provider is called through which members may sign in, where one is set.
    pub provider: Option<String>,
    /// Whether a service is set that drafts what a language lacks.
    pub has_machine: bool,
}

impl Site {
    /// The host that stands for this installation: `status.example.com`.
    #[must_use]
    pub fn host(&self) -> &str {
        host_of(&self.public_url)
    }

    /// The address that letters of this installation lead to; nothing where no relay is set, so that none is written.
    #[must_use]
    pub fn writes_from(&self) -> Option<&str> {
        self.has_mail.then_some(self.public_url.as_str())
    }

    /// How the world reaches this installation.
    #[must_use]
    pub fn front(&self) -> address::Front<'_> {
        address::Front {
            origin: &self.public_url,
            is_public: self.has_public_url,
            page: self.page.as_deref(),
        }
    }
}

/// The host of an address: `status.example.com`.
#[must_use]
pub fn host_of(address: &str) -> &str {
    let rest = address.split_once("://");
    rest.map_or(address, |(_scheme, host)| host)
}
