//! Whoever looks again and again: woken by the server or asking it, by one node at a time, and back when the mailbox is.

use std::time::{Duration, Instant};

use beffroi::reports::{Collector, mailbox_away};
use beffroi_domain::ReportId;
use tokio::{sync::watch, task::JoinHandle, time::sleep};

use super::{
    case_of, collector,
    dovecot::{Dovecot, PASSWORD},
};
use crate::{
    reports::{
        by_mail::{heard, mail},
        desks,
    },
    support::TestApp,
};

/// A collector under way.
struct Running {
    working: watch::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    fn start(collector: Collector) -> Self {
        let (working, stop) = watch::channel(());
        let task = tokio::spawn(async move { collector.run(stop).await });
        Self { working, task }
    }

    async fn end(self) {
        drop(self.working);
        let ended = tokio::time::timeout(Duration::from_secs(10), self.task);
        ended.await.expect("it ends when it is told to").unwrap();
    }
}

/// How long it takes until so much was heard; at most half a minute.
async fn until_heard(app: &TestApp, id: ReportId, words: usize) -> Duration {
    let began = Instant::now();
    while heard(app, id).await.len() < words {
        assert!(began.elapsed() < Duration::from_secs(30), "nothing came");
        sleep(Duration::from_millis(50)).await;
    }
    began.elapsed()
}

async fn is_away(app: &TestApp) -> bool {
    let mut look = app.db().snapshot().await.unwrap();
    mailbox_away(&mut look).await.unwrap().is_some()
}

async fn lease(app: &TestApp) -> Option<uuid::Uuid> {
    let mut look = app.db().snapshot().await.unwrap();
    let sql = "SELECT lease FROM report_mailbox WHERE name = 'desk'";
    let row: Option<(Option<uuid::Uuid>,)> = look.find(sql, vec![]).await.unwrap();
    row.and_then(|(lease,)| lease)
}

#[tokio::test]
async fn a_new_mail_wakes_whoever_listens() {
    for app in desks().await {
        let Some(dovecot) = Dovecot::start() else {
            return;
        };
        let (id, _, to) = case_of(&app).await;
        dovecot.put("1", &mail(&to, "1", "", "Un."));
        let running = Running::start(collector(&app, &dovecot.section("")));
        until_heard(&app, id, 1).await;
        // All was looked through by then, and the server is listened to.
        sleep(Duration::from_secs(2)).await;

        dovecot.put("2", &mail(&to, "2", "", "Deux."));
        let took = until_heard(&app, id, 2).await;

        eprintln!("woken after {} ms", took.as_millis());
        assert!(took < Duration::from_secs(5), "{took:?}");
        running.end().await;
        assert_eq!(dovecot.inbox(), []);
        assert_eq!(lease(&app).await, None, "the turn is handed back");
    }
}

#[tokio::test]
async fn a_server_that_neither_tells_nor_moves_is_asked_again_and_again() {
    let app = desks().await.remove(0);
    let plain = "imap_capability = IMAP4rev1 UIDPLUS AUTH=PLAIN";
    let Some(dovecot) = Dovecot::with("localhost.pem", plain) else {
        return;
    };
    let (id, _, to) = case_of(&app).await;
    let section = dovecot.section("every_seconds = 1\n");
    let running = Running::start(collector(&app, &section));
    dovecot.put("1", &mail(&to, "1", "", "Un."));
    until_heard(&app, id, 1).await;

    dovecot.put("2", &mail(&to, "2", "", "Deux."));
    until_heard(&app, id, 2).await;
    sleep(Duration::from_secs(2)).await;
    running.end().await;

    assert_eq!(dovecot.inbox(), []);
    assert_eq!(dovecot.folder("Beffroi").len(), 2);
    let sign_ins = dovecot.log().matches("Login:").count();
    assert!(sign_ins > 1, "each look is one of its own: {sign_ins}");
}

#[tokio::test]
async fn a_mailbox_that_is_away_is_noted_and_tried_again() {
    for app in desks().await {
        let Some(dovecot) = Dovecot::start() else {
            return;
        };
        let (id, _, to) = case_of(&app).await;
        dovecot.put("1", &mail(&to, "1", "", "Un."));
        dovecot.set_password("another one");
        let running = Running::start(collector(&app, &dovecot.section("")));
        while !is_away(&app).await {
            sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(lease(&app).await, None, "another node may try");
        assert!(heard(&app, id).await.is_empty());

        dovecot.set_password(PASSWORD);
        until_heard(&app, id, 1).await;
        sleep(Duration::from_millis(500)).await;

        assert!(!is_away(&app).await);
        running.end().await;
    }
}

#[tokio::test]
async fn one_node_at_a_time_looks_and_another_takes_over() {
    for app in desks().await {
        let Some(dovecot) = Dovecot::start() else {
            return;
        };
        let (id, _, to) = case_of(&app).await;
        let section = dovecot.section("");
        let first = Running::start(collector(&app, &section));
        dovecot.put("1", &mail(&to, "1", "", "Un."));
        until_heard(&app, id, 1).await;
        let held = lease(&app).await;
        let second = Running::start(collector(&app, &section));
        sleep(Duration::from_secs(2)).await;
        let sign_ins = dovecot.log().matches("Login:").count();

        assert_eq!(lease(&app).await, held);
        assert_eq!(sign_ins, 1, "{}", dovecot.log());

        first.end().await;
        dovecot.put("2", &mail(&to, "2", "", "Deux."));
        until_heard(&app, id, 2).await;

        assert!(lease(&app).await.is_some_and(|lease| Some(lease) != held));
        second.end().await;
    }
}

async fn rename(app: &TestApp, sql: &'static str) {
    let mut tx = app.db().begin().await.unwrap();
    tx.exec(sql, vec![]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_mail_that_is_never_written_down_is_put_aside_in_the_end_and_is_not_lost() {
    for app in desks().await {
        let Some(dovecot) = Dovecot::start() else {
            return;
        };
        let (id, _, to) = case_of(&app).await;
        let away = "Auto-Submitted: auto-replied\r\n";
        dovecot.put("1", &mail(&to, "1", "", "Un."));
        dovecot.put("2", &mail(&to, "2", away, "Je suis absent"));
        rename(&app, "ALTER TABLE report_entries RENAME TO elsewhere").await;
        let collector = collector(&app, &dovecot.section(""));

        let looks = [
            collector.once().await.unwrap(),
            collector.once().await.unwrap(),
            collector.once().await.unwrap(),
        ];
        rename(&app, "ALTER TABLE elsewhere RENAME TO report_entries").await;
        let left = dovecot.inbox();
        dovecot.take_flags("1");
        let last = collector.once().await.unwrap();

        let counted: Vec<_> = looks.iter().map(|one| (one.later, one.aside)).collect();
        assert_eq!(counted, [(1, 0), (1, 0), (0, 1)]);
        assert_eq!(looks[0].tally.len(), 1, "the one behind it is done with");
        assert_eq!(left, [("1".to_owned(), "F".to_owned())]);
        assert_eq!(last.aside, 0);
        assert_eq!(heard(&app, id).await, ["Un."]);
        assert_eq!(dovecot.inbox(), []);
    }
}
