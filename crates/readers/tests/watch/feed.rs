//! Any feed.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::condition::{Ground, condition, is_open, is_over};

use super::{NOT_THE_PAGE, at, context, notice, own, read, read_with, recorded};

fn rss(items: &str) -> Vec<u8> {
    let head = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Orchard news</title><link>https://status.example.com</link><description>x</description>"#;
    format!("{head}{items}</channel></rss>").into_bytes()
}

fn item(guid: &str, title: &str, at: &str, text: &str) -> String {
    format!(
        "<item><title>{title}</title><guid isPermaLink=\"false\">{guid}</guid><pubDate>{at}</pubDate><description><![CDATA[{text}]]></description></item>"
    )
}

#[test]
fn a_bold_word_or_a_label_says_where_an_incident_stands() {
    let seen = read("feed", "feed", &own("feed-orchard.xml")).unwrap();

    let open = notice(&seen, "EXopen");
    assert_eq!(open.told.status.unwrap().as_str(), "monitoring");
    assert_eq!(open.severity_raw.as_deref(), Some("unavailable"));
    assert_eq!(open.told.record.impact_level.as_deref(), Some("critical"));
    assert_eq!(
        open.told.record.updates.len(),
        2,
        "a bold date and a heading each"
    );
    assert_eq!(
        open.told.record.updates[0].posted_at,
        Some(at("2026-07-29T16:45:00Z"))
    );
    assert!(is_over(notice(&seen, "EXover")));
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::MajorOutage
    );
}

#[test]
fn a_feed_that_states_nothing_is_no_all_clear() {
    let body = rss(&item(
        "1",
        "We have new chairs",
        "Wed, 29 Jul 2026 16:00:00 GMT",
        "They are <b>red</b>.",
    ));

    let seen = read("feed", "feed", &body).unwrap();

    assert_eq!(seen.state, None);
    assert_eq!(seen.notices[0].told.status, None);
    assert!(!seen.lists_all_open);
}

#[test]
fn what_an_empty_feed_means_is_said_by_the_catalogue() {
    let mut broken = context();
    broken.is_empty_clear = false;

    let clear = read("feed", "feed", &rss("")).unwrap();

    assert_eq!(condition(&clear, context().now).ground, Ground::NothingOpen);
    assert!(read_with("feed", "feed", &rss(""), &broken).is_err());
}

#[test]
fn items_that_share_a_link_up_to_its_hash_are_one_incident() {
    let items = [
        item(
            "https://status.example.com/i/7#b",
            "Doors",
            "Wed, 29 Jul 2026 17:00:00 GMT",
            "<b>Resolved</b> They open.",
        ),
        item(
            "https://status.example.com/i/7#a",
            "Doors",
            "Wed, 29 Jul 2026 16:00:00 GMT",
            "<b>Investigating</b> They stick.",
        ),
    ];

    let seen = read("feed", "feed", &rss(&items.concat())).unwrap();

    assert_eq!(seen.notices.len(), 1);
    let one = notice(&seen, "https://status.example.com/i/7");
    assert!(is_over(one));
    assert_eq!(one.told.record.updates.len(), 2);
}

#[test]
fn items_of_one_service_fall_apart_where_one_incident_is_over() {
    let guid = |number: u32| format!("http://status.example.com/#mail-eu_{number}");
    let items = [
        item(
            &guid(1_785_344_400),
            "Service disruption: Letters wait",
            "Wed, 29 Jul 2026 10:00:00 PDT",
            "Again.",
        ),
        item(
            &guid(1_785_250_000),
            "Service is operating normally: [RESOLVED] Letters are late",
            "Tue, 28 Jul 2026 08:00:00 PDT",
            "Over.",
        ),
        item(
            &guid(1_785_240_000),
            "Informational message: Letters are late",
            "Tue, 28 Jul 2026 05:00:00 PDT",
            "Late.",
        ),
    ];

    let seen = read("feed", "feed", &rss(&items.concat())).unwrap();

    assert_eq!(seen.notices.len(), 2);
    let over = notice(&seen, &guid(1_785_240_000));
    assert!(is_over(over));
    assert_eq!(over.told.record.title_raw, "Letters are late");
    assert_eq!(
        over.told.record.updates[1].posted_at,
        Some(at("2026-07-28T12:00:00Z")),
        "the zone is PDT"
    );
    let open = notice(&seen, &guid(1_785_344_400));
    assert!(is_open(open, context().now));
    assert_eq!(open.told.record.impact_level.as_deref(), Some("critical"));
}

#[test]
fn a_word_where_a_state_is_promised_is_kept_and_is_some_trouble() {
    let text = "<h3>Status: SIMMERING</h3><p>Severity: lukewarm</p>";
    let body = rss(&item("1", "Soup", "Wed, 29 Jul 2026 16:00:00 GMT", text));

    let seen = read("feed", "feed", &body).unwrap();

    assert_eq!(seen.unknown, ["status: SIMMERING", "severity: lukewarm"]);
    assert!(is_open(&seen.notices[0], context().now));
    assert_eq!(
        seen.notices[0].told.record.impact_level.as_deref(),
        Some("minor")
    );
}

#[test]
fn a_json_feed_is_a_feed() {
    let body = br#"{"version":"https://jsonfeed.org/version/1.1","title":"Orchard","items":[
        {"id":"9","url":"https://status.example.com/9","title":"Gate","content_html":"<p><strong>Identified</strong> A hinge.</p>","date_published":"2026-07-29T16:00:00Z"}]}"#;

    let seen = read("feed", "feed", body).unwrap();

    assert_eq!(seen.notices[0].told.status.unwrap().as_str(), "identified");
}

#[test]
fn what_is_not_a_feed_is_never_taken_for_one() {
    for body in NOT_THE_PAGE {
        assert!(read("feed", "feed", body).is_err(), "{body:?}");
    }
    assert!(read("feed", "feed", b"<Error><Code>AccessDenied</Code></Error>").is_err());
}

#[test]
fn the_recorded_feed_of_another_maker_is_read_with_its_states() {
    let Some(body) = recorded("feeds/xai-feed-active.xml") else {
        return;
    };
    let mut context = context();
    context.now = at("2026-07-31T12:00:00Z");

    let seen = read_with("feed", "feed", &body, &context).unwrap();

    assert_eq!(seen.notices.len(), 4);
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    assert_eq!(
        notice(&seen, "INCactive01").told.status.unwrap().as_str(),
        "investigating"
    );
    assert_eq!(notice(&seen, "INCactive01").told.record.updates.len(), 2);
    assert!(is_over(notice(&seen, "INCdone01")));
    let stale = &notice(&seen, "INCstale01").told.record;
    assert_eq!(
        stale.impact_level.as_deref(),
        Some("minor"),
        "of June, and never closed"
    );
    assert_eq!(
        condition(&seen, context.now).status,
        ComponentStatus::MajorOutage
    );
}

#[test]
fn recorded_feeds_of_statuspage_are_read_as_imports_read_them() {
    let cases = [
        ("feeds/digitalocean-history-b.rss", 25),
        ("feeds/github-history-2019.atom", 25),
        ("feeds/parse-history-2014.rss", 17),
        ("feeds/streamyard-history-2024.atom", 17),
    ];
    for (name, count) in cases {
        let Some(body) = recorded(name) else {
            return;
        };
        let seen = read("feed", "feed", &body).unwrap();

        assert_eq!(seen.notices.len(), count, "{name}");
        let is_dated = |one: &beffroi_readers::watch::Notice| {
            one.told
                .record
                .updates
                .iter()
                .any(|update| update.posted_at.is_some())
        };
        assert!(seen.notices.iter().all(is_dated), "{name}");
        assert!(
            seen.notices
                .iter()
                .all(|one| one.told.record.external_id.is_some()),
            "{name}"
        );
    }
}
