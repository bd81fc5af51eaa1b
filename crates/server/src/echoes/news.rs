//! What is new of an entry since the version before, and what became of it.

use beffroi_domain::Turn;
use beffroi_readers::{
    record::{RecordKind, UpdateRecord, WhenPrecision},
    watch::{Notice, condition},
};
use jiff::{SignedDuration, Timestamp};

use super::RECENT;
use crate::providers::{Change, Version};

/// What is to be told of an entry.
pub(super) struct Word<'a> {
    /// What became of it.
    pub(super) turn: Turn,
    /// What was said that is new, the oldest first.
    pub(super) posts: Vec<&'a UpdateRecord>,
    /// When we saw it.
    pub(super) seen_at: Timestamp,
}

impl<'a> Word<'a> {
    /// What is to be told at `now` of an entry that a look at `at` found changed, where that is anything. `is_told` where readers were
    /// told of it before.
    pub(super) fn of(
        (now, at): (Timestamp, Timestamp),
        change: Change,
        stood: &'a Version,
        before: &[Version],
        is_told: bool,
    ) -> Option<Self> {
        let notice = &stood.notice;
        let new = match change {
            // What a history brought, and what goes on now, is new to whoever was told nothing of it.
            Change::Reopened if !is_told => new_posts(notice, &[]),
            // A version that stood before this look says nothing new.
            _ if stood.seen_at < at => vec![],
            _ => new_posts(notice, before),
        };
        let mut posts: Vec<&UpdateRecord> = new.clone();
        posts.retain(|post| is_recent(post, now));
        let is_incident = notice.told.record.kind == RecordKind::Incident;
        let turn = match change {
            Change::New if !posts.is_empty() => (!is_timeless(notice)).then_some(Turn::New),
            Change::New => is_bare(notice, now).then_some(Turn::New),
            Change::Reopened if !is_told && !posts.is_empty() => Some(Turn::New),
            Change::Changed | Change::Reopened if !posts.is_empty() => Some(turn_of(notice)),
            Change::Reopened => (is_told && is_incident).then_some(Turn::Again),
            Change::Closed if condition::is_over(notice) && (is_told || !posts.is_empty()) => {
                // Whoever was told of it is told of its end, whenever that was written.
                if posts.is_empty() {
                    posts.extend(new.last());
                }
                Some(Turn::Over)
            }
            Change::Closed => (is_told && is_incident).then_some(Turn::Unlisted),
            Change::Gone => {
                (is_told && is_incident && !condition::is_over(notice)).then_some(Turn::Gone)
            }
            Change::Changed => None,
        };
        turn.map(|turn| Self {
            turn,
            posts,
            seen_at: match turn {
                Turn::Unlisted | Turn::Again | Turn::Gone => at,
                Turn::New | Turn::Said | Turn::Over => stood.seen_at,
            },
        })
    }
}

/// What is over, and of which nobody says when anything was said: it may be years ago.
fn is_timeless(notice: &Notice) -> bool {
    let mut posts = notice.told.record.updates.iter();
    condition::is_over(notice) && posts.all(|post| post.posted_at.is_none())
}

fn turn_of(notice: &Notice) -> Turn {
    match condition::is_over(notice) {
        true => Turn::Over,
        false => Turn::Said,
    }
}

/// What stands there without any post, and began or was made just now.
fn is_bare(notice: &Notice, now: Timestamp) -> bool {
    let told = &notice.told;
    let began = told.record.started_at.as_ref().and_then(|when| when.utc);
    let dated = told.created_at.or(began);
    told.record.updates.is_empty()
        && !condition::is_over(notice)
        && dated.is_none_or(|at| at >= now - RECENT)
}

/// Posts that no earlier version had, the oldest first.
fn new_posts<'a>(notice: &'a Notice, before: &[Version]) -> Vec<&'a UpdateRecord> {
    let had = |post: &UpdateRecord| {
        let mut all = before
            .iter()
            .flat_map(|version| &version.notice.told.record.updates);
        all.any(|one| is_same(one, post))
    };
    let mut new: Vec<&UpdateRecord> = notice.told.record.updates.iter().collect();
    // Where one has no time, the order of the source is all that is known: the newest first.
    new.reverse();
    if new.iter().all(|post| post.posted_at.is_some()) {
        new.sort_by_key(|post| post.posted_at);
    }
    new.retain(|post| !post.text.is_empty() && !had(post));
    new
}

/// Whether two posts are the same: by the source's own id, else by their time, where that is more than a day; else by their words.
/// A post that is corrected is no new one.
fn is_same(one: &UpdateRecord, other: &UpdateRecord) -> bool {
    if let (Some(id), Some(own)) = (&one.external_id, &other.external_id) {
        return id == own;
    }
    let is_day = [one, other]
        .iter()
        .any(|post| post.posted_precision == WhenPrecision::Day);
    match (one.posted_at, other.posted_at) {
        (Some(at), Some(when)) if !is_day => at == when,
        _ => one.text == other.text,
    }
}

/// Whether a post was published just now; of one that does not say when, that we see it now is all that is known.
fn is_recent(post: &UpdateRecord, now: Timestamp) -> bool {
    let spare = match post.posted_precision {
        WhenPrecision::Day => SignedDuration::from_hours(24),
        _ => SignedDuration::ZERO,
    };
    post.posted_at.is_none_or(|at| at + spare >= now - RECENT)
}
