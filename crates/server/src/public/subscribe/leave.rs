//! The way out: opened, it shows a button; what is sent there ends it at once, whoever sends it.
//!
//! A mail program sends `List-Unsubscribe=One-Click` there and sees no page, so that no gate stands before it.
//! Source: RFC 8058, 3.2.

use axum::{
    extract::{FromRequestParts as _, Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use beffroi_domain::Actor;

use super::{
    manage::place,
    screen::{self, WordsPage},
    subscription_of,
};
use crate::{
    ground::Result,
    public::visit::{Lasting, Visit},
    subscribers::{self, Bell},
    web::Site,
};

/// Answers `/{locale}/subscriptions/{token}/leave`.
///
/// # Errors
/// `NotFound` for a token that is none of ours; a fault when the database is away.
pub(super) async fn show(
    Path((_, token)): Path<(String, String)>,
    Lasting(mut visit): Lasting,
) -> Result<Response> {
    let id = subscription_of(&mut visit, &token).await?;
    let Some(sub) = subscribers::find(&mut visit.tx, id).await? else {
        return gone(&visit);
    };
    let reader = &visit.reader;
    let values = [("place", place(reader, &sub))];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let here = reader.path(&format!("subscriptions/{token}"));
    let page = WordsPage {
        layout: screen::frame(&visit, &reader.say("leave-title")),
        title: reader.say("leave-title"),
        text: vec![reader.words.tell("leave-text", &values)],
        button: Some((format!("{here}/leave"), reader.say("leave-button"))),
        ways: vec![(here, reader.say("leave-back"))],
    };
    screen::own(&page, StatusCode::OK)
}

/// Ends it, at once and for ever.
///
/// # Errors
/// As [`show`].
pub(super) async fn submit(
    State(site): State<Site>,
    Path((_, token)): Path<(String, String)>,
    mut parts: Parts,
) -> Result<Response> {
    let Lasting(mut visit) = Lasting::from_request_parts(&mut parts, &site).await?;
    let id = subscription_of(&mut visit, &token).await?;
    // Nobody holds one connection and waits for another.
    drop(visit);
    let mut tx = site.db.begin().await?;
    subscribers::leave(&mut tx, site.clock.now(), Actor::System, id).await?;
    tx.commit().await?;
    gone(&Lasting::from_request_parts(&mut parts, &site).await?.0)
}

/// What is said to whoever hears nothing any more.
pub(super) fn gone(visit: &Visit) -> Result<Response> {
    let say = |key: &str| visit.reader.say(key);
    let page = WordsPage {
        layout: screen::frame(visit, &say("left-title")),
        title: say("left-title"),
        text: vec![say("left-text")],
        button: None,
        ways: vec![
            (visit.reader.path("subscribe"), say("left-again")),
            (visit.reader.path(""), say("way-now")),
        ],
    };
    screen::own(&page, StatusCode::OK)
}

/// Whether a path is the way out of somebody whom this bell knows.
#[must_use]
pub fn is_leave(path: &str, bell: &Bell) -> bool {
    let mut parts = path.trim_start_matches('/').split('/').skip(1);
    let token = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("subscriptions"), Some(token), Some("leave"), None) => token,
        _ => return false,
    };
    bell.read(token).is_some()
}
