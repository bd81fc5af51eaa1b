//! What a one-time link lets do: the first administrator names themselves, whoever was invited or has lost their
//! password chooses one. Asking changes nothing; the form does, once.

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::Actor;

use super::{Caller, DoorPage, agent, on};
use crate::{
    console::{
        answer,
        form::{Control, Field, Form, Typed, Weight},
        frame::Frame,
    },
    ground::{Error, Refusal, Result, Tx, password},
    members::{self, Invitation, InvitationKind, NewMember, Way},
    web::{Site, Words},
};

#[derive(serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub key: String,
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
    answer::page(&page(caller.words, &guest, &asked.key), StatusCode::OK)
}

/// Lets in whoever has a link, with the password that they choose.
pub(super) async fn submit(
    State(site): State<Site>,
    caller: Caller,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let mut guest = guest(&mut tx, &site, typed.get("key")).await?;
    drop(tx);
    if guest.invitation.kind == InvitationKind::First {
        let said = |name| typed.get(name).to_owned();
        (guest.name, guest.email) = (said("name"), said("email"));
    }
    match enter(&site, &caller, &guest, &typed).await {
        Ok(response) => Ok(response),
        Err(Error::Refused(refusal)) => {
            page(caller.words, &guest, typed.get("key")).refused(caller.words, &refusal)
        }
        Err(error) => Err(error),
    }
}

/// Uses the link up, and lets in, or asks for the second factor of whoever has one.
async fn enter(site: &Site, caller: &Caller, guest: &Guest, typed: &Typed) -> Result<Response> {
    let (key, chosen) = (typed.get("key"), typed.get("password"));
    members::refuse_weak(chosen, &guest.name, &guest.email)?;
    let kept = password::hash_in_time(chosen.to_owned()).await?;
    let now = site.clock.now();
    let mut tx = site.db.begin().await?;
    let id = match guest.invitation.kind {
        InvitationKind::First => {
            let new = NewMember {
                name: guest.name.clone(),
                email: guest.email.clone(),
                locale: Some(caller.words.locale().clone()),
            };
            members::create_first_administrator(&mut tx, now, key, new).await?
        }
        _ => {
            let used = members::use_link(&mut tx, now, key).await?;
            used.member.ok_or(Error::NotFound)?
        }
    };
    let actor = Actor::Member(id.0);
    members::set_password(&mut tx, now, actor, id, &kept).await?;
    members::end_sessions(&mut tx, now, actor, id, None).await?;
    let agent = agent(&caller.headers);
    let entry = members::enter(&mut tx, now, id, Way::Link, &agent).await?;
    tx.commit().await?;
    Ok(on(site, &entry, "/console/"))
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

pub(super) fn stale() -> Refusal {
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
    let mut fields = vec![];
    if guest.invitation.kind == InvitationKind::First {
        fields = vec![
            Field::named(words, "name", Control::input("text", "name", &guest.name)),
            Field::named(
                words,
                "email",
                Control::input("email", "username", &guest.email),
            ),
        ];
    }
    let chosen = Field::named(words, "password", Control::password("new-password"));
    fields.push(chosen.hinted(words.say("field-password-hint")));
    let form = Form {
        hidden: vec![("key", key.to_owned())],
        ..Form::to("welcome", "/console/welcome")
            .asking(fields)
            .doing(words.say("welcome-enter"), Weight::Main)
    };
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
        forms: vec![form],
        note: None,
        onward: None,
    }
}
