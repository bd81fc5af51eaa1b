//! Post-mortems: one timeline and one action table, in every language.

use std::collections::BTreeMap;

use beffroi::postmortems::{self, NewPostmortem};
use beffroi_domain::{Action, Actor, Entry, EntryKind, IncidentId, Moment, Section};

use crate::support::{TestApp, at, words};

fn write_up() -> NewPostmortem {
    let entry = |minute: &str, kind, french: &str, english: &str| Entry {
        at: Some(Moment::minute(at(&format!("2026-03-03T09:{minute}:00Z")))),
        until: None,
        written: None,
        kind,
        text: words(&[("fr", french), ("en", english)]),
    };
    NewPostmortem {
        sections: BTreeMap::from([
            (
                Section::RootCause,
                words(&[("fr", "Un disque plein."), ("en", "A full disk.")]),
            ),
            (Section::Impact, words(&[("fr", "Aucun paiement.")])),
        ]),
        timeline: vec![
            entry("00", EntryKind::Start, "Début.", "Start."),
            entry("24", EntryKind::End, "Fin.", "End."),
        ],
        actions: vec![Action {
            symptom: words(&[("fr", "Disque plein"), ("en", "Full disk")]),
            action: words(&[("fr", "Alerte à 80 %"), ("en", "Alert at 80 %")]),
        }],
        published: Some(Moment::exact(at("2026-03-04T10:00:00Z"))),
    }
}

async fn record(app: &TestApp, incident: IncidentId, new: &NewPostmortem) -> bool {
    let mut tx = app.db().begin().await.unwrap();
    let changed = postmortems::record(&mut tx, app.now(), Actor::Import, incident, new).await;
    tx.commit().await.unwrap();
    changed.unwrap()
}

#[tokio::test]
async fn a_write_up_is_read_back_with_one_timeline() {
    for app in TestApp::each().await {
        let incident = app.record(app.incident()).await;
        let new = write_up();

        assert!(record(&app, incident, &new).await);

        let mut tx = app.db().snapshot().await.unwrap();
        let got = postmortems::of_incident(&mut tx, incident)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(got.sections, new.sections);
        assert_eq!(got.timeline, new.timeline);
        assert_eq!(got.actions, new.actions);
        assert_eq!(got.published, new.published);
    }
}

#[tokio::test]
async fn the_same_again_changes_nothing_and_a_shorter_one_takes_rows_away() {
    for app in TestApp::each().await {
        let incident = app.record(app.incident()).await;
        let mut new = write_up();
        record(&app, incident, &new).await;

        assert!(!record(&app, incident, &new).await, "the same again");
        new.timeline.truncate(1);
        assert!(record(&app, incident, &new).await, "a shorter one");

        let mut tx = app.db().snapshot().await.unwrap();
        let got = postmortems::of_incident(&mut tx, incident)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(got.timeline, new.timeline);
    }
}
