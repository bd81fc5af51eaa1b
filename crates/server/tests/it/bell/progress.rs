//! What was told, how far it is, whom it did not reach, and trying them again: at the desk, by programs, and for nobody else.

use axum::http::StatusCode;
use beffroi::{
    members::{Role, Scope},
    params,
};
use beffroi_channels::Channel;
use serde_json::{Value, json};

use super::{calls::receiver, hears, late, opens};
use crate::{
    api::{call, json, key},
    commands::Terminal,
    console_hand::Desk,
    support::TestApp,
};

const LIST: &str = "/console/pages/test/announcements";

/// An incident is told to receivers that answer so; its id inside.
async fn told(app: &mut TestApp, how: &[&str]) -> String {
    app.set("[calls]\nopen = [\"127.0.0.0/8\"]");
    let receiver = receiver().await;
    for one in how {
        let address = format!("http://{}/{one}", receiver.at);
        hears(app, Channel::Webhook, &address, "en").await;
    }
    let told = opens(app, &[]).await;
    beffroi::app::post(&app.app).empty().await.unwrap();
    told.incident.to_string()
}

async fn audited(app: &TestApp) -> i64 {
    let mut tx = app.db().snapshot().await.unwrap();
    let sql = "SELECT COUNT(*) FROM audit WHERE action = 'delivery.revive'";
    let (count,): (i64,) = tx.load(sql, params![]).await.unwrap();
    count
}

#[tokio::test]
async fn the_desk_says_how_far_it_is_and_has_them_tried_again() {
    for mut app in TestApp::each().await {
        let incident = told(&mut app, &["well", "gone"]).await;
        let publisher = Desk::of(&app, "Pia", Role::Publisher).await;
        let admin = Desk::of(&app, "Ada", Role::Administrator).await;
        let list = publisher.get(LIST).await;

        let figures = list.texts(".told-figures").join(" ");
        assert!(figures.contains("By call · 1 of 2 sent"), "{figures}");
        assert_eq!(
            list.texts(".told-failed li"),
            ["One not reached: its owner asked to hear no more"]
        );
        assert_eq!(list.attributes("#told progress", "max"), ["2"]);
        assert_eq!(list.attributes("#told progress", "value"), ["2"]);
        assert_eq!(list.attributes("#told", "hx-get"), Vec::<String>::new());
        let desk = publisher
            .get(&format!("/console/incidents/{incident}"))
            .await;
        assert_eq!(desk.texts(".told-failed li").len(), 1);
        let way = &list.attributes(".told-rows .onward-link", "href")[0];
        let (seen, whole) = (publisher.get(way).await, admin.get(way).await);
        assert!(!seen.body.contains("127.0.0.1"), "{}", seen.body);
        assert!(whole.body.contains("127.0.0.1") && !whole.body.contains("/gone"));

        let action = &list.attributes(".told-rows form", "action")[0];
        let again = publisher
            .post(action, &[("reason", "asked_to_leave")])
            .await;
        let twice = publisher.post(action, &[]).await;

        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert!(twice.body.contains("Nobody of them waits"));
        let late = late(&app).await;
        assert_eq!((late[0].state.as_str(), late[0].attempts), ("waiting", 0));
        assert_eq!(audited(&app).await, 1);
    }
}

#[tokio::test]
async fn while_something_is_under_way_a_script_looks_again_and_so_can_anybody() {
    for mut app in TestApp::each().await {
        let incident = told(&mut app, &["busy"]).await;
        let desk = Desk::of(&app, "Pia", Role::Publisher).await;
        let here = format!("/console/incidents/{incident}");

        let whole = desk.get(&here).await;
        let part = desk.get(&format!("{here}/told")).await;
        let list = desk.get(LIST).await;
        let now = desk.get(&format!("{LIST}/now")).await;

        assert_eq!(
            whole.attributes("#told", "hx-get"),
            [format!("{here}/told")]
        );
        assert_eq!(list.attributes("#told", "hx-get"), [format!("{LIST}/now")]);
        for part in [&part, &now] {
            assert!(part.body.trim_start().starts_with("<section") && !part.body.contains("<html"));
            assert!(part.text(".told-figures").contains("one is tried again"));
        }
        assert!(list.body.contains("Look again"));
    }
}

#[tokio::test]
async fn readers_only_read_and_strangers_find_nothing() {
    for mut app in TestApp::each().await {
        told(&mut app, &["gone"]).await;
        let other = app.another_page("other").await;
        let reader = Desk::of(&app, "Rea", Role::Reader).await;
        let stranger = Desk::on(&app, "Sam", Some(other.id), Role::Administrator).await;
        let list = reader.get(LIST).await;
        let way = list.attributes(".told-rows .onward-link", "href")[0].clone();

        let pressed = reader.post(&format!("{way}/again"), &[]).await;

        assert_eq!(
            list.attributes(".told-rows form", "action"),
            Vec::<String>::new()
        );
        assert_eq!(pressed.status, StatusCode::FORBIDDEN, "{}", pressed.body);
        for path in [LIST, &format!("{LIST}/now"), &way] {
            assert_eq!(
                stranger.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        let elsewhere = way.replace("/test/", "/other/");
        assert_eq!(stranger.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
        let elsewhere = stranger.post(&format!("{elsewhere}/again"), &[]).await;
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
        assert_eq!(late(&app).await[0].state, "dead");
    }
}

#[tokio::test]
async fn programs_see_it_try_again_and_set_how_long_words_wait() {
    for mut app in TestApp::each().await {
        told(&mut app, &["well", "gone"]).await;
        let writer = key(&app, &[Scope::Publish]).await;
        let admin = key(&app, &[Scope::Admin]).await;
        let reads = key(&app, &[Scope::Read]).await;

        let all = json(&call(&app, &reads, "GET /announcements?page=test", Value::Null).await);
        let one = &all["items"][0];
        let path = format!("POST /announcements/{}/retry", one["id"].as_str().unwrap());
        let refused = call(&app, &reads, &path, json!({})).await;
        let again = json(&call(&app, &writer, &path, json!({"reason": "asked_to_leave"})).await);
        let twice = call(&app, &writer, &path, json!({})).await;
        let rules = "PUT /announcements/rules";
        let body = json!({"page": "test", "gather_minutes": 20});
        let denied = call(&app, &writer, rules, body.clone()).await;
        let set = json(&call(&app, &admin, rules, body).await);
        let odd = json!({"page": "test", "gather_minutes": 1441});
        let odd = call(&app, &admin, rules, odd).await;
        let stands = call(
            &app,
            &reads,
            "GET /announcements/rules?page=test",
            Value::Null,
        )
        .await;

        let lanes = one["lanes"].as_array().unwrap();
        let lane = lanes.iter().find(|one| one["lane"] == "call").unwrap();
        assert_eq!((&lane["readers"], &lane["sent"]), (&json!(2), &json!(1)));
        assert_eq!(lane["failed"], json!({"asked_to_leave": 1}));
        assert_eq!(all["next"], Value::Null);
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(again["readers"], 1);
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        assert_eq!(set["gather_minutes"], 20);
        assert_eq!(json(&odd)["field"], "gather_minutes");
        assert_eq!(json(&stands)["gather_minutes"], 20);
    }
}

#[tokio::test]
async fn the_command_lists_tries_again_and_sets_how_long_words_wait() {
    for mut app in TestApp::each().await {
        told(&mut app, &["well", "gone"]).await;
        let terminal = Terminal::at(&app, &[Scope::Admin]).await;

        let listed = terminal
            .good("announcements list --page test --locale en", "")
            .await;
        let all = terminal.json("announcements list --page test").await;
        let id = all["items"][0]["id"].as_str().unwrap().to_owned();
        let again = terminal.json(&format!("announcements retry {id}")).await;
        let twice = terminal.bad(&format!("announcements retry {id}")).await;
        let set = terminal
            .json("announcements gather --page test --set 20")
            .await;
        let stands = terminal.good("announcements gather --page test", "").await;
        terminal.leave().await;

        assert!(
            listed.contains("Payments") && listed.contains("asked_to_leave 1"),
            "{listed}"
        );
        assert_eq!(again["readers"], 1);
        assert!(twice.contains("nobody of them waits"), "{twice}");
        assert_eq!(set["gather_minutes"], 20);
        assert!(stands.contains("20"), "{stands}");
    }
}
