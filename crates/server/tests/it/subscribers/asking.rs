//! Being asked by a call: a program sends back what it is sent, a room gets a card with a button.

use std::sync::{Arc, Mutex};

use axum::{Router, body::Bytes, extract::State, http::StatusCode, routing::post};
use beffroi::{
    ground::outbound::{Mail, Outbound, Relay, RelayTls},
    notify::Post,
    subscribers::{self, State as Stand},
};
use beffroi_channels::Channel;
use beffroi_domain::SubscriptionId;
use jiff::SignedDuration;
use tokio::net::TcpListener;

use super::{ask, asking, letters, load, newest};
use crate::support::TestApp;

/// What came to a receiver.
type Came = Arc<Mutex<Vec<String>>>;

async fn receiver() -> (String, Came) {
    let came = Came::default();
    let keep = |State(came): State<Came>, body: Bytes| async move {
        let text = String::from_utf8(body.to_vec()).unwrap();
        came.lock().unwrap().push(text.clone());
        text
    };
    let routes = Router::new()
        .route("/echo", post(keep))
        .route("/deaf", post(async || "ok"))
        .route("/broken", post(async || StatusCode::INTERNAL_SERVER_ERROR))
        .with_state(Arc::clone(&came));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (address, came)
}

fn post_of(app: &TestApp, may_be_private: bool) -> Post {
    let relay = Relay {
        host: "localhost".to_owned(),
        port: 1,
        tls: RelayTls::None,
        login: None,
        roots: None,
        hello: "localhost".to_owned(),
    };
    let mail = Mail {
        relay,
        from: "status@example.com".to_owned(),
        bounces_to: None,
        answers_to: None,
        may_be_private,
        sessions: 1,
        at_one_domain: 1,
        signer: None,
    };
    let site = crate::members::site(app);
    Post::new(&site, Some(mail), Outbound::new(may_be_private))
}

/// Somebody asks for a program that sends back what it gets.
async fn hook(app: &TestApp, at: &str) -> SubscriptionId {
    ask(
        app,
        &asking(&app.page, Channel::Webhook, &format!("{at}/echo")),
    )
    .await;
    newest(app).await.unwrap().id
}

#[tokio::test]
async fn a_program_that_sends_the_challenge_back_is_told_from_then_on() {
    for app in TestApp::each().await {
        let (at, came) = receiver().await;
        let id = hook(&app, &at).await;

        assert_eq!(post_of(&app, true).ask().await.unwrap(), 1);
        assert_eq!(post_of(&app, true).ask().await.unwrap(), 0);

        assert_eq!(load(&app, id).await.unwrap().state, Stand::Active);
        let came = came.lock().unwrap().remove(0);
        let said: serde_json::Value = serde_json::from_str(&came).unwrap();
        assert_eq!(said["type"], "subscription.challenge");
        let (to, letter) = letters(&app).await.remove(0);
        let address = letter.button.unwrap().address;
        assert_eq!(to, "owner@example.com");
        assert!(address.starts_with("https://status.example.com/fr/subscriptions/"));
    }
}

#[tokio::test]
async fn a_receiver_that_does_not_send_it_back_is_asked_five_times_and_never_told() {
    for app in TestApp::each().await {
        let (at, _) = receiver().await;
        for path in ["deaf", "broken", "nothing"] {
            let address = format!("{at}/{path}");
            ask(&app, &asking(&app.page, Channel::Webhook, &address)).await;
        }
        for _ in 0..8 {
            assert_eq!(post_of(&app, true).ask().await.unwrap(), 0);
            let later = app.app.clock.now() + SignedDuration::from_hours(1);
            app.app.clock.set(later);
        }

        assert_eq!(newest(&app).await.unwrap().state, Stand::Asked);
        assert!(letters(&app).await.is_empty());
        let mut tx = app.db().snapshot().await.unwrap();
        let rows: Vec<(String, i64, String)> = tx
            .list(
                "SELECT state, attempts, problem FROM outbox WHERE way = 'event' ORDER BY id",
                vec![],
            )
            .await
            .unwrap();
        let row = |problem: &str| ("dead".to_owned(), 5, problem.to_owned());
        let deaf = row("it did not send the challenge back");
        assert_eq!(rows, [deaf, row("it answered 500"), row("it answered 404")]);
    }
}

#[tokio::test]
async fn nobody_has_us_call_a_private_address() {
    let app = TestApp::start().await;
    let (at, came) = receiver().await;
    hook(&app, &at).await;

    assert_eq!(post_of(&app, false).ask().await.unwrap(), 0);

    assert!(came.lock().unwrap().is_empty());
    assert_eq!(newest(&app).await.unwrap().state, Stand::Asked);
}

#[tokio::test]
async fn a_room_gets_a_card_whose_button_leads_to_the_yes() {
    for app in TestApp::each().await {
        let (at, came) = receiver().await;
        for channel in [
            Channel::Slack,
            Channel::Teams,
            Channel::Discord,
            Channel::Mattermost,
            Channel::GoogleChat,
        ] {
            ask(&app, &asking(&app.page, channel, &format!("{at}/echo"))).await;
            let id = newest(&app).await.unwrap().id;

            assert_eq!(post_of(&app, true).ask().await.unwrap(), 1, "{channel:?}");

            let came = came.lock().unwrap().remove(0);
            let mut tx = app.db().snapshot().await.unwrap();
            let bell = subscribers::find_bell(&mut tx, app.page.id).await.unwrap();
            let token = bell.unwrap().token(id);
            drop(tx);
            let way = format!("https://status.example.com/fr/subscriptions/{token}");
            assert!(came.contains(&way), "{channel:?}: {came}");
            assert_eq!(load(&app, id).await.unwrap().state, Stand::Asked);
        }
    }
}

#[tokio::test]
async fn whoever_left_meanwhile_is_not_asked() {
    let app = TestApp::start().await;
    let (at, came) = receiver().await;
    let id = hook(&app, &at).await;
    let mut tx = app.db().begin().await.unwrap();
    let actor = beffroi_domain::Actor::System;
    subscribers::leave(&mut tx, app.now(), actor, id)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    assert_eq!(post_of(&app, true).ask().await.unwrap(), 0);

    assert!(came.lock().unwrap().is_empty());
}
