//! Our own paths for planned work: scheduled, moved, told of, taken step by step, once or again and again.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{call, call_with, json, master};
use crate::support::{TestApp, at};

#[tokio::test]
async fn planned_work_goes_from_its_plan_to_its_end() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let api = app.component("API").await;
        let body = json!({"pages": ["test"], "title": {"fr": "Mise à jour"}, "components": [api],
            "scheduled_start_at": "2026-03-05T02:00:00Z", "scheduled_end_at": "2026-03-05T03:00:00Z",
            "remind_minutes": 60});

        let made = call(&app, &key, "POST /maintenances", body.clone()).await;
        let told = json(&made);
        let one = format!("/maintenances/{}", told["id"].as_str().unwrap());
        let twin = json(&call(&app, &key, "POST /maintenances?dry_run=true", body).await);
        let later = json!({"scheduled_end_at": "2026-03-05T04:00:00Z"});
        let tag = [("if-match", made.header("etag"))];
        let moved = call_with(&app, &key, &format!("PATCH {one}"), later.clone(), &tag).await;
        let late = call_with(&app, &key, &format!("PATCH {one}"), later, &tag).await;
        let too_soon = call(&app, &key, &format!("POST {one}/complete"), json!({})).await;
        app.app.clock.set(at("2026-03-05T02:00:00Z"));
        let begun = json(
            &call(
                &app,
                &key,
                &format!("POST {one}/begin"),
                json!({"text": "C'est parti."}),
            )
            .await,
        );
        let said = json(
            &call(
                &app,
                &key,
                &format!("POST {one}/updates"),
                json!({"text": "Tout va bien."}),
            )
            .await,
        );
        let nothing = call(&app, &key, &format!("POST {one}/updates"), json!({})).await;
        let over = json(&call(&app, &key, &format!("POST {one}/complete"), Value::Null).await);
        let list = json(
            &call(
                &app,
                &key,
                "GET /maintenances?page=test&state=over",
                Value::Null,
            )
            .await,
        );
        app.claimed().await;

        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert_eq!(twin["overlaps"][0]["id"], told["id"], "{twin}");
        let moved = json(&moved);
        assert_eq!(
            moved["scheduled_end_at"], "2026-03-05T04:00:00.000Z",
            "{moved}"
        );
        assert_eq!(
            (&moved["scheduled_start_at"], &moved["remind_minutes"]),
            (&told["scheduled_start_at"], &json!(60))
        );
        assert_eq!(
            late.status,
            StatusCode::PRECONDITION_FAILED,
            "{}",
            late.body
        );
        assert_eq!(too_soon.status, StatusCode::CONFLICT);
        assert_eq!(
            (&begun["status"], &begun["updates"][0]["text"]["fr"]),
            (&json!("in_progress"), &json!("C'est parti."))
        );
        assert_eq!(said["updates"][0]["text"], json!({"fr": "Tout va bien."}));
        assert_eq!(json(&nothing)["field"], "text");
        assert_eq!(over["status"], "completed", "{over}");
        assert_eq!(list["items"], json!([over]));
    }
}

#[tokio::test]
async fn one_time_of_work_that_comes_again_is_taken_out() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let body = json!({"pages": ["test"], "title": "Sauvegarde", "is_quiet": true,
            "scheduled_start_at": "2026-03-05T02:00:00Z", "scheduled_end_at": "2026-03-05T03:00:00Z",
            "recurrence": {"rule": "FREQ=DAILY", "zone": "Europe/Paris"}});

        let series = json(&call(&app, &key, "POST /maintenances", body.clone()).await);
        let one = format!("/maintenances/{}", series["id"].as_str().unwrap());
        let out = json!({"about": "2026-03-06T02:00:00Z"});
        let out = json(&call(&app, &key, &format!("POST {one}/take-out"), out.clone()).await);
        let left = json(&call(&app, &key, &format!("GET {one}"), Value::Null).await);
        let ended = json(
            &call(
                &app,
                &key,
                &format!("POST {one}/cancel"),
                json!({"is_quiet": true}),
            )
            .await,
        );
        let mut wrong = body;
        wrong["recurrence"]["rule"] = json!("FREQ=HOURLY");
        let wrong = call(&app, &key, "POST /maintenances", wrong).await;

        assert_eq!(series["by_clock"], "both", "{series}");
        assert_eq!(
            out["scheduled_start_at"], "2026-03-06T02:00:00.000Z",
            "{out}"
        );
        assert_eq!(left["recurrence"]["except"], json!(["2026-03-06T03:00:00"]));
        assert_eq!(ended["next"], Value::Null, "{ended}");
        assert_eq!(json(&wrong)["field"], "recurrence", "{}", wrong.body);
    }
}
