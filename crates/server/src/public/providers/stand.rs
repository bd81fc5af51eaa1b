//! How a provider is, as far as anybody can tell: by its own page, if somebody looked.
//!
//! What was seen long ago is not passed off as present: where a look has been due for [`OVERDUE`] and nobody looked, nobody can
//! tell, whatever was seen last.

use beffroi_domain::ComponentStatus;
use jiff::{SignedDuration, Timestamp};

use super::why::{self, Why};
use crate::{
    providers::Provider,
    web::{Reader, format::When},
};

/// So long after a look fell due, what the last one saw is no news of now.
const OVERDUE: SignedDuration = SignedDuration::from_hours(1);

/// How a provider is.
#[derive(Clone, Debug)]
pub struct Stand {
    /// As far as anybody can tell.
    pub status: ComponentStatus,
    /// Since when we see it so, or since when nobody can tell.
    pub since: Timestamp,
    /// Why nobody can tell; `None` where somebody can.
    pub why: Option<Why>,
}

/// The last look: when, and at which page.
#[derive(Clone, Debug)]
pub struct Looked {
    /// "Last checked".
    pub term: String,
    /// When, or that nobody has looked yet.
    pub when: Result<When, String>,
    /// The official page and its host.
    pub page: (String, String),
}

impl Stand {
    /// How a provider is at `now`.
    #[must_use]
    pub fn of(reader: &Reader, provider: &Provider) -> Self {
        let unknown = |since, why| Self {
            status: ComponentStatus::Unknown,
            since,
            why: Some(why),
        };
        if let Some(left) = provider.left_at {
            return unknown(left, why::own(reader, "providers-why-left"));
        }
        if let Some((since, reason)) = &provider.blind {
            let word = provider.blind_word.as_deref();
            return unknown(*since, why::of(reader, reason, word));
        }
        let Some(checked) = provider.checked_at else {
            let why = why::own(reader, "providers-why-never");
            return unknown(provider.created_at, why);
        };
        if is_overdue(provider, reader.now) {
            return unknown(checked, why::own(reader, "providers-why-overdue"));
        }
        let nobody_says = provider.status == ComponentStatus::Unknown;
        Self {
            status: provider.status,
            since: provider.status_since,
            why: nobody_says.then(|| why::own(reader, "providers-why-unsaid")),
        }
    }

    /// The shape and the word.
    #[must_use]
    pub fn word(&self, reader: &Reader) -> (&'static str, String) {
        let shape = self.status.as_str();
        (shape, reader.say(&format!("component-{shape}")))
    }
}

/// Since when nobody looked although somebody should have.
#[must_use]
pub fn unlooked_since(provider: &Provider, now: Timestamp) -> Option<Timestamp> {
    provider
        .checked_at
        .filter(|_| provider.left_at.is_none() && is_overdue(provider, now))
}

fn is_overdue(provider: &Provider, now: Timestamp) -> bool {
    now.duration_since(provider.due_at) > OVERDUE
}

/// When a provider was looked at last.
#[must_use]
pub fn looked(reader: &Reader, provider: &Provider) -> Looked {
    let page = &provider.place.page;
    Looked {
        term: reader.say("providers-looked"),
        when: provider
            .checked_at
            .map(|at| reader.instant(at))
            .ok_or_else(|| reader.say("providers-looked-never")),
        page: (page.clone(), host(page)),
    }
}

/// The way to be told of a provider, in words that name it; none of one that nobody follows.
#[must_use]
pub fn told(reader: &Reader, provider: &Provider) -> Option<(String, String)> {
    provider.left_at.is_none().then(|| {
        let address = reader.path(&format!("subscribe?provider={}", provider.slug));
        let values = [("name", provider.name.as_str())];
        (address, reader.words.tell("providers-told-link", &values))
    })
}

/// What people call an address: its host, and the path where it has one.
fn host(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    bare.trim_end_matches('/').to_owned()
}
