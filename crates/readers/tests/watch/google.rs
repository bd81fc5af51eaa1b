//! Google's Cloud, Workspace and Firebase.

use beffroi_domain::ComponentStatus;
use beffroi_readers::{
    record::WhenPrecision,
    watch::condition::{condition, is_over},
};

use super::{at, context, notice, own, part, read, recorded, sees_through};

#[test]
fn what_has_an_empty_end_goes_on_and_what_has_one_ended_then() {
    let seen = read("google", "incidents", &own("google-incidents.json")).unwrap();

    let (open, over) = (
        notice(&seen, "pQ7vExampleOpen"),
        notice(&seen, "pQ7vExampleOver"),
    );
    assert!(!is_over(open) && is_over(over));
    assert_eq!(open.told.record.impact_level.as_deref(), Some("critical"));
    assert_eq!(open.severity_raw.as_deref(), Some("SERVICE_OUTAGE"));
    assert_eq!(
        open.told.record.url.as_deref(),
        Some("https://status.example.com/incidents/pQ7vExampleOpen")
    );
    let ended = over.told.record.ended_at.as_ref().unwrap();
    assert_eq!(
        ended.utc,
        Some(at("2026-07-11T09:30:00Z")),
        "the field, not the last word about it"
    );
    assert_eq!(
        (ended.precision, ended.inferred.len()),
        (WhenPrecision::Minute, 0)
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::MajorOutage
    );
}

#[test]
fn several_products_are_those_that_are_listed_and_the_others_are_well() {
    let seen = read("google", "incidents", &own("google-incidents.json")).unwrap();

    let names = &notice(&seen, "pQ7vExampleOpen").told.record.components;
    assert_eq!(names, &["Lanterne Storage", "Lanterne Queue"]);
    assert_eq!(
        part(&seen, "lq1").facts.status,
        Some(ComponentStatus::MajorOutage)
    );
    assert_eq!(
        part(&seen, "lm1").facts.status,
        Some(ComponentStatus::Operational)
    );
}

#[test]
fn regions_are_those_of_the_fields_and_everywhere_is_none() {
    let seen = read("google", "incidents", &own("google-incidents.json")).unwrap();

    let regions = &notice(&seen, "pQ7vExampleOpen").regions;
    assert_eq!(
        regions,
        &["europe-west99", "europe-south99"],
        "the text names a third"
    );
    assert!(notice(&seen, "pQ7vExampleOver").regions.is_empty());
}

#[test]
fn a_word_that_nobody_knows_is_kept_and_is_some_trouble() {
    let seen = read("google", "incidents", &own("google-incidents.json")).unwrap();

    assert_eq!(seen.unknown, ["status_impact: SERVICE_SOMETHING_NEW"]);
    let level = &notice(&seen, "pQ7vExampleOver").told.record.impact_level;
    assert_eq!(level.as_deref(), Some("minor"));
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("google");
}

#[test]
fn a_recorded_list_of_workspace_is_read_by_its_descriptions() {
    let Some(body) = recorded("gcp/google-workspace-incidents.json") else {
        return;
    };
    let seen = read("google", "incidents", &body).unwrap();

    assert_eq!(seen.notices.len(), 2);
    assert!(!is_over(notice(&seen, "gw-001")) && is_over(notice(&seen, "gw-002")));
    assert!(
        notice(&seen, "gw-001")
            .told
            .record
            .title_raw
            .starts_with("Gmail")
    );
    assert_eq!(
        notice(&seen, "gw-001").told.record.impact_level,
        None,
        "nothing says how bad"
    );
}
