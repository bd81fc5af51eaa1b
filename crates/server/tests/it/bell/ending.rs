//! Who asked for one thing alone is let go when it is over, also where nobody was told of its end.

use beffroi::{
    deliveries, incidents,
    maintenances::{Schedule, TakeStep},
    params,
};
use beffroi_channels::Channel;
use beffroi_domain::{Recurrence, maintenance::Step};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{hears, opens};
use crate::{
    live::deed,
    maintenances_verbs::{schedule, span, step_of, take, weekly, work},
    support::{TestApp, at, words},
};

/// Somebody who hears of one thing alone.
async fn hears_of(app: &TestApp, address: &str, subject: Uuid) {
    let id = hears(app, Channel::Email, address, "fr").await;
    let mut tx = app.db().begin().await.unwrap();
    tx.exec(
        "UPDATE subscriptions SET about_id = $2, is_whole = 0 WHERE id = $1",
        params![id, subject],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// Who is there still, and what of.
async fn who(app: &TestApp) -> Vec<(String, Uuid)> {
    let sql = "SELECT address, about_id FROM subscriptions ORDER BY address";
    let mut tx = app.db().snapshot().await.unwrap();
    tx.list(sql, params![]).await.unwrap()
}

async fn sweep(app: &TestApp, hours: i64) -> u64 {
    let mut tx = app.db().begin().await.unwrap();
    let ended = deliveries::end_with_what_is_over(&mut tx, later(app, hours)).await;
    tx.commit().await.unwrap();
    ended.unwrap()
}

fn later(app: &TestApp, hours: i64) -> Timestamp {
    app.now() + SignedDuration::from_hours(hours)
}

fn quiet_end(id: beffroi_domain::IncidentId) -> incidents::Resolve {
    incidents::Resolve {
        is_quiet: Some(true),
        ..incidents::Resolve::of(id, words(&[("fr", "C'est fini."), ("en", "It is over.")]))
    }
}

#[tokio::test]
async fn a_quiet_all_clear_lets_go_after_a_day_whoever_asked_for_that_incident_alone() {
    for app in TestApp::each().await {
        let over = opens(&app, &[]).await.incident;
        let goes_on = opens(&app, &[]).await.incident;
        app.claimed().await;
        hears(&app, Channel::Email, "all@example.org", "fr").await;
        hears_of(&app, "over@example.org", over.0).await;
        hears_of(&app, "still@example.org", goes_on.0).await;

        deed!(app, resolve, quiet_end(over)).unwrap();

        assert!(app.claimed().await.is_empty(), "nobody is told");
        assert_eq!(sweep(&app, 23).await, 0, "it may be opened again");
        assert_eq!(sweep(&app, 24).await, 1);
        let page = app.page.id.0;
        let left = [("all@example.org", page), ("still@example.org", goes_on.0)];
        assert_eq!(who(&app).await, left.map(|(who, of)| (who.to_owned(), of)));
    }
}

#[tokio::test]
async fn nobody_is_let_go_while_a_word_is_under_way() {
    for app in TestApp::each().await {
        // Its first word is in the outbox still when the quiet end comes.
        let id = opens(&app, &[]).await.incident;
        hears_of(&app, "one@example.org", id.0).await;
        deed!(app, resolve, quiet_end(id)).unwrap();

        assert_eq!(sweep(&app, 48).await, 0);
        app.claimed().await;
        assert_eq!(sweep(&app, 48).await, 1);
    }
}

#[tokio::test]
async fn what_was_merged_is_followed_to_the_incident_that_stays_once() {
    for app in TestApp::each().await {
        let twice = opens(&app, &[]).await.incident;
        let stays = opens(&app, &[]).await.incident;
        app.claimed().await;
        hears_of(&app, "ann@example.org", twice.0).await;
        hears_of(&app, "bob@example.org", twice.0).await;
        hears_of(&app, "bob@example.org", stays.0).await;
        let merge = incidents::MergeInto {
            incident: twice,
            expected: None,
            into: stays,
        };
        deed!(app, merge_into, merge).unwrap();
        let both = ["ann@example.org", "bob@example.org"].map(|who| (who.to_owned(), stays.0));

        // The next word on the one that stays brings them over before anybody is counted.
        deed!(
            app,
            resolve,
            incidents::Resolve::of(
                stays,
                words(&[("fr", "C'est fini."), ("en", "It is over.")])
            )
        )
        .unwrap();
        let mut tx = app.db().begin().await.unwrap();
        let begun = deliveries::begin(&mut tx, app.now()).await.unwrap();
        tx.commit().await.unwrap();

        assert_eq!(begun.len(), 1);
        assert_eq!(who(&app).await, both);
        assert_eq!(sweep(&app, 48).await, 0, "they are being told");
    }
}

#[tokio::test]
async fn planned_work_that_is_called_off_quietly_or_runs_out_by_its_rule_lets_go() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let off = schedule(&app, work(&app, api)).await.unwrap().id;
        let once = Schedule {
            planned: span("2026-03-11T01:00:00Z", "2026-03-11T03:00:00Z"),
            recurrence: Some(Recurrence {
                rule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1".parse().unwrap(),
                ..weekly()
            }),
            ..work(&app, api)
        };
        let runs_out = schedule(&app, once).await.unwrap().id;
        app.claimed().await;
        hears_of(&app, "off@example.org", off.0).await;
        hears_of(&app, "rule@example.org", runs_out.0).await;
        let quietly = TakeStep {
            is_quiet: true,
            ..step_of(off, Step::Cancel)
        };
        take(&app, quietly).await.unwrap();

        assert_eq!(sweep(&app, 24).await, 1);
        assert_eq!(
            who(&app).await,
            [("rule@example.org".to_owned(), runs_out.0)]
        );
        // Its one time is over on the 11th at 03:00; this looks a day and more after that.
        let day = (at("2026-03-12T02:00:00Z") - app.now())
            .total(jiff::Unit::Hour)
            .unwrap() as i64;
        assert_eq!(sweep(&app, day).await, 0);
        assert_eq!(sweep(&app, day + 3).await, 1);
    }
}
