//! The three real histories, where they lie beside the checkout.

use std::path::{Path, PathBuf};

use beffroi::imports::Source;

use super::desk::{import, incident_ids, tables};
use crate::support::TestApp;

/// The three documents, or none where they are not there, which is said.
fn seeds() -> Option<Vec<Source>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let Ok(listing) = std::fs::read_dir(&directory) else {
        eprintln!("the seeds are not at {}: left out", directory.display());
        return None;
    };
    let mut files: Vec<PathBuf> = listing.map(|file| file.unwrap().path()).collect();
    files.sort();
    let is_history = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        ["001_", "002_", "003_"]
            .iter()
            .any(|start| name.starts_with(start))
    };
    Some(
        files
            .into_iter()
            .filter(is_history)
            .map(Source::File)
            .collect(),
    )
}

#[tokio::test]
async fn fifty_two_records_of_three_sources_are_fifty_one_incidents() {
    let Some(sources) = seeds() else { return };
    for app in TestApp::each().await {
        let account = import(&app, &sources).await;

        assert_eq!(account.sum(|row| row.incidents), 52);
        assert_eq!(incident_ids(&app).await.len(), 51);
        assert_eq!(account.matched, 1);
        let one = &account.matches[0];
        assert!(
            one.source.contains("002_") && one.with.source.starts_with("001_"),
            "{one:?}"
        );
        assert_eq!((one.ordinal, one.with.ordinal), (1, 9));
        assert!(!account.has_refusals(), "{:?}", account.refused);
    }
}

#[tokio::test]
async fn the_other_order_of_the_sources_comes_to_the_same() {
    let Some(mut sources) = seeds() else { return };
    sources.reverse();
    let app = TestApp::start().await;

    let account = import(&app, &sources).await;

    assert_eq!(incident_ids(&app).await.len(), 51);
    assert_eq!(account.matched, 1);
    assert_eq!(tables(app.db()).await["updates"].len(), 182);
}

#[tokio::test]
async fn every_update_write_up_and_time_of_the_seeds_is_kept() {
    let Some(sources) = seeds() else { return };
    let app = TestApp::start().await;

    import(&app, &sources).await;

    let all = tables(app.db()).await;
    assert_eq!(
        all["updates"].len(),
        182,
        "178 + 4, and the page's 5 are five of these"
    );
    assert_eq!(all["postmortems"].len(), 18);
    assert_eq!(all["import_sources"].len(), 52);
}

#[tokio::test]
async fn the_seeds_again_change_nothing() {
    let Some(sources) = seeds() else { return };
    for app in TestApp::each().await {
        import(&app, &sources).await;
        let before = tables(app.db()).await;

        let again = import(&app, &sources).await;

        assert_eq!(again.sum(|row| row.unchanged), 52);
        assert_eq!(tables(app.db()).await, before);
    }
}

#[tokio::test]
async fn every_kind_of_contradiction_in_the_seeds_is_warned_of_and_kept() {
    use beffroi_readers::record::WarningKind::{
        EndBeforeStart, EndDiffers, FiguresDifferBetweenLocales, LanguageMissing, ResolvedTooEarly,
        StartDiffers, StatusAgainstText, YearImplausible, ZoneAgainstSeason,
    };
    let Some(sources) = seeds() else { return };
    let app = TestApp::start().await;

    let account = import(&app, &sources).await;

    for kind in [
        EndBeforeStart,
        EndDiffers,
        FiguresDifferBetweenLocales,
        LanguageMissing,
        ResolvedTooEarly,
        StartDiffers,
        StatusAgainstText,
        YearImplausible,
        ZoneAgainstSeason,
    ] {
        assert!(account.warned.contains_key(&kind), "no warning of {kind:?}");
    }
    let said: usize = account.warned.values().sum();
    assert_eq!(tables(app.db()).await["import_warnings"].len(), said);
    assert!(
        account
            .warnings
            .iter()
            .all(|said| !said.warning.quotes.is_empty())
    );
}
