//! Gatus.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::condition::condition;

use super::{context, own, part, read, sees_through};

#[test]
fn an_endpoint_is_as_its_newest_result_says() {
    let seen = read("gatus", "endpoints", &own("gatus-endpoints.json")).unwrap();

    assert_eq!(
        part(&seen, "shop_till").facts.status,
        Some(ComponentStatus::Operational)
    );
    assert_eq!(
        part(&seen, "shop_till").facts.group_name.as_deref(),
        Some("shop")
    );
    assert_eq!(
        part(&seen, "shop_vault").facts.status,
        Some(ComponentStatus::MajorOutage)
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::MajorOutage
    );
}

#[test]
fn a_result_of_last_week_says_nothing_of_now() {
    let seen = read("gatus", "endpoints", &own("gatus-endpoints.json")).unwrap();

    assert_eq!(
        part(&seen, "_attic").facts.status,
        Some(ComponentStatus::Unknown)
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("gatus");
}
