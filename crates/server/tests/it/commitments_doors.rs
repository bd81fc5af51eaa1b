//! Promises through every door: the desk, the page's rules in the console, `/v1`, the public page and API.

use axum::http::{Request, StatusCode};
use beffroi::members::{Role, Scope};
use beffroi_domain::{CommitmentKind, CommitmentState, Moment};
use serde_json::{Value, json};

use crate::{
    commitments::{later, made, new, of, open, public_id, rule},
    support::{Answer, TestApp},
};

async fn call(app: &TestApp, key: &str, method: &str, path: &str, body: &Value) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(format!("/v1{path}"))
        .header("authorization", format!("Bearer {key}"))
        .header("content-type", "application/json")
        .body(body.to_string().into());
    app.send(request.unwrap()).await
}

#[tokio::test]
async fn a_promise_is_made_moved_kept_by_the_api_and_strangers_cannot() {
    for app in TestApp::each().await {
        let id = open(&app, new(&app, None)).await.incident;
        let key = app.token(&[Scope::Publish]).await;
        let reader = app.token(&[Scope::Read]).await;
        let path = format!("/incidents/{id}/promises");
        let body = json!({ "due": later(&app, 30).to_string() });

        let stranger = call(&app, "none", "POST", &path, &body).await;
        let too_little = call(&app, &reader, "POST", &path, &body).await;
        let made = call(&app, &key, "POST", &path, &body).await;
        let twice = call(&app, &key, "POST", &path, &body).await;

        assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
        assert_eq!(too_little.status, StatusCode::FORBIDDEN);
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert_eq!(twice.status, StatusCode::CONFLICT, "{}", twice.body);
        let told: Value = serde_json::from_str(&made.body).unwrap();
        let one = told["promises"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(told["promises"][0]["state"], "open");

        let bare = json!({ "due": later(&app, 60).to_string() });
        let bare = call(&app, &key, "POST", &format!("{path}/{one}/move"), &bare).await;
        assert_eq!(
            bare.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            bare.body
        );
        let moved = json!({ "due": later(&app, 60).to_string(), "reason": { "en": "Slow." } });
        let moved = call(&app, &key, "POST", &format!("{path}/{one}/move"), &moved).await;
        assert_eq!(moved.status, StatusCode::OK, "{}", moved.body);
        let kept = call(
            &app,
            &key,
            "POST",
            &format!("{path}/{one}/keep"),
            &json!({}),
        )
        .await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
        assert_eq!(of(&app, id).await[0].state, CommitmentState::Kept);
        let listed = call(&app, &reader, "GET", &path, &Value::Null).await;
        let listed: Value = serde_json::from_str(&listed.body).unwrap();
        assert_eq!(listed["items"][0]["moves"][0]["reason"]["en"], "Slow.");
    }
}

#[tokio::test]
async fn a_page_says_what_it_promises_by_the_api_and_in_the_console() {
    for app in TestApp::each().await {
        let admin = app.token(&[Scope::Admin]).await;
        let publisher = app.token(&[Scope::Publish]).await;
        let path = format!("/promise-rules?page={}", app.page.slug);
        let body = json!({
            "page": app.page.slug,
            "rules": [{ "kind": "update", "priority": 1, "within": "30m" }],
            "holidays": ["2026-05-01"],
        });

        let forbidden = call(&app, &publisher, "PUT", "/promise-rules", &body).await;
        let set = call(&app, &admin, "PUT", "/promise-rules", &body).await;

        assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
        assert_eq!(set.status, StatusCode::OK, "{}", set.body);
        let cookie = app.member(Role::Administrator).await;
        let other = app.member(Role::Publisher).await;
        let place = format!("/console/pages/{}/promises", app.page.slug);
        let shown = app.look(&cookie, &place).await;
        assert_eq!(shown.attributes("#update", "value"), ["P1 30m"]);
        assert_eq!(shown.attributes("#holidays", "value"), ["2026-05-01"]);
        assert_eq!(app.look(&other, &place).await.status, StatusCode::FORBIDDEN);

        let wrong = app.fill(&cookie, &place, &[("update", "soon")]).await;
        let good = app
            .fill(
                &cookie,
                &place,
                &[("update", "1d, P1 30m"), ("postmortem", "5wd")],
            )
            .await;

        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(good.status, StatusCode::SEE_OTHER);
        let stands = call(&app, &admin, "GET", &path, &Value::Null).await;
        let stands: Value = serde_json::from_str(&stands.body).unwrap();
        assert_eq!(stands["rules"].as_array().unwrap().len(), 3);
        assert_eq!(stands["holidays"], json!([]));
    }
}

#[tokio::test]
async fn the_desk_shows_what_is_open_and_a_publisher_keeps_moves_and_takes_back() {
    for app in TestApp::each().await {
        let id = open(&app, new(&app, None)).await.incident;
        let made = made(&app, id, CommitmentKind::Update, 30).await;
        let cookie = app.member(Role::Publisher).await;
        let reader = app.member(Role::Reader).await;
        let desk = format!("/console/incidents/{id}");
        let place = format!("{desk}/promises/{made}");

        let shown = app.look(&cookie, &desk).await;
        assert!(
            shown.text(".promise-left").contains("30 minutes left"),
            "{}",
            shown.body
        );
        let seen = app.look(&reader, &desk).await;
        assert!(seen.texts(".promise-rows button").is_empty());
        let refused = app.fill(&reader, &format!("{place}/keep"), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);

        let typed = [
            ("deed", "move"),
            ("due-date", "2026-03-04"),
            ("due-time", "14:00"),
        ];
        let bare = app.fill(&cookie, &place, &typed).await;
        assert_eq!(
            bare.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            bare.body
        );
        let whole = [&typed[..], &[("reason-en", "Slow.")]].concat();
        let moved = app.fill(&cookie, &place, &whole).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        assert_eq!(of(&app, id).await[0].state, CommitmentState::Moved);

        let kept = app.fill(&cookie, &format!("{place}/keep"), &[]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        assert_eq!(of(&app, id).await[0].state, CommitmentState::Kept);
    }
}

#[tokio::test]
async fn a_promise_in_the_text_is_taken_over_at_one_press() {
    for app in TestApp::each().await {
        let id = open(&app, new(&app, None)).await.incident;
        let cookie = app.member(Role::Publisher).await;
        let place = format!("/console/incidents/{id}/updates");
        let said = [
            ("status", "identified"),
            ("text-fr", "Nous savons pourquoi. Prochain point à 13h30."),
            ("without", "en it"),
        ];

        let seen = app
            .fill(
                &cookie,
                &place,
                &[&said[..], &[("deed", "preview")]].concat(),
            )
            .await;
        assert_eq!(
            seen.texts("#preview button[value=promise]").len(),
            1,
            "{}",
            seen.body
        );
        let taken = app
            .fill(
                &cookie,
                &place,
                &[&said[..], &[("deed", "promise")]].concat(),
            )
            .await;

        assert_eq!(
            taken.attributes("#promise-time", "value"),
            ["13:30"],
            "{}",
            taken.body
        );
        assert!(taken.texts("#preview button[value=promise]").is_empty());
        let sent = [
            &said[..],
            &[
                ("deed", "publish"),
                ("promise-date", "2026-03-04"),
                ("promise-time", "13:30"),
            ],
        ]
        .concat();
        let out = app.fill(&cookie, &place, &sent).await;
        app.claimed().await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        let due: Vec<Moment> = of(&app, id).await.iter().map(|one| one.due).collect();
        assert_eq!(
            due,
            [Moment::minute("2026-03-04T12:30:00Z".parse().unwrap())]
        );
    }
}

#[tokio::test]
async fn readers_find_what_was_promised_by_month_and_programs_on_the_incident() {
    for app in TestApp::each().await {
        let empty = app.get("/en/promises").await;
        assert!(
            empty
                .text("main")
                .contains("Nothing has been promised yet.")
        );
        rule(&app, &[(CommitmentKind::Update, None, "30m")]).await;
        let id = open(&app, new(&app, None)).await.incident;
        app.app.clock.set(later(&app, 40));

        let page = app.get("/en/promises").await;
        let it = app.get("/it/promises").await;
        let told = app.get("/api/v2/incidents.json").await;

        assert_eq!(page.texts(".promise-months td"), ["0", "0", "1"]);
        assert!(
            page.text("main")
                .contains("Of 1 promise, 0 was kept in time.")
        );
        assert!(it.text("main").contains("In ritardo"), "{}", it.body);
        let told: Value = serde_json::from_str(&told.body).unwrap();
        let one = &told["incidents"][0]["beffroi"]["commitments"][0];
        assert_eq!(one["state"], "late", "{told}");
        assert_eq!(one["kind"], "update");
        assert!(!public_id(&app, id).await.is_empty());
    }
}
