//! What waits, what is asked for twice, what is set right, and what stays among us.

use axum::http::StatusCode;
use beffroi::{incidents, members::Role};

use crate::{
    console_hand::{Desk, hidden, with},
    live::asks_for_a_second_look,
    support::TestApp,
};

const FIRST: &[(&str, &str)] = &[
    ("page", "test"),
    ("title-fr", "Paiements refusés"),
    ("title-en", "Payments refused"),
    ("title-it", "Pagamenti rifiutati"),
    ("text-fr", "Nous cherchons."),
    ("text-en", "We are looking."),
    ("text-it", "Stiamo cercando."),
];

fn first(deed: &'static str) -> Vec<(&'static str, &'static str)> {
    [FIRST, &[("deed", deed)]].concat()
}

#[tokio::test]
async fn a_draft_goes_out_once_a_second_person_has_looked() {
    for app in TestApp::each().await {
        asks_for_a_second_look(&app).await;
        let ada = Desk::of(&app, "Ada", Role::Publisher).await;
        let bob = Desk::of(&app, "Bob", Role::Publisher).await;

        let alone = ada.post("/console/incidents/new", &first("publish")).await;
        assert_eq!(alone.status, StatusCode::FORBIDDEN, "{}", alone.body);
        let saved = ada.post("/console/incidents/new", &first("draft")).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let place = saved.header("location").to_owned();
        let press = async |who: &Desk<'_>, deed: &str| {
            let along = who.hidden(&place, "#draft").await;
            who.post(&place, &with(&along, &[("deed", deed)])).await
        };

        let screen = ada.get(&place).await;
        assert_eq!(screen.texts(".preview-tongue").len(), 3, "{}", screen.body);
        assert_eq!(press(&ada, "submit").await.status, StatusCode::SEE_OTHER);
        assert_eq!(press(&ada, "approve").await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            bob.get("/console/")
                .await
                .attributes(".home-list a", "href"),
            [place.as_str()]
        );
        assert_eq!(press(&bob, "approve").await.status, StatusCode::SEE_OTHER);
        assert!(!app.get("/en/").await.body.contains("Payments refused"));
        let out = press(&ada, "publish").await;

        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        assert!(app.get("/en/").await.body.contains("Payments refused"));
    }
}

#[tokio::test]
async fn in_an_emergency_one_person_publishes_and_says_why() {
    for app in TestApp::each().await {
        asks_for_a_second_look(&app).await;
        let ada = Desk::of(&app, "Ada", Role::Publisher).await;
        let mut fields = first("publish");
        fields.push(("bypass", "Everybody else is asleep."));

        let out = ada.post("/console/incidents/new", &fields).await;

        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        assert_eq!(app.claimed().await.len(), 1);
        let place = out.header("location").to_owned();
        let log = ada.get(&place).await.texts(".log-body");
        assert_eq!(log, ["Everybody else is asleep."]);
    }
}

#[tokio::test]
async fn a_responder_writes_drafts_and_publishes_nothing() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Rob", Role::Responder).await;

        let form = desk.get("/console/incidents/new").await;
        assert_eq!(form.texts(".deeds button"), ["Preview", "Save a draft"]);
        let out = desk.post("/console/incidents/new", &first("publish")).await;
        assert_eq!(out.status, StatusCode::FORBIDDEN);
        let saved = desk.post("/console/incidents/new", &first("draft")).await;

        let place = saved.header("location").to_owned();
        let edit = desk
            .get(&place)
            .await
            .attributes(".desk p > .onward-link", "href");
        let again = desk.get(edit.last().unwrap()).await;
        assert_eq!(again.text("#text-it"), "Stiamo cercando.");
        assert_eq!(
            again.attributes("#title-fr", "value"),
            ["Paiements refusés"]
        );
    }
}

#[tokio::test]
async fn a_double_click_publishes_once() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let along = desk.hidden("/console/incidents/new", "#declare").await;
        let typed = first("publish");
        let own: Vec<(&str, &str)> = typed
            .iter()
            .copied()
            .filter(|one| one.0 != "page")
            .collect();
        let fields = with(&along, &own);

        let one = desk.post("/console/incidents/new", &fields).await;
        let two = desk.post("/console/incidents/new", &fields).await;

        assert_eq!(one.status, StatusCode::SEE_OTHER, "{}", one.body);
        assert_eq!(one.header("location"), two.header("location"));
        let mut tx = app.db().snapshot().await.unwrap();
        let open = incidents::open_on(&mut tx, app.page.id).await.unwrap();
        assert_eq!((open.len(), app.claimed().await.len()), (1, 1));
    }
}

#[tokio::test]
async fn a_published_text_is_corrected_and_readers_see_that_it_was() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let correct = desk.get(&place).await.attributes(".stop-link", "href");
        assert_eq!(correct.len(), 1);

        let form = desk.get(&correct[0]).await;
        assert_eq!(form.text("#text-en"), "We are looking.");
        let along = hidden(&form, "#correct");
        let fields = [
            ("text-en", "We are looking at card payments."),
            ("deed", "correct"),
        ];
        let done = desk.post(&correct[0], &with(&along, &fields)).await;

        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert!(app.claimed().await.is_empty(), "quiet by default");
        let screen = desk.get(&place).await;
        assert!(screen.body.contains("at card payments"), "{}", screen.body);
        let empty = [("text-en", "  "), ("deed", "correct")];
        let along = desk.hidden(&correct[0], "#correct").await;
        let refused = desk.post(&correct[0], &with(&along, &empty)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let none = format!("{place}/updates/000000000000");
        assert_eq!(desk.get(&none).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn facts_are_set_and_readers_see_them() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let address = format!("{place}/facts");
        let along = desk.hidden(&address, "#facts").await;
        let facts = [
            ("impact", "major"),
            ("priority", "2"),
            ("responsibility", "external"),
            ("provider", "Bancassurance"),
            ("category-en", "Cards"),
            ("low", "20"),
            ("high", "40"),
            ("unit", "percent"),
            ("of-en", "of 3-D Secure requests"),
        ];

        let done = desk.post(&address, &with(&along, &facts)).await;

        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let shown = desk.get(&place).await.texts(".facts dd").join(" ");
        for word in ["Bancassurance", "P2", "3-D Secure"] {
            assert!(shown.contains(word), "{shown}");
        }
        let along = desk.hidden(&address, "#facts").await;
        let wrong = [("impact", "major"), ("high", "many")];
        let refused = desk.post(&address, &with(&along, &wrong)).await;
        assert_eq!(refused.attributes("#wrong a", "href"), ["#high"]);
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn what_is_noted_among_us_is_on_no_public_page() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Rob", Role::Responder).await;
        let ada = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = ada.declare(None).await;
        app.claimed().await;

        let note = [("kind", "note"), ("body", "Vendor was called, ticket 77.")];
        let done = desk.post(&format!("{place}/log"), &note).await;
        let live = [
            ("kind", "happened"),
            ("body", "Failover began."),
            ("when-time", "11:30"),
        ];
        let part = desk.post_live(&format!("{place}/log"), &live).await;

        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert!(part.body.contains("Failover began.") && !part.body.contains("<html"));
        assert_eq!(desk.get(&place).await.texts(".log-body").len(), 2);
        for path in ["/en/", "/en/history", "/api/v2/incidents.json"] {
            assert!(
                !app.get(path).await.body.contains("Vendor was called"),
                "{path}"
            );
        }
        let empty = desk
            .post(&format!("{place}/log"), &[("kind", "note"), ("body", " ")])
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let member = desk
            .get(&place)
            .await
            .attributes("#role-lead option", "value");
        let lead = [("role-lead", member[1].as_str())];
        let done = desk.post(&format!("{place}/roles"), &lead).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let chosen = desk
            .get(&place)
            .await
            .attributes("#role-lead option[selected]", "value");
        assert_eq!(chosen, [member[1].clone()]);
    }
}
