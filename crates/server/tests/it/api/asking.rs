//! Who is let in, in which forms one may ask, and how it is said that something is wrong.

use axum::{body::Body, extract::Request, http::StatusCode};
use beffroi::members::{self, NewToken, Scope};
use beffroi_domain::Actor;
use serde_json::{Value, json};

use super::{call, call_with, json, key, master};
use crate::support::TestApp;

#[tokio::test]
async fn a_stranger_learns_nothing_not_even_which_addresses_there_are() {
    for app in TestApp::each().await {
        let page = &app.page.public_id;

        for path in [
            "/v1/pages",
            &format!("/v1/pages/{page}/components"),
            "/v1/nothing",
        ] {
            for header in ["", "OAuth bfr_wrong", "Basic eDp5"] {
                let answer = app.get_with(path, &[("authorization", header)]).await;

                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path} {header}");
                let expected = json!({
                    "error": "Could not authenticate",
                    "message": "Could not authenticate"
                });
                assert_eq!(json(&answer), expected);
            }
        }
    }
}

#[tokio::test]
async fn a_key_is_shown_in_three_ways_and_a_suffix_changes_nothing() {
    let app = TestApp::start().await;
    let key = key(&app, &[Scope::Read]).await;

    let asked = [
        ("/v1/pages".to_owned(), format!("OAuth {key}")),
        ("/v1/pages.json".to_owned(), format!("Bearer {key}")),
        (format!("/v1/pages?api_key={key}"), String::new()),
    ];

    let mut bodies = Vec::new();
    for (path, header) in &asked {
        let headers: &[(&str, &str)] = match header.as_str() {
            "" => &[],
            header => &[("authorization", header)],
        };
        let answer = app.get_with(path, headers).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        bodies.push(answer.body);
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[tokio::test]
async fn a_key_of_one_page_finds_no_other_and_does_what_its_scopes_say() {
    for app in TestApp::each().await {
        let other = app.another_page("autre").await;
        let new = NewToken {
            name: "one page".to_owned(),
            scopes: [Scope::Read].into(),
            pages: Some(vec![app.page.id]),
            ends_at: None,
        };
        let mut tx = app.db().begin().await.unwrap();
        let made = members::make_token(&mut tx, app.now(), Actor::System, new).await;
        tx.commit().await.unwrap();
        let key = made.unwrap().1;

        let list = call(&app, &key, "GET /pages", Value::Null).await;
        let theirs = call(
            &app,
            &key,
            &format!("GET /pages/{}", other.public_id),
            Value::Null,
        )
        .await;
        let body = json!({"component": {"name": "API"}});
        let line = format!("POST /pages/{}/components", app.page.public_id);
        let write = call(&app, &key, &line, body).await;

        let list = json(&list);
        assert_eq!(list.as_array().unwrap().len(), 1);
        assert_eq!(list[0]["id"], app.page.public_id.as_str());
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        assert_eq!(write.status, StatusCode::FORBIDDEN);
        assert!(json(&write)["error"].as_str().unwrap().contains("scope"));
    }
}

#[tokio::test]
async fn forms_and_json_of_any_content_type_are_read() {
    let app = TestApp::start().await;
    let key = master(&app).await;
    let page = &app.page.public_id;

    let ask = |kind: &'static str, body: &'static str| {
        let request = Request::builder()
            .method("POST")
            .uri(format!("/v1/pages/{page}/components.json"))
            .header("authorization", format!("OAuth {key}"))
            .header("content-type", kind);
        app.send(request.body(Body::from(body)).unwrap())
    };

    let form = "component[name]=3-D+S%C3%A9cure&component[showcase]=false";
    let form = ask("application/x-www-form-urlencoded", form).await;
    let strange = ask("text/plain", r#"{"component":{"name":"B"}}"#).await;
    let curl = ask(
        "application/x-www-form-urlencoded",
        r#"{"component":{"name":"C"}}"#,
    )
    .await;
    let broken = ask("application/json", r#"{"component":"#).await;
    let list = ask("application/json", "[]").await;
    let bare = ask("application/json", r#"{"name":"D"}"#).await;

    assert_eq!(form.status, StatusCode::CREATED, "{}", form.body);
    assert_eq!(json(&form)["name"], "3-D Sécure");
    assert_eq!(json(&form)["showcase"], false);
    assert_eq!(
        (strange.status, curl.status),
        (StatusCode::CREATED, StatusCode::CREATED)
    );
    assert_eq!(
        (broken.status, list.status),
        (StatusCode::BAD_REQUEST, StatusCode::BAD_REQUEST)
    );
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(json(&bare)["field"], "component");
}

#[tokio::test]
async fn too_many_calls_are_told_so_in_the_way_of_the_path() {
    let mut app = TestApp::start().await;
    app.set("[limits]\ncalls_per_minute = 2\n");
    let key = key(&app, &[Scope::Read]).await;

    let first = call(&app, &key, "GET /pages", Value::Null).await;
    let second = call(&app, &key, "GET /pages", Value::Null).await;
    let third = call(&app, &key, "GET /pages", Value::Null).await;
    app.app
        .clock
        .set(app.now() + jiff::SignedDuration::from_secs(61));
    let later = call(&app, &key, "GET /pages", Value::Null).await;

    assert_eq!(first.header("ratelimit-remaining"), "1");
    assert_eq!(second.header("ratelimit-remaining"), "0");
    assert_eq!(third.status.as_u16(), 420);
    assert_eq!(third.header("retry-after"), "60");
    assert_eq!(later.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_not_there_and_what_is_not_done_is_said_in_json() {
    let app = TestApp::start().await;
    let key = master(&app).await;

    let nothing = call(&app, &key, "GET /pages/nope", Value::Null).await;
    let nowhere = call(&app, &key, "GET /pages/nope/metrics", Value::Null).await;
    let method = call(&app, &key, "DELETE /pages", Value::Null).await;
    let number = format!("GET /pages/{}/components?page=x", app.page.public_id);
    let number = call(&app, &key, &number, Value::Null).await;
    let hidden = call_with(&app, &key, "GET /v1", Value::Null, &[]).await;

    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert_eq!(json(&nothing)["message"], "Not found");
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert_eq!(method.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(method.header("allow"), "GET,HEAD");
    assert_eq!(number.status, StatusCode::BAD_REQUEST);
    assert_eq!(hidden.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn the_document_and_its_page_are_for_everyone() {
    let app = TestApp::start().await;

    let document = app.get("/v1/openapi.json").await;
    let page = app.get("/v1").await;

    let document = json(&document);
    assert_eq!(document["openapi"], "3.1.0");
    let path = &document["paths"]["/pages/{page_id}/components/{component_id}"];
    assert_eq!(path["patch"]["requestBody"]["required"], true);
    assert!(page.texts("h3").iter().any(|text| text == "GET /pages"));
    assert!(page.attributes("script", "src").is_empty());
}

#[tokio::test]
async fn a_request_that_comes_twice_under_one_key_is_done_once() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let line = format!("POST /pages/{}/incidents", app.page.public_id);
        let body = |name: &str| json!({"incident": {"name": name, "impact_override": "minor"}});
        let twice = [("idempotency-key", "click-1")];

        let first = call_with(&app, &key, &line, body("Panne"), &twice).await;
        let second = call_with(&app, &key, &line, body("Panne"), &twice).await;
        let other = call_with(&app, &key, &line, body("Autre"), &twice).await;

        assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
        assert_eq!((second.status, &second.body), (first.status, &first.body));
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert_eq!(app.claimed().await.len(), 1);
        let id = json(&first)["id"].as_str().unwrap().to_owned();
        let one = format!("{}/{id}", line.replace("POST", "PATCH"));
        let worse = json!({"incident": {"impact_override": "critical"}});
        let worse = call(&app, &key, &one, worse).await;
        assert_eq!(json(&worse)["impact"], "critical", "{}", worse.body);
    }
}

#[tokio::test]
async fn a_template_is_made_once_under_its_name_and_listed() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let line = format!("POST /pages/{}/incident_templates", app.page.public_id);
        let body =
            json!({"template": {"name": "Lent", "title": "Lenteurs", "body": "C'est lent."}});

        let made = call(&app, &key, &line, body.clone()).await;
        let again = call(&app, &key, &line, body).await;
        let list = json(&call(&app, &key, &line.replace("POST", "GET"), Value::Null).await);

        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.body);
        assert_eq!(list, json!([json(&made)]));
    }
}
