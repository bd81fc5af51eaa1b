//! Addresses without a locale, old addresses, and requests that find nothing or that we fail.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{Method, Request},
};
use beffroi::{
    app::{self, App},
    maintenances::NewMaintenance,
    pages::Visibility,
};
use beffroi_domain::{Impact, MaintenanceStatus};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::{
    public::schedule,
    support::{TestApp, at, words},
};

async fn led(app: &TestApp, path: &str, accept: &str) -> (u16, String) {
    let answer = app.get_with(path, &[("accept-language", accept)]).await;
    assert_eq!(answer.header("vary"), "Accept-Language", "{path}");
    (answer.status.as_u16(), answer.header("location").to_owned())
}

#[tokio::test]
async fn the_front_door_leads_to_the_readers_language() {
    for app in TestApp::each().await {
        for (accept, home) in [
            ("it", "/it/"),
            ("en-GB,en;q=0.9,fr;q=0.8", "/en/"),
            ("de-CH, it;q=0.2, en;q=0.7", "/en/"),
            ("fr;q=0, *", "/en/"),
            ("de", "/fr/"),
            ("", "/fr/"),
            (";;q=, ,, */*;q=x", "/fr/"),
        ] {
            assert_eq!(
                led(&app, "/", accept).await,
                (302, home.to_owned()),
                "{accept:?}"
            );
        }
    }
}

#[tokio::test]
async fn old_addresses_lead_to_incidents_and_maintenances_alike() {
    let app = TestApp::start().await;
    app.record(app.incident()).await;
    let new = NewMaintenance {
        public_id: Some("mnt000000001".parse().unwrap()),
        pages: vec![(app.page.id, Visibility::Public)],
        title: words(&[("en", "Database")]),
        status: MaintenanceStatus::Scheduled,
        impact: Impact::None,
        components: vec![],
        scheduled_start_at: at("2026-03-10T02:00:00Z"),
        scheduled_end_at: at("2026-03-10T04:30:00Z"),
        recurrence: None,
        started_at: None,
        completed_at: None,
        updates: vec![],
    };
    schedule(&app, new).await;

    assert_eq!(
        led(&app, "/incidents/q2kg8n613kr3", "it").await,
        (302, "/it/incidents/q2kg8n613kr3".to_owned())
    );
    assert_eq!(
        led(&app, "/incidents/mnt000000001", "en").await,
        (302, "/en/maintenances/mnt000000001".to_owned())
    );
    assert_eq!(
        led(&app, "/maintenances/mnt000000001", "en").await,
        (302, "/en/maintenances/mnt000000001".to_owned())
    );
    for hostile in [
        "/incidents/nothinghere1",
        "/incidents/%0d%0aset-cookie:x",
        "/incidents/a%2fb",
    ] {
        assert_eq!(app.get(hostile).await.status, 404, "{hostile}");
    }
}

#[tokio::test]
async fn the_history_has_a_door_too() {
    let app = TestApp::start().await;

    for (path, there) in [
        ("/history", "/it/history"),
        ("/history/2026-03", "/it/history/2026-03"),
        ("/history/undated", "/it/history/undated"),
    ] {
        assert_eq!(led(&app, path, "it").await, (302, there.to_owned()));
    }
    assert_eq!(app.get("/history/2026-3").await.status, 404);
}

#[tokio::test]
async fn the_promises_and_the_figures_have_doors_too() {
    let app = TestApp::start().await;

    for (path, there) in [("/promises", "/it/promises"), ("/figures", "/it/figures")] {
        assert_eq!(led(&app, path, "it").await, (302, there.to_owned()));
        assert_eq!(app.get(there).await.status, 200);
    }
    assert_eq!(app.get("/promises/2026").await.status, 404);
}

#[tokio::test]
async fn a_locale_without_its_slash_gets_it() {
    let app = TestApp::start().await;

    assert_eq!(app.get("/it").await.header("location"), "/it/");
    assert_eq!(app.get("/de").await.status, 404);
}

#[tokio::test]
async fn what_is_not_there_says_so_in_the_readers_language_with_ways_on() {
    let app = TestApp::start().await;

    for (path, accept, lang, title) in [
        ("/it/nothing", "fr", "it", "Qui non c’è nessuna pagina"),
        ("/en/incidents/nope", "fr", "en", "There is no page here"),
        ("/de/", "en", "en", "There is no page here"),
        ("/wp-login.php", "", "fr", "Il n’y a pas de page ici"),
    ] {
        let answer = app.get_with(path, &[("accept-language", accept)]).await;

        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.attributes("html", "lang"), [lang], "{path}");
        assert_eq!(answer.text("h1"), title);
        assert_eq!(
            answer.attributes(".onward a", "href"),
            [format!("/{lang}/"), format!("/{lang}/history")]
        );
        assert_eq!(
            answer.attributes(".tongues a", "href"),
            ["/fr/", "/en/", "/it/"]
        );
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_fault_shows_a_short_number_and_nothing_else_of_it() {
    let app = TestApp::start().await;
    app.db().close().await;

    let answer = app.get("/it/").await;

    assert_eq!(answer.status, 500);
    assert_eq!(answer.attributes("html", "lang"), ["it"]);
    let number = answer.text(".fault code");
    assert_eq!(number.len(), 8);
    assert!(
        number
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()),
        "{number}"
    );
    assert!(
        !answer.body.to_lowercase().contains("pool"),
        "{}",
        answer.body
    );
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn without_any_page_the_reader_is_told_how_to_make_one() {
    let app: App = TestApp::empty().await;

    let request = Request::get("/")
        .header("accept-language", "en")
        .body(Body::empty())
        .unwrap();
    let response = app::router(&app).oneshot(request).await.unwrap();

    assert_eq!(response.status(), 404);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert!(String::from_utf8_lossy(&body).contains("No status page here yet"));
}

#[tokio::test]
async fn pages_can_be_asked_for_without_their_body_and_for_nothing_else() {
    let app = TestApp::start().await;
    let ask = |method: Method, path: &str| {
        Request::builder()
            .method(method)
            .uri(path)
            .body(Body::empty())
            .unwrap()
    };

    let head = app.send(ask(Method::HEAD, "/en/")).await;
    let post = app.send(ask(Method::POST, "/en/")).await;
    let delete = app.send(ask(Method::DELETE, "/en/history")).await;

    assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""));
    assert_eq!((post.status.as_u16(), delete.status.as_u16()), (405, 405));
    assert_eq!(
        post.texts("h1"),
        ["This address only gives something to read"]
    );
    assert!(post.header("allow").contains("GET"));
    assert_eq!(post.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn every_answer_tells_the_browser_what_to_refuse() {
    let app = TestApp::start().await;

    for path in ["/", "/en/", "/en/nothing", "/favicon.ico"] {
        let answer = app.get(path).await;

        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'")
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(
            answer.header("referrer-policy"),
            "strict-origin-when-cross-origin"
        );
        assert!(
            answer
                .header("permissions-policy")
                .contains("geolocation=()"),
            "{path}"
        );
    }
    let page = app.get("/en/").await;
    assert!(
        page.texts("script:not([src]), style, [style], [onclick]")
            .is_empty(),
        "the policy is kept"
    );
    let scripts = page.attributes("script", "src");
    assert!(
        scripts.len() == 1 && scripts[0].starts_with("/assets/page."),
        "one script of our own: {scripts:?}"
    );
    assert!(
        page.header("content-security-policy")
            .contains("script-src 'self';"),
        "and no other"
    );
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_the_names_that_pages_give_them() {
    let app = TestApp::start().await;
    let page = app.get("/en/").await;

    for address in page.attributes("link[rel=stylesheet], link[rel=icon]", "href") {
        let asset = app.get(&address).await;

        assert_eq!(asset.status, 200, "{address}");
        assert!(
            asset.header("cache-control").contains("immutable"),
            "{address}"
        );
        assert!(!asset.body.is_empty());
    }
    assert_eq!(app.get("/assets/page.0000000000.css").await.status, 404);
    assert_eq!(app.get("/assets/..%2f..%2fCargo.toml").await.status, 404);
}

#[tokio::test]
async fn addresses_rest_on_what_the_operator_said() {
    let test = TestApp::start().await;
    let settings = beffroi::config::parse(
        "test",
        "public_url = \"https://status.example\"",
        &std::collections::BTreeMap::new(),
    );
    let app = App {
        settings: Arc::new(settings.unwrap()),
        ..test.app.clone()
    };

    let request = Request::get("/fr/")
        .header("x-forwarded-host", "evil.example")
        .body(Body::empty())
        .unwrap();
    let response = app::router(&app).oneshot(request).await.unwrap();

    let body = response.into_body().collect().await.unwrap().to_bytes();
    let html = String::from_utf8_lossy(&body);
    assert!(
        html.contains("rel=\"canonical\" href=\"https://status.example/fr/\""),
        "{html}"
    );
    assert!(
        html.contains("hreflang=\"x-default\" href=\"https://status.example/\""),
        "{html}"
    );
    assert!(!html.contains("evil.example"));
}
