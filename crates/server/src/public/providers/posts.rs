//! What a provider said of an incident, newest first, on the same line as our own updates.
//!
//! A post that is not in the reader's language stands in its own and says so. Nothing is translated.

use beffroi_domain::UpdateStatus;
use beffroi_readers::record::{ChangeRecord, UpdateRecord};

use crate::{
    imports,
    providers::Entry,
    story::updates::{Stop, Updates},
    web::{
        Reader,
        format::{Prose, When},
    },
};

/// What was said last.
#[derive(Clone, Debug)]
pub struct Last {
    /// "Its last word, 4 Dec 2025, 12:08 CET".
    pub said: String,
    /// The words.
    pub body: Prose,
}

/// The posts of an entry, those of one time in the order of their source; the newest first.
#[must_use]
pub fn newest_first(entry: &Entry) -> Vec<&UpdateRecord> {
    let mut all: Vec<&UpdateRecord> = entry.notice.told.record.updates.iter().collect();
    // Where one has no time, the order of the source is all that is known.
    if all.iter().all(|post| post.posted_at.is_some()) {
        all.sort_by_key(|post| std::cmp::Reverse(post.posted_at));
    }
    all
}

/// What was said last; `None` where nothing was said in words.
#[must_use]
pub fn last(reader: &Reader, entry: &Entry) -> Option<Last> {
    let post = *newest_first(entry).first()?;
    let body = reader.quoted_prose(&post.text, 4)?;
    let said = match when(reader, post) {
        Ok(when) => reader
            .words
            .tell("providers-last-word", &[("when", &when.text)]),
        Err(_) => reader.say("providers-last-word-undated"),
    };
    Some(Last { said, body })
}

/// All that was said.
#[must_use]
pub fn line(reader: &Reader, entry: &Entry, address: &str) -> Updates {
    let posts = newest_first(entry);
    let count = posts.len();
    let stops = posts.into_iter().enumerate();
    let stops = stops.map(|(place, post)| stop(reader, post, count - place, address));
    Updates {
        stops: stops.collect(),
        promise: None,
        read_writeup: has_writeup(entry).then(|| reader.say("postmortem-read")),
        level: 3,
        none: reader.say("providers-posts-none"),
    }
}

/// Whether a write-up stands on the page.
#[must_use]
pub fn has_writeup(entry: &Entry) -> bool {
    let writeup = &entry.notice.told.record.postmortem;
    writeup.as_ref().is_some_and(|told| {
        let sections = told.sections.values().any(|all| !all.is_empty());
        sections || told.timeline.values().any(|all| !all.is_empty())
    })
}

/// When a post was published; else that nobody says.
///
/// # Errors
/// The words for a time that is not known.
pub fn when(reader: &Reader, post: &UpdateRecord) -> Result<When, String> {
    let moment = imports::published(post, &reader.zone);
    moment
        .map(|moment| reader.when(&moment))
        .ok_or_else(|| reader.say("update-unknown"))
}

fn stop(reader: &Reader, post: &UpdateRecord, number: usize, address: &str) -> Stop {
    let id = format!("post-{number}");
    let when = when(reader, post);
    let label = match &when {
        Ok(when) => reader.words.tell("update-link-at", &[("when", &when.text)]),
        Err(_) => reader.say("update-link"),
    };
    Stop {
        status: post.status.map_or("update", UpdateStatus::as_str),
        status_said: status(reader, post),
        body: reader.quoted_prose(&post.text, 4),
        changes: post
            .changes
            .iter()
            .filter_map(|one| change(reader, one))
            .collect(),
        changes_title: reader.say("update-changes"),
        corrected: vec![],
        link: Some((format!("{address}#{id}"), label)),
        mark: "#".to_owned(),
        when,
        id,
    }
}

/// What it says the state is.
#[must_use]
pub fn status(reader: &Reader, post: &UpdateRecord) -> String {
    match post.status {
        Some(UpdateStatus::Incident(status)) => reader.say(&format!("incident-{status}")),
        Some(UpdateStatus::Maintenance(status)) => reader.say(&format!("maintenance-{status}")),
        None => reader.say("providers-post"),
    }
}

/// A component's status before and after a post.
fn change(reader: &Reader, change: &ChangeRecord) -> Option<String> {
    let (old, new) = (change.old?, change.new?);
    let word = |status| reader.say(&format!("component-{status}"));
    let (old, new) = ((old != new).then(|| word(old))?, word(new));
    let values = [
        ("name", change.component.as_str()),
        ("old", &old),
        ("new", &new),
    ];
    Some(reader.words.tell("change", &values))
}
