//! Subscribers: who asked to hear what of a page, at which address, in which language.
//!
//! Read in order: [`Subscription`], [`Bell`] (a page's key and its sealed links), [`Address`] (what is delivered to, cleaned),
//! [`ask`] and [`confirm`], [`change`], [`leave`], [`pause`] and what leads to it ([`failed`], and [`bounced`] with its `mark`), [`forget_person`]; `push` (browsers); [`phone`] (numbers and what they cost); then [`hearers`], what a
//! fan-out reads, `letters`, what subscribers themselves are written, and [`list`], [`bring`], [`sheet`]: lists, and lists of others.
//! An address is found by a seal of it under its page's key; of those that left, the seal alone is kept.
//! Not here: what is told and how it travels.

mod address;
mod ask;
mod bell;
mod bounce;
mod bring;
mod change;
mod confirm;
mod fail;
mod forget;
mod hearers;
mod keys;
mod leave;
mod letters;
mod list;
mod mark;
mod overhear;
pub mod phone;
mod push;
mod reach;
pub mod sheet;
mod store;

use std::collections::BTreeSet;

use beffroi_channels::Channel;
use beffroi_domain::{Locale, PageId, ProviderId, SubscriptionId, announcement::Topic};
use jiff::Timestamp;
use uuid::Uuid;

pub use address::Address;
pub use ask::{Ask, CHALLENGE, ask, sweep};
pub use bell::{
    Bell, LONGEST_GATHER, bell_of, find_bell, leave_address, manage_address, set_gather,
    short_address,
};
pub use bounce::{Bounced, Returned, bounced, returned};
pub use bring::{Brought, Came, bring};
pub use change::{change, rotate_secret, show_secret};
pub use confirm::confirm;
pub use fail::{Fate, arrived, failed, pause, resume};
pub use forget::{Forgotten, forget_person};
pub use hearers::{Count, Hearer, Hearing, count_hearers, hearer, hearers};
pub use keys::{Keys, Signing};
pub use leave::{end_with, follow_merged, leave, subjects};
pub use letters::Sender;
pub use list::{Looked, Numbers, count, list};
pub use push::{OwnBrowser, bell_for_browsers, of_browser, push_contact, renew};
pub use reach::Reach;
pub use store::{find, has_hearer_of, load};

/// What carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// A relay.
    Mail,
    /// A call over HTTP.
    Call,
}

/// How far a subscription has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Somebody asked; its address has not said yes yet.
    Asked,
    /// It is told.
    Active,
    /// Nothing arrives there: it is not told until somebody resumes it.
    Paused,
}

/// What it is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds {
    /// What broke, and components whose status was set by hand.
    pub incidents: bool,
    /// Planned work.
    pub maintenances: bool,
    /// Write-ups.
    pub postmortems: bool,
}

/// What of a page it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts {
    /// All of it.
    Whole,
    /// These components, and all that stand in these groups, also later; none where it is for providers alone.
    Of(BTreeSet<Uuid>),
}

/// What somebody asks to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// In which language.
    pub locale: Locale,
    /// Of what kind.
    pub kinds: Kinds,
    /// About what.
    pub parts: Parts,
    /// The companies that the page shows whose own words are to be told, too.
    pub providers: BTreeSet<ProviderId>,
}

/// One address and what it asked for.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// Its row.
    pub id: SubscriptionId,
    /// On which page.
    pub page: PageId,
    /// How it is told.
    pub channel: Channel,
    /// The one incident or maintenance that it ends with, where it is for one.
    pub about: Option<Uuid>,
    /// The mail address, number or URL.
    pub address: String,
    /// What the channel needs beside it.
    pub keys: Option<Keys>,
    /// The mail address of whoever is told when it keeps failing.
    pub owner: Option<String>,
    /// What it hears.
    pub wishes: Wishes,
    /// How far it has come.
    pub state: State,
    /// When somebody asked.
    pub created_at: Timestamp,
    /// When its address said yes, or an import brought it.
    pub confirmed_at: Option<Timestamp>,
    /// Since when nothing arrives.
    pub failing_since: Option<Timestamp>,
    /// How often nothing did since then.
    pub failures: i64,
    /// Why, in one word of [`beffroi_channels::Reason`] or of whoever carries it.
    pub problem: Option<String>,
}

impl Wishes {
    /// Whether it is for all of the page and for nobody else's words.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.kinds == Kinds::ALL && self.parts == Parts::Whole && self.providers.is_empty()
    }

    /// Whether it is for words of providers alone.
    #[must_use]
    pub fn is_of_providers_alone(&self) -> bool {
        matches!(&self.parts, Parts::Of(parts) if parts.is_empty())
    }
}

impl Lane {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Mail, Self::Call];

    /// What carries a channel.
    #[must_use]
    pub fn of(channel: Channel) -> Self {
        match channel {
            Channel::Email => Self::Mail,
            _ => Self::Call,
        }
    }

    /// The word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Call => "call",
        }
    }
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Active, Self::Paused];

    /// The word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Active => "active",
            Self::Paused => "paused",
        }
    }
}

impl Kinds {
    /// Everything.
    pub const ALL: Self = Self {
        incidents: true,
        maintenances: true,
        postmortems: true,
    };

    /// Whether something on this is told.
    #[must_use]
    pub fn has(self, topic: Topic) -> bool {
        match topic {
            Topic::Incident | Topic::Component | Topic::Provider => self.incidents,
            Topic::Maintenance => self.maintenances,
            Topic::Postmortem => self.postmortems,
        }
    }

    /// The words of what is told.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        let all = [
            ("incidents", self.incidents),
            ("maintenances", self.maintenances),
            ("postmortems", self.postmortems),
        ];
        let all = all.into_iter().filter(|(_, is_on)| *is_on);
        all.map(|(word, _)| word).collect()
    }

    /// Whether nothing is told.
    #[must_use]
    pub fn is_empty(self) -> bool {
        !(self.incidents || self.maintenances || self.postmortems)
    }
}

/// The channel that a word in tables and addresses means.
#[must_use]
pub fn channel_of(word: &str) -> Option<Channel> {
    Channel::ALL.into_iter().find(|one| one.as_str() == word)
}
