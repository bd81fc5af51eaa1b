//! What is told, frozen with the provider's words as they stood.

use beffroi_domain::{
    Announcement, LocalizedText, Moment, Occasion, Overheard, PageId, ProviderIncidentId, Stood,
    Topic, Turn, UpdateStatus, announcement::Post,
};
use beffroi_readers::{
    record::{RecordKind, UpdateRecord, WhenPrecision},
    watch::{Notice, condition},
};
use jiff::Timestamp;

use super::news::Word;
use crate::providers::{Entry, Provider, Version};

/// How many of its own components are named.
const TOUCHED: usize = 8;

/// What readers of a page are told of an entry.
pub(super) fn announcement(
    page: PageId,
    provider: &Provider,
    entry: &Entry,
    stood: &Version,
    word: &Word<'_>,
) -> Announcement {
    let notice = &stood.notice;
    let posts: Vec<Post> = word.posts.iter().map(|post| frozen(post)).collect();
    let last = posts.last();
    Announcement {
        key: key(entry.id, stood.seen_at, word.turn, word.is_back),
        page,
        topic: Topic::Provider,
        occasion: match word.turn {
            Turn::New => Occasion::First,
            _ => Occasion::Update,
        },
        subject: entry.id.0,
        public_id: entry.public_id.clone(),
        references: vec![],
        title: title(provider, notice),
        text: last.map(|post| post.text.clone()).unwrap_or_default(),
        status: status(notice, word).to_owned(),
        impact: entry.impact.filter(|_| entry.kind == RecordKind::Incident),
        components: vec![],
        at: last.and_then(|post| post.at),
        locales: vec![],
        stood: Some(Stood::Provider(Box::new(Overheard {
            provider: provider.id,
            slug: provider.slug.clone(),
            name: provider.name.clone(),
            is_work: entry.kind == RecordKind::Maintenance,
            turn: word.turn,
            official: official(provider, notice),
            touched: touched(notice),
            posts,
            seen_at: word.seen_at,
        }))),
    }
}

/// A version is told once; so is each turn that it takes without a word, and that it is `back` where nobody was told of it. A
/// version is known by when it was seen: its number is another one once the past is read again.
pub(super) fn key(id: ProviderIncidentId, seen_at: Timestamp, turn: Turn, is_back: bool) -> String {
    let version = seen_at.as_microsecond();
    match (turn, is_back) {
        (Turn::New, true) => format!("provider:{id}:{version}:back"),
        (Turn::New | Turn::Said | Turn::Over, _) => format!("provider:{id}:{version}"),
        (Turn::Unlisted | Turn::Again | Turn::Gone, _) => {
            format!("provider:{id}:{version}:{}", turn.as_str())
        }
    }
}

/// In its own languages; a title whose language nobody made out is in that of the provider.
fn title(provider: &Provider, notice: &Notice) -> LocalizedText {
    let record = &notice.told.record;
    match record.title.is_empty() {
        true => LocalizedText::single(provider.locale.clone(), record.title_raw.trim()),
        false => record.title.clone(),
    }
}

/// In words of ours, for programs: what it says, as long as that agrees with what became of it.
fn status(notice: &Notice, word: &Word<'_>) -> &'static str {
    let told = &notice.told;
    let is_work = told.record.kind == RecordKind::Maintenance;
    let says_end = told.status.is_some_and(UpdateStatus::is_over);
    // It may be over when we see it first, and something may be said of it after its end.
    let is_end = match word.turn {
        Turn::Over | Turn::Unlisted | Turn::Gone => true,
        Turn::Again => false,
        Turn::New | Turn::Said => condition::is_over(notice),
    };
    let is_ahead = told.scheduled_from.is_some_and(|from| from > word.seen_at);
    match (told.status, is_end, is_work) {
        (Some(says), is_end, _) if is_end == says_end => says.as_str(),
        (_, true, false) => "resolved",
        (_, true, true) => "completed",
        (_, false, false) => "open",
        (_, false, true) if is_ahead => "scheduled",
        (_, false, true) => "in_progress",
    }
}

fn official(provider: &Provider, notice: &Notice) -> Option<String> {
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    let own = notice.told.record.url.as_ref().filter(is_web);
    own.or(Some(&provider.place.page).filter(is_web)).cloned()
}

fn touched(notice: &Notice) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for one in &notice.told.components {
        if !all.contains(&one.name) && all.len() < TOUCHED {
            all.push(one.name.clone());
        }
    }
    all
}

fn frozen(post: &UpdateRecord) -> Post {
    let moment = |at| match post.posted_precision {
        WhenPrecision::Day => Moment::day(at),
        _ => Moment::minute(at),
    };
    let moment = post.posted_at.map(moment).map(|moment| Moment {
        origin: match post.posted_inferred.is_empty() {
            true => moment.origin,
            false => beffroi_domain::Origin::Inferred,
        },
        ..moment
    });
    Post {
        at: moment,
        text: post.text.clone(),
    }
}
