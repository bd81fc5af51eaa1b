//! What stands on other people's pages: a badge, and a widget that one script tag brings.
//!
//! Read in order: [`routes`], `badge` (a picture), `widget` (a script with its words in every language
//! of the page). Not here: what the widget tells, which it asks the public API (`api`) for.

mod badge;
mod widget;

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    response::Response,
    routing::get,
};

pub use badge::show as badge;

use crate::web::Site;

/// The routes of what others embed.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/badge.svg", get(badge::of_page))
        .route("/components/{id}/badge.svg", get(badge::of_component))
        .route("/widget.js", get(widget::script))
}

/// A picture in a frame may have its style, and nothing else.
const PICTURE: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors *";

/// Says that pages elsewhere may hold it, also those that hold nothing without being told so.
fn embeddable(mut response: Response) -> Response {
    response.headers_mut().insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    response
}

/// Says that pages elsewhere may hold a picture, also in an `<object>` or `<iframe>`.
fn frameable(mut response: Response) -> Response {
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(PICTURE),
    );
    embeddable(response)
}
