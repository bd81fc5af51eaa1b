//! Planned work as Statuspage's clients plan it, among incidents.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{call, json, master};
use crate::support::{TestApp, at};

#[tokio::test]
async fn planned_work_is_made_moved_begun_and_completed() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let path = format!("/pages/{}/incidents", app.page.public_id);

        let body = json!({"incident": {
            "name": "Mise à jour", "body": "Nous mettons à jour.",
            "scheduled_for": "2026-03-05T22:00:00Z", "scheduled_until": "2026-03-05T23:00:00Z",
            "scheduled_auto_in_progress": false
        }});
        let made = call(&app, &key, &format!("POST {path}"), body).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let made = json(&made);
        assert_eq!(
            (&made["status"], &made["impact"]),
            (&json!("scheduled"), &json!("maintenance"))
        );
        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        let upcoming = json(&call(&app, &key, &format!("GET {path}/upcoming"), Value::Null).await);
        assert_eq!(upcoming.as_array().unwrap().len(), 1);

        let moved = json!({"incident": {"scheduled_until": "2026-03-05T23:30:00Z"}});
        let moved = json(&call(&app, &key, &format!("PATCH {one}"), moved).await);
        assert_eq!(
            moved["scheduled_until"], "2026-03-05T23:30:00.000Z",
            "{moved}"
        );
        app.app.clock.set(at("2026-03-05T22:00:00Z"));
        let begun = json!({"incident": {"status": "in_progress", "body": "C'est parti."}});
        let begun = json(&call(&app, &key, &format!("PATCH {one}"), begun).await);
        assert_eq!(begun["status"], "in_progress", "{begun}");
        assert_eq!(begun["incident_updates"][0]["body"], "C'est parti.");
        let active = format!("GET {path}/active_maintenance");
        assert_eq!(
            json(&call(&app, &key, &active, Value::Null).await)
                .as_array()
                .unwrap()
                .len(),
            1
        );
        app.app.clock.set(at("2026-03-05T22:40:00Z"));
        let over = json!({"incident": {"status": "completed"}});
        let over = json(&call(&app, &key, &format!("PATCH {one}"), over).await);
        assert_eq!(
            (&over["status"], over["resolved_at"].is_string()),
            (&json!("completed"), true)
        );
        app.claimed().await;
        let missing = json!({"incident": {"name": "x", "scheduled_for": "2026-04-05T22:00:00Z"}});
        let missing = call(&app, &key, &format!("POST {path}"), missing).await;
        assert_eq!(json(&missing)["field"], "scheduled_until");
    }
}

#[tokio::test]
async fn planned_work_comes_again_by_a_rule_and_is_called_off() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let path = format!("/pages/{}/incidents", app.page.public_id);
        let body = |rule: &str| {
            json!({"incident": {
                "name": "Sauvegarde", "scheduled_for": "2026-03-05T22:00:00Z",
                "scheduled_until": "2026-03-05T23:00:00Z", "recurrence": rule
            }})
        };

        let wrong = call(&app, &key, &format!("POST {path}"), body("weekly")).await;
        let made = call(&app, &key, &format!("POST {path}"), body("FREQ=WEEKLY")).await;
        let made = json(&made);
        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        let list = app.get("/api/v2/scheduled-maintenances.json").await;
        let off = json!({"incident": {"status": "cancelled"}});
        let off = json(&call(&app, &key, &format!("PATCH {one}"), off).await);

        assert_eq!(json(&wrong)["field"], "recurrence");
        assert!(list.body.contains("FREQ=WEEKLY"), "{}", list.body);
        assert_eq!(
            (&off["status"], &off["impact"]),
            (&json!("completed"), &json!("none"))
        );
        assert!(off["resolved_at"].is_string());
        app.claimed().await;
    }
}
