//! Lists and programs know who hears which provider; and receivers that were built for another's form.

use beffroi::{members::Scope, subscribers::sheet};
use beffroi_channels::Channel;
use beffroi_domain::Actor;
use serde_json::{Value, json};

use super::{FIRST, LAST, SECOND, World};
use crate::{
    api::{call, json as read},
    subscribers::{letters, load, newest},
};

const WHY: &str = "from our old provider, who asked each of them";

#[tokio::test]
async fn a_list_brings_back_who_hears_which_provider() {
    for world in World::each().await {
        let app = &world.app;
        let id = world.hears("fr", "fr").await;
        let one = load(app, id).await.unwrap();
        let mut tx = app.db().snapshot().await.unwrap();
        let names = sheet::provider_names(&mut tx).await.unwrap();
        drop(tx);
        let text = sheet::head() + &sheet::row(&one, &[], &names);
        assert!(text.contains(",none,orgelpfeife,"), "{text}");
        let mut tx = app.db().begin().await.unwrap();
        tx.exec("DELETE FROM subscriptions", vec![]).await.unwrap();
        let (now, actor) = (app.now(), Actor::System);
        let taken = sheet::import_at_once(&mut tx, now, actor, &app.page, WHY, &text).await;
        assert_eq!(taken.unwrap().new, 1);
        let stranger = text.replace("orgelpfeife", "nobody");
        let taken = sheet::import_at_once(&mut tx, now, actor, &app.page, WHY, &stranger).await;
        assert_eq!(taken.unwrap().refused, 1);
        tx.commit().await.unwrap();

        assert_eq!(newest(app).await.unwrap().wishes, one.wishes);
        letters(app).await;
    }
}

#[tokio::test]
async fn programs_and_the_console_see_who_hears_which_provider() {
    for mut world in World::each().await {
        // The console stands at the address of the installation alone.
        world.app.set("");
        let app = &world.app;
        let id = world.hears("fr", "fr").await;
        letters(app).await;
        let key = app.token(&[Scope::Admin]).await;

        let answer = call(app, &key, "GET /subscribers?page=test", Value::Null).await;

        let item = &read(&answer)["items"][0];
        assert_eq!(item["providers"], json!(["orgelpfeife"]));
        assert_eq!(item["is_whole"], false);
        let cookie = app.member(beffroi::members::Role::Administrator).await;
        let list = app.look(&cookie, "/console/subscribers/test").await;
        assert!(
            list.body.contains("Only what providers say") || list.body.contains("Seulement ce que"),
            "{}",
            list.body
        );
        let one = app
            .look(&cookie, &format!("/console/subscribers/test/{id}"))
            .await;
        assert!(one.body.contains("Orgelpfeife"));
    }
}

#[tokio::test]
async fn a_receiver_of_statuspages_form_gets_an_incident_with_the_providers_name() {
    for world in World::each().await {
        world.hears_by(Channel::Statuspage, "fr", "fr").await;
        world.got();

        world.says(&[("i1", &[SECOND, FIRST])]);
        world.later(7).await;
        let got = world.got();
        world.says(&[("i1", &[LAST, SECOND, FIRST])]);
        world.later(6).await;

        let incident = &got[0].1["incident"];
        assert_eq!(incident["name"], "Orgelpfeife\u{202f}: Payments fail");
        assert_eq!(incident["status"], "identified");
        let bodies: Vec<&str> = incident["incident_updates"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["body"].as_str().unwrap())
            .collect();
        assert_eq!(bodies, ["We found it.", "We are looking into it."]);
        let last = &world.got()[0].1["incident"];
        assert_eq!(last["status"], "resolved");
        assert!(last["resolved_at"].is_string());
    }
}
