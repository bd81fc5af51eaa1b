//! Raw replies: kept without numbers, within bounds, and read again.

use beffroi::{params, providers};
use beffroi_domain::Actor;
use jiff::SignedDuration;

use super::{
    load,
    pages::{Host, entries, follows_at, look_later, watch, with},
};
use crate::support::TestApp;

const CARD: &str = "4111 1111 1111 1111";

#[derive(Debug, sqlx_macros::FromRow)]
struct Kept {
    role: String,
    digest: String,
    packed: String,
    first_at: i64,
    last_at: i64,
    blind: Option<String>,
}

async fn kept(app: &TestApp, role: &str) -> Vec<Kept> {
    let mut tx = app.db().snapshot().await.unwrap();
    tx.list(
        "SELECT role, digest, packed, first_at, last_at, blind FROM provider_replies WHERE role = $1
         ORDER BY first_at, id",
        params![role],
    )
    .await
    .unwrap()
}

fn body(kept: &Kept) -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let packed = STANDARD.decode(&kept.packed).unwrap();
    String::from_utf8(zstd::stream::decode_all(&packed[..]).unwrap()).unwrap()
}

#[tokio::test]
async fn the_same_reply_is_one_row_and_no_card_number_is_kept() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        let text = format!("Card {CARD} fails.");
        host.stands(
            "Orgelpfeife",
            "major_outage",
            "critical",
            Some(("investigating", &text)),
        );
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;

        watch.look_at(provider.id).await.unwrap();
        look_later(&app, &watch, &provider, 3).await;
        look_later(&app, &watch, &provider, 9).await;
        let same = kept(&app, "summary").await;
        host.is_statuspage("Orgelpfeife");
        look_later(&app, &watch, &provider, 3).await;
        host.says("/api/v2/summary.json", "<html>Sign in</html>");
        look_later(&app, &watch, &provider, 3).await;

        assert_eq!(same.len(), 1);
        assert_eq!(
            same[0].last_at - same[0].first_at,
            720_000_000,
            "seen again; noted every ten minutes"
        );
        assert_eq!(
            (same[0].role.as_str(), same[0].digest.len()),
            ("summary", 64)
        );
        let text = body(&same[0]);
        assert!(!text.contains(CARD) && text.contains("•••• 1111"), "{text}");
        assert!(
            serde_json::from_str::<serde_json::Value>(&text).is_ok(),
            "it is JSON still"
        );
        let all = kept(&app, "summary").await;
        assert_eq!(all.len(), 3);
        assert_eq!(
            all[2].blind.as_deref(),
            Some("a web page came where data was asked for")
        );
    }
}

#[tokio::test]
async fn what_is_kept_is_bounded_by_age_and_size_and_what_stands_stays() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        let watch = with(&mut app, "gap_ms = 0\nkeep_days = 1\nkeep_mb = 1");
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;
        for indicator in ["none", "minor", "major"] {
            host.stands("Orgelpfeife", "operational", indicator, None);
            look_later(&app, &watch, &provider, 60).await;
        }
        assert_eq!(kept(&app, "summary").await.len(), 3);

        app.app
            .clock
            .set(app.now() + SignedDuration::from_hours(23) - SignedDuration::from_mins(30));
        watch.sweep().await.unwrap();
        assert_eq!(
            kept(&app, "summary").await.len(),
            2,
            "the oldest is older than a day"
        );
        let mut tx = app.db().begin().await.unwrap();
        tx.exec(
            "UPDATE provider_replies SET bytes = 700000 WHERE role = 'summary'",
            params![],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        watch.sweep().await.unwrap();
        let one = kept(&app, "summary").await;
        assert_eq!(one.len(), 1, "two are more than a megabyte");
        app.app
            .clock
            .set(app.now() + SignedDuration::from_hours(24 * 30));
        watch.sweep().await.unwrap();

        assert_eq!(
            kept(&app, "summary").await.len(),
            1,
            "what stands there is kept, lest 304 means nothing"
        );
    }
}

#[tokio::test]
async fn a_better_reader_reads_the_past_again_and_invents_no_times() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgel", &host, Some("statuspage")).await;
        let mut told = Vec::new();
        for text in ["We are looking.", "A certificate.", "A new certificate."] {
            host.stands(
                "Orgelpfeife",
                "major_outage",
                "critical",
                Some(("investigating", text)),
            );
            look_later(&app, &watch, &provider, 3).await;
            told.push(app.now());
        }
        let before = versions(&app, &provider).await;
        assert_eq!(
            before.iter().map(|one| one.1).collect::<Vec<_>>(),
            told,
            "{before:?}"
        );
        // As if an older reader had understood none of it, or had missed the entry.
        let mut tx = app.db().begin().await.unwrap();
        for sql in [
            "UPDATE provider_versions SET digest = 'old', record = REPLACE(record, 'certificate', 'thing')",
            "UPDATE provider_incidents SET digest = 'older', record = REPLACE(record, 'certificate', 'thing')",
        ] {
            tx.exec(sql, params![]).await.unwrap();
        }
        tx.commit().await.unwrap();
        app.app.clock.set(app.now() + SignedDuration::from_hours(5));

        let done = reread(&app, &provider).await;
        let again = reread(&app, &provider).await;

        assert_eq!((done.new, done.changed), (0, 1), "{done:?}");
        assert_eq!((again.new, again.changed), (0, 0), "{again:?}");
        assert!(done.replies >= 5 && done.blind == 0, "{done:?}");
        assert_eq!(versions(&app, &provider).await, before);
        let entry = entries(&app, &provider).await.unwrap().remove(0);
        assert!(entry.is_open, "what is open stays open");
        assert_eq!((entry.seen_at, entry.changed_at), (told[0], told[2]));
        // Gone altogether, it is found again with the times at which it was seen.
        let mut tx = app.db().begin().await.unwrap();
        for sql in [
            "DELETE FROM provider_versions",
            "DELETE FROM provider_texts",
            "DELETE FROM provider_incident_components",
            "DELETE FROM provider_incidents",
        ] {
            tx.exec(sql, params![]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let done = reread(&app, &provider).await;
        assert_eq!((done.new, done.changed), (1, 0), "{done:?}");
        assert_eq!(versions(&app, &provider).await, before);
        let entry = entries(&app, &provider).await.unwrap().remove(0);
        assert!(entry.is_open && entry.seen_at == told[0], "{entry:?}");
        let status = load(&app, provider.id).await.status;
        assert_eq!(
            status,
            beffroi_domain::ComponentStatus::MajorOutage,
            "it says nothing of now"
        );
    }
}

async fn reread(app: &TestApp, provider: &providers::Provider) -> providers::Reread {
    let mut tx = app.db().begin().await.unwrap();
    let done = providers::reread(&mut tx, app.now(), Actor::System, provider.id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    done
}

/// What the one entry said, and when we saw it so; the oldest first.
async fn versions(app: &TestApp, provider: &providers::Provider) -> Vec<(String, jiff::Timestamp)> {
    let entry = entries(app, provider).await.unwrap().remove(0);
    let mut tx = app.db().snapshot().await.unwrap();
    let all = providers::versions_of(&mut tx, entry.id).await.unwrap();
    let said = |version: providers::Version| {
        let text = &version.notice.told.record.updates[0].text;
        (text.iter().next().unwrap().1.to_owned(), version.seen_at)
    };
    all.into_iter().rev().map(said).collect()
}
