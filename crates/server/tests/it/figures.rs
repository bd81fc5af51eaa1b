//! The figures page: what it counts, what it leaves out, and its CSV.

use beffroi::{
    incidents::NewIncident,
    pages::Visibility,
    postmortems::{self, NewPostmortem},
};
use beffroi_domain::{Actor, ComponentStatus, Entry, EntryKind, Moment, Responsibility};

use crate::support::{TestApp, at, update, window, words};

/// 24 minutes of a total outage on 3 March, ours, with a word after ten minutes.
async fn known(app: &TestApp) -> NewIncident {
    let component = app.component("=API").await;
    let mut new = app.incident();
    new.facts.windows[0].components = vec![(component, ComponentStatus::MajorOutage)];
    new.facts.responsibility = Some(Responsibility::Own);
    new.facts.category = words(&[("fr", "Cartes"), ("en", "Cards"), ("it", "Carte")]);
    new
}

/// In January, of no known length; its time of publication is not known either.
fn untold(app: &TestApp) -> NewIncident {
    let mut new = app.incident();
    new.public_id = None;
    new.facts.references = vec![];
    new.facts.windows = vec![window("2026-01-10T09:00:00Z", None)];
    new.facts.windows[0].end = beffroi_domain::WindowEnd::Unknown;
    new.updates[0].published = None;
    new.updates.truncate(1);
    new.seq = 2;
    new
}

#[tokio::test]
async fn figures_count_what_is_known_and_say_what_is_not() {
    for app in TestApp::each().await {
        let new = known(&app).await;
        let id = app.record(new).await;
        app.record(untold(&app)).await;
        let entry = |kind, time: &str| Entry {
            at: Some(Moment::minute(at(time))),
            until: None,
            written: None,
            kind,
            text: words(&[("fr", "Alerte")]),
        };
        let writeup = NewPostmortem {
            sections: std::collections::BTreeMap::new(),
            timeline: vec![
                entry(EntryKind::Start, "2026-03-03T09:00:00Z"),
                entry(EntryKind::Detection, "2026-03-03T09:04:00Z"),
            ],
            actions: vec![],
            published: None,
        };
        let mut tx = app.db().begin().await.unwrap();
        postmortems::record(&mut tx, app.now(), Actor::Import, id, &writeup)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let page = app.get("/en/figures").await;

        assert_eq!(
            page.texts(".times td"),
            [
                "4 minutes",
                "1 of 2 incidents",
                "10 minutes",
                "1 of 2 incidents",
                "24 minutes",
                "1 of 2 incidents"
            ]
        );
        assert_eq!(
            page.texts(".shares td"),
            [
                "1",
                "– and 1 incident of which the length is not known",
                "1",
                "24 minutes",
                "1",
                "24 minutes",
                "1",
                "– and 1 incident of which the length is not known"
            ]
        );
        assert_eq!(page.text(".lead"), "April 2025 to March 2026");
        assert_eq!(page.attributes("svg[role=img] > desc", "id").len(), 2);
    }
}

#[tokio::test]
async fn each_table_is_there_as_csv_and_holds_no_formula() {
    for app in TestApp::each().await {
        let new = known(&app).await;
        app.record(new).await;

        let uptime = app.get("/en/figures/uptime.csv").await;
        let months = app.get("/fr/figures/months.csv").await;

        assert_eq!(uptime.header("content-type"), "text/csv; charset=utf-8");
        let lines: Vec<&str> = uptime.body.lines().collect();
        assert!(lines[0].starts_with("Component,2025-04,"), "{}", lines[0]);
        // 24 minutes of the three days and twelve hours of March so far.
        assert!(
            lines[1].starts_with("'=API,") && lines[1].contains(",100.00,99.58,"),
            "{}",
            lines[1]
        );
        assert_eq!(months.body.lines().last(), Some("2026-03,1,24,24,0"));
        for name in ["responsibility", "category", "times"] {
            let answer = app.get(&format!("/it/figures/{name}.csv")).await;
            assert_eq!(answer.status, 200, "{name}");
        }
        assert_eq!(app.get("/en/figures/other.csv").await.status, 404);
        assert_eq!(app.get("/en/figures/uptime").await.status, 404);
    }
}

#[tokio::test]
async fn hidden_incidents_are_in_no_figure() {
    for app in TestApp::each().await {
        let mut new = known(&app).await;
        new.pages = vec![(app.page.id, Visibility::Hidden)];
        new.updates = vec![update(
            beffroi_domain::IncidentStatus::Resolved,
            "2026-03-03T10:00:00Z",
            "C'est fini.",
        )];
        app.record(new).await;

        let months = app.get("/en/figures/months.csv").await;

        assert_eq!(months.body.lines().last(), Some("2026-03,0,0,0,0"));
    }
}
