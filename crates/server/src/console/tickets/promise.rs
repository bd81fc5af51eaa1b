//! What became of a promise of theirs: kept at the press of a button; moved or taken back on a screen of its own.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::TicketPromiseId;
use uuid::Uuid;

use super::{ADDRESS, Scene, fields};
use crate::{
    console::{
        answer,
        desk::promise::ahead,
        form::{Control, Deed, Field, Form, Typed, Weight, Wrong},
        frame::Frame,
    },
    ground::{Error, Refusal, Result},
    ledger::{self, Settle},
    members::{Role, SignedIn},
    story::promises,
    web::Site,
};

#[derive(Template)]
#[template(path = "console/providers/follow.html")]
struct PromisePage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    form: Form,
}

/// Answers `GET /console/tickets/{id}/promises/{promise}`.
///
/// # Errors
/// `NotFound` without it, or where it is none of theirs; a fault when the database is away.
pub(super) async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(place): Path<(Uuid, Uuid)>,
) -> Result<Response> {
    screen(&site, &signed_in, place, &Typed::default(), None).await
}

/// Answers `POST /console/tickets/{id}/promises/{promise}`: it is moved or taken back.
///
/// # Errors
/// As [`ask`].
pub(super) async fn settle(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(place): Path<(Uuid, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, place, &typed, |scene| {
        let reason = typed.get("reason").to_owned();
        if typed.get("deed") == "withdraw" {
            return Ok(Settle::Withdrawn { reason });
        }
        let to = ahead(&scene.desk.reader, &typed, "due")?;
        let to = to.ok_or_else(|| {
            Refusal::of("due", "say by when: a day, or a day and a time")
                .told("refusal-promise-due")
        })?;
        Ok(Settle::Moved { to, reason })
    })
    .await
}

/// Answers `POST /console/tickets/{id}/promises/{promise}/keep`.
///
/// # Errors
/// As [`ask`].
pub(super) async fn keep(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(place): Path<(Uuid, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    let kept = |_: &Scene| Ok(Settle::Kept { at: None });
    done(&site, &signed_in, place, &typed, kept).await
}

async fn done(
    site: &Site,
    signed_in: &SignedIn,
    (id, promise): (Uuid, Uuid),
    typed: &Typed,
    meant: impl FnOnce(&Scene) -> Result<Settle, Refusal>,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, site, signed_in, (id, Role::Responder)).await?;
    let promise = TicketPromiseId(promise);
    if !scene.ticket.promises.iter().any(|one| one.id == promise) {
        return Err(Error::NotFound);
    }
    let done = match meant(&scene) {
        Ok(meant) => {
            let (now, actor) = (scene.desk.reader.now, signed_in.actor());
            ledger::settle_promise(&mut tx, now, actor, promise, &meant).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    let done = done.map(|()| format!("{}?done=settled#promises", scene.address()));
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => screen(site, signed_in, (id, promise.0), typed, Some(refusal)).await,
    }
}

async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    (id, promise): (Uuid, Uuid),
    typed: &Typed,
    refusal: Option<Refusal>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, site, signed_in, (id, Role::Responder)).await?;
    let reader = &scene.desk.reader;
    let mut all = scene.ticket.promises.iter();
    let one = all.find(|one| one.id.0 == promise).ok_or(Error::NotFound)?;
    let line = promises::line(reader, &one.told(reader.locale()), promises::today);
    let reason = Control::Text {
        value: typed.get("reason").to_owned(),
        rows: 2,
    };
    let mut form = Form {
        fields: vec![
            fields::time(reader, "due", "ticket-promise-due", typed)
                .hinted(reader.say("ticket-promise-due-hint")),
            Field::of("reason", reader.say("ticket-promise-reason"), reason)
                .hinted(reader.say("ticket-promise-reason-hint")),
        ],
        deeds: vec![
            Deed::of("move", reader.say("ticket-promise-move"), Weight::Main),
            Deed::of(
                "withdraw",
                reader.say("ticket-promise-withdraw"),
                Weight::Grave,
            ),
        ],
        ..Form::to("promise", format!("{}/promises/{promise}", scene.address()))
    };
    let wrong = refusal.as_ref().map(|refusal| form.refuse(reader, refusal));
    let frame = Frame::of(&mut tx, site, signed_in, &one.words).await?;
    let page = PromisePage {
        frame: frame.at(ADDRESS),
        back: (scene.address(), scene.ticket.subject.clone()),
        wrong,
        title: one.words.clone(),
        lead: promises::in_letters(&line.sentence),
        form,
    };
    answer::page(
        &page,
        refusal.map_or(StatusCode::OK, |one| answer::status_of(&one)),
    )
}
