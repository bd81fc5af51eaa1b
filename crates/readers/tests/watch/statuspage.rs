//! Statuspage's own.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::condition::{Ground, condition, is_over};

use super::{NOT_THE_PAGE, at, context, notice, of, own, read, recorded};

#[test]
fn a_summary_says_how_the_page_is_what_it_has_and_what_is_open() {
    let seen = read("statuspage", "summary", &own("statuspage-summary.json")).unwrap();

    assert_eq!(seen.page.name.as_deref(), Some("Orgelpfeife"));
    assert_eq!(seen.state.as_ref().unwrap().raw, "major");
    assert_eq!(seen.parts.len(), 3);
    assert!(seen.lists_all_open && seen.lists_planned);
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
fn fifty_records_are_not_all_there_ever_were() {
    let one = |n: u32| {
        let month = 12 - n / 28;
        let day = 28 - n % 28;
        format!(
            r#"{{"id":"i{n}","name":"Number {n}","status":"resolved","impact":"minor","created_at":"2025-{month:02}-{day:02}T10:00:00Z","resolved_at":"2025-{month:02}-{day:02}T11:00:00Z","incident_updates":[]}}"#
        )
    };
    let all: Vec<String> = (0..50).map(one).collect();
    let body = format!(
        r#"{{"page":{{"id":"k3v8w1p0q7rz","name":"O"}},"incidents":[{}]}}"#,
        all.join(",")
    );

    let seen = read("statuspage", "incidents", body.as_bytes()).unwrap();

    assert_eq!(seen.notices.len(), 50);
    assert!(!seen.lists_all_open);
    assert_eq!(
        seen.covers_since,
        Some(at("2025-11-07T10:00:00Z")),
        "what is older and not here was not taken back"
    );
}

#[test]
fn over_is_what_says_so_with_or_without_a_time() {
    for word in ["resolved", "postmortem"] {
        let body = String::from_utf8(own("statuspage-summary.json")).unwrap();
        let body = body.replacen(
            "\"status\": \"identified\"",
            &format!("\"status\": \"{word}\""),
            1,
        );

        let seen = read("statuspage", "summary", body.as_bytes()).unwrap();

        let notice = notice(&seen, "7qk2m4x0v9tz");
        assert_eq!(notice.told.resolved_at, None);
        assert!(is_over(notice), "{word}");
    }
}

#[test]
fn a_page_that_is_always_a_little_unwell_is_as_its_components_are() {
    let body = |indicator: &str| {
        format!(
            r#"{{"page":{{"id":"k3v8w1p0q7rz","name":"O","time_zone":"Etc/UTC"}},
            "components":[{{"id":"c","name":"All","status":"operational"}}],
            "incidents":[],"scheduled_maintenances":[],
            "status":{{"indicator":"{indicator}","description":""}}}}"#
        )
    };
    let now = |indicator: &str| {
        let seen = read("statuspage", "summary", body(indicator).as_bytes()).unwrap();
        condition(&seen, context().now).status
    };

    assert_eq!(now("minor"), ComponentStatus::Operational);
    assert_eq!(
        now("major"),
        ComponentStatus::PartialOutage,
        "the indicator turns before the post comes"
    );
    assert_eq!(now("critical"), ComponentStatus::MajorOutage);
    assert_eq!(
        now("unwell"),
        ComponentStatus::DegradedPerformance,
        "nobody knows what that is"
    );
}

#[test]
fn a_piece_that_cannot_be_read_is_not_taken_for_one_that_is_over() {
    let body = String::from_utf8(own("statuspage-summary.json")).unwrap();
    let broken = body.replace(
        "\"name\": \"Authorisations fail\"",
        "\"name\": {\"en\": \"Authorisations fail\"}",
    );

    let seen = read("statuspage", "summary", broken.as_bytes()).unwrap();

    assert!(seen.notices.is_empty() && !seen.lists_all_open);
    assert_eq!(seen.unknown.len(), 1, "{:?}", seen.unknown);
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
