//! Planned work by the clock: reminded of, begun, completed; once, also by two nodes, also late.

use beffroi::{
    app::{self, App},
    ground::Db,
    maintenances::Schedule,
};
use beffroi_domain::{
    ComponentStatus, MaintenanceStatus, Precision, UpdateStatus,
    announcement::{Announcement, Occasion},
    maintenance::{ByClock, Step},
};

use crate::{
    maintenances_verbs::{load, schedule, span, status_of, step_of, take, weekly, work},
    support::{TestApp, at},
};

async fn pass(app: &TestApp, when: &str) -> usize {
    app.app.clock.set(at(when));
    app::do_what_is_due(&app.app).await.unwrap()
}

fn said(told: &[Announcement]) -> Vec<&str> {
    told.iter().map(|one| one.status.as_str()).collect()
}

#[tokio::test]
async fn the_clock_reminds_begins_and_completes_each_once() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let new = Schedule {
            by_clock: ByClock::BOTH,
            remind_minutes: Some(60),
            ..work(&app, api)
        };
        let id = schedule(&app, new).await.unwrap().id;
        app.claimed().await;

        let early = pass(&app, "2026-03-04T23:59:59Z").await;
        let reminded = pass(&app, "2026-03-05T00:00:00Z").await;
        let told = app.claimed().await;
        let begun = pass(&app, "2026-03-05T01:00:01Z").await;
        let during = status_of(&app, api).await;
        let again = pass(&app, "2026-03-05T01:00:02Z").await;
        let over = pass(&app, "2026-03-05T03:00:00Z").await;

        assert_eq!((early, reminded, begun, again, over), (0, 1, 1, 0, 1));
        assert_eq!(told[0].occasion, Occasion::Reminder);
        assert_eq!(told[0].at.unwrap().at, at("2026-03-05T01:00:00Z"));
        assert_eq!(told[0].text.locales().count(), 2, "what was written");
        assert_eq!(during, ComponentStatus::UnderMaintenance);
        assert_eq!(status_of(&app, api).await, ComponentStatus::Operational);
        assert_eq!(said(&app.claimed().await), ["in_progress", "completed"]);
        let now = load(&app, id).await.maintenance;
        assert_eq!(now.started_at, Some(at("2026-03-05T01:00:00Z")));
        assert_eq!(now.completed_at, Some(at("2026-03-05T03:00:00Z")));
    }
}

#[tokio::test]
async fn by_hand_is_left_to_the_hand() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let id = schedule(&app, work(&app, api)).await.unwrap().id;

        let done = pass(&app, "2026-03-06T00:00:00Z").await;

        assert_eq!(done, 0);
        let now = load(&app, id).await.maintenance;
        assert_eq!(now.status, MaintenanceStatus::Scheduled);
        app.claimed().await;
    }
}

#[tokio::test]
async fn what_fell_due_while_nobody_kept_watch_is_done_late_and_says_when_it_was_said() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let new = Schedule {
            by_clock: ByClock::BOTH,
            remind_minutes: Some(60),
            ..work(&app, api)
        };
        let id = schedule(&app, new).await.unwrap().id;
        app.claimed().await;

        let done = pass(&app, "2026-03-05T09:30:00Z").await;

        let now = load(&app, id).await.maintenance;
        assert_eq!(done, 3, "a reminder that nobody needs, begin, complete");
        assert_eq!(now.started_at, Some(at("2026-03-05T01:00:00Z")));
        assert_eq!(now.completed_at, Some(at("2026-03-05T03:00:00Z")));
        let published = now.updates.last().unwrap().published.unwrap();
        assert_eq!(published.at, at("2026-03-05T09:30:00Z"));
        assert_eq!(published.precision, Precision::Exact);
        assert_eq!(
            said(&app.claimed().await),
            ["completed"],
            "nobody is told at once that it has begun and that it is over"
        );
    }
}

#[tokio::test]
async fn a_hand_that_was_faster_than_the_clock_wins() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let new = Schedule {
            by_clock: ByClock::BOTH,
            ..work(&app, api)
        };
        let id = schedule(&app, new).await.unwrap().id;
        app.app.clock.set(at("2026-03-05T00:40:00Z"));
        take(&app, step_of(id, Step::Begin)).await.unwrap();
        take(&app, step_of(id, Step::Complete)).await.unwrap();

        let done = pass(&app, "2026-03-05T04:00:00Z").await;

        assert_eq!(done, 0);
        assert_eq!(app.claimed().await.len(), 3);
    }
}

#[tokio::test]
async fn two_nodes_that_race_do_it_once() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let mut ids = vec![];
        for _ in 0..8 {
            let new = Schedule {
                by_clock: ByClock::BOTH,
                remind_minutes: Some(30),
                ..work(&app, api)
            };
            ids.push(schedule(&app, new).await.unwrap().id);
        }
        app.claimed().await;
        let second = App {
            db: Db::open(&app.url).await.unwrap(),
            ..app.app.clone()
        };

        let mut done = 0;
        for when in [
            "2026-03-05T00:30:00Z",
            "2026-03-05T01:00:00Z",
            "2026-03-05T03:00:00Z",
        ] {
            app.app.clock.set(at(when));
            let (one, other) =
                tokio::join!(app::do_what_is_due(&app.app), app::do_what_is_due(&second));
            done += one.unwrap() + other.unwrap();
        }

        assert_eq!(done, 24, "a reminder, a beginning and an end of each");
        assert_eq!(app.claimed().await.len(), 24);
        for id in ids {
            let updates = load(&app, id).await.maintenance.updates;
            let begun = UpdateStatus::Maintenance(MaintenanceStatus::InProgress);
            let count = updates.iter().filter(|one| one.status == begun).count();
            assert_eq!((updates.len(), count), (3, 1));
        }
        second.db.close().await;
    }
}

#[tokio::test]
async fn work_that_comes_again_is_begun_and_completed_each_time() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let new = Schedule {
            planned: span("2026-03-11T01:00:00Z", "2026-03-11T03:00:00Z"),
            recurrence: Some(weekly()),
            remind_minutes: Some(60),
            ..work(&app, api)
        };
        schedule(&app, new).await.unwrap();
        app.claimed().await;
        let mut seen = vec![];

        for when in [
            "2026-03-11T00:00:00Z",
            "2026-03-11T01:00:00Z",
            "2026-03-11T03:00:00Z",
            "2026-03-18T01:00:00Z",
            "2026-03-18T01:30:00Z",
            "2026-03-18T03:00:00Z",
        ] {
            pass(&app, when).await;
            seen.push((
                status_of(&app, api).await,
                said(&app.claimed().await).join(" "),
            ));
        }

        use ComponentStatus::{Operational, UnderMaintenance};
        let words: Vec<(ComponentStatus, &str)> = seen
            .iter()
            .map(|(status, told)| (*status, told.as_str()))
            .collect();
        assert_eq!(
            words,
            [
                (Operational, "scheduled"),
                (UnderMaintenance, "in_progress"),
                (Operational, "completed"),
                (UnderMaintenance, "in_progress"),
                (UnderMaintenance, ""),
                (Operational, "completed"),
            ],
            "the reminder of the 18th came too late to be one"
        );
    }
}

#[tokio::test]
async fn times_that_were_missed_as_a_whole_are_passed_over_and_the_next_is_kept() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let new = Schedule {
            planned: span("2026-03-11T01:00:00Z", "2026-03-11T03:00:00Z"),
            recurrence: Some(weekly()),
            is_quiet: true,
            follows: false,
            overrule: None,
            ..work(&app, api)
        };
        schedule(&app, new).await.unwrap();

        pass(&app, "2026-03-27T12:00:00Z").await;
        let missed = app.claimed().await;
        pass(&app, "2026-04-01T00:10:00Z").await;

        assert!(missed.is_empty(), "{missed:?}");
        assert_eq!(said(&app.claimed().await), ["in_progress"]);
    }
}

#[tokio::test]
async fn a_time_that_the_clock_has_begun_is_completed_early_by_hand() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let new = Schedule {
            planned: span("2026-03-11T01:00:00Z", "2026-03-11T03:00:00Z"),
            recurrence: Some(weekly()),
            is_quiet: true,
            follows: false,
            overrule: None,
            ..work(&app, api)
        };
        let series = schedule(&app, new).await.unwrap().id;
        pass(&app, "2026-03-11T01:00:00Z").await;

        app.app.clock.set(at("2026-03-11T02:00:00Z"));
        let one = take(&app, step_of(series, Step::Complete)).await.unwrap();
        let later = pass(&app, "2026-03-11T03:00:00Z").await;

        assert_eq!(later, 0, "nothing is left to complete");
        let done = load(&app, one).await.maintenance;
        assert_eq!(done.started_at, Some(at("2026-03-11T01:00:00Z")));
        assert_eq!(done.completed_at, Some(at("2026-03-11T02:00:00Z")));
        assert_eq!(status_of(&app, api).await, ComponentStatus::Operational);
        assert_eq!(said(&app.claimed().await), ["in_progress", "completed"]);
    }
}
