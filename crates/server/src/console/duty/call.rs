//! A call: since when readers wait, and the button that takes it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use uuid::Uuid;

use super::{ADDRESS, list::Reading};
use crate::{
    console::{
        answer::{self, see_other},
        form::{Form, Weight},
        frame::Frame,
    },
    duty,
    ground::{Error, Result},
    members::{Role, SignedIn},
    pages,
    web::Site,
};

#[derive(Template)]
#[template(path = "console/duty/call.html")]
struct CallPage {
    frame: Frame,
    title: String,
    lead: String,
    state: Option<String>,
    form: Form,
    back: (String, String),
}

pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let call = duty::load_call(&mut tx, id).await?;
    signed_in.on(&mut tx, call.page, Role::Reader).await?;
    let page = pages::find_by_id(&mut tx, call.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    let read = Reading::of(&mut tx, &site, &signed_in).await?;
    let title = read.title(&mut tx, &page, &call).await?;
    let since = read.instant(&page, call.said_at);
    let frame = Frame::of(&mut tx, &site, &signed_in, &title).await?;
    let words = read.words;
    let screen = CallPage {
        frame: frame.at(ADDRESS),
        lead: words.tell("duty-call-lead", &[("since", &since)]),
        state: call.ended_at.map(|_| read.state(&call)),
        form: Form::to("take", format!("{ADDRESS}/{id}"))
            .doing(words.say("letter-duty-button"), Weight::Main),
        back: ("/console/".to_owned(), words.say("console-back")),
        title,
    };
    answer::page(&screen, StatusCode::OK)
}

/// Takes a call. Whoever comes second sees who has it.
pub(super) async fn take(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let (now, member) = (site.clock.now(), signed_in.member.id);
    let mut tx = site.db.begin().await?;
    let call = duty::load_call(&mut tx, id).await?;
    signed_in.on(&mut tx, call.page, Role::Reader).await?;
    duty::answer(&mut tx, now, signed_in.actor(), member, id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{ADDRESS}/{id}")))
}
