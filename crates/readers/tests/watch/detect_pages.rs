//! Detection held against a directory of real pages, and against recorded ones.

use std::collections::BTreeMap;

use beffroi_readers::watch::{
    Reply,
    detect::{PAGE, detect},
    form_by_host, host_of,
};
use regex::Regex;
use serde_json::Value;

use super::{
    detect::{Web, word},
    own, recorded,
};

/// The formats of the directory, by its own words; `None` for those that we do not know.
fn expected(maker: &str) -> Option<&'static str> {
    Some(match maker {
        "betterstack" | "betteruptime" => "betterstack",
        "cstate" => "cstate",
        "incidentio" | "miro" => "incidentio",
        "instatus" => "instatus",
        "statusiov1" => "statusio",
        "statuspage" | "sendbird" => "statuspage",
        "statuspal" => "statuspal",
        _ => return None,
    })
}

/// Where a format keeps its data, and what of ours stands for it.
fn data(word: &str) -> (&'static str, &'static str) {
    match word {
        "betterstack" => ("/index.json", "betterstack-index.json"),
        "cstate" => ("/index.json", "cstate-index.json"),
        "incidentio" => ("/api/v2/summary.json", "incidentio-summary.json"),
        "instatus" => ("/summary.json", "instatus-summary.json"),
        "statuspage" => ("/api/v2/summary.json", "statuspage-summary.json"),
        other => panic!("{other} keeps its data elsewhere"),
    }
}

/// The directory: per maker, addresses and ids.
fn directory() -> Option<BTreeMap<String, Vec<Value>>> {
    let body = recorded("other/stts-services-directory.json")?;
    let text = String::from_utf8(body).unwrap();
    let plain = Regex::new(r"(?m)^\s*//.*$").unwrap().replace_all(&text, "");
    let plain = Regex::new(r",(\s*[\]}])")
        .unwrap()
        .replace_all(&plain, "$1");
    Some(serde_json::from_str(&plain).unwrap())
}

fn url_of(entry: &Value) -> Option<&str> {
    Some(entry["url"].as_str()?.trim_end_matches('/'))
}

#[test]
fn every_page_of_the_directory_is_what_it_says() {
    let Some(directory) = directory() else { return };
    let mut seen = 0;
    for (maker, entries) in &directory {
        for page in entries.iter().filter_map(url_of) {
            let by_host = form_by_host(&host_of(page)).map(|form| form.word);
            assert!(by_host.is_none() || by_host == expected(maker), "{page}");
            let Some(word_of_it) = expected(maker) else {
                continue;
            };
            if matches!(word_of_it, "statusio" | "statuspal") {
                continue;
            }
            let (path, reply) = data(word_of_it);
            let web = Web::of(vec![(format!("{page}{path}"), own(reply))]);

            let (detected, _) = web.go_round(page);

            assert_eq!(word(&detected), Some(word_of_it), "{page}");
            assert_eq!(detected.place.page, page);
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn pages_with_a_key_are_found_by_it() {
    let Some(directory) = directory() else { return };
    for entry in &directory["statusiov1"] {
        let (page, key) = (url_of(entry).unwrap(), entry["id"].as_str().unwrap());
        let html = format!("<html><script>var statuspageId = '{key}';</script></html>");
        let web = Web::of(vec![
            (page.to_owned(), html.into_bytes()),
            (
                format!("https://api.status.io/1.0/status/{key}"),
                own("statusio-status.json"),
            ),
        ]);

        let (detected, _) = web.go_round(page);

        assert_eq!(word(&detected), Some("statusio"), "{page}");
        assert_eq!(detected.place.key.as_deref(), Some(key));
    }
    for entry in &directory["statuspal"] {
        let page = url_of(entry).unwrap();
        let html = r#"<a href="https://zugposaune.statuspal.eu/feed/rss">feed</a>"#;
        let summary = "https://statuspal.eu/api/v2/status_pages/zugposaune/summary";
        let web = Web::of(vec![
            (page.to_owned(), html.as_bytes().to_vec()),
            (summary.to_owned(), own("statuspal-summary.json")),
        ]);

        let (detected, _) = web.go_round(page);

        assert_eq!(word(&detected), Some("statuspal"), "{page}");
        assert_eq!(detected.place.key.as_deref(), Some("zugposaune"));
    }
}

#[test]
fn a_page_of_a_format_that_we_do_not_know_is_none_of_ours() {
    let Some(directory) = directory() else { return };
    let unknown = directory
        .iter()
        .filter(|(maker, _)| expected(maker).is_none());
    for page in unknown.flat_map(|(_, all)| all.iter().filter_map(url_of)) {
        let html = b"<html><title>Status</title>All is well</html>".to_vec();
        let web = Web::of(vec![(page.to_owned(), html)]);

        let (detected, _) = web.go_round(page);

        assert_eq!(word(&detected), None, "{page}");
    }
}

/// The recorded pages, where each stood and what it is.
const PAGES: &[(&str, &str, &str)] = &[
    (
        "html/aiven-minor.html",
        "https://status.aiven.io",
        "incidentio",
    ),
    (
        "html/buildjet-good.html",
        "https://status.buildjet.com",
        "betterstack",
    ),
    (
        "html/eyloo-major.html",
        "https://status.eyloo.com",
        "betterstack",
    ),
    (
        "html/linear-good.html",
        "https://linearstatus.com",
        "incidentio",
    ),
    (
        "html/miro-good.html",
        "https://status.miro.com/eu",
        "incidentio",
    ),
    (
        "html/miro-issue.html",
        "https://status.miro.com/us",
        "incidentio",
    ),
    (
        "html/openai-major.html",
        "https://status.openai.com",
        "incidentio",
    ),
    (
        "html/rollbar-good.html",
        "https://status.rollbar.com",
        "incidentio",
    ),
    (
        "html/whereby-good.html",
        "https://wherebystatus.com",
        "instatus",
    ),
];

#[test]
fn a_recorded_page_points_to_its_data_and_alone_is_no_proof() {
    for (name, url, word_of_it) in PAGES {
        let Some(html) = recorded(name) else { return };
        let (path, reply) = data(word_of_it);
        let alone = Web::of(vec![((*url).to_owned(), html.clone())]);
        let whole = Web::of(vec![
            ((*url).to_owned(), html.clone()),
            (format!("{url}{path}"), own(reply)),
        ]);

        let (detected, _) = whole.go_round(url);
        assert_eq!(word(&detected), Some(*word_of_it), "{name}");
        let (detected, asked) = alone.go_round(url);
        assert!(word(&detected).is_none_or(|word| word == "feed"), "{name}");
        assert!(asked.contains(&format!("{url}{path}")), "{name}: {asked:?}");
        if word(&detected).is_none() {
            assert!(
                detected.note.starts_with("it looks like"),
                "{name}: {}",
                detected.note
            );
        }
    }
}

#[test]
fn a_recorded_page_is_known_by_its_marks_before_its_data_answered() {
    for (name, url, word_of_it) in PAGES {
        let Some(html) = recorded(name) else { return };
        let page = Reply {
            role: PAGE,
            url,
            headers: &[],
            body: &html,
        };

        let first = detect(url, &[page]).more;

        let (path, _) = data(word_of_it);
        assert!(
            first[0].url.ends_with(path),
            "{name}: what its marks point to comes first, {first:?}"
        );
    }
}

#[test]
fn a_recorded_page_names_its_feeds() {
    let Some(html) = recorded("html/openai-major.html") else {
        return;
    };
    let url = "https://status.openai.com";
    let web = Web::of(vec![(url.to_owned(), html)]);

    let (detected, _) = web.go_round(url);

    assert_eq!(
        detected.feeds,
        [
            "https://status.openai.com/feed.rss",
            "https://status.openai.com/feed.atom"
        ]
    );
}
