//! What a one-time link lets do: the first administrator names themselves, whoever was invited or has lost their
//! password chooses one. Asking changes nothing; the form does, once.

use axum::{
    Form,
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::Actor;

use super::{Caller, DoorPage, Line, agent, see_other, with_cookie};
use crate::{
    console::frame::Frame,
    ground::{Error, Refusal, Result, Tx, password},
    members::{self, Invitation, InvitationKind, NewMember},
    web::{Site, Words, error::status_of},
};

#[derive(serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    key: String,
}

#[derive(serde::Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    key: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

/// Whom a link is for.
struct Guest {
    invitation: Invitation,
    name: String,
    email: String,
}

/// Answers `/console/welcome`.
pub(super) async fn ask(
    State(site): State<Site>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let guest = guest(&mut tx, &site, &asked.key).await?;
    page(caller.words, &guest, &asked.key).answer(StatusCode::OK)
}

/// Lets in whoever has a link, with the password that they choose.
pub(super) async fn submit(
    State(site): State<Site>,
    caller: Caller,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let mut guest = guest(&mut tx, &site, &typed.key).await?;
    drop(tx);
    if guest.invitation.kind == InvitationKind::First {
        (guest.name, guest.email) = (typed.name.clone(), typed.email.clone());
    }
    match enter(&site, &caller, &guest, &typed).await {
        Ok(cookie) => Ok(with_cookie(see_other("/console/"), &cookie)),
        Err(Error::Refused(refusal)) => page(caller.words, &guest, &typed.key)
            .refused(caller.words, &refusal)
            .answer(status_of(&refusal.into())),
        Err(error) => Err(error),
    }
}

/// Uses the link up; the cookie of the session that begins.
async fn enter(site: &Site, caller: &Caller, guest: &Guest, typed: &Typed) -> Result<String> {
    members::refuse_weak(&typed.password, &guest.name, &guest.email)?;
    let kept = password::hash_in_time(typed.password.clone()).await?;
    let now = site.clock.now();
    let mut tx = site.db.begin().await?;
    let id = match guest.invitation.kind {
        InvitationKind::First => {
            let new = NewMember {
                name: guest.name.clone(),
                email: guest.email.clone(),
                locale: Some(caller.words.locale().clone()),
            };
            members::create_first_administrator(&mut tx, now, &typed.key, new).await?
        }
        _ => {
            let used = members::use_link(&mut tx, now, &typed.key).await?;
            used.member.ok_or(Error::NotFound)?
        }
    };
    let actor = Actor::Member(id.0);
    members::set_password(&mut tx, now, actor, id, &kept).await?;
    members::end_sessions(&mut tx, now, actor, id, None).await?;
    let agent = agent(&caller.headers);
    let secret = members::start_session(&mut tx, now, actor, id, &agent, true).await?;
    tx.commit().await?;
    Ok(members::cookie(site, &secret))
}

async fn guest(tx: &mut Tx, site: &Site, key: &str) -> Result<Guest> {
    let invitation = members::find_invitation(tx, site.clock.now(), key)
        .await
        .map_err(|error| match error {
            Error::NotFound => stale().into(),
            other => other,
        })?;
    let member = match invitation.member {
        Some(id) => members::find_by_id(tx, id).await?,
        None => None,
    };
    let (name, email) = member.map_or_else(Default::default, |member| {
        (member.name, member.email.unwrap_or_default())
    });
    Ok(Guest {
        invitation,
        name,
        email,
    })
}

fn stale() -> Refusal {
    Refusal::whole("this link was used, or is too old; ask whoever sent it for another")
        .told("refusal-link")
}

fn page(words: &Words, guest: &Guest, key: &str) -> DoorPage {
    let kind = match guest.invitation.kind {
        InvitationKind::First => "first",
        InvitationKind::Invite => "invite",
        InvitationKind::Recover => "recover",
    };
    let title = words.say(&format!("welcome-{kind}"));
    let chosen = Line::of(words, "password", "password", "new-password")
        .hinted(words.say("field-password-hint"));
    let mut lines = vec![chosen];
    if guest.invitation.kind == InvitationKind::First {
        lines.insert(
            0,
            Line::of(words, "email", "email", "username").holding(&guest.email),
        );
        lines.insert(
            0,
            Line::of(words, "name", "text", "name").holding(&guest.name),
        );
    }
    let who = [
        ("name", guest.name.as_str()),
        ("email", guest.email.as_str()),
    ];
    DoorPage {
        frame: Frame::outside(
            words,
            &title,
            Some(&format!("/console/welcome?key={key}&locale=")),
        ),
        lead: Some(words.tell(&format!("welcome-{kind}-lead"), &who)),
        title,
        wrong: None,
        hidden: vec![("key", key.to_owned())],
        lines,
        action: "/console/welcome",
        button: words.say("welcome-enter"),
        note: None,
        onward: None,
    }
}
