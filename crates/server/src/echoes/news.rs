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
    /// Whether it goes on again that nobody was told of.
    pub(super) is_back: bool,
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
        if change == Change::Changed && is_amended(notice, before) {
            posts.retain(|post| post.external_id.is_some());
        }
        let is_incident = notice.told.record.kind == RecordKind::Incident;
        let turn = match change {
            Change::New if !posts.is_empty() => (!is_timeless(notice)).then_some(Turn::New),
            Change::New => is_bare(notice, now).then_some(Turn::New),
            Change::Reopened if !is_told && !posts.is_empty() => Some(Turn::New),
            Change::Changed | Change::Reopened if !posts.is_empty() => {
                (is_told || !is_timeless(notice)).then(|| turn_of(notice, before))
            }
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
            is_back: change == Change::Reopened && !is_told,
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

/// It ends once: what is said after that is more of it.
fn turn_of(notice: &Notice, before: &[Version]) -> Turn {
    match condition::is_over(notice) && !was_over(before) {
        true => Turn::Over,
        false => Turn::Said,
    }
}

/// Whether the version before said that it is over.
fn was_over(before: &[Version]) -> bool {
    let last = before.first();
    last.is_some_and(|version| condition::is_over(&version.notice))
}

/// Whether no more is said of what was over before, and of which nobody says when anything was said: words that are otherwise then
/// are corrected ones.
fn is_amended(notice: &Notice, before: &[Version]) -> bool {
    let count = |notice: &Notice| notice.told.record.updates.len();
    let most = before.iter().map(|version| count(&version.notice)).max();
    is_timeless(notice) && was_over(before) && most.is_some_and(|most| count(notice) <= most)
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

#[cfg(test)]
mod tests {
    use beffroi_domain::{Locale, LocalizedText};

    use super::*;

    const NOW: &str = "2026-03-04T11:00:00Z";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn post(id: Option<&str>, when: Option<&str>, text: &str) -> UpdateRecord {
        UpdateRecord {
            external_id: id.map(str::to_owned),
            posted_at: when.map(at),
            text: LocalizedText::single(Locale::of("en"), text),
            ..UpdateRecord::default()
        }
    }

    fn version(number: i64, seen_at: &str, posts: Vec<UpdateRecord>) -> Version {
        let mut notice = Notice::default();
        notice.told.record.updates = posts;
        Version {
            version: number,
            seen_at: at(seen_at),
            notice,
        }
    }

    fn word<'a>(
        change: Change,
        stood: &'a Version,
        before: &[Version],
        is_told: bool,
    ) -> Option<(Turn, Vec<&'a str>)> {
        let english = Locale::of("en");
        let word = Word::of((at(NOW), at(NOW)), change, stood, before, is_told)?;
        let texts = word.posts.iter().filter_map(|post| post.text.get(&english));
        Some((word.turn, texts.collect()))
    }

    #[test]
    fn a_post_that_is_corrected_is_no_new_one_and_one_that_flickers_neither() {
        let first = post(Some("a"), Some("2026-03-04T10:00:00Z"), "One.");
        let second = post(None, Some("2026-03-04T10:30:00Z"), "Two.");
        let before = [
            version(2, "2026-03-04T10:40:00Z", vec![first.clone()]),
            version(1, "2026-03-04T10:35:00Z", vec![second.clone(), first]),
        ];
        let corrected = post(Some("a"), Some("2026-03-04T10:01:00Z"), "One!");
        let third = post(None, Some("2026-03-04T10:59:00Z"), "Three.");

        let flickers = version(3, NOW, vec![second.clone(), corrected.clone()]);
        assert_eq!(word(Change::Changed, &flickers, &before, true), None);
        let more = version(3, NOW, vec![third, second, corrected]);
        assert_eq!(
            word(Change::Changed, &more, &before, true),
            Some((Turn::Said, vec!["Three."]))
        );
    }

    #[test]
    fn an_end_is_told_to_whoever_was_told_whenever_it_was_written() {
        let first = post(Some("a"), Some("2026-03-02T09:00:00Z"), "One.");
        let last = post(Some("b"), Some("2026-03-02T10:00:00Z"), "Over.");
        let before = [version(1, "2026-03-02T09:01:00Z", vec![first.clone()])];
        let mut over = version(2, NOW, vec![last, first]);
        over.notice.told.status = "resolved".parse().ok();

        assert_eq!(word(Change::Closed, &over, &before, false), None);
        assert_eq!(
            word(Change::Closed, &over, &before, true),
            Some((Turn::Over, vec!["Over."]))
        );
    }

    #[test]
    fn what_goes_on_again_is_new_to_whoever_was_told_nothing_of_it() {
        let first = post(Some("a"), Some("2026-03-04T10:58:00Z"), "One.");
        let stood = version(1, "2026-03-04T10:59:00Z", vec![first]);

        let was = |is_told| word(Change::Reopened, &stood, &[], is_told);

        assert_eq!(was(false), Some((Turn::New, vec!["One."])));
        assert_eq!(was(true), Some((Turn::Again, vec![])));
        assert_eq!(word(Change::Changed, &stood, &[], true), None);
    }

    #[test]
    fn it_ends_once_and_what_is_said_after_that_is_more_of_it() {
        let first = post(Some("a"), Some("2026-03-04T09:00:00Z"), "Over.");
        let mut over = version(1, "2026-03-04T09:01:00Z", vec![first.clone()]);
        over.notice.told.status = "resolved".parse().ok();
        let why = post(Some("b"), Some("2026-03-04T10:58:00Z"), "Why.");
        let mut after = version(2, NOW, vec![why, first]);
        after.notice.told.status = "postmortem".parse().ok();

        let told = word(Change::Changed, &after, &[over], true);
        assert_eq!(told, Some((Turn::Said, vec!["Why."])));
        let told = word(Change::Changed, &after, &[], true).unwrap();
        assert_eq!(told.0, Turn::Over, "it was not over before");
    }

    #[test]
    fn of_what_is_over_and_undated_only_more_is_told_and_to_whoever_was_told_before() {
        let undated = |number, texts: &[&str]| {
            let posts = texts.iter().map(|text| post(None, None, text));
            let mut version = version(number, NOW, posts.collect());
            version.notice.told.status = "resolved".parse().ok();
            version
        };
        let before = [undated(1, &["Over."])];
        let corrected = undated(2, &["It is over."]);
        let more = undated(2, &["Why.", "Over."]);

        for is_told in [false, true] {
            assert_eq!(word(Change::Changed, &corrected, &before, is_told), None);
        }
        assert_eq!(word(Change::Changed, &more, &before, false), None);
        assert_eq!(
            word(Change::Changed, &more, &before, true),
            Some((Turn::Said, vec!["Why."]))
        );
    }

    #[test]
    fn of_one_day_posts_are_told_apart_by_their_words() {
        let day = |text| UpdateRecord {
            posted_precision: WhenPrecision::Day,
            ..post(None, Some("2026-03-03T23:00:00Z"), text)
        };
        let before = [version(1, "2026-03-04T08:00:00Z", vec![day("One.")])];
        let stood = version(2, NOW, vec![day("Two."), day("One.")]);

        assert_eq!(
            word(Change::Changed, &stood, &before, true),
            Some((Turn::Said, vec!["Two."]))
        );
    }
}
