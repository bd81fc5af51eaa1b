//! The public API: each document by whole value, who may read it, and how the archive goes on.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use beffroi::{
    components::{self, NewComponent, NewGroup},
    incidents::NewIncident,
    maintenances::NewMaintenance,
    pages::Visibility,
};
use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, Impact, IncidentStatus, LocalizedText, MaintenanceStatus,
    Priority, Responsibility, StatusChange, UpdateStatus,
};
use serde_json::Value;

use crate::{
    public::schedule,
    support::{Answer, TestApp, at, update, window, words},
};

/// A document as values; it must be one.
pub async fn fetch(app: &TestApp, path: &str) -> Value {
    let answer = app.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// A component "Cards" in the group "Payments", which is called so in English and otherwise in French.
pub async fn cards(app: &TestApp) -> ComponentId {
    let mut tx = app.db().begin().await.unwrap();
    let group = NewGroup {
        public_id: Some("grp000000001".parse().unwrap()),
        name: words(&[("fr", "Paiements"), ("en", "Payments")]),
        position: 1,
    };
    let group = components::create_group(&mut tx, app.now(), Actor::System, app.page.id, group)
        .await
        .unwrap();
    let new = NewComponent {
        public_id: Some("cmp000000001".parse().unwrap()),
        group: Some(group),
        name: words(&[("fr", "Cartes"), ("en", "Cards")]),
        description: LocalizedText::new(),
        position: 1,
        status: ComponentStatus::Operational,
        since: at("2024-01-01T00:00:00Z"),
    };
    let id = components::create(&mut tx, app.now(), Actor::System, app.page.id, new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// An incident that goes on, said in two updates with ids of their own.
pub fn live(app: &TestApp, component: ComponentId) -> NewIncident {
    let mut new = app.incident();
    let mut since = window("2026-03-04T10:00:00Z", None);
    since.degree = ComponentStatus::PartialOutage;
    since.components = vec![(component, ComponentStatus::PartialOutage)];
    new.facts.windows = vec![since];
    new.facts.components = vec![component];
    new.facts.status = IncidentStatus::Identified;
    new.facts.responsibility = Some(Responsibility::External {
        provider: Some("R&D <Visa>".to_owned()),
    });
    new.facts.priority = Some(Priority::try_from(1).unwrap());
    new.updates = vec![
        update(
            IncidentStatus::Investigating,
            "2026-03-04T10:20:00.5Z",
            "Nous cherchons.",
        ),
        update(
            IncidentStatus::Identified,
            "2026-03-04T10:40:00Z",
            "C'est le réseau.",
        ),
    ];
    new.updates[0].public_id = Some("upd000000001".parse().unwrap());
    new.updates[0].changes = vec![StatusChange {
        component,
        old: ComponentStatus::Operational,
        new: ComponentStatus::PartialOutage,
    }];
    new.updates[1].public_id = Some("upd000000002".parse().unwrap());
    new
}

/// Work that is planned, under way or done.
pub fn planned(app: &TestApp, id: &str, status: MaintenanceStatus, from: &str) -> NewMaintenance {
    let from = at(from);
    NewMaintenance {
        public_id: Some(id.parse().unwrap()),
        pages: vec![(app.page.id, Visibility::Public)],
        title: words(&[("fr", "Base de données"), ("en", "Database")]),
        status,
        impact: Impact::Minor,
        components: vec![],
        scheduled_start_at: from,
        scheduled_end_at: from + jiff::SignedDuration::from_hours(2),
        recurrence: None,
        started_at: None,
        completed_at: None,
        updates: vec![],
    }
}

const COMPONENTS: &str = r#"[{"id":"grp000000001","name":"Payments","status":"partial_outage","created_at":"2026-03-04T12:00:00.000+01:00","updated_at":"2026-03-04T12:00:00.000+01:00","position":1,"description":null,"showcase":false,"start_date":null,"group_id":null,"page_id":"PAGE","group":true,"only_show_if_degraded":false,"components":["cmp000000001"]},CARDS]"#;

const CARDS: &str = r#"{"id":"cmp000000001","name":"Cards","status":"partial_outage","created_at":"2026-03-04T12:00:00.000+01:00","updated_at":"2026-03-04T12:00:00.000+01:00","position":1,"description":null,"showcase":true,"start_date":"2024-01-01","group_id":"grp000000001","page_id":"PAGE","group":false,"only_show_if_degraded":false}"#;

const INCIDENT: &str = r#"{"id":"q2kg8n613kr3","name":"Payments","status":"identified","created_at":"2026-03-04T11:20:00.500+01:00","updated_at":"2026-03-04T11:40:00.000+01:00","monitoring_at":null,"resolved_at":null,"impact":"major","shortlink":"http://127.0.0.1:8080/incidents/q2kg8n613kr3","started_at":"2026-03-04T11:00:00.000+01:00","page_id":"PAGE","incident_updates":[{"id":"upd000000002","status":"identified","body":"C'est le réseau.","incident_id":"q2kg8n613kr3","created_at":"2026-03-04T11:40:00.000+01:00","updated_at":"2026-03-04T11:40:00.000+01:00","display_at":"2026-03-04T11:40:00.000+01:00","affected_components":null,"deliver_notifications":false,"custom_tweet":null,"tweet_id":null,"beffroi":{"languages":{"body":"fr"}}},{"id":"upd000000001","status":"investigating","body":"Nous cherchons.","incident_id":"q2kg8n613kr3","created_at":"2026-03-04T11:20:00.500+01:00","updated_at":"2026-03-04T11:20:00.500+01:00","display_at":"2026-03-04T11:20:00.500+01:00","affected_components":[{"code":"cmp000000001","name":"Payments - Cards","old_status":"operational","new_status":"partial_outage"}],"deliver_notifications":false,"custom_tweet":null,"tweet_id":null,"beffroi":{"languages":{"body":"fr"}}}],"components":[CARDS],"reminder_intervals":null,"beffroi":{"references":["TST-7"],"category":null,"priority":"P1","responsibility":{"kind":"external","provider":"R\u0026D \u003cVisa\u003e"},"windows":[{"start":{"at":"2026-03-04T11:00:00.000+01:00","precision":"minute","origin":"stated"},"end_is":"ongoing","end":null,"degree":"partial_outage","components":[{"id":"cmp000000001","degree":"partial_outage"}]}],"lengths":{"impact":{"kind":"so_far","seconds":3600},"communication":{"kind":"exact","seconds":1200},"resolution":{"kind":"so_far","seconds":3600}},"figures":[],"consequences":[],"links":[],"is_dated":true,"fallbacks":{},"languages":{}}}"#;

const MAINTENANCE: &str = r#"{"id":"mnt000000001","name":"Database","status":"scheduled","created_at":"2026-03-04T12:00:00.000+01:00","updated_at":"2026-03-04T12:00:00.000+01:00","monitoring_at":null,"resolved_at":null,"impact":"maintenance","shortlink":"http://127.0.0.1:8080/maintenances/mnt000000001","started_at":"2026-03-04T12:00:00.000+01:00","page_id":"PAGE","incident_updates":[],"components":[],"scheduled_for":"2026-03-10T03:00:00.000+01:00","scheduled_until":"2026-03-10T05:00:00.000+01:00","beffroi":{"expected_impact":"minor","began_at":null,"completed_at":null,"cancelled_at":null,"recurrence":null,"fallbacks":{"created_at":"record","started_at":"record","updated_at":"record"},"languages":{}}}"#;

const STATUS: &str = r#"{"indicator":"major","description":"Partial System Outage"}"#;

/// The world of the documents above.
async fn told() -> Vec<TestApp> {
    let all = TestApp::each().await;
    for app in &all {
        let component = cards(app).await;
        app.record(live(app, component)).await;
        let to_come = planned(
            app,
            "mnt000000001",
            MaintenanceStatus::Scheduled,
            "2026-03-10T02:00:00Z",
        );
        schedule(app, to_come).await;
    }
    all
}

#[tokio::test]
async fn every_document_is_what_statuspage_would_write_with_our_facts_beside_it() {
    for app in told().await {
        for (path, rest) in [
            (
                "summary",
                r#""components":COMPONENTS,"incidents":[INCIDENT],"scheduled_maintenances":[MAINTENANCE],"status":STATUS"#,
            ),
            ("status", r#""status":STATUS"#),
            ("components", r#""components":COMPONENTS"#),
            (
                "incidents",
                r#""incidents":[INCIDENT],"beffroi":{"page":1,"next":null}"#,
            ),
            ("incidents/unresolved", r#""incidents":[INCIDENT]"#),
            (
                "scheduled-maintenances",
                r#""scheduled_maintenances":[MAINTENANCE],"beffroi":{"page":1,"next":null}"#,
            ),
            (
                "scheduled-maintenances/upcoming",
                r#""scheduled_maintenances":[MAINTENANCE]"#,
            ),
            (
                "scheduled-maintenances/active",
                r#""scheduled_maintenances":[]"#,
            ),
        ] {
            let answer = app.get(&format!("/api/v2/{path}.json?locale=en")).await;

            let page = r#"{"id":"PAGE","name":"Test","url":"http://127.0.0.1:8080","time_zone":"Europe/Paris","updated_at":"2026-03-04T12:00:00.000+01:00","beffroi":{"locale":"en","locales":["fr","en","it"]}}"#;
            let expected = format!(r#"{{"page":{page},{rest}}}"#)
                .replace("COMPONENTS", COMPONENTS)
                .replace("INCIDENT", INCIDENT)
                .replace("MAINTENANCE", MAINTENANCE)
                .replace("CARDS", CARDS)
                .replace("STATUS", STATUS)
                .replace("PAGE", app.page.public_id.as_str());
            assert_eq!(answer.body, expected, "{path}");
        }
    }
}

#[tokio::test]
async fn anybody_may_read_it_from_anywhere_and_keep_it_for_ten_seconds() {
    let app = TestApp::start().await;

    for path in ["/api/v2/summary.json", "/history.json"] {
        let answer = app.get(path).await;

        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(
            answer.header("content-type"),
            "application/json; charset=utf-8"
        );
        assert_eq!(
            answer.header("cache-control"),
            "max-age=10, public, s-maxage=10, stale-while-revalidate=20, stale-if-error=3600"
        );
    }
}

async fn ask(app: &TestApp, method: &str, path: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("origin", "https://elsewhere.example")
        .header("access-control-request-method", "GET");
    app.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_browser_that_asks_beforehand_may() {
    let app = TestApp::start().await;

    for path in ["/api/v2/summary.json", "/history.json", "/api/v2/nothing"] {
        let answer = ask(&app, "OPTIONS", path).await;

        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(
            answer.header("access-control-allow-methods"),
            "GET, HEAD, OPTIONS"
        );
    }
    let post = ask(&app, "POST", "/api/v2/summary.json").await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn what_is_not_there_is_said_in_json() {
    let app = TestApp::start().await;

    for path in [
        "/api/v2/nothing.json",
        "/api/v2/",
        "/api/v1/pages",
        "/p/none/api/v2/summary.json",
    ] {
        let answer = app.get(path).await;

        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.body, r#"{"error":"not found"}"#, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn the_language_is_the_one_asked_for_else_that_of_the_page() {
    let app = TestApp::start().await;
    app.component("API").await;

    for (query, description) in [
        ("", "Tous les systèmes fonctionnent"),
        ("?locale=en", "All Systems Operational"),
        ("?locale=it", "Tutti i sistemi funzionano"),
        ("?locale=de", "Tous les systèmes fonctionnent"),
        ("?locale=%00&page=x", "Tous les systèmes fonctionnent"),
    ] {
        let document = fetch(&app, &format!("/api/v2/status.json{query}")).await;

        assert_eq!(document["status"]["description"], description, "{query}");
    }
}

#[tokio::test]
async fn the_worst_component_decides_the_indicator() {
    use ComponentStatus::{
        DegradedPerformance as Slow, MajorOutage as Down, Operational as Good,
        PartialOutage as Partly, UnderMaintenance as Work, Unknown,
    };
    for (statuses, indicator) in [
        (vec![], "none"),
        (vec![Good, Good], "none"),
        (vec![Good, Unknown], "none"),
        (vec![Good, Work], "maintenance"),
        (vec![Work, Slow], "minor"),
        (vec![Good, Partly, Slow], "major"),
        (vec![Good, Down], "major"),
        (vec![Down, Down], "critical"),
    ] {
        let app = TestApp::start().await;
        for (number, status) in statuses.iter().enumerate() {
            let id = app.component(&format!("C{number}")).await;
            let mut tx = app.db().begin().await.unwrap();
            components::set_status(&mut tx, app.now(), id, *status)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }

        let document = fetch(&app, "/api/v2/status.json").await;

        assert_eq!(document["status"]["indicator"], indicator, "{statuses:?}");
    }
}

#[tokio::test]
async fn what_nobody_can_tell_has_no_word_of_statuspage_and_says_so() {
    let app = TestApp::start().await;
    let id = app.component("API").await;
    let mut tx = app.db().begin().await.unwrap();
    components::set_status(&mut tx, app.now(), id, ComponentStatus::Unknown)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let document = fetch(&app, "/api/v2/summary.json?locale=en").await;

    assert_eq!(document["components"][0]["status"], "operational");
    assert_eq!(document["components"][0]["beffroi"]["status"], "unknown");
    assert_eq!(
        document["status"]["description"],
        "State of Some Systems Not Known"
    );
}

#[tokio::test]
async fn an_incident_that_names_no_component_counts_with_its_own_impact() {
    for app in TestApp::each().await {
        app.component("API").await;
        let mut new = app.incident();
        new.facts.windows = vec![window("2026-03-04T10:00:00Z", None)];
        new.facts.status = IncidentStatus::Investigating;
        new.facts.impact = Impact::Critical;
        app.record(new).await;

        let document = fetch(&app, "/api/v2/summary.json").await;

        assert_eq!(document["status"]["indicator"], "critical");
        assert_eq!(document["components"][0]["status"], "operational");
    }
}

#[tokio::test]
async fn what_is_hidden_or_stands_on_another_page_is_nowhere() {
    for app in TestApp::each().await {
        let other = app.another_page("other").await;
        let theirs = app.component_on(&other, "Secret component").await;
        let mut here = live(&app, theirs);
        here.facts.title = words(&[("fr", "Ici")]);
        app.record(here).await;
        for (id, seq, pages) in [
            ("hidden000001", 2, vec![(app.page.id, Visibility::Hidden)]),
            ("theirs000001", 3, vec![(other.id, Visibility::Public)]),
        ] {
            let mut new = app.incident();
            new.public_id = Some(id.parse().unwrap());
            new.facts.title = words(&[("fr", "Secret incident")]);
            (new.pages, new.seq) = (pages, seq);
            app.record(new).await;
        }
        let mut work = planned(
            &app,
            "hidden000002",
            MaintenanceStatus::Scheduled,
            "2026-03-10T02:00:00Z",
        );
        work.title = words(&[("fr", "Secret work")]);
        work.pages = vec![(app.page.id, Visibility::Hidden)];
        schedule(&app, work).await;

        for path in [
            "/api/v2/summary.json",
            "/api/v2/components.json",
            "/api/v2/incidents.json",
            "/api/v2/scheduled-maintenances.json",
            "/history.json",
        ] {
            let body = app.get(path).await.body;
            assert!(!body.contains("Secret"), "{path}: {body}");
        }
        let document = fetch(&app, "/api/v2/incidents.json").await;
        assert_eq!(document["incidents"].as_array().unwrap().len(), 1);
        let changes = &document["incidents"][0]["incident_updates"][1]["affected_components"];
        assert!(changes.is_null(), "{changes}");
        let there = fetch(&app, "/p/other/api/v2/incidents.json").await;
        assert_eq!(there["page"]["url"], "http://127.0.0.1:8080/p/other");
        assert_eq!(there["incidents"][0]["id"], "theirs000001");
    }
}

#[tokio::test]
async fn the_archive_goes_on_behind_the_fiftieth_and_ends() {
    for app in TestApp::each().await {
        for number in 0..52_i64 {
            let mut new = app.incident();
            new.public_id = Some(format!("inc{number:09}").parse().unwrap());
            new.seq = number;
            new.updates.clear();
            app.record(new).await;
        }

        let first = fetch(&app, "/api/v2/incidents.json?page=1").await;
        let second = fetch(&app, "/api/v2/incidents.json?page=2&locale=it").await;

        let ids = |document: &Value| -> Vec<String> {
            let all = document["incidents"].as_array().unwrap();
            all.iter().map(|one| one["id"].to_string()).collect()
        };
        assert_eq!(ids(&first).len(), 50);
        assert_eq!(ids(&first)[0], "\"inc000000051\"");
        assert_eq!(ids(&second), ["\"inc000000001\"", "\"inc000000000\""]);
        assert_eq!(
            first["beffroi"]["next"],
            "http://127.0.0.1:8080/api/v2/incidents.json?locale=fr&page=2"
        );
        assert_eq!(second["beffroi"]["next"], Value::Null);
        for beyond in ["3", "4294967295"] {
            let path = format!("/api/v2/incidents.json?page={beyond}");
            assert!(ids(&fetch(&app, &path).await).is_empty(), "{beyond}");
        }
        for none in ["0", "-1", "x", "99999999999999999999"] {
            let path = format!("/api/v2/incidents.json?page={none}");
            assert_eq!(ids(&fetch(&app, &path).await), ids(&first), "{none}");
        }
    }
}

#[tokio::test]
async fn planned_work_stands_in_the_order_of_statuspage() {
    for app in TestApp::each().await {
        use MaintenanceStatus::{Completed, InProgress, Scheduled, Verifying};
        for (id, status, from) in [
            ("mnt000000001", Scheduled, "2026-03-20T02:00:00Z"),
            ("mnt000000002", Scheduled, "2026-03-10T02:00:00Z"),
            ("mnt000000003", InProgress, "2026-03-04T09:00:00Z"),
            ("mnt000000004", Verifying, "2026-03-04T10:00:00Z"),
            ("mnt000000005", Completed, "2026-03-01T10:00:00Z"),
        ] {
            schedule(&app, planned(&app, id, status, from)).await;
        }

        let order = async |path: &str| -> String {
            let document = fetch(&app, path).await;
            let all = document["scheduled_maintenances"].as_array().unwrap();
            let ids = all.iter().map(|one| one["id"].as_str().unwrap());
            ids.map(|id| &id[11..]).collect()
        };

        assert_eq!(order("/api/v2/summary.json").await, "2143");
        let list = "/api/v2/scheduled-maintenances";
        assert_eq!(order(&format!("{list}/upcoming.json")).await, "21");
        assert_eq!(order(&format!("{list}/active.json")).await, "43");
        assert_eq!(order(&format!("{list}.json")).await, "12435");
    }
}

#[tokio::test]
async fn a_write_up_that_is_announced_without_a_word_is_the_body_of_its_update() {
    use beffroi::postmortems::{self, NewPostmortem};
    use beffroi_domain::Section;

    let app = TestApp::start().await;
    let mut new = app.incident();
    new.facts.status = IncidentStatus::Postmortem;
    let mut announced = update(IncidentStatus::Postmortem, "2026-03-04T09:00:00Z", "");
    announced.status = UpdateStatus::Incident(IncidentStatus::Postmortem);
    new.updates.push(announced);
    let id = app.record(new).await;
    let writeup = NewPostmortem {
        sections: [
            (Section::RootCause, words(&[("en", "A cable.")])),
            (Section::Overview, words(&[("en", "It was *dark*.")])),
        ]
        .into(),
        timeline: vec![],
        actions: vec![],
        published: None,
    };
    let mut tx = app.db().begin().await.unwrap();
    postmortems::record(&mut tx, app.now(), Actor::Import, id, &writeup)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let document = fetch(&app, "/api/v2/incidents.json?locale=en").await;

    let incident = &document["incidents"][0];
    let body = incident["incident_updates"][0]["body"].as_str().unwrap();
    assert_eq!(incident["status"], "postmortem");
    assert_eq!(incident["resolved_at"], "2026-03-03T11:00:00.000+01:00");
    assert!(
        body.starts_with("## ") && body.contains("\n\nIt was *dark*.\n\n## "),
        "{body}"
    );
    assert!(body.ends_with("\n\nA cable."), "{body}");
}
