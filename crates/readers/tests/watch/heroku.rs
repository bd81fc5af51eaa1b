//! Heroku.

use beffroi_domain::ComponentStatus;
use beffroi_readers::{
    record::RecordKind,
    watch::condition::{is_open, is_over},
};

use super::{context, notice, own, part, read, sees_through};

#[test]
fn systems_have_colours_and_incidents_their_last_word() {
    let seen = read("heroku", "current", &own("heroku-current.json")).unwrap();

    assert_eq!(
        part(&seen, "Apps").facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
    assert_eq!(
        part(&seen, "Data").facts.status,
        Some(ComponentStatus::Operational)
    );
    let one = notice(&seen, "9041");
    assert_eq!(one.told.status.unwrap().as_str(), "monitoring");
    assert_eq!(one.told.record.components, ["Example Routing"]);
    assert!(is_open(one, context().now) && !is_over(one));
}

#[test]
fn planned_work_is_apart_and_not_under_way() {
    let seen = read("heroku", "current", &own("heroku-current.json")).unwrap();

    let one = notice(&seen, "77");
    assert_eq!(one.told.record.kind, RecordKind::Maintenance);
    assert!(!is_open(one, context().now));
}

#[test]
fn a_colour_that_nobody_knows_is_kept_and_is_some_trouble() {
    let seen = read("heroku", "current", &own("heroku-current.json")).unwrap();

    assert_eq!(seen.unknown, ["status: puce"]);
    assert_eq!(
        part(&seen, "Tools").facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("heroku");
    assert!(read("heroku", "current", br#"{"status":[],"incidents":[]}"#).is_err());
}
