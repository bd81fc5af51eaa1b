//! What stands elsewhere: badges, the widget's script, and what machines that search or warn look for.

use axum::http::StatusCode;
use beffroi::{components, pages::Visibility};
use beffroi_domain::{ComponentStatus, MaintenanceStatus};

use crate::{
    public::schedule,
    public_api::{cards, live, planned},
    support::{TestApp, words},
};

#[tokio::test]
async fn a_badge_tells_the_state_in_words_of_each_language() {
    for app in TestApp::each().await {
        let component = cards(&app).await;
        app.component("R&D <x>").await;
        app.record(live(&app, component)).await;

        for (path, title) in [
            ("/badge.svg", "Essai : Panne partielle"),
            ("/badge.svg?locale=en", "Test: Partial outage"),
            ("/badge.svg?locale=it", "Prova: Interruzione parziale"),
            (
                "/components/cmp000000001/badge.svg?locale=en",
                "Cards: Partial outage",
            ),
        ] {
            let badge = app.get(path).await;

            assert_eq!(badge.header("content-type"), "image/svg+xml; charset=utf-8");
            assert_eq!(badge.text("svg > title"), title, "{path}");
            assert_eq!(badge.attributes("svg[role]", "role"), ["img"]);
            assert_eq!(badge.header("cross-origin-resource-policy"), "cross-origin");
        }
    }
}

#[tokio::test]
async fn a_badge_has_the_shape_of_each_state_and_escapes_names() {
    let app = TestApp::start().await;
    let id = app.component("R&D <x>").await;
    let list = app.get("/api/v2/components.json").await.body;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let path = format!(
        "/components/{}/badge.svg?locale=en",
        list["components"][0]["id"].as_str().unwrap()
    );

    for status in ComponentStatus::ALL {
        let mut tx = app.db().begin().await.unwrap();
        components::set_status(&mut tx, app.now(), id, *status)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let badge = app.get(&path).await;

        assert_eq!(
            badge.attributes("svg svg", "class"),
            [format!("is-{status}")]
        );
        assert!(badge.body.contains("R&#38;D &#60;x&#62;"), "{}", badge.body);
        assert!(!badge.body.contains("<x>"), "{}", badge.body);
    }
}

#[tokio::test]
async fn a_badge_of_what_is_not_on_the_page_is_none() {
    let app = TestApp::start().await;
    let other = app.another_page("other").await;
    app.component_on(&other, "Theirs").await;
    let list = app.get("/p/other/api/v2/components.json").await.body;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let id = list["components"][0]["id"].as_str().unwrap();

    for path in [
        format!("/components/{id}/badge.svg"),
        "/components/..%2fx/badge.svg".to_owned(),
    ] {
        assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let there = app
        .get(&format!("/p/other/components/{id}/badge.svg"))
        .await;
    assert_eq!(there.status, StatusCode::OK);
}

#[tokio::test]
async fn the_widget_brings_its_words_in_every_language_of_the_page() {
    let app = TestApp::start().await;

    let script = app.get("/widget.js").await;

    assert_eq!(
        script.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert_eq!(script.header("access-control-allow-origin"), "*");
    let (_, told) = script.body.rsplit_once("\n})(").unwrap();
    let told: serde_json::Value =
        serde_json::from_str(told.trim_end().strip_suffix(");").unwrap()).unwrap();
    assert_eq!(told["origin"], "http://127.0.0.1:8080");
    assert_eq!(told["default"], "fr");
    for (locale, label) in [
        ("fr", "Essai\u{202f}: état du service"),
        ("en", "Test: service status"),
        ("it", "Prova: stato del servizio"),
    ] {
        assert_eq!(told["locales"][locale]["label"], label);
    }
}

#[tokio::test]
async fn the_sitemap_names_every_public_page_in_every_language() {
    for app in TestApp::each().await {
        app.record(app.incident()).await;
        let mut hidden = app.incident();
        hidden.public_id = Some("hidden000001".parse().unwrap());
        hidden.facts.title = words(&[("fr", "Secret")]);
        hidden.pages = vec![(app.page.id, Visibility::Hidden)];
        app.record(hidden).await;
        let work = planned(
            &app,
            "mnt000000001",
            MaintenanceStatus::Scheduled,
            "2026-03-10T02:00:00Z",
        );
        schedule(&app, work).await;

        let map = app.get("/sitemap.xml").await;

        assert_eq!(map.header("content-type"), "application/xml; charset=utf-8");
        let here = "http://127.0.0.1:8080";
        for rest in [
            "",
            "history",
            "history/2026-03",
            "promises",
            "figures",
            "help",
            "help/how-we-inform",
            "incidents/q2kg8n613kr3",
            "maintenances/mnt000000001",
        ] {
            for locale in ["fr", "en", "it"] {
                let loc = format!("<loc>{here}/{locale}/{rest}</loc>");
                assert!(map.body.contains(&loc), "{loc}");
                assert_eq!(
                    app.get(&format!("/{locale}/{rest}")).await.status,
                    StatusCode::OK
                );
            }
            let door = format!("hreflang=\"x-default\" href=\"{here}/{rest}\"");
            assert!(map.body.contains(&door), "{door}");
        }
        assert!(!map.body.contains("hidden000001"), "{}", map.body);
        assert_eq!(map.body.matches("<url>").count(), 30);
    }
}

#[tokio::test]
async fn robots_are_told_where_the_sitemap_is() {
    let app = TestApp::start().await;

    let robots = app.get("/robots.txt").await;

    assert_eq!(
        robots.body,
        "User-agent: *\nAllow: /\n\nSitemap: http://127.0.0.1:8080/sitemap.xml\n"
    );
}

#[tokio::test]
async fn security_txt_is_there_where_a_contact_is_set_and_only_there() {
    let mut app = TestApp::start().await;
    let none = app.get("/.well-known/security.txt").await;
    app.set("security_contact = \"mailto:security@example.com\"");

    let told = app.get("/.well-known/security.txt").await;

    assert_eq!(none.status, StatusCode::NOT_FOUND);
    assert_eq!(told.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(
        told.body,
        "Contact: mailto:security@example.com\nExpires: 2026-09-02T00:00:00Z\n\
         Preferred-Languages: fr, en, it\n\
         Canonical: http://127.0.0.1:8080/.well-known/security.txt\n"
    );
}
