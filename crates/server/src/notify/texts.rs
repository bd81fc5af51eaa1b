//! By short message: what is told to one reader, and the code that somebody waits for. Each is counted before it goes.
//!
//! What the gateway plainly did not take (an answer below 500 that is no success, or a connection that never stood) is given
//! back; what it may have taken stays counted. A code is counted when it is asked for, goes once, and is tried again only
//! where it was plainly not taken. What is in the way of the gateway says nothing of a reader.
//! Not here: answers to a message (STOP); the gateway or the network hears them.

use beffroi_channels::{Channel, Reason, Verdict, sms::Phone};
use jiff::Timestamp;
use serde_json::Value;

use super::{
    Post,
    carry::{Came, again, came, unreached, verdict},
    wording::Wording,
};
use crate::{
    deliveries::Ended,
    ground::{
        Result,
        outbound::{OutboundError, Posted, Sms},
    },
    outbox::Claimed,
    subscribers::{self, Hearer, Sender, phone},
};

/// Whether a reason is one for which a reader may be paused.
pub(super) fn is_of_reader(channel: Channel, reason: &str) -> bool {
    channel != Channel::Sms || reason == Reason::Unreadable.as_str()
}

/// Carries one message to one reader; `attempts` counts this one.
pub(super) async fn carry(post: &Post, wording: &Wording, hearer: &Hearer, attempts: u32) -> Came {
    let dead = |reason, problem: &str| {
        let problem = problem.to_owned();
        Came::Ended(Ended::Dead { reason, problem }, None)
    };
    let Some(sms) = &post.sms else {
        return dead("no_gateway", "no gateway is set for short messages");
    };
    let Ok(phone) = Phone::parse(&hearer.address) else {
        return dead("unfit", "the number cannot be read");
    };
    if !sms.reaches(&phone) {
        return dead("country", "its country is not among those of sms.countries");
    }
    let text = match wording.text(hearer, sms.segments) {
        Ok(text) => text,
        Err(problem) => return dead("unfit", &problem),
    };
    let at = post.clock.now();
    match count(post, at, sms, text.segments).await {
        Ok(true) => {}
        Ok(false) => return dead("spend_cap", "what may be spent on short messages is spent"),
        Err(error) => {
            tracing::warn!(%error, "what a short message costs cannot be written down just now");
            let problem = "the database is away".to_owned();
            return Came::Ended(again(attempts, at, None, ("unreached", problem)), None);
        }
    }
    let posted = post
        .outside
        .post(&sms.gateway.call(&phone, &text.text))
        .await;
    if is_not_taken(sms, &posted) {
        give_back(post, at, text.segments).await;
    }
    let now = post.clock.now();
    match posted {
        Ok(posted) => {
            let problem = format!("the gateway answered {}", posted.status);
            came(judged(sms, &posted, now), problem, attempts, now)
        }
        Err(error) => unreached(&error, attempts, now),
    }
}

/// What became of a code.
pub(super) enum Coded {
    /// Nobody waits for it any more.
    Over,
    /// It is on its way.
    Sent,
    /// Not yet: it may be tried again, or not.
    No(String, bool),
}

/// Has the code of an ask sent.
pub(super) async fn code(post: &Post, claimed: &Claimed, ask: uuid::Uuid) -> Result<Coded> {
    let body: Value = serde_json::from_str(&claimed.body)?;
    let base = body["base"].as_str().unwrap_or_default();
    let mut look = post.db.snapshot().await?;
    let found = phone::code_to_send(&mut look, post.clock.now(), ask, base).await?;
    drop(look);
    let (Some(sms), Some((phone, text))) = (&post.sms, found) else {
        return Ok(Coded::Over);
    };
    if !sms.reaches(&phone) {
        return Ok(Coded::Over);
    }
    let posted = post
        .outside
        .post(&sms.gateway.call(&phone, &text.text))
        .await;
    let may_again = is_not_taken(sms, &posted);
    Ok(match posted {
        Ok(posted) => match judged(sms, &posted, post.clock.now()) {
            Verdict::Delivered => Coded::Sent,
            Verdict::Again { .. } => {
                Coded::No(format!("the gateway answered {}", posted.status), may_again)
            }
            _ => Coded::No(format!("the gateway answered {}", posted.status), false),
        },
        Err(error) => Coded::No(error.reason(), may_again),
    })
}

/// What an answer means; a status of success is one only with the words that the gateway was said to have for it.
fn judged(sms: &Sms, posted: &Posted, now: Timestamp) -> Verdict {
    match verdict(Channel::Sms, posted, now) {
        Verdict::Delivered if !sms.is_taken(&posted.body) => Verdict::Again {
            after: None,
            why: Reason::Unexplained,
        },
        verdict => verdict,
    }
}

/// Whether the gateway plainly sends nothing for what it was asked.
fn is_not_taken(sms: &Sms, posted: &Result<Posted, OutboundError>) -> bool {
    match posted {
        Ok(posted) => match posted.status {
            200..=299 => !sms.is_taken(&posted.body),
            status => status < 500,
        },
        Err(error) => error.is_before_sending(),
    }
}

/// Counts a message; false where no more are paid for, of which those who administer the installation are told once.
async fn count(post: &Post, now: Timestamp, sms: &Sms, segments: usize) -> Result<bool> {
    let mut look = post.db.snapshot().await?;
    let spent = phone::spent(&mut look, now).await?;
    drop(look);
    if spent.is_told && !spent.has_room(sms, segments) {
        return Ok(false);
    }
    let mut tx = post.db.begin().await?;
    let counted = phone::spend(&mut tx, now, sms, segments).await?;
    if let Err(full) = &counted {
        let house = Sender {
            base: &post.sight.origin,
            has_mail: post.mail.is_some(),
        };
        phone::warn(&mut tx, now, house, full).await?;
    }
    match counted.is_ok() {
        true => tx.commit_unheard().await?,
        false => tx.commit().await?,
    }
    Ok(counted.is_ok())
}

async fn give_back(post: &Post, at: Timestamp, segments: usize) {
    let given = async {
        let mut tx = post.db.begin().await?;
        subscribers::phone::give_back(&mut tx, at, segments).await?;
        tx.commit_unheard().await
    };
    if let Err(error) = given.await {
        tracing::debug!(%error, "segments that did not go stay counted");
    }
}
