//! Components and groups as Statuspage's clients change them.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{call, json, master};
use crate::support::{TestApp, at};

#[tokio::test]
async fn a_component_is_made_changed_and_taken_away() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let path = format!("/pages/{}/components", app.page.public_id);

        let body = json!({"component": {
            "name": "API", "description": "Pour les commerçants", "status": "degraded_performance",
            "showcase": true, "only_show_if_degraded": false, "start_date": "2025-02-03"
        }});
        let made = call(&app, &key, &format!("POST {path}"), body).await;

        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let made = json(&made);
        let id = made["id"].as_str().unwrap();
        assert_eq!(made["status"], "degraded_performance");
        assert_eq!(made["start_date"], "2025-02-03");
        assert_eq!(made["beffroi"]["name"], json!({"fr": "API"}));
        assert!(made["group_id"].is_null() && made["automation_email"].is_string());

        let body = json!({"component": {"status": "operational", "description": ""}});
        let changed = call(&app, &key, &format!("PATCH {path}/{id}"), body).await;
        assert_eq!(changed.status, StatusCode::OK);
        assert_eq!(json(&changed)["status"], "operational");
        assert!(json(&changed)["description"].is_null());
        assert_eq!(
            app.claimed().await.len(),
            2,
            "how it began, and that it is well"
        );
        let gone = call(&app, &key, &format!("DELETE {path}/{id}"), Value::Null).await;
        assert_eq!(
            (gone.status, gone.body.as_str()),
            (StatusCode::NO_CONTENT, "")
        );
        let again = call(&app, &key, &format!("GET {path}/{id}.json"), Value::Null).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_at_its_field() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let line = format!("POST /pages/{}/components", app.page.public_id);

        let refused = [
            ("name", json!({"description": "x"})),
            ("name", json!({"name": " "})),
            ("name", json!({"name": "x".repeat(256)})),
            ("status", json!({"name": "A", "status": "broken"})),
            ("group_id", json!({"name": "A", "group_id": "nope"})),
            ("showcase", json!({"name": "A", "showcase": "yes"})),
        ];
        for (field, component) in refused {
            let answer = call(&app, &key, &line, json!({"component": component})).await;

            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{component}"
            );
            assert_eq!(json(&answer)["field"], field, "{component}");
        }
        let list = line.replace("POST", "GET");
        assert_eq!(json(&call(&app, &key, &list, Value::Null).await), json!([]));
    }
}

#[tokio::test]
async fn an_empty_name_is_refused_and_takes_none_away() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let page = format!("/pages/{}", app.page.public_id);
        let both = json!({"name": {"fr": "Paiements", "en": "Payments"}, "page": "test"});
        let own = json(&call(&app, &key, "POST /components", both).await);
        let part = format!("{page}/components/{}", own["public_id"].as_str().unwrap());
        let group = json!({"component_group": {"name": "Cartes", "components": []}});
        let line = format!("POST {page}/component-groups");
        let group = json(&call(&app, &key, &line, group).await);
        let group = format!("{page}/component-groups/{}", group["id"].as_str().unwrap());

        let mut refused = Vec::new();
        for name in ["", "  "] {
            let body = json!({"component": {"name": name, "description": "Neuf"}});
            refused.push(call(&app, &key, &format!("PATCH {part}"), body).await);
            let body = json!({"component_group": {"name": name}});
            refused.push(call(&app, &key, &format!("PUT {group}"), body).await);
        }
        let own = format!("GET /components/{}", own["public_id"].as_str().unwrap());
        let own = json(&call(&app, &key, &own, Value::Null).await);
        let group = json(&call(&app, &key, &format!("GET {group}"), Value::Null).await);

        for answer in refused {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(json(&answer)["field"], "name", "{}", answer.body);
        }
        assert_eq!(own["name"], json!({"fr": "Paiements", "en": "Payments"}));
        assert_eq!(own["description"], json!({}), "nothing of it was done");
        assert_eq!(group["name"], "Cartes");
    }
}

#[tokio::test]
async fn a_group_moves_components_and_its_description_may_stand_inside_or_outside() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let page = format!("/pages/{}", app.page.public_id);
        let (first, second) = (app.component("API").await, app.component("Checkout").await);
        let list = json(&call(&app, &key, &format!("GET {page}/components"), Value::Null).await);
        let id = |name: &str| {
            let all = list.as_array().unwrap();
            let found = all.iter().find(|one| one["name"] == name).unwrap();
            found["id"].as_str().unwrap().to_owned()
        };
        assert_ne!(first, second);

        let inside = json!({"component_group": {
            "name": "Cartes", "components": [id("API")], "description": "Dedans"
        }});
        let made = json(&call(&app, &key, &format!("POST {page}/component-groups"), inside).await);
        assert_eq!(made["components"], json!([id("API")]), "{made}");
        assert_eq!(
            (&made["description"], &made["position"]),
            (&json!("Dedans"), &json!(1))
        );

        let outside = json!({"description": "Dehors", "component_group": {
            "components": [id("Checkout")]
        }});
        let line = format!(
            "PATCH {page}/component-groups/{}",
            made["id"].as_str().unwrap()
        );
        let changed = json(&call(&app, &key, &line, outside).await);
        assert_eq!(changed["components"], json!([id("Checkout")]));
        assert_eq!(changed["description"], "Dehors");
        let list = json(&call(&app, &key, &format!("GET {page}/components"), Value::Null).await);
        let groups = list
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["group"] == true);
        assert_eq!(groups.count(), 1);
        let gone = call(&app, &key, &line.replace("PATCH", "DELETE"), Value::Null).await;
        assert_eq!(gone.status, StatusCode::OK);
        let one = format!("GET {page}/components/{}", id("Checkout"));
        assert!(json(&call(&app, &key, &one, Value::Null).await)["group_id"].is_null());
    }
}

#[tokio::test]
async fn uptime_is_what_the_page_says() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let path = format!("/pages/{}/components", app.page.public_id);
        let body = json!({"component": {"name": "API", "start_date": "2026-02-01"}});
        let made = json(&call(&app, &key, &format!("POST {path}"), body).await);
        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        let tell = async |status: &str, time: &str| {
            app.app.clock.set(at(time));
            let body = json!({"component": {"status": status}});
            assert_eq!(
                call(&app, &key, &format!("PUT {one}"), body).await.status,
                StatusCode::OK
            );
        };
        tell("major_outage", "2026-03-03T10:00:00Z").await;
        tell("partial_outage", "2026-03-03T12:24:00Z").await;
        tell("operational", "2026-03-03T12:54:00Z").await;
        assert_eq!(app.claimed().await.len(), 3);
        app.app.clock.set(at("2026-03-05T11:00:00Z"));

        let asked = format!("GET {one}/uptime?start=2026-03-03&end=2026-03-03");
        let day = json(&call(&app, &key, &asked, Value::Null).await);
        let usual = json(&call(&app, &key, &format!("GET {one}/uptime"), Value::Null).await);
        let wrong = call(
            &app,
            &key,
            &format!("GET {one}/uptime?start=soon"),
            Value::Null,
        )
        .await;
        let long = call(
            &app,
            &key,
            &format!("GET {one}/uptime?start=2024"),
            Value::Null,
        )
        .await;

        assert_eq!(
            (&day["major_outage"], &day["partial_outage"]),
            (&json!(8640), &json!(1800))
        );
        // 10 % of the day in full, and 30 minutes at three tenths.
        assert_eq!(day["uptime_percentage"], json!(89.375));
        assert_eq!(usual["range_start"], "2026-01-31T23:00:00.000Z");
        assert_eq!(json(&wrong)["field"], "start");
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
