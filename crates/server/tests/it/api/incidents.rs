//! An incident from its first word to its last, as Statuspage's clients tell it.

use axum::http::StatusCode;
use beffroi::members::Scope;
use serde_json::{Value, json};

use super::{call, json, key, master};
use crate::{
    live::asks_for_a_second_look,
    support::{TestApp, at},
};

async fn component(app: &TestApp, key: &str, name: &str) -> String {
    let line = format!("POST /pages/{}/components", app.page.public_id);
    let made = call(app, key, &line, json!({"component": {"name": name}})).await;
    json(&made)["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_incident_is_opened_told_and_resolved() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let api = component(&app, &key, "API").await;
        let path = format!("/pages/{}/incidents", app.page.public_id);

        let body = json!({"incident": {
            "name": "Paiements refusés", "body": "Nous cherchons.", "impact_override": "major",
            "component_ids": [api], "components": {&api: "partial_outage"},
            "metadata": {"jira": {"id": "1"}}
        }});
        let opened = call(&app, &key, &format!("POST {path}.json"), body).await;
        app.claimed().await;

        assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.body);
        let opened = json(&opened);
        assert_eq!(
            (&opened["status"], &opened["impact"]),
            (&json!("investigating"), &json!("major"))
        );
        assert_eq!(opened["components"][0]["status"], "partial_outage");
        assert_eq!(opened["incident_updates"][0]["body"], "Nous cherchons.");
        let affected = &opened["incident_updates"][0]["affected_components"][0];
        assert_eq!(
            (&affected["old_status"], &affected["new_status"]),
            (&json!("operational"), &json!("partial_outage"))
        );
        let one = format!("{path}/{}", opened["id"].as_str().unwrap());
        let shown = app.get("/fr/").await;
        assert!(shown.body.contains("Paiements refusés"));

        app.app.clock.set(at("2026-03-04T11:20:00Z"));
        let renamed = json!({"incident": {"name": "Paiements par carte refusés"}});
        let renamed = json(&call(&app, &key, &format!("PATCH {one}"), renamed).await);
        assert_eq!(renamed["name"], "Paiements par carte refusés");
        assert_eq!(renamed["incident_updates"].as_array().unwrap().len(), 1);

        let told = json!({"incident": {"status": "identified", "body": "Trouvé."}});
        let told = json(&call(&app, &key, &format!("PUT {one}"), told).await);
        assert_eq!(app.claimed().await.len(), 1);
        assert_eq!(
            (&told["status"], &told["incident_updates"][0]["body"]),
            (&json!("identified"), &json!("Trouvé."))
        );

        app.app.clock.set(at("2026-03-04T11:40:00Z"));
        let over = json!({"incident": {"status": "resolved", "body": "C’est fini."}});
        let over = json(&call(&app, &key, &format!("PATCH {one}"), over).await);
        assert_eq!(app.claimed().await.len(), 1);
        assert_eq!(over["resolved_at"], "2026-03-04T11:40:00.000Z");
        assert_eq!(over["components"][0]["status"], "operational");
        assert_eq!(
            over["beffroi"]["windows"][0]["end"]["at"],
            "2026-03-04T11:40:00.000Z"
        );
        let open = json(&call(&app, &key, &format!("GET {path}/unresolved"), Value::Null).await);
        assert_eq!(open, json!([]));

        let again = json!({"incident": {"status": "investigating", "body": "De nouveau."}});
        let again = json(&call(&app, &key, &format!("PATCH {one}"), again).await);
        assert_eq!(app.claimed().await.len(), 1);
        assert_eq!(
            again["beffroi"]["windows"].as_array().unwrap().len(),
            2,
            "{again}"
        );
    }
}

#[tokio::test]
async fn a_text_counts_as_the_default_locale_and_others_read_that_it_follows() {
    let app = TestApp::start().await;
    let key = master(&app).await;
    let line = format!("POST /pages/{}/incidents", app.page.public_id);
    let body = json!({"incident": {"name": "Card payments fail", "body": "We are looking."}});

    let opened = json(&call(&app, &key, &line, body).await);
    app.claimed().await;

    assert_eq!(
        opened["beffroi"]["title"],
        json!({"fr": "Card payments fail"})
    );
    let english = app
        .get(&format!("/en/incidents/{}", opened["id"].as_str().unwrap()))
        .await;
    assert_eq!(
        english.attributes("h1 [lang]", "lang"),
        ["fr"],
        "{}",
        english.body
    );
}

#[tokio::test]
async fn what_cannot_be_told_is_refused_and_nothing_is_left_of_it() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let path = format!("/pages/{}/incidents", app.page.public_id);

        let refused = [
            ("name", json!({"body": "x"})),
            ("name", json!({"name": "x".repeat(256)})),
            ("body", json!({"name": "x", "body": "x".repeat(25_001)})),
            ("status", json!({"name": "x", "status": "postmortem"})),
            (
                "impact_override",
                json!({"name": "x", "impact_override": "huge"}),
            ),
            (
                "components",
                json!({"name": "x", "components": {"nope": "major_outage"}}),
            ),
            (
                "component_ids",
                json!({"name": "x", "component_ids": ["nope"]}),
            ),
            (
                "component_ids",
                json!({"name": "x", "component_ids": "nope"}),
            ),
        ];
        for (field, incident) in refused {
            let answer = call(
                &app,
                &key,
                &format!("POST {path}"),
                json!({"incident": incident}),
            )
            .await;

            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{field} {}",
                answer.body
            );
            assert_eq!(json(&answer)["field"], field);
        }
        let nothing = call(
            &app,
            &key,
            &format!("PATCH {path}/nope"),
            json!({"incident": {}}),
        )
        .await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        let list = json(&call(&app, &key, &format!("GET {path}"), Value::Null).await);
        assert_eq!(list, json!([]));
    }
}

#[tokio::test]
async fn a_page_that_asks_for_a_second_look_lets_only_a_bypass_publish() {
    for app in TestApp::each().await {
        asks_for_a_second_look(&app).await;
        let line = format!("POST /pages/{}/incidents", app.page.public_id);
        let body = json!({"incident": {"name": "Paiements"}});

        let publisher = key(&app, &[Scope::Publish]).await;
        let held = call(&app, &publisher, &line, body.clone()).await;
        let master = master(&app).await;
        let let_through = call(&app, &master, &line, body).await;

        assert_eq!(held.status, StatusCode::FORBIDDEN, "{}", held.body);
        assert_eq!(let_through.status, StatusCode::CREATED);
        app.claimed().await;
    }
}

#[tokio::test]
async fn what_happened_before_is_told_quietly_with_its_own_time() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let line = format!("POST /pages/{}/incidents", app.page.public_id);
        let body = json!({"incident": {
            "name": "Panne de mars", "body": "Ce fut court.", "backfilled": true,
            "backfill_date": "2026-03-01"
        }});

        let told = json(&call(&app, &key, &line, body).await);

        assert_eq!(
            (&told["status"], &told["created_at"]),
            (&json!("resolved"), &json!("2026-03-01T11:00:00.000Z"))
        );
    }
}

#[tokio::test]
async fn words_are_set_right_and_the_older_ones_stay() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let path = format!("/pages/{}/incidents", app.page.public_id);
        let body = json!({"incident": {"name": "Paiements", "body": "Nous cherhcons."}});
        let opened = json(&call(&app, &key, &format!("POST {path}"), body).await);
        app.claimed().await;
        let (id, update) = (&opened["id"], &opened["incident_updates"][0]["id"]);
        let line = format!(
            "PATCH {path}/{}/incident_updates/{}",
            id.as_str().unwrap(),
            update.as_str().unwrap()
        );

        let right = json!({"incident_update": {"body": "Nous cherchons."}});
        let right = call(&app, &key, &line, right).await;
        let moved = json!({"incident_update": {"display_at": "2026-03-01T00:00:00Z"}});
        let moved = call(&app, &key, &line, moved).await;

        assert_eq!(right.status, StatusCode::OK, "{}", right.body);
        assert_eq!(json(&right)["body"], "Nous cherchons.");
        assert_eq!(json(&moved)["field"], "display_at");
    }
}

#[tokio::test]
async fn an_incident_taken_off_is_found_no_more() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let path = format!("/pages/{}/incidents", app.page.public_id);
        let body = json!({"incident": {"name": "Erreur", "deliver_notifications": false}});
        let opened = json(&call(&app, &key, &format!("POST {path}"), body).await);
        let one = format!("{path}/{}", opened["id"].as_str().unwrap());

        let gone = call(&app, &key, &format!("DELETE {one}"), Value::Null).await;

        assert_eq!(gone.status, StatusCode::OK, "{}", gone.body);
        let after = call(&app, &key, &format!("GET {one}"), Value::Null).await;
        assert_eq!(after.status, StatusCode::NOT_FOUND);
    }
}
