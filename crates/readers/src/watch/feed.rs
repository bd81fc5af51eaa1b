//! Any feed: RSS, Atom or JSON Feed, read as far as it goes and no further.
//!
//! Statuspage's own entries are read as imports read them. In others the state is looked for where writers put it: a bold
//! word or a heading, a category, the beginning of the title. A feed that says no state states none. One item an incident, or
//! one an update: those that share a link up to its `#`, or a key up to its last number, are one incident.
//!
//! What an empty feed means is not the same for all, so it means nothing unless the catalogue says that all is well then.
//! Source: recordings of several makers' feeds.

use std::{cmp::Reverse, sync::LazyLock};

use jiff::{SignedDuration, Timestamp};
use regex::Regex;

use super::{
    Ask, Blind, Context, Form, Notice, Often, Place, Reply, Seen, nothing_to_find,
    notice::{self, Raw, Saying, options},
};
use crate::{
    door::Item,
    statuspage::feed::{self, entry::Entry},
};

pub(super) const FORM: Form = Form {
    word: "feed",
    label: "a feed",
    hosts: &[],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

/// How far apart two items of one service may be and still be of one incident.
const APART: SignedDuration = SignedDuration::from_hours(3 * 24);

fn asks(place: &Place) -> Vec<Ask> {
    vec![place.ask("feed", "", Often::Always)]
}

fn is_of(reply: &Reply<'_>) -> bool {
    reply.role != "page"
        && feed::whole(reply.text().as_bytes()).is_ok_and(|(page, _)| page.name.is_some())
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    if reply.role != "feed" {
        return Err(Blind::of("a feed answers nothing else"));
    }
    let (page, entries) = feed::whole(reply.text().as_bytes())
        .map_err(|reason| Blind::of(format!("it is no feed: {reason}")))?;
    if page.name.is_none() {
        return Err(Blind::of("a feed without a title is anybody's"));
    }
    if entries.is_empty() && !context.is_empty_clear {
        return Err(Blind::of(
            "the feed is empty, which does not mean here that all is well",
        ));
    }
    let name = page.name.clone();
    let mut seen = Seen {
        page,
        ..Seen::default()
    };
    let mut loose: Vec<Piece> = Vec::new();
    for (ordinal, entry) in (1..).zip(entries) {
        if feed::is_statuspage(&entry) {
            let item = feed::tell(reply.url, name.clone(), &options(context), &entry, ordinal);
            seen.notices.extend(own(item));
        } else {
            loose.push(Piece::of(entry));
        }
    }
    for (ordinal, items) in (1..).zip(gathered(loose)) {
        let raw = raw(&items, &mut seen);
        seen.notices
            .push(notice::tell_or_demote(raw, context, ordinal));
    }
    // A feed in which each says where it stands lists what is open; one in which some do not, does not.
    seen.lists_all_open = seen.notices.iter().all(|one| one.told.status.is_some());
    Ok(seen)
}

fn own(item: Item) -> Option<Notice> {
    match item {
        Item::Incident(told) | Item::Maintenance(told) => Some(Notice {
            status_raw: told.status.map(|status| status.as_str().to_owned()),
            told: *told,
            ..Notice::default()
        }),
        _ => None,
    }
}

/// One item of somebody's feed.
struct Piece {
    entry: Entry,
    /// What all items of an incident share.
    key: String,
    /// How it is told from the next incident of the same key.
    sort: Sort,
    at: Option<Timestamp>,
    signs: Signs,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// One item an incident.
    Whole,
    /// One item an update, all with the address of the incident.
    Update,
    /// One item an update, all with the key of the service.
    OfService,
}

/// What an item says of its state, and how bad it is, in its own words and ours.
#[derive(Clone, Default)]
struct Signs {
    status: Option<&'static str>,
    status_raw: Option<String>,
    impact: Option<&'static str>,
    severity_raw: Option<String>,
    unknown: Vec<String>,
}

impl Piece {
    fn of(entry: Entry) -> Self {
        let (key, sort) = key(&entry);
        Self {
            at: entry.published.or(entry.updated),
            signs: Signs::of(&entry),
            entry,
            key,
            sort,
        }
    }
}

/// `…/incident/7#update-2` is of `…/incident/7`; `…/#mail-eu_1785340800` is of the service `mail-eu`.
fn key(entry: &Entry) -> (String, Sort) {
    let named = [entry.id.as_deref(), entry.link.as_deref()];
    for name in named.into_iter().flatten() {
        let Some((before, fragment)) = name.split_once('#') else {
            continue;
        };
        let path = before.split_once("://").map_or(before, |(_, rest)| rest);
        let has_path = path.split_once('/').is_some_and(|(_, path)| path.len() > 1);
        let number = fragment.rsplit_once('_');
        let number = number
            .filter(|(_, end)| end.len() >= 9 && end.bytes().all(|byte| byte.is_ascii_digit()));
        match number {
            Some((service, _)) => return (service.to_owned(), Sort::OfService),
            None if has_path => return (before.to_owned(), Sort::Update),
            None => {}
        }
    }
    let whole = entry.id.clone().or_else(|| entry.link.clone());
    (whole.unwrap_or_else(|| entry.title.clone()), Sort::Whole)
}

/// The items of each incident, newest first, in the order of the feed.
fn gathered(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let same = groups.iter_mut().find(|group| group[0].key == piece.key);
        match same {
            Some(group) => group.push(piece),
            None => groups.push(vec![piece]),
        }
    }
    groups.into_iter().flat_map(parted).collect()
}

/// A service's items fall apart into incidents: where one is over, or a long time passes, the next begins.
fn parted(mut group: Vec<Piece>) -> Vec<Vec<Piece>> {
    group.sort_by_key(|piece| piece.at);
    let mut parts: Vec<Vec<Piece>> = Vec::new();
    for piece in group {
        let last = parts.last().and_then(|part| part.last());
        let begins_anew = last.is_none_or(|last| {
            let is_over = last.signs.status == Some("resolved");
            let gap = piece
                .at
                .zip(last.at)
                .map(|(at, before)| at.duration_since(before));
            piece.sort == Sort::OfService && (is_over || gap.is_some_and(|gap| gap > APART))
        });
        match parts.last_mut().filter(|_| !begins_anew) {
            Some(part) => part.push(piece),
            None => parts.push(vec![piece]),
        }
    }
    for part in &mut parts {
        part.reverse();
    }
    parts.reverse();
    parts
}

/// An incident of its items, newest first.
fn raw(items: &[Piece], seen: &mut Seen) -> Raw {
    let (newest, first) = (&items[0], &items[items.len() - 1]);
    for word in items.iter().flat_map(|item| &item.signs.unknown) {
        if !seen.unknown.contains(word) {
            seen.unknown.push(word.clone());
        }
    }
    let status = items.iter().find_map(|item| item.signs.status);
    let is_planned = items.iter().any(|item| {
        matches!(
            item.signs.status,
            Some("scheduled" | "in_progress" | "verifying" | "completed")
        )
    });
    let id = match newest.sort {
        Sort::OfService => first.entry.id.clone().unwrap_or_else(|| first.key.clone()),
        Sort::Whole | Sort::Update => newest.key.clone(),
    };
    let sayings = |item: &Piece| match items.len() {
        1 => inner(item),
        _ => vec![saying(item)],
    };
    let updates: Vec<Saying> = items.iter().flat_map(sayings).collect();
    Raw {
        id,
        title: bare(&newest.entry.title).to_owned(),
        is_maintenance: is_planned,
        status: status.map(|word| match (word, is_planned) {
            ("resolved", true) => "completed",
            (word, _) => word,
        }),
        status_raw: items.iter().find_map(|item| item.signs.status_raw.clone()),
        impact: items
            .iter()
            .find_map(|item| item.signs.impact)
            .filter(|_| !is_planned),
        severity_raw: items
            .iter()
            .find_map(|item| item.signs.severity_raw.clone()),
        url: newest.entry.link.clone(),
        updated_at: updates.iter().filter_map(|said| said.at).max(),
        updates,
        ..Raw::default()
    }
}

fn saying(item: &Piece) -> Saying {
    Saying {
        status: item.signs.status,
        at: item.at,
        body: item.entry.html.clone(),
        ..Saying::default()
    }
}

static DATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?is)<(?:strong|b)>\s*(?P<when>\w{3},\s*\d{1,2}\s+\w{3}\s+\d{4}[^<]{0,24})</(?:strong|b)>",
        r"(?:\s|</?p>|<br\s*/?>)*<h\d[^>]*>(?P<label>[^<]{1,40})</h\d>",
    ))
    .expect("a literal pattern")
});

/// What was said within one item: under a bold date and a heading each; else the item as one text.
fn inner(item: &Piece) -> Vec<Saying> {
    let html = &item.entry.html;
    let found: Vec<_> = DATED.captures_iter(html).collect();
    let begins = |at: usize| {
        found
            .get(at)
            .and_then(|one| one.get(0))
            .map(|one| one.range())
    };
    let parts = found.iter().enumerate().filter_map(|(at, one)| {
        let end = begins(at + 1).map_or(html.len(), |next| next.start);
        let when = jiff::fmt::rfc2822::parse(one["when"].trim()).ok()?;
        Some(Saying {
            status: status_of(&one["label"]),
            at: Some(when.timestamp()),
            body: html.get(begins(at)?.end..end)?.to_owned(),
            ..Saying::default()
        })
    });
    let mut parts: Vec<Saying> = parts.collect();
    parts.sort_by_key(|said| Reverse(said.at));
    match parts.is_empty() {
        true => vec![saying(item)],
        false => parts,
    }
}

static STATUS: LazyLock<Regex> = LazyLock::new(|| pattern("(?:current )?(?:status|state)"));
static SEVERITY: LazyLock<Regex> = LazyLock::new(|| pattern("severity"));
static MARKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?is)<(?:strong|b|h[1-6])[^>]*>\s*(?P<word>[a-z][a-z _-]{2,30}?)\s*[:.]?\s*</")
        .expect("a literal pattern")
});

/// `Status: RESOLVED`, with or without tags between.
fn pattern(label: &str) -> Regex {
    let tags = r"(?:\s|</?\w+[^<>]{0,80}>)*";
    let text =
        format!(r"(?i)\b(?:{label})\s*:{tags}(?P<word>[a-z][a-z_-]{{2,30}}(?: [a-z]{{2,12}})?)");
    Regex::new(&text).expect("a literal pattern")
}

impl Signs {
    fn of(entry: &Entry) -> Self {
        let mut signs = Self::default();
        let labelled = |pattern: &Regex| {
            let found = pattern.captures(&entry.html)?;
            let word = found["word"].trim().to_owned();
            // A sentence may follow the word without a stop between.
            let first = word.split(' ').next().unwrap_or_default();
            let is_known = |word: &str| status_of(word).is_some() || impact_of(word).is_some();
            Some(if !is_known(&word) && is_known(first) {
                first.to_owned()
            } else {
                word
            })
        };
        if let Some(word) = labelled(&STATUS) {
            signs.status(&word, true);
        }
        if let Some(word) = labelled(&SEVERITY) {
            signs.severity(&word, true);
        }
        let marked = MARKED
            .captures_iter(&entry.html)
            .map(|found| found["word"].to_owned());
        for word in marked.chain(entry.categories.iter().cloned()) {
            signs.status(&word, false);
            signs.severity(&word, false);
        }
        if let Some(word) = leading(&entry.title) {
            signs.status(word, false);
            signs.severity(word, false);
        }
        signs
    }

    /// The first word of a state that is known counts; one that stands where a state is promised is kept, known or not.
    fn status(&mut self, word: &str, is_labelled: bool) {
        if self.status.is_some() {
            return;
        }
        self.status = status_of(word);
        if self.status.is_some() || is_labelled {
            self.status_raw = Some(word.to_owned());
        }
        if self.status.is_none() && is_labelled {
            self.unknown.push(format!("status: {word}"));
        }
    }

    fn severity(&mut self, word: &str, is_labelled: bool) {
        if self.impact.is_some() {
            return;
        }
        self.impact = impact_of(word);
        // Said of what is over; of what is not, it says nothing.
        if is_labelled && ["available", "operational"].contains(&word.to_lowercase().as_str()) {
            self.severity_raw = Some(word.to_owned());
            return;
        }
        if self.impact.is_none() && is_labelled {
            self.unknown.push(format!("severity: {word}"));
            self.impact = Some("minor");
        }
        if self.impact.is_some() {
            self.severity_raw = Some(word.to_owned());
        }
    }
}

fn status_of(word: &str) -> Option<&'static str> {
    match word.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
        "investigating" => Some("investigating"),
        "identified" => Some("identified"),
        "monitoring" | "watching" => Some("monitoring"),
        "resolved" | "fixed" | "closed" | "service_is_operating_normally" => Some("resolved"),
        "postmortem" => Some("postmortem"),
        "scheduled" | "planned" => Some("scheduled"),
        "in_progress" => Some("in_progress"),
        "verifying" => Some("verifying"),
        "completed" => Some("completed"),
        _ => None,
    }
}

fn impact_of(word: &str) -> Option<&'static str> {
    match word.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
        "unavailable" | "outage" | "major_outage" | "down" | "critical" | "service_disruption" => {
            Some("critical")
        }
        "partial_outage" | "major" => Some("major"),
        "degraded"
        | "degraded_performance"
        | "minor"
        | "performance_issues"
        | "informational_message" => Some("minor"),
        "none" => Some("none"),
        _ => None,
    }
}

/// What a title begins with: `[Resolved] …`, `Service disruption: …`.
fn leading(title: &str) -> Option<&str> {
    let title = title.trim_start();
    if let Some(rest) = title.strip_prefix('[') {
        return rest.split_once(']').map(|(word, _)| word);
    }
    title.split_once(':').map(|(word, _)| word)
}

/// The title without a state that it begins with.
fn bare(title: &str) -> &str {
    let mut rest = title.trim();
    while let Some(word) =
        leading(rest).filter(|word| status_of(word).or(impact_of(word)).is_some())
    {
        let after = &rest[rest.find(word).unwrap_or_default() + word.len()..];
        let after = after.trim_start_matches([']', ':']).trim_start();
        if after.is_empty() {
            break;
        }
        rest = after;
    }
    rest
}
