//! The desk: declare, say, end, come back, in HTML; refused with what was typed; nothing for strangers.

use axum::http::StatusCode;
use beffroi::{incidents, members::Role, pages::Page};
use beffroi_domain::IncidentStatus;

use crate::{
    console_hand::{Desk, hidden, with},
    support::{Answer, TestApp, at},
};

const IN_THREE: &[(&str, &str)] = &[
    ("text-fr", "La cause est connue."),
    ("text-en", "The cause is known."),
    ("text-it", "La causa è nota."),
];

fn said(status: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut fields = IN_THREE.to_vec();
    fields.extend([("status", status), ("deed", "publish")]);
    fields
}

async fn public(app: &TestApp) -> Answer {
    app.get("/en/").await
}

async fn windows_of(app: &TestApp, page: &Page) -> Vec<bool> {
    let mut tx = app.db().snapshot().await.unwrap();
    let newest = incidents::newest(&mut tx, page.id, 1, 0).await.unwrap();
    newest[0]
        .windows
        .iter()
        .map(|one| one.is_ongoing())
        .collect()
}

#[tokio::test]
async fn an_incident_is_declared_told_and_resolved() {
    for app in TestApp::each().await {
        let component = app.component("Cards").await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let home = desk.get("/console/").await;
        assert_eq!(
            home.attributes(".deed-big", "href"),
            ["/console/incidents/new"]
        );

        let place = desk.declare(Some(component)).await;

        assert_eq!(app.claimed().await.len(), 1);
        assert!(public(&app).await.body.contains("Payments refused"));
        let screen = desk.get(&format!("{place}?done=opened")).await;
        assert_eq!(screen.text("h1"), "Payments refused");
        assert!(
            screen.text(".done").starts_with("Published"),
            "{}",
            screen.body
        );
        assert_eq!(
            desk.get("/console/").await.texts(".incident-title"),
            ["Payments refused"]
        );

        let updates = format!("{place}/updates");
        let along = hidden(&screen, "#say");
        let answer = desk
            .post(&updates, &with(&along, &said("identified")))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(app.claimed().await.len(), 1);

        let along = desk.hidden(&place, "#say").await;
        let answer = desk.post(&updates, &with(&along, &said("resolved"))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(app.claimed().await.len(), 1);
        assert_eq!(windows_of(&app, &app.page).await, [false]);
        assert_eq!(public(&app).await.texts(".ongoing h3").len(), 0);
    }
}

#[tokio::test]
async fn what_is_back_begins_a_new_period_and_the_earlier_one_stays() {
    for app in TestApp::each().await {
        let component = app.component("Cards").await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(Some(component)).await;
        let updates = format!("{place}/updates");
        let along = desk.hidden(&place, "#say").await;
        desk.post(&updates, &with(&along, &said("resolved"))).await;

        app.app.clock.set(at("2026-03-04T13:00:00Z"));
        let along = desk.hidden(&place, "#say").await;
        let part = format!("part-{component}");
        let mut again = said("investigating");
        again.push((&part, "partial_outage"));
        let answer = desk.post(&updates, &with(&along, &again)).await;

        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(windows_of(&app, &app.page).await, [false, true]);
        assert_eq!(desk.get(&place).await.texts(".periods li").len(), 2);
        assert_eq!(app.claimed().await.len(), 3);
    }
}

#[tokio::test]
async fn languages_that_are_missing_are_named_before_anything_goes_out() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let fields = [
            ("page", "test"),
            ("title-en", "Payments refused"),
            ("text-en", "We are looking."),
            ("deed", "publish"),
        ];

        let first = desk.post("/console/incidents/new", &fields).await;

        assert_eq!(first.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            first.text("#wrong").contains("Français and Italiano"),
            "{}",
            first.text("#wrong")
        );
        assert_eq!(
            first.texts(".deeds button"),
            ["Preview", "Save a draft", "Publish in one language"]
        );
        assert_eq!(first.text("#text-en"), "We are looking.");
        assert!(!public(&app).await.body.contains("Payments refused"));

        let along = hidden(&first, "#declare");
        let second = desk
            .post("/console/incidents/new", &with(&along, &fields))
            .await;

        assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.body);
        assert_eq!(app.claimed().await.len(), 1);
    }
}

#[tokio::test]
async fn a_preview_says_what_the_page_will_say_and_publishes_nothing() {
    for app in TestApp::each().await {
        let component = app.component("Cards").await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let part = format!("part-{component}");
        let fields = [
            ("page", "test"),
            ("title-fr", "Paiements refusés"),
            ("text-fr", "Nous cherchons. Prochain point à 14 h."),
            ("text-en", "We are looking."),
            (part.as_str(), "major_outage"),
        ];

        let with_deed = [&fields[..], &[("deed", "preview")]].concat();
        let whole = desk.post("/console/incidents/new", &with_deed).await;
        // A script asks while the button to publish has the focus, and sends it along.
        let focused = [&fields[..], &[("deed", "publish")]].concat();
        let live = desk.post_live("/console/incidents/new", &focused).await;

        assert_eq!(
            (whole.status, live.status),
            (StatusCode::OK, StatusCode::OK)
        );
        for answer in [&whole, &live] {
            let states = answer.texts(".preview-state");
            assert_eq!(states.len(), 3, "{}", answer.body);
            assert_eq!(answer.texts(".missing"), ["nothing written"]);
            assert!(answer.body.contains("Nous cherchons."));
        }
        assert!(!live.body.contains("<html"), "a part of a page");
        assert!(!public(&app).await.body.contains("Paiements refusés"));
        let said = whole.texts(".preview-state")[1].clone();
        desk.declare(Some(component)).await;
        assert_eq!(public(&app).await.text("#state"), said);
        app.claimed().await;
    }
}

#[tokio::test]
async fn the_second_of_two_writers_is_shown_what_changed_and_keeps_what_was_typed() {
    for app in TestApp::each().await {
        let ada = Desk::of(&app, "Ada", Role::Publisher).await;
        let bob = Desk::of(&app, "Bob", Role::Publisher).await;
        let place = ada.declare(None).await;
        let updates = format!("{place}/updates");
        let seen = ada.hidden(&place, "#say").await;
        let also = bob.hidden(&place, "#say").await;

        let first = bob.post(&updates, &with(&also, &said("identified"))).await;
        let second = ada.post(&updates, &with(&seen, &said("monitoring"))).await;

        assert_eq!(first.status, StatusCode::SEE_OTHER);
        assert_eq!(second.status, StatusCode::CONFLICT, "{}", second.body);
        assert!(
            second.text(".moved").contains("Bob posted an update"),
            "{}",
            second.text(".moved")
        );
        assert_eq!(second.text("#text-en"), "The cause is known.");
        assert_eq!(
            second.attributes("#status-monitoring[checked]", "value"),
            ["monitoring"]
        );

        let along = hidden(&second, "#say");
        let again = ada.post(&updates, &with(&along, &said("monitoring"))).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
        assert_eq!(app.claimed().await.len(), 3);
    }
}

#[tokio::test]
async fn a_period_is_added_ended_and_set_right() {
    for app in TestApp::each().await {
        let component = app.component("Cards").await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(Some(component)).await;
        app.claimed().await;

        let form = desk.get(&format!("{place}/windows/new")).await;
        let along = hidden(&form, "#window");
        let part = format!("part-{component}");
        let earlier = [
            ("since-date", "2026-03-04"),
            ("since-time", "09:00"),
            ("end-time", "09:30"),
            ("over", "yes"),
            (part.as_str(), "partial_outage"),
        ];
        let added = desk
            .post(&format!("{place}/windows/new"), &with(&along, &earlier))
            .await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        assert_eq!(windows_of(&app, &app.page).await, [false, true]);

        let screen = desk.get(&place).await;
        let end = screen.attributes(".periods form", "action");
        assert_eq!(end.len(), 1, "only what goes on can end");
        app.app.clock.set(at("2026-03-04T11:30:00Z"));
        let along = hidden(&screen, ".periods form");
        let ended = desk.post(&end[0], &with(&along, &[])).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        assert_eq!(windows_of(&app, &app.page).await, [false, false]);

        let screen = desk.get(&place).await;
        let correct = screen.attributes(".periods .onward-link", "href");
        let form = desk.get(&correct[0]).await;
        assert_eq!(form.attributes("#since-time", "value"), ["09:00"]);
        let along = hidden(&form, "#window");
        let upside_down = [
            ("since-time", "09:00"),
            ("end-time", "08:00"),
            ("over", "yes"),
        ];
        let refused = desk.post(&correct[0], &with(&along, &upside_down)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.attributes("#wrong a", "href"), ["#end-date"]);
        assert!(
            app.claimed().await.is_empty(),
            "periods are seen, not announced"
        );
    }
}

#[tokio::test]
async fn an_empty_form_comes_back_and_says_what_to_do() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;

        let fields = [
            ("page", "test"),
            ("text-en", "We are looking."),
            ("deed", "publish"),
        ];
        let answer = desk.post("/console/incidents/new", &fields).await;

        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let place = desk.declare(None).await;
        let along = desk.hidden(&place, "#say").await;
        let empty = [("status", "identified"), ("deed", "publish")];
        let answer = desk
            .post(&format!("{place}/updates"), &with(&along, &empty))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.attributes("#wrong a", "href"), ["#text-fr"]);
        assert_eq!(app.claimed().await.len(), 1);
    }
}

#[tokio::test]
async fn what_is_told_afterwards_is_quiet_unless_asked_otherwise() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let fields = [
            ("page", "test"),
            ("afterwards", "yes"),
            ("title-fr", "Virements en retard"),
            ("title-en", "Late transfers"),
            ("title-it", "Bonifici in ritardo"),
            ("text-fr", "C’est fini."),
            ("text-en", "It is over."),
            ("text-it", "È finito."),
            ("since-date", "2026-03-02"),
            ("since-time", "09:00"),
            ("end-date", "2026-03-02"),
            ("end-time", "10:00"),
            ("deed", "publish"),
        ];

        let answer = desk.post("/console/incidents/new", &fields).await;

        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert!(app.claimed().await.is_empty());
        let mut tx = app.db().snapshot().await.unwrap();
        let newest = incidents::newest(&mut tx, app.page.id, 1, 0).await.unwrap();
        assert_eq!(newest[0].status, IncidentStatus::Resolved);
    }
}

#[tokio::test]
async fn strangers_find_nothing_and_readers_only_read() {
    for app in TestApp::each().await {
        let ada = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = ada.declare(None).await;
        app.claimed().await;
        let other = app.another_page("other").await;
        let elsewhere = Desk::on(&app, "Eve", Some(other.id), Role::Administrator).await;
        let reader = Desk::of(&app, "Rob", Role::Reader).await;

        let nobody = app.get(&place).await;
        assert_eq!(nobody.status, StatusCode::SEE_OTHER);
        assert!(nobody.header("location").starts_with("/console/sign-in"));
        assert_eq!(elsewhere.get(&place).await.status, StatusCode::NOT_FOUND);
        let updates = format!("{place}/updates");
        assert_eq!(
            elsewhere.post(&updates, &said("resolved")).await.status,
            StatusCode::NOT_FOUND
        );

        let screen = reader.get(&place).await;
        assert_eq!(screen.status, StatusCode::OK);
        assert!(screen.texts("#say").is_empty());
        assert_eq!(
            reader.post(&updates, &said("resolved")).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            reader.get("/console/incidents/new").await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn a_session_that_ends_in_the_middle_of_a_text_loses_nothing() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = desk.declare(None).await;
        app.claimed().await;
        let updates = format!("{place}/updates");
        let along = desk.hidden(&place, "#say").await;
        let typed = said("identified");
        let fields = with(&along, &typed);

        let nobody = Desk {
            app: &app,
            cookie: "beffroi=ended".to_owned(),
        };
        let kept = nobody.post(&updates, &fields).await;

        assert_eq!(kept.status, StatusCode::UNAUTHORIZED);
        assert_eq!(kept.texts("#kept textarea").len(), 3, "{}", kept.body);
        assert!(app.claimed().await.is_empty());
        let again = hidden(&kept, "#kept");
        let mut again = with(&again, IN_THREE);
        again.push(("deed", "publish"));
        let done = desk.post(&updates, &again).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(app.claimed().await.len(), 1);
        let answer = nobody.get(&place).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "a page leads to the sign-in"
        );
    }
}
