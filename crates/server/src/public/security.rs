//! `/.well-known/security.txt`: whom to tell about a weakness, where the operator has said so.
//!
//! Source: RFC 9116.

use axum::{
    extract::State,
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse as _, Response},
};
use jiff::{SignedDuration, Timestamp};

use super::visit::{Program, offered};
use crate::{
    ground::{Error, Result},
    web::{Site, cache::Policy},
};

/// How long what stands there may be believed: half a year from when it was asked for.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24 * 182);

/// Answers `/.well-known/security.txt`.
///
/// # Errors
/// `NotFound` where no contact is set.
pub async fn show(State(site): State<Site>, Program(visit): Program) -> Result<Response> {
    let contact = site.security_contact.as_ref().ok_or(Error::NotFound)?;
    let locales: Vec<String> = offered(&visit.page)
        .iter()
        .map(ToString::to_string)
        .collect();
    let text = format!(
        "Contact: {contact}\nExpires: {}\nPreferred-Languages: {}\nCanonical: {}/.well-known/security.txt\n",
        expires(visit.reader.now),
        locales.join(", "),
        site.public_url,
    );
    let mut response = text.into_response();
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    // Not kept with the page's documents: it grows old though nothing changes.
    Policy::Fresh.write(response.headers_mut());
    Ok(response)
}

/// To the day, so that it does not change with each look.
fn expires(now: Timestamp) -> String {
    let at = now.checked_add(GOOD_FOR).unwrap_or(Timestamp::MAX);
    at.strftime("%Y-%m-%dT00:00:00Z").to_string()
}
