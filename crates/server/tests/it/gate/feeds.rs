//! Feeds tell what readers are promised as the page of the incident does, with its day, in their own language.

use beffroi::incidents::{OpenIncident, PromiseDeed};
use beffroi_domain::{CommitmentKind, IncidentId, Moment};
use serde_json::Value;

use crate::{
    commitments::{later, made, new, open, promise, public_id},
    support::{TestApp, words},
};

/// The HTML of the only incident in a feed of the whole page, without its mark-up, and when it changed.
async fn told(app: &TestApp, locale: &str) -> (String, String) {
    let feed = app.get(&format!("/{locale}/feed.json")).await;
    let feed: Value = serde_json::from_str(&feed.body).unwrap();
    let item = &feed["items"][0];
    let html = scraper::Html::parse_fragment(item["content_html"].as_str().unwrap());
    let text: String = html.root_element().text().collect();
    let changed = item["date_modified"].as_str().unwrap().to_owned();
    (text.replace('\u{a0}', " "), changed)
}

async fn promised(app: &TestApp) -> IncidentId {
    let first = OpenIncident {
        promise: Some(later(app, 30)),
        ..new(app, None)
    };
    open(app, first).await.incident
}

#[tokio::test]
async fn what_is_promised_stands_in_every_feed_with_its_day() {
    for app in TestApp::each().await {
        let id = promised(&app).await;
        let public = public_id(&app, id).await;

        let (en, changed) = told(&app, "en").await;
        let (fr, _) = told(&app, "fr").await;
        let (it, _) = told(&app, "it").await;
        let rss = app.get("/en/history.rss").await.body;
        let atom = app.get("/en/history.atom").await.body;
        let own = app.get(&format!("/en/incidents/{public}/feed.atom")).await;

        assert!(en.contains("Next update by 4 Mar 2026, 12:30 CET"), "{en}");
        assert!(fr.contains("4 mars 2026"), "{fr}");
        assert!(fr.contains("12:30 CET"), "{fr}");
        assert!(it.contains("entro 4 mar 2026"), "{it}");
        assert_eq!(changed, "2026-03-04T12:00:00+01:00");
        for feed in [rss, atom, own.body] {
            assert!(feed.contains("Next update"), "{feed}");
            assert!(feed.contains("2026-03-04T12:30:00+01:00"), "{feed}");
        }
    }
}

#[tokio::test]
async fn what_became_of_it_is_told_and_the_entry_counts_as_changed() {
    for app in TestApp::each().await {
        let id = promised(&app).await;
        let writeup = made(&app, id, CommitmentKind::Postmortem, 600).await;
        app.app.clock.set(later(&app, 40));

        let (late, changed) = told(&app, "en").await;
        let other = PromiseDeed::Move {
            promise: writeup,
            to: Moment::minute(later(&app, 700)),
            reason: words(&[("en", "The supplier is slow.")]),
        };
        promise(&app, later(&app, 5), id, other).await.unwrap();
        app.app.clock.set(later(&app, 5));
        let (moved, moved_at) = told(&app, "en").await;
        promise(&app, later(&app, 5), id, PromiseDeed::Keep(writeup))
            .await
            .unwrap();
        app.app.clock.set(later(&app, 5));
        let (kept, kept_at) = told(&app, "en").await;

        assert!(
            late.contains("Late Next update promised by 4 Mar"),
            "{late}"
        );
        assert_eq!(changed, "2026-03-04T12:30:00+01:00");
        assert!(moved.contains("Moved Post-mortem by"), "{moved}");
        assert!(moved.contains("Promised before by 4 Mar"), "{moved}");
        assert!(moved.contains("The supplier is slow."), "{moved}");
        assert_eq!(moved_at, "2026-03-04T12:45:00+01:00");
        assert!(kept.contains("1 moved"), "{kept}");
        assert!(kept.contains("Kept Post-mortem 4 Mar"), "{kept}");
        assert_eq!(kept_at, "2026-03-04T12:50:00+01:00");
    }
}
