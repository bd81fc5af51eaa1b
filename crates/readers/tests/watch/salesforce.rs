//! Salesforce's Trust.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Place,
    condition::{Ground, condition, is_over},
};

use super::{NOT_THE_PAGE, at, context, notice, of, own, part, read, read_with};

#[test]
fn instances_are_components_with_a_region_and_sandboxes_are_none() {
    let seen = read("salesforce", "instances", &own("salesforce-instances.json")).unwrap();

    assert_eq!(seen.parts.len(), 3);
    let bad = part(&seen, "EX36");
    assert_eq!(bad.facts.status, Some(ComponentStatus::MajorOutage));
    assert_eq!(
        (bad.raw.as_deref(), bad.region.as_deref()),
        (Some("MAJOR_INCIDENT_CORE"), Some("EMEA"))
    );
    assert_eq!(seen.unknown, ["status: SLEEPY"]);
    assert_eq!(
        part(&seen, "EX37").facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
}

#[test]
fn what_has_no_title_gets_one_of_kind_and_service_and_says_so() {
    let seen = read("salesforce", "active", &own("salesforce-incidents.json")).unwrap();

    let one = notice(&seen, "20009041");
    assert_eq!(
        one.told.record.title_raw,
        "Service disruption: Core service, Search"
    );
    assert!(one.is_title_made);
    assert_eq!(one.told.record.impact_level.as_deref(), Some("major"));
    assert_eq!(
        one.told.components[0].external_id.as_deref(),
        Some("EX36"),
        "an instance by its key"
    );
    assert_eq!(
        one.told.record.updates[0].external_id.as_deref(),
        Some("12"),
        "the newest first"
    );
}

#[test]
fn start_and_end_are_those_of_the_impact() {
    let seen = read("salesforce", "incidents", &own("salesforce-incidents.json")).unwrap();

    let one = notice(&seen, "20009040");
    assert!(is_over(one) && !seen.lists_all_open);
    let record = &one.told.record;
    assert_eq!(
        record.started_at.as_ref().unwrap().utc,
        Some(at("2026-07-01T08:00:00Z"))
    );
    assert_eq!(
        record.ended_at.as_ref().unwrap().utc,
        Some(at("2026-07-01T09:00:00Z"))
    );
}

#[test]
fn a_product_of_its_own_is_asked_for_and_told_by_its_key() {
    let mut context = context();
    context.place = Place {
        key: Some("Heroku".to_owned()),
        ..Place::of("https://status.salesforce.com/products/Heroku")
    };

    let asks = (of("salesforce").asks)(&context.place);
    let seen = read_with(
        "salesforce",
        "active",
        &own("salesforce-incidents.json"),
        &context,
    )
    .unwrap();

    assert_eq!(
        asks[0].url,
        "https://api.status.salesforce.com/v1/instances?products=Heroku"
    );
    assert_eq!(seen.notices.len(), 1);
    assert_eq!(
        seen.notices[0].told.record.external_id.as_deref(),
        Some("20009040")
    );
}

#[test]
fn planned_work_is_where_its_plan_says() {
    let body = br#"[{"id":5,"name":"New shelves","plannedStartTime":"2026-07-29T17:00:00Z","plannedEndTime":"2026-07-29T19:00:00Z","instanceKeys":["EX35"],"serviceKeys":[]},
        {"id":6,"plannedStartTime":"2026-08-29T17:00:00Z","plannedEndTime":"2026-08-29T19:00:00Z","instanceKeys":[],"serviceKeys":["search"]}]"#;

    let seen = read("salesforce", "maintenances", body).unwrap();

    assert_eq!(
        notice(&seen, "5").told.status.unwrap().as_str(),
        "in_progress"
    );
    assert_eq!(
        notice(&seen, "6").told.status.unwrap().as_str(),
        "scheduled"
    );
    assert_eq!(
        notice(&seen, "6").told.record.title_raw,
        "Maintenance: Search"
    );
}

#[test]
fn an_empty_list_means_that_nothing_is_open_and_nothing_else() {
    let clear = read("salesforce", "active", b"[]").unwrap();
    let mut doubtful = context();
    doubtful.is_empty_clear = false;

    assert_eq!(condition(&clear, context().now).ground, Ground::NothingOpen);
    assert!(read_with("salesforce", "active", b"[]", &doubtful).is_err());
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    for ask in (of("salesforce").asks)(&context().place) {
        let is_clear = |body: &&&[u8]| ask.role == "active" && **body == b"[]";
        for body in NOT_THE_PAGE.iter().filter(|body| !is_clear(body)) {
            assert!(
                read("salesforce", &ask.role, body).is_err(),
                "{}: {body:?}",
                ask.role
            );
        }
    }
}
