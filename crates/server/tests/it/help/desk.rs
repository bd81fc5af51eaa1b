//! Articles in the console and by programs: who may, what is missing, the preview, and the press that publishes.

use axum::{body::Body, http::Request};
use beffroi::members::{Role, Scope};
use serde_json::{Value, json};

use super::all;
use crate::{
    api::{call, json as read},
    support::TestApp,
};

const HELP: &str = "/console/pages/test/help";

#[tokio::test]
async fn a_publisher_writes_sees_what_is_missing_and_publishes_with_a_press() {
    for app in TestApp::each().await {
        let publisher = app.member(Role::Publisher).await;
        let responder = app.member(Role::Responder).await;
        assert_eq!(app.look(&responder, HELP).await.status, 403);
        let list = app.look(&publisher, HELP).await;
        assert_eq!(list.texts(".home-list a").len(), 3);
        let new = format!("{HELP}/new");
        let half = [
            ("slug", "refunds"),
            ("title-fr", "Remboursements"),
            ("body-fr", "Sous dix jours."),
            ("title-en", "Refunds"),
        ];
        assert_eq!(app.fill(&responder, &new, &half).await.status, 403);

        let stored = app.fill(&publisher, &new, &half).await;

        assert_eq!(stored.status, 303, "{}", stored.body);
        let list = app.look(&publisher, HELP).await;
        let about = list.texts(".home-list .aside");
        assert_eq!(
            about[3],
            "not published · your own · missing: English and Italiano"
        );
        let one = format!("{HELP}/refunds");
        let mut all = half[1..].to_vec();
        all.push(("deed", "publish"));
        let refused = app.fill(&publisher, &one, &all).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.body.contains("English, Italiano"),
            "{}",
            refused.body
        );
        assert_eq!(refused.attributes("#title-fr", "value"), ["Remboursements"]);
        all.extend([("body-en", "In ten days."), ("title-it", "Rimborsi")]);
        all.push(("body-it", "Entro dieci giorni."));
        assert_eq!(app.fill(&publisher, &one, &all).await.status, 303);
        assert_eq!(app.get("/it/help/refunds").await.text("h1"), "Rimborsi");
        let deed = [("deed", "withdraw")];
        assert_eq!(app.fill(&publisher, &one, &deed).await.status, 303);
        assert_eq!(app.get("/it/help/refunds").await.status, 404);
        let twice = app.fill(&publisher, &new, &half).await;
        assert_eq!(twice.status, 409);
    }
}

#[tokio::test]
async fn the_preview_shows_each_language_and_stores_nothing() {
    for app in TestApp::each().await {
        let publisher = app.member(Role::Publisher).await;
        let before = all(&app).await;
        let body = "title-fr=Aide&body-fr=Chez+%7Bpage%7D+%3Cscript%3E&body-en=Within+%7Banswer%7D";
        let request = Request::post(format!("{HELP}/how-we-inform"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("hx-request", "true")
            .header("cookie", &publisher)
            .body(Body::from(body));

        let look = app.send(request.unwrap()).await;

        assert_eq!(look.status, 200);
        assert!(!look.body.contains("<html"), "a part alone");
        let shown = look.texts(".preview-page");
        assert_eq!(shown[0], "Aide Chez Essai <script>");
        assert_eq!(look.texts("script").len(), 0);
        assert_eq!(
            look.texts(".follows").len(),
            2,
            "English has no title, Italian nothing"
        );
        assert_eq!(
            look.texts(".preview .note").len(),
            1,
            "nothing is left of the English"
        );
        assert_eq!(all(&app).await, before);
    }
}

#[tokio::test]
async fn what_ships_stays_what_ships_until_somebody_changes_it_and_moves_in_the_list() {
    for app in TestApp::each().await {
        let publisher = app.member(Role::Publisher).await;
        let one = format!("{HELP}/how-we-inform");
        let editor = app.look(&publisher, &one).await;
        let mut fields = Vec::new();
        for tag in ["fr", "en", "it"] {
            let title = editor.attributes(&format!("#title-{tag}"), "value");
            fields.push((format!("title-{tag}"), title[0].clone()));
            let body = scraped(&editor.body, &format!("#body-{tag}"));
            fields.push((format!("body-{tag}"), body));
        }
        assert!(fields[1].1.contains("{page}"), "{:?}", fields[1]);
        let typed: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();

        assert_eq!(app.fill(&publisher, &one, &typed).await.status, 303);
        let moved = [("deed", "down")];
        let to = format!("{HELP}/report-a-problem/move");
        assert_eq!(app.fill(&publisher, &to, &moved).await.status, 303);

        let after = all(&app).await;
        assert_eq!(after[0].slug, "how-we-inform");
        assert_eq!(after[0].origin.as_str(), "shipped");
    }
}

fn scraped(body: &str, selector: &str) -> String {
    let html = scraper::Html::parse_document(body);
    let selector = scraper::Selector::parse(selector).unwrap();
    html.select(&selector).next().unwrap().text().collect()
}

#[tokio::test]
async fn a_number_of_a_card_is_taken_out_before_anything_is_kept() {
    for app in TestApp::each().await {
        let publisher = app.member(Role::Publisher).await;
        let fields = [
            ("slug", "cards"),
            ("title-fr", "Cartes"),
            ("body-fr", "Comme 4111 1111 1111 1111."),
        ];

        let refused = app.fill(&publisher, &format!("{HELP}/new"), &fields).await;

        assert_ne!(refused.status, 303);
        assert!(!refused.body.contains("4111 1111"), "{}", refused.body);
        assert_eq!(all(&app).await.len(), 3);
    }
}

#[tokio::test]
async fn programs_read_write_publish_and_take_back() {
    for app in TestApp::each().await {
        let master = app
            .token(&[Scope::Read, Scope::Write, Scope::Publish])
            .await;
        let reader = app.token(&[Scope::Read]).await;
        let half = json!({
            "page": "test", "is_published": true,
            "title": {"fr": "Remboursements", "en": "Refunds", "it": "Rimborsi"},
            "body": {"fr": "Sous dix jours."},
        });
        let whole = json!({
            "page": "test", "is_published": true,
            "body": {"fr": "Dix jours.", "en": "Ten days.", "it": "Dieci giorni."},
        });
        let back = json!({"page": "test"});

        let lacks = call(&app, &master, "PUT /help/refunds", half.clone()).await;
        let may_not = call(&app, &reader, "PUT /help/refunds", half.clone()).await;
        let mut draft = half;
        draft["is_published"] = Value::Bool(false);
        let drafted = call(&app, &master, "PUT /help/refunds", draft).await;
        let published = call(&app, &master, "PUT /help/refunds", whole).await;
        let listed = read(&call(&app, &reader, "GET /help?page=test", Value::Null).await);

        assert_eq!((lacks.status.as_u16(), may_not.status.as_u16()), (422, 403));
        assert_eq!(drafted.status, 200, "{}", drafted.body);
        assert_eq!(read(&drafted)["lacks"], json!(["en", "it"]));
        assert_eq!(published.status, 200, "{}", published.body);
        assert_eq!(read(&published)["title"]["it"], "Rimborsi");
        assert_eq!(listed["items"].as_array().unwrap().len(), 4);
        assert_eq!(app.get("/en/help/refunds").await.text("h1"), "Refunds");
        let gone = call(&app, &master, "POST /help/refunds/reset", back.clone()).await;
        let twice = call(&app, &master, "POST /help/refunds/reset", back).await;
        assert_eq!((gone.status.as_u16(), twice.status.as_u16()), (204, 404));
        assert_eq!(app.get("/en/help/refunds").await.status, 404);
    }
}
