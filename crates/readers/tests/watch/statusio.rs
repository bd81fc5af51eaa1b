//! status.io.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Place,
    condition::{condition, is_open},
};

use super::{at, context, notice, of, own, part, read, recorded, reply};

const KEY: &str = "60ff0123456789abcdef0123";

#[test]
fn the_state_that_counts_stands_one_level_down() {
    let seen = read("statusio", "status", &own("statusio-status.json")).unwrap();

    let gateway = part(&seen, "60aa00000000000000000001");
    assert!(gateway.facts.is_group);
    assert_eq!(gateway.facts.status, Some(ComponentStatus::PartialOutage));
    let frankfurt = part(&seen, "60aa00000000000000000001/60bb00000000000000000001");
    assert_eq!(frankfurt.facts.status, Some(ComponentStatus::PartialOutage));
    assert_eq!(frankfurt.region.as_deref(), Some("Frankfurt"));
    assert_eq!(frankfurt.raw.as_deref(), Some("Partial Service Disruption"));
    let dashboard = part(&seen, "60aa00000000000000000002");
    assert_eq!(dashboard.region.as_deref(), Some("Frankfurt"), "one place");
    let mail = part(&seen, "60aa00000000000000000003");
    assert_eq!(
        mail.facts.status,
        Some(ComponentStatus::MajorOutage),
        "the worse of both levels"
    );
}

#[test]
fn incidents_and_planned_work_have_their_messages_codes_and_places() {
    let seen = read("statusio", "status", &own("statusio-status.json")).unwrap();

    let open = notice(&seen, "61cc00000000000000000001");
    assert!(is_open(open, context().now));
    assert_eq!(open.told.status.unwrap().as_str(), "identified");
    assert_eq!(open.told.record.impact_level.as_deref(), Some("major"));
    assert_eq!(open.regions, ["Frankfurt"]);
    assert_eq!(open.told.record.components, ["Gateway"]);
    assert_eq!(open.told.record.updates.len(), 2);
    let planned = notice(&seen, "61dd00000000000000000001");
    assert_eq!(planned.told.status.unwrap().as_str(), "scheduled");
    assert_eq!(
        planned.told.scheduled_from,
        Some(at("2026-08-05T21:00:00Z"))
    );
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
}

#[test]
fn words_speak_where_codes_are_missing_and_odd_ones_are_kept() {
    let words =
        br#"{"result":{"status_overall":{"status":"Operational","status_code":100},"status":[
        {"id":"a","name":"A","status":"Degraded Performance","containers":[]},
        {"id":"b","name":"B","status":"Blinking","status_code":700,"containers":[]}]}}"#;

    let seen = read("statusio", "status", words).unwrap();

    let status = |id| part(&seen, id).facts.status;
    assert_eq!(status("a"), Some(ComponentStatus::DegradedPerformance));
    assert_eq!(status("b"), Some(ComponentStatus::DegradedPerformance));
    assert_eq!(seen.unknown, ["component.status: 700"]);
}

#[test]
fn the_key_is_found_on_the_page_and_nothing_is_asked_without() {
    let form = of("statusio");
    let place = Place::of("https://status.example.com");
    let pages = [
        format!("<script>var statuspageId = '{KEY}';</script>"),
        format!(r#"<script>window.app = {{"statuspage_id":"{KEY}"}}; // status.io</script>"#),
        format!(r#"<a href="https://status.io/pages/history/{KEY}">status.io</a>"#),
        format!(r#"<script src="https://api.status.io/1.0/status/{KEY}"></script>"#),
    ];

    for page in pages {
        let reply = reply("page", page.as_bytes());
        assert!((form.is_of)(&reply), "{page}");
        let found = (form.locate)(&place, &reply).unwrap();
        assert_eq!(found.key.as_deref(), Some(KEY), "{page}");
        assert_eq!(
            (form.asks)(&found)[0].url,
            format!("https://api.status.io/1.0/status/{KEY}")
        );
    }
    assert!((form.asks)(&place).is_empty());
    assert!((form.locate)(&place, &reply("page", b"<html>status.io</html>")).is_none());
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    for body in super::NOT_THE_PAGE {
        assert!(read("statusio", "status", body).is_err(), "{body:?}");
    }
    assert!(read("statusio", "status", br#"{"result":{"error":true}}"#).is_err());
}

#[test]
fn a_recorded_status_is_read_whole() {
    let Some(body) = recorded("statusio/gitlab-statusio-extracted-4.json") else {
        return;
    };
    let seen = read("statusio", "status", &body).unwrap();

    assert!((of("statusio").is_of)(&reply("status", &body)));
    assert_eq!((seen.parts.len(), seen.notices.len()), (17, 1));
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    let planned = notice(&seen, "649d8d7a6c2f36053b37055d");
    assert_eq!(planned.told.components.len(), 5);
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::PartialOutage,
        "two of seventeen are down"
    );
}
