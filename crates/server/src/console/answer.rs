//! How deeds end: led on, refused with what was typed, or once although asked twice.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use beffroi_domain::Locale;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    console::form::{Typed, tongue_name},
    ground::{Error, Refusal, RefusalKind, Result, Tx},
    idempotency,
    members::SignedIn,
    web::{Reader, cache::Policy, error},
};

/// Leads on after a deed, so that going back or reloading does not do it again.
#[must_use]
pub fn see_other(place: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(place) = HeaderValue::from_str(place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Policy::Never.write(response.headers_mut());
    response
}

/// Ends a deed: what was done stays and leads on to a place; of what was refused nothing stays, and it comes back.
///
/// # Errors
/// Whatever is no refusal.
pub async fn end(tx: Tx, done: Result<String>) -> Result<Result<Response, Refusal>> {
    match done {
        Ok(place) => {
            tx.commit().await?;
            Ok(Ok(see_other(&place)))
        }
        Err(Error::Refused(refusal)) => Ok(Err(refusal)),
        Err(other) => Err(other),
    }
}

/// A whole page, for this member alone.
///
/// # Errors
/// A fault when the template cannot be printed.
pub fn page(page: &impl askama::Template, status: StatusCode) -> Result<Response> {
    let html = page.render().map_err(anyhow::Error::from)?;
    let mut response = (status, Html(html)).into_response();
    Policy::Never.write(response.headers_mut());
    Ok(response)
}

/// A part of a page that a script puts in its place.
///
/// # Errors
/// A fault when the template cannot be printed.
pub fn fragment(part: &impl askama::Template) -> Result<Response> {
    page(part, StatusCode::OK)
}

/// Whether a script asks, which on a form that tells readers something is for a preview and nothing else,
/// whatever button has the focus just then.
#[must_use]
pub fn is_live(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}

/// The status of a refusal.
#[must_use]
pub fn status_of(refusal: &Refusal) -> StatusCode {
    error::status_of(&refusal.clone().into())
}

/// Nobody publishes what they have not seen: the first press says that a number was taken out, and shows the text as it
/// will go out; the second, which carries that text, publishes.
///
/// # Errors
/// `Refused` as held where a card or account number was taken out of what was typed.
pub fn refuse_taken(typed: &Typed) -> Result<(), Refusal> {
    if !typed.is_taken() {
        return Ok(());
    }
    let message = "a card or account number was taken out; look at the text, then send it again";
    let refusal = Refusal::of("text", message).being(RefusalKind::Held);
    Err(refusal.told("refusal-taken-out"))
}

/// What names a refusal that asks for nothing but a second press: languages are missing.
pub const LACKS: &str = "refusal-lacks";
/// The same where the page requires them and lets them follow.
pub const FOLLOWS: &str = "refusal-lacks-follow";

/// Nobody publishes in fewer languages than the page speaks without having been told: the first press
/// says which are missing, and the second, which carries their tags, publishes. `named` are those that it names.
///
/// # Errors
/// `Refused` where languages are missing that the writer was not told of.
pub fn refuse_missing(
    reader: &Reader,
    missing: &[&Locale],
    (key, named): (&'static str, &[Locale]),
    typed: &Typed,
) -> Result<(), Refusal> {
    let tags: Vec<&str> = missing.iter().map(|one| one.as_str()).collect();
    let tags = tags.join(" ");
    if tags == typed.get("without") {
        return Ok(());
    }
    let names: Vec<String> = named.iter().map(tongue_name).collect();
    let message = format!("nothing is written in {tags}; write it, or publish without");
    let names = reader.list(&names);
    Err(Refusal::of("text", message).says(key, [("languages", names), ("tags", tags)]))
}

/// Notes that the writer has been told which languages are missing.
pub fn accept_missing(refusal: &Refusal, typed: &mut Typed) {
    let tags = refusal.values.iter().find(|(name, _)| *name == "tags");
    let is_it = matches!(refusal.key, Some(LACKS | FOLLOWS));
    if let Some((_, tags)) = tags.filter(|_| is_it) {
        typed.set("without", tags.clone());
    }
}

/// Does a deed once, however often the same form is sent; the second time, what came of the first comes back.
///
/// # Errors
/// Those of the deed; `Refused` when the form of a deed that is done is sent with something else in it.
pub async fn once<T: Serialize + DeserializeOwned + Sync>(
    tx: &mut Tx,
    now: Timestamp,
    signed_in: &SignedIn,
    typed: &Typed,
    deed: impl AsyncFnOnce(&mut Tx) -> Result<T>,
) -> Result<T> {
    let (actor, key) = (signed_in.actor(), typed.get("key"));
    if key.is_empty() {
        return deed(tx).await;
    }
    let digest = digest_of(typed);
    if let Some(done) = idempotency::once(tx, now, actor, key, &digest).await? {
        return Ok(done);
    }
    let outcome = deed(tx).await?;
    idempotency::keep(tx, actor, key, &outcome).await?;
    Ok(outcome)
}

/// The fingerprint of what was typed: the same form sent twice has the same.
#[must_use]
pub fn digest_of(typed: &Typed) -> String {
    let pairs = typed.pairs().iter();
    let parts: Vec<&str> = pairs
        .flat_map(|(name, value)| [name.as_str(), value.as_str()])
        .collect();
    idempotency::digest_of(&parts)
}
