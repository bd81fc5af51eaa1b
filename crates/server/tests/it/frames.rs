//! Frames: what pages elsewhere may frame says so, and everything else refuses.

use crate::{
    public_private::{link, private},
    shelf::Served,
    support::TestApp,
};

const REFUSES: &str = "frame-ancestors 'none'";

/// One of each kind of answer.
const OURS: &[&str] = &[
    "/",
    "/fr",
    "/fr/",
    "/fr/incidents/q2kg8n613kr3",
    "/fr/history",
    "/fr/history/calendar/2026",
    "/fr/search?q=Paiements",
    "/fr/figures",
    "/fr/help",
    "/fr/card.png",
    "/fr/nothing",
    "/api/v2/summary.json",
    "/history.atom",
    "/history.json",
    "/history.ics",
    "/widget.js",
    "/sitemap.xml",
    "/robots.txt",
    "/favicon.ico",
    "/assets/page.css",
    "/events",
    "/healthz",
    "/readyz",
    "/p/inner/fr/",
    "/p/inner/badge.svg",
    "/p/inner/events",
];

#[tokio::test]
async fn nothing_but_a_badge_may_be_framed() {
    let mut app = TestApp::start().await;
    private(&app).await;
    app.set("public_url = \"https://status.example\"");
    let served = Served::start(app.app.clone()).await;

    for path in OURS {
        for host in ["status.example", "nobody.example"] {
            let answer = served.ask(path, &[("host", host)]).await;

            // Nothing is shown of an answer that leads elsewhere.
            if answer.status().is_redirection() {
                continue;
            }
            let header = |name: &str| {
                let value = answer.headers().get(name);
                value.map_or("", |value| value.to_str().unwrap())
            };
            let policy = header("content-security-policy");
            assert!(policy.ends_with(REFUSES), "{path} at {host}: {policy}");
            assert_eq!(header("x-frame-options"), "DENY", "{path} at {host}");
        }
    }
    served.end().await;
}

#[tokio::test]
async fn a_badge_may_be_framed_by_anybody_and_run_nothing_there() {
    let app = TestApp::start().await;
    app.component("API").await;
    let list = app.get("/api/v2/components.json").await.body;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let id = list["components"][0]["id"].as_str().unwrap();

    for path in [
        "/badge.svg".to_owned(),
        format!("/components/{id}/badge.svg"),
    ] {
        let badge = app.get(&path).await;

        assert_eq!(
            badge.header("content-security-policy"),
            "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors *"
        );
        assert_eq!(badge.header("x-frame-options"), "");
    }
}

#[tokio::test]
async fn no_badge_of_a_private_page_may_be_framed_whoever_asks() {
    let app = TestApp::start().await;
    let page = private(&app).await;
    let bearer = format!("Bearer {}", link(&app, &page).await);

    let badge = app
        .get_with("/p/inner/badge.svg", &[("authorization", &bearer)])
        .await;

    assert_eq!(badge.header("content-type"), "image/svg+xml; charset=utf-8");
    assert!(badge.header("content-security-policy").ends_with(REFUSES));
    assert_eq!(badge.header("x-frame-options"), "DENY");
}
