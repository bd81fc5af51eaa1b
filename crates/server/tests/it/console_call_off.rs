//! Calling off work that comes again, at the console: asked before, done once.

use axum::http::StatusCode;
use beffroi::{
    maintenances::{self, Listed},
    members::Role,
};

use crate::{console_hand::Desk, support::TestApp};

async fn to_come(app: &TestApp) -> usize {
    let mut tx = app.db().snapshot().await.unwrap();
    let all = maintenances::list_of_page(&mut tx, app.page.id, Listed::ToCome).await;
    all.unwrap().len()
}

/// Where work stands that is done each week, or once.
async fn planned(desk: &Desk<'_>, again: &'static str) -> String {
    let api = desk.app.component("API").await.to_string();
    let mut fields = vec![
        ("page", "test"),
        ("title-fr", "Base de données"),
        ("title-en", "Database"),
        ("components", api.as_str()),
        ("scheduled_start_at-date", "2026-03-10"),
        ("scheduled_start_at-time", "22:00"),
        ("scheduled_end_at-date", "2026-03-11"),
        ("scheduled_end_at-time", "00:30"),
        ("by_clock", "both"),
        ("impact", "minor"),
        ("quiet", "yes"),
        ("recurrence", again),
        ("deed", "plan"),
    ];
    let place = "/console/maintenances/new";
    let mut answer = desk.post(place, &fields).await;
    let shown = answer.attributes("input[name=shown]", "value");
    if let Some(shown) = shown.first() {
        fields.push(("shown", shown));
        answer = desk.post(place, &fields).await;
    }
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer
        .header("location")
        .split('?')
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_series_is_called_off_after_a_question_that_says_which_times_go() {
    for app in TestApp::each().await {
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let place = planned(&anna, "weekly").await;
        let screen = anna.get(&place).await;

        let typed = [("text-en", "Not any more.")];
        let asked = anna.press(&screen, "step", &typed, "cancel").await;
        let before = (to_come(&app).await, app.claimed().await.len());
        let done = anna.press(&asked, "cancel", &[], "cancel").await;

        assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
        assert!(
            asked.text(".moved").contains("17 Mar 2026"),
            "{}",
            asked.body
        );
        assert_eq!(asked.text("textarea[name=text-en]"), "Not any more.");
        assert_eq!(before, (1, 0), "a question does nothing");
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(to_come(&app).await, 0);
        let told = app.claimed().await;
        assert_eq!(told.len(), 1);
        assert_eq!(
            told[0].text.get(&crate::support::locale("en")),
            Some("Not any more.")
        );
    }
}

#[tokio::test]
async fn work_that_is_done_once_is_called_off_with_one_press() {
    for app in TestApp::each().await {
        let anna = Desk::of(&app, "Anna", Role::Publisher).await;
        let place = planned(&anna, "once").await;
        let screen = anna.get(&place).await;

        let done = anna.press(&screen, "step", &[], "cancel").await;

        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!((to_come(&app).await, app.claimed().await.len()), (0, 1));
    }
}
