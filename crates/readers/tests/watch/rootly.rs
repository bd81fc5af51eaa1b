//! Rootly.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Reply,
    condition::{condition, is_open, is_over},
};

use super::{at, context, notice, of, own, read, reply, sees_through};

#[test]
fn a_status_lists_what_is_open_and_addresses_are_ids() {
    let seen = read("rootly", "status", &own("rootly-status.json")).unwrap();

    let open = notice(&seen, "dd-7f3a");
    assert!(is_open(open, context().now));
    assert_eq!(open.told.status.unwrap().as_str(), "monitoring");
    assert_eq!(open.status_raw.as_deref(), Some("mitigated"));
    let began = open.told.record.started_at.as_ref().unwrap();
    assert_eq!(began.utc, Some(at("2026-07-29T16:58:00Z")));
    assert_eq!(open.told.record.updates.len(), 2);
    assert!(seen.lists_all_open && seen.unknown.is_empty());
    assert_eq!(seen.page.zone.as_deref(), Some("Europe/Rome"));
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::PartialOutage
    );
}

#[test]
fn what_is_resolved_without_a_time_is_over() {
    let body = String::from_utf8(own("rootly-status.json")).unwrap();
    let over = body.replace("mitigated", "resolved");

    let seen = read("rootly", "status", over.as_bytes()).unwrap();

    let notice = notice(&seen, "dd-7f3a");
    assert!(is_over(notice));
    assert_eq!(notice.told.resolved_at, None);
}

#[test]
fn words_that_nobody_knows_are_kept_and_are_some_trouble() {
    let body = String::from_utf8(own("rootly-status.json")).unwrap();
    let odd = body
        .replace("\"impact\":\"major\"", "\"impact\":\"sev2\"")
        .replace("\"indicator\":\"major\"", "\"indicator\":\"wobbly\"");

    let seen = read("rootly", "status", odd.as_bytes()).unwrap();

    assert_eq!(
        seen.unknown,
        ["status.indicator: wobbly", "incident.impact: sev2"]
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::DegradedPerformance
    );
}

#[test]
fn a_full_page_of_incidents_has_another_behind_it() {
    let one = r#"{"name":"x","status":"started","impact":"minor","started_at":"2026-07-29T10:00:00Z","url":"https://s.example/i/N","incident_updates":[]}"#;
    let all: Vec<String> = (0..100)
        .map(|n| one.replace("/N", &format!("/{n}")))
        .collect();
    let body = format!(
        r#"{{"page":{{"name":"S"}},"incidents":[{}]}}"#,
        all.join(",")
    );
    let reply = Reply {
        url: "https://status.example.com/api/v1/incidents.json?per_page=100&page=1",
        ..reply("incidents", body.as_bytes())
    };

    let seen = (of("rootly").read)(&reply, &context()).unwrap();

    assert_eq!(seen.notices.len(), 100);
    assert!(
        seen.more[0].url.ends_with("per_page=100&page=2"),
        "{:?}",
        seen.more
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("rootly");
    let list = br#"{"page":{"name":"S"},"incidents":[]}"#;
    assert!(
        read("rootly", "status", list).is_err(),
        "it says nothing of how it is"
    );
}
