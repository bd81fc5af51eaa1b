//! The review for programs: a call of its own, what a refusal carries, the rules of a page, the command and the file.

use axum::http::StatusCode;
use beffroi::{
    declarations,
    members::Scope,
    pages::{self, Review},
};
use serde_json::{Value, json};

use crate::{
    api::{call, call_with, json as said, key, master},
    commands::Terminal,
    support::TestApp,
};

fn two_times() -> Value {
    json!({
        "fr": "Les paiements passent depuis 11h16.",
        "en": "Payments have been working since 11:17.",
    })
}

async fn opened(app: &TestApp, key: &str) -> String {
    let open = json!({
        "pages": ["test"],
        "title": {"fr": "Paiements", "en": "Payments"},
        "text": {"fr": "Nous cherchons.", "en": "We are looking."},
    });
    let answer = call(app, key, "POST /incidents", open).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    app.claimed().await;
    said(&answer)["id"].as_str().unwrap().to_owned()
}

fn held(answer: &Value) -> &Value {
    let all = answer["findings"].as_array().unwrap();
    all.iter().find(|one| one["holds"] == true).unwrap()
}

#[tokio::test]
async fn a_text_is_reviewed_without_being_told() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let id = opened(&app, &key).await;
        let body = json!({
            "deed": "update", "incident": id,
            "command": {"status": "identified", "text": two_times()},
        });

        let english = call(&app, &key, "POST /review", body.clone()).await;
        let french = call(&app, &key, "POST /review?locale=fr", body.clone()).await;
        let asked = [("accept-language", "it")];
        let italian = call_with(&app, &key, "POST /review", body.clone(), &asked).await;

        assert_eq!(english.status, StatusCode::OK, "{}", english.body);
        let told = said(&english);
        assert_eq!(told["is_held"], true);
        let one = held(&told);
        assert_eq!(
            (&one["kind"], &one["locale"]),
            (&json!("times_differ"), &json!("en"))
        );
        let quote = &one["quotes"][0];
        let tag = quote["locale"].as_str().unwrap();
        let text = two_times()[tag].as_str().unwrap().to_owned();
        let span = ["start", "end"].map(|name| {
            let at = quote[name].as_u64().unwrap();
            usize::try_from(at).unwrap()
        });
        assert_eq!(
            text[span[0]..span[1]].trim(),
            quote["words"].as_str().unwrap()
        );
        let french = said(&french);
        let italian = said(&italian);
        assert_eq!(held(&french)["locale"], "fr");
        assert_eq!(held(&italian)["locale"], "it");
        assert_ne!(held(&french)["message"], one["message"]);
        assert!(app.claimed().await.is_empty());
        let stranger = self::key(&app, &[Scope::Read]).await;
        let no = call(&app, &stranger, "POST /review", body).await;
        assert_eq!(no.status, StatusCode::FORBIDDEN, "{}", no.body);
    }
}

#[tokio::test]
async fn a_refusal_carries_what_was_found_and_overrule_lets_it_out() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let id = opened(&app, &key).await;
        let line = format!("POST /incidents/{id}/updates");
        let mut body = json!({"status": "identified", "text": two_times()});

        let refused = call(&app, &key, &line, body.clone()).await;
        body["overrule"] = json!("Two platforms.");
        let told = call(&app, &key, &line, body).await;

        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.header("content-type"), "application/problem+json");
        let problem = said(&refused);
        assert_eq!(
            (&problem["field"], &held(&problem)["kind"]),
            (&json!("text"), &json!("times_differ"))
        );
        assert!(problem["detail"].as_str().unwrap().contains("overrule"));
        assert_eq!(told.status, StatusCode::CREATED, "{}", told.body);
        assert_eq!(app.claimed().await.len(), 1);
        let log = said(&call(&app, &key, &format!("GET /incidents/{id}/log"), Value::Null).await);
        let reasons = log["items"].as_array().unwrap();
        let reason = reasons
            .iter()
            .find(|one| one["kind"] == "overrule")
            .unwrap();
        assert_eq!(reason["body"], "Two platforms.");
    }
}

#[tokio::test]
async fn statuspage_s_calls_are_held_too() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let line = format!("POST /pages/{}/incidents", app.page.public_id);
        let mut body = json!({"incident": {
            "name": "Paiements", "body": "Voyez http://10.2.3.4/grafana pour le détail.",
        }});

        let refused = call(&app, &key, &line, body.clone()).await;
        body["incident"]["overrule"] = json!("It is open to all of them.");
        let made = call(&app, &key, &line, body).await;

        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(held(&said(&refused))["kind"], "private_link");
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        app.claimed().await;
    }
}

#[tokio::test]
async fn the_rules_are_read_and_set_by_whoever_administers() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let rules = json!({
            "page": "test", "review": "advise",
            "internal_hosts": [".prod.example.net"], "people": ["Marie Dupont"],
        });

        let before = call(&app, &key, "GET /review/rules?page=test", Value::Null).await;
        let set = call(&app, &key, "PUT /review/rules", rules.clone()).await;
        let part = json!({"page": "test", "people": []});
        let changed = call(&app, &key, "PUT /review/rules", part).await;
        let odd = json!({"page": "test", "internal_hosts": ["no host"]});
        let refused = call(&app, &key, "PUT /review/rules", odd).await;
        let publisher = self::key(&app, &[Scope::Publish]).await;
        let stranger = call(&app, &publisher, "PUT /review/rules", rules.clone()).await;

        assert_eq!(said(&before)["review"], "hold");
        assert_eq!(said(&set), rules);
        let changed = said(&changed);
        assert_eq!(
            (&changed["review"], &changed["people"]),
            (&json!("advise"), &json!([]))
        );
        assert_eq!(changed["internal_hosts"], rules["internal_hosts"]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stranger.status, StatusCode::FORBIDDEN, "{}", stranger.body);
    }
}

#[tokio::test]
async fn the_command_tells_what_was_found_and_takes_a_reason() {
    for app in TestApp::each().await {
        let key = master(&app).await;
        let id = opened(&app, &key).await;
        let terminal = Terminal::at(&app, &[Scope::Publish]).await;
        let line = "'Voyez http://10.2.3.4/grafana pour le détail.'";

        let review = format!("incident review {id} --text {line}");
        let told = terminal.good(&review, "").await;
        let listed = terminal.json(&review).await;
        let why = terminal
            .bad(&format!("incident update {id} --publish --text {line}"))
            .await;
        let reason = "--overrule 'It is open to all of them.'";
        terminal
            .good(
                &format!("incident update {id} --publish {reason} --text {line}"),
                "",
            )
            .await;
        let told_once = app.claimed().await.len();
        terminal.leave().await;

        assert_eq!(told_once, 1);
        assert!(told.contains("- private_link (holds it): "), "{told}");
        assert_eq!(held(&listed)["kind"], "private_link");
        assert!(
            why.contains("the review holds this text (private_link)"),
            "{why}"
        );
        assert!(
            why.contains("fr: “") && why.contains("- private_link (holds it): "),
            "{why}"
        );
    }
}

#[tokio::test]
async fn a_file_states_the_rules_once() {
    const FILE: &str = r#"
[page]
slug = "test"
name = { fr = "Essai", en = "Test", it = "Prova" }
locales = ["fr", "en", "it"]
zone = "Europe/Paris"

[rules]
review = "advise"
internal_hosts = [".prod.example.net"]
people = ["Marie Dupont"]
"#;
    for app in TestApp::each().await {
        crate::declarations::states_once(&app, FILE).await;

        let mut tx = app.db().snapshot().await.unwrap();
        let rules = pages::review_rules_of(&mut tx, app.page.id).await.unwrap();
        assert_eq!(rules.review, Review::Advise);
        assert_eq!(rules.hosts, [".prod.example.net"]);
        assert_eq!(rules.people, ["Marie Dupont"]);
        let odd = FILE.replace("\"advise\"", "\"often\"");
        let wrong = declarations::read("page.toml", &odd).unwrap_err();
        assert!(
            wrong
                .to_string()
                .contains("review: write one of hold, advise"),
            "{wrong}"
        );
    }
}
