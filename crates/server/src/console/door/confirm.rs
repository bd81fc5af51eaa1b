//! An address for duty is confirmed by whoever reads there: by a link to a page with a button, on whatever
//! machine, signed in or not. Asking changes nothing.

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};

use super::{
    Caller, DoorPage,
    welcome::{Asked, stale},
};
use crate::{
    console::{
        answer,
        form::{Form, Typed, Weight},
        frame::Frame,
    },
    ground::{Error, Result},
    members::{self, Route},
    web::{Site, Words},
};

/// Answers `/console/confirm`.
pub(super) async fn ask(
    State(site): State<Site>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let route = members::find_route(&mut tx, site.clock.now(), &asked.key).await;
    let route = route.map_err(or_stale)?;
    answer::page(&page(caller.words, &route, &asked.key), StatusCode::OK)
}

/// From now on the address counts.
pub(super) async fn submit(
    State(site): State<Site>,
    caller: Caller,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let confirmed = members::confirm_route(&mut tx, site.clock.now(), typed.get("key")).await;
    let route = confirmed.map_err(or_stale)?;
    tx.commit().await?;
    let page = DoorPage {
        lead: Some(caller.words.say("route-confirmed")),
        forms: vec![],
        onward: Some(("/console/".to_owned(), caller.words.say("console-back"))),
        ..page(caller.words, &route, "")
    };
    answer::page(&page, StatusCode::OK)
}

/// A link that was used, or is too old, or never was one.
fn or_stale(error: Error) -> Error {
    match error {
        Error::NotFound => stale().into(),
        other => other,
    }
}

fn page(words: &Words, route: &Route, key: &str) -> DoorPage {
    let address = [("address", route.address.as_str())];
    let form = Form {
        hidden: vec![("key", key.to_owned())],
        ..Form::to("confirm", "/console/confirm")
            .doing(words.say("letter-route-button"), Weight::Main)
    };
    let title = words.say("route-confirm-title");
    let here = format!("/console/confirm?key={key}&locale=");
    DoorPage {
        frame: Frame::outside(words, &title, Some(&here)),
        title,
        lead: Some(words.tell("route-confirm-lead", &address)),
        wrong: None,
        forms: vec![form],
        note: None,
        onward: None,
    }
}
