//! A help desk on the other side: called with each event of a case, signed, tried again, and never told a word of it.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use beffroi::{ground::outbound::Outbound, notify::Post, reports};
use beffroi_domain::Actor;
use ring::hmac;
use serde_json::Value;
use tokio::net::TcpListener;

use super::{answered, desks, later, opened, says};
use crate::{ledger::does, support::TestApp};

type Came = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

/// A help desk that is broken at its first call and takes the others; and what came to it.
async fn help_desk() -> (String, Came) {
    let came = Came::default();
    let kept = came.clone();
    let take = async move |headers: HeaderMap, body: Bytes| {
        let mut all = kept.lock().unwrap();
        all.push((headers, body));
        match all.len() {
            1 => StatusCode::BAD_GATEWAY,
            _ => StatusCode::NO_CONTENT,
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let routes = Router::new().route("/hook", post(take));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (address, came)
}

async fn sets(app: &TestApp, url: Option<&str>) -> beffroi::ground::Result<Option<String>> {
    does(app, async |tx| {
        reports::set_hook(tx, app.now(), Actor::System, app.page.id, url).await
    })
    .await
}

fn is_signed(secret: &str, headers: &HeaderMap, body: &[u8]) -> bool {
    let of = |name: &str| headers[name].to_str().unwrap();
    let key = STANDARD
        .decode(secret.strip_prefix("whsec_").unwrap())
        .unwrap();
    let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
    let head = format!("{}.{}.", of("webhook-id"), of("webhook-timestamp"));
    let signed = [head.as_bytes(), body].concat();
    let tag = STANDARD.decode(of("webhook-signature").strip_prefix("v1,").unwrap());
    hmac::verify(&key, &signed, &tag.unwrap()).is_ok()
}

fn post_of(app: &TestApp) -> Post {
    let site = crate::members::site(app);
    Post::new(&site, None, Outbound::new(true))
}

#[tokio::test]
async fn a_help_desk_is_called_with_each_event_until_it_takes_it_and_hears_no_word() {
    for app in desks().await {
        let (address, came) = help_desk().await;
        let secret = sets(&app, Some(&address)).await.unwrap().unwrap();
        let (id, reference) = opened(&app, &says(&app, "Rien ne passe chez Ann")).await;
        let post = post_of(&app);

        post.call().await.unwrap();
        later(&app, 1);
        post.call().await.unwrap();
        answered(&app, id, "Nous cherchons").await;
        post.call().await.unwrap();
        post.call().await.unwrap();

        let all = came.lock().unwrap().clone();
        let told: Vec<Value> = all
            .iter()
            .map(|(_, body)| serde_json::from_slice(body).unwrap())
            .collect();
        let kinds: Vec<&str> = told
            .iter()
            .map(|one| one["type"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, ["report.opened", "report.opened", "report.answered"]);
        assert_eq!(
            all[0].0["webhook-id"], all[1].0["webhook-id"],
            "a repeat is known for one"
        );
        for (headers, body) in &all {
            assert!(is_signed(&secret, headers, body));
            let text = String::from_utf8_lossy(body);
            for word in ["Rien", "Ann", "ann@example.org", "cherchons"] {
                assert!(!text.contains(word), "{text}");
            }
        }
        assert_eq!(told[2]["data"]["reference"], reference.to_string());
        assert_eq!(told[2]["data"]["report"], id.to_string());
        assert!(told[2]["data"]["entry"].is_string());
    }
}

#[tokio::test]
async fn nobody_is_called_any_more_and_no_address_that_is_none() {
    for app in desks().await {
        let (address, came) = help_desk().await;
        sets(&app, Some(&address)).await.unwrap();
        opened(&app, &says(&app, "It fails")).await;
        assert_eq!(sets(&app, None).await.unwrap(), None);
        assert!(sets(&app, Some("no address")).await.is_err());

        post_of(&app).call().await.unwrap();

        assert!(came.lock().unwrap().is_empty());
    }
}
