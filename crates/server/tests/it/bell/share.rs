//! Several nodes share a fan-out: each reader is told by one of them, and what a dead one had taken on is told by another.

use std::time::Duration;

use beffroi::{
    deliveries::{self, CHUNK, Ended, LEASE, Outcome},
    ground::Tx,
    params,
    subscribers::{self, Lane},
};
use beffroi_channels::Channel;

use super::{fanout, hears, hears_in, opens};
use crate::support::TestApp;

/// Readers of mail, in one statement each.
async fn readers(app: &TestApp, count: i64) {
    for number in 0..count {
        hears(app, Channel::Email, &format!("{number}@example.org"), "fr").await;
    }
}

async fn begun(app: &TestApp) {
    let mut tx = app.db().begin().await.unwrap();
    assert_eq!(
        deliveries::begin(&mut tx, app.now()).await.unwrap().len(),
        1
    );
    tx.commit().await.unwrap();
}

async fn take(app: &TestApp, now: jiff::Timestamp) -> Option<deliveries::Taken> {
    let mut tx = app.db().begin().await.unwrap();
    let taken = deliveries::take(&mut tx, now, Lane::Mail).await.unwrap();
    tx.commit().await.unwrap();
    taken
}

fn sent(hearer: &subscribers::Hearer) -> Outcome {
    Outcome {
        reader: hearer.id.0,
        ended: Ended::Sent,
    }
}

#[tokio::test]
async fn what_a_dead_node_left_is_told_by_another_and_only_that() {
    for app in TestApp::each().await {
        readers(&app, 6).await;
        opens(&app, &[]).await;
        begun(&app).await;
        let mut dead = take(&app, app.now()).await.unwrap();
        assert_eq!(dead.hearers.len(), 6);
        assert!(
            take(&app, app.now()).await.is_none(),
            "one node has all of them"
        );
        let told: Vec<Outcome> = [0, 1, 4].map(|at| sent(&dead.hearers[at])).into();
        let mut tx = app.db().begin().await.unwrap();
        deliveries::record(&mut tx, app.now(), &mut dead.chunk, &told)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let later = app.now() + LEASE;
        let mut left = take(&app, later).await.unwrap();

        let ids = |of: &[usize]| of.iter().map(|at| dead.hearers[*at].id).collect::<Vec<_>>();
        let open: Vec<_> = left.hearers.iter().map(|one| one.id).collect();
        assert_eq!(open, ids(&[2, 3, 5]));
        let mut tx = app.db().begin().await.unwrap();
        let late = [sent(&dead.hearers[2])];
        let is_ours = deliveries::record(&mut tx, later, &mut dead.chunk, &late)
            .await
            .unwrap();
        assert!(!is_ours, "whoever was thought dead finds it taken over");
        let rest: Vec<Outcome> = left.hearers.iter().map(sent).collect();
        assert!(
            deliveries::record(&mut tx, later, &mut left.chunk, &rest)
                .await
                .unwrap()
        );
        tx.commit().await.unwrap();
        assert!(take(&app, later).await.is_none());
        let told = fanout(&app, "mail").await;
        assert_eq!(
            (told.state.as_str(), told.handed, told.sent),
            ("over", 6, 6)
        );
        app.claimed().await;
    }
}

#[tokio::test]
async fn chunks_go_to_whoever_asks_and_a_first_word_goes_before_others() {
    for app in TestApp::each().await {
        let mut tx = app.db().begin().await.unwrap();
        subscribers::bell_of(&mut tx, app.page.id).await.unwrap();
        for number in 0..CHUNK + 1 {
            let address = format!("{number}@example.org");
            hears_in(&mut tx, &app, Channel::Email, &address, "fr").await;
        }
        tx.commit().await.unwrap();
        opens(&app, &[]).await;
        begun(&app).await;
        let one = take(&app, app.now()).await.unwrap();
        opens(&app, &[]).await;
        begun(&app).await;
        let mut tx = app.db().begin().await.unwrap();
        tx.exec(
            "UPDATE fanouts SET priority = 2 WHERE broadcast_id = $1",
            params![one.chunk.broadcast],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();

        let urgent = take(&app, app.now()).await.unwrap();
        let rest = take(&app, app.now()).await.unwrap();
        let last = take(&app, app.now()).await.unwrap();

        assert_ne!(urgent.chunk.broadcast, one.chunk.broadcast);
        assert_eq!(rest.chunk.broadcast, urgent.chunk.broadcast);
        assert_eq!(last.chunk.broadcast, one.chunk.broadcast);
        let sizes = [&one, &urgent, &rest, &last].map(|taken| taken.hearers.len());
        let whole = usize::try_from(CHUNK).unwrap();
        assert_eq!(sizes, [whole, whole, 1, 1]);
        assert!(take(&app, app.now()).await.is_none());
        app.claimed().await;
    }
}

#[tokio::test]
async fn what_was_handed_out_is_told_whole_also_where_somebody_in_it_was_resumed() {
    for app in TestApp::each().await {
        let mut tx = app.db().begin().await.unwrap();
        subscribers::bell_of(&mut tx, app.page.id).await.unwrap();
        tx.commit().await.unwrap();
        readers(&app, 3).await;
        let mut tx = app.db().begin().await.unwrap();
        let paused = "UPDATE subscriptions SET state = 'paused' WHERE address LIKE '1@%'";
        tx.exec(paused, params![]).await.unwrap();
        for number in 3..=CHUNK {
            let address = format!("{number}@example.org");
            hears_in(&mut tx, &app, Channel::Email, &address, "fr").await;
        }
        tx.commit().await.unwrap();
        opens(&app, &[]).await;
        begun(&app).await;
        let dead = take(&app, app.now()).await.unwrap();
        assert_eq!(dead.hearers.len(), usize::try_from(CHUNK).unwrap());
        let mut tx = app.db().begin().await.unwrap();
        let resumed = "UPDATE subscriptions SET state = 'active'";
        tx.exec(resumed, params![]).await.unwrap();
        tx.commit().await.unwrap();

        let left = take(&app, app.now() + LEASE).await.unwrap();

        let last = dead.hearers.last().unwrap().id;
        assert!(left.hearers.iter().any(|one| one.id == last));
        app.claimed().await;
    }
}

#[tokio::test]
async fn two_nodes_that_end_the_last_chunks_in_the_same_moment_end_the_fan_out() {
    for app in TestApp::each().await {
        let mut tx = app.db().begin().await.unwrap();
        subscribers::bell_of(&mut tx, app.page.id).await.unwrap();
        for number in 0..CHUNK + 1 {
            let address = format!("{number}@example.org");
            hears_in(&mut tx, &app, Channel::Email, &address, "fr").await;
        }
        tx.commit().await.unwrap();
        opens(&app, &[]).await;
        begun(&app).await;
        let mut one = take(&app, app.now()).await.unwrap();
        let mut two = take(&app, app.now()).await.unwrap();
        assert!(take(&app, app.now()).await.is_none());
        let (db, now) = (app.db().clone(), app.now());

        let mut first = app.db().begin().await.unwrap();
        assert!(left(&mut first, now, &mut one).await);
        let second = tokio::spawn(async move {
            let mut tx = db.begin().await.unwrap();
            assert!(left(&mut tx, now, &mut two).await);
            tx.commit().await.unwrap();
        });
        // It has done what it can do by then; the rest waits for the first.
        tokio::time::sleep(Duration::from_millis(300)).await;
        first.commit().await.unwrap();
        second.await.unwrap();

        assert_eq!(fanout(&app, "mail").await.state, "over");
        app.claimed().await;
    }
}

/// All of them left before it was their turn, so nobody counts who was told.
async fn left(tx: &mut Tx, now: jiff::Timestamp, taken: &mut deliveries::Taken) -> bool {
    let all = taken.hearers.iter();
    let all = all.map(|one| Outcome {
        reader: one.id.0,
        ended: Ended::Left,
    });
    let all: Vec<Outcome> = all.collect();
    let recorded = deliveries::record(tx, now, &mut taken.chunk, &all).await;
    recorded.unwrap()
}
