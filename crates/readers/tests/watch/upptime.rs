//! Upptime.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Place,
    condition::{condition, is_open, is_over},
};

use super::{at, context, notice, of, own, part, read, recorded, reply, sees_through};

fn keyed() -> Place {
    Place {
        key: Some("orchard/status".to_owned()),
        ..Place::of("https://status.example.com")
    }
}

#[test]
fn monitors_are_components() {
    let seen = read("upptime", "summary", &own("upptime-summary.json")).unwrap();

    assert_eq!(
        part(&seen, "till").facts.status,
        Some(ComponentStatus::Operational)
    );
    assert_eq!(
        part(&seen, "ledger").facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
    assert_eq!(part(&seen, "vault").raw.as_deref(), Some("down"));
    assert_eq!(seen.unknown, ["status: dusty"]);
    assert_eq!(
        part(&seen, "attic").facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::PartialOutage
    );
}

#[test]
fn issues_are_its_incidents_and_planned_work_stands_in_a_comment() {
    let seen = read("upptime", "issues", &own("upptime-issues.json")).unwrap();

    assert_eq!(seen.notices.len(), 3, "a change of code is none");
    let open = notice(&seen, "41");
    assert!(is_open(open, context().now));
    assert_eq!(open.told.record.title_raw, "Vault is down");
    assert_eq!(open.told.record.impact_level.as_deref(), Some("critical"));
    assert_eq!(
        open.told.components[0].external_id.as_deref(),
        Some("vault")
    );
    assert!(is_over(notice(&seen, "40")));
    assert_eq!(
        notice(&seen, "39").told.scheduled_from,
        Some(at("2026-08-02T10:00:00Z"))
    );
}

#[test]
fn it_is_asked_where_its_repository_is() {
    let asks = (of("upptime").asks)(&keyed());

    assert_eq!(
        asks[0].url,
        "https://raw.githubusercontent.com/orchard/status/HEAD/history/summary.json"
    );
}

#[test]
fn the_repository_is_found_in_its_page_and_in_its_address() {
    let html = br#"<a href="https://github.com/upptime/upptime">Upptime</a> <a href="https://github.com/orchard/status">x</a>"#;
    let found = (of("upptime").locate)(
        &Place::of("https://status.example.com"),
        &reply("page", html),
    );
    let named = (of("upptime").locate)(
        &Place::of("https://github.com/orchard/status"),
        &reply("page", b""),
    );

    assert_eq!(found, Some(keyed()));
    assert_eq!(named.unwrap().key.as_deref(), Some("orchard/status"));
    assert_eq!(
        (of("upptime").locate)(
            &Place::of("https://status.example.com"),
            &reply("page", b"<html>")
        ),
        None
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("upptime");
    for body in super::NOT_THE_PAGE {
        assert!(read("upptime", "issues", body).is_err());
    }
}

#[test]
fn a_recorded_summary_is_well() {
    let Some(body) = recorded("other/upptime-payracle-summary.json") else {
        return;
    };
    let seen = read("upptime", "summary", &body).unwrap();

    assert_eq!(seen.parts.len(), 3);
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::Operational
    );
}
