//! Statuspage's own.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::condition::{Ground, condition};

use super::{NOT_THE_PAGE, context, of, own, read, recorded};

#[test]
fn a_summary_says_how_the_page_is_what_it_has_and_what_is_open() {
    let seen = read("statuspage", "summary", &own("statuspage-summary.json")).unwrap();

    assert_eq!(seen.page.name.as_deref(), Some("Orgelpfeife"));
    assert_eq!(seen.state.as_ref().unwrap().raw, "major");
    assert_eq!(seen.parts.len(), 3);
    assert!(seen.lists_all_open);
    let told = &seen.notices[0].told;
    assert_eq!(told.record.external_id.as_deref(), Some("7qk2m4x0v9tz"));
    assert_eq!(told.record.updates.len(), 2);
    let now = condition(&seen, context().now);
    assert_eq!(
        now.status,
        ComponentStatus::MajorOutage,
        "the worst component"
    );
    assert_eq!(now.ground, Ground::Components);
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    for role in [
        "summary",
        "incidents",
        "maintenances",
        "history",
        "incident",
    ] {
        for body in NOT_THE_PAGE {
            assert!(read("statuspage", role, body).is_err(), "{role}: {body:?}");
        }
    }
}

#[test]
fn history_leads_to_each_incident_and_to_the_page_before() {
    let body =
        br#"{"months":[{"name":"June","year":2026,"incidents":[{"code":"abc","name":"x"}]}]}"#;

    let seen = read("statuspage", "history", body).unwrap();

    let urls: Vec<&str> = seen.more.iter().map(|ask| ask.url.as_str()).collect();
    assert_eq!(
        urls,
        [
            "https://status.example.com/incidents/abc.json",
            "https://status.example.com/history.json?page=2"
        ]
    );
}

#[test]
fn a_recorded_summary_of_four_hundred_components_is_read_whole() {
    let Some(body) = recorded("statuspage-v2/cloudflare-summary-20260729-major.json") else {
        return;
    };
    let seen = read("statuspage", "summary", &body).unwrap();

    assert!(seen.parts.len() > 300, "{}", seen.parts.len());
    assert_eq!(seen.state.as_ref().unwrap().raw, "major");
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    assert!(condition(&seen, context().now).status >= ComponentStatus::PartialOutage);
    assert_eq!(of("statuspage").label, "Atlassian Statuspage");
}
