//! PayPal.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::condition::{condition, is_open, is_over};

use super::{context, notice, own, part, read, sees_through};

#[test]
fn components_are_as_they_are_in_production() {
    let seen = read("paypal", "components", &own("paypal-components.json")).unwrap();

    assert_eq!(
        part(&seen, "product/Example Till").facts.status,
        Some(ComponentStatus::Operational)
    );
    let late = part(&seen, "product/Example Refunds");
    assert_eq!(late.facts.status, Some(ComponentStatus::PartialOutage));
    assert_eq!(late.facts.group_name.as_deref(), Some("product"));
    assert_eq!(seen.unknown, ["status: Having a nap"]);
    assert_eq!(
        part(&seen, "api/Example Orders").facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
}

#[test]
fn events_of_the_sandbox_are_left_out() {
    let seen = read("paypal", "events", &own("paypal-events.json")).unwrap();

    assert_eq!(seen.notices.len(), 2);
    let open = notice(&seen, "90417");
    assert!(is_open(open, context().now));
    assert_eq!(open.told.record.impact_level.as_deref(), Some("major"));
    assert!(is_over(notice(&seen, "90410")));
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::PartialOutage
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("paypal");
    assert!(read("paypal", "components", br#"{"result":[]}"#).is_err());
}
