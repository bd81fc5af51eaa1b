//! Planned work before and after it is told: whom it reaches, the mail to its writer alone, and how far it is.

use axum::http::StatusCode;
use beffroi::{
    members::Role,
    outbox::{self, Way},
};
use beffroi_channels::Channel;

use super::{calls::receiver, hears, late};
use crate::{
    console_hand::Desk,
    support::{Answer, TestApp},
};

const MAIL: &str = "[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n";
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

fn notes(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.texts(".preview-notes li")
}

async fn letters(app: &TestApp) -> i64 {
    let mut look = app.db().snapshot().await.unwrap();
    outbox::count_waiting(&mut look, Way::Letter).await.unwrap()
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
async fn each_form_of_planned_work_says_whom_it_reaches_and_sends_it_to_its_writer_alone() {
    for mut app in TestApp::each().await {
        app.set(MAIL);
        for (at, language) in ["fr", "en"].into_iter().enumerate() {
            hears(&app, Channel::Email, &format!("{at}@example.org"), language).await;
        }
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let place = planned(&app, &desk).await;
        let moved = [
            &WORDS[3..7],
            WORD,
            &[("by_clock", "both"), ("remind_minutes", "")],
        ]
        .concat();
        let mut sent = 0;
        for (to, words) in [
            (NEW, WORDS),
            (&place, WORD),
            (&format!("{place}/move"), &moved[..]),
        ] {
            let seen = desk.post(to, &with(words, "look")).await;
            let live = desk.post_live(to, words).await;
            for answer in [&seen, &live] {
                let said = notes(answer);
                let whom = said.last().unwrap();
                assert!(
                    whom.starts_with("2 people will be told: 2 by mail"),
                    "{to}: {whom}"
                );
                assert!(
                    answer.body.contains("value=\"mine\""),
                    "{to}: {}",
                    answer.body
                );
            }
            assert_eq!(letters(&app).await, sent, "{to}");

            let mine = desk.post(to, &with(words, "mine")).await;

            let said = notes(&mine);
            assert!(
                said[0].contains("ada@example.com: 2 mails"),
                "{to}: {said:?}"
            );
            sent += 2;
            assert_eq!(letters(&app).await, sent, "{to}");
        }
        let quiet = [WORD, &[("quiet", "yes")]].concat();
        let quiet = desk.post(&place, &with(&quiet, "look")).await;
        assert_eq!(notes(&quiet), ["Nobody is notified."]);
        assert!(!quiet.body.contains("value=\"mine\""));
        assert_eq!(app.claimed().await, []);
    }
}

#[tokio::test]
async fn a_draft_of_planned_work_says_so_too_until_it_is_out() {
    for mut app in TestApp::each().await {
        app.set(MAIL);
        hears(&app, Channel::Email, "ann@example.org", "fr").await;
        let writer = Desk::of(&app, "Wim", Role::Responder).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let first = with(&[WORDS, &[("look", "first")]].concat(), "plan");
        let waits = writer.post(NEW, &first).await;
        assert_eq!(waits.status, StatusCode::SEE_OTHER, "{}", waits.body);
        let place = waits.header("location").to_owned();

        let seen = desk.get(&place).await;
        let mine = desk.post(&place, &[("deed", "mine")]).await;

        let whom = "One person will be told: 1 by mail (Français).";
        assert_eq!(notes(&seen), [whom]);
        let said = notes(&mine);
        assert!(said[0].contains("ada@example.com: 2 mails"), "{said:?}");
        assert_eq!(letters(&app).await, 2);
        assert_eq!(app.claimed().await, []);
        writer.post(&place, &[("deed", "discard")]).await;
        assert!(notes(&desk.get(&place).await).is_empty());
    }
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
