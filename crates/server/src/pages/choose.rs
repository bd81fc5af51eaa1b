//! Which page a request is for, and where that page stands: pure, so that it can be asked anywhere.
//!
//! Read in order: [`choose`], [`stand`]. A request names its page by its path (`/p/slug/…`) or by its
//! host; else it gets the page at the root: the one that is set, or the oldest.

use crate::web::{
    Address,
    address::{Asked, Front, host_name, is_loopback},
};

use super::Page;

/// Which page a request is for.
#[derive(Clone, Copy, Debug)]
pub enum Choice<'a> {
    /// This one.
    Page(&'a Page),
    /// None: its path or the settings name a page that is not there, or there is no page at all.
    NoPage,
    /// The host is nobody's here; the answer is 421.
    UnknownHost,
}

/// Which of all `pages`, the oldest first, a request is for.
#[must_use]
pub fn choose<'a>(pages: &'a [Page], front: Front<'_>, asked: &Asked) -> Choice<'a> {
    let host = host_meant(pages, front, asked);
    let by_host = host.and_then(|host| of_host(pages, host));
    let is_known = host.is_none_or(|host| {
        by_host.is_some() || front.is_named(host) || !front.is_public || is_loopback(host)
    });
    if !is_known {
        return Choice::UnknownHost;
    }
    let found = match &asked.under {
        Some(slug) => pages.iter().find(|page| page.slug == *slug),
        None => by_host.or_else(|| root(pages, front)),
    };
    found.map_or(Choice::NoPage, Choice::Page)
}

/// Whether a request is for the installation's own address, which is no page's: the one that the operator
/// set or this very machine's, or, where none is set, any that is not a host of a page.
#[must_use]
pub fn is_own_address(pages: &[Page], front: Front<'_>, asked: &Asked) -> bool {
    let host = host_meant(pages, front, asked);
    let is_own = |host: &str| {
        let is_set = front.is_named(host);
        let is_free = of_host(pages, host).is_none();
        is_set || (is_free && (!front.is_public || is_loopback(host)))
    };
    asked.under.is_none() && host.is_none_or(is_own)
}

/// Where `page`, which [`choose`] gave, stands for this request.
#[must_use]
pub fn stand(pages: &[Page], front: Front<'_>, asked: &Asked, page: &Page) -> Address {
    let below = || format!("/p/{}", page.slug);
    let is_root = root(pages, front).is_some_and(|root| root.id == page.id);
    Address {
        prefix: asked.under.as_ref().map(|_| below()).unwrap_or_default(),
        origin: match page.hosts.first() {
            Some(host) => front.origin_of(host),
            None if is_root => front.origin.to_owned(),
            None => format!("{}{}", front.origin, below()),
        },
    }
}

/// The page that is served where nothing names another.
fn root<'a>(pages: &'a [Page], front: Front<'_>) -> Option<&'a Page> {
    match front.page {
        Some(slug) => pages.iter().find(|page| page.slug == slug),
        None => pages.first(),
    }
}

/// The host that the reader asked for. What a proxy passes on counts only where the request's own
/// host names nobody here: most proxies hand a reader's `X-Forwarded-Host` through as it came.
fn host_meant<'a>(pages: &[Page], front: Front<'_>, asked: &'a Asked) -> Option<&'a str> {
    let own = asked.host.as_deref().map(host_name);
    let is_ours = |host: &&str| front.is_named(host) || of_host(pages, host).is_some();
    own.filter(is_ours)
        .or_else(|| asked.forwarded_host.as_deref().map(host_name))
        .or(own)
}

fn of_host<'a>(pages: &'a [Page], host: &str) -> Option<&'a Page> {
    let has = |page: &&Page| page.hosts.iter().any(|one| one.eq_ignore_ascii_case(host));
    pages.iter().find(has)
}

#[cfg(test)]
mod tests {
    use beffroi_domain::{Locale, LocalizedText, PageId, PublicId};
    use jiff::{Timestamp, tz::TimeZone};
    use uuid::Uuid;

    use super::*;
    use crate::pages::Access;

    const FRONT: Front<'_> = Front {
        origin: "https://status.example",
        is_public: true,
        page: None,
    };

    fn page(slug: &str, hosts: &[&str]) -> Page {
        Page {
            id: PageId(Uuid::from_u128(
                slug.bytes()
                    .fold(7, |sum, byte| sum * 31 + u128::from(byte)),
            )),
            public_id: PublicId::from_entropy([1; 12]),
            slug: slug.to_owned(),
            name: LocalizedText::new(),
            locales: vec![Locale::of("en")],
            zone: TimeZone::UTC,
            since: Timestamp::UNIX_EPOCH,
            hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
            access: Access::Public,
            revision: 1,
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn pages() -> Vec<Page> {
        vec![
            page("main", &[]),
            page("brand", &["brand.example", "www.brand.example"]),
            page("small", &[]),
        ]
    }

    fn asked(host: &str, under: Option<&str>) -> Asked {
        Asked {
            host: Some(host.to_owned()),
            forwarded_host: None,
            under: under.map(str::to_owned),
        }
    }

    /// The slug, or what is said instead.
    fn chosen(front: Front<'_>, asked: &Asked) -> String {
        match choose(&pages(), front, asked) {
            Choice::Page(page) => page.slug.clone(),
            Choice::NoPage => "no page".to_owned(),
            Choice::UnknownHost => "unknown host".to_owned(),
        }
    }

    #[test]
    fn a_host_names_its_page_however_it_is_written() {
        for host in ["brand.example", "BRAND.example:8443", "www.Brand.example."] {
            assert_eq!(chosen(FRONT, &asked(host, None)), "brand", "{host}");
        }
        assert_eq!(chosen(FRONT, &asked("status.example", None)), "main");
    }

    #[test]
    fn a_path_names_its_page_on_every_known_host() {
        for host in ["status.example", "brand.example", "localhost", "[::1]:80"] {
            assert_eq!(
                chosen(FRONT, &asked(host, Some("small"))),
                "small",
                "{host}"
            );
            assert_eq!(
                chosen(FRONT, &asked(host, Some("none"))),
                "no page",
                "{host}"
            );
        }
    }

    #[test]
    fn a_host_that_is_nobodys_is_unknown_only_where_an_address_is_set() {
        let trial = Front {
            origin: "http://127.0.0.1:8080",
            is_public: false,
            page: Some("small"),
        };

        for host in ["evil.example", "10.0.0.7", "", "brand.example.evil.example"] {
            assert_eq!(chosen(FRONT, &asked(host, None)), "unknown host", "{host}");
            assert_eq!(chosen(FRONT, &asked(host, Some("small"))), "unknown host");
            assert_eq!(chosen(trial, &asked(host, None)), "small", "{host}");
        }
        assert_eq!(chosen(FRONT, &Asked::default()), "main", "no host at all");
        assert_eq!(chosen(FRONT, &asked("127.0.0.1:8080", None)), "main");
    }

    #[test]
    fn what_a_proxy_passes_on_counts_where_the_host_says_nothing() {
        let by_proxy = |host: &str, forwarded: &str| Asked {
            forwarded_host: Some(forwarded.to_owned()),
            ..asked(host, None)
        };

        let chosen = |asked| chosen(FRONT, &asked);
        assert_eq!(chosen(by_proxy("127.0.0.1:8080", "brand.example")), "brand");
        assert_eq!(chosen(by_proxy("backend", "status.example")), "main");
        assert_eq!(chosen(by_proxy("status.example", "brand.example")), "main");
        assert_eq!(
            chosen(by_proxy("127.0.0.1", "evil.example")),
            "unknown host"
        );
    }

    #[test]
    fn absolute_addresses_begin_with_the_first_host_of_a_page() {
        let all = pages();
        let origin = |front, at: usize, under: Option<&str>| {
            stand(&all, front, &asked("status.example", under), &all[at])
        };
        let http = Front {
            origin: "http://status.example:8080",
            ..FRONT
        };

        assert_eq!(origin(FRONT, 1, None).origin, "https://brand.example");
        assert_eq!(origin(http, 1, None).origin, "http://brand.example:8080");
        let below = origin(FRONT, 1, Some("brand"));
        assert_eq!(
            (below.prefix.as_str(), below.origin.as_str()),
            ("/p/brand", "https://brand.example")
        );
        assert_eq!(
            origin(FRONT, 2, Some("small")).origin,
            "https://status.example/p/small"
        );
        assert_eq!(
            origin(FRONT, 0, Some("main")).origin,
            "https://status.example",
            "the page at the root has one address"
        );
    }
}
