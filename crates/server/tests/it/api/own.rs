//! Our own paths: texts per locale, windows, versions, cursors.

use axum::http::StatusCode;
use beffroi::members::Scope;
use serde_json::{Value, json};

use super::{call, call_with, json, key, master};
use crate::support::{TestApp, at};

/// Opens an incident that breaks a component; both ids.
async fn opened(app: &TestApp, key: &str) -> (String, String) {
    let api = app.component("API").await.to_string();
    let body = json!({
        "pages": ["test"],
        "title": {"fr": "Paiements refusés", "en": "Payments declined"},
        "text": "Nous cherchons.",
        "components": [{"id": api, "status": "major_outage"}],
        "since": "2026-03-04T10:30:00Z",
        "priority": 1,
        "reference": "TSR-9",
        "responsibility": {"kind": "external", "provider": "Acquirer"}
    });
    let answer = call(app, key, "POST /incidents", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    (json(&answer)["id"].as_str().unwrap().to_owned(), api)
}

#[tokio::test]
async fn an_incident_has_texts_in_each_locale_and_goes_from_word_to_word() {
    for app in TestApp::each().await {
        let key = master(&app).await;

        let (id, api) = opened(&app, &key).await;
        let one = format!("/incidents/{id}");
        assert_eq!(app.claimed().await.len(), 1);
        let read = call(&app, &key, &format!("GET {one}"), Value::Null).await;
        let tag = read.header("etag").to_owned();
        let told = json(&read);
        assert_eq!(told["title"]["en"], "Payments declined");
        assert_eq!(told["updates"][0]["text"], json!({"fr": "Nous cherchons."}));
        assert_eq!(
            told["windows"][0]["start"]["at"],
            "2026-03-04T10:30:00.000Z"
        );
        assert_eq!(told["references"], json!(["TSR-9"]));
        assert_eq!(told["responsibility"]["provider"], "Acquirer");

        app.app.clock.set(at("2026-03-04T11:10:00Z"));
        let body = json!({"status": "monitoring", "text": {"en": "A fix is in place."},
                          "components": [{"id": api, "status": "operational"}]});
        let line = format!("POST {one}/updates");
        let next = call_with(&app, &key, &line, body.clone(), &[("if-match", &tag)]).await;
        assert_eq!(next.status, StatusCode::CREATED, "{}", next.body);
        assert_eq!(
            json(&next)["windows"][0]["end"]["at"],
            "2026-03-04T11:10:00.000Z"
        );
        let late = call_with(&app, &key, &line, body, &[("if-match", &tag)]).await;
        assert_eq!(
            late.status,
            StatusCode::PRECONDITION_FAILED,
            "{}",
            late.body
        );
        assert_eq!(late.header("content-type"), "application/problem+json");

        let over = call(&app, &key, &format!("POST {one}/resolve"), json!({})).await;
        assert_eq!(json(&over)["status"], "resolved", "{}", over.body);
        let twice = call(&app, &key, &format!("POST {one}/resolve"), json!({})).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let again = json!({"components": [{"id": api, "status": "partial_outage"}]});
        let again = json(&call(&app, &key, &format!("POST {one}/reopen"), again).await);
        assert_eq!(again["windows"].as_array().unwrap().len(), 2);
        assert_eq!(app.claimed().await.len(), 3);
    }
}

#[tokio::test]
async fn a_dry_run_answers_and_leaves_nothing() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let body = json!({"pages": ["test"], "title": "Essai"});

        let other = call(&app, &key, "POST /incidents?dry_run=yes", body.clone()).await;
        assert_eq!(other.status, 400, "it may have meant either");
        let shown = call(&app, &key, "POST /incidents?dry_run=true", body).await;

        assert_eq!(shown.status, StatusCode::CREATED, "{}", shown.body);
        assert_eq!(json(&shown)["title"], json!({"fr": "Essai"}));
        let list = call(&app, &key, "GET /incidents?page=test", Value::Null).await;
        assert_eq!(json(&list), json!({"items": [], "next": null}));
    }
}

#[tokio::test]
async fn windows_are_added_ended_and_set_right() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let (id, _) = opened(&app, &key).await;
        app.claimed().await;
        let path = format!("/incidents/{id}/windows");

        let list = json(&call(&app, &key, &format!("GET {path}"), Value::Null).await);
        let first = format!("{path}/{}", list["items"][0]["id"].as_str().unwrap());
        let end = json!({"end": "2026-03-04T10:45:00Z"});
        let ended = json(&call(&app, &key, &format!("POST {first}/end"), end).await);
        assert_eq!(ended["windows"][0]["end_is"], "known", "{ended}");
        let right = json!({"start": "2026-03-04T10:20:00Z"});
        let right = json(&call(&app, &key, &format!("PATCH {first}"), right).await);
        assert_eq!(
            right["windows"][0]["start"]["at"],
            "2026-03-04T10:20:00.000Z"
        );
        assert_eq!(right["windows"][0]["end"]["at"], "2026-03-04T10:45:00.000Z");
        let more = json!({"start": "2026-03-04T10:50:00Z", "end": "2026-03-04T10:55:00Z",
                          "degree": "degraded_performance"});
        let more = json(&call(&app, &key, &format!("POST {path}"), more).await);
        assert_eq!(more["windows"].as_array().unwrap().len(), 2);
        let upside_down = json!({"start": "2026-03-04T10:55:00Z", "end": "2026-03-04T10:50:00Z",
                                 "degree": "major_outage"});
        let refused = call(&app, &key, &format!("POST {path}"), upside_down).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(json(&refused)["field"].is_string(), "{}", refused.body);
        let nothing = format!("PATCH {path}/{}", uuid::Uuid::nil());
        assert_eq!(
            call(&app, &key, &nothing, json!({})).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn a_list_goes_on_where_its_cursor_says() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        for number in 1..=3 {
            let body = json!({"pages": ["test"], "title": format!("Panne {number}")});
            app.app
                .clock
                .set(app.now() + jiff::SignedDuration::from_secs(60));
            call(&app, &key, "POST /incidents", body).await;
        }
        app.claimed().await;

        let titles = |list: &Value| {
            let all = list["items"].as_array().unwrap().iter();
            all.map(|one| one["title"]["fr"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        let first = json(&call(&app, &key, "GET /incidents?page=test&limit=2", Value::Null).await);
        let next = first["next"].as_str().unwrap();
        let line = format!("GET /incidents?page=test&limit=2&after={next}");
        let second = json(&call(&app, &key, &line, Value::Null).await);
        let wrong = call(&app, &key, "GET /incidents?page=test&after=x", Value::Null).await;

        assert_eq!(titles(&first), ["Panne 3", "Panne 2"]);
        assert_eq!(
            (titles(&second), &second["next"]),
            (vec!["Panne 1".to_owned()], &Value::Null)
        );
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_component_has_names_in_each_locale_and_a_reader_changes_nothing() {
    for app in TestApp::each().await {
        let master = master(&app).await;
        let id = app.component("API").await;

        let body = json!({"name": {"it": "Interfaccia"}, "showcase": false});
        let line = format!("PATCH /components/{id}");
        let changed = call(&app, &master, &line, body.clone()).await;
        let foreign = call(
            &app,
            &master,
            &line,
            json!({"name": {"de": "Schnittstelle"}}),
        )
        .await;
        let reader = key(&app, &[Scope::Read]).await;
        let forbidden = call(&app, &reader, &line, body).await;
        let status = format!("PUT /components/{id}/status");
        let quiet = json!({"status": "partial_outage", "is_quiet": true});
        call(&app, &master, &status, quiet).await;
        assert!(app.claimed().await.is_empty());
        let status = call(&app, &master, &status, json!({"status": "unknown"})).await;

        assert_eq!(
            json(&changed)["name"]["it"],
            "Interfaccia",
            "{}",
            changed.body
        );
        assert_eq!(json(&foreign)["field"], "name");
        assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
        assert_eq!(json(&status)["status"], "unknown");
        assert_eq!(app.claimed().await.len(), 1);
    }
}
