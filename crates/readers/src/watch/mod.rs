//! Other people's status pages as they stand now: replies of one look become what the provider says.
//!
//! Read in order: [`Form`] and [`FORMS`] (a format: whom to ask and how to read it; one file and one line each), [`Ask`] and
//! [`Reply`], [`Seen`] (what a reply says), [`Blind`] (a reply that is not the page), [`notice`] (an incident in the common
//! shape), [`condition`] (how the provider is, out of all that was seen), [`detect`] (which format a page is), [`lengths`], [`archive`] (a saved history).
//!
//! A reply that is not what its format promises is [`Blind`], never an empty page: nobody is told that all is well because
//! something else answered. Words that nobody knows are kept beside what we make of them.
//! Deliberately absent: fetching, storing, when to ask again; and the clock, which comes in as a value.

mod apple;
pub mod archive;
mod aws;
mod azure;
mod beffroi;
mod betterstack;
mod cachet;
mod checkly;
mod compatible;
pub mod condition;
mod cstate;
pub mod detect;
mod feed;
mod gatus;
mod google;
mod heroku;
mod html;
mod incidentio;
mod instatus;
pub mod lengths;
pub mod links;
pub mod notice;
mod paypal;
mod rootly;
mod salesforce;
mod slack;
mod statusio;
mod statuspage;
mod statuspal;
mod upptime;
mod uptimekuma;
mod value;
mod yandex;

use std::borrow::Cow;

use beffroi_domain::{ComponentStatus, Locale};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::door::{ComponentFacts, PageFacts, Told};

/// A format of status page: whom to ask, and how to read what comes.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// The one word for it, in tables, files and on the command line.
    pub word: &'static str,
    /// What its maker calls it.
    pub label: &'static str,
    /// Hosts that tell it: a whole host, or the end of one with a `.` before it. A form that names whole hosts is at home
    /// on its hosts alone; all others may stand anywhere, and are looked for there.
    pub hosts: &'static [&'static str],
    /// Whom to ask, given where the page is. The first is needed: without it nothing is known.
    pub asks: fn(&Place) -> Vec<Ask>,
    /// Whether a reply to the first ask, or the page itself, is of this format.
    pub is_of: fn(&Reply<'_>) -> bool,
    /// Finds on the page itself what `asks` cannot do without: a key, or where programs ask. The place as it is then;
    /// `None` where there is nothing to find. [`nothing_to_find`] for most.
    pub locate: fn(&Place, &Reply<'_>) -> Option<Place>,
    /// Reads a reply to one of the asks.
    pub read: fn(&Reply<'_>, &Context) -> Result<Seen, Blind>,
}

/// All formats, in the order in which they are asked where nothing else tells.
pub const FORMS: &[Form] = &[
    // Ours, incident.io and others answer as Statuspage does, so it comes after them; what has no data of its own is last.
    beffroi::FORM,
    incidentio::FORM,
    instatus::FORM,
    betterstack::FORM,
    statusio::FORM,
    statuspal::FORM,
    checkly::FORM,
    cstate::FORM,
    rootly::FORM,
    cachet::FORM,
    google::FORM,
    aws::FORM,
    azure::FORM,
    slack::FORM,
    heroku::FORM,
    salesforce::FORM,
    apple::FORM,
    paypal::FORM,
    yandex::FORM,
    statuspage::FORM,
    upptime::FORM,
    uptimekuma::FORM,
    gatus::FORM,
    feed::FORM,
    html::FORM,
];

/// The format that a word names.
#[must_use]
pub fn form(word: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.word == word)
}

/// For forms that need no more than the page's address.
#[must_use]
pub fn nothing_to_find(_: &Place, _: &Reply<'_>) -> Option<Place> {
    None
}

/// Where a page is, as far as it was found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The official page, as people open it; without a `/` at its end.
    pub page: String,
    /// Where programs ask, where that is elsewhere; without a `/` at its end.
    pub source: Option<String>,
    /// What the maker calls this page, where an address needs it: status.io's id, Uptime Kuma's slug.
    pub key: Option<String>,
}

impl Place {
    /// A page of which nothing else is known.
    #[must_use]
    pub fn of(page: &str) -> Self {
        Self {
            page: page.trim_end_matches('/').to_owned(),
            ..Self::default()
        }
    }

    /// Where programs ask.
    #[must_use]
    pub fn base(&self) -> &str {
        self.source.as_deref().unwrap_or(&self.page)
    }

    /// Where programs ask a provider that has one address for all: there, whatever address people open, but for a source
    /// that was set by hand.
    #[must_use]
    pub fn pinned(&self, address: &'static str) -> &str {
        self.source.as_deref().unwrap_or(address)
    }

    /// An ask below [`Place::base`]; `path` begins with `/`.
    #[must_use]
    pub fn ask(&self, role: &'static str, path: &str, often: Often) -> Ask {
        Ask {
            role: role.to_owned(),
            url: format!("{}{path}", self.base()),
            often,
        }
    }
}

/// One address to ask, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Which of its form's replies comes; [`Form::read`] goes by it.
    pub role: String,
    /// The address.
    pub url: String,
    /// How often.
    pub often: Often,
}

/// How often something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Often {
    /// At every look.
    Always,
    /// Now and then: what changes by the day.
    Seldom,
    /// Once, going back through history; what follows from it comes in [`Seen::more`].
    Once,
}

/// What came back.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// The role of what was asked; `page` for the page itself, as people see it.
    pub role: &'a str,
    /// Where it came from in the end, redirects followed.
    pub url: &'a str,
    /// Names in lower case, and values.
    pub headers: &'a [(String, String)],
    /// The body, unpacked.
    pub body: &'a [u8],
}

impl Reply<'_> {
    /// A header's value; its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The host that answered, in lower case.
    #[must_use]
    pub fn host(&self) -> String {
        host_of(self.url)
    }

    /// The body as text: UTF-16 of either kind where a mark says so, else UTF-8. What is no text becomes the sign for it.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        let units = |bytes: &[u8], of: fn([u8; 2]) -> u16| -> String {
            let pairs = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
            let pairs: Vec<u16> = pairs.collect();
            String::from_utf16_lossy(&pairs)
        };
        match self.body {
            [0xfe, 0xff, rest @ ..] => Cow::Owned(units(rest, u16::from_be_bytes)),
            [0xff, 0xfe, rest @ ..] => Cow::Owned(units(rest, u16::from_le_bytes)),
            [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
            body => String::from_utf8_lossy(body),
        }
    }

    /// Whether these bytes stand in the body.
    #[must_use]
    pub fn has(&self, mark: &[u8]) -> bool {
        self.body.windows(mark.len()).any(|window| window == mark)
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// [`Blind`], saying whether a web page came instead, or what is wrong where.
    pub fn json(&self) -> Result<serde_json::Value, Blind> {
        let text = self.text();
        serde_json::from_str(&text).map_err(|error| {
            let head = text.trim_start();
            if head.starts_with('<') {
                Blind::of("a web page came where data was asked for")
            } else if head.is_empty() {
                Blind::of("an empty answer came")
            } else {
                Blind::of(format!("it is no JSON: {error}"))
            }
        })
    }
}

/// The host of an address, in lower case; empty where there is none.
#[must_use]
pub fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    host.to_lowercase()
}

/// What a reader must be told because the source may not say it.
#[derive(Clone, Debug)]
pub struct Context {
    /// Now: what is planned for later is not under way.
    pub now: Timestamp,
    /// Where the page is.
    pub place: Place,
    /// The provider's name.
    pub name: String,
    /// The language of a text that nothing else tells.
    pub locale: Locale,
    /// The languages that a text can fall apart into.
    pub locales: Vec<Locale>,
    /// The zone of times that name none.
    pub zone: TimeZone,
    /// What each needs for pages that have no format of their own: selectors of HTML, by name.
    pub selectors: std::collections::BTreeMap<String, String>,
    /// Whether an empty list of what is open means that all is well; where a format leaves it open, `true` only if
    /// the catalogue says so.
    pub is_empty_clear: bool,
}

/// What one reply says. Those of one look are put together by [`Seen::join`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// The page as it describes itself.
    pub page: PageFacts,
    /// How it says that it is, as a whole; `None` where it does not.
    pub state: Option<Stated>,
    /// Its components and groups.
    pub parts: Vec<Part>,
    /// Its incidents and maintenances.
    pub notices: Vec<Notice>,
    /// True where `notices` are all that is open: what was open and is not here is over.
    pub lists_all_open: bool,
    /// True where the planned work in `notices` is all there is: what was under way and is not here is over. Lists of
    /// incidents alone do not say so.
    pub lists_planned: bool,
    /// Everything that was told since then is here: what is missing was taken back.
    pub covers_since: Option<Timestamp>,
    /// Something that was asked beside did not answer: what is missing says nothing.
    pub is_partial: bool,
    /// Words that nobody knows, each as `field: word`.
    pub unknown: Vec<String>,
    /// What else there is to ask, going back through history.
    pub more: Vec<Ask>,
}

/// How a page says that it is, as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// In our words.
    pub status: ComponentStatus,
    /// In its own.
    pub raw: String,
}

/// A component or group, as it stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What it is; `status` is `None` where nothing says it.
    pub facts: ComponentFacts,
    /// Its status in the source's own word.
    pub raw: Option<String>,
    /// The region that it stands for, where the source tells regions apart.
    pub region: Option<String>,
}

/// An incident or a maintenance as a provider tells it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notice {
    /// What it says, in the shape that every source of ours has. `record.external_id` is always there.
    pub told: Told,
    /// How bad it is in the source's own word.
    pub severity_raw: Option<String>,
    /// Where it stands in the source's own word.
    pub status_raw: Option<String>,
    /// The regions that the source lists as affected; those that only its prose mentions are not here.
    pub regions: Vec<String>,
    /// True where the source has no titles, and ours is made of kind and service.
    pub is_title_made: bool,
}

/// Why a reply says nothing: it is not the page. The provider is unknown then, neither well nor broken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Blind {
    /// One sentence for a person.
    pub reason: String,
}

impl Blind {
    /// For this reason.
    #[must_use]
    pub fn of(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
        }
    }
}

impl Seen {
    /// Keeps a word that nobody knows, once.
    pub fn wonder(&mut self, field: &str, word: &str) {
        let said = format!("{field}: {word}");
        if !self.unknown.contains(&said) {
            self.unknown.push(said);
        }
    }

    /// Whether this word is one that nobody knows.
    #[must_use]
    pub fn wonders_at(&self, word: &str) -> bool {
        let said = |known: &String| {
            known
                .strip_suffix(word)
                .is_some_and(|rest| rest.ends_with(": "))
        };
        self.unknown.iter().any(said)
    }

    /// What a word comes to; one that nobody knows is kept, and comes to `floor`, as does none at all.
    pub fn mean<T>(&mut self, field: &str, word: &str, known: Option<T>, floor: T) -> T {
        known.unwrap_or_else(|| {
            if !word.is_empty() {
                self.wonder(field, word);
            }
            floor
        })
    }

    /// Takes over what another reply of the same look says. What was told first stands; what is missing in it is filled.
    pub fn join(&mut self, other: Self) {
        let Self {
            page,
            state,
            parts,
            notices,
            lists_all_open,
            lists_planned,
            covers_since,
            is_partial,
            unknown,
            more,
        } = other;
        self.is_partial |= is_partial;
        fill(&mut self.page.external_id, page.external_id);
        fill(&mut self.page.name, page.name);
        fill(&mut self.page.url, page.url);
        fill(&mut self.page.zone, page.zone);
        fill(&mut self.page.updated_at, page.updated_at);
        fill(&mut self.state, state);
        for part in parts {
            self.join_part(part);
        }
        for notice in notices {
            self.join_notice(notice);
        }
        self.lists_all_open |= lists_all_open;
        self.lists_planned |= lists_planned;
        self.covers_since = [self.covers_since, covers_since]
            .into_iter()
            .flatten()
            .min();
        for word in unknown {
            if !self.unknown.contains(&word) {
                self.unknown.push(word);
            }
        }
        self.more.extend(more);
    }

    fn join_part(&mut self, part: Part) {
        let id = &part.facts.external_id;
        let Some(known) = self
            .parts
            .iter_mut()
            .find(|one| one.facts.external_id == *id)
        else {
            self.parts.push(part);
            return;
        };
        if known.facts.name_raw.is_empty() {
            known.facts.name_raw = part.facts.name_raw;
            known.facts.name = part.facts.name;
        }
        fill(&mut known.facts.status, part.facts.status);
        fill(&mut known.facts.group_id, part.facts.group_id);
        fill(&mut known.facts.group_name, part.facts.group_name);
        fill(&mut known.raw, part.raw);
        fill(&mut known.region, part.region);
        fill(&mut known.facts.position, part.facts.position);
    }

    /// The same incident in two replies is told by the one that says more.
    fn join_notice(&mut self, notice: Notice) {
        let id = &notice.told.record.external_id;
        let same = self.notices.iter_mut().find(|one| {
            one.told.record.external_id == *id && one.told.record.kind == notice.told.record.kind
        });
        match same {
            Some(known) if known.told.record.updates.len() >= notice.told.record.updates.len() => {}
            Some(known) => *known = notice,
            None => self.notices.push(notice),
        }
    }
}

fn fill<T>(known: &mut Option<T>, other: Option<T>) {
    if known.is_none() {
        *known = other;
    }
}

/// The form whose hosts name this one.
#[must_use]
pub fn form_by_host(host: &str) -> Option<&'static Form> {
    let is_named = |name: &&str| host == *name || host.ends_with(*name) && name.starts_with('.');
    FORMS.iter().find(|form| form.hosts.iter().any(is_named))
}
