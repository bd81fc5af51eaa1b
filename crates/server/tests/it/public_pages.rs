//! Several pages in one installation: by host, by path, and one incident on two of them.

use axum::http::StatusCode;
use beffroi::pages;
use beffroi_domain::Actor;

use crate::support::{Answer, TestApp};

async fn set_hosts(app: &TestApp, page: &pages::Page, hosts: &[&str]) {
    let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
    let mut tx = app.db().begin().await.unwrap();
    pages::set_hosts(&mut tx, app.now(), Actor::System, page.id, &hosts)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// A page at the root, one at `brand.example`, and one below a path.
async fn three() -> Vec<TestApp> {
    let mut all = TestApp::each().await;
    for app in &mut all {
        app.set("public_url = \"https://status.example\"");
        let brand = app.another_page("brand").await;
        app.another_page("small").await;
        set_hosts(app, &brand, &["brand.example", "www.brand.example"]).await;
    }
    all
}

async fn at(app: &TestApp, host: &str, path: &str) -> Answer {
    app.get_with(path, &[("host", host), ("accept-language", "fr")])
        .await
}

#[tokio::test]
async fn each_page_stands_at_its_host_and_below_its_path() {
    for app in three().await {
        for (host, path, name) in [
            ("status.example", "/fr/", "Essai"),
            ("brand.example", "/fr/", "brand"),
            ("WWW.brand.example.:443", "/fr/history", "brand"),
            ("status.example", "/p/small/fr/", "small"),
            ("brand.example", "/p/test/fr/", "Essai"),
            ("127.0.0.1:8080", "/fr/", "Essai"),
        ] {
            let page = at(&app, host, path).await;

            assert_eq!(page.status, StatusCode::OK, "{host}{path}");
            assert_eq!(page.text(".brand-name"), name, "{host}{path}");
        }
    }
}

#[tokio::test]
async fn every_way_on_stays_on_the_page() {
    for app in three().await {
        let page = at(&app, "status.example", "/p/small/fr/history").await;
        let door = at(&app, "status.example", "/p/small/").await;
        let none = at(&app, "status.example", "/p/small/fr/none").await;

        let ways = page.attributes("header a, footer a", "href");
        assert!(ways.len() > 2, "{ways:?}");
        assert!(
            ways.iter().all(|way| way.starts_with("/p/small/fr/")),
            "{ways:?}"
        );
        assert_eq!(door.header("location"), "/p/small/fr/");
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        assert_eq!(none.attributes(".brand", "href"), ["/p/small/fr/"]);
    }
}

#[tokio::test]
async fn a_page_is_known_to_the_world_by_one_address() {
    for app in three().await {
        for (host, path, canonical) in [
            ("status.example", "/fr/", "https://status.example/fr/"),
            ("brand.example", "/fr/", "https://brand.example/fr/"),
            (
                "status.example",
                "/p/brand/fr/",
                "https://brand.example/fr/",
            ),
            (
                "status.example",
                "/p/small/fr/",
                "https://status.example/p/small/fr/",
            ),
            (
                "status.example",
                "/p/test/fr/",
                "https://status.example/fr/",
            ),
        ] {
            let page = at(&app, host, path).await;

            assert_eq!(
                page.attributes("link[rel=canonical]", "href"),
                [canonical],
                "{host}{path}"
            );
        }
    }
}

#[tokio::test]
async fn a_host_that_is_nobodys_is_refused_with_a_sentence() {
    for app in three().await {
        for path in ["/", "/fr/", "/p/small/fr/", "/nothing"] {
            let refused = at(&app, "evil.example", path).await;

            assert_eq!(refused.status, StatusCode::MISDIRECTED_REQUEST, "{path}");
            assert_eq!(refused.text("h1"), "Cette adresse n’est pas connue ici");
            assert_eq!(refused.header("cache-control"), "no-store");
            assert!(!refused.body.contains("Essai"), "{}", refused.body);
        }
        assert_eq!(
            at(&app, "10.0.0.7", "/healthz").await.status,
            StatusCode::OK
        );
        assert_eq!(at(&app, "10.0.0.7", "/readyz").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn without_a_public_address_any_host_is_served() {
    for app in TestApp::each().await {
        assert_eq!(
            at(&app, "evil.example", "/fr/").await.status,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn the_page_that_is_set_stands_at_the_root() {
    for mut app in TestApp::each().await {
        app.another_page("small").await;
        app.set("page = \"small\"");

        assert_eq!(app.get("/fr/").await.text(".brand-name"), "small");
        let other = app.get("/p/test/fr/").await;
        assert_eq!(
            other.attributes("link[rel=canonical]", "href"),
            ["http://127.0.0.1:8080/p/test/fr/"]
        );
    }
}
