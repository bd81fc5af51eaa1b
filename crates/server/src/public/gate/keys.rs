//! What a request shows at the gate: the key of a link, in its address or as a bearer's, or a pass in a
//! cookie; and the way in, which takes the key out of the address.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use jiff::{SignedDuration, Timestamp};

use super::Private;
use crate::web::cookie;

/// How long somebody who has come in need not do so again.
const STAY: SignedDuration = SignedDuration::from_hours(24 * 14);

/// Whether a request comes with a good pass, or with the key of a good link.
pub(super) fn is_admitted(private: &Private, headers: &HeaderMap, now: Timestamp) -> bool {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .and_then(|(_, key)| private.gate.opened_by(key.trim(), now));
    let name = cookie::name(&private.address.origin, &bare_name(private));
    let is_passed = cookie::named(headers, &name).any(|pass| private.gate.admits(pass, now));
    bearer.is_some() || is_passed
}

/// The key of a link in an address. Its form needs no escapes, so none are looked for.
pub(super) fn key_in(uri: &Uri) -> Option<&str> {
    let mut pairs = uri.query()?.split('&');
    pairs.find_map(|pair| pair.strip_prefix("key="))
}

/// Leads to the same address without the key, with a pass; a link's pass ends with the link.
pub(super) fn lead_in(
    private: &Private,
    uri: &Uri,
    now: Timestamp,
    at_most: Option<Timestamp>,
) -> Response {
    let until = now.checked_add(STAY).unwrap_or(now);
    let until = at_most.map_or(until, |end| until.min(end));
    let mut response = lead_on(private, uri);
    let (pass, stay) = (
        private.gate.pass(until),
        until.duration_since(now).as_secs(),
    );
    let (origin, name) = (&private.address.origin, bare_name(private));
    if let Ok(cookie) = HeaderValue::from_str(&cookie::set(origin, &name, &pass, stay)) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// Leads to the same address without the key.
pub(super) fn lead_on(private: &Private, uri: &Uri) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(place) = HeaderValue::from_str(&without_key(&private.address.prefix, uri)) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

/// One slash in front, whatever was asked for: two would lead to another host.
fn without_key(prefix: &str, uri: &Uri) -> String {
    let path = uri.path().trim_start_matches(['/', '\\']);
    let pairs = uri.query().unwrap_or_default().split('&');
    let kept: Vec<&str> = pairs
        .filter(|pair| !pair.is_empty() && !pair.starts_with("key="))
        .collect();
    match kept.is_empty() {
        true => format!("{prefix}/{path}"),
        false => format!("{prefix}/{path}?{}", kept.join("&")),
    }
}

/// Each page has a cookie of its own, since several stand on one host.
fn bare_name(private: &Private) -> String {
    format!("beffroi-{}", private.page.public_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_leaves_the_address_and_the_rest_stays() {
        for (asked, led) in [
            ("/fr/?key=1.2", "/p/in/fr/"),
            (
                "/fr/history?page=2&key=1.2&q=a%20b",
                "/p/in/fr/history?page=2&q=a%20b",
            ),
            ("/fr/", "/p/in/fr/"),
        ] {
            assert_eq!(without_key("/p/in", &asked.parse().unwrap()), led);
        }
    }

    #[test]
    fn no_address_leads_to_another_host() {
        let uri: Uri = "//evil.example/fr/?key=1.2".parse().unwrap();

        assert_eq!(without_key("", &uri), "/evil.example/fr/");
    }
}
