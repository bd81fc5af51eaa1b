//! Addresses on a web page: which feeds it names, and what a link beside it means as a whole address.
//!
//! Deliberately absent: a tree of the page. A status page is asked for two or three marks only.

use std::sync::LazyLock;

use regex::Regex;

static TAG: LazyLock<Regex> = LazyLock::new(|| regex(r"(?is)<link\b[^>]{0,2000}>"));
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?is)\b(rel|type|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"#));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns are constants, and tests use each")
}

/// The feeds that a page names by `<link rel=alternate>`, as whole addresses, in its order.
#[must_use]
pub fn feeds(url: &str, html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in TAG.find_iter(html) {
        let (mut rel, mut kind, mut href) = (String::new(), String::new(), String::new());
        for attribute in ATTRIBUTE.captures_iter(tag.as_str()) {
            let value = (2..=4).find_map(|at| attribute.get(at));
            let value = value.map_or("", |value| value.as_str());
            match attribute[1].to_lowercase().as_str() {
                "rel" => rel = value.to_lowercase(),
                "type" => kind = value.to_lowercase(),
                _ => href = value.replace("&amp;", "&"),
            }
        }
        let is_feed = kind.contains("rss") || kind.contains("atom") || kind.contains("feed+json");
        if is_feed && !href.is_empty() && rel.split_whitespace().any(|word| word == "alternate") {
            let whole = absolute(url, href.trim());
            if !found.contains(&whole) {
                found.push(whole);
            }
        }
    }
    found
}

/// Scheme and host of an address: `https://status.example.com`.
#[must_use]
pub fn origin(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..]
        .find(['/', '?', '#'])
        .map_or(url.len(), |at| start + at);
    &url[..end]
}

/// What a link on the page at `url` leads to.
#[must_use]
pub fn absolute(url: &str, href: &str) -> String {
    if href.contains("://") {
        return href.to_owned();
    }
    if let Some(rest) = href.strip_prefix("//") {
        let scheme = url.split_once("://").map_or("https", |(scheme, _)| scheme);
        return format!("{scheme}://{rest}");
    }
    if href.starts_with('/') {
        return format!("{}{href}", origin(url));
    }
    let page = url.split(['?', '#']).next().unwrap_or(url);
    let folder = &page[origin(url).len()..];
    let folder = folder.rfind('/').map_or("", |at| &folder[..at]);
    let href = href.trim_start_matches("./");
    format!("{}{folder}/{href}", origin(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_found_however_the_tag_is_written() {
        let html = "<link href='/feed' rel='alternate' type='application/rss+xml'>\
            <link rel=alternate type=application/atom+xml href=history.atom>\
            <LINK REL=\"alternate nofollow\" TYPE=\"application/rss+xml\" HREF=\"https://f.example/x?a=1&amp;b=2\"/>\
            <link rel=\"alternate\" hrefLang=\"fr\" href=\"/fr\"/><link rel=icon type=image/png href=/i.png>";

        assert_eq!(
            feeds("https://status.example.com/eu/page?x#y", html),
            [
                "https://status.example.com/feed",
                "https://status.example.com/eu/history.atom",
                "https://f.example/x?a=1&b=2"
            ]
        );
    }

    #[test]
    fn a_link_means_what_a_browser_makes_of_it() {
        assert_eq!(absolute("https://a.example", "x"), "https://a.example/x");
        assert_eq!(
            absolute("https://a.example/b/c", "//d.example/e"),
            "https://d.example/e"
        );
        assert_eq!(origin("https://a.example?x"), "https://a.example");
    }
}
