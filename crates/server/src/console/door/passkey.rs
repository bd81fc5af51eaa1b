//! Signing in with a passkey: the browser is given something to sign, which comes back signed. A script does it;
//! without one the form is not shown.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::State,
    response::{IntoResponse as _, Response},
};
use jiff::SignedDuration;
use serde_json::json;

use super::{Caller, Limits, agent, on, place, sign_in, with_cookie};
use crate::{
    console::{
        form::{Form, Typed, Weight},
        frame::Frame,
    },
    ground::{Error, Result, token},
    members::{self, Entry, Party, Way},
    web::{Site, Words, assets, cookie},
};

/// What only the browser has that was asked.
const COOKIE: &str = "beffroi-passkey";
/// As long as browsers wait for a finger, and the way there and back.
const LASTS: SignedDuration = SignedDuration::from_mins(6);
/// Where a browser's answer goes.
pub(super) const ADDRESS: &str = "/console/sign-in/passkey";
/// Where what it is to sign is asked for.
pub(super) const ASK: &str = "/console/sign-in/passkey/ask";

/// Something to sign, for this browser alone.
pub(super) async fn ask(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
) -> Result<Response> {
    let (now, cookie) = (site.clock.now(), token::new_secret());
    if !limits.addresses.take(&(), caller.client, now) {
        return Err(sign_in::too_many().into());
    }
    let party = Party::of(&site.public_url).ok_or(Error::NotFound)?;
    let mut tx = site.db.begin().await?;
    let options = members::ask_for_passkey(&mut tx, now, &party, &cookie).await?;
    tx.commit().await?;
    let response = Json(json!({ "get": options })).into_response();
    let set = cookie::set(&site.public_url, COOKIE, &cookie, LASTS.as_secs());
    Ok(with_cookie(response, &set))
}

/// Lets in whoever's passkey signed it.
pub(super) async fn submit(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
    typed: Typed,
) -> Result<Response> {
    let to = place(typed.filled("to"));
    match enter(&site, &limits, &caller, typed.get("answer")).await {
        Ok(entry) => Ok(on(&site, &entry, to)),
        Err(Error::Refused(refusal)) => {
            sign_in::page(&site, caller.words, "", to).refused(caller.words, &refusal)
        }
        Err(error) => Err(error),
    }
}

async fn enter(site: &Site, limits: &Limits, caller: &Caller, answer: &str) -> Result<Entry> {
    let now = site.clock.now();
    if !limits.addresses.take(&(), caller.client, now) {
        return Err(sign_in::too_many().into());
    }
    let party = Party::of(&site.public_url).ok_or(Error::NotFound)?;
    let name = cookie::name(&site.public_url, COOKIE);
    let mut shown = cookie::named(&caller.headers, &name);
    let cookie = shown.next().unwrap_or_default();
    let mut tx = site.db.begin().await?;
    let member = members::use_passkey(&mut tx, now, &party, cookie, answer).await?;
    let agent = agent(&caller.headers);
    let entry = members::enter(&mut tx, now, member, Way::Passkey, &agent).await?;
    tx.commit().await?;
    limits.addresses.forgive(&(), caller.client);
    Ok(entry)
}

/// The button; none where browsers have no passkeys for us.
pub(super) fn form(site: &Site, words: &Words, to: &str) -> Option<Form> {
    Party::of(&site.public_url)?;
    Some(Form {
        hidden: vec![("to", to.to_owned()), ("answer", String::new())],
        passkey: Some((ASK, words.say("passkey-failed"))),
        ..Form::to("passkey", ADDRESS).doing(words.say("passkey-enter"), Weight::Quiet)
    })
}

/// With the script that asks for passkeys.
pub(in crate::console) fn with_passkeys(mut frame: Frame) -> Frame {
    frame.scripts.push(assets::address("passkey.js"));
    frame
}
