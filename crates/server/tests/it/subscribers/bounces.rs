//! What relays say of mails that did not arrive: whoever is gone is paused, anything else is counted, and what proves
//! nothing changes nothing.

use std::{
    fs,
    io::Write as _,
    process::{Command, Output, Stdio},
};

use beffroi::{
    ground::db::DbUrl,
    members::{Role, Scope},
    subscribers::{self, Bounced, State},
};
use beffroi_channels::Channel;
use beffroi_domain::{Actor, ComponentStatus, SubscriptionId};
use jiff::{SignedDuration, Timestamp};
use mail_parser::MessageParser;
use serde_json::{Value, json};

use super::{audited, letters, load, mail, told};
use crate::{
    api::{call, json as read},
    bell::{hears, opens},
    mail::{post, relay::Relay, settings},
    support::TestApp,
};

/// A notification as RFC 3464 has it, which came to `to`, of a mail of this id.
fn notice(to: &str, id: &str, (address, status): (&str, &str)) -> String {
    let action = match status.starts_with('4') {
        true => "delayed",
        false => "failed",
    };
    format!(
        "From: MAILER-DAEMON@relay.example\r\nTo: {to}\r\nSubject: Undelivered\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; relay.example\r\n\r\n\
         Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}>\r\n\r\n\
         --b--\r\n"
    )
}

/// The mark of a mail to a reader of the first page, announced then.
async fn mark(app: &TestApp, id: SubscriptionId, at: Timestamp) -> String {
    let mut look = app.db().snapshot().await.unwrap();
    let bell = subscribers::find_bell(&mut look, app.page.id).await;
    bell.unwrap().unwrap().mark(id, at)
}

/// A notification of a mail of ours that carried its mark in its id.
async fn of_ours(app: &TestApp, id: SubscriptionId, at: Timestamp, said: (&str, &str)) -> String {
    let mark = mark(app, id, at).await;
    notice(
        "status@example.com",
        &format!("0f.{mark}@example.com"),
        said,
    )
}

async fn take_at(app: &TestApp, now: Timestamp, mail: &str) -> Bounced {
    let mut tx = app.db().begin().await.unwrap();
    let (pages, mail) = ([app.page.id], mail.as_bytes());
    let came = subscribers::bounced(&mut tx, now, Actor::System, &pages, mail).await;
    tx.commit().await.unwrap();
    came.unwrap()
}

async fn take(app: &TestApp, mail: &str) -> Bounced {
    take_at(app, app.now(), mail).await
}

async fn state(app: &TestApp, id: SubscriptionId) -> (State, Option<String>) {
    let one = load(app, id).await.unwrap();
    (one.state, one.problem)
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

const GONE: &str = "5.1.1";
const FULL: &str = "5.2.2";

#[tokio::test]
async fn an_address_that_is_gone_is_paused_at_once_and_a_resumed_one_starts_anew() {
    for app in TestApp::each().await {
        let ann = told(&app, &mail(&app, "Ann@example.com")).await;
        let now = app.now();
        let first = of_ours(&app, ann, now, ("ann@example.com", GONE)).await;

        assert_eq!(take(&app, &first).await, Bounced::Paused);

        let why = Some("no_such_address".to_owned());
        assert_eq!(state(&app, ann).await, (State::Paused, why.clone()));
        assert_eq!(audited(&app, "subscription.pause").await, 1);
        assert_eq!(take(&app, &first).await, Bounced::Duplicate);
        let other = of_ours(&app, ann, now - days(1), ("ann@example.com", GONE)).await;
        assert_eq!(take(&app, &other).await, Bounced::Silent);

        let later = now + SignedDuration::from_mins(1);
        let mut tx = app.db().begin().await.unwrap();
        subscribers::resume(&mut tx, later, Actor::System, ann)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(take_at(&app, later, &first).await, Bounced::Old);
        assert_eq!(take_at(&app, later, &other).await, Bounced::Old);
        assert_eq!(state(&app, ann).await, (State::Active, None));
        let next = of_ours(&app, ann, later, ("ann@example.com", GONE)).await;
        assert_eq!(take_at(&app, later, &next).await, Bounced::Paused);
        assert_eq!(state(&app, ann).await, (State::Paused, why));
        letters(&app).await;
    }
}

#[tokio::test]
async fn ten_mails_in_five_days_that_come_back_are_a_pause_also_where_the_relay_takes_each() {
    for app in TestApp::each().await {
        let ann = told(&app, &mail(&app, "ann@example.com")).await;
        let begin = app.now();
        let full = async |time: i64, now| {
            let at = begin + SignedDuration::from_hours(time);
            let notice = of_ours(&app, ann, at, ("ann@example.com", FULL)).await;
            take_at(&app, now, &notice).await
        };
        for time in 0..9 {
            assert_eq!(full(time, begin + days(1)).await, Bounced::Counted);
            let mut tx = app.db().begin().await.unwrap();
            subscribers::arrived(&mut tx, &[ann]).await.unwrap();
            tx.commit().await.unwrap();
        }
        // Often, and not for long enough.
        assert_eq!(full(20, begin + days(4)).await, Bounced::Counted);
        assert_eq!(full(20, begin + days(4)).await, Bounced::Duplicate);
        assert_eq!(audited(&app, "subscription.bounce").await, 10);
        let mut look = app.db().snapshot().await.unwrap();
        let all = subscribers::returned(&mut look, ann, begin + days(4)).await;
        drop(look);
        assert_eq!(all.unwrap().count, 10);

        assert_eq!(full(120, begin + days(5)).await, Bounced::Paused);

        let why = Some("full".to_owned());
        assert_eq!(state(&app, ann).await, (State::Paused, why));
        letters(&app).await;
    }
}

#[tokio::test]
async fn what_came_back_a_month_ago_counts_no_more_and_is_forgotten() {
    for app in TestApp::each().await {
        let ann = told(&app, &mail(&app, "ann@example.com")).await;
        let begin = app.now();
        let notice = of_ours(&app, ann, begin, ("ann@example.com", FULL)).await;
        assert_eq!(take(&app, &notice).await, Bounced::Counted);
        let sweep = async |now| {
            let mut tx = app.db().begin().await.unwrap();
            subscribers::sweep(&mut tx, now).await.unwrap();
            let (kept,): (i64,) = tx
                .load("SELECT COUNT(*) FROM bounces", vec![])
                .await
                .unwrap();
            tx.commit().await.unwrap();
            kept
        };

        assert_eq!(sweep(begin + days(30)).await, 1);
        assert_eq!(sweep(begin + days(31)).await, 0);

        let late = take_at(&app, begin + days(31), &notice).await;
        assert_eq!(late, Bounced::Old);
        letters(&app).await;
    }
}

#[tokio::test]
async fn what_proves_nothing_changes_nothing_and_is_called_by_its_word() {
    for app in TestApp::each().await {
        let ann = told(&app, &mail(&app, "ann+status@example.com")).await;
        let bob = told(&app, &mail(&app, "bob@example.com")).await;
        let now = app.now();
        let gone = ("ann+status@example.com", GONE);
        let own = mark(&app, ann, now).await;
        let plain = notice("status@example.com", "1@example.com", gone);
        // The first half of a mark says whose it is; the seal behind it is another's.
        let forged = format!("{}{}", &own[..32], &mark(&app, bob, now).await[32..]);
        let forged = notice(
            &format!("bounces+{forged}@example.com"),
            "1@example.com",
            gone,
        );
        let nobody = mark(&app, SubscriptionId(uuid::Uuid::from_u128(7)), now).await;
        let nobody = notice(
            &format!("bounces+{nobody}@example.com"),
            "1@example.com",
            gone,
        );
        let own = |said| notice(&format!("bounces+{own}@example.com"), "1@example.com", said);
        let answer = "From: ann@example.com\r\nSubject: Re: Payments\r\n\r\nThank you.\r\n";

        for (mail, word) in [
            (plain.as_str(), Bounced::Unproven),
            (&forged, Bounced::Forged),
            (&nobody, Bounced::Unknown),
            (answer, Bounced::Other),
            ("", Bounced::Other),
            // One of a team that the address leads to.
            (&own(("cyd@example.org", GONE)), Bounced::Elsewhere),
            (&own((gone.0, "4.4.1")), Bounced::Going),
        ] {
            assert_eq!(take(&app, mail).await, word, "{mail}");
        }
        let mut tx = app.db().begin().await.unwrap();
        let notice = own(gone);
        let other = subscribers::bounced(&mut tx, now, Actor::System, &[], notice.as_bytes());
        assert_eq!(other.await.unwrap(), Bounced::Unknown);
        drop(tx);
        assert_eq!(state(&app, ann).await, (State::Active, None));
        assert_eq!(audited(&app, "subscription.bounce").await, 0);

        // Some relays write the same person under another name of the domain.
        let rewritten = own(("Ann@mail.example.com", GONE));
        assert_eq!(take(&app, &rewritten).await, Bounced::Paused);
        letters(&app).await;
    }
}

#[tokio::test]
async fn a_mail_carries_its_mark_on_the_envelope_and_in_its_id() {
    let Some(relay) = Relay::start(&["--tls", "localhost.pem"]) else {
        return;
    };
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let ann = hears(&app, Channel::Email, "ann@example.org", "fr").await;
        opens(&app, &[(api, ComponentStatus::PartialOutage)]).await;
        let own = mark(&app, ann, app.now()).await;
        let mut mail = settings(&relay);
        mail.bounces_to = Some("bounces@example.com".to_owned());

        post(&app, mail).empty().await.unwrap();

        let came = relay.next();
        assert_eq!(came.from, format!("bounces+{own}@example.com"));
        let read = MessageParser::default().parse(&came.bytes).unwrap();
        let id = read.message_id().unwrap();
        assert!(id.ends_with(&format!(".{own}@example.com")), "{id}");
        let back = notice(&came.from, "1@example.com", ("ann@example.org", GONE));
        assert_eq!(take(&app, &back).await, Bounced::Paused);
        let again = notice("status@example.com", id, ("ann@example.org", GONE));
        assert_eq!(take(&app, &again).await, Bounced::Duplicate);
    }
}

#[tokio::test]
async fn a_program_with_a_key_hands_a_notification_on_and_a_stranger_cannot() {
    for app in TestApp::each().await {
        let ann = told(&app, &mail(&app, "ann@example.com")).await;
        letters(&app).await;
        let notice = of_ours(&app, ann, app.now(), ("ann@example.com", GONE)).await;
        let body = json!({ "message": notice });
        let line = "POST /bounces";

        assert_eq!(call(&app, "nobody", line, body.clone()).await.status, 401);
        let reader = app.token(&[Scope::Read]).await;
        assert_eq!(call(&app, &reader, line, body.clone()).await.status, 403);
        let key = app.token(&[Scope::Write]).await;
        assert_eq!(call(&app, &key, line, json!({})).await.status, 422);
        let rehearsed = call(&app, &key, "POST /bounces?dry_run=true", body.clone()).await;
        assert_eq!(read(&rehearsed)["came"], "paused");
        assert_eq!(load(&app, ann).await.unwrap().state, State::Active);

        let taken = call(&app, &key, line, body.clone()).await;
        let again = call(&app, &key, line, body).await;

        assert_eq!(taken.status, 200, "{}", taken.body);
        assert_eq!(read(&taken)["came"], "paused");
        assert_eq!(read(&again)["came"], "duplicate");
        assert_eq!(read(&again)["is_taken"], false);
        assert_eq!(load(&app, ann).await.unwrap().state, State::Paused);
    }
}

#[tokio::test]
async fn the_console_says_why_and_how_often() {
    for app in TestApp::each().await {
        let ann = told(&app, &mail(&app, "ann@example.com")).await;
        let admin = app.member(Role::Administrator).await;
        for hours in [0, 1] {
            let at = app.now() - SignedDuration::from_hours(hours);
            let notice = of_ours(&app, ann, at, ("ann@example.com", FULL)).await;
            take(&app, &notice).await;
        }

        let page = format!("/console/subscribers/test/{ann}");
        let page = app.look(&admin, &page).await;

        let facts = page.texts(".told-facts dd");
        for fact in ["2 mails within a month", "its mailbox is full"] {
            assert!(facts.iter().any(|one| one == fact), "{facts:?}");
        }
        letters(&app).await;
    }
}

/// The real program, over the database of the test.
fn bounces(app: &TestApp, folder: &std::path::Path, from: &str, pipe: &str) -> Output {
    let database = match &app.url {
        DbUrl::File(path) => format!("sqlite:{}", path.display()),
        DbUrl::Postgres(url) => url.clone(),
    };
    let config = folder.join("beffroi.toml");
    fs::write(&config, format!("database = \"{database}\"\n")).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_beffroi"))
        .args(["bounces", "--json", "--config"])
        .arg(&config)
        .arg(from)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut into = child.stdin.take().unwrap();
    into.write_all(pipe.as_bytes()).unwrap();
    drop(into);
    child.wait_with_output().unwrap()
}

/// What came of mails, but for what nothing came to.
fn tally(output: &Output) -> Value {
    assert!(output.status.success(), "{output:?}");
    let Value::Object(all) = serde_json::from_slice(&output.stdout).unwrap() else {
        panic!("{output:?}");
    };
    let some = all.into_iter().filter(|(_, count)| *count != 0);
    Value::Object(some.collect())
}

#[tokio::test]
async fn the_command_takes_a_pipe_an_mbox_and_a_maildir_and_never_answers_a_notification() {
    for app in TestApp::each().await {
        let ann = told(&app, &mail(&app, "ann@example.com")).await;
        letters(&app).await;
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let now = Timestamp::now();
        let full = of_ours(&app, ann, now, ("ann@example.com", FULL)).await;
        let gone = of_ours(&app, ann, now - days(1), ("ann@example.com", GONE)).await;

        let piped = bounces(&app, folder, "-", &full);
        assert_eq!(tally(&piped), json!({ "counted": 1 }));
        let answer = bounces(&app, folder, "-", "Subject: Hello\n\nAre you there?\n");
        assert_eq!(tally(&answer), json!({ "other": 1 }));

        let unix = |mail: &str| mail.replace("\r\n", "\n");
        let mbox = format!("From a Thu\n{}\nFrom b Fri\n{}", unix(&full), unix(&gone));
        let path = folder.join("mbox");
        fs::write(&path, mbox).unwrap();
        let path = path.to_str().unwrap();
        let both = bounces(&app, folder, path, "");
        assert_eq!(tally(&both), json!({ "duplicate": 1, "paused": 1 }));
        assert_eq!(load(&app, ann).await.unwrap().state, State::Paused);

        let maildir = folder.join("box");
        for part in ["new", "cur", "tmp"] {
            fs::create_dir_all(maildir.join(part)).unwrap();
            fs::write(maildir.join(part).join("1.a"), &full).unwrap();
        }
        let all = bounces(&app, folder, maildir.to_str().unwrap(), "");
        assert_eq!(tally(&all), json!({ "duplicate": 2 }));

        // Nothing there is a mistake of whoever typed it; a database that is away is none of the mail's.
        let none = bounces(&app, folder, folder.join("none").to_str().unwrap(), "");
        assert_eq!(none.status.code(), Some(1));
    }
}

#[test]
fn a_pipe_without_an_installation_has_the_mail_server_keep_the_mail() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("beffroi.toml");
    fs::write(&config, "database = \"postgres://127.0.0.1:1/none\"\n").unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_beffroi"));
        let command = command.current_dir(folder.path()).arg("bounces").args(args);
        command.stdin(Stdio::null()).output().unwrap().status.code()
    };

    assert_eq!(run(&[]), Some(75));
    assert_eq!(run(&["--config", "nowhere.toml"]), Some(75));
}
