//! What one reader alone is shown, who wants to be told or reports something: never kept by anybody, and named to no other site.

use askama::Template;
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};

use super::super::visit::Visit;
use crate::{
    ground::Result,
    web::{Layout, answer, cache::Policy, layout::Place},
};

/// A few words, and ways on.
#[derive(Template)]
#[template(path = "public/subscribe/words.html")]
pub(super) struct WordsPage {
    pub(super) layout: Layout,
    pub(super) title: String,
    /// A paragraph each.
    pub(super) text: Vec<String>,
    /// A button: where it is sent, and what it does.
    pub(super) button: Option<(String, String)>,
    /// Address and name.
    pub(super) ways: Vec<(String, String)>,
}

/// The frame of a page that is one reader's alone.
pub(in crate::public) fn frame(visit: &Visit, title: &str) -> Layout {
    let mut layout = visit.layout(title, Place::Elsewhere);
    layout.canonical = None;
    layout.alternates.clear();
    layout.card = None;
    layout
}

/// A page that is one reader's alone, as an answer.
pub(in crate::public) fn own(page: &impl Template, status: StatusCode) -> Result<Response> {
    let mut response = answer::once(page)?;
    *response.status_mut() = status;
    let headers = response.headers_mut();
    Policy::Never.write(headers);
    // With "no-referrer" a browser would not say where the form stood, which is asked of it.
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    );
    if status == StatusCode::TOO_MANY_REQUESTS {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("600"));
    }
    Ok(response)
}

/// Leads on after a form.
pub(in crate::public) fn see(address: &str) -> Response {
    let mut response = answer::lead(address);
    *response.status_mut() = StatusCode::SEE_OTHER;
    Policy::Never.write(response.headers_mut());
    response
}
