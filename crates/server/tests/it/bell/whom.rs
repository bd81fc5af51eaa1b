//! Before it is told: whom it would be told to and how many they are, and the mail to its writer alone.

use axum::http::StatusCode;
use beffroi::{deliveries, members::Role, outbox};
use beffroi_channels::Channel;
use mail_parser::MessageParser;

use super::{hears, opens};
use crate::{
    console_hand::Desk,
    live::ANNA,
    mail::{post, relay::Relay, settings},
    support::{Answer, TestApp},
};

const NEW: &str = "/console/incidents/new";
const MAIL: &str = "[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n";

const WORDS: &[(&str, &str)] = &[
    ("page", "test"),
    ("title-fr", "Paiements"),
    ("title-en", "Payments"),
    ("text-fr", "Nous cherchons."),
    ("text-en", "We are looking."),
];

fn notes(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.texts(".preview-notes li")
}

async fn crowd(app: &TestApp) {
    for (at, locale) in ["fr", "fr", "fr", "en", "en", "it"].into_iter().enumerate() {
        hears(app, Channel::Email, &format!("{at}@example.org"), locale).await;
    }
    hears(app, Channel::Webhook, "https://example.org/hook", "en").await;
}

#[tokio::test]
async fn whoever_writes_sees_how_many_will_be_told_and_how() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let empty = desk
            .post(NEW, &[WORDS, &[("deed", "preview")]].concat())
            .await;
        crowd(&app).await;

        let whole = desk
            .post(NEW, &[WORDS, &[("deed", "preview")]].concat())
            .await;
        let live = desk.post_live(NEW, WORDS).await;
        let quiet = [WORDS, &[("quiet", "yes"), ("deed", "preview")]].concat();
        let quiet = desk.post(NEW, &quiet).await;

        let none = "Nobody has asked to hear this yet, so nobody is told.";
        assert!(notes(&empty).contains(&none.to_owned()), "{}", empty.body);
        let said = "7 people will be told: 6 by mail (Français 3, English 2 and Italiano 1) and 1 by webhook (English).";
        for answer in [&whole, &live] {
            assert_eq!(notes(answer).last().unwrap(), said);
        }
        assert_eq!(notes(&quiet).last().unwrap(), "Nobody is notified.");
        assert_eq!(app.claimed().await, []);
    }
}

#[tokio::test]
async fn a_further_word_and_a_correction_say_so_too() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        crowd(&app).await;
        let told = opens(&app, &[]).await;
        app.claimed().await;
        let place = format!("/console/incidents/{}", told.incident);
        let update = crate::live::read(&app, told.incident).await.updates[0].clone();
        let text = format!("{place}/updates/{}", update.public_id);

        let word = [
            ("text-en", "Found."),
            ("status", "identified"),
            ("deed", "preview"),
        ];
        let word = desk.post(&format!("{place}/updates"), &word).await;
        let right = [("text-en", "We look."), ("deed", "preview")];
        let right_quietly = desk.post(&text, &right).await;
        let tell = [&right[..], &[("tell", "yes")]].concat();
        let right_told = desk.post(&text, &tell).await;

        let starts = |answer: &Answer, with: &str| {
            let notes = notes(answer);
            assert!(notes.last().unwrap().starts_with(with), "{notes:?}");
        };
        starts(&word, "7 people will be told: 6 by mail");
        starts(&right_quietly, "Nobody is notified.");
        starts(&right_told, "7 people will be told: 6 by mail");
        assert_eq!(app.claimed().await, []);
    }
}

/// A word is sent to its writer; what the screen says of it.
async fn to_me(desk: &Desk<'_>) -> String {
    let answer = desk.post(NEW, &[WORDS, &[("deed", "mine")]].concat()).await;
    notes(&answer)[0].clone()
}

#[tokio::test]
async fn a_writer_is_sent_what_readers_will_get_and_nobody_else_is_told() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for mut app in TestApp::each().await {
        app.set(MAIL);
        crowd(&app).await;
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let seen = desk
            .post(NEW, &[WORDS, &[("deed", "preview")]].concat())
            .await;
        assert!(seen.body.contains("value=\"mine\""), "{}", seen.body);

        let said = to_me(&desk).await;
        post(&app, settings(&relay)).empty().await.unwrap();

        assert!(said.contains("ada@example.com: 2 mails"), "{said}");
        let mut mails = [relay.next(), relay.next()];
        assert!(relay.has_nothing());
        mails.sort_by_key(|mail| String::from_utf8_lossy(&mail.bytes).contains("We are looking."));
        for (mail, (subject, word)) in mails.iter().zip([
            ("Aperçu – Incident", "Nous cherchons."),
            ("Preview – Incident", "We are looking."),
        ]) {
            assert_eq!(mail.to, ["ada@example.com"]);
            let read = MessageParser::default().parse(&mail.bytes).unwrap();
            assert!(read.subject().unwrap().contains(subject), "{read:?}");
            assert!(read.body_html(0).unwrap().contains(word));
            assert!(read.header_raw("List-Unsubscribe").is_none());
        }
        let public = app.get("/fr/").await;
        assert!(!public.body.contains("Paiements"));
        assert_eq!(app.claimed().await, []);
    }
}

#[tokio::test]
async fn nobody_sends_themselves_a_flood() {
    for mut app in TestApp::each().await {
        app.set(MAIL);
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        for _ in 0..15 {
            assert!(to_me(&desk).await.starts_with("On their way"));
        }

        let refused = to_me(&desk).await;

        assert!(refused.starts_with("That was many previews"), "{refused}");
        let mut tx = app.db().snapshot().await.unwrap();
        let waiting = outbox::backlog(&mut tx, outbox::Way::Letter).await.unwrap();
        assert_eq!(waiting.waiting, 30);
    }
}

#[tokio::test]
async fn without_mail_and_for_strangers_nothing_is_sent() {
    for app in TestApp::each().await {
        let desk = Desk::of(&app, "Ada", Role::Publisher).await;
        let reader = Desk::of(&app, "Rea", Role::Reader).await;

        let said = to_me(&desk).await;
        let stranger = reader
            .post(NEW, &[WORDS, &[("deed", "mine")]].concat())
            .await;

        assert!(said.starts_with("Nobody would be written to"), "{said}");
        assert_ne!(stranger.status, StatusCode::OK);
        let mut tx = app.db().snapshot().await.unwrap();
        let waiting = outbox::backlog(&mut tx, outbox::Way::Letter).await.unwrap();
        assert_eq!(waiting.waiting, 0);
    }
}

#[tokio::test]
async fn whoever_hears_two_words_of_one_deed_is_counted_once() {
    for app in TestApp::each().await {
        crowd(&app).await;
        let mut tx = app.db().begin().await.unwrap();
        tx.rehearse();
        let new = crate::live::payments(&app, &[]);
        let told = beffroi::incidents::open(&mut tx, app.now(), ANNA, new)
            .await
            .unwrap();
        let more = beffroi::incidents::PostUpdate::of(
            told.incident,
            beffroi_domain::IncidentStatus::Identified,
            crate::support::words(&[("fr", "Trouvé.")]),
        );
        beffroi::incidents::post_update(&mut tx, app.now(), ANNA, more)
            .await
            .unwrap();
        let said = deliveries::rehearsed(&mut tx).await.unwrap();
        drop(tx);
        let mut look = app.db().snapshot().await.unwrap();

        let counts = deliveries::whom(&mut look, &said).await.unwrap();

        assert_eq!(said.len(), 2);
        assert_eq!(counts.iter().map(|one| one.readers).sum::<i64>(), 7);
    }
}
