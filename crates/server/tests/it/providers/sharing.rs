//! Politeness, counted where it is felt, and nodes that share.

use std::time::Duration;

use beffroi::{app, ground::Db};
use jiff::SignedDuration;

use super::{
    load,
    pages::{Host, follows_at, with},
};
use crate::support::TestApp;

const SUMMARY: &str = "/api/v2/summary.json";

#[tokio::test]
async fn one_question_at_a_time_to_a_host_and_a_gap_between_two() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        host.dawdles(SUMMARY, Duration::from_millis(50));
        let watch = with(&mut app, "gap_ms = 100");
        for slug in ["one", "two", "three"] {
            follows_at(&app, slug, &host, Some("statuspage")).await;
        }
        let (stop, stopped) = tokio::sync::watch::channel(());
        let running = tokio::spawn(async move { watch.run(stopped).await });

        let mut asked = Vec::new();
        for _ in 0..400 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            asked.extend(host.asked());
            if asked.len() >= 13 {
                break;
            }
        }
        drop(stop);
        running.await.unwrap();

        assert_eq!(host.most_at_once(), 1);
        assert_eq!(
            asked.len(),
            13,
            "four questions of each, and robots.txt once for all"
        );
        let robots = asked.iter().filter(|one| one.path == "/robots.txt").count();
        assert_eq!(robots, 1);
        for pair in asked.windows(2) {
            let gap = pair[1].at.duration_since(pair[0].at);
            assert!(
                gap >= Duration::from_millis(95),
                "{} after {}: {gap:?}",
                pair[1].path,
                pair[0].path
            );
        }
    }
}

#[tokio::test]
async fn two_nodes_never_look_at_one_provider_or_one_host_at_once() {
    for mut app in TestApp::each().await {
        let shared = Host::at("127.0.0.1").await;
        shared.is_statuspage("Orgelpfeife");
        shared.dawdles(SUMMARY, Duration::from_millis(300));
        let watch = with(
            &mut app,
            "gap_ms = 0\ninterval_seconds = 10\nopen_interval_seconds = 10",
        );
        let mut all = Vec::new();
        for slug in ["one", "two"] {
            all.push(follows_at(&app, slug, &shared, Some("statuspage")).await);
        }
        for provider in &all {
            watch.look_at(provider.id).await.unwrap();
        }
        let mut another = app.app.clone();
        another.db = Db::open(&app.url).await.unwrap();
        let other = app::watch(&another);
        app.app.clock.set(app.now() + SignedDuration::from_mins(5));
        shared.asked();

        let (first, second) =
            tokio::join!(watch.look_at_what_is_due(), other.look_at_what_is_due());

        let looks = first.unwrap() + second.unwrap();
        let summaries = shared
            .paths()
            .iter()
            .filter(|path| *path == SUMMARY)
            .count();
        assert_eq!(summaries, looks, "none was looked at twice");
        assert_eq!(looks, 2);
        assert_eq!(shared.most_at_once(), 1);
        another.db.close().await;
    }
}

#[tokio::test]
async fn a_host_that_another_node_asks_is_left_alone_meanwhile() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        host.dawdles(SUMMARY, Duration::from_millis(400));
        let watch = with(&mut app, "gap_ms = 0\nat_once = 1");
        for slug in ["one", "two"] {
            follows_at(&app, slug, &host, Some("statuspage")).await;
        }
        // The first look says at which host each asks.
        for _ in 0..2 {
            watch.look_at_what_is_due().await.unwrap();
        }
        app.app.clock.set(app.now() + SignedDuration::from_mins(5));
        let other = app::watch(&app.app);

        let late = async {
            tokio::time::sleep(Duration::from_millis(150)).await;
            other.look_at_what_is_due().await
        };
        let (first, second) = tokio::join!(watch.look_at_what_is_due(), late);

        assert_eq!(
            (first.unwrap(), second.unwrap()),
            (1, 0),
            "the other of the same host waits"
        );
    }
}

#[tokio::test]
async fn a_look_that_was_taken_over_leaves_no_trace() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        host.dawdles(SUMMARY, Duration::from_millis(300));
        let watch = with(&mut app, "gap_ms = 0");
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;
        let slow = tokio::spawn({
            let watch = watch.clone();
            async move { watch.look_at(provider.id).await.unwrap() }
        });
        tokio::time::sleep(Duration::from_millis(150)).await;
        assert!(
            watch.look_at(provider.id).await.is_err(),
            "it is looked at just now"
        );

        // Its node hangs for so long that the lease runs out, and another takes over.
        app.app.clock.set(app.now() + SignedDuration::from_mins(6));
        watch.look_at(provider.id).await.unwrap();
        let taken_over = load(&app, provider.id).await;
        let slow = slow.await.unwrap();

        assert_eq!(slow.outcome, beffroi::providers::Outcome::Lost);
        assert_eq!(load(&app, provider.id).await.due_at, taken_over.due_at);
    }
}

#[tokio::test]
async fn who_is_left_is_not_asked_and_a_stop_hands_back_what_was_under_way() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        host.dawdles(SUMMARY, Duration::from_secs(20));
        let quiet = Host::at("127.0.0.1").await;
        let watch = with(&mut app, "gap_ms = 0");
        let slow = follows_at(&app, "slow", &host, Some("statuspage")).await;
        let left = follows_at(&app, "left", &quiet, Some("statuspage")).await;
        let mut tx = app.db().begin().await.unwrap();
        beffroi::providers::leave(&mut tx, app.now(), beffroi_domain::Actor::System, left.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let (stop, stopped) = tokio::sync::watch::channel(());
        let running = tokio::spawn(async move { watch.run(stopped).await });
        for _ in 0..200 {
            tokio::time::sleep(Duration::from_millis(10)).await;
            if load(&app, slow.id).await.due_at > app.now() {
                break;
            }
        }
        assert!(load(&app, slow.id).await.due_at > app.now(), "it was begun");

        drop(stop);
        tokio::time::timeout(Duration::from_secs(2), running)
            .await
            .unwrap()
            .unwrap();

        assert_eq!(
            load(&app, slow.id).await.due_at,
            app.now(),
            "due again at once"
        );
        assert_eq!(quiet.paths(), [] as [String; 0]);
    }
}
