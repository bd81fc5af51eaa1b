//! The outbox: once under one key, ours while the lease runs, again later, and put by in the end.

use beffroi::outbox::{self, Claimed, Ended, Letter, Way};
use beffroi_channels as channels;
use beffroi_domain::{Announcement, Occasion, Topic};
use jiff::{SignedDuration, Timestamp};

use crate::support::{TestApp, at, locale, words};

const LEASE: SignedDuration = SignedDuration::from_secs(60);

fn announcement(app: &TestApp, key: &str) -> Announcement {
    Announcement {
        key: key.to_owned(),
        page: app.page.id,
        topic: Topic::Incident,
        occasion: Occasion::First,
        subject: uuid::Uuid::nil(),
        public_id: "q2kg8n613kr3".parse().unwrap(),
        references: vec!["TST-7".to_owned()],
        title: words(&[("fr", "Paiements")]),
        text: words(&[("fr", "Nous cherchons.")]),
        status: "investigating".to_owned(),
        impact: None,
        components: vec![],
        at: None,
        locales: vec![locale("fr")],
        stood: None,
    }
}

async fn announce(app: &TestApp, key: &str) -> bool {
    let mut tx = app.db().begin().await.unwrap();
    let said = outbox::announce(&mut tx, app.now(), &announcement(app, key)).await;
    tx.commit().await.unwrap();
    said.unwrap()
}

fn says() -> channels::Letter {
    channels::Letter {
        locale: locale("en"),
        subject: "You are invited".to_owned(),
        greeting: "Hello,".to_owned(),
        paragraphs: vec!["Come in.".to_owned()],
        button: None,
        notes: vec![],
        signature: "Test".to_owned(),
        thread: None,
    }
}

async fn write_letter(app: &TestApp, key: &str) {
    let says = says();
    let letter = Letter {
        key,
        kind: "invitation",
        to: "ann@example.com",
        subject: None,
        says: &says,
        expires_at: None,
    };
    let mut tx = app.db().begin().await.unwrap();
    assert!(outbox::letter(&mut tx, app.now(), &letter).await.unwrap());
    tx.commit().await.unwrap();
}

async fn claim(app: &TestApp, now: Timestamp) -> Vec<Claimed> {
    let mut tx = app.db().begin().await.unwrap();
    let claimed = outbox::claim(&mut tx, now, Way::Letter, 10, LEASE).await;
    tx.commit().await.unwrap();
    claimed.unwrap()
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    state: String,
    recipient: Option<String>,
    body: Option<String>,
    problem: Option<String>,
}

async fn row(app: &TestApp) -> Row {
    let sql = "SELECT state, recipient, body, problem FROM outbox";
    let mut tx = app.db().snapshot().await.unwrap();
    tx.load(sql, vec![]).await.unwrap()
}

#[tokio::test]
async fn the_same_key_twice_is_announced_once() {
    for app in TestApp::each().await {
        assert!(announce(&app, "update:1:published").await);
        assert!(!announce(&app, "update:1:published").await);
        assert!(announce(&app, "update:2:published").await);

        let claimed = app.claimed().await;

        let expected = ["update:1:published", "update:2:published"];
        assert_eq!(claimed, expected.map(|key| announcement(&app, key)));
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
#[should_panic(expected = "announced, and the test never looked")]
async fn a_test_that_looks_at_no_announcement_fails() {
    let app = TestApp::start().await;

    announce(&app, "update:1:published").await;
}

#[tokio::test]
async fn what_is_claimed_is_ours_until_the_lease_runs_out() {
    for app in TestApp::each().await {
        write_letter(&app, "a").await;
        let first = claim(&app, app.now()).await;

        let meanwhile = claim(&app, app.now() + SignedDuration::from_secs(59)).await;
        let later = claim(&app, app.now() + LEASE).await;

        assert_eq!((first.len(), meanwhile.len(), later.len()), (1, 0, 1));
        assert_eq!((first[0].attempts, later[0].attempts), (1, 2));
        assert_eq!(first[0].id, later[0].id);
    }
}

#[tokio::test]
async fn whoever_lost_the_lease_cannot_end_it() {
    for app in TestApp::each().await {
        write_letter(&app, "a").await;
        let first = claim(&app, app.now()).await.remove(0);
        claim(&app, app.now() + LEASE).await;

        let mut tx = app.db().begin().await.unwrap();
        outbox::done(&mut tx, app.now(), &first).await.unwrap();
        let ended = outbox::retry(&mut tx, app.now(), &first, "slow", None).await;
        tx.commit().await.unwrap();

        assert_eq!(ended.unwrap(), Ended::NotOurs);
        assert_eq!(row(&app).await.state, "waiting");
    }
}

#[tokio::test]
async fn a_letter_that_is_there_leaves_neither_address_nor_words() {
    for app in TestApp::each().await {
        write_letter(&app, "a").await;
        let claimed = claim(&app, app.now()).await.remove(0);
        assert_eq!(claimed.recipient.as_deref(), Some("ann@example.com"));
        let read: channels::Letter = serde_json::from_str(&claimed.body).unwrap();
        assert_eq!(read, says());

        let mut tx = app.db().begin().await.unwrap();
        outbox::done(&mut tx, app.now(), &claimed).await.unwrap();
        tx.commit().await.unwrap();

        let row = row(&app).await;
        assert_eq!(
            (row.state.as_str(), row.recipient, row.body),
            ("done", None, None)
        );
    }
}

#[tokio::test]
async fn what_fails_is_tried_twelve_times_and_then_put_by() {
    for app in TestApp::each().await {
        write_letter(&app, "a").await;
        let (mut now, mut tries) = (at("2026-03-04T11:00:00Z"), 0);

        let ended = loop {
            let claimed = claim(&app, now).await.remove(0);
            tries += 1;
            let mut tx = app.db().begin().await.unwrap();
            let ended = outbox::retry(&mut tx, now, &claimed, "the server is away", None).await;
            tx.commit().await.unwrap();
            match ended.unwrap() {
                Ended::Again(then) => now = then,
                ended => break ended,
            }
        };

        assert_eq!((ended, tries), (Ended::Dead, 12));
        let row = row(&app).await;
        assert_eq!(row.state, "dead");
        assert_eq!(row.problem.as_deref(), Some("the server is away"));
    }
}

#[tokio::test]
async fn a_try_that_says_nothing_of_the_letter_is_not_counted() {
    for app in TestApp::each().await {
        write_letter(&app, "a").await;
        let mut now = app.now();
        for _ in 0..20 {
            let claimed = claim(&app, now).await.remove(0);
            assert_eq!(claimed.attempts, 1);
            let until = now + SignedDuration::from_mins(5);
            let mut tx = app.db().begin().await.unwrap();
            outbox::hold(&mut tx, now, &claimed, "the relay is away", until)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            now = until;
        }
        let mut tx = app.db().begin().await.unwrap();
        let held = outbox::backlog(&mut tx, Way::Letter).await.unwrap();
        let since = held.away.clone().unwrap();
        outbox::release(&mut tx, app.now(), Way::Letter)
            .await
            .unwrap();
        let after = outbox::backlog(&mut tx, Way::Letter).await.unwrap();
        tx.commit().await.unwrap();

        assert_eq!(since, (app.now(), "the relay is away".to_owned()));
        assert_eq!((held.waiting, held.dead), (1, 0));
        assert_eq!((after.waiting, after.away), (1, None));
        assert_eq!(claim(&app, app.now()).await[0].attempts, 1, "due at once");
    }
}

#[tokio::test]
async fn many_workers_share_and_none_gets_what_another_has() {
    for app in TestApp::each().await {
        for number in 0..40 {
            write_letter(&app, &number.to_string()).await;
        }

        let work = |_| {
            let (db, now) = (app.db().clone(), app.now());
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let mut tx = db.begin().await.unwrap();
                    let claimed = outbox::claim(&mut tx, now, Way::Letter, 3, LEASE).await;
                    tx.commit().await.unwrap();
                    let claimed = claimed.unwrap();
                    if claimed.is_empty() {
                        return mine;
                    }
                    mine.extend(claimed.into_iter().map(|one| one.id));
                }
            })
        };
        let workers: Vec<_> = (0..4).map(work).collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }

        assert_eq!(all.len(), 40);
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 40);
    }
}
