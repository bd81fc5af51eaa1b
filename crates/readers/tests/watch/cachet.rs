//! Cachet.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Reply,
    condition::{degree, is_open, is_over},
};
use jiff::tz::TimeZone;

use super::{at, context, notice, of, own, part, read, read_with, reply, sees_through};

#[test]
fn components_have_codes_and_groups() {
    let mut seen = read("cachet", "components", &own("cachet-components.json")).unwrap();
    seen.join(read("cachet", "groups", &own("cachet-groups.json")).unwrap());

    let terminals = part(&seen, "2");
    assert_eq!(terminals.facts.status, Some(ComponentStatus::PartialOutage));
    assert_eq!(terminals.facts.group_id.as_deref(), Some("group-1"));
    assert_eq!(part(&seen, "1").facts.group_id, None);
    assert_eq!(
        part(&seen, "3").facts.status,
        Some(ComponentStatus::Unknown)
    );
    assert!(part(&seen, "group-1").facts.is_group);
}

#[test]
fn times_without_a_zone_are_the_installations() {
    let zone = TimeZone::get("Europe/Rome").unwrap();
    let context = beffroi_readers::watch::Context { zone, ..context() };

    let seen = read_with(
        "cachet",
        "incidents",
        &own("cachet-incidents.json"),
        &context,
    )
    .unwrap();

    let open = notice(&seen, "103");
    assert_eq!(open.told.created_at, Some(at("2026-07-29T17:12:00Z")));
    let began = open.told.record.started_at.as_ref().unwrap();
    assert_eq!(began.utc, Some(at("2026-07-29T17:05:00Z")));
}

#[test]
fn the_latest_status_counts_and_all_that_was_said_is_there() {
    let seen = read("cachet", "incidents", &own("cachet-incidents.json")).unwrap();

    let open = notice(&seen, "103");
    assert_eq!(open.told.status.unwrap().as_str(), "monitoring");
    assert_eq!(open.status_raw.as_deref(), Some("Watching"));
    assert_eq!(open.told.record.updates.len(), 3);
    assert_eq!(
        degree(open),
        ComponentStatus::DegradedPerformance,
        "no severity is no reason to call it well"
    );
    assert!(is_over(notice(&seen, "102")));
    let planned = notice(&seen, "101");
    assert_eq!(planned.told.status.unwrap().as_str(), "scheduled");
    assert_eq!(
        planned.told.scheduled_from,
        Some(at("2026-08-04T06:00:00Z"))
    );
}

#[test]
fn history_goes_on_page_by_page_on_its_own_host_and_a_look_does_not() {
    let body = own("cachet-incidents.json");
    let history = read("cachet", "history", &body).unwrap();
    let look = read("cachet", "incidents", &body).unwrap();
    let elsewhere = Reply {
        url: "https://other.example/x",
        ..reply("history", &body)
    };

    assert_eq!(
        history.more[0].url,
        "https://status.example.com/api/v1/incidents?sort=id&order=desc&per_page=100&page=2"
    );
    assert!(look.more.is_empty());
    assert!(!look.lists_all_open, "there is a page behind it");
    assert_eq!(look.covers_since, Some(at("2026-06-30T10:00:00Z")));
    let strange = (of("cachet").read)(&elsewhere, &context()).unwrap();
    assert!(strange.more.is_empty());
}

#[test]
fn schedules_are_planned_work() {
    let seen = read("cachet", "schedules", &own("cachet-schedules.json")).unwrap();

    let planned = notice(&seen, "schedule-9");
    assert!(!is_open(planned, context().now));
    assert_eq!(planned.told.record.components, ["Terminals"]);
}

#[test]
fn a_code_that_nobody_knows_is_kept_and_is_some_trouble() {
    let body = String::from_utf8(own("cachet-components.json")).unwrap();
    let odd = body.replace("\"status\":3", "\"status\":9");

    let seen = read("cachet", "components", odd.as_bytes()).unwrap();

    assert_eq!(seen.unknown, ["component.status: 9"]);
    assert_eq!(
        part(&seen, "2").facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("cachet");
    assert!(read("cachet", "components", br#"{"data":[]}"#).is_err());
    assert!((of("cachet").is_of)(&reply(
        "components",
        &own("cachet-components.json")
    )));
    assert!(!(of("cachet").is_of)(&reply(
        "components",
        br#"{"data":"Pong!"}"#
    )));
}
