//! The machine for programs: `/v1/translations/draft`, `beffroi memory draft`, and what a body says of whose words they are.

use axum::http::StatusCode;
use beffroi::{
    declarations,
    members::{Role, Scope},
    pages,
    translations::{self, MachineRule},
};
use beffroi_domain::Actor;
use serde_json::json;

use super::{Fake, Mood};
use crate::{
    api::{call, json as said},
    commands::Terminal,
    console_hand::Desk,
    support::TestApp,
};

#[tokio::test]
async fn a_key_that_writes_has_a_text_drafted_and_a_stranger_has_nothing_sent() {
    for mut app in TestApp::each().await {
        let fake = Fake::start().await;
        let write = app.token(&[Scope::Write]).await;
        let read = app.token(&[Scope::Read]).await;
        let body = json!({"page": "test", "from": "fr", "to": "it", "title": "Virements",
            "text": "Carte 4111 1111 1111 1111, voir TSR-1."});
        let path = "POST /translations/draft";
        let off = call(&app, &write, path, body.clone()).await;
        app.set(&fake.config());

        let good = call(&app, &write, path, body.clone()).await;
        let sent = fake.seen();
        let reader = call(&app, &read, path, body.clone()).await;
        let nobody = call(&app, "none", path, body.clone()).await;
        let mut elsewhere = body.clone();
        elsewhere["page"] = json!("other");
        let elsewhere = call(&app, &write, path, elsewhere).await;
        let mut german = body.clone();
        german["to"] = json!("de");
        let german = call(&app, &write, path, german).await;
        let none = fake.seen().len();
        fake.is(Mood::Says(456, "", None));
        let quota = call(&app, &write, path, body).await;

        assert_eq!(off.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", off.body);
        assert_eq!(good.status, StatusCode::OK, "{}", good.body);
        assert_eq!(
            said(&good),
            json!({"from": "fr", "to": "it", "title": "it: Virements",
                "text": "it: Carte •••• 1111, voir TSR-1.", "is_mended": false})
        );
        assert!(!sent[0].body.to_string().contains("4111"));
        assert_eq!(reader.status, StatusCode::FORBIDDEN, "{}", reader.body);
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
        assert_eq!(german.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(none, 0);
        assert!(quota.body.contains("used up"), "{}", quota.body);
    }
}

#[tokio::test]
async fn a_body_says_whose_words_they_are_and_a_page_whether_they_may_go_out_unread() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let id = place.rsplit('/').next().unwrap();
        let key = app.token(&[Scope::Publish, Scope::Admin]).await;
        let path = format!("POST /incidents/{id}/updates");
        let body =
            json!({"text": {"fr": "Cause trouvée.", "it": "Causa trovata."}, "machine": ["it"]});

        let held = call(&app, &key, &path, body.clone()).await;
        let mut looked = body.clone();
        looked["machine_read"] = json!(true);
        let read = call(&app, &key, &path, looked).await;
        let rule = json!({"page": "test", "machine": "publish"});
        let ruled = call(&app, &key, "PUT /languages", rule).await;
        let out = call(&app, &key, &path, body).await;

        assert_eq!(
            held.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            held.body
        );
        assert!(held.body.contains("machine_read"), "{}", held.body);
        assert!(read.status.is_success(), "{}", read.body);
        assert_eq!(said(&read)["updates"][0]["by_machine"], json!([]));
        assert_eq!(said(&ruled)["machine"], "publish", "{}", ruled.body);
        assert!(out.status.is_success(), "{}", out.body);
        assert_eq!(said(&out)["updates"][0]["by_machine"], json!(["it"]));
        assert_eq!(app.claimed().await.len(), 2);
    }
}

#[tokio::test]
async fn a_command_prints_the_draft_and_says_whose_it_is() {
    for mut app in TestApp::each().await {
        let fake = Fake::start().await;
        app.set(&fake.config());
        let terminal = Terminal::at(&app, &[Scope::Write]).await;

        let line = "memory draft --page test --from fr --to en --text Oui.";
        let plain = terminal.good(line, "").await;
        let whole = terminal.json(&format!("{line} --title Panne")).await;

        assert_eq!(plain, "en: Oui.\n");
        assert_eq!(whole["title"], "en: Panne");
        terminal.leave().await;
    }
}

#[tokio::test]
async fn a_file_says_whether_a_draft_may_go_out_unread_and_says_it_once() {
    const FILE: &str = "[page]\nslug = \"shop\"\nname.fr = \"Boutique\"\nlocales = [\"fr\", \"en\"]\n\
                        zone = \"Europe/Paris\"\nsince = 2025-01-01\n[languages]\nmachine = \"publish\"\n";
    for app in TestApp::each().await {
        let declared = declarations::read("page.toml", FILE).unwrap();
        let mut tx = app.db().begin().await.unwrap();
        let plan = declarations::plan(&mut tx, &declared).await.unwrap();
        let (now, actor) = (app.now(), Actor::System);
        declarations::apply(&mut tx, now, actor, &declared, &plan)
            .await
            .unwrap();

        let again = declarations::plan(&mut tx, &declared).await.unwrap();

        assert!(again.steps.is_empty(), "{again:?}");
        let page = pages::find_by_slug(&mut tx, "shop").await.unwrap().unwrap();
        let gate = translations::gate_of(&mut tx, page.id).await.unwrap();
        assert_eq!(gate.machine, MachineRule::Publish);
        let wrong = FILE.replace("publish", "send");
        let wrong = declarations::read("page.toml", &wrong).unwrap_err();
        assert!(wrong.to_string().contains("machine"), "{wrong}");
    }
}
