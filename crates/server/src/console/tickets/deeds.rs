//! What is done with a ticket on its screen: something is said or promised, the team is reminded, it is closed or opened again.

use axum::{
    extract::{Path, State},
    response::Response,
};
use beffroi_domain::TicketId;
use uuid::Uuid;

use super::{
    Scene, fields,
    one::{self, Which},
};
use crate::{
    console::{answer, desk::promise::ahead, form::Typed},
    ground::{Refusal, Result, Tx},
    ledger::{self, EntryKind, NewPromise, Say},
    members::{Role, SignedIn},
    web::Site,
};

/// Answers `POST /console/tickets/{id}/entries`.
///
/// # Errors
/// `NotFound` without it, or where it is none of theirs; a fault when the database is away.
pub(super) async fn say(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    done(
        (&site, &signed_in, id),
        Which::Say,
        &typed,
        async |tx, scene| {
            let reader = &scene.desk.reader;
            let kind = typed.get("kind").parse::<EntryKind>();
            let new = Say {
                ticket: TicketId(id),
                kind: kind.map_err(|_| {
                    Refusal::of("kind", "say who said it").told("refusal-ticket-kind")
                })?,
                at: fields::past(reader, &typed, "at")?,
                body: typed.get("body").replace("\r\n", "\n"),
            };
            ledger::say(tx, reader.now, signed_in.actor(), &new).await?;
            Ok("said")
        },
    )
    .await
}

/// Answers `POST /console/tickets/{id}/promises`.
///
/// # Errors
/// As [`say`].
pub(super) async fn promise(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    done(
        (&site, &signed_in, id),
        Which::Promise,
        &typed,
        async |tx, scene| {
            let reader = &scene.desk.reader;
            let due = ahead(reader, &typed, "due")?;
            let new = NewPromise {
                ticket: TicketId(id),
                words: typed.get("words").to_owned(),
                due: due.ok_or_else(|| {
                    Refusal::of("due", "say by when: a day, or a day and a time")
                        .told("refusal-promise-due")
                })?,
                made_at: None,
            };
            ledger::promise(tx, reader.now, signed_in.actor(), &new).await?;
            Ok("promised")
        },
    )
    .await
}

/// Answers `POST /console/tickets/{id}/remind`; nothing typed is no reminder.
///
/// # Errors
/// As [`say`].
pub(super) async fn remind(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    done(
        (&site, &signed_in, id),
        Which::Remind,
        &typed,
        async |tx, scene| {
            let reader = &scene.desk.reader;
            let at = fields::future(reader, &typed, "remind")?;
            ledger::remind_at(tx, reader.now, signed_in.actor(), TicketId(id), at).await?;
            Ok(match at {
                Some(_) => "reminding",
                None => "unreminded",
            })
        },
    )
    .await
}

/// Answers `POST /console/tickets/{id}/close`.
///
/// # Errors
/// As [`say`].
pub(super) async fn close(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    done(
        (&site, &signed_in, id),
        Which::End,
        &typed,
        async |tx, scene| {
            let (now, actor) = (scene.desk.reader.now, signed_in.actor());
            ledger::close(tx, now, actor, TicketId(id), typed.get("body")).await?;
            Ok("closed")
        },
    )
    .await
}

/// Answers `POST /console/tickets/{id}/reopen`.
///
/// # Errors
/// As [`say`].
pub(super) async fn reopen(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    done(
        (&site, &signed_in, id),
        Which::End,
        &typed,
        async |tx, scene| {
            let (now, actor) = (scene.desk.reader.now, signed_in.actor());
            ledger::reopen(tx, now, actor, TicketId(id), typed.get("body")).await?;
            Ok("reopened")
        },
    )
    .await
}

/// Does it once, for a responder of its page, and leads back to the ticket; what was refused comes back with what was typed.
async fn done(
    (site, signed_in, id): (&Site, &SignedIn, Uuid),
    which: Which,
    typed: &Typed,
    deed: impl AsyncFnOnce(&mut Tx, &Scene) -> Result<&'static str>,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, site, signed_in, (id, Role::Responder)).await?;
    let now = scene.desk.reader.now;
    let done = answer::once(&mut tx, now, signed_in, typed, async |tx| {
        let word = deed(tx, &scene).await?;
        Ok(format!("{}?done={word}", scene.address()))
    });
    let done = done.await;
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => one::screen(site, signed_in, id, None, Some((which, typed, refusal))).await,
    }
}
