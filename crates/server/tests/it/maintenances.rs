//! Maintenances: recorded, amended, found by when they are planned.

use beffroi::{
    ground::Error,
    maintenances::{self, NewMaintenance},
    pages::Visibility,
    updates::NewUpdate,
};
use beffroi_domain::{
    Actor, Impact, LocalizedText, MaintenanceId, MaintenanceStatus, Moment, Recurrence,
    UpdateStatus,
};
use jiff::tz::TimeZone;

use crate::support::{TestApp, at, words};

async fn planned_work(app: &TestApp) -> NewMaintenance {
    NewMaintenance {
        public_id: Some("kctbh9vrtdwd".parse().unwrap()),
        pages: vec![(app.page.id, Visibility::Public)],
        title: words(&[("fr", "Base de données"), ("en", "Database")]),
        status: MaintenanceStatus::Scheduled,
        impact: Impact::Minor,
        components: vec![app.component("API").await],
        scheduled_start_at: at("2026-03-07T01:00:00Z"),
        scheduled_end_at: at("2026-03-07T03:00:00Z"),
        recurrence: None,
        started_at: None,
        completed_at: None,
        updates: vec![said(MaintenanceStatus::Scheduled, "2026-03-01T09:00:00Z")],
    }
}

fn said(status: MaintenanceStatus, published: &str) -> NewUpdate {
    NewUpdate {
        public_id: None,
        status: UpdateStatus::Maintenance(status),
        text: words(&[("en", "As planned.")]),
        standard: None,
        published: Some(Moment::exact(at(published))),
        changes: vec![],
    }
}

async fn record(app: &TestApp, new: NewMaintenance) -> Result<MaintenanceId, Error> {
    let mut tx = app.db().begin().await?;
    let id = maintenances::record(&mut tx, app.now(), Actor::Import, new).await?;
    tx.commit().await?;
    Ok(id)
}

#[tokio::test]
async fn planned_work_is_read_back_and_is_planned_until_it_is_over() {
    for app in TestApp::each().await {
        let mut new = planned_work(&app).await;
        let id = record(&app, new.clone()).await.unwrap();
        let mut tx = app.db().begin().await.unwrap();

        let planned = maintenances::planned(&mut tx, app.page.id).await.unwrap();
        new.status = MaintenanceStatus::Completed;
        new.started_at = Some(at("2026-03-07T01:05:00Z"));
        new.completed_at = Some(at("2026-03-07T02:05:00Z"));
        new.updates
            .push(said(MaintenanceStatus::Completed, "2026-03-07T02:06:00Z"));
        let amend = async |tx: &mut _| {
            maintenances::amend(tx, app.now(), Actor::Import, id, &new)
                .await
                .unwrap()
        };
        assert!(amend(&mut tx).await, "the first time");
        assert!(!amend(&mut tx).await, "the same again");

        assert_eq!(planned.len(), 1);
        assert_eq!(
            (&planned[0].title, planned[0].components.len()),
            (&new.title, 1)
        );
        assert!(
            maintenances::planned(&mut tx, app.page.id)
                .await
                .unwrap()
                .is_empty()
        );
        let since = at("2026-03-01T00:00:00Z");
        let worked = maintenances::worked_since(&mut tx, app.page.id, since, app.now())
            .await
            .unwrap();
        assert_eq!(worked[0].interval.seconds(), 3600);
        let found = maintenances::find_by_public_id(&mut tx, app.page.id, "kctbh9vrtdwd")
            .await
            .unwrap();
        assert_eq!(found.unwrap().updates.len(), 2);
    }
}

#[tokio::test]
async fn work_that_ends_before_it_begins_or_has_no_title_is_refused() {
    for app in TestApp::each().await {
        let new = planned_work(&app).await;
        let mut upside_down = new.clone();
        upside_down.scheduled_end_at = at("2026-03-06T00:00:00Z");
        let mut nameless = new.clone();
        nameless.title = LocalizedText::new();

        for (new, field) in [(upside_down, "scheduled_end_at"), (nameless, "title")] {
            match record(&app, new).await {
                Err(Error::Refused(refusal)) => assert_eq!(refusal.field, Some(field)),
                other => panic!("{field}: {other:?}"),
            }
        }
    }
}

/// Tuesdays at 02:00 in Paris for an hour, from 3 February 2026; the 10th is left out.
async fn recurring(app: &TestApp) -> NewMaintenance {
    NewMaintenance {
        scheduled_start_at: at("2026-02-03T01:00:00Z"),
        scheduled_end_at: at("2026-02-03T02:00:00Z"),
        recurrence: Some(Recurrence {
            rule: "FREQ=WEEKLY;BYDAY=TU".parse().unwrap(),
            except: vec!["2026-02-10T02:00:00".parse().unwrap()],
            zone: TimeZone::get("Europe/Paris").unwrap(),
        }),
        ..planned_work(app).await
    }
}

#[tokio::test]
async fn work_that_comes_again_is_told_time_by_time_beside_work_that_does_not() {
    for app in TestApp::each().await {
        let again = recurring(&app).await;
        record(&app, again.clone()).await.unwrap();
        let once = NewMaintenance {
            public_id: None,
            ..planned_work(&app).await
        };
        record(&app, once).await.unwrap();
        let mut tx = app.db().begin().await.unwrap();
        let (from, to) = (at("2026-02-03T01:59:59Z"), at("2026-03-31T00:00:01Z"));

        let found = maintenances::occurrences(&mut tx, app.page.id, from, to)
            .await
            .unwrap();

        let begins: Vec<String> = found
            .iter()
            .map(|one| one.planned.from.to_string())
            .collect();
        assert_eq!(
            begins,
            [
                "2026-02-03T01:00:00Z",
                "2026-02-17T01:00:00Z",
                "2026-02-24T01:00:00Z",
                "2026-03-03T01:00:00Z",
                "2026-03-07T01:00:00Z",
                "2026-03-10T01:00:00Z",
                "2026-03-17T01:00:00Z",
                "2026-03-24T01:00:00Z",
                "2026-03-31T00:00:00Z",
            ],
            "02:00 in Paris before and after the clocks change"
        );
        assert_eq!(found[0].maintenance.recurrence, again.recurrence);
        let next = maintenances::next_change(&mut tx, app.page.id, app.now()).await;
        assert_eq!(next.unwrap(), Some(at("2026-03-10T01:00:00Z")));
    }
}

#[tokio::test]
async fn work_that_comes_again_is_under_way_in_its_hours_and_counts_in_the_bars() {
    for app in TestApp::each().await {
        record(&app, recurring(&app).await).await.unwrap();

        let quiet = app.get("/en/").await;
        app.app.clock.set(at("2026-03-10T01:30:00Z"));
        let busy = app.get("/en/").await;
        let own = app.get("/en/maintenances/kctbh9vrtdwd").await;
        let history = app.get("/en/history/2026-02").await;

        assert_eq!(quiet.text("h1"), "Everything is working.");
        assert!(
            quiet.text(".planned").contains("10 Mar 2026, 02:00"),
            "{}",
            quiet.body
        );
        assert_eq!(busy.text("h1"), "Maintenance in progress: API.");
        assert!(
            busy.text(".planned .incident-status")
                .contains("In progress")
        );
        assert!(
            busy.body.contains("5 days with maintenance"),
            "{}",
            busy.body
        );
        let facts = own.text("dl");
        assert!(facts.contains("17 Mar 2026, 02:00"), "{facts}");
        assert_eq!(history.texts(".entry").len(), 3, "{}", history.body);
    }
}

#[tokio::test]
async fn a_rule_that_its_first_time_is_not_one_of_is_refused() {
    for app in TestApp::each().await {
        let mut new = recurring(&app).await;
        if let Some(again) = &mut new.recurrence {
            again.rule = "FREQ=WEEKLY;BYDAY=WE".parse().unwrap();
        }

        match record(&app, new).await {
            Err(Error::Refused(refusal)) => {
                assert_eq!(refusal.field, Some("recurrence"));
                assert!(
                    refusal.message.contains("2026-02-03"),
                    "{}",
                    refusal.message
                );
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_rule_that_has_run_out_is_no_longer_planned_and_a_new_one_takes_its_place() {
    for app in TestApp::each().await {
        let mut new = recurring(&app).await;
        if let Some(again) = &mut new.recurrence {
            again.rule = "FREQ=WEEKLY;COUNT=3".parse().unwrap();
        }
        let id = record(&app, new.clone()).await.unwrap();
        let over = app.get("/en/").await;
        new.recurrence = recurring(&app).await.recurrence;
        let mut tx = app.db().begin().await.unwrap();

        let amended = maintenances::amend(&mut tx, app.now(), Actor::System, id, &new).await;
        let again = maintenances::amend(&mut tx, app.now(), Actor::System, id, &new).await;
        tx.commit().await.unwrap();

        assert!(over.texts(".planned").is_empty());
        assert_eq!((amended.unwrap(), again.unwrap()), (true, false));
        assert_eq!(app.get("/en/").await.texts(".planned").len(), 1);
    }
}
