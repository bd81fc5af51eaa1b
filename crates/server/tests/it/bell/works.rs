//! Planned work after it is told: how far it is, and whom it did not reach.

use axum::http::StatusCode;
use beffroi::members::Role;
use beffroi_channels::Channel;

use super::{calls::receiver, hears, late};
use crate::{console_hand::Desk, support::TestApp};

const NEW: &str = "/console/maintenances/new";

const WORDS: &[(&str, &str)] = &[
    ("page", "test"),
    ("title-fr", "Base de données"),
    ("title-en", "Database"),
    ("scheduled_start_at-date", "2026-03-10"),
    ("scheduled_start_at-time", "22:00"),
    ("scheduled_end_at-date", "2026-03-11"),
    ("scheduled_end_at-time", "00:30"),
    ("text-fr", "Coupures brèves."),
    ("text-en", "Short interruptions."),
    ("by_clock", "both"),
    ("remind_minutes", ""),
    ("impact", "minor"),
];

const WORD: &[(&str, &str)] = &[("text-fr", "Tout est prêt."), ("text-en", "All is ready.")];

fn with<'a>(words: &[(&'a str, &'a str)], deed: &'a str) -> Vec<(&'a str, &'a str)> {
    [words, &[("deed", deed)]].concat()
}

/// Planned at the desk; its screen, and what was announced is away.
async fn planned(app: &TestApp, desk: &Desk<'_>) -> String {
    let led = desk.post(NEW, &with(WORDS, "plan")).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER, "{}", led.body);
    app.claimed().await;
    let place = led.header("location").split('?').next().unwrap();
    place.to_owned()
}

#[tokio::test]
async fn the_screen_of_planned_work_says_how_far_it_is_and_has_them_tried_again() {
    for mut app in TestApp::each().await {
        app.set("[calls]\nopen = [\"127.0.0.0/8\"]");
        let receiver = receiver().await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = planned(&app, &desk).await;
        assert!(desk.get(&place).await.texts("#told").is_empty());
        for how in ["well", "gone"] {
            let address = format!("http://{}/{how}", receiver.at);
            hears(&app, Channel::Webhook, &address, "en").await;
        }
        let said = desk.post(&place, &with(WORD, "say")).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        beffroi::app::post(&app.app).empty().await.unwrap();

        let whole = desk.get(&place).await;
        let part = desk.get(&format!("{place}/told")).await;

        for answer in [&whole, &part] {
            assert_eq!(
                answer.texts(".told-failed li"),
                ["One not reached: its owner asked to hear no more"]
            );
        }
        assert!(!part.body.contains("<html"));
        let action = whole.attributes(".told-rows form", "action").remove(0);
        let work = whole.attributes(".told-rows form input[name=work]", "value");
        let again = desk.post(&action, &[("work", &work[0])]).await;
        assert_eq!(again.header("location"), format!("{place}?done=again#told"));
        let back = desk.get(&format!("{place}?done=again")).await;
        assert_eq!(back.text(".done"), "They are tried again now.");
        let late = late(&app).await;
        assert_eq!((late[0].state.as_str(), late[0].attempts), ("waiting", 0));
        let other = app.another_page("other").await;
        let stranger = Desk::on(&app, "Sam", Some(other.id), Role::Administrator).await;
        let stranger = stranger.get(&format!("{place}/told")).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    }
}
