//! Pages: made once, with documents that the operator fills.

use std::fs;

use beffroi::{
    app,
    ground::Error,
    pages::{self, Document, NewPage},
};
use beffroi_domain::{Actor, Locale};
use jiff::tz::TimeZone;

use crate::support::{TestApp, at, locale, words};

fn new_page(slug: &str, locales: Vec<Locale>) -> NewPage {
    NewPage {
        slug: slug.to_owned(),
        public_id: None,
        name: words(&[("fr", "Autre"), ("en", "Other")]),
        locales,
        zone: TimeZone::get("Europe/Rome").unwrap(),
        since: at("2025-01-01T00:00:00Z"),
    }
}

#[tokio::test]
async fn a_page_is_read_back_as_it_was_made() {
    for app in TestApp::each().await {
        let new = new_page("other", vec![locale("it"), locale("fr")]);
        let mut tx = app.db().begin().await.unwrap();

        pages::create(&mut tx, app.now(), Actor::System, new)
            .await
            .unwrap();
        let page = pages::find_by_slug(&mut tx, "other")
            .await
            .unwrap()
            .unwrap();

        assert_eq!(page.default_locale(), &locale("it"));
        assert_eq!(
            page.name_in(&locale("it")),
            "Autre",
            "the fallback is as declared"
        );
        assert_eq!(page.zone.iana_name(), Some("Europe/Rome"));
        assert_eq!(page.public_id.as_str().len(), 12);
    }
}

#[tokio::test]
async fn a_slug_that_is_taken_or_malformed_is_refused_at_its_field() {
    for app in TestApp::each().await {
        for slug in ["test", "", "Two Words", "-x", "../up"] {
            let mut tx = app.db().begin().await.unwrap();
            let new = new_page(slug, vec![locale("fr")]);

            match pages::create(&mut tx, app.now(), Actor::System, new).await {
                Err(Error::Refused(refusal)) => assert_eq!(refusal.field, Some("slug"), "{slug}"),
                other => panic!("{slug}: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn documents_are_read_from_the_operators_directory_once() {
    for app in TestApp::each().await {
        let directory = tempfile::tempdir().unwrap();
        fs::write(
            directory.path().join("legal.fr.md"),
            "# Mentions\n\nEssai SAS.",
        )
        .unwrap();
        fs::write(directory.path().join("notes.txt"), "not ours").unwrap();

        let first = app::read_documents(app.db(), app.now(), &app.page, directory.path()).await;
        let again = app::read_documents(app.db(), app.now(), &app.page, directory.path()).await;

        assert_eq!((first.unwrap(), again.unwrap()), (1, 0));
        let mut tx = app.db().snapshot().await.unwrap();
        let documents = pages::documents(&mut tx, app.page.id).await.unwrap();
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].0, Document::Legal);
    }
}

#[tokio::test]
async fn a_document_that_nobody_could_mean_is_refused_with_its_file() {
    let app = TestApp::start().await;
    for name in ["legal.md", "imprint.fr.md", "legal.de.md"] {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(name), "x").unwrap();

        let refused = app::read_documents(app.db(), app.now(), &app.page, directory.path()).await;

        assert!(refused.unwrap_err().to_string().contains(name), "{name}");
    }
}
