//! What was had before and still stands: what is asked by the day, and the same bytes again.

use beffroi::providers::Outcome;
use beffroi_domain::ComponentStatus;

use super::{
    load,
    pages::{Host, follow_of, follows_at, look_later, watch},
};
use crate::support::TestApp;

#[tokio::test]
async fn what_is_asked_by_the_day_names_components_until_it_is_asked_again() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        let event = |status: &str| {
            format!(
                r#"[{{"date":"1772600000","arn":"arn:aws:health:eu-west-9::event/EC2/A/A_1","status":"{status}","service":"ec2-eu-west-9",
                "service_name":"Compute","summary":"Errors","event_log":[]}}]"#
            )
        };
        let catalogue = r#"[{"service":"ec2-eu-west-9","service_name":"Compute","region_id":"eu-west-9"},
            {"service":"s3-eu-west-9","service_name":"Buckets","region_id":"eu-west-9"}]"#;
        host.says("/public/currentevents", &event("0"));
        host.says("/services.json", catalogue);
        let watch = watch(&mut app);
        let mut new = follow_of("wolke", &host, Some("aws"));
        new.place.source = Some(host.url(""));
        let id = super::follow(&app, &new).await.unwrap();
        let provider = load(&app, id).await;
        watch.look_at(id).await.unwrap();
        host.says("/public/currentevents", &event("3"));
        host.asked();

        look_later(&app, &watch, &provider, 3).await;

        assert_eq!(host.paths(), ["/public/currentevents"]);
        let mut tx = app.db().snapshot().await.unwrap();
        let parts = beffroi::providers::parts_of(&mut tx, id).await.unwrap();
        let stand: Vec<_> = parts
            .iter()
            .map(|part| (part.external_id.as_str(), part.status, part.gone_at))
            .collect();
        assert_eq!(
            stand,
            [
                ("ec2-eu-west-9", ComponentStatus::MajorOutage, None),
                ("s3-eu-west-9", ComponentStatus::Operational, None)
            ]
        );
    }
}

#[tokio::test]
async fn the_same_bytes_are_not_read_again_for_ten_minutes() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        // It knows no conditions: all of it comes each time.
        host.forgets_conditions();
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;
        watch.look_at(provider.id).await.unwrap();

        let soon = look_later(&app, &watch, &provider, 3).await;
        let late = look_later(&app, &watch, &provider, 8).await;
        host.stands("Orgelpfeife", "major_outage", "critical", None);
        let other = look_later(&app, &watch, &provider, 3).await;

        assert_eq!(soon.outcome, Outcome::Same);
        assert!(late.seen.is_some(), "what a page says may hang on the time");
        assert!(matches!(other.outcome, Outcome::Seen(taken) if taken.is_anything()));
    }
}
