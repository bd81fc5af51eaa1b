//! What every page tells the browser to refuse: foreign scripts, frames, guesses, and telling others.
//!
//! No page of ours has a script or a style of its own, so the policy allows one script, one style
//! sheet, our own pictures, a name for home screens, forms that ask us, and nothing else. What an answer says of itself stays
//! as it says: a badge, which pages elsewhere may frame. Not here: what may be cached ([`super::cache`]).

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
                      img-src 'self' data:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
/// A year; names below the page's own are the operator's business.
const STRICT_TRANSPORT: &str = "max-age=31536000";

/// Adds the headers to an answer; meant for `axum::middleware::map_response`.
pub async fn harden(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        // For browsers that do not know `frame-ancestors`.
        let deny = HeaderValue::from_static("DENY");
        headers.insert(header::X_FRAME_OPTIONS, deny);
    }
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

/// Says that `origin`, where it is https, is never to be asked otherwise.
pub fn insist_on_tls(response: &mut Response, origin: &str) {
    if origin.starts_with("https://") {
        response.headers_mut().insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(STRICT_TRANSPORT),
        );
    }
}
