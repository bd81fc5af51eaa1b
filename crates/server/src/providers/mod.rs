//! Providers: other companies' official status pages, followed and remembered.
//!
//! Read in order: [`Provider`], [`Part`], [`Entry`] (what we keep of one), [`follow`] and its kin (by hand), [`take_in`] and
//! [`blind`] (what a look came to), [`bring`] (a saved history), [`Watch`] (who looks, and when), then `store` (what is read), [`search`] (by words).
//! Two things are never mixed up: how a provider is as far as we see (`status`, since we see it so) and when something was
//! broken by its own words (an entry's record). What nobody can tell is `unknown`, never the last known state.
//! Not here: what a page of theirs looks like (`readers::watch`), which of our components depends on whom (`upstreams`).

mod blind;
mod bring;
pub mod catalogue;
mod count;
mod figures;
mod follow;
mod oddities;
mod places;
mod search;
mod shown;
mod store;
mod take_in;
mod watch;

use std::collections::BTreeMap;

use beffroi_domain::{
    ComponentStatus, Impact, Locale, LocalizedText, ProviderId, ProviderIncidentId, ProviderPartId,
    PublicId, UpdateStatus,
};
use beffroi_readers::{
    record::RecordKind,
    watch::{Context, Form, Notice, Place, form},
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

pub use blind::blind;
pub use bring::{Brought, bring};
pub use count::{archive_of, count_states, oldest_look};
pub use figures::{Fact, Figures, Middle, Period, Sight, Watched as Sighted, facts, figures};
pub use follow::{
    Follow, Settle, check_page, follow, hide, leave, rest_until, settle, show, show_on, slug_of,
};
pub use oddities::{Oddity, count_oddities, oddities_of};
pub use search::{Asked as SearchAsked, Hit, Hits, Words as SearchWords, search};
pub use shown::{
    Address, addresses, count, entries_of_kind, is_any_on, newest_on, open_on, planned_of,
};
pub use store::{
    entries, entry, find_by_slug, find_entry, followed, list, load, of_page, open_entries,
    pages_of, parts_of, shown_on, spans_of, versions_of,
};
pub use take_in::{Change, Taken, take_in};
pub use watch::{
    Looked, Outcome, Reread, Stop, Trouble, Watch, WatchSettings, Word, count_history, locales,
    reread,
};

/// A company whose status page is followed.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Ours, inside.
    pub id: ProviderId,
    /// Its name in addresses and commands.
    pub slug: String,
    /// As programs see it.
    pub public_id: PublicId,
    /// What it is called.
    pub name: String,
    /// One word of the catalogue's, such as `acquirer`; empty where nobody said.
    pub sector: String,
    /// Where its page is.
    pub place: Place,
    /// The word of its format; `None` where it is none that we read, or nobody found it out yet.
    pub form: Option<String>,
    /// The language of texts that do not say theirs.
    pub locale: Locale,
    /// The zone of times that name none.
    pub zone: TimeZone,
    /// Of pages without a format: selectors by name.
    pub selectors: BTreeMap<String, String>,
    /// Whether an empty list means that all is well.
    pub is_empty_clear: bool,
    /// How it is as far as we can tell.
    pub status: ComponentStatus,
    /// What that rests on: `stated`, `components`, `notices`, `nothing_open`, `nothing`.
    pub ground: String,
    /// In its own word.
    pub status_raw: Option<String>,
    /// Since when we see it so.
    pub status_since: Timestamp,
    /// When we last looked.
    pub checked_at: Option<Timestamp>,
    /// When what came was last the page.
    pub seen_at: Option<Timestamp>,
    /// Since when nobody can tell, and why; `None` while we see.
    pub blind: Option<(Timestamp, String)>,
    /// The same reason in one word, such as `refused`.
    pub blind_word: Option<String>,
    /// When it is looked at next.
    pub due_at: Timestamp,
    /// Looks in a row that came to nothing.
    pub failures: i64,
    /// When its format was last found out.
    pub detected_at: Option<Timestamp>,
    /// When we stopped following it; its archive stays.
    pub left_at: Option<Timestamp>,
    /// Since when we follow it.
    pub created_at: Timestamp,
    /// When anything of it last changed.
    pub updated_at: Timestamp,
}

impl Provider {
    /// How its page is read, where that is known.
    #[must_use]
    pub fn form(&self) -> Option<&'static Form> {
        self.form.as_deref().and_then(form)
    }

    /// What its reader must be told.
    #[must_use]
    pub fn context(&self, now: Timestamp, locales: &[Locale]) -> Context {
        Context {
            now,
            place: self.place.clone(),
            name: self.name.clone(),
            locale: self.locale.clone(),
            locales: locales.to_vec(),
            zone: self.zone.clone(),
            selectors: self.selectors.clone(),
            is_empty_clear: self.is_empty_clear,
        }
    }
}

/// A component or group of a provider.
#[derive(Clone, Debug)]
pub struct Part {
    /// Ours, inside.
    pub id: ProviderPartId,
    /// As programs see it.
    pub public_id: PublicId,
    /// The source's own id.
    pub external_id: String,
    /// Its name per locale.
    pub name: LocalizedText,
    /// The group that it stands in, by name.
    pub group: Option<String>,
    /// The region that it stands for.
    pub region: Option<String>,
    /// True for a group.
    pub is_group: bool,
    /// Its place on the page.
    pub position: i64,
    /// How it is.
    pub status: ComponentStatus,
    /// In its own word.
    pub status_raw: Option<String>,
    /// Since when we see it so.
    pub status_since: Timestamp,
    /// When the source stopped listing it.
    pub gone_at: Option<Timestamp>,
    /// Since when we know it.
    pub created_at: Timestamp,
}

/// A stretch in which a provider, or a part of it, was not operational or nobody could tell, as we saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The part; `None` for the provider as a whole.
    pub part: Option<ProviderPartId>,
    /// How it was.
    pub status: ComponentStatus,
    /// From when.
    pub from: Timestamp,
    /// Until when; `None` while it goes on.
    pub until: Option<Timestamp>,
}

/// An incident or a maintenance in a provider's archive.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Ours, inside.
    pub id: ProviderIncidentId,
    /// Whose.
    pub provider: ProviderId,
    /// As it stands in our addresses.
    pub public_id: PublicId,
    /// Incident or maintenance.
    pub kind: RecordKind,
    /// Where it stands.
    pub status: Option<UpdateStatus>,
    /// How bad, in our words.
    pub impact: Option<Impact>,
    /// Whether it is under way.
    pub is_open: bool,
    /// What orders it: when it began, else when it was first told, else its place in the list that told it, else when we first
    /// saw it.
    pub dated_at: Timestamp,
    /// Where no source dates it: between what it stands in the list that told it.
    pub between: Between,
    /// How long it was broken by what its text states; `None` where it does not.
    pub impact_length: Option<SignedDuration>,
    /// How long it was spoken of.
    pub told_length: Option<SignedDuration>,
    /// The first and the last post.
    pub posts: Option<(Timestamp, Timestamp)>,
    /// When the source was told that it is over.
    pub resolved_at: Option<Timestamp>,
    /// Whether a write-up was published.
    pub has_postmortem: bool,
    /// The languages of its texts.
    pub locales: Vec<Locale>,
    /// How often it changed, from 1.
    pub version: i64,
    /// The whole of it.
    pub notice: Notice,
    /// When we first saw it.
    pub seen_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When it was noticed that the source has it no more.
    pub gone_at: Option<Timestamp>,
}

/// Between which neighbours something undated stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// The older one.
    pub after: Option<Timestamp>,
    /// The newer one.
    pub before: Option<Timestamp>,
}

/// What an entry said at one time.
#[derive(Clone, Debug)]
pub struct Version {
    /// From 1.
    pub version: i64,
    /// When we saw it so.
    pub seen_at: Timestamp,
    /// The whole of it.
    pub notice: Notice,
}

/// How much is kept of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Archive {
    /// Incidents and maintenances.
    pub entries: i64,
    /// How far back they go.
    pub since: Option<Timestamp>,
    /// Addresses of its history that are still to be asked.
    pub history_waiting: i64,
    /// Raw replies.
    pub replies: i64,
    /// Their bytes, packed.
    pub replies_bytes: i64,
}
