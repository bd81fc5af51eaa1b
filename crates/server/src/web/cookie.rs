//! Cookies of ours: how one is set, named and read again.
//!
//! Lax: a link in a mail leads in; forms of other sites do not carry it, and would be refused besides.

use axum::http::{HeaderMap, header};

/// What comes under a name, first to last.
pub fn named<'h>(headers: &'h HeaderMap, name: &'h str) -> impl Iterator<Item = &'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter_map(move |(one, value)| (one == name).then_some(value))
}

/// The name of a cookie of what stands at `origin`. Where that is https, no other host and no plain connection
/// can set or read it.
#[must_use]
pub fn name(origin: &str, bare: &str) -> String {
    match is_https(origin) {
        true => format!("__Host-{bare}"),
        false => bare.to_owned(),
    }
}

/// The header that sets it, for so many seconds.
#[must_use]
pub fn set(origin: &str, bare: &str, value: &str, seconds: i64) -> String {
    let secure = if is_https(origin) { "; Secure" } else { "" };
    let name = name(origin, bare);
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

fn is_https(origin: &str) -> bool {
    origin.starts_with("https://")
}
