//! Coming in: what somebody has shown, and whether it is enough. The one way in for all of them: password, link,
//! passkey, another provider.
//!
//! Read in order: [`Way`], [`enter`], [`find_waiting`] and [`answer`] (the second factor). A browser of which a
//! factor is still asked has a session that opens nothing; what it gets afterwards is another.

use beffroi_domain::{Actor, MemberId};
use jiff::Timestamp;

use super::{
    factor::{self, has_factor},
    session::{self, Session, find_session, start_session},
};
use crate::ground::{Refusal, Result, Tx};

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// With a password.
    Password,
    /// With a one-time link, choosing a password.
    Link,
    /// With a passkey, which is two factors by itself: something that they have, and know or are.
    Passkey,
    /// Through another provider, which asks for a second factor or does not.
    Provider,
}

/// What becomes of somebody who has shown the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// They are in; the secret of their session.
    In(String),
    /// A second factor is still asked for; the secret of a session that opens only that question.
    Asked(String),
}

impl Way {
    /// As in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Link => "link",
            Self::Passkey => "passkey",
            Self::Provider => "provider",
        }
    }

    pub(super) fn of(word: &str) -> Self {
        let ways = [Self::Link, Self::Passkey, Self::Provider];
        let found = ways.into_iter().find(|way| way.as_str() == word);
        found.unwrap_or(Self::Password)
    }

    /// Whether a member's second factor is asked for as well.
    #[must_use]
    pub fn wants_factor(self) -> bool {
        matches!(self, Self::Password | Self::Link)
    }
}

impl Entry {
    /// What goes into the cookie.
    #[must_use]
    pub fn secret(&self) -> &str {
        match self {
            Self::In(secret) | Self::Asked(secret) => secret,
        }
    }
}

/// Lets a member in who came this way, or asks for their second factor, where they have one.
///
/// # Errors
/// A fault when the database is away.
pub async fn enter(
    tx: &mut Tx,
    now: Timestamp,
    member: MemberId,
    way: Way,
    agent: &str,
) -> Result<Entry> {
    let is_asked = way.wants_factor() && has_factor(tx, member).await?;
    let actor = Actor::Member(member.0);
    let secret = start_session(tx, now, actor, member, agent, way, !is_asked).await?;
    Ok(match is_asked {
        true => Entry::Asked(secret),
        false => Entry::In(secret),
    })
}

/// The session of which a second factor is still asked, by the secret of its cookie.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_waiting(tx: &mut Tx, now: Timestamp, secret: &str) -> Result<Option<Session>> {
    let found = find_session(tx, now, secret).await?;
    Ok(found.filter(|session| !session.is_proved))
}

/// Takes a code for the second factor of which `waiting` is asked: one of the app's, or a recovery code. The
/// secret of the session that begins; the one that waited ends.
///
/// # Errors
/// `Refused` when it is none, or was used before.
pub async fn answer(tx: &mut Tx, now: Timestamp, waiting: &Session, code: &str) -> Result<String> {
    let (member, actor) = (waiting.member, Actor::Member(waiting.member.0));
    let is_good = factor::use_code(tx, now, member, code).await?
        || factor::use_recovery_code(tx, now, member, code).await?;
    if !is_good {
        return Err(wrong_code().into());
    }
    session::end_session(tx, now, actor, member, waiting.id).await?;
    start_session(tx, now, actor, member, &waiting.agent, waiting.way, true).await
}

/// What somebody is told whose code is none, or was used before.
fn wrong_code() -> Refusal {
    let message = "this code is not good, or was used; wait for the next, or write a recovery code";
    Refusal::of("code", message).told("refusal-code")
}
