//! The desk's mailbox by IMAP, at a Dovecot of its own: what is in it is taken in once, moved, or put aside.
//!
//! `TEST_DOVECOT` names the program, which `cargo xtask test` installs.

mod dovecot;
mod program;
mod running;

use std::{collections::BTreeMap, sync::Arc};

use beffroi::{
    app, config,
    reports::{Collected, Collector, Received},
};
use beffroi_domain::{ReportId, case::Reference};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use self::dovecot::{Dovecot, PASSWORD, USER};
use crate::{
    reports::{
        MAILBOX,
        by_mail::{heard, mail},
        desk, desks, letters, opened, says,
    },
    support::TestApp,
};

/// Whoever looks into the mailbox that the section leads to.
fn collector(app: &TestApp, section: &str) -> Collector {
    let read = config::parse("test", section, &BTreeMap::new()).unwrap();
    let mut own = app.app.clone();
    Arc::make_mut(&mut own.settings).imap = read.imap;
    app::collector(&own).unwrap()
}

/// A case, and the address that answers to its letters go to.
async fn case_of(app: &TestApp) -> (ReportId, Reference, String) {
    let (id, reference) = opened(app, &says(app, "Rien ne passe")).await;
    letters(app).await;
    let to = desk(app).await.mail_address(reference, MAILBOX);
    (id, reference, to)
}

fn count(collected: &Collected, came: Received) -> i64 {
    collected.tally.get(&came).copied().unwrap_or_default()
}

fn refusal(result: beffroi::ground::Result<Collected>) -> String {
    let error = result.unwrap_err();
    assert!(
        matches!(error, beffroi::ground::Error::Refused(_)),
        "{error:?}"
    );
    error.to_string()
}

#[tokio::test]
async fn a_reply_goes_into_its_case_once_and_all_that_is_done_with_is_moved() {
    for app in desks().await {
        let Some(dovecot) = Dovecot::start() else {
            return;
        };
        let (id, _, to) = case_of(&app).await;
        let away = "Auto-Submitted: auto-replied\r\n";
        dovecot.put("1", &mail(&to, "1", "", "Depuis midi."));
        dovecot.put("2", &mail(&to, "1", "", "Depuis midi."));
        dovecot.put("3", &mail(&to, "3", away, "Je suis absent"));
        let section = dovecot.section(&format!(
            "tls = \"implicit\"\nport = {}\n",
            dovecot.tls_port
        ));

        let collected = collector(&app, &section).once().await.unwrap();

        assert_eq!(heard(&app, id).await, ["Depuis midi."]);
        assert_eq!(count(&collected, Received::Heard), 1);
        assert_eq!(count(&collected, Received::Again), 1);
        assert_eq!(count(&collected, Received::Automatic), 1);
        assert_eq!(dovecot.inbox(), []);
        assert_eq!(dovecot.folder("Beffroi").len(), 3);
        assert!(letters(&app).await.is_empty(), "nobody is answered");
    }
}

#[tokio::test]
async fn what_nobody_of_the_team_reads_stays_with_a_flag_and_keeps_nothing_waiting() {
    for app in desks().await {
        let Some(dovecot) = Dovecot::start() else {
            return;
        };
        let (id, reference, to) = case_of(&app).await;
        let stranger = format!("desk+{reference}@example.com");
        let answer = format!("In-Reply-To: <{reference}@example.com>\r\n");
        crate::reports::opens_desk(&app, beffroi::reports::DeskRules::default()).await;
        let words = "x".repeat(70) + "\r\n";
        dovecot.put("1-large", &mail(&to, "1", "", &words.repeat(450_000)));
        dovecot.put("2-headless", "\r\n\r\nno head at all\r\n");
        dovecot.put("3-stranger", &mail(&stranger, "3", &answer, "Tout"));
        dovecot.put("4-good", &mail(&to, "4", "", "Un dernier mot."));
        let collector = collector(&app, &dovecot.section(""));

        let collected = collector.once().await.unwrap();

        assert_eq!(heard(&app, id).await, ["Un dernier mot."]);
        assert_eq!((collected.aside, collected.later), (3, 0));
        assert_eq!(count(&collected, Received::TooLarge), 1);
        assert_eq!(count(&collected, Received::Unreadable), 1);
        assert_eq!(count(&collected, Received::Unknown), 1);
        let left = dovecot.inbox();
        assert_eq!(left.len(), 3, "{left:?}");
        assert!(left.iter().all(|(_, flags)| flags == "F"), "{left:?}");
        let again = collector.once().await.unwrap();
        assert!(again.tally.is_empty(), "they are left alone: {again:?}");
    }
}

/// Passes a conversation on, until the client says `word`; then nobody hears anything any more.
async fn cut_at(word: &'static str, server: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut client, _) = listener.accept().await.unwrap();
        let mut server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
        let (mut ours, mut theirs) = ([0; 4096], [0; 4096]);
        loop {
            tokio::select! {
                said = client.read(&mut ours) => {
                    let said = &ours[..said.unwrap()];
                    if said.is_empty() || String::from_utf8_lossy(said).contains(word) {
                        return;
                    }
                    server.write_all(said).await.unwrap();
                }
                told = server.read(&mut theirs) => {
                    client.write_all(&theirs[..told.unwrap()]).await.unwrap();
                }
            }
        }
    });
    port
}

#[tokio::test]
async fn a_crash_between_hearing_and_moving_repeats_nothing() {
    for app in desks().await {
        let Some(dovecot) = Dovecot::start() else {
            return;
        };
        let (id, _, to) = case_of(&app).await;
        let named = mail(&to, "1", "", "Depuis midi.");
        let nameless = mail(&to, "2", "", "Depuis hier.");
        let nameless = nameless.replace("Message-ID: <2@example.org>\r\n", "");
        for (name, mail) in [("1", named), ("2", nameless)] {
            dovecot.put(name, &mail);
            let port = cut_at("UID MOVE", dovecot.port).await;
            let cut = dovecot.section(&format!("tls = \"none\"\nport = {port}\n"));

            let broken = refusal(collector(&app, &cut).once().await);
            let inbox = dovecot.inbox();
            let again = collector(&app, &dovecot.section("")).once().await.unwrap();

            assert!(broken.ends_with("breaks off"), "{broken}");
            assert_eq!(inbox.len(), 1);
            assert_eq!(count(&again, Received::Again), 1, "{again:?}");
            assert_eq!(dovecot.inbox(), []);
        }
        assert_eq!(heard(&app, id).await, ["Depuis midi.", "Depuis hier."]);
    }
}

#[tokio::test]
async fn mails_that_are_done_with_can_be_removed_or_marked_as_read() {
    let app = desks().await.remove(0);
    let Some(dovecot) = Dovecot::start() else {
        return;
    };
    let (id, _, to) = case_of(&app).await;
    let seen = collector(&app, &dovecot.section("after = \"seen\""));
    let deleted = collector(&app, &dovecot.section("after = \"delete\""));
    dovecot.put("1", &mail(&to, "1", "", "Un."));

    seen.once().await.unwrap();
    let marked = dovecot.inbox();
    let again = seen.once().await.unwrap();
    dovecot.put("2", &mail(&to, "2", "", "Deux."));
    deleted.once().await.unwrap();

    assert_eq!(marked, [("1".to_owned(), "S".to_owned())]);
    assert!(again.tally.is_empty(), "{again:?}");
    assert_eq!(heard(&app, id).await, ["Un.", "Deux."]);
    assert_eq!(dovecot.inbox(), []);
}

#[tokio::test]
async fn a_mailbox_that_is_not_as_it_is_told_gets_no_password_and_says_what_to_do() {
    let Some(plain) = Dovecot::with("localhost.pem", "ssl = no") else {
        return;
    };
    let other = Dovecot::with("elsewhere.example.pem", "").unwrap();
    let own = Dovecot::start().unwrap();
    let app = desks().await.remove(0);
    let at_once = format!("tls = \"implicit\"\nport = {}\n", other.tls_port);
    let private = own
        .section("")
        .replace("allow_private = true", "allow_private = false");
    let untrusted = own.section("");
    let untrusted: Vec<&str> = untrusted
        .lines()
        .filter(|line| !line.starts_with("ca_file"))
        .collect();
    for (section, why) in [
        (plain.section(""), "offers no encryption (STARTTLS)"),
        (other.section(""), "a certificate that does not fit"),
        (other.section(&at_once), "a certificate that does not fit"),
        (untrusted.join("\n"), "a certificate that does not fit"),
        (private, "set imap.allow_private = true"),
        (own.section("password = \"wrong\""), "refuses the sign-in"),
        (
            own.section("folder = \"Nowhere\""),
            "has no folder \"Nowhere\"",
        ),
    ] {
        let told = refusal(collector(&app, &section).once().await);

        assert!(told.contains(why), "{told}");
        assert!(!told.contains(USER) && !told.contains(PASSWORD), "{told}");
    }
    for dovecot in [&plain, &other] {
        assert!(!dovecot.log().contains("Login:"), "{}", dovecot.log());
    }
}
