//! What is done with a case on its screen: it is answered, noted, given to somebody, tied to an incident, and ended.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
    response::Response,
};
use beffroi_domain::{IncidentId, MemberId};
use uuid::Uuid;

use super::{
    Scene, machine,
    one::{self, Which},
    phrases,
};
use crate::{
    console::{answer as ended, form::Typed},
    ground::{Refusal, Result, Tx},
    members::{Role, SignedIn},
    reports::{self, Answer},
    translations::Machine,
    web::Site,
};

/// Answers `POST /console/cases/{id}/answer`: says something to its author, or helps to write it.
///
/// # Errors
/// `NotFound` without it, or where it is none of theirs; a fault when the database is away.
pub(super) async fn answer(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    Extension(service): Extension<Option<Arc<Machine>>>,
    mut typed: Typed,
) -> Result<Response> {
    if matches!(typed.get("deed"), phrases::PUT | machine::DRAFT) {
        let mut tx = site.db.snapshot().await?;
        let scene = Scene::load(&mut tx, &site, &signed_in, (id, Role::Responder)).await?;
        let refused = match typed.get("deed") {
            machine::DRAFT => {
                // Nothing is asked of a service while the database waits.
                drop(tx);
                let service = service.as_deref();
                machine::press(service, &scene, &mut typed).await.err()
            }
            _ => {
                phrases::put(&mut tx, &scene, &mut typed).await?;
                drop(tx);
                None
            }
        };
        let shown = (Which::Answer, &typed, refused);
        return one::screen(&site, &signed_in, id, None, Some(shown)).await;
    }
    let of = (&site, &signed_in, id);
    done(of, Which::Answer, &typed, async |tx, scene| {
        ended::refuse_taken(&typed).map_err(at_words)?;
        machine::refuse_unread(&typed)?;
        let new = Answer {
            report: scene.report.id,
            locale: None,
            words: typed.get("words").replace("\r\n", "\n"),
        };
        reports::answer(tx, scene.reader.now, signed_in.actor(), &new).await?;
        Ok("answered")
    })
    .await
}

/// That of another form, said of this one's text.
pub(super) fn at_words(refusal: Refusal) -> Refusal {
    Refusal {
        field: Some("words"),
        ..refusal
    }
}

/// Answers `POST /console/cases/{id}/note`.
///
/// # Errors
/// As [`answer`].
pub(super) async fn note(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let of = (&site, &signed_in, id);
    done(of, Which::Note, &typed, async |tx, scene| {
        let words = typed.get("words").replace("\r\n", "\n");
        let (now, actor) = (scene.reader.now, signed_in.actor());
        reports::note(tx, now, actor, scene.report.id, &words).await?;
        Ok("noted")
    })
    .await
}

/// Answers `POST /console/cases/{id}/assign`: to oneself, to whoever is chosen, or to nobody.
///
/// # Errors
/// As [`answer`].
pub(super) async fn assign(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let of = (&site, &signed_in, id);
    done(of, Which::Assign, &typed, async |tx, scene| {
        let member = match (typed.get("deed"), typed.filled("member")) {
            ("mine", _) => Some(signed_in.member.id),
            (_, None) => None,
            (_, Some(id)) => Some(MemberId(id.parse().unwrap_or_default())),
        };
        let (now, actor) = (scene.reader.now, signed_in.actor());
        reports::assign(tx, now, actor, scene.report.id, member).await?;
        Ok(match member {
            Some(_) => "assigned",
            None => "unassigned",
        })
    })
    .await
}

/// Answers `POST /console/cases/{id}/link`: it is about an incident, or not after all.
///
/// # Errors
/// As [`answer`].
pub(super) async fn link(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let of = (&site, &signed_in, id);
    done(of, Which::Link, &typed, async |tx, scene| {
        let (now, actor) = (scene.reader.now, signed_in.actor());
        if typed.get("deed") == "unlink" {
            reports::unlink(tx, now, actor, scene.report.id).await?;
            return Ok("unlinked");
        }
        let incident = chosen_incident(&typed)?;
        reports::link(tx, now, actor, scene.report.id, incident).await?;
        Ok("linked")
    })
    .await
}

/// The incident that was chosen.
///
/// # Errors
/// `Refused` where none was.
pub(super) fn chosen_incident(typed: &Typed) -> Result<IncidentId, Refusal> {
    typed.get("incident").parse().map(IncidentId).map_err(|_| {
        let message = "choose an incident";
        Refusal::of("incident", message).told("refusal-case-incident")
    })
}

/// Answers `POST /console/cases/{id}/ask`.
///
/// # Errors
/// As [`answer`].
pub(super) async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let of = (&site, &signed_in, id);
    done(of, Which::End, &typed, async |tx, scene| {
        let (now, actor) = (scene.reader.now, signed_in.actor());
        reports::ask(tx, now, actor, scene.report.id).await?;
        Ok("asked")
    })
    .await
}

/// Answers `POST /console/cases/{id}/close`.
///
/// # Errors
/// As [`answer`].
pub(super) async fn close(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let of = (&site, &signed_in, id);
    done(of, Which::End, &typed, async |tx, scene| {
        let (now, actor) = (scene.reader.now, signed_in.actor());
        reports::close(tx, now, actor, scene.report.id).await?;
        Ok("closed")
    })
    .await
}

/// Answers `POST /console/cases/{id}/reopen`.
///
/// # Errors
/// As [`answer`].
pub(super) async fn reopen(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let of = (&site, &signed_in, id);
    done(of, Which::End, &typed, async |tx, scene| {
        let (now, actor) = (scene.reader.now, signed_in.actor());
        reports::reopen(tx, now, actor, scene.report.id).await?;
        Ok("reopened")
    })
    .await
}

/// Does it once, for a responder of its page, and leads back to the case; what was refused comes back with what was typed.
async fn done(
    (site, signed_in, id): (&Site, &SignedIn, Uuid),
    which: Which,
    typed: &Typed,
    deed: impl AsyncFnOnce(&mut Tx, &Scene) -> Result<&'static str>,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, site, signed_in, (id, Role::Responder)).await?;
    let now = scene.reader.now;
    let done = ended::once(&mut tx, now, signed_in, typed, async |tx| {
        let word = deed(tx, &scene).await?;
        Ok(format!("{}?done={word}", scene.address()))
    });
    let done = done.await;
    match ended::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => {
            let shown = (which, typed, Some(refusal));
            one::screen(site, signed_in, id, None, Some(shown)).await
        }
    }
}
