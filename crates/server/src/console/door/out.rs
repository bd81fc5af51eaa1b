//! Signing out, and choosing the language of one's console.

use axum::{
    Form,
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};

use super::{place, with_cookie};
use crate::{
    console::{answer::see_other, frame::ours},
    ground::{Error, Result},
    members::{self, SignedIn},
    web::Site,
};

#[derive(serde::Deserialize)]
pub(in crate::console) struct Chosen {
    locale: String,
}

/// Ends the session of this browser.
pub(in crate::console) async fn sign_out(
    State(site): State<Site>,
    signed_in: SignedIn,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    members::end_session(&mut tx, now, actor, signed_in.member.id, signed_in.session).await?;
    tx.commit().await?;
    let response = see_other("/console/sign-in");
    Ok(with_cookie(response, &members::cookie_ended(&site)))
}

/// Sets the language of a member's console, and leads back to where they were.
pub(in crate::console) async fn set_language(
    State(site): State<Site>,
    signed_in: SignedIn,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Result<Response> {
    let ours = ours();
    let locale = ours.iter().find(|locale| locale.as_str() == chosen.locale);
    let locale = locale.ok_or(Error::NotFound)?;
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    members::set_locale(&mut tx, now, actor, signed_in.member.id, Some(locale)).await?;
    tx.commit().await?;
    Ok(see_other(place(came_from(&headers).as_deref())))
}

/// The path that a form of ours stood on.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let said = headers.get(header::REFERER)?.to_str().ok()?;
    let uri: axum::http::Uri = said.parse().ok()?;
    Some(uri.path_and_query()?.as_str().to_owned())
}
