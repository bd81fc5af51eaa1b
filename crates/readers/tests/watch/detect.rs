//! Which format a page is.

use beffroi_readers::watch::{
    Reply,
    detect::{Detected, PAGE, ROUNDS, detect, probes},
};

use super::own;

/// The outside: what answers at which address, and where from in the end.
pub struct Web(Vec<(String, String, Vec<u8>)>);

impl Web {
    /// Each address answers itself.
    pub fn of(all: Vec<(String, Vec<u8>)>) -> Self {
        let own = |(url, body): (String, Vec<u8>)| (url.clone(), url, body);
        Self(all.into_iter().map(own).collect())
    }

    /// An address that leads to another.
    fn leading(mut self, from: &str, to: &str, body: &[u8]) -> Self {
        self.0.push((from.to_owned(), to.to_owned(), body.to_vec()));
        self
    }

    fn reply<'a>(&'a self, role: &'a str, asked: &'a str) -> Reply<'a> {
        let found = self.0.iter().find(|(url, _, _)| url == asked);
        let (url, body) = found.map_or((asked, &[][..]), |(_, end, body)| (end, body));
        Reply {
            role,
            url,
            headers: &[],
            body,
        }
    }

    /// Goes round as whoever fetches does.
    pub fn go_round(&self, page: &str) -> (Detected, Vec<String>) {
        let (mut asked, mut rounds) = (probes(page), 0);
        loop {
            let replies: Vec<_> = asked
                .iter()
                .map(|ask| self.reply(&ask.role, &ask.url))
                .collect();
            let detected = detect(page, &replies);
            if detected.more.is_empty() {
                return (detected, asked.into_iter().map(|ask| ask.url).collect());
            }
            rounds += 1;
            assert!(rounds < ROUNDS, "{asked:?}");
            asked.extend(detected.more);
        }
    }
}

/// The word of what was found.
pub fn word(detected: &Detected) -> Option<&'static str> {
    detected.form.map(|form| form.word)
}

#[test]
fn a_host_alone_tells_and_says_that_it_was_not_asked() {
    let detected = detect("https://orgelpfeife.statuspage.io/", &[]);

    assert_eq!(word(&detected), Some("statuspage"));
    assert!(detected.note.contains("not asked"), "{}", detected.note);
}

#[test]
fn a_page_is_asked_for_its_data_first_and_itself_last() {
    let asks = probes("https://status.example.com/?from=mail#top");

    assert_eq!(
        asks[0].url,
        "https://status.example.com/api/v2/summary.json"
    );
    assert_eq!(asks.last().unwrap().url, "https://status.example.com");
    assert_eq!(asks.last().unwrap().role, PAGE);
}

#[test]
fn the_shape_of_the_data_tells_where_the_host_does_not() {
    let web = Web::of(vec![(
        "https://status.orgelpfeife.example/api/v2/summary.json".to_owned(),
        own("statuspage-summary.json"),
    )]);

    let (detected, _) = web.go_round("https://status.orgelpfeife.example/");

    assert_eq!(word(&detected), Some("statuspage"));
    assert_eq!(detected.place.page, "https://status.orgelpfeife.example");
    assert_eq!(detected.place.source, None);
}

#[test]
fn what_lies_below_a_page_finds_its_data_at_the_root() {
    let web = Web::of(vec![(
        "https://status.orgelpfeife.example/api/v2/summary.json".to_owned(),
        own("statuspage-summary.json"),
    )]);

    let (detected, _) = web.go_round("https://status.orgelpfeife.example/history");

    assert_eq!(word(&detected), Some("statuspage"));
    assert_eq!(
        detected.place.source.as_deref(),
        Some("https://status.orgelpfeife.example")
    );
}

#[test]
fn a_page_that_moved_is_asked_at_its_new_address() {
    let (old, new) = (
        "https://status.orgelpfeife.example",
        "https://orgelpfeife.status.example/",
    );
    let hello = b"<html>hello</html>";
    let web = Web::of(vec![(
        "https://orgelpfeife.status.example/api/v2/summary.json".to_owned(),
        own("statuspage-summary.json"),
    )])
    .leading(old, new, hello)
    .leading(&format!("{old}/api/v2/summary.json"), new, hello);

    let (detected, _) = web.go_round("https://status.orgelpfeife.example");

    assert_eq!(word(&detected), Some("statuspage"));
    assert_eq!(detected.place.page, "https://orgelpfeife.status.example");
    assert!(detected.note.contains("moved"), "{}", detected.note);
}

#[test]
fn what_is_nothing_that_we_know_is_said_to_be_so() {
    let page = "https://www.example.com";
    let web = Web::of(vec![(page.to_owned(), b"<html>Shop</html>".to_vec())]);

    let (detected, asked) = web.go_round(page);

    assert_eq!(word(&detected), None);
    assert!(detected.note.contains("web pages"), "{}", detected.note);
    let urls: std::collections::BTreeSet<_> = asked.iter().collect();
    assert_eq!(urls.len(), asked.len(), "each address once");
}

#[test]
fn data_that_moved_alone_is_asked_where_it_is_now() {
    let (page, api) = (
        "https://status.orgelpfeife.example",
        "https://api.orgelpfeife.example",
    );
    let path = "/api/v2/summary.json";
    let web = Web::of(vec![(page.to_owned(), b"<html>hello</html>".to_vec())]).leading(
        &format!("{page}{path}"),
        &format!("{api}{path}"),
        &own("statuspage-summary.json"),
    );

    let (detected, _) = web.go_round(page);

    assert_eq!(word(&detected), Some("statuspage"));
    assert_eq!(detected.place.page, page);
    assert_eq!(detected.place.source.as_deref(), Some(api));
}

#[test]
fn a_host_of_a_format_that_answers_with_something_else_is_not_believed() {
    let page = "https://orgelpfeife.statuspage.io";
    let forbidden = br#"{"message":"Forbidden"}"#.to_vec();
    let web = Web::of(vec![(format!("{page}/api/v2/summary.json"), forbidden)]);

    let (detected, _) = web.go_round(page);

    assert_eq!(word(&detected), None);
    assert!(
        detected.note.contains("Atlassian Statuspage") && detected.note.contains("did not answer"),
        "{}",
        detected.note
    );
}

#[test]
fn nobody_is_asked_about_a_page_that_is_not_theirs() {
    let page = "https://www.example.com";
    let web = Web::of(vec![(page.to_owned(), b"<html>Shop</html>".to_vec())]);

    let (_, asked) = web.go_round(page);

    let strange: Vec<_> = asked.iter().filter(|url| !url.starts_with(page)).collect();
    assert!(strange.is_empty(), "{strange:?}");
    assert!(asked.len() < 20, "{}", asked.len());
}

#[test]
fn a_page_of_no_format_that_names_a_feed_is_followed_by_it() {
    let page = "https://www.orchard.example/status";
    let html = br#"<html><head><link rel="alternate" type="application/rss+xml" href="/status/feed.xml"></head></html>"#;
    let feed = "https://www.orchard.example/status/feed.xml";
    let web = Web::of(vec![
        (page.to_owned(), html.to_vec()),
        (feed.to_owned(), own("feed-orchard.xml")),
    ]);

    let (detected, _) = web.go_round(page);

    assert_eq!(word(&detected), Some("feed"));
    assert_eq!(detected.place.page, page);
    assert_eq!(detected.place.source.as_deref(), Some(feed));
    assert!(detected.note.contains(feed), "{}", detected.note);
}

#[test]
fn the_address_of_a_feed_is_a_feed() {
    let feed = "https://www.orchard.example/feed.xml";
    let web = Web::of(vec![(feed.to_owned(), own("feed-orchard.xml"))]);

    let (detected, _) = web.go_round(feed);

    assert_eq!(word(&detected), Some("feed"));
    assert_eq!(detected.place.source, None);
}

#[test]
fn beffroi_is_told_from_those_that_it_answers_like() {
    let page = "https://status.orgelpfeife.example";
    let summary = format!("{page}/api/v2/summary.json");
    let web = Web::of(vec![(summary, own("beffroi-summary.json"))]);

    let (detected, _) = web.go_round(page);

    assert_eq!(word(&detected), Some("beffroi"));
}
