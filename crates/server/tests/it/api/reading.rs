//! Pages, incidents and maintenances as Statuspage's clients read them.

use axum::http::StatusCode;
use beffroi_domain::ComponentStatus;
use serde_json::{Value, json};

use super::{call, json, master};
use crate::support::{TestApp, window};

/// What a strict importer needs to find, be it `null`.
const NEEDED: &[&str] = &[
    "id",
    "name",
    "status",
    "impact",
    "shortlink",
    "scheduled_for",
    "scheduled_until",
    "resolved_at",
    "monitoring_at",
    "postmortem_body",
    "metadata",
    "components",
    "incident_updates",
    "created_at",
    "updated_at",
];

#[tokio::test]
async fn an_incident_has_every_key_and_its_texts_in_the_default_locale() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let api = app.component("API").await;
        let mut incident = app.incident();
        let mut broken = window("2026-03-03T09:00:00Z", Some("2026-03-03T09:24:00Z"));
        broken.components = vec![(api, ComponentStatus::MajorOutage)];
        incident.facts.windows = vec![broken];
        app.record(incident).await;
        let page = format!("/pages/{}", app.page.public_id);

        let line = format!("GET {page}/incidents/q2kg8n613kr3.json");
        let one = json(&call(&app, &key, &line, Value::Null).await);
        let list = json(&call(&app, &key, &format!("GET {page}/incidents"), Value::Null).await);

        for field in NEEDED {
            assert!(one.get(field).is_some(), "{field}");
        }
        assert_eq!(list, json!([one]));
        assert_eq!(one["name"], "Paiements");
        assert_eq!(one["created_at"], "2026-03-03T09:10:00.000Z");
        assert_eq!(one["resolved_at"], "2026-03-03T10:00:00.000Z");
        assert_eq!(one["components"][0]["name"], "API");
        assert_eq!(one["incident_updates"][0]["body"], "C'est fini.");
        assert!(one["incident_updates"][0]["affected_components"].is_null());
        assert_eq!(one["beffroi"]["references"], json!(["TST-7"]));
        assert_eq!(one["beffroi"]["windows"][0]["end_is"], "known");
    }
}

#[tokio::test]
async fn lists_are_cut_from_page_one_on_and_searched() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let page = format!("/pages/{}", app.page.public_id);
        for (public_id, day) in [
            ("aaaaaaaaaaaa", 1),
            ("bbbbbbbbbbbb", 2),
            ("cccccccccccc", 3),
        ] {
            let mut incident = app.incident();
            incident.public_id = Some(public_id.parse().unwrap());
            for update in &mut incident.updates {
                let at = format!("2026-03-0{day}T09:10:00Z");
                update.published = Some(beffroi_domain::Moment::exact(at.parse().unwrap()));
            }
            app.record(incident).await;
        }

        let ids = async |query: &str| {
            let line = format!("GET {page}/incidents?{query}");
            let answer = call(&app, &key, &line, Value::Null).await;
            assert_eq!(answer.status, StatusCode::OK);
            let list = json(&answer);
            let all = list.as_array().unwrap().iter();
            let firsts: String = all.map(|one| &one["id"].as_str().unwrap()[..1]).collect();
            firsts
        };

        assert_eq!(ids("").await, "cba");
        assert_eq!(ids("page=1&per_page=2").await, "cb");
        assert_eq!(ids("page=2&per_page=2").await, "a");
        assert_eq!(ids("page=0&limit=1").await, "c");
        assert_eq!(ids("page=3&per_page=2").await, "");
        assert_eq!(ids("q=CHERCHONS").await, "cba");
        assert_eq!(ids("q=100%25").await, "");
    }
}
