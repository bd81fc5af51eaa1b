//! Uptime Kuma.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Place,
    condition::{Ground, condition, is_open},
};

use super::{at, context, notice, of, own, part, read, reply, sees_through};

#[test]
fn names_and_heartbeats_come_together() {
    let mut seen = read("uptimekuma", "config", &own("uptimekuma-config.json")).unwrap();
    seen.join(
        read(
            "uptimekuma",
            "heartbeats",
            &own("uptimekuma-heartbeats.json"),
        )
        .unwrap(),
    );

    let till = part(&seen, "11");
    assert_eq!(till.facts.name_raw, "Till");
    assert_eq!(till.facts.group_id.as_deref(), Some("group-1"));
    assert_eq!(
        till.facts.status,
        Some(ComponentStatus::Operational),
        "the newest stands last"
    );
    assert_eq!(
        part(&seen, "12").facts.status,
        Some(ComponentStatus::MajorOutage)
    );
    assert_eq!(seen.page.name.as_deref(), Some("Orchard status"));
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::MajorOutage
    );
}

#[test]
fn an_old_heartbeat_says_nothing_of_now() {
    let seen = read(
        "uptimekuma",
        "heartbeats",
        &own("uptimekuma-heartbeats.json"),
    )
    .unwrap();

    assert_eq!(
        part(&seen, "13").facts.status,
        Some(ComponentStatus::Unknown)
    );
}

#[test]
fn without_heartbeats_nobody_can_tell() {
    let mut config = read("uptimekuma", "config", &own("uptimekuma-config.json")).unwrap();
    config.notices.clear();

    let now = condition(&config, context().now);

    assert_eq!(
        (now.status, now.ground),
        (ComponentStatus::Unknown, Ground::Nothing)
    );
}

#[test]
fn what_somebody_wrote_is_an_incident_and_planned_work_is_apart() {
    let seen = read("uptimekuma", "config", &own("uptimekuma-config.json")).unwrap();

    let one = notice(&seen, "7");
    assert!(is_open(one, context().now));
    assert_eq!(one.told.record.impact_level.as_deref(), Some("major"));
    assert_eq!(
        one.told.created_at,
        Some(at("2026-07-29T15:10:00Z")),
        "its times are UTC"
    );
    let work = notice(&seen, "maintenance-3");
    assert_eq!(work.told.scheduled_from, Some(at("2026-08-02T10:00:00Z")));
    assert!(!is_open(work, context().now));
}

#[test]
fn a_word_that_nobody_knows_is_kept_and_is_some_trouble() {
    let body = String::from_utf8(own("uptimekuma-config.json"))
        .unwrap()
        .replace("danger", "glitter");
    let seen = read("uptimekuma", "config", body.as_bytes()).unwrap();

    assert_eq!(seen.unknown, ["style: glitter"]);
    assert_eq!(
        notice(&seen, "7").told.record.impact_level.as_deref(),
        Some("minor")
    );
}

#[test]
fn the_slug_is_that_of_the_address_or_of_the_page() {
    let by_address = (of("uptimekuma").asks)(&Place::of("https://up.example.com/status/orchard"));
    let html =
        br#"<script>window.preloadData = {'config':{'slug':'orchard','title':'x'}};</script>"#;
    let own = Place::of("https://status.example.com");
    let found = (of("uptimekuma").locate)(&own, &reply("page", html)).unwrap();

    assert_eq!(
        by_address[1].url,
        "https://up.example.com/api/status-page/heartbeat/orchard"
    );
    assert_eq!(
        (of("uptimekuma").asks)(&found)[0].url,
        "https://status.example.com/api/status-page/orchard"
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("uptimekuma");
}
