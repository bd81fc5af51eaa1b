//! A screen of the desk with one form: how it is shown, and how what was typed ends.
//!
//! Read in order: [`show`], [`done`].

use askama::Template;
use axum::{http::StatusCode, response::Response};
use uuid::Uuid;

use super::{answer, scene::Scene};
use crate::{
    console::{
        form::{Form, Wrong},
        frame::Frame,
    },
    ground::{Refusal, Result, Tx},
    members::SignedIn,
    web::Site,
};

#[derive(Template)]
#[template(path = "console/desk/one_form.html")]
struct OneForm {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    form: Form,
}

/// Shows the form below its title and lead; where what was typed was refused, with why.
///
/// # Errors
/// A fault when the template cannot be printed.
pub fn show(
    (site, signed_in, scene): (&Site, &SignedIn, &Scene),
    (title, lead): (String, String),
    mut form: Form,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let reader = &scene.reader;
    let wrong = refusal.map(|refusal| form.refuse(reader, refusal));
    let name = reader.plain(&scene.incident.title).unwrap_or_default();
    let page = OneForm {
        frame: Frame::inside(site, signed_in, &title),
        back: (scene.address(), name),
        wrong,
        title,
        lead,
        form,
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, answer::status_of))
}

/// Does a deed on an incident and leads on to `place` on its desk; one that is refused is shown `again`, on the incident as it
/// stands then.
///
/// # Errors
/// `NotFound` without such an incident; those of the deed that are no refusal.
pub async fn done(
    (site, signed_in, id): (&Site, &SignedIn, Uuid),
    place: &str,
    deed: impl AsyncFnOnce(&mut Tx, &Scene) -> Result<()>,
    again: impl FnOnce(&Scene, &Refusal) -> Result<Response>,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, site, signed_in, id).await?;
    let done = deed(&mut tx, &scene).await;
    let place = done.map(|()| format!("{}{place}", scene.address()));
    match answer::end(tx, place).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => {
            let mut tx = site.db.snapshot().await?;
            let scene = Scene::load(&mut tx, site, signed_in, id).await?;
            again(&scene, &refusal)
        }
    }
}
