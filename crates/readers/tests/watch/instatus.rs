//! Instatus.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::condition::{Ground, condition, is_open};

use super::{at, context, notice, of, own, part, read, recorded, reply, sees_through};

#[test]
fn a_summary_says_what_is_open_and_what_is_planned() {
    let seen = read("instatus", "summary", &own("instatus-summary.json")).unwrap();

    let open = notice(&seen, "cm9q1x0aa0001kz08pipeline1");
    assert_eq!(open.told.status.unwrap().as_str(), "monitoring");
    assert_eq!(open.told.record.impact_level.as_deref(), Some("critical"));
    let older = notice(&seen, "cl4a8n3070721qtmold");
    let began = older.told.record.started_at.as_ref().unwrap();
    assert_eq!(began.utc, Some(at("2026-07-29T15:02:03Z")), "a browser's");
    let planned = notice(&seen, "cm9q1x0aa0002kz08mainten1");
    assert!(!is_open(planned, context().now));
    assert_eq!(
        planned.told.scheduled_until,
        Some(at("2026-08-01T03:30:00Z")),
        "ninety minutes later"
    );
}

#[test]
fn a_word_outside_of_its_documents_is_read_by_its_end() {
    let seen = read("instatus", "summary", &own("instatus-summary.json")).unwrap();

    let state = seen.state.as_ref().unwrap();
    assert_eq!(state.raw, "ONEMAJOROUTAGE");
    assert_eq!(state.status, ComponentStatus::MajorOutage);
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
}

#[test]
fn a_word_that_nobody_knows_is_kept_and_is_some_trouble() {
    let body = br#"{"page":{"name":"M","url":"https://m.example","status":"PURPLE"},
        "activeIncidents":[{"id":"a","name":"x","started":"2026-07-29T10:00:00Z","status":"PONDERING","impact":"ODD"}]}"#;

    let seen = read("instatus", "summary", body).unwrap();

    assert_eq!(
        seen.unknown,
        ["page.status: PURPLE", "status: PONDERING", "impact: ODD"]
    );
    let now = condition(&seen, context().now);
    assert_eq!(now.status, ComponentStatus::DegradedPerformance);
    assert!(is_open(notice(&seen, "a"), context().now));
}

#[test]
fn lists_that_are_left_out_mean_that_nothing_is_open() {
    let body = br#"{"page":{"name":"M","url":"https://m.example","status":"UP"}}"#;

    let seen = read("instatus", "summary", body).unwrap();

    assert!(seen.notices.is_empty());
    assert!(seen.lists_all_open, "what was open and is gone is over");
    let now = condition(&seen, context().now);
    assert_eq!(
        (now.status, now.ground),
        (ComponentStatus::Operational, Ground::Stated)
    );
}

#[test]
fn components_are_read_below_their_group_or_beside_its_name() {
    let seen = read("instatus", "components", &own("instatus-components.json")).unwrap();

    assert!(part(&seen, "cmg").facts.is_group);
    let below = part(&seen, "cm2");
    assert_eq!(below.facts.group_id.as_deref(), Some("cmg"));
    assert_eq!(below.facts.status, Some(ComponentStatus::MajorOutage));
    let beside = part(&seen, "cm3");
    assert_eq!(beside.facts.group_name.as_deref(), Some("Back office"));
    assert_eq!(beside.raw.as_deref(), Some("PARTIALOUTAGE"));
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("instatus");
    let checklys = br#"{"page":{"name":"x","url":"https://x.example","status":"HAS_ISSUES"},"activeIncidents":[]}"#;
    assert!(read("instatus", "summary", checklys).is_err());
    assert!(!(of("instatus").is_of)(&reply(
        "summary",
        &own("statuspage-summary.json")
    )));
}

#[test]
fn a_recorded_summary_is_read_whole() {
    let Some(body) = recorded("instatus/perplexity-summary-20260723-major.json") else {
        return;
    };
    let seen = read("instatus", "summary", &body).unwrap();

    assert!((of("instatus").is_of)(&reply("summary", &body)));
    assert_eq!(seen.notices.len(), 1);
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::MajorOutage
    );
}
