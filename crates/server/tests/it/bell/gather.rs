//! Several quick words in one message, where a page asks for it.

use axum::http::StatusCode;
use beffroi::{declarations, deliveries, incidents, members::Role, params, subscribers};
use beffroi_channels::Channel;
use beffroi_domain::{IncidentId, IncidentStatus};
use jiff::SignedDuration;

use super::{calls::Receiver, calls::receiver, hears, opens};
use crate::{
    console_hand::Desk,
    live::{ANNA, deed},
    support::{TestApp, locale, words},
};

async fn gathers(app: &TestApp, minutes: i64) {
    let mut tx = app.db().begin().await.unwrap();
    subscribers::set_gather(&mut tx, app.now(), ANNA, app.page.id, minutes)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn says(app: &TestApp, incident: IncidentId, ago: i64, text: &str) {
    let at = app.now() - SignedDuration::from_mins(ago);
    let say =
        incidents::PostUpdate::of(incident, IncidentStatus::Identified, words(&[("en", text)]));
    deed!(app, at, post_update, say).unwrap();
}

/// What the receiver was told since the last look: the kind of it, and its words.
fn told(receiver: &Receiver) -> Vec<(String, String)> {
    let got = std::mem::take(&mut *receiver.got.lock().unwrap());
    let read = |body: &axum::body::Bytes| {
        let event: serde_json::Value = serde_json::from_slice(body).unwrap();
        let text = event["data"]["text"]["plain"].as_str().unwrap_or_default();
        (event["type"].as_str().unwrap().to_owned(), text.to_owned())
    };
    got.iter().map(|(_, _, body)| read(body)).collect()
}

async fn empty(app: &TestApp) {
    beffroi::app::post(&app.app).empty().await.unwrap();
}

async fn listens(app: &mut TestApp) -> Receiver {
    app.set("[calls]\nopen = [\"127.0.0.0/8\"]");
    let receiver = receiver().await;
    let address = format!("http://{}/well", receiver.at);
    hears(app, Channel::Webhook, &address, "en").await;
    let mut tx = app.db().begin().await.unwrap();
    let sql = "UPDATE subscriptions SET confirmed_at = 0";
    tx.exec(sql, params![]).await.unwrap();
    tx.commit().await.unwrap();
    receiver
}

#[tokio::test]
async fn quick_words_go_in_one_message_in_order_and_the_first_never_waits() {
    for mut app in TestApp::each().await {
        let receiver = listens(&mut app).await;
        gathers(&app, 10).await;
        let incident = opens(&app, &[]).await.incident;
        empty(&app).await;
        assert_eq!(
            told(&receiver),
            [("incident.opened".to_owned(), "We are looking.".to_owned())]
        );

        says(&app, incident, 9, "Alpha.").await;
        says(&app, incident, 5, "Beta.").await;
        empty(&app).await;
        assert_eq!(told(&receiver), [], "they wait");
        let mut tx = app.db().begin().await.unwrap();
        let two = 2 * 60 * 1_000_000_i64;
        let sql =
            "UPDATE outbox SET created_at = created_at - $1, due_at = $2 WHERE state = 'waiting'";
        tx.exec(sql, params![two, app.now()]).await.unwrap();
        tx.commit().await.unwrap();
        empty(&app).await;
        empty(&app).await;

        let all = told(&receiver);
        let [(kind, text)] = &all[..] else {
            panic!("{all:?}");
        };
        assert_eq!(kind, "incident.updated");
        let (first, second) = (text.find("Alpha.").unwrap(), text.find("Beta.").unwrap());
        assert!(first < second, "{text}");
    }
}

#[tokio::test]
async fn the_all_clear_never_waits_and_takes_along_what_did() {
    for mut app in TestApp::each().await {
        let receiver = listens(&mut app).await;
        gathers(&app, 60).await;
        let incident = opens(&app, &[]).await.incident;
        empty(&app).await;
        told(&receiver);
        says(&app, incident, 3, "Alpha.").await;
        says(&app, incident, 2, "Beta.").await;
        let over = incidents::Resolve::of(incident, words(&[("en", "It is over.")]));
        deed!(app, resolve, over).unwrap();

        empty(&app).await;
        empty(&app).await;

        let all = told(&receiver);
        let [(kind, text)] = &all[..] else {
            panic!("{all:?}");
        };
        assert_eq!(kind, "incident.resolved");
        let at = |word| text.find(word).unwrap();
        assert!(
            at("Alpha.") < at("Beta.") && at("Beta.") < at("It is over."),
            "{text}"
        );
    }
}

#[tokio::test]
async fn what_another_node_has_begun_to_tell_is_not_gathered_once_more() {
    for mut app in TestApp::each().await {
        listens(&mut app).await;
        let incident = opens(&app, &[]).await.incident;
        empty(&app).await;
        says(&app, incident, 2, "Alpha.").await;
        says(&app, incident, 1, "Beta.").await;
        let mut other = app.db().begin().await.unwrap();
        let took = "UPDATE outbox SET state = 'done', ended_at = created_at WHERE id =
                    (SELECT id FROM outbox WHERE state = 'waiting' ORDER BY created_at LIMIT 1)";
        assert_eq!(other.exec(took, params![]).await.unwrap(), 1);
        let (db, now) = (app.db().clone(), app.now());
        let begins = tokio::spawn(async move {
            let mut tx = db.begin().await.unwrap();
            let begun = deliveries::begin(&mut tx, now).await.unwrap();
            tx.commit().await.unwrap();
            begun
        });
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        other.commit().await.unwrap();

        let begun = begins.await.unwrap();

        let mut tx = app.db().snapshot().await.unwrap();
        let told = deliveries::find_broadcast(&mut tx, begun[0]).await.unwrap();
        let told = told.unwrap();
        assert_eq!(told.said.text.get(&locale("en")), Some("Beta."));
        assert_eq!((begun.len(), told.gathered.len()), (1, 0));
    }
}

#[tokio::test]
async fn without_a_window_each_word_goes_at_once() {
    for mut app in TestApp::each().await {
        let receiver = listens(&mut app).await;
        let incident = opens(&app, &[]).await.incident;
        empty(&app).await;
        says(&app, incident, 0, "Alpha.").await;
        empty(&app).await;

        assert_eq!(told(&receiver).len(), 2);
    }
}

async fn minutes(app: &TestApp) -> i64 {
    let mut tx = app.db().snapshot().await.unwrap();
    let bell = subscribers::find_bell(&mut tx, app.page.id).await.unwrap();
    bell.map_or(0, |bell| bell.gather_minutes)
}

#[tokio::test]
async fn a_page_says_in_the_console_how_long_words_wait() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Administrator).await;
        let reader = Desk::of(&app, "Rea", Role::Publisher).await;
        let screen = desk.get("/console/pages/test").await;
        assert_eq!(screen.attributes("#gather_minutes", "value"), ["0"]);

        let stored = desk
            .press(&screen, "page", &[("gather_minutes", "15")], "store")
            .await;
        let odd = desk
            .press(&screen, "page", &[("gather_minutes", "two")], "store")
            .await;
        let long = desk
            .press(&screen, "page", &[("gather_minutes", "1441")], "store")
            .await;
        let stranger = reader
            .post("/console/pages/test", &[("gather_minutes", "1")])
            .await;

        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!stranger.status.is_success() && stranger.status != StatusCode::SEE_OTHER);
        assert_eq!(minutes(&app).await, 15);
    }
}

#[tokio::test]
async fn a_file_states_it_once() {
    const FILE: &str = r#"
[page]
slug = "test"
name = { fr = "Essai", en = "Test", it = "Prova" }
locales = ["fr", "en", "it"]
zone = "Europe/Paris"

[rules]
gather_minutes = 15
"#;
    for app in TestApp::each().await {
        crate::declarations::states_once(&app, FILE).await;

        assert_eq!(minutes(&app).await, 15);
        let odd = declarations::read("page.toml", &FILE.replace("15", "1441")).unwrap_err();
        assert!(
            odd.to_string().contains("gather_minutes: write from 0"),
            "{odd}"
        );
    }
}
