//! Signing in with an address and a password.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};

use super::{Caller, DoorPage, Limits, agent, on, passkey, place, provider};
use crate::{
    console::{
        answer,
        form::{Control, Field, Form, Typed, Weight},
        frame::Frame,
    },
    ground::{Refusal, RefusalKind, Result, password},
    members::{self, Member, Way, oidc::Stop},
    web::{Site, Words},
};

#[derive(serde::Deserialize)]
pub(super) struct Asked {
    pub(super) to: Option<String>,
    stopped: Option<String>,
}

/// Answers `/console/sign-in`.
pub(super) async fn ask(
    State(site): State<Site>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let page = page(&site, caller.words, "", place(asked.to.as_deref()));
    let stop = asked.stopped.as_deref().and_then(Stop::find);
    if let (Some(stop), Some(provider)) = (stop, &site.provider) {
        return page.refused(caller.words, &stop.refusal(provider));
    }
    answer::page(&page, StatusCode::OK)
}

/// Lets in whoever knows the password.
pub(super) async fn submit(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
    typed: Typed,
) -> Result<Response> {
    let to = place(typed.filled("to"));
    let member = match tried(&site, &limits, &caller, &typed).await? {
        Ok(member) => member,
        Err(refusal) => {
            let page = page(&site, caller.words, typed.get("email"), to);
            return page.refused(caller.words, &refusal);
        }
    };
    let now = site.clock.now();
    let mut tx = site.db.begin().await?;
    let agent = agent(&caller.headers);
    let entry = members::enter(&mut tx, now, member.id, Way::Password, &agent).await?;
    tx.commit().await?;
    Ok(on(&site, &entry, to))
}

/// The member whose password this is; the same refusal, after the same time, for everything else.
async fn tried(
    site: &Site,
    limits: &Limits,
    caller: &Caller,
    typed: &Typed,
) -> Result<Result<Member, Refusal>> {
    let now = site.clock.now();
    let account = typed.get("email").trim().to_lowercase();
    let is_free = limits.addresses.take(&(), caller.client, now)
        && limits.accounts.take(&account, caller.client, now);
    if !is_free {
        return Ok(Err(too_many()));
    }
    let mut tx = site.db.snapshot().await?;
    let found = members::find_password(&mut tx, &account).await?;
    drop(tx);
    let (member, kept) = found.map_or((None, password::nobodys()), |(member, kept)| {
        (Some(member), kept)
    });
    let fits = password::fits_in_time(typed.get("password").to_owned(), kept).await;
    Ok(match (fits, member) {
        (Some(true), Some(member)) => {
            limits.accounts.forgive(&account, caller.client);
            limits.addresses.forgive(&(), caller.client);
            Ok(member)
        }
        (Some(_), _) => Err(wrong()),
        (None, _) => Err(too_many()),
    })
}

fn wrong() -> Refusal {
    Refusal::of(
        "password",
        "address and password do not belong together; try again",
    )
    .told("refusal-sign-in")
}

pub(super) fn too_many() -> Refusal {
    Refusal::whole("too many tries; wait ten minutes, or ask an administrator for a link")
        .being(RefusalKind::TooMany)
        .told("refusal-sign-in-many")
}

pub(super) fn page(site: &Site, words: &Words, email: &str, to: &str) -> DoorPage {
    let title = words.say("sign-in-title");
    let form = Form {
        hidden: vec![("to", to.to_owned())],
        ..Form::to("sign-in", "/console/sign-in")
            .asking([
                Field::named(words, "email", Control::input("email", "username", email)),
                Field::named(words, "password", Control::password("current-password")),
            ])
            .doing(words.say("sign-in-enter"), Weight::Main)
    };
    DoorPage {
        frame: passkey::with_passkeys(Frame::outside(
            words,
            &title,
            Some("/console/sign-in?locale="),
        )),
        title,
        lead: None,
        wrong: None,
        forms: [form]
            .into_iter()
            .chain(passkey::form(site, words, to))
            .chain(provider::form(site, words, to))
            .collect(),
        note: (!site.has_mail).then(|| words.say("sign-in-lost")),
        onward: site
            .has_mail
            .then(|| ("/console/recover".to_owned(), words.say("recover-title"))),
    }
}
