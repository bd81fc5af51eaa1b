//! Programs: our own paths, Statuspage's, files and commands.

use axum::http::StatusCode;
use beffroi::{
    declarations,
    members::Scope,
    translations::{self, Missing},
};
use beffroi_domain::{Actor, Occasion};
use serde_json::{Value, json};

use super::{opened, require, todo};
use crate::{
    api::{call, json, key, master},
    commands::Terminal,
    support::TestApp,
};

#[tokio::test]
async fn phrases_are_said_by_their_keys_and_set_by_programs() {
    for app in TestApp::each().await {
        let (master, reader) = (master(&app).await, key(&app, &[Scope::Read]).await);
        let id = opened(&app).await.incident;
        let say = format!("POST /incidents/{id}/updates");

        let said = json!({"phrase": ["identified", "no-funds-lost"]});
        let out = call(&app, &master, &say, said.clone()).await;
        let unknown = call(&app, &master, &say, json!({"phrase": ["nothing"]})).await;
        let open = call(&app, &master, &say, json!({"phrase": ["next-update"]})).await;
        let both = json!({"phrase": ["errors"], "text": "Bonjour"});
        let both = call(&app, &master, &say, both).await;
        let stranger = call(&app, &reader, &say, said).await;

        assert_eq!(out.status, StatusCode::CREATED, "{}", out.body);
        let told = json(&out);
        assert_eq!(told["status"], "identified");
        assert_eq!(
            told["updates"][0]["text"]["it"],
            "Abbiamo individuato la causa e stiamo preparando la correzione. Nessun fondo è andato perso."
        );
        assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(open.body.contains("{next}"), "{}", open.body);
        for refused in [unknown, both] {
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(json(&refused)["field"], "phrase", "{}", refused.body);
        }
        assert_eq!(stranger.status, StatusCode::FORBIDDEN);
        assert_eq!(app.claimed().await.len(), 1);

        let own = json!({"page": "test", "text": {"fr": "La nôtre."}, "status": "monitoring"});
        let made = call(&app, &master, "PUT /phrases/ours", own.clone()).await;
        let may_not = call(&app, &reader, "PUT /phrases/ours", own).await;
        let hide = json!({"page": "test", "is_hidden": true});
        let hidden = call(&app, &master, "PUT /phrases/sorry", hide).await;
        let back = json!({"page": "test"});
        let reset = call(&app, &master, "POST /phrases/sorry/reset", back.clone()).await;
        let twice = call(&app, &master, "POST /phrases/sorry/reset", back).await;
        let all = json(&call(&app, &reader, "GET /phrases?page=test", Value::Null).await);

        assert_eq!(json(&made)["origin"], "own", "{}", made.body);
        assert_eq!(may_not.status, StatusCode::FORBIDDEN);
        let hidden = json(&hidden);
        assert_eq!(
            (&hidden["origin"], &hidden["is_hidden"]),
            (&json!("changed"), &json!(true))
        );
        assert_eq!(hidden["text"]["en"], "We are sorry for the disruption.");
        assert_eq!(reset.status, StatusCode::NO_CONTENT);
        assert_eq!(twice.status, StatusCode::NOT_FOUND);
        let items = all["items"].as_array().unwrap();
        assert_eq!(items.last().unwrap()["key"], "ours");
    }
}

#[tokio::test]
async fn programs_set_what_a_page_requires_and_add_what_follows() {
    for app in TestApp::each().await {
        let (master, reader) = (master(&app).await, key(&app, &[Scope::Read]).await);
        let told = opened(&app).await;
        let (id, update) = (told.incident, told.update);
        let say = format!("POST /incidents/{id}/updates");
        let gate = json!({"page": "test", "required": ["it"], "missing": "follow"});

        let set = call(&app, &master, "PUT /languages", gate.clone()).await;
        let may_not = call(&app, &reader, "PUT /languages", gate).await;
        let foreign = json!({"page": "test", "required": ["de"]});
        let foreign = call(&app, &master, "PUT /languages", foreign).await;
        let french = json!({"text": {"fr": "Cause trouvée."}});
        let unsaid = call(&app, &master, &say, french).await;
        let french = json!({"text": {"fr": "Cause trouvée."}, "follows": true});
        let out = json(&call(&app, &master, &say, french).await);
        let due = json(&call(&app, &reader, "GET /translations?page=test", Value::Null).await);

        assert_eq!(json(&set)["optional"], json!(["fr", "en"]));
        assert_eq!(may_not.status, StatusCode::FORBIDDEN);
        assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(due["items"][0]["update"], out["updates"][0]["id"]);
        assert_eq!(due["items"][0]["source"]["text"], "Cause trouvée.");
        assert_eq!(app.claimed().await.len(), 1);

        let add = format!("POST /incidents/{id}/translations");
        let italian = json!({"update": out["updates"][0]["id"], "text": {"it": "Causa trovata."}});
        let added = call(&app, &master, &add, italian.clone()).await;
        let twice = call(&app, &master, &add, italian.clone()).await;
        let stranger = call(&app, &reader, &add, italian).await;
        let correct = json!({"update": update, "text": {"en": "We looked."}});
        let line = format!("POST /incidents/{id}/corrections");
        let corrected = json(&call(&app, &master, &line, correct).await);
        let right = format!("POST /incidents/{id}/translations/right");
        let body = json!({"update": update, "locale": "it"});
        let confirmed = json(&call(&app, &master, &right, body.clone()).await);
        let again = call(&app, &master, &right, body).await;

        assert_eq!(added.status, StatusCode::OK, "{}", added.body);
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert_eq!(stranger.status, StatusCode::FORBIDDEN);
        let announced = app.claimed().await;
        assert_eq!(
            (announced.len(), announced[0].occasion),
            (1, Occasion::Translation)
        );
        assert_eq!(corrected["updates"][1]["stale"], json!(["fr", "it"]));
        assert_eq!(confirmed["updates"][1]["stale"], json!(["fr"]));
        assert_eq!(again.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn statuspages_calls_follow_or_are_held_as_the_page_says() {
    for app in TestApp::each().await {
        let master = master(&app).await;
        let page = &app.page.public_id;
        let line = format!("POST /pages/{page}/incidents");
        let body = json!({"incident": {"name": "Paiements", "body": "Nous cherchons."}});
        require(&app, &["it"], Missing::Hold).await;

        let held = call(&app, &master, &line, body.clone()).await;
        require(&app, &["it"], Missing::Follow).await;
        let out = call(&app, &master, &line, body).await;

        assert_eq!(
            held.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            held.body
        );
        assert_eq!(out.status, StatusCode::CREATED, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        assert_eq!(todo(&app).await.len(), 2, "title and text");
    }
}

const FILE: &str = r#"
[page]
slug = "shop"
name.fr = "Boutique"
locales = ["fr", "en"]
zone = "Europe/Paris"
since = 2025-01-01

[languages]
required = ["fr"]
missing = "hold"

[phrase.errors]
text.fr = "Des achats échouent."

[phrase.ours]
status = "monitoring"
text.fr = "La nôtre."
text.en = "Ours."

[phrase.sorry]
hidden = true
"#;

#[tokio::test]
async fn a_file_says_what_a_page_requires_and_how_its_phrases_read() {
    for app in TestApp::each().await {
        let declared = declarations::read("page.toml", FILE).unwrap();
        let mut tx = app.db().begin().await.unwrap();
        let plan = declarations::plan(&mut tx, &declared).await.unwrap();
        declarations::apply(&mut tx, app.now(), Actor::System, &declared, &plan)
            .await
            .unwrap();
        let again = declarations::plan(&mut tx, &declared).await.unwrap();
        let page = beffroi::pages::find_by_slug(&mut tx, "shop")
            .await
            .unwrap()
            .unwrap();
        let gate = translations::gate_of(&mut tx, page.id).await.unwrap();
        let phrases = translations::phrases_of(&mut tx, &page).await.unwrap();
        tx.commit().await.unwrap();

        assert!(again.steps.is_empty(), "{again:?}");
        assert_eq!((gate.required.len(), gate.missing), (1, Missing::Hold));
        let one = |key: &str| phrases.iter().find(|one| one.key == key).unwrap();
        assert_eq!(
            one("errors").text.iter().next().unwrap().1,
            "Des achats échouent."
        );
        assert_eq!(one("ours").text.locales().count(), 2);
        assert!(one("sorry").is_hidden && !one("sorry").text.is_empty());
        let wrong = FILE.replace("[\"fr\"]\nmissing", "[\"de\"]\nmissing");
        let wrong = declarations::read("page.toml", &wrong)
            .unwrap_err()
            .to_string();
        assert!(wrong.starts_with("page.toml:10: required"), "{wrong}");
    }
}

#[tokio::test]
async fn commands_say_phrases_and_translate() {
    let app = TestApp::start().await;
    let id = opened(&app).await.incident;
    require(&app, &["it"], Missing::Follow).await;
    let terminal = Terminal::at(&app, &[Scope::Publish]).await;

    let shown = terminal
        .json(&format!("incident update {id} --phrase identified"))
        .await;
    assert_eq!(shown["status"], "identified");
    assert!(app.claimed().await.is_empty(), "only shown");
    terminal
        .good(
            &format!("incident update {id} --phrase identified --publish"),
            "",
        )
        .await;
    let line = format!("incident update {id} --text 'Cause trouvée.' --locale fr");
    let held = terminal.bad(&format!("{line} --publish")).await;
    let out = terminal.json(&format!("{line} --follows --publish")).await;
    let update = out["updates"][0]["id"].as_str().unwrap();
    let due = terminal.good("incident translations --page test", "").await;
    let line = format!("incident translate {id} --of {update} --locale it");
    terminal
        .good(&format!("{line} --text 'Causa trovata.' --publish"), "")
        .await;
    terminal
        .good(
            "phrase set errors --page test --locale en --text 'Some fail.' --publish",
            "",
        )
        .await;
    let phrases = terminal.json("phrase list --page test").await;

    assert!(held.contains("requires it"), "{held}");
    assert!(
        due.contains("Cause trouvée.") && due.contains("due"),
        "{due}"
    );
    let items = phrases["items"].as_array().unwrap();
    let errors = items.iter().find(|one| one["key"] == "errors").unwrap();
    assert_eq!(errors["text"]["en"], "Some fail.");
    assert_eq!(errors["text"]["it"], "Alcune operazioni non riescono.");
    assert_eq!(app.claimed().await.len(), 3, "two updates, one translation");
    terminal.leave().await;
}
