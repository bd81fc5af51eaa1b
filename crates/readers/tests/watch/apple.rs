//! Apple.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Place,
    condition::{condition, is_open, is_over},
};

use super::{at, context, notice, of, own, part, read, recorded, sees_through};

#[test]
fn an_event_of_two_services_is_one_with_a_title_made_of_both() {
    let seen = read("apple", "status", &own("apple-status.json")).unwrap();

    let one = notice(&seen, "9000000417");
    assert_eq!(
        one.told.record.title_raw,
        "Outage: Orchard Mail & Letters, Orchard Backup"
    );
    assert!(one.is_title_made && is_open(one, context().now));
    assert_eq!(
        one.told.record.started_at.as_ref().unwrap().utc,
        Some(at("2026-07-29T15:30:00Z"))
    );
    assert_eq!(
        one.told.record.updates[0].posted_at,
        Some(at("2026-07-29T16:40:00Z"))
    );
    assert_eq!(
        part(&seen, "Orchard Backup").facts.status,
        Some(ComponentStatus::MajorOutage)
    );
    assert_eq!(
        part(&seen, "Orchard Maps").facts.status,
        Some(ComponentStatus::Operational)
    );
}

#[test]
fn what_is_over_has_its_end_and_what_is_planned_is_not_under_way() {
    let seen = read("apple", "status", &own("apple-status.json")).unwrap();

    let over = notice(&seen, "9000000400");
    assert!(is_over(over));
    assert_eq!(
        over.told
            .record
            .ended_at
            .as_ref()
            .unwrap()
            .utc
            .unwrap()
            .as_second(),
        1_785_203_600
    );
    let planned = notice(&seen, "9000000500");
    assert!(!is_open(planned, context().now));
    assert_eq!(
        planned.told.scheduled_from.unwrap().as_second(),
        1_786_000_000
    );
    assert_eq!(
        part(&seen, "Orchard Pay").facts.status,
        Some(ComponentStatus::Operational)
    );
}

#[test]
fn a_kind_that_nobody_knows_is_kept_and_is_some_trouble() {
    let seen = read("apple", "status", &own("apple-status.json")).unwrap();

    assert_eq!(seen.unknown, ["statusType: Wobble"]);
    assert_eq!(
        notice(&seen, "9000000400")
            .told
            .record
            .impact_level
            .as_deref(),
        Some("minor")
    );
}

#[test]
fn what_is_wrapped_in_a_call_says_the_same() {
    let plain = own("apple-status.json");
    let wrapped = [b"jsonCallback(".as_slice(), &plain, b");\n"].concat();

    assert_eq!(
        read("apple", "status", &wrapped),
        read("apple", "status", &plain)
    );
}

#[test]
fn developers_have_a_document_of_their_own() {
    let asks = (of("apple").asks)(&Place::of("https://developer.apple.com/system-status/"));

    assert!(
        asks[0]
            .url
            .ends_with("/data/developer/system_status_en_US.js"),
        "{}",
        asks[0].url
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("apple");
    assert!(read("apple", "status", b"jsonCallback({})").is_err());
}

#[test]
fn the_recordings_are_read_with_their_events() {
    let cases = [
        (
            "apple/apple-customer-no-issues.json",
            0,
            ComponentStatus::Operational,
        ),
        (
            "apple/apple-customer-one-ongoing-issue.json",
            2,
            ComponentStatus::MajorOutage,
        ),
        (
            "apple/apple-customer-three-resolved-issues.json",
            4,
            ComponentStatus::Operational,
        ),
        (
            "apple/apple-developer-one-resolved-issue.json",
            1,
            ComponentStatus::Operational,
        ),
    ];
    for (name, count, status) in cases {
        let Some(body) = recorded(name) else {
            return;
        };
        let seen = read("apple", "status", &body).unwrap();

        assert_eq!(seen.notices.len(), count, "{name}");
        assert_eq!(condition(&seen, context().now).status, status, "{name}");
        assert!(seen.unknown.is_empty(), "{name}: {:?}", seen.unknown);
    }
}
