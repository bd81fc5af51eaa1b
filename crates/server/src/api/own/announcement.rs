//! `/announcements`: what was told, how far it is, and whom it did not reach; and `/announcements/rules`: how long further words wait for others.

use beffroi_domain::Announcement;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    AFTER, LIMIT, PAGE,
    incident::{page_named, page_of},
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, PUT, Param, read, write},
        extra::stamp,
        fields::Fields,
    },
    deliveries::{self, Progress},
    ground::{Error, Refusal, Result, Tx},
    members::Role,
    subscribers::{self, Lane},
    work,
};

const LISTED: &[Param] = &[PAGE, AFTER, LIMIT];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const RULES: &str = "/announcements/rules";
    const RETRY: &str = "/announcements/{announcement}/retry";
    vec![
        read("/announcements", "listAnnouncements", "What was told on a page, the newest first, and how far each is", "OwnAnnouncements", LISTED, work!(list)),
        write((POST, RETRY), "retryAnnouncement", "Tries everybody again whom it did not reach, or those of one reason", Some("RetryBody"), (200, "OwnRetried"), work!(retry)),
        read(RULES, "readAnnouncementRules", "How long further words wait for others", "AnnouncementRules", &[PAGE], work!(rules)),
        write((PUT, RULES), "setAnnouncementRules", "Says how long further words wait for others, to go in one message with them", Some("AnnouncementRulesBody"), (200, "AnnouncementRules"), work!(set_rules)).by(Role::Administrator),
    ]
}

/// What was told on a page.
///
/// # Errors
/// `NotFound` where there is no such page; `Refused` at the field at fault.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let after = ask.query("after").map(str::parse::<Uuid>).transpose();
    let after =
        after.map_err(|_| Refusal::of("after", "send the cursor that the part before gave"))?;
    let limit = ask.query("limit").map(str::parse::<i64>).transpose();
    let limit = limit.map_err(|_| Refusal::of("limit", "send a whole number up to 100"))?;
    let limit = limit.unwrap_or(25).clamp(0, 100);
    let lanes = i64::try_from(Lane::ALL.len()).unwrap_or(2);
    let all = deliveries::progress(&mut tx, page.id, after, limit * lanes).await?;
    let next = all.last().map(|one| one.broadcast);
    let is_whole = i64::try_from(all.len()).unwrap_or(i64::MAX) < limit * lanes;
    let mut items: Vec<Value> = Vec::new();
    for lanes in all.chunk_by(|one, other| one.broadcast == other.broadcast) {
        items.push(told(&mut tx, lanes).await?);
    }
    let next = next.filter(|_| !is_whole);
    Reply::ok(&json!({ "items": items, "next": next }))
}

async fn told(tx: &mut Tx, lanes: &[Progress]) -> Result<Value> {
    let first = &lanes[0];
    let broadcast = deliveries::find_broadcast(tx, first.broadcast).await?;
    let said = &broadcast.ok_or(Error::NotFound)?.said;
    Ok(json!({
        "id": first.broadcast,
        "topic": said.topic,
        "occasion": said.occasion,
        "subject": subject(said),
        "title": said.title,
        "status": said.status,
        "created_at": stamp(first.created_at),
        "lanes": lanes.iter().map(lane).collect::<Vec<_>>(),
    }))
}

fn subject(said: &Announcement) -> String {
    said.public_id.to_string()
}

fn lane(one: &Progress) -> Value {
    let failed = one.failed.iter();
    let failed: serde_json::Map<String, Value> = failed
        .map(|failed| (failed.reason.clone(), failed.count.into()))
        .collect();
    json!({
        "lane": one.lane,
        "is_over": one.is_over,
        "readers": one.readers,
        "queued": one.queued(),
        "sent": one.sent,
        "retrying": one.waiting,
        "failed": failed,
        "ended_at": one.ended_at.map(stamp),
    })
}

/// Tries them again.
///
/// # Errors
/// `NotFound` where there is no such announcement; `Refused` where nobody waits for it.
pub async fn retry(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let id: Uuid = ask
        .path("announcement")
        .parse()
        .map_err(|_| Error::NotFound)?;
    let broadcast = deliveries::find_broadcast(&mut tx, id).await?;
    let page = broadcast.ok_or(Error::NotFound)?.said.page;
    ask.caller.on(&mut tx, page, Role::Publisher).await?;
    let reason = ask.body.text("reason", 64)?;
    let actor = ask.caller.actor();
    let count = deliveries::revive(&mut tx, ask.now, actor, page, id, reason.as_deref()).await?;
    let reply = Reply::ok(&json!({ "id": id, "readers": count }))?;
    ask.done(tx, reply).await
}

/// How long further words wait.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn rules(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let bell = subscribers::find_bell(&mut tx, page.id).await?;
    let minutes = bell.map_or(0, |bell| bell.gather_minutes);
    Reply::ok(&json!({ "page": page.slug, "gather_minutes": minutes }))
}

/// Says how long further words wait.
///
/// # Errors
/// `NotFound` where there is no such page; `Refused` for a time that is too long.
pub async fn set_rules(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Administrator).await?;
    let minutes = ask
        .body
        .number("gather_minutes", 0, subscribers::LONGEST_GATHER)?;
    let minutes = Fields::needed("gather_minutes", minutes)?;
    subscribers::set_gather(&mut tx, ask.now, ask.caller.actor(), page.id, minutes).await?;
    let reply = Reply::ok(&json!({ "page": page.slug, "gather_minutes": minutes }))?;
    ask.done(tx, reply).await
}
