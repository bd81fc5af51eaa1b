//! What was sent with a case: listed for the team, handed out as a download to those who may answer, and to nobody else.

use beffroi::{
    members::Role,
    reports::{self, Fate},
};
use beffroi_domain::ReportId;
use jiff::SignedDuration;

use super::{at, does, opened, said};
use crate::{
    reports::files::{kept, sent},
    support::TestApp,
};

/// How often somebody took a file out, by the audit.
async fn taken(app: &TestApp, id: ReportId) -> i64 {
    let mut tx = app.db().snapshot().await.unwrap();
    let sql = "SELECT COUNT(*) FROM audit WHERE action = 'report.file.open' AND object_id = $1";
    let (count,): (i64,) = tx.load(sql, beffroi::params![id]).await.unwrap();
    count
}

#[tokio::test]
async fn a_file_is_handed_out_and_never_shown() {
    for app in TestApp::each().await {
        let id = opened(&app, 90, &said(app.page.id, "it", "Non funziona")).await;
        let all = vec![
            sent("trace \u{e9}.html", b"10:41 refused 05"),
            sent("page.png", b"<!DOCTYPE html><p>x</p>"),
        ];
        let all = kept(&app, id, all).await;
        let who = app.member(Role::Responder).await;

        let page = app.look(&who, &at(id)).await;
        let links = page.attributes(".case-files a", "href");
        let file = app.look(&who, &links[0]).await;

        let text = all
            .iter()
            .find(|one| matches!(one.fate, Fate::Kept(_)))
            .unwrap();
        assert_eq!(links, [format!("{}/files/{}", at(id), text.id)]);
        let told = page.texts(".case-files li").join("\n");
        assert!(told.contains("Text, 1 kB, kept until"), "{told}");
        assert!(
            told.contains("page.png Not kept: it is no picture"),
            "{told}"
        );
        assert_eq!(
            (file.status.as_u16(), file.body.as_str()),
            (200, "10:41 refused 05")
        );
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename*=UTF-8''trace%20%C3%A9.html.txt"
        );
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(
            file.header("content-security-policy"),
            "sandbox; default-src 'none'"
        );
        assert_eq!(file.header("cache-control"), "no-store");
        assert_eq!(taken(&app, id).await, 1);
    }
}

#[tokio::test]
async fn nobody_but_those_who_may_answer_has_a_file() {
    for app in TestApp::each().await {
        let id = opened(&app, 90, &said(app.page.id, "it", "Non funziona")).await;
        let other = opened(&app, 90, &said(app.page.id, "it", "Neanche")).await;
        let file = kept(&app, id, vec![sent("a.log", b"secret words")])
            .await
            .remove(0);
        let path = format!("{}/files/{}", at(id), file.id);
        let elsewhere = format!("{}/files/{}", at(other), file.id);
        let reader = app.member(Role::Reader).await;
        let responder = app.member(Role::Responder).await;

        let page = app.look(&reader, &at(id)).await;
        let answers = [
            app.look(&reader, &path).await,
            app.get(&path).await,
            app.look(&responder, &elsewhere).await,
        ];

        assert!(page.attributes(".case-files a", "href").is_empty());
        assert!(page.text(".case-files").contains("a.log"));
        for answer in answers {
            assert_ne!(answer.status, 200);
            assert!(!answer.body.contains("secret words"));
        }
        assert_eq!(taken(&app, id).await, 0);
    }
}

#[tokio::test]
async fn what_is_over_or_missing_is_said_to_be_gone() {
    for app in TestApp::each().await {
        let id = opened(&app, 90, &said(app.page.id, "it", "Non funziona")).await;
        let file = kept(&app, id, vec![sent("a.log", b"words")])
            .await
            .remove(0);
        let path = format!("{}/files/{}", at(id), file.id);
        let who = app.member(Role::Responder).await;
        let store = app.app.settings.store();
        let place = does(&app, async |tx| {
            let actor = beffroi_domain::Actor::System;
            reports::open_file(tx, app.now(), actor, (id, file.id)).await
        })
        .await
        .place;

        store.delete(app.now(), &place).await.unwrap();
        assert_eq!(
            app.look(&who, &path).await.status,
            404,
            "its bytes are missing"
        );
        let later = app.now() + SignedDuration::from_hours(24 * 30);
        reports::sweep(app.db(), &store, later).await.unwrap();
        let page = app.look(&who, &at(id)).await;
        assert!(page.attributes(".case-files a", "href").is_empty());
        assert!(page.text(".case-files").contains("No longer kept since"));
        assert_eq!(app.look(&who, &path).await.status, 404);
    }
}
