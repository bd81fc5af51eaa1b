//! What a look saw, taken in.

use beffroi::providers::{self, Change};
use beffroi_domain::ComponentStatus;

use super::{blind, follow, follows, load, read, take_in};
use crate::support::{TestApp, at};

/// A summary with one component and, where `incident` says so, one incident that stands at that word.
fn summary(component: &str, indicator: &str, incident: Option<(&str, &str)>) -> String {
    let incident = incident.map_or(String::new(), |(status, text)| {
        format!(
            r#"{{"id":"i1","name":"Payments fail","status":"{status}","impact":"major",
            "created_at":"2026-03-04T10:00:00Z","updated_at":"2026-03-04T10:30:00Z","page_id":"p",
            "incident_updates":[{{"id":"u1","status":"{status}","body":"{text}","created_at":"2026-03-04T10:30:00Z",
              "display_at":"2026-03-04T10:30:00Z"}}],
            "components":[{{"id":"c1","name":"Payments","status":"{component}"}}]}}"#
        )
    });
    format!(
        r#"{{"page":{{"id":"p","name":"Orgelpfeife","time_zone":"Etc/UTC"}},
        "components":[{{"id":"c1","name":"Payments","status":"{component}"}}],
        "incidents":[{incident}],"scheduled_maintenances":[],"status":{{"indicator":"{indicator}","description":""}}}}"#
    )
}

#[tokio::test]
async fn nothing_is_known_before_the_first_look_and_all_of_it_after() {
    for app in TestApp::each().await {
        let provider = follows(&app, "statuspage").await;
        assert_eq!(provider.status, ComponentStatus::Unknown);
        let seen = read(
            &app,
            &provider,
            "summary",
            &summary(
                "major_outage",
                "critical",
                Some(("investigating", "We are looking.")),
            ),
        );

        let taken = take_in(&app, &provider, &seen).await;
        let again = take_in(&app, &provider, &seen).await;

        assert_eq!(
            taken.status,
            Some((ComponentStatus::Unknown, ComponentStatus::MajorOutage))
        );
        assert_eq!(taken.entries.len(), 1);
        assert_eq!(taken.entries[0].1, Change::New);
        assert!(!again.is_anything(), "{again:?}");
        let mut tx = app.db().snapshot().await.unwrap();
        let open = providers::open_entries(&mut tx, provider.id).await.unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].notice.told.record.title_raw, "Payments fail");
        assert_eq!(
            open[0].impact_length, None,
            "a time of publication is no length of an outage"
        );
        let spans = providers::spans_of(&mut tx, provider.id, at("2026-01-01T00:00:00Z"))
            .await
            .unwrap();
        assert_eq!(spans.len(), 2, "the whole and its part: {spans:?}");
    }
}

#[tokio::test]
async fn what_changes_is_a_version_and_what_is_over_is_closed() {
    for app in TestApp::each().await {
        let provider = follows(&app, "statuspage").await;
        let first = summary(
            "major_outage",
            "critical",
            Some(("investigating", "We are looking.")),
        );
        take_in(&app, &provider, &read(&app, &provider, "summary", &first)).await;
        app.app.clock.set(at("2026-03-04T12:00:00Z"));
        let then = summary(
            "major_outage",
            "critical",
            Some(("identified", "A certificate.")),
        );

        let changed = take_in(&app, &provider, &read(&app, &provider, "summary", &then)).await;
        app.app.clock.set(at("2026-03-04T12:30:00Z"));
        let over = take_in(
            &app,
            &provider,
            &read(
                &app,
                &provider,
                "summary",
                &summary("operational", "none", None),
            ),
        )
        .await;

        assert_eq!(changed.entries[0].1, Change::Changed);
        let id = changed.entries[0].0;
        assert_eq!(
            over.entries,
            [(id, Change::Closed)],
            "a list of all that is open misses it"
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let versions = providers::versions_of(&mut tx, id).await.unwrap();
        assert_eq!(versions.len(), 2);
        let said = |at: usize| {
            versions[at].notice.told.record.updates[0]
                .text
                .iter()
                .next()
                .unwrap()
                .1
                .to_owned()
        };
        assert_eq!(
            (said(1), said(0)),
            ("We are looking.".to_owned(), "A certificate.".to_owned())
        );
        let spans = providers::spans_of(&mut tx, provider.id, at("2026-01-01T00:00:00Z"))
            .await
            .unwrap();
        assert!(
            spans
                .iter()
                .all(|span| span.until == Some(at("2026-03-04T12:30:00Z")))
        );
    }
}

#[tokio::test]
async fn who_cannot_be_seen_is_unknown_and_never_as_last_seen() {
    for app in TestApp::each().await {
        let provider = follows(&app, "statuspage").await;
        let well = read(
            &app,
            &provider,
            "summary",
            &summary("operational", "none", None),
        );
        take_in(&app, &provider, &well).await;
        assert_eq!(
            load(&app, provider.id).await.status,
            ComponentStatus::Operational
        );
        app.app.clock.set(at("2026-03-04T12:00:00Z"));

        for minute in ["13:00", "13:05"] {
            app.app.clock.set(at(&format!("2026-03-04T{minute}:00Z")));
            let why = "a web page came where data was asked for";
            let is_new = blind(&app, &provider, why).await;
            assert_eq!(is_new, minute == "13:00");
        }

        let blind = load(&app, provider.id).await;
        assert_eq!(blind.status, ComponentStatus::Unknown);
        assert_eq!(
            blind.blind.unwrap().0,
            at("2026-03-04T13:00:00Z"),
            "since when it is so"
        );
        assert_eq!(blind.failures, 2);
        let mut tx = app.db().snapshot().await.unwrap();
        let parts = providers::parts_of(&mut tx, provider.id).await.unwrap();
        assert_eq!(parts[0].status, ComponentStatus::Unknown);
        drop(tx);
        let taken = take_in(&app, &provider, &well).await;
        assert_eq!(
            taken.status,
            Some((ComponentStatus::Unknown, ComponentStatus::Operational))
        );
        assert!(load(&app, provider.id).await.blind.is_none());
    }
}

#[tokio::test]
async fn a_name_is_followed_once_and_again_after_it_was_left() {
    for app in TestApp::each().await {
        let provider = follows(&app, "statuspage").await;
        let again = providers::Follow {
            slug: provider.slug.clone(),
            name: "Orgelpfeife".to_owned(),
            sector: String::new(),
            place: provider.place.clone(),
            form: None,
            locale: provider.locale.clone(),
            zone: provider.zone.clone(),
            selectors: provider.selectors.clone(),
            is_empty_clear: true,
            pages: vec![],
        };
        assert!(follow(&app, &again).await.is_err(), "taken");
        let mut tx = app.db().begin().await.unwrap();
        providers::leave(
            &mut tx,
            app.now(),
            beffroi_domain::Actor::System,
            provider.id,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let left = load(&app, provider.id).await;
        assert_eq!(
            (left.left_at, left.status),
            (Some(app.now()), ComponentStatus::Unknown)
        );

        assert_eq!(follow(&app, &again).await.unwrap(), provider.id);
        assert_eq!(load(&app, provider.id).await.left_at, None);
        for (slug, page, form) in [
            ("No", "https://a.example", None),
            ("a", "nowhere", None),
            ("a", "https://a.example", Some("x")),
        ] {
            let mut bad = again.clone();
            bad.slug = slug.to_owned();
            bad.place.page = page.to_owned();
            bad.form = form.map(str::to_owned);
            assert!(follow(&app, &bad).await.is_err(), "{slug} {page} {form:?}");
        }
    }
}

#[tokio::test]
async fn what_an_old_list_cannot_have_is_over_and_what_a_new_one_misses_was_taken_back() {
    for app in TestApp::each().await {
        let provider = follows(&app, "statuspage").await;
        let open = summary(
            "major_outage",
            "critical",
            Some(("investigating", "We are looking.")),
        );
        let first = take_in(&app, &provider, &read(&app, &provider, "summary", &open)).await;
        let id = first.entries[0].0;
        let mut seen = read(
            &app,
            &provider,
            "summary",
            &summary("operational", "none", None),
        );

        // The list begins after it was told: it says nothing of it.
        seen.covers_since = Some(at("2026-03-04T10:45:00Z"));
        let over = take_in(&app, &provider, &seen).await;
        let still = take_in(&app, &provider, &seen).await;
        seen.covers_since = Some(at("2026-03-04T09:00:00Z"));
        let gone = take_in(&app, &provider, &seen).await;

        assert_eq!(over.entries, [(id, Change::Closed)]);
        assert!(!still.is_anything(), "{still:?}");
        assert_eq!(gone.entries, [(id, Change::Gone)]);
    }
}

#[tokio::test]
async fn planned_work_is_not_over_because_a_list_of_incidents_came() {
    let widget = |works: &str| {
        format!(
            r#"{{"page_title":"Orgelpfeife","ongoing_incidents":[],"in_progress_maintenances":[{works}],
            "scheduled_maintenances":[]}}"#
        )
    };
    let works = r#"{"id":"m1","name":"New disks","status":"maintenance_in_progress",
        "started_at":"2026-03-04T09:00:00Z","scheduled_end_at":"2026-03-04T12:00:00Z"}"#;
    let incidents = r#"{"page":{"id":"01JZ8Q4W7XK2M9T5V3B6N1C0RD","name":"Orgelpfeife"},"components":[],
        "incidents":[],"status":{"indicator":"none","description":""}}"#;
    for app in TestApp::each().await {
        let provider = follows(&app, "incidentio").await;
        let seen = read(&app, &provider, "widget", &widget(works));
        let first = take_in(&app, &provider, &seen).await;
        let id = first.entries[0].0;

        let seen = read(&app, &provider, "summary", incidents);
        let without = take_in(&app, &provider, &seen).await;
        let seen = read(&app, &provider, "widget", &widget(""));
        let over = take_in(&app, &provider, &seen).await;

        assert!(without.entries.is_empty(), "{without:?}");
        assert_eq!(over.entries, [(id, Change::Closed)]);
    }
}

#[tokio::test]
async fn a_component_that_is_named_only_while_it_is_broken_is_well_once_all_is_well() {
    for app in TestApp::each().await {
        let provider = follows(&app, "checkly").await;
        let open = r#"{"incidents":[{"id":"i1","name":"Payouts wait","severity":"MAJOR","lastUpdateStatus":"INVESTIGATING",
            "created_at":"2026-03-04T10:00:00Z","services":[{"id":"a1","name":"Payouts"}],"incidentUpdates":[]}]}"#;
        let broken = read(&app, &provider, "incidents", open);
        let well = read(&app, &provider, "incidents", r#"{"incidents":[]}"#);

        take_in(&app, &provider, &broken).await;
        let taken = take_in(&app, &provider, &well).await;
        let again = take_in(&app, &provider, &well).await;

        let (was, is) = (ComponentStatus::MajorOutage, ComponentStatus::Operational);
        assert_eq!(taken.status, Some((was, is)));
        let parts: Vec<_> = taken.parts.iter().map(|one| (one.1, one.2)).collect();
        assert_eq!(parts, [(was, is)]);
        assert!(!again.is_anything(), "{again:?}");
        let mut tx = app.db().snapshot().await.unwrap();
        let parts = providers::parts_of(&mut tx, provider.id).await.unwrap();
        assert_eq!((parts[0].status, parts[0].gone_at), (is, None));
    }
}
