//! Several pages in one installation: by host, by path, and one incident on two of them.

use axum::http::StatusCode;
use beffroi::{
    ground::Error,
    incidents::{self, NewIncident},
    pages::{self, Visibility},
};
use beffroi_domain::{Actor, ComponentStatus, StatusChange};

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

/// An incident with components of two pages stands on both; its id on the second page is given.
async fn shared(app: &TestApp, other: &pages::Page, visibility: Visibility) {
    let own = app.component("Cartes").await;
    let theirs = app.component_on(other, "Virements").await;
    let mut new = app.incident();
    new.facts.components = vec![own, theirs];
    new.facts.windows[0].components = vec![
        (own, ComponentStatus::DegradedPerformance),
        (theirs, ComponentStatus::MajorOutage),
    ];
    let change = |component| StatusChange {
        component,
        old: ComponentStatus::Operational,
        new: ComponentStatus::MajorOutage,
    };
    new.updates[0].changes = vec![change(own), change(theirs)];
    let id = app.record(new).await;
    let public_id = Some("second000001".parse().unwrap());
    let mut tx = app.db().begin().await.unwrap();
    let (now, actor) = (app.now(), Actor::System);
    incidents::put_on_page(&mut tx, now, actor, id, other.id, visibility, public_id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn one_incident_stands_on_two_pages_each_with_its_own_components() {
    for app in TestApp::each().await {
        let other = app.another_page("sister").await;
        shared(&app, &other, Visibility::Public).await;

        let ours = app.get("/fr/incidents/q2kg8n613kr3").await;
        let theirs = app.get("/p/sister/fr/incidents/second000001").await;

        assert_eq!(ours.text("h1"), theirs.text("h1"));
        assert!(ours.body.contains("Cartes") && !ours.body.contains("Virements"));
        assert!(theirs.body.contains("Virements") && !theirs.body.contains("Cartes"));
        let start = ".fact-start time";
        assert_eq!(ours.texts(start).len(), 1);
        assert_eq!(ours.texts(start), theirs.texts(start));
        for path in [
            "/fr/incidents/second000001",
            "/p/sister/fr/incidents/q2kg8n613kr3",
        ] {
            assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

#[tokio::test]
async fn the_bars_of_a_page_are_of_its_own_components() {
    for app in TestApp::each().await {
        let other = app.another_page("sister").await;
        shared(&app, &other, Visibility::Public).await;

        for (path, name, foreign) in [
            ("/fr/", "Cartes", "Virements"),
            ("/p/sister/fr/", "Virements", "Cartes"),
        ] {
            let page = app.get(path).await;
            assert_eq!(page.texts(".row-name"), [name], "{path}");
            assert!(!page.body.contains(foreign), "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_hidden_on_one_page_is_hidden_there_only() {
    for app in TestApp::each().await {
        let other = app.another_page("sister").await;
        shared(&app, &other, Visibility::Hidden).await;

        assert_eq!(
            app.get("/fr/incidents/q2kg8n613kr3").await.status,
            StatusCode::OK
        );
        for path in [
            "/p/sister/fr/incidents/second000001",
            "/p/sister/incidents/second000001",
        ] {
            assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in [
            "/p/sister/fr/",
            "/p/sister/fr/history",
            "/p/sister/fr/history/2026-03",
        ] {
            assert!(!app.get(path).await.body.contains("Paiements"), "{path}");
        }
    }
}

#[tokio::test]
async fn an_address_that_was_given_out_is_given_to_nothing_else() {
    for app in TestApp::each().await {
        let other = app.another_page("sister").await;
        shared(&app, &other, Visibility::Public).await;
        let second = NewIncident {
            public_id: Some("aaaaaaaaaaaa".parse().unwrap()),
            ..app.incident()
        };
        let id = app.record(second).await;
        let mut tx = app.db().begin().await.unwrap();

        let taken = Some("second000001".parse().unwrap());
        let (now, actor, visibility) = (app.now(), Actor::System, Visibility::Public);
        let refused =
            incidents::put_on_page(&mut tx, now, actor, id, other.id, visibility, taken).await;

        assert!(matches!(refused, Err(Error::Refused(why)) if why.field == Some("public_id")));
    }
}
