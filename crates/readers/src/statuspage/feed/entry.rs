//! One entry of a feed, as an incident's fields: Statuspage's own HTML taken apart, anybody else's
//! kept whole.
//!
//! Read in order: [`Entry`], [`native`]. Deliberately absent: components and impact, which are not
//! in a feed.

use std::sync::LazyLock;

use feed_rs::model;
use jiff::{Timestamp, tz::TimeZone};
use regex::Regex;

use super::stamp::{self, Resolved, Stamp};
use crate::{
    record::{Inferred, WhenPrecision},
    statuspage::{
        entity, html,
        incident::{Native, NativeUpdate},
    },
};

/// What a feed's entry says, whatever kind of feed it is.
pub struct Entry {
    pub id: Option<String>,
    pub link: Option<String>,
    pub title: String,
    pub html: String,
    /// When it was last told of; of planned work its beginning. Never a start.
    pub published: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    /// What it is filed under.
    pub categories: Vec<String>,
}

/// An entry as an incident, with what it could not say.
pub struct Told {
    pub native: Native,
    /// True where it is written as Statuspage writes it.
    pub is_statuspage: bool,
    /// The offset of its stamps, where it has any.
    pub zone: Option<TimeZone>,
    /// Stamps that have no reading, as written.
    pub unread: Vec<String>,
}

static UPDATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?is)<p>\s*<small>(?P<stamp>.{1,300}?)</small>\s*<br\s*/?>\s*",
        r"<strong>(?P<label>[^<]{1,40})</strong>\s*-\s*",
    ))
    .expect("a literal pattern")
});

static PLAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?is)<strong>\s*THIS IS A SCHEDULED EVENT\s+(?P<stretch>.{1,300}?)</strong>")
        .expect("a literal pattern")
});

impl Entry {
    /// The parts that we read of a parsed entry.
    pub fn of(entry: model::Entry) -> Self {
        let alternate =
            |link: &&model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
        let link = entry
            .links
            .iter()
            .find(alternate)
            .map(|link| link.href.clone());
        let body = entry.content.and_then(|content| content.body);
        Self {
            id: Some(entry.id).filter(|id| !id.is_empty()),
            link,
            title: entry
                .title
                .map(|title| entity::unescape(title.content.trim()))
                .unwrap_or_default(),
            html: body
                .or_else(|| entry.summary.map(|text| text.content))
                .unwrap_or_default(),
            published: entry.published.and_then(|at| instant(at.timestamp())),
            updated: entry.updated.and_then(|at| instant(at.timestamp())),
            categories: entry.categories.into_iter().map(|one| one.term).collect(),
        }
    }

    /// The incident's own id: the end of Statuspage's link, else the entry's id.
    fn external_id(&self) -> Option<String> {
        let in_link = self.link.as_deref().and_then(|link| {
            let (_, id) = link.split_once("/incidents/")?;
            let id = id.split(['/', '?', '#']).next()?;
            (!id.is_empty()).then(|| id.to_owned())
        });
        in_link
            .or_else(|| self.id.clone())
            .or_else(|| self.link.clone())
    }
}

/// Whether it is written as Statuspage writes its own.
pub fn is_statuspage(entry: &Entry) -> bool {
    !parts(&entry.html).is_empty()
}

/// The entry as an incident; `page` is the zone of stamps that name none.
pub fn native(entry: &Entry, page: &TimeZone) -> Told {
    let parts = parts(&entry.html);
    let is_statuspage = !parts.is_empty();
    let stamps: Vec<_> = parts
        .iter()
        .map(|part| {
            (
                Stamp::read(&part.stamp),
                part.status.as_deref() == Some("postmortem"),
            )
        })
        .collect();
    let resolved = stamp::resolve(&stamps, entry.published.or(entry.updated), page);
    let zone = resolved
        .iter()
        .flatten()
        .next()
        .map(|one| one.offset.to_time_zone());
    let unread = parts
        .iter()
        .zip(&resolved)
        .filter(|(_, resolved)| resolved.is_none())
        .map(|(part, _)| part.stamp.clone())
        .collect();
    let mut native = bare(entry);
    native.updates = if is_statuspage {
        updates(&parts, resolved)
    } else {
        vec![whole(entry)]
    };
    native.status = native
        .updates
        .first()
        .and_then(|update| update.status.clone());
    plan(entry, page, &mut native);
    Told {
        native,
        is_statuspage,
        zone,
        unread,
    }
}

/// One update as the HTML has it.
struct Part<'a> {
    stamp: String,
    /// The status's word; `None` for "Update", where the status did not change.
    status: Option<String>,
    body: &'a str,
}

fn parts(html: &str) -> Vec<Part<'_>> {
    let found: Vec<_> = UPDATE.captures_iter(html).collect();
    let begins = |at: usize| {
        found
            .get(at)
            .and_then(|one| one.get(0))
            .map(|one| one.range())
    };
    (0..found.len())
        .filter_map(|at| {
            let end = begins(at + 1).map_or(html.len(), |next| next.start);
            let label = found[at]["label"]
                .trim()
                .to_lowercase()
                .replace([' ', '-'], "_");
            Some(Part {
                stamp: html::to_markdown(&found[at]["stamp"]),
                status: Some(label).filter(|label| label != "update"),
                body: html.get(begins(at)?.end..end)?,
            })
        })
        .collect()
}

fn updates(parts: &[Part<'_>], resolved: Vec<Option<Resolved>>) -> Vec<NativeUpdate> {
    let mut updates: Vec<_> = parts
        .iter()
        .zip(resolved)
        .map(|(part, resolved)| NativeUpdate {
            id: None,
            status: part.status.clone(),
            is_status_inferred: part.status.is_none(),
            body: html::to_markdown(part.body.trim_end().trim_end_matches("</p>")),
            at: resolved.as_ref().map(|one| one.at),
            precision: WhenPrecision::Minute,
            inferred: resolved.map(|one| one.inferred).unwrap_or_default(),
            changes: Vec::new(),
        })
        .collect();
    // "Update" repeats the status before it; the list is newest first.
    let mut before: Option<String> = None;
    for update in updates.iter_mut().rev() {
        match &update.status {
            Some(status) => before = Some(status.clone()),
            None => update.status.clone_from(&before),
        }
    }
    updates
}

/// Somebody else's entry: one text, of no known status.
fn whole(entry: &Entry) -> NativeUpdate {
    NativeUpdate {
        id: None,
        status: None,
        is_status_inferred: false,
        body: html::text_of(&entry.html),
        at: entry.published.or(entry.updated),
        precision: WhenPrecision::Exact,
        inferred: Vec::new(),
        changes: Vec::new(),
    }
}

fn plan(entry: &Entry, page: &TimeZone, native: &mut Native) {
    let stretch = PLAN
        .captures(&entry.html)
        .and_then(|found| Stamp::read_stretch(&html::to_markdown(&found["stretch"])));
    let Some((from, to)) = stretch else {
        return;
    };
    // Dated by its own beginning, an entry gives its plan's year; the end comes after it.
    let from = stamp::resolve(&[(Some(from), false)], entry.published, page).remove(0);
    let to = stamp::resolve(&[(Some(to), true)], from.as_ref().map(|from| from.at), page).remove(0);
    native.scheduled_for = from.map(|from| from.at);
    native.scheduled_until = to.map(|to| to.at);
}

fn bare(entry: &Entry) -> Native {
    Native {
        id: entry.external_id(),
        name: entry.title.clone(),
        status: None,
        impact: None,
        shortlink: entry.link.clone(),
        created_at: None,
        updated_at: entry.updated,
        started_at: None,
        resolved_at: None,
        ended_at: None,
        scheduled_for: None,
        scheduled_until: None,
        updates: Vec::new(),
        components: Vec::new(),
    }
}

/// True where an update states the status of planned work.
pub fn is_planned(native: &Native) -> bool {
    let planned = ["scheduled", "in_progress", "verifying", "completed"];
    native.scheduled_for.is_some()
        || native
            .updates
            .iter()
            .filter_map(|update| update.status.as_deref())
            .any(|word| planned.contains(&word))
}

/// What of an entry's times was concluded, gathered from its updates.
pub fn inferred(native: &Native) -> Vec<Inferred> {
    let mut all: Vec<Inferred> = native
        .updates
        .iter()
        .flat_map(|update| update.inferred.iter().copied())
        .collect();
    all.sort();
    all.dedup();
    all
}

fn instant(seconds: i64) -> Option<Timestamp> {
    Timestamp::from_second(seconds).ok()
}
