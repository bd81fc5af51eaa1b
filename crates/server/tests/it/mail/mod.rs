//! Letters by mail, into a relay of other people's making, read back by another's parser.
//!
//! `TEST_RELAY_PYTHON` names a Python with aiosmtpd, which `cargo xtask test` installs. The certificates beside
//! this file were made for these tests; the key of their authority was thrown away.

mod away;
pub mod relay;

use std::time::Duration;

use beffroi::{
    app::App,
    config,
    ground::outbound::{RelayLogin, RelayTls},
    members::{self, Role},
    notify::Post,
    outbox::{self, Letter},
};
use beffroi_channels::{self as channels, Button};
use jiff::{SignedDuration, Timestamp};
use mail_parser::MessageParser;
use tokio::sync::watch;

use self::relay::{Received, Relay};
use crate::support::{Answer, TestApp, locale};

const CA: &str = include_str!("ca.pem");

fn says() -> channels::Letter {
    channels::Letter {
        locale: locale("fr"),
        subject: "Votre invitation à Essai".to_owned(),
        greeting: "Bonjour,".to_owned(),
        paragraphs: vec!["Vous êtes invité·e.".to_owned()],
        button: Some(Button {
            label: "Accepter".to_owned(),
            address: "https://status.example.com/console/join?k=1".to_owned(),
        }),
        notes: vec![],
        signature: "Essai".to_owned(),
        thread: None,
    }
}

async fn write(app: &TestApp, key: &str, to: &str, expires_at: Option<Timestamp>) {
    let says = says();
    let letter = Letter {
        key,
        kind: "invitation",
        to,
        subject: None,
        says: &says,
        expires_at,
    };
    let mut tx = app.db().begin().await.unwrap();
    outbox::letter(&mut tx, app.now(), &letter).await.unwrap();
    tx.commit().await.unwrap();
}

pub fn settings(relay: &Relay) -> config::Mail {
    let relay = beffroi::ground::outbound::Relay {
        host: "localhost".to_owned(),
        port: relay.port,
        tls: RelayTls::Starttls,
        login: None,
        roots: Some(CA.to_owned()),
        hello: "status.example.com".to_owned(),
    };
    config::Mail {
        relay,
        from: "Essai <status@example.com>".to_owned(),
        bounces_to: None,
        answers_to: None,
        may_be_private: true,
        sessions: 4,
        at_one_domain: 4,
        signer: None,
    }
}

pub fn post(app: &TestApp, mail: config::Mail) -> Post {
    let mut settings = (*app.app.settings).clone();
    settings.mail = Some(mail);
    let app = App {
        settings: settings.into(),
        ..app.app.clone()
    };
    beffroi::app::post(&app)
}

#[derive(Debug, PartialEq, sqlx_macros::FromRow)]
struct Row {
    state: String,
    problem: Option<String>,
    attempts: i64,
}

async fn row(app: &TestApp) -> Row {
    let sql = "SELECT state, problem, attempts FROM outbox";
    let mut tx = app.db().snapshot().await.unwrap();
    tx.load(sql, vec![]).await.unwrap()
}

/// What happened to the one letter, in one line.
async fn told(app: &TestApp) -> String {
    let row = row(app).await;
    format!("{}: {}", row.state, row.problem.unwrap_or_default())
}

fn subject(received: &Received) -> String {
    let mail = MessageParser::default().parse(&received.bytes).unwrap();
    mail.subject().unwrap().to_owned()
}

#[tokio::test]
async fn a_letter_arrives_encrypted_and_says_what_was_written() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for app in TestApp::each().await {
        write(&app, "a", "ann@example.org", None).await;

        let sent = post(&app, settings(&relay)).empty().await.unwrap();

        let received = relay.next();
        assert_eq!(sent, 1);
        assert!(received.encrypted);
        assert_eq!(received.from, "status@example.com");
        assert_eq!(received.to, ["ann@example.org"]);
        assert_eq!(received.hello, "status.example.com");
        assert_eq!(subject(&received), "Votre invitation à Essai");
        let mail = MessageParser::default().parse(&received.bytes).unwrap();
        assert_eq!(mail.date().unwrap().to_rfc3339(), "2026-03-04T11:00:00Z");
        assert!(mail.body_text(0).unwrap().contains("Vous êtes invité·e."));
        assert_eq!(told(&app).await, "done: ");
    }
}

#[tokio::test]
async fn encryption_from_the_first_byte_and_a_sign_in() {
    let start = [
        "--tls",
        "localhost.pem",
        "--implicit",
        "--login",
        "beffroi:s3cret",
    ];
    let Some(relay) = Relay::start(&start) else {
        return;
    };
    let app = TestApp::start().await;
    write(&app, "a", "ann@example.org", None).await;
    let mut mail = settings(&relay);
    mail.relay.tls = RelayTls::Implicit;
    mail.relay.login = Some(RelayLogin {
        user: "beffroi".to_owned(),
        password: "s3cret".to_owned(),
    });

    post(&app, mail).empty().await.unwrap();

    assert_eq!(told(&app).await, "done: ");
    let received = relay.next();
    assert_eq!(received.user.as_deref(), Some("beffroi"));
    assert!(received.encrypted);
}

#[tokio::test]
async fn a_relay_that_does_not_encrypt_as_told_gets_nothing() {
    let Some(plain) = Relay::start(&[]) else {
        return;
    };
    let foreign = Relay::start(&["--tls", "elsewhere.example.pem"]).unwrap();
    let foreign_at_once = Relay::start(&["--tls", "elsewhere.example.pem", "--implicit"]).unwrap();
    let cases = [
        (&plain, RelayTls::Starttls, "offers no encryption"),
        (
            &foreign,
            RelayTls::Starttls,
            "a certificate that does not fit",
        ),
        (
            &foreign_at_once,
            RelayTls::Implicit,
            "a certificate that does not fit",
        ),
    ];
    for (relay, tls, why) in cases {
        let app = TestApp::start().await;
        write(&app, "a", "ann@example.org", None).await;
        let mut mail = settings(relay);
        mail.relay.tls = tls;

        let sent = post(&app, mail).empty().await.unwrap();

        assert_eq!(sent, 0);
        let told = told(&app).await;
        assert!(
            told.starts_with("waiting: ") && told.contains(why),
            "{told}"
        );
        assert!(relay.has_nothing());
    }
}

#[tokio::test]
async fn an_authority_that_nobody_named_is_not_trusted() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    let app = TestApp::start().await;
    write(&app, "a", "ann@example.org", None).await;
    let mut mail = settings(&relay);
    mail.relay.roots = None;

    post(&app, mail).empty().await.unwrap();

    assert!(told(&app).await.contains("a certificate that does not fit"));
    assert!(relay.has_nothing());
}

#[tokio::test]
async fn a_relay_at_a_private_address_is_not_called_unless_that_is_allowed() {
    let Some(relay) = Relay::start(&[]) else {
        return;
    };
    let app = TestApp::start().await;
    write(&app, "a", "ann@example.org", None).await;
    let mut mail = settings(&relay);
    mail.relay.tls = RelayTls::None;
    mail.may_be_private = false;

    post(&app, mail.clone()).empty().await.unwrap();

    assert!(told(&app).await.contains("set mail.allow_private = true"));
    assert!(relay.has_nothing());
    mail.may_be_private = true;
    app.app.clock.set(app.now() + SignedDuration::from_mins(2));
    assert_eq!(post(&app, mail).empty().await.unwrap(), 1);
    assert!(!relay.next().encrypted);
}

#[tokio::test]
async fn a_wrong_password_is_told_and_the_letter_waits() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem", "--login", "a:b"]) else {
        return;
    };
    let app = TestApp::start().await;
    write(&app, "a", "ann@example.org", None).await;
    let mut mail = settings(&relay);
    mail.relay.login = Some(RelayLogin {
        user: "a".to_owned(),
        password: "wr0ng".to_owned(),
    });

    post(&app, mail).empty().await.unwrap();

    let told = told(&app).await;
    assert!(told.starts_with("waiting: "), "{told}");
    assert!(told.contains("answers the sign-in with 535"), "{told}");
    assert!(!told.contains("wr0ng"));
}

#[tokio::test]
async fn what_is_refused_for_ever_is_put_by_and_what_is_put_off_waits_and_neither_says_who() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for app in TestApp::each().await {
        write(&app, "a", "never@example.org", None).await;
        post(&app, settings(&relay)).empty().await.unwrap();
        assert_eq!(
            told(&app).await,
            "dead: the relay refuses it with 550 5.1.1"
        );
    }
    for app in TestApp::each().await {
        write(&app, "a", "later@example.org", None).await;
        post(&app, settings(&relay)).empty().await.unwrap();
        assert_eq!(
            told(&app).await,
            "waiting: the relay puts it off with 451 4.2.0"
        );
        assert_eq!(post(&app, settings(&relay)).empty().await.unwrap(), 0);
        assert_eq!(row(&app).await.attempts, 1, "not before its time");
    }
}

#[tokio::test]
async fn one_bad_address_holds_up_no_other_letter() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    let app = TestApp::start().await;
    write(&app, "a", "never@example.org", None).await;
    write(&app, "b", "no address at all", None).await;
    write(&app, "c", "ann@example.org", None).await;

    let sent = post(&app, settings(&relay)).empty().await.unwrap();

    assert_eq!(sent, 1);
    assert_eq!(relay.next().to, ["ann@example.org"]);
}

#[tokio::test]
async fn a_letter_whose_date_has_passed_is_not_sent() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    let app = TestApp::start().await;
    write(&app, "a", "ann@example.org", Some(app.now())).await;

    post(&app, settings(&relay)).empty().await.unwrap();

    assert!(told(&app).await.starts_with("dead: "));
    assert!(relay.has_nothing());
}

#[tokio::test]
async fn a_crash_repeats_the_letter_that_was_under_way_under_the_same_name() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for app in TestApp::each().await {
        write(&app, "a", "silent@example.org", None).await;
        let first = post(&app, settings(&relay));
        // The relay is silent; the program is gone before it knows.
        let gone = tokio::time::timeout(Duration::from_millis(700), first.empty()).await;
        assert!(gone.is_err());
        let mut tx = app.db().begin().await.unwrap();
        let sql = "UPDATE outbox SET recipient = 'ann@example.org'";
        tx.exec(sql, vec![]).await.unwrap();
        tx.commit().await.unwrap();

        let early = post(&app, settings(&relay)).empty().await.unwrap();
        app.app.clock.set(app.now() + SignedDuration::from_mins(3));
        let late = post(&app, settings(&relay)).empty().await.unwrap();

        assert_eq!((early, late), (0, 1));
        assert_eq!(row(&app).await.attempts, 2);
        let mail = relay.next();
        let mail = MessageParser::default().parse(&mail.bytes).unwrap();
        let mut tx = app.db().snapshot().await.unwrap();
        let (id,): (uuid::Uuid,) = tx.load("SELECT id FROM outbox", vec![]).await.unwrap();
        assert_eq!(mail.message_id().unwrap(), format!("{id}@example.com"));
    }
}

#[tokio::test]
async fn nodes_share_the_letters_and_each_goes_once() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for app in TestApp::each().await {
        for number in 0..20 {
            write(
                &app,
                &number.to_string(),
                &format!("ann{number}@example.org"),
                None,
            )
            .await;
        }
        let nodes = [0, 1, 2].map(|_| post(&app, settings(&relay)));

        let (one, two, three) = tokio::join!(nodes[0].empty(), nodes[1].empty(), nodes[2].empty());

        assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 20);
        let mut all: Vec<String> = (0..20).map(|_| relay.next().to.remove(0)).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 20);
        assert!(relay.has_nothing());
    }
}

#[tokio::test]
async fn a_letter_goes_when_it_is_written_and_a_stop_is_heard() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    let app = TestApp::start().await;
    let post = post(&app, settings(&relay));
    let (working, worked) = watch::channel(());
    let running = tokio::spawn(async move { post.run(worked).await });
    // It has looked once and found nothing.
    tokio::time::sleep(Duration::from_millis(300)).await;

    write(&app, "a", "ann@example.org", None).await;

    // The relay stays until its answer is there: it says what it took before it answers.
    let received = tokio::task::spawn_blocking(move || (relay.next(), relay));
    let (received, _relay) = received.await.unwrap();
    assert_eq!(received.to, ["ann@example.org"]);
    drop(working);
    tokio::time::timeout(Duration::from_secs(2), running)
        .await
        .expect("it stops")
        .unwrap();
    assert_eq!(told(&app).await, "done: ");
}

/// The one address in a letter that leads to the console, as a path.
fn way_in(received: &Received) -> String {
    let mail = MessageParser::default().parse(&received.bytes).unwrap();
    let text = mail.body_text(0).unwrap();
    let (_, rest) = text.split_once("/console/welcome").unwrap();
    let key = rest.split_whitespace().next().unwrap();
    format!("/console/welcome{key}")
}

/// Chooses a password by a link from a letter.
async fn choose(app: &TestApp, way: &str) -> Answer {
    let asked = app.get(way).await;
    assert_eq!(asked.status, 200, "{way}");
    let key = asked.attributes("input[name=key]", "value").remove(0);
    let fields = [
        ("key", key.as_str()),
        ("password", "quatre mots bien choisis"),
    ];
    app.fill("", "/console/welcome", &fields).await
}

#[tokio::test]
async fn an_invitation_and_a_way_back_come_by_letter_and_open_the_door_once() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for mut app in TestApp::each().await {
        app.set(
            "[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\nallow_private = true",
        );
        let admin = app.signed_in_on(None, Role::Administrator).await.1;
        let fields = [
            ("name", "Bruno"),
            ("email", "bruno@example.com"),
            ("role", "publisher"),
            ("page", "all"),
        ];

        let invited = app.fill(&admin, "/console/members", &fields).await;

        let place = "/console/members?done=sent";
        assert_eq!(
            (invited.status.as_u16(), invited.header("location")),
            (303, place)
        );
        assert!(
            app.look(&admin, place)
                .await
                .text(".done")
                .starts_with("A letter with the link")
        );
        assert_eq!(post(&app, settings(&relay)).empty().await.unwrap(), 1);
        let letter = relay.next();
        assert_eq!(letter.to, ["bruno@example.com"]);
        let way = way_in(&letter);
        assert_eq!(choose(&app, &way).await.header("location"), "/console/");
        assert_eq!(app.get(&way).await.status, 422, "once");

        let lost = [("email", "Bruno@example.com")];
        assert_eq!(app.fill("", "/console/recover", &lost).await.status, 200);
        // Written beside the answer, so that nobody learns from its time whether there is an account.
        let mut sent = 0;
        while sent == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            sent = post(&app, settings(&relay)).empty().await.unwrap();
        }
        let way = way_in(&relay.next());
        assert_eq!(choose(&app, &way).await.header("location"), "/console/");
        assert_eq!(app.get(&way).await.status, 422, "once");

        let mut tx = app.db().snapshot().await.unwrap();
        let bruno = members::find_by_email(&mut tx, "bruno@example.com").await;
        let bruno = format!("/console/members/{}/link", bruno.unwrap().unwrap().id);
        drop(tx);
        assert_eq!(
            app.fill(&admin, &bruno, &[]).await.header("location"),
            place
        );
        assert_eq!(post(&app, settings(&relay)).empty().await.unwrap(), 1);
        relay.next();
        let shown = app.fill(&admin, &bruno, &[("deed", "show")]).await;
        assert_eq!(
            shown.texts(".once code").len(),
            1,
            "where no letter arrives, it is handed on"
        );
    }
}
