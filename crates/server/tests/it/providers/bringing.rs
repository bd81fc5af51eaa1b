//! A saved history becomes an archive.

use std::path::Path;

use beffroi::providers::{self, Between, Brought};
use beffroi_domain::Actor;

use super::follows;
use crate::support::TestApp;

async fn bring(app: &TestApp, id: beffroi_domain::ProviderId, name: &str, text: &[u8]) -> Brought {
    let mut tx = app.db().begin().await.unwrap();
    let source = (name, text);
    let locales = &app.page.locales;
    let brought = providers::bring(&mut tx, app.now(), Actor::System, id, locales, source).await;
    tx.commit().await.unwrap();
    brought.unwrap()
}

#[tokio::test]
async fn the_same_history_twice_is_once_and_a_second_source_of_one_incident_adds_what_it_knows() {
    for app in TestApp::each().await {
        let provider = follows(&app, "statuspage").await;
        let saved = r#"{"page":{"id":"p","name":"Orgelpfeife","time_zone":"Europe/Paris"},"incidents":[
            {"id":"i1","name":"Payments fail","status":"resolved","impact":"major","created_at":"2025-03-04T10:00:00Z",
             "resolved_at":"2025-03-04T12:00:00Z","incident_updates":[
              {"id":"u2","status":"resolved","body":"It is over.","created_at":"2025-03-04T12:00:00Z"},
              {"id":"u1","status":"investigating","body":"From 09:40 to 10:20 UTC payments were refused, as some merchants told us by telephone.",
               "created_at":"2025-03-04T10:00:00Z"}]}]}"#;

        let first = bring(&app, provider.id, "incidents.json", saved.as_bytes()).await;
        let again = bring(&app, provider.id, "incidents.json", saved.as_bytes()).await;

        assert_eq!((first.new, first.amended, first.known), (1, 0, 0));
        assert_eq!((again.new, again.amended, again.known), (0, 0, 1));
        let mut tx = app.db().snapshot().await.unwrap();
        let entries = providers::entries(&mut tx, provider.id, 0, 9)
            .await
            .unwrap();
        assert!(!entries[0].is_open);
        assert_eq!(entries[0].told_length.unwrap().as_mins(), 120);
        let now = providers::load(&mut tx, provider.id).await.unwrap();
        assert_eq!(now.seen_at, None, "a saved file says nothing of now");
    }
}

#[tokio::test]
async fn the_documents_that_this_project_began_with_become_one_archive() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("NOT RUN: the seed texts are not at hand, no archive was made of them");
        return;
    };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.sort();
    // The first is a help article, which tells of no incident.
    files.remove(0);
    for app in TestApp::each().await {
        let provider = follows(&app, "statuspage").await;

        let mut all = Vec::new();
        for path in &files {
            let name = path.file_name().unwrap().to_str().unwrap();
            all.push(bring(&app, provider.id, name, &std::fs::read(path).unwrap()).await);
        }

        let new: usize = all.iter().map(|one| one.new).sum();
        let known: usize = all.iter().map(|one| one.known + one.amended).sum();
        assert_eq!(
            (new, known),
            (51, 1),
            "fifty, and one that two sources tell: {all:?}"
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let entries = providers::entries(&mut tx, provider.id, 0, 99)
            .await
            .unwrap();
        assert!(
            entries.iter().all(|one| !one.is_open),
            "all of them are over"
        );
        let placed = entries
            .iter()
            .filter(|one| one.between != Between::default());
        assert!(
            placed.clone().all(|one| one.dated_at < one.seen_at),
            "what no text dates stands in its place, not at the day on which it was read"
        );
        let is_undated = |one: &&providers::Entry| one.dated_at == one.seen_at;
        assert_eq!(entries.iter().filter(is_undated).count(), 0);
        assert!(placed.count() > 20, "most have no date");
        let stated = entries
            .iter()
            .filter(|one| one.impact_length.is_some())
            .count();
        let spoken = entries
            .iter()
            .filter(|one| one.told_length.is_some())
            .count();
        assert_eq!(stated, 31, "so many state their windows to the minute");
        assert!(
            spoken <= 3,
            "{spoken}: most have no times of publication, and none is made up"
        );
    }
}
