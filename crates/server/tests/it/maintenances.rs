//! Maintenances: recorded, amended, found by when they are planned.

use beffroi::{
    ground::Error,
    maintenances::{self, NewMaintenance},
    pages::Visibility,
    updates::NewUpdate,
};
use beffroi_domain::{
    Actor, Impact, LocalizedText, MaintenanceId, MaintenanceStatus, Moment, UpdateStatus,
};

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
