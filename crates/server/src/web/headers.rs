//! What every page tells the browser to refuse: scripts, frames, guesses, and telling others.
//!
//! No page of ours has a script or a style of its own, so the policy allows one style sheet and our
//! own pictures, and nothing else. What an answer says of itself stays as it says. Not here: what may
//! be cached ([`super::cache`]).

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// For a page with a form that leads to itself.
const FORM_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                           base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
/// A year; names below the page's own are the operator's business.
const STRICT_TRANSPORT: &str = "max-age=31536000";

/// Adds the headers to an answer; meant for `axum::middleware::map_response`.
pub async fn harden(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ] {
        let value = HeaderValue::from_static(value);
        headers.entry(name).or_insert(value);
    }
    response
}

/// Says that the page has a form that leads to itself.
pub fn allow_form(response: &mut Response) {
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(FORM_POLICY),
    );
}

/// Says that `origin`, where it is https, is never to be asked otherwise.
pub fn insist_on_tls(response: &mut Response, origin: &str) {
    if origin.starts_with("https://") {
        response.headers_mut().insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(STRICT_TRANSPORT),
        );
    }
}
