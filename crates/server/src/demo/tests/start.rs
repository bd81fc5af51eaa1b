//! A first start of the demo and later ones, over a database of their own.

use beffroi_domain::{ComponentStatus, IncidentStatus, MaintenanceStatus};
use jiff::{SignedDuration, Timestamp};

use crate::{
    components,
    demo::{Filled, SLUG, fill, stable},
    ground::{Db, db::DbUrl},
    incidents, maintenances, pages,
};

struct Demo {
    db: Db,
    path: std::path::PathBuf,
}

impl Demo {
    async fn at(name: &str, now: Timestamp) -> Self {
        let path =
            std::env::temp_dir().join(format!("beffroi-demo-{}-{name}.db", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let db = Db::open(&DbUrl::File(path.clone())).await.unwrap();
        assert_eq!(fill(&db, now).await.unwrap(), Filled::New);
        Self { db, path }
    }

    async fn page(&self) -> pages::Page {
        let mut tx = self.db.snapshot().await.unwrap();
        pages::find_by_slug(&mut tx, SLUG).await.unwrap().unwrap()
    }

    async fn open(&self) -> Vec<beffroi_domain::Incident> {
        let page = self.page().await;
        let mut tx = self.db.snapshot().await.unwrap();
        incidents::open_on(&mut tx, page.id).await.unwrap()
    }

    async fn incident(&self, key: &str) -> beffroi_domain::Incident {
        let page = self.page().await;
        let mut tx = self.db.snapshot().await.unwrap();
        let id = stable::public_id(key);
        incidents::find_by_public_id(&mut tx, page.id, id.as_str())
            .await
            .unwrap()
            .unwrap()
    }

    async fn broken(&self) -> usize {
        let page = self.page().await;
        let mut tx = self.db.snapshot().await.unwrap();
        let all = components::of_page(&mut tx, page.id).await.unwrap();
        all.iter()
            .filter(|one| one.status != ComponentStatus::Operational)
            .count()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.path.display()));
        }
    }
}

fn first() -> Timestamp {
    "2026-11-22T09:41:17Z".parse().unwrap()
}

fn after(hours: i64) -> Timestamp {
    first() + SignedDuration::from_hours(hours)
}

#[tokio::test]
async fn the_first_start_fills_the_page_with_one_live_incident() {
    let demo = Demo::at("first", first()).await;

    let open = demo.open().await;

    assert_eq!(open.len(), 1);
    assert_eq!(open[0].public_id, stable::public_id("ratelia-down"));
    assert_eq!(open[0].updates.len(), 3);
    assert_eq!(demo.broken().await, 2);
}

#[tokio::test]
async fn a_second_start_in_the_same_hour_changes_nothing() {
    let demo = Demo::at("second", first()).await;
    let before = demo.page().await.revision;

    let filled = fill(&demo.db, first() + SignedDuration::from_mins(10))
        .await
        .unwrap();

    assert_eq!(filled, Filled::Kept);
    assert_eq!(demo.page().await.revision, before);
}

#[tokio::test]
async fn a_start_later_in_the_day_says_that_it_goes_on() {
    let demo = Demo::at("later", first()).await;

    let filled = fill(&demo.db, after(3)).await.unwrap();

    let open = demo.open().await;
    assert_eq!(filled, Filled::Renewed);
    assert_eq!((open.len(), open[0].updates.len()), (1, 4));
    assert_eq!(open[0].updates[3].published.unwrap().at, after(3));
}

#[tokio::test]
async fn a_start_on_another_day_closes_the_live_incident_and_begins_another() {
    let demo = Demo::at("day", first()).await;

    let filled = fill(&demo.db, after(30)).await.unwrap();

    let (open, closed) = (demo.open().await, demo.incident("ratelia-down").await);
    assert_eq!(filled, Filled::Renewed);
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].public_id, stable::public_id("portal-closed"));
    assert_eq!(closed.status, IncidentStatus::Resolved);
    assert_eq!(closed.updates.len(), 4);
    let ended = closed.windows[0].ended().unwrap().at;
    assert_eq!(
        (ended - closed.windows[0].start.unwrap().at).get_seconds(),
        89 * 60
    );
    assert_eq!(demo.broken().await, 2);
}

#[tokio::test]
async fn the_scenarios_come_round_under_new_ids_and_references() {
    let demo = Demo::at("round", first()).await;

    for day in 1..=2 {
        fill(&demo.db, after(day * 30)).await.unwrap();
    }

    let again = demo.incident("ratelia-down#2").await;
    assert!(again.status.is_open());
    assert_eq!(again.references, ["INC-2436"]);
    assert_eq!(demo.open().await.len(), 1);
}

#[tokio::test]
async fn planned_work_is_done_and_planned_anew_once_its_time_has_come() {
    let demo = Demo::at("planned", first()).await;

    fill(&demo.db, after(24 * 5)).await.unwrap();

    let page = demo.page().await;
    let mut tx = demo.db.snapshot().await.unwrap();
    let id = stable::public_id("database-upgrade");
    let done = maintenances::find_by_public_id(&mut tx, page.id, id.as_str())
        .await
        .unwrap()
        .unwrap();
    let planned = maintenances::planned(&mut tx, page.id).await.unwrap();
    assert_eq!(done.status, MaintenanceStatus::Completed);
    assert_eq!(done.updates.len(), 3);
    let (again, once): (Vec<_>, Vec<_>) = planned.iter().partition(|one| one.recurrence.is_some());
    assert_eq!((again.len(), once.len()), (1, 2));
    assert!(
        once.iter()
            .all(|one| one.scheduled_start_at > after(24 * 5))
    );
}
