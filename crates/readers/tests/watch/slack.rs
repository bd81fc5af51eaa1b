//! Slack.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::condition::{condition, is_open, is_over};

use super::{at, context, notice, own, part, read, recorded, sees_through};

#[test]
fn what_is_open_stands_with_its_kind_its_services_and_its_notes_newest_first() {
    let seen = read("slack", "current", &own("slack-current.json")).unwrap();

    let one = notice(&seen, "90417");
    assert_eq!(one.told.record.impact_level.as_deref(), Some("critical"));
    assert_eq!(one.told.record.components, ["Messaging", "Search"]);
    assert_eq!(
        one.told.record.updates[0].posted_at,
        Some(at("2026-07-29T17:31:00Z"))
    );
    assert_eq!(
        part(&seen, "Search").facts.status,
        Some(ComponentStatus::MajorOutage),
        "the worse of two"
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::MajorOutage
    );
}

#[test]
fn a_kind_that_nobody_knows_is_kept_and_is_some_trouble() {
    let seen = read("slack", "current", &own("slack-current.json")).unwrap();

    assert_eq!(seen.unknown, ["type: bell trouble"]);
    assert_eq!(
        notice(&seen, "90418").told.record.impact_level.as_deref(),
        Some("minor")
    );
}

#[test]
fn version_1_tells_one_incident_flat_and_says_when_it_is_over() {
    let body = String::from_utf8(own("slack-current.json")).unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&body).unwrap();
    let mut flat = value["active_incidents"][0].take();
    let open = read("slack", "current", flat.to_string().as_bytes()).unwrap();
    flat["status"] = "ok".into();
    let over = read("slack", "current", flat.to_string().as_bytes()).unwrap();

    assert_eq!(open.notices.len(), 1);
    assert!(is_open(&open.notices[0], context().now));
    assert!(!is_open(&over.notices[0], context().now), "kept, as over");
    assert_eq!(
        condition(&over, context().now).status,
        ComponentStatus::Operational
    );
}

#[test]
fn a_status_without_a_time_is_anybodys() {
    assert!(read("slack", "current", br#"{"status":"ok"}"#).is_err());
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("slack");
}

#[test]
fn the_recorded_history_is_read_whole_in_both_versions() {
    for name in [
        "slack/slack-status-v2.0.0-history.json",
        "slack/slack-status-v1.0.0-history.json",
    ] {
        let Some(body) = recorded(name) else {
            return;
        };
        let seen = read("slack", "history", &body).unwrap();

        assert_eq!(seen.notices.len(), 116);
        assert!(seen.notices.iter().all(is_over));
        assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
        assert_eq!(seen.parts.len(), 10);
    }
}

#[test]
fn the_recorded_present_is_read_in_both_versions() {
    for (name, count) in [
        ("slack/slack-status-v2.0.0-current.json", 60),
        ("slack/slack-status-v1.0.0-current.json", 1),
    ] {
        let Some(body) = recorded(name) else {
            return;
        };
        let seen = read("slack", "current", &body).unwrap();

        assert_eq!(seen.notices.len(), count, "{name}");
        assert_eq!(seen.state.as_ref().unwrap().raw, "ok");
        assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    }
}
