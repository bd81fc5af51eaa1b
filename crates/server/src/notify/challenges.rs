//! Whoever is to be told by a call is asked first: a program has to send back what it is sent, a room gets a card with a
//! button, a browser something that only it can read. So nobody has us call an address that is not theirs.
//!
//! Codes go this way too (see `texts`).
//!
//! Not here: how often an address is asked, and who may ask; that is `subscribers::ask`.

use std::time::Duration;

use beffroi_channels::{Channel, Labels, Outgoing, PageSaid, Text, To, Told, chat::card};
use beffroi_domain::{Occasion, Topic};
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Post, browser, texts};
use crate::{
    ground::{
        Error, Result,
        outbound::{Body, Call, Key, Limits},
        token,
    },
    outbox::{self, Claimed},
    pages::{self, Page},
    subscribers::{self, CHALLENGE, Sender, State, Subscription, phone::CODE},
    web::{Words, words},
};

/// The events that are ours; others have reactors of their own.
const KINDS: [&str; 2] = [CHALLENGE, CODE];

/// What an answer may cost.
const LIMITS: Limits = Limits {
    bytes: 64 << 10,
    total: Duration::from_secs(10),
};
/// So many are asked at a time.
const AT_ONCE: u32 = 16;
/// Longer than asking takes.
const LEASE: SignedDuration = SignedDuration::from_mins(1);
/// The last time.
const TRIES: u32 = 5;

/// Asks whoever is to be asked now; how many said yes or got their card.
pub(super) async fn ask(post: &Post) -> Result<usize> {
    let now = post.clock.now();
    let mut look = post.db.snapshot().await?;
    let mut is_any_due = false;
    for kind in KINDS {
        is_any_due |= outbox::is_event_due(&mut look, now, kind).await?;
    }
    if !is_any_due {
        return Ok(0);
    }
    drop(look);
    let mut tx = post.db.begin().await?;
    let mut claimed = Vec::new();
    for kind in KINDS {
        claimed.extend(outbox::claim_events(&mut tx, now, kind, AT_ONCE, LEASE).await?);
    }
    tx.commit().await?;
    let asked = join_all(claimed.iter().map(|one| put(post, one))).await;
    let mut reached = 0;
    for (claimed, asked) in claimed.iter().zip(asked) {
        reached += usize::from(end(post, claimed, asked).await?);
    }
    Ok(reached)
}

/// What became of asking.
enum Asked {
    /// Nobody waits for it any more.
    Over,
    /// A room has its card, or a browser its question.
    Shown,
    /// A program has answered.
    Yes(Box<Subscription>),
    /// It did not work out, in a few words of ours.
    No(String),
    /// It did not, and nothing is tried again: it may have arrived.
    Never(String),
}

impl From<texts::Coded> for Asked {
    fn from(coded: texts::Coded) -> Self {
        match coded {
            texts::Coded::Over => Self::Over,
            texts::Coded::Sent => Self::Shown,
            texts::Coded::No(problem, true) => Self::No(problem),
            texts::Coded::No(problem, false) => Self::Never(problem),
        }
    }
}

async fn put(post: &Post, claimed: &Claimed) -> Result<Asked> {
    let id = match (claimed.kind.as_str(), claimed.subject) {
        (CHALLENGE, Some(id)) => id.into(),
        (CODE, Some(ask)) => return texts::code(post, claimed, ask).await.map(Asked::from),
        _ => return Ok(Asked::Over),
    };
    let mut tx = post.db.snapshot().await?;
    let Some(sub) = subscribers::find(&mut tx, id).await? else {
        return Ok(Asked::Over);
    };
    if sub.state != State::Asked {
        return Ok(Asked::Over);
    }
    if matches!(sub.channel, Channel::Webhook | Channel::Statuspage) {
        drop(tx);
        return Ok(program(post, sub).await);
    }
    let page = pages::find_by_id(&mut tx, sub.page).await?;
    let bell = subscribers::find_bell(&mut tx, sub.page).await?;
    drop(tx);
    let (page, bell) = page.zip(bell).ok_or(Error::NotFound)?;
    if sub.channel == Channel::WebPush {
        let asked = browser::ask(post, &sub, &page, &bell, &base(claimed)).await;
        return Ok(match asked {
            Ok(Some(())) => Asked::Shown,
            Ok(None) => Asked::Over,
            Err(problem) => Asked::No(problem),
        });
    }
    let locale = &sub.wishes.locale;
    let address = subscribers::manage_address(&base(claimed), locale, &bell.token(sub.id));
    Ok(room(post, &sub, &page, &base(claimed), address).await)
}

/// Sends a program something that nobody can guess, and wants it back: bare, or as it was sent.
async fn program(post: &Post, sub: Subscription) -> Asked {
    let challenge = token::new_secret();
    let body = json!({ "type": CHALLENGE, "challenge": challenge }).to_string();
    match call(post, &sub.address, &body).await {
        Ok((200..=299, answer)) if is_answer(&answer, &challenge) => Asked::Yes(Box::new(sub)),
        Ok((200..=299, _)) => Asked::No("it did not send the challenge back".to_owned()),
        Ok((status, _)) => Asked::No(format!("it answered {status}")),
        Err(problem) => Asked::No(problem),
    }
}

async fn room(post: &Post, sub: &Subscription, page: &Page, base: &str, address: String) -> Asked {
    let words = words::first_of([&sub.wishes.locale]);
    let told = question(words, page, base, address, post.clock.now());
    let to = To {
        url: &sub.address,
        manage: None,
        leave: None,
    };
    let Some(Outgoing::Call(made)) = card(sub.channel, &told, &to) else {
        return Asked::Over;
    };
    let body = String::from_utf8_lossy(&made.body);
    match call(post, &made.url, &body).await {
        Ok((200..=299, _)) => Asked::Shown,
        Ok((status, _)) => Asked::No(format!("it answered {status}")),
        Err(problem) => Asked::No(problem),
    }
}

/// What a room is asked: the way to it leads to a page with a button.
fn question(words: &Words, page: &Page, base: &str, address: String, now: jiff::Timestamp) -> Told {
    let locale = words.locale().clone();
    let text = words.say("manage-confirm-lead");
    let yes = words.say("manage-confirm-button");
    Told {
        key: CHALLENGE.to_owned(),
        topic: Topic::Incident,
        occasion: Occasion::First,
        at: now,
        page: PageSaid {
            id: page.public_id.to_string(),
            name: page.name_in(&locale).to_owned(),
            address: format!("{base}/{locale}/"),
        },
        subject: String::new(),
        references: vec![],
        kind: String::new(),
        heading: words.say("way-told"),
        title: words.say("manage-confirm-title"),
        status: String::new(),
        impact: None,
        parts: vec![],
        facts: vec![],
        text: Text {
            locale: locale.clone(),
            markdown: text.clone(),
            plain: text,
        },
        promise: None,
        address,
        labels: Labels {
            open: yes.clone(),
            rest: yes,
            manage: String::new(),
            leave: String::new(),
        },
        quoted: None,
        locale,
    }
}

/// Status and body of an answer, or why there was none; the address is not in it.
async fn call(post: &Post, url: &str, body: &str) -> Result<(u16, String), String> {
    let call = Call {
        method: "POST",
        url,
        key: Key::None,
        once: None,
        body: Some(Body::Json(body)),
    };
    let answer = post.outside.call(call, LIMITS).await;
    answer.map_err(|error| error.reason())
}

fn is_answer(answer: &str, challenge: &str) -> bool {
    let bare = answer.trim();
    let said: Option<Value> = serde_json::from_str(bare).ok();
    let said = said.as_ref().map(|said| match said {
        Value::String(text) => text.as_str(),
        other => other["challenge"].as_str().unwrap_or_default(),
    });
    bare == challenge || said == Some(challenge)
}

async fn end(post: &Post, claimed: &Claimed, asked: Result<Asked>) -> Result<bool> {
    let asked = asked.unwrap_or_else(|error| Asked::No(error.to_string()));
    let (now, id) = (post.clock.now(), claimed.id);
    let mut tx = post.db.begin().await?;
    let reached = match asked {
        Asked::Over => {
            outbox::done(&mut tx, now, claimed).await?;
            false
        }
        Asked::Shown => {
            outbox::done(&mut tx, now, claimed).await?;
            true
        }
        Asked::Yes(sub) => {
            outbox::done(&mut tx, now, claimed).await?;
            let base = base(claimed);
            let sender = Sender {
                base: &base,
                has_mail: post.mail.is_some(),
            };
            match subscribers::confirm(&mut tx, now, sender, sub.id).await {
                // Left meanwhile.
                Ok(_) | Err(Error::NotFound) => true,
                Err(error) => return Err(error),
            }
        }
        Asked::Never(problem) => {
            tracing::warn!(%id, problem, "a code does not go");
            outbox::bury(&mut tx, now, claimed, &problem).await?;
            false
        }
        Asked::No(problem) => {
            tracing::info!(%id, tries = claimed.attempts, problem, "an address was asked in vain");
            match claimed.attempts {
                TRIES.. => outbox::bury(&mut tx, now, claimed, &problem).await?,
                _ => outbox::retry(&mut tx, now, claimed, &problem, None).await?,
            };
            false
        }
    };
    tx.commit().await?;
    Ok(reached)
}

fn base(claimed: &Claimed) -> String {
    let body: Value = serde_json::from_str(&claimed.body).unwrap_or_default();
    body["base"].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_comes_back_bare_or_as_it_was_sent() {
        for answer in [
            "abc",
            " abc\n",
            "\"abc\"",
            r#"{"challenge":"abc"}"#,
            r#"{"type":"subscription.challenge","challenge":"abc"}"#,
        ] {
            assert!(is_answer(answer, "abc"), "{answer}");
        }
        for answer in [
            "",
            "ok",
            "abcd",
            r#"{"challenge":"abd"}"#,
            "{}",
            "[\"abc\"]",
        ] {
            assert!(!is_answer(answer, "abc"), "{answer}");
        }
    }
}
