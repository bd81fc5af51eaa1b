//! A way back in for whoever lost a password: a link by mail, where a relay is set. The answer is the same, and
//! as quick, whether anybody signs in with that address or not.

use std::sync::Arc;

use axum::{Extension, extract::State, http::StatusCode, response::Response};
use beffroi_domain::Actor;

use super::{Caller, DoorPage, Limits, sign_in::too_many};
use crate::{
    console::{
        answer,
        form::{Control, Field, Form, Typed, Weight},
        frame::Frame,
    },
    ground::{Error, Result},
    members::{self, InvitationKind},
    web::{Site, Words},
};

/// Answers `/console/recover`.
pub(super) async fn ask(State(site): State<Site>, caller: Caller) -> Result<Response> {
    if !site.has_mail {
        return Err(Error::NotFound);
    }
    answer::page(&page(caller.words), StatusCode::OK)
}

/// Has a link sent to whoever signs in with this address.
pub(super) async fn submit(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
    typed: Typed,
) -> Result<Response> {
    if !site.has_mail {
        return Err(Error::NotFound);
    }
    let (now, email) = (site.clock.now(), typed.get("email").trim().to_lowercase());
    let is_free = limits.addresses.take(&(), caller.client, now)
        && limits.letters.take(&email, caller.client, now);
    if !is_free {
        return page(caller.words).refused(caller.words, &too_many());
    }
    // Not waited for: how long it takes would tell whether there is an account.
    tokio::spawn(async move {
        if let Err(error) = send(&site, &email).await {
            tracing::error!(%error, "a way back in could not be sent");
        }
    });
    let mut page = page(caller.words);
    page.lead = Some(caller.words.say("recover-sent"));
    page.forms.clear();
    answer::page(&page, StatusCode::OK)
}

async fn send(site: &Site, email: &str) -> Result<()> {
    let (now, kind) = (site.clock.now(), InvitationKind::Recover);
    let mut tx = site.db.begin().await?;
    let Some(member) = members::find_by_email(&mut tx, email).await? else {
        return Ok(());
    };
    let secret = members::make_link(&mut tx, now, Actor::System, kind, member.id).await?;
    members::send_link(&mut tx, now, site, &member, kind, &secret).await?;
    tx.commit().await
}

fn page(words: &Words) -> DoorPage {
    let title = words.say("recover-title");
    let email = Control::input("email", "username", "");
    let form = Form::to("recover", "/console/recover")
        .asking([Field::named(words, "email", email)])
        .doing(words.say("recover-send"), Weight::Main);
    DoorPage {
        frame: Frame::outside(words, &title, Some("/console/recover?locale=")),
        title,
        lead: Some(words.say("recover-lead")),
        wrong: None,
        forms: vec![form],
        note: None,
        onward: Some(("/console/sign-in".to_owned(), words.say("recover-back"))),
    }
}
