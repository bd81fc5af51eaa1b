//! The page of a case: who sees it, what stands there, and what its buttons do.

use axum::http::StatusCode;
use beffroi::{
    app,
    ground::Tx,
    incidents::{self, PostUpdate},
    reports::{self, Answer as Words, EntryKind, Report, State},
};
use beffroi_domain::{Actor, IncidentStatus};

use super::{case, each, later, ongoing, open_desk, send};
use crate::support::{TestApp, locale, words};

/// A case of words, and where it is.
async fn opened(app: &TestApp) -> (Report, String) {
    let sent = send(app, "/it/report", &[("words", "Non va.")]).await;
    let place = sent.header("location").to_owned();
    (case(app, &sent).await, place)
}

async fn load(app: &TestApp, report: &Report) -> Report {
    let mut tx = app.db().snapshot().await.unwrap();
    reports::load(&mut tx, report.id).await.unwrap()
}

async fn begin(app: &TestApp) -> Tx {
    app.db().begin().await.unwrap()
}

async fn ask(app: &TestApp, report: &Report) {
    let mut tx = begin(app).await;
    reports::ask(&mut tx, app.now(), Actor::System, report.id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn answer(app: &TestApp, report: &Report, words: &str) {
    let new = Words {
        report: report.id,
        locale: None,
        words: words.to_owned(),
    };
    let mut tx = begin(app).await;
    reports::answer(&mut tx, app.now(), Actor::System, &new)
        .await
        .unwrap();
    reports::note(&mut tx, app.now(), Actor::System, report.id, "Between us.")
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_link_opens_a_case_and_nothing_else_does() {
    for app in each().await {
        let (report, place) = opened(&app).await;
        let (other, _) = opened(&app).await;
        let key = place.rsplit('/').next().unwrap();
        let own = report.reference.to_string();
        let loose = own.to_lowercase().replacen("r-", "r", 1);

        for reference in [own.as_str(), &loose] {
            let page = app.get(&format!("/it/cases/{reference}/{key}")).await;
            assert_eq!(page.status, StatusCode::OK, "{reference}");
        }
        let french = app.get(&place.replace("/it/", "/fr/")).await;
        assert!(french.text("h1").contains(&own));
        assert_eq!(french.attributes("dd[lang=it]", "lang").len(), 1);
        let gone = app.get(&place.replace("/it/", "/de/")).await;
        assert_eq!(
            gone.status,
            StatusCode::OK,
            "a language that the page dropped"
        );

        let mut forged = key.to_owned();
        forged.replace_range(0..1, if key.starts_with('A') { "B" } else { "A" });
        for (reference, key) in [
            (own.as_str(), forged.as_str()),
            (&other.reference.to_string(), key),
            ("R-1111-1111", key),
            ("x", key),
            (&own, "x"),
        ] {
            let path = format!("/it/cases/{reference}/{key}");
            assert_eq!(app.get(&path).await.status, 404, "{path}");
            let say = [("deed", "say"), ("words", "x")];
            assert_eq!(app.fill("", &path, &say).await.status, 404, "{path}");
        }
        let page = app.get(&place).await;
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("x-robots-tag"), "noindex");
        assert_eq!(page.header("referrer-policy"), "same-origin");
        assert!(page.attributes("link[rel=canonical]", "href").is_empty());
        open_desk(&app, false).await;
        assert_eq!(app.get(&place).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn it_says_where_it_stands_and_what_was_said_but_no_note() {
    for app in each().await {
        let (report, place) = opened(&app).await;
        let place = place.replace("/it/", "/en/");
        let lead = async || app.get(&place).await.text(".lead");
        assert!(lead().await.contains("answers by 4 Mar 2026, 16:00"));
        later(&app, 5 * 3_600);
        assert!(lead().await.contains("We are late"));

        answer(&app, &report, "We look at it.\n<b>Now.</b>").await;

        let page = app.get(&place).await;
        assert!(page.text(".lead").contains("We have answered"));
        assert_eq!(page.texts(".case-thread li").len(), 1);
        assert!(page.body.contains("&#60;b&#62;Now."));
        assert!(!page.body.contains("Between us."));
    }
}

#[tokio::test]
async fn a_word_more_is_kept_once_without_numbers_of_cards() {
    for app in each().await {
        let (report, place) = opened(&app).await;
        answer(&app, &report, "Which card?").await;
        let say = [("deed", "say"), ("words", "4111111111111111, sempre.")];

        let sent = app.fill("", &place, &say).await;
        let twice = app.fill("", &place, &say).await;

        assert_eq!(
            (sent.status, twice.status.as_u16()),
            (StatusCode::SEE_OTHER, 303)
        );
        let standing = load(&app, &report).await;
        let theirs: Vec<_> = standing
            .entries
            .iter()
            .filter(|one| one.kind == EntryKind::TheySaid)
            .map(|one| one.body.as_str())
            .collect();
        assert_eq!(theirs, ["•••• 1111, sempre."]);
        assert!(standing.is_masked && standing.waits_since.is_some());
        let page = app.get(&place).await;
        assert_eq!(page.texts(".told-done").len(), 1);
        let empty = app
            .fill("", &place, &[("deed", "say"), ("words", " ")])
            .await;
        assert_eq!(empty.status, 422);
        assert_eq!(empty.texts("#words-wrong").len(), 1);
        let long = "x".repeat(10_001);
        let long = app
            .fill("", &place, &[("deed", "say"), ("words", &long)])
            .await;
        assert_eq!(
            (long.status.as_u16(), long.text("#words").len()),
            (422, 10_001)
        );
        let odd = app.fill("", &place, &[("deed", "close")]).await;
        assert_eq!(odd.status, 404);
    }
}

#[tokio::test]
async fn yes_closes_a_case_and_no_opens_it_again() {
    for app in each().await {
        let (report, place) = opened(&app).await;
        let early = app.fill("", &place, &[("deed", "works")]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        assert!(
            app.get(&place)
                .await
                .attributes("button[value=works]", "name")
                .is_empty()
        );
        ask(&app, &report).await;
        let page = app.get(&place).await;
        let deeds = page.attributes(".report-settle button", "value");
        assert_eq!(deeds, ["works", "fails"]);
        assert_eq!(load(&app, &report).await.state, State::Asked);

        let no = app.fill("", &place, &[("deed", "fails")]).await;
        let after_no = load(&app, &report).await;
        ask(&app, &report).await;
        app.fill("", &place, &[("deed", "works")]).await;
        let after_yes = load(&app, &report).await;

        assert_eq!(no.status, StatusCode::SEE_OTHER);
        assert_eq!(after_no.state, State::Open);
        assert!(after_no.waits_since.is_some());
        assert_eq!(after_yes.state, State::Closed);
        let closed = app.get(&place).await;
        assert_eq!(closed.texts(".report-settle").len(), 0);
        let say = [("deed", "say"), ("words", "Di nuovo rotto.")];
        assert_eq!(app.fill("", &place, &say).await.status, 303);
        assert_eq!(load(&app, &report).await.state, State::Open);
    }
}

#[tokio::test]
async fn whoever_reported_what_is_over_is_asked_by_whichever_last_word() {
    for app in each().await {
        let incident = app.record(ongoing(&app)).await;
        let sent = send(&app, super::ABOUT, &[]).await;
        let report = case(&app, &sent).await;
        later(&app, 60);
        let over = PostUpdate {
            is_quiet: Some(true),
            ..PostUpdate::of(
                incident,
                IncidentStatus::Resolved,
                words(&[("fr", "C'est réparé.")]),
            )
        };
        let mut tx = begin(&app).await;
        incidents::post_update(&mut tx, app.now(), Actor::System, over)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        app::react(&app.app).await.unwrap();

        assert_eq!(load(&app, &report).await.state, State::Asked);
        let page = app.get(sent.header("location")).await;
        assert_eq!(page.texts(".report-settle button").len(), 2);
    }
}

#[tokio::test]
async fn a_look_changes_nothing() {
    for app in each().await {
        app.record(ongoing(&app)).await;
        let (report, place) = opened(&app).await;
        ask(&app, &report).await;
        let rows = async || {
            let mut tx = app.db().snapshot().await.unwrap();
            let mut all = Vec::new();
            for sql in [
                "SELECT COUNT(*) FROM reports",
                "SELECT COUNT(*) FROM report_entries",
                "SELECT COUNT(*) FROM report_desks",
                "SELECT COUNT(*) FROM audit",
                "SELECT COUNT(*) FROM outbox",
            ] {
                let (count,): (i64,) = tx.load(sql, vec![]).await.unwrap();
                all.push(count);
            }
            (
                all,
                reports::load(&mut tx, report.id).await.unwrap().changed_at,
            )
        };
        let before = rows().await;
        later(&app, 60);

        for path in ["/it/report", super::ABOUT, &place] {
            assert_eq!(app.get(path).await.status, 200);
        }

        assert_eq!(rows().await, before);
    }
}

#[tokio::test]
async fn an_incident_that_readers_do_not_see_is_not_shown() {
    for app in each().await {
        let incident = app.record(ongoing(&app)).await;
        let (report, place) = opened(&app).await;
        let mut tx = begin(&app).await;
        reports::link(&mut tx, app.now(), Actor::System, report.id, incident)
            .await
            .unwrap();
        tx.exec("UPDATE incident_pages SET visibility = 'hidden'", vec![])
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let page = app.get(&place).await;

        assert_eq!(page.texts("#linked-title").len(), 0);
        assert!(!page.body.contains("Pagamenti"));
        assert_eq!(page.texts(".case-thread li").len(), 1);
        assert_eq!(load(&app, &report).await.locale, locale("it"));
    }
}
