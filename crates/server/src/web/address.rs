//! Where a page stands: its paths on this installation, and the address that the world knows it by.
//!
//! Paths lead from page to page and work on any host. Absolute addresses stand where a program or a
//! mail takes them away: feeds, JSON, calendars, `hreflang`. Neither is put together from the `Host`
//! header, which only helps to choose the page (`pages::choose`).

use std::{borrow::Cow, net::IpAddr};

use axum::{
    extract::Request,
    http::{HeaderMap, Uri, header, uri::PathAndQuery},
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

/// What a request asks for, before anything is known of pages. Noted once, as it arrives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The slug of the page that its path named: `/p/slug/…`, where several pages share one host.
    pub under: Option<String>,
    /// The host that it was sent to, port and all.
    pub host: Option<String>,
    /// The host that a trusted proxy says it was sent to.
    pub forwarded_host: Option<String>,
}

/// The reader's address at the other end, past trusted proxies. Noted for limits, never kept.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub IpAddr);

/// What stands before all pages: how the world reaches this installation.
#[derive(Clone, Copy, Debug)]
pub struct Front<'a> {
    /// What absolute addresses begin with.
    pub origin: &'a str,
    /// Whether the operator set it; else anything is served.
    pub is_public: bool,
    /// The slug of the page at the root; the oldest where none is set.
    pub page: Option<&'a str>,
}

impl Front<'_> {
    /// Whether `host`, without a port, is the one that the operator set.
    #[must_use]
    pub fn is_named(self, host: &str) -> bool {
        let (_, authority) = self.parts();
        self.is_public && host_name(authority).eq_ignore_ascii_case(host)
    }

    /// What absolute addresses of a page with a host of its own begin with: the scheme and the port
    /// that the operator set, `https` where nothing is set.
    #[must_use]
    pub fn origin_of(self, host: &str) -> String {
        let (scheme, authority) = self.parts();
        let port = &authority[host_and_dot(authority).len()..];
        match (self.is_public, scheme) {
            (true, "http") => format!("http://{host}{port}"),
            (true, _) => format!("https://{host}{port}"),
            (false, _) => format!("https://{host}"),
        }
    }

    /// Scheme and authority of the origin.
    fn parts(&self) -> (&str, &str) {
        let (scheme, rest) = self.origin.split_once("://").unwrap_or(("", self.origin));
        (scheme, rest.split('/').next().unwrap_or_default())
    }
}

/// The name in a `Host` header: without the port and without the dot of the root.
#[must_use]
pub fn host_name(host: &str) -> &str {
    let host = host_and_dot(host);
    host.strip_suffix('.').unwrap_or(host)
}

fn host_and_dot(host: &str) -> &str {
    let end = match host.find(']') {
        Some(end) => end + 1,
        None => host.find(':').unwrap_or(host.len()),
    };
    &host[..end]
}

/// Whether a host name means this very machine.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

impl Asked {
    /// What a request asks for, and the path that is left when `/p/slug` is taken off. A proxy's word
    /// counts where `is_by_proxy`.
    #[must_use]
    pub fn of<'u>(uri: &'u Uri, headers: &HeaderMap, is_by_proxy: bool) -> (Self, &'u str) {
        let header = |name: &str| headers.get_all(name).iter().next_back()?.to_str().ok();
        let authority = uri.authority().map(|authority| authority.as_str());
        let (under, path) = match split_prefix(uri.path()) {
            Some((slug, path)) => (Some(slug.to_owned()), path),
            None => (None, uri.path()),
        };
        let forwarded = || header("x-forwarded-host")?.rsplit(',').next();
        let asked = Self {
            under,
            host: authority.or_else(|| header("host")).map(str::to_owned),
            forwarded_host: is_by_proxy
                .then(forwarded)
                .flatten()
                .map(|host| host.trim().to_owned()),
        };
        (asked, path)
    }
}

/// Whether a form was ours, by what browsers say of where it stood.
#[must_use]
pub fn is_from_here(headers: &HeaderMap, asked: &Asked) -> bool {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return site == "same-origin";
    }
    let origin = header(header::ORIGIN.as_str()).and_then(|origin| origin.split_once("://"));
    let hosts = [&asked.host, &asked.forwarded_host];
    origin.is_some_and(|(_, from)| {
        let mut ours = hosts.into_iter().flatten();
        ours.any(|host| host.eq_ignore_ascii_case(from))
    })
}

/// Notes what a request asks for in an [`Asked`], and takes `/p/slug` off its path, so that routes are
/// written once. Meant to stand before the router; a proxy's word counts where `is_by_proxy`.
#[must_use]
pub fn arrive(mut request: Request, is_by_proxy: bool) -> Request {
    let (asked, path) = Asked::of(request.uri(), request.headers(), is_by_proxy);
    if asked.under.is_some()
        && let Some(uri) = with_path(request.uri(), path)
    {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(asked);
    request
}

/// A path as a log may have it: without what opens somebody's subscription or case.
#[must_use]
pub fn logged(path: &str) -> Cow<'_, str> {
    let behind = |before: &str| path.find(before).map(|at| at + before.len());
    let case = || {
        let at = behind("/cases/")?;
        path[at..].find('/').map(|end| at + end + 1)
    };
    let Some(at) = behind("/subscriptions/").or_else(case) else {
        return Cow::Borrowed(path);
    };
    let rest = path[at..].find('/').map_or("", |end| &path[at + end..]);
    Cow::Owned(format!("{}…{rest}", &path[..at]))
}

/// The slug and the rest of `/p/slug/rest`.
fn split_prefix(path: &str) -> Option<(&str, &str)> {
    let rest = path.strip_prefix("/p/")?;
    let end = rest.find('/')?;
    Some(rest.split_at(end))
}

/// The same address with another path.
#[must_use]
pub fn with_path(uri: &Uri, path: &str) -> Option<Uri> {
    let query = uri.query().map(|query| format!("?{query}"));
    let path = format!("{path}{}", query.unwrap_or_default());
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path.parse::<PathAndQuery>().ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_taken_off_and_remembered() {
        let uri = "/p/pinatelle/fr/?locale=it".parse().unwrap();
        let (asked, path) = Asked::of(&uri, &HeaderMap::new(), false);

        assert_eq!((asked.under.as_deref(), path), (Some("pinatelle"), "/fr/"));
        assert_eq!(
            with_path(&uri, path),
            Some("/fr/?locale=it".parse().unwrap())
        );
        assert_eq!(split_prefix("/p/pinatelle"), None);
        assert_eq!(split_prefix("/fr/history"), None);
    }

    #[test]
    fn what_is_asked_is_noted_and_a_strangers_forwarded_host_is_not() {
        let request = || {
            Request::get("/p/brand/fr/")
                .header("host", "status.example:8080")
                .header("x-forwarded-host", "evil.example, brand.example")
                .body(axum::body::Body::empty())
                .unwrap()
        };
        let asked = |is_by_proxy| {
            let request = arrive(request(), is_by_proxy);
            assert_eq!(request.uri().path(), "/fr/");
            request.extensions().get::<Asked>().unwrap().clone()
        };

        assert_eq!(asked(false).forwarded_host, None);
        assert_eq!(asked(true).forwarded_host.as_deref(), Some("brand.example"));
        assert_eq!(asked(true).host.as_deref(), Some("status.example:8080"));
        assert_eq!(asked(true).under.as_deref(), Some("brand"));
    }

    #[test]
    fn no_log_has_what_opens_a_subscription_or_a_case() {
        for (path, expected) in [
            ("/fr/subscriptions/abc", "/fr/subscriptions/…"),
            (
                "/p/x/fr/subscriptions/abc/leave",
                "/p/x/fr/subscriptions/…/leave",
            ),
            ("/fr/incidents/abc", "/fr/incidents/abc"),
            ("/fr/cases/R-7K2M-9QXD/abc", "/fr/cases/R-7K2M-9QXD/…"),
            ("/console/cases/0192", "/console/cases/0192"),
        ] {
            assert_eq!(logged(path), expected);
        }
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
