//! Sources on the web: a real server on this machine.

use std::net::SocketAddr;

use axum::{Router, http::StatusCode, response::Html, routing::get};
use beffroi::imports::{self, Account, Plan, Source};

use super::desk::{Records, history, incident, incident_ids, told};
use crate::support::TestApp;

async fn serve(routes: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let io = hyper_util::rt::TokioIo::new(stream);
            let service = hyper_util::service::TowerToHyperService::new(routes.clone());
            tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(io, service));
        }
    });
    address
}

fn a_history() -> String {
    let update = (
        "u1u1u1u1u1u1",
        "investigating",
        "09:00",
        "We look into slow payments.",
    );
    history(&[told("q2kg8n613kr3", "Slow payments", &[update])])
}

fn summary() -> String {
    serde_json::json!({
        "page": { "id": "kctbh9vrtdwd", "name": "Acme Pay" },
        "components": [{
            "id": "g7g7g7g7g7g7", "name": "Point of sale", "status": "operational",
            "position": 1, "group": false, "group_id": null, "description": null,
            "created_at": "2025-01-01T00:00:00Z"
        }],
        "incidents": [], "scheduled_maintenances": []
    })
    .to_string()
}

const ATOM: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-US">
  <title>Acme Pay Status - Incident History</title>
  <updated>2026-02-01T10:30:00Z</updated>
  <entry>
    <id>tag:status.example.com,2005:Incident/123</id>
    <published>2026-02-01T10:30:00Z</published>
    <updated>2026-02-01T10:30:00Z</updated>
    <link rel="alternate" type="text/html" href="https://status.example.com/incidents/z9z9z9z9z9z9"/>
    <title>Slow payments</title>
    <content type="html">&lt;p&gt;&lt;small&gt;Feb &lt;var data-var='date'&gt; 1&lt;/var&gt;, &lt;var data-var='time'&gt;10:30&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Resolved&lt;/strong&gt; - Payments are fast again.&lt;/p&gt;</content>
  </entry>
</feed>"#;

async fn import(app: &TestApp, url: String, allow_private: bool) -> Account {
    let plan = Plan {
        sources: vec![Source::of(&url)],
        page: Some("test".to_owned()),
        format: None,
        allow_private,
    };
    imports::import(app.db(), &app.app.clock, &plan, &mut Records::default())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_page_given_by_its_root_gives_components_and_incidents() {
    let routes = Router::new()
        .route("/api/v2/incidents.json", get(async || a_history()))
        .route("/api/v2/summary.json", get(async || summary()));
    let server = serve(routes).await;
    let app = TestApp::start().await;

    let account = import(&app, format!("http://{server}/history"), true).await;

    assert_eq!(
        account.refused,
        Vec::<String>::new(),
        "what is optional may be missing"
    );
    incident(&app, "q2kg8n613kr3").await;
    let mut tx = app.db().snapshot().await.unwrap();
    let all = beffroi::components::of_page(&mut tx, app.page.id)
        .await
        .unwrap();
    assert!(
        all.iter()
            .any(|one| one.public_id.as_str() == "g7g7g7g7g7g7"),
        "{all:?}"
    );
}

#[tokio::test]
async fn a_page_without_json_gives_its_feed() {
    let routes = Router::new()
        .route(
            "/api/v2/incidents.json",
            get(async || Html("<html>a page for every address</html>")),
        )
        .route("/history.atom", get(async || ATOM));
    let server = serve(routes).await;
    let app = TestApp::start().await;

    let account = import(&app, format!("http://{server}"), true).await;

    assert_eq!(account.refused, Vec::<String>::new());
    incident(&app, "z9z9z9z9z9z9").await;
}

#[tokio::test]
async fn a_private_address_is_refused_unless_it_is_allowed() {
    let server = serve(Router::new().route("/incidents.json", get(async || a_history()))).await;
    let app = TestApp::start().await;
    let url = format!("http://{server}/incidents.json?key=geheim");

    let refused = import(&app, url.clone(), false).await;
    let allowed = import(&app, url, true).await;

    assert!(
        refused.refused[0].contains("--allow-private"),
        "{:?}",
        refused.refused
    );
    assert!(
        !refused.refused[0].contains("geheim"),
        "{:?}",
        refused.refused
    );
    assert!(!allowed.has_refusals());
    assert_eq!(incident_ids(&app).await.len(), 1);
}

#[tokio::test]
async fn a_page_that_is_not_there_is_refused_with_its_answer() {
    let server = serve(Router::new().fallback(async || StatusCode::NOT_FOUND)).await;
    let app = TestApp::start().await;

    let account = import(&app, format!("http://{server}"), true).await;

    assert_eq!(account.refused.len(), 1);
    assert!(
        account.refused[0].contains("answers 404"),
        "{:?}",
        account.refused
    );
}

#[tokio::test]
async fn a_download_that_breaks_off_is_refused() {
    let text = a_history();
    let half = text[..text.len() / 2].to_owned();
    let server = serve(Router::new().route("/incidents.json", get(async || half))).await;
    let app = TestApp::start().await;

    let account = import(&app, format!("http://{server}/incidents.json"), true).await;

    assert!(account.has_refusals());
    assert_eq!(incident_ids(&app).await.len(), 0);
}
