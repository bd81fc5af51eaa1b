//! Documents as answers: what people and programs fetch again and again, and what may be kept ready.
//!
//! A document is the same for everyone who asks for its address; so it carries [`Ready`], and whoever
//! serves it may keep it until the page changes. What answers one reader
//! alone, such as a search, carries none ([`once`]).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use bytes::Bytes;

use super::cache::Policy;
use crate::ground::Result;

/// Marks an answer that may be kept ready and given to everyone, until the page changes.
#[derive(Clone, Copy, Debug)]
pub struct Ready;

/// A page for people.
///
/// # Errors
/// A fault when a template cannot be printed.
pub fn page(page: &impl askama::Template) -> Result<Response> {
    let html = page.render().map_err(anyhow::Error::from)?;
    let mut response = (StatusCode::OK, Html(html)).into_response();
    Policy::Fresh.write(response.headers_mut());
    response.extensions_mut().insert(Ready);
    Ok(response)
}

/// A page for one reader's question: nobody keeps it for another.
///
/// # Errors
/// A fault when a template cannot be printed.
pub fn once(page: &impl askama::Template) -> Result<Response> {
    let mut response = self::page(page)?;
    response.extensions_mut().remove::<Ready>();
    Ok(response)
}

/// A document for programs of the media type `kind`: any origin may read it.
#[must_use]
pub fn data(kind: &'static str, body: impl Into<Bytes>) -> Response {
    let mut response = body.into().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    Policy::Polled.write(headers);
    response.extensions_mut().insert(Ready);
    response
}

/// Leads on for good: what stood there stands elsewhere.
#[must_use]
pub fn moved(address: &str) -> Response {
    let mut response = lead(address);
    *response.status_mut() = StatusCode::MOVED_PERMANENTLY;
    Policy::Fresh.write(response.headers_mut());
    response
}

/// Leads on for now: a reader of other languages is led elsewhere.
#[must_use]
pub fn lead<B: Default>(address: &str) -> Response<B> {
    let mut response = Response::new(B::default());
    *response.status_mut() = StatusCode::FOUND;
    let headers = response.headers_mut();
    if let Ok(place) = HeaderValue::from_str(address) {
        headers.insert(header::LOCATION, place);
    }
    Policy::Negotiated.write(headers);
    response
}
