//! Events of pages that not everybody may hear: unknown hosts, and private pages.

use std::time::Duration;

use beffroi::pages::{self, Page};
use beffroi_domain::Actor;
use reqwest::{Response, StatusCode, header};
use tokio::time::timeout;

use crate::{
    public_private::{CANARY, link, make_private, private},
    shelf::Served,
    support::{TestApp, words},
};

/// Within this a reader hears of a change.
const SOON: Duration = Duration::from_secs(1);
/// For this long somebody is listened to who should say nothing.
const QUIET: Duration = Duration::from_millis(800);

/// What a stream tells first.
async fn first(stream: &mut Response) -> String {
    let line = timeout(SOON, stream.chunk()).await.unwrap().unwrap();
    String::from_utf8(line.unwrap().to_vec()).unwrap()
}

async fn rename(app: &TestApp, page: &Page, name: &str) {
    let name = words(&[("fr", name)]);
    let mut tx = app.db().begin().await.unwrap();
    pages::set_name(&mut tx, app.now(), Actor::System, page, &name)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn ends(stream: &mut Response) {
    let rest = timeout(SOON, stream.chunk()).await;
    assert!(matches!(rest, Ok(Ok(None))), "{rest:?}");
}

#[tokio::test]
async fn a_host_that_is_nobodys_is_refused() {
    for mut app in TestApp::each().await {
        private(&app).await;
        app.set("public_url = \"https://status.example\"");
        let served = Served::start(app.app.clone()).await;

        for path in [
            "/events",
            "/events?locale=fr",
            "/p/test/events",
            "/p/inner/events",
        ] {
            let refused = served.ask(path, &[("host", "nobody.example")]).await;
            assert_eq!(refused.status(), StatusCode::MISDIRECTED_REQUEST, "{path}");
            assert_eq!(refused.headers()[header::CACHE_CONTROL], "no-store");
        }
        let known = served.ask("/events", &[("host", "status.example")]).await;
        assert_eq!(known.status(), StatusCode::OK);
        let nowhere = served.ask("/p/nowhere/events", &[]).await;
        assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
        served.end().await;
    }
}

#[tokio::test]
async fn a_stranger_finds_no_events_of_a_private_page() {
    for app in TestApp::each().await {
        private(&app).await;
        let served = Served::start(app.app.clone()).await;

        for (path, headers) in [
            ("/p/inner/events?locale=fr", &[][..]),
            (
                "/p/inner/events",
                &[("authorization", "Bearer 7fffffff.aa")],
            ),
            ("/p/inner/events", &[("cookie", "beffroi-x=7fffffff.aa")]),
            ("/p/inner/events?key=7fffffff.aa", &[]),
        ] {
            let refused = served.ask(path, headers).await;

            assert_eq!(refused.status(), StatusCode::NOT_FOUND, "{path}");
            let told = refused.headers().clone();
            assert_eq!(told[header::CACHE_CONTROL], "no-store");
            assert!(!told.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
            assert!(!refused.text().await.unwrap().contains(CANARY), "{path}");
        }
        served.end().await;
    }
}

#[tokio::test]
async fn whoever_was_let_in_hears_of_each_change_and_passes_the_gate_each_time() {
    for app in TestApp::each().await {
        let page = private(&app).await;
        let key = link(&app, &page).await;
        let served = Served::start(app.app.clone()).await;
        let led = served
            .ask(&format!("/p/inner/events?locale=fr&key={key}"), &[])
            .await;
        assert_eq!(led.status(), StatusCode::SEE_OTHER);
        assert_eq!(led.headers()[header::LOCATION], "/p/inner/events?locale=fr");
        let set = led.headers()[header::SET_COOKIE].to_str().unwrap();
        let pass = set.split(';').next().unwrap().to_owned();
        let listen = async || {
            served
                .ask("/p/inner/events?locale=fr", &[("cookie", &pass)])
                .await
        };

        let mut stream = listen().await;
        assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
        assert_eq!(stream.headers()[header::CACHE_CONTROL], "no-store");
        assert!(
            !stream
                .headers()
                .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
        );
        let told = first(&mut stream).await;
        assert!(
            told.contains("event: change") && told.contains("retry: 100"),
            "{told}"
        );
        assert!(told.contains("\"description\":"), "{told}");
        assert!(
            timeout(QUIET, stream.chunk()).await.is_err(),
            "it says nothing new"
        );

        rename(&app, &page, "Autre").await;
        ends(&mut stream).await;
        let mut stream = listen().await;
        assert_ne!(first(&mut stream).await, told);

        let mut tx = app.db().begin().await.unwrap();
        pages::end_links(&mut tx, app.now(), Actor::System, page.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        ends(&mut stream).await;
        assert_eq!(listen().await.status(), StatusCode::NOT_FOUND);
        served.end().await;
    }
}

#[tokio::test]
async fn with_the_database_away_a_browser_of_a_private_page_is_asked_to_come_again() {
    for app in TestApp::each().await {
        private(&app).await;
        let served = Served::start(app.app.clone()).await;

        app.db().close().await;
        let later = served.ask("/p/inner/events", &[]).await;

        assert_eq!(later.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(later.headers()[header::RETRY_AFTER], "5");
        assert_eq!(later.headers()[header::CACHE_CONTROL], "no-store");
        served.end().await;
    }
}

#[tokio::test]
async fn what_one_page_tells_no_other_does() {
    let app = TestApp::start().await;
    let page = private(&app).await;
    let other = app.another_page("other").await;
    make_private(&app, other.id).await;
    let bearer = format!("Bearer {}", link(&app, &page).await);
    let bearer_of_other = format!("Bearer {}", link(&app, &other).await);
    let served = Served::start(app.app.clone()).await;
    let foreign = served
        .ask("/p/inner/events", &[("authorization", &bearer_of_other)])
        .await;
    assert_eq!(foreign.status(), StatusCode::NOT_FOUND);
    let mut inner = served
        .ask("/p/inner/events", &[("authorization", &bearer)])
        .await;
    let mut others = served
        .ask("/p/other/events", &[("authorization", &bearer_of_other)])
        .await;
    let mut public = served.ask("/events", &[]).await;
    for stream in [&mut inner, &mut others, &mut public] {
        first(stream).await;
    }

    rename(&app, &page, "Autre").await;

    ends(&mut inner).await;
    for stream in [&mut others, &mut public] {
        let heard = timeout(QUIET, stream.chunk()).await;
        assert!(heard.is_err(), "{heard:?}");
    }
    served.end().await;
}
