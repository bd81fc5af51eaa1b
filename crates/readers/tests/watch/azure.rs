//! Microsoft Azure.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Place, Reply,
    condition::{Ground, condition},
};

use super::{at, context, notice, of, own, read, recorded, reply, sees_through};

const EMPTY: &[u8] = br#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Azure Status</title>
<link>https://example.azurewebsites.net/en-us/status/</link><description>Azure Status</description>
<lastBuildDate>Sat, 01 Aug 2026 23:02:00 Z</lastBuildDate></channel></rss>"#;

#[test]
fn an_item_is_an_open_incident_with_its_regions_and_services_apart() {
    let seen = read("azure", "feed", &own("azure-feed.xml")).unwrap();

    let one = notice(&seen, "example-network-in-italy-north");
    assert_eq!(
        one.regions,
        ["Italy North", "West US 2"],
        "the text names another"
    );
    assert_eq!(one.told.record.components, ["Example Gateways"]);
    assert_eq!(
        one.told.updated_at,
        Some(at("2026-07-29T16:29:09Z")),
        "the zone is a bare Z"
    );
    assert_eq!(one.told.record.impact_level.as_deref(), Some("major"));
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::PartialOutage
    );
}

#[test]
fn a_region_that_only_the_text_mentions_narrows_nothing() {
    let seen = read("azure", "feed", &own("azure-feed.xml")).unwrap();

    let one = notice(&seen, "example-portal-slow");
    assert!(one.regions.is_empty(), "{:?}", one.regions);
    assert_eq!(one.told.record.impact_level.as_deref(), Some("minor"));
}

#[test]
fn an_item_that_was_forgotten_counts_as_minor() {
    let seen = read("azure", "feed", &own("azure-feed.xml")).unwrap();

    let one = notice(&seen, "example-forgotten");
    assert_eq!(one.told.record.impact_level.as_deref(), Some("minor"));
}

#[test]
fn it_is_asked_at_its_one_host_whatever_address_people_open() {
    let asks = (of("azure").asks)(&Place::of("https://status.azure.com/en-us/status"));

    assert_eq!(
        asks[0].url,
        "https://rssfeed.azure.status.microsoft/en-us/status/feed/"
    );
}

#[test]
fn an_empty_feed_is_the_all_clear_only_from_that_host() {
    let home = Reply {
        url: "https://rssfeed.azure.status.microsoft/en-us/status/feed/",
        ..reply("feed", EMPTY)
    };
    let region = Reply {
        url: "https://azurestatusexample.azurewebsites.net/en-us/status/feed/",
        ..home
    };

    let seen = (of("azure").read)(&home, &context()).unwrap();

    assert_eq!(condition(&seen, context().now).ground, Ground::NothingOpen);
    assert!((of("azure").read)(&region, &context()).is_err());
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("azure");
    let other = String::from_utf8(EMPTY.to_vec())
        .unwrap()
        .replace("Azure Status", "Kitchen news");
    assert!(read("azure", "feed", other.as_bytes()).is_err());
}

#[test]
fn the_recorded_feeds_of_the_day_on_which_a_region_was_down_are_not_clear() {
    for name in [
        "azure/azure-rss-20260723-major.xml",
        "azure/azure-rss-20260723-westus.xml",
    ] {
        let Some(body) = recorded(name) else {
            return;
        };
        let seen = read("azure", "feed", &body).unwrap();

        assert_eq!(seen.notices.len(), 1);
        assert_eq!(seen.notices[0].regions, ["West US"]);
        assert_eq!(
            seen.notices[0].told.record.impact_level.as_deref(),
            Some("major")
        );
    }
    let Some(empty) = recorded("azure/azure-rss-healthy-empty.xml") else {
        return;
    };
    assert!(
        read("azure", "feed", &empty).is_err(),
        "from a host that nobody knows"
    );
}
