//! Lists and programs know who hears which provider; and receivers that were built for another's form.

use beffroi::{
    members::Scope,
    subscribers::{self, sheet},
};
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
        let (now, actor) = (app.now(), Actor::System);
        let mut tx = app.db().begin().await.unwrap();
        tx.exec("DELETE FROM subscriptions", vec![]).await.unwrap();
        // A tick is kept also where the page does not show that provider any more.
        beffroi::providers::hide(&mut tx, now, actor, world.provider.id, app.page.id)
            .await
            .unwrap();
        let taken = sheet::import_at_once(&mut tx, now, actor, &app.page, WHY, &text).await;
        assert_eq!(taken.unwrap().new, 1);
        let stranger = text.replace("orgelpfeife", "nobody");
        let taken = sheet::import_at_once(&mut tx, now, actor, &app.page, WHY, &stranger).await;
        let refused = taken.unwrap().why;
        let key = refused[0].1.key;
        assert_eq!(key, Some("refusal-subscription-provider-names"));
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

#[tokio::test]
async fn a_receiver_of_statuspages_form_gets_what_was_gathered_too() {
    for world in World::each().await {
        let app = &world.app;
        world.hears_by(Channel::Statuspage, "fr", "fr").await;
        world.says(&[("i1", &[FIRST])]);
        world.later(3).await;
        let (now, page) = (app.now(), app.page.id);
        let mut tx = app.db().begin().await.unwrap();
        subscribers::set_gather(&mut tx, now, Actor::System, page, 60)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        world.got();

        world.says(&[("i1", &[SECOND, FIRST])]);
        world.later(4).await;
        assert!(world.got().is_empty(), "it waits");
        world.says(&[("i1", &[LAST, SECOND, FIRST])]);
        world.later(6).await;

        let got = world.got();
        assert_eq!(got.len(), 1, "{got:?}");
        let updates = got[0].1["incident"]["incident_updates"].as_array().unwrap();
        let all = |key: &str| -> Vec<&str> {
            let all = updates.iter().map(|one| one[key].as_str().unwrap());
            all.collect()
        };
        assert_eq!(all("body"), ["It is over.", "We found it."]);
        let ids = all("id");
        assert_ne!(ids[0], ids[1]);
    }
}
