//! Where a page stands: its paths on this installation, and the address that the world knows it by.
//!
//! Paths lead from page to page and work on any host. Absolute addresses stand where a program or a
//! mail takes them away: feeds, JSON, calendars, `hreflang`. Neither rests on the `Host` header.

use axum::{
    extract::Request,
    http::{Uri, uri::PathAndQuery},
};
use beffroi_domain::Locale;

/// Where a page stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// What each path of the page begins with: empty, or `/p/slug`.
    pub prefix: String,
    /// What each absolute address of the page begins with, prefix included, without a slash at the
    /// end: `https://status.example`, `https://status.example/p/slug`.
    pub origin: String,
}

impl Address {
    /// The path of what is called `rest` on the page: `/p/slug/history.atom`.
    #[must_use]
    pub fn path(&self, rest: &str) -> String {
        format!("{}/{rest}", self.prefix)
    }

    /// The path in a locale: `/fr/incidents/abc`.
    #[must_use]
    pub fn path_in(&self, locale: &Locale, rest: &str) -> String {
        format!("{}/{locale}/{rest}", self.prefix)
    }

    /// The absolute address of what is called `rest` on the page.
    #[must_use]
    pub fn absolute(&self, rest: &str) -> String {
        format!("{}/{rest}", self.origin)
    }

    /// The absolute address in a locale.
    #[must_use]
    pub fn absolute_in(&self, locale: &Locale, rest: &str) -> String {
        format!("{}/{locale}/{rest}", self.origin)
    }
}

/// The slug of the page that a path named: `/p/slug/…`, where several pages share one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Under(pub String);

/// Takes `/p/slug` off the path and leaves [`Under`] in its place, so that routes are written once.
/// Meant to stand before the router.
#[must_use]
pub fn take_prefix(mut request: Request) -> Request {
    if let Some((slug, uri)) = split_prefix(request.uri()) {
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Under(slug));
    }
    request
}

fn split_prefix(uri: &Uri) -> Option<(String, Uri)> {
    let (slug, rest) = uri.path().strip_prefix("/p/")?.split_once('/')?;
    let query = uri
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    let path = format!("/{rest}{query}").parse::<PathAndQuery>().ok()?;
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path);
    Some((slug.to_owned(), Uri::from_parts(parts).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_taken_off_and_remembered() {
        let split = |text: &str| split_prefix(&text.parse().unwrap());

        assert_eq!(
            split("/p/pinatelle/fr/?locale=it"),
            Some(("pinatelle".to_owned(), "/fr/?locale=it".parse().unwrap()))
        );
        assert_eq!(split("/p/pinatelle"), None);
        assert_eq!(split("/fr/history"), None);
    }

    #[test]
    fn a_page_below_a_prefix_says_so_in_every_address() {
        let address = Address {
            prefix: "/p/pinatelle".to_owned(),
            origin: "https://status.example/p/pinatelle".to_owned(),
        };

        assert_eq!(
            address.path_in(&Locale::of("fr"), "incidents/abc"),
            "/p/pinatelle/fr/incidents/abc"
        );
        assert_eq!(
            address.absolute("history.atom"),
            "https://status.example/p/pinatelle/history.atom"
        );
    }
}
