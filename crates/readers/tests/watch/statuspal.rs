//! Statuspal.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Place, Reply,
    condition::{condition, is_open},
};

use super::{NOT_THE_PAGE, at, context, notice, of, own, part, read, reply};

#[test]
fn services_are_a_tree_and_times_are_utc() {
    let seen = read("statuspal", "summary", &own("statuspal-summary.json")).unwrap();

    assert!(part(&seen, "1").facts.is_group);
    let storage = part(&seen, "11");
    assert_eq!(storage.facts.group_name.as_deref(), Some("Zürich"));
    assert_eq!(
        storage.facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
    assert_eq!(
        part(&seen, "2").facts.status,
        Some(ComponentStatus::Operational)
    );
    let open = notice(&seen, "8001");
    assert!(is_open(open, context().now));
    assert_eq!(open.told.status.unwrap().as_str(), "monitoring");
    assert_eq!(open.told.record.components, ["Zürich", "Storage"]);
    let began = open.told.record.started_at.as_ref().unwrap();
    assert_eq!(began.utc, Some(at("2026-07-29T16:20:00Z")));
    let planned = notice(&seen, "8002");
    assert_eq!(planned.told.status.unwrap().as_str(), "scheduled");
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
}

#[test]
fn nothing_is_null_and_a_missing_key_says_nothing() {
    let body = String::from_utf8(own("statuspal-summary.json")).unwrap();
    let well = body.replace("\"minor\"", "null");
    let silent = br#"{"status_page":{"name":"Z"},"services":[{"id":1,"name":"A"}],"incidents":[]}"#;

    let well = read("statuspal", "summary", well.as_bytes()).unwrap();
    let silent = read("statuspal", "summary", silent).unwrap();

    assert_eq!(
        well.state.unwrap().status,
        ComponentStatus::Operational,
        "but for what is open"
    );
    assert_eq!(silent.state, None);
    assert_eq!(part(&silent, "1").facts.status, None);
}

#[test]
fn a_word_that_nobody_knows_is_kept_and_is_some_trouble() {
    let body = String::from_utf8(own("statuspal-summary.json")).unwrap();
    let odd = body.replace("\"minor\"", "\"grave\"");

    let seen = read("statuspal", "summary", odd.as_bytes()).unwrap();

    assert_eq!(
        seen.unknown,
        [
            "current_incident_type: grave",
            "service: grave",
            "incident.type: grave"
        ]
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::DegradedPerformance
    );
}

#[test]
fn the_subdomain_and_the_continent_are_in_the_host_or_on_the_page() {
    let form = of("statuspal");
    let first = |place: &Place| (form.asks)(place)[0].url.clone();
    let hosted = Place::of("https://zugposaune.statuspal.eu");
    let own_host = Place::of("https://status.example.com");
    let html = br#"<script src="https://cdn.statuspal.io/app.js"></script><a href="https://zugposaune.statuspal.eu/feed">feed</a>"#;

    let found = (form.locate)(&own_host, &reply("page", html)).unwrap();

    assert_eq!(
        first(&hosted),
        "https://statuspal.eu/api/v2/status_pages/zugposaune/summary"
    );
    assert_eq!(first(&found), first(&hosted));
    assert!((form.asks)(&own_host).is_empty());
}

#[test]
fn history_goes_on_where_its_own_host_says_so() {
    let body = br#"{"incidents":[{"id":1,"title":"Old","type":"major","starts_at":"2025-01-01T10:00:00","ends_at":"2025-01-01T11:00:00","updates":[]}],"links":{"next":"https://statuspal.eu/api/v1/x?after=b"},"meta":{"total_count":2}}"#;
    let reply = Reply {
        url: "https://statuspal.eu/api/v2/status_pages/z/incidents?limit=100",
        ..reply("history", body)
    };

    let seen = (of("statuspal").read)(&reply, &context()).unwrap();

    assert_eq!(seen.more[0].url, "https://statuspal.eu/api/v1/x?after=b");
    let ended = notice(&seen, "1").told.record.ended_at.as_ref().unwrap();
    assert_eq!(ended.utc, Some(at("2025-01-01T11:00:00Z")));
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    for role in ["summary", "history"] {
        for body in NOT_THE_PAGE {
            assert!(read("statuspal", role, body).is_err(), "{role}: {body:?}");
        }
    }
}
