//! Which format a page is.

use beffroi_readers::watch::{
    Reply,
    detect::{Detected, PAGE, detect, probes},
};

use super::own;

/// A page as the outside has it: what answers at which address, and where from in the end.
struct Web(Vec<(&'static str, &'static str, Vec<u8>)>);

impl Web {
    fn reply<'a>(&'a self, role: &'a str, asked: &'a str) -> Reply<'a> {
        let found = self.0.iter().find(|(url, _, _)| *url == asked);
        let (url, body) = found.map_or((asked, &[][..]), |(_, end, body)| (*end, body.as_slice()));
        Reply {
            role,
            url,
            headers: &[],
            body,
        }
    }

    /// Goes round as whoever fetches does.
    fn go_round(&self, page: &str) -> (Detected, Vec<String>) {
        let mut asked = probes(page);
        loop {
            let replies: Vec<_> = asked
                .iter()
                .map(|ask| self.reply(&ask.role, &ask.url))
                .collect();
            let detected = detect(page, &replies);
            if detected.more.is_empty() {
                return (detected, asked.into_iter().map(|ask| ask.url).collect());
            }
            assert!(asked.len() < 100, "{asked:?}");
            asked.extend(detected.more);
        }
    }
}

fn word(detected: &Detected) -> Option<&'static str> {
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
    let web = Web(vec![(
        "https://status.orgelpfeife.example/api/v2/summary.json",
        "https://status.orgelpfeife.example/api/v2/summary.json",
        own("statuspage-summary.json"),
    )]);

    let (detected, _) = web.go_round("https://status.orgelpfeife.example/");

    assert_eq!(word(&detected), Some("statuspage"));
    assert_eq!(detected.place.page, "https://status.orgelpfeife.example");
    assert_eq!(detected.place.source, None);
}

#[test]
fn what_lies_below_a_page_finds_its_data_at_the_root() {
    let web = Web(vec![(
        "https://status.orgelpfeife.example/api/v2/summary.json",
        "https://status.orgelpfeife.example/api/v2/summary.json",
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
    let web = Web(vec![
        (
            "https://status.orgelpfeife.example",
            "https://orgelpfeife.status.example/",
            b"<html>hello</html>".to_vec(),
        ),
        (
            "https://status.orgelpfeife.example/api/v2/summary.json",
            "https://orgelpfeife.status.example/",
            b"<html>hello</html>".to_vec(),
        ),
        (
            "https://orgelpfeife.status.example/api/v2/summary.json",
            "https://orgelpfeife.status.example/api/v2/summary.json",
            own("statuspage-summary.json"),
        ),
    ]);

    let (detected, _) = web.go_round("https://status.orgelpfeife.example");

    assert_eq!(word(&detected), Some("statuspage"));
    assert_eq!(detected.place.page, "https://orgelpfeife.status.example");
    assert!(detected.note.contains("moved"), "{}", detected.note);
}

#[test]
fn what_is_nothing_that_we_know_is_said_to_be_so() {
    let page = "https://www.example.com";
    let web = Web(vec![(page, page, b"<html>Shop</html>".to_vec())]);

    let (detected, asked) = web.go_round(page);

    assert_eq!(word(&detected), None);
    assert!(detected.note.contains("web pages"), "{}", detected.note);
    let urls: std::collections::BTreeSet<_> = asked.iter().collect();
    assert_eq!(urls.len(), asked.len(), "each address once");
}
