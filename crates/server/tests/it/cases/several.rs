//! All that are about an incident: answered at once, each in their language, and asked at once whether it works again.

use beffroi::{
    members::Role,
    reports::{self, EntryKind, State},
};
use beffroi_domain::{Actor, IncidentId, ReportId};

use super::{does, opened, report, said};
use crate::support::TestApp;

/// Two in Italian, one in French, and one that is closed.
async fn four(app: &TestApp) -> (IncidentId, Vec<ReportId>) {
    let incident = app.record(app.incident()).await;
    let mut all = Vec::new();
    for (minutes, tag) in [(9, "it"), (8, "fr"), (7, "it"), (6, "en")] {
        let mut new = said(app.page.id, tag, "x");
        new.too = Some(incident);
        all.push(opened(app, minutes, &new).await);
    }
    does(app, async |tx| {
        reports::close(tx, app.now(), Actor::System, all[3]).await
    })
    .await;
    (incident, all)
}

async fn answers(app: &TestApp, id: ReportId) -> Vec<String> {
    let entries = report(app, id).await.entries;
    let ours = entries
        .into_iter()
        .filter(|one| one.kind == EntryKind::WeSaid);
    ours.map(|one| one.body).collect()
}

#[tokio::test]
async fn all_are_answered_each_in_their_language_and_nobody_twice() {
    for app in TestApp::each().await {
        let (incident, all) = four(&app).await;
        let who = app.member(Role::Responder).await;
        let reader = app.member(Role::Reader).await;
        let here = format!("/console/cases/about/{incident}");
        let place = format!("{here}/answer");
        let typed = [("words-it", "Risolto."), ("words-fr", "Réparé.")];

        let form = app.look(&who, &here).await;
        let lacking = app.fill(&who, &place, &typed[..1]).await;
        let untold = answers(&app, all[0]).await;
        let not_theirs = app.fill(&reader, &place, &typed).await;
        let done = app.fill(&who, &place, &typed).await;
        let again = app.fill(&who, &place, &typed).await;

        assert_eq!(
            form.texts("#reply label"),
            ["Italiano", "Français"],
            "those that they read, the most first"
        );
        assert_eq!(form.text("#reply button"), "Answer 3 merchants");
        assert_eq!(lacking.status, 422);
        assert!(
            lacking.text(".wrongs").contains("Français"),
            "{}",
            lacking.body
        );
        assert_eq!(lacking.text("textarea[lang=it]"), "Risolto.");
        assert!(
            untold.is_empty(),
            "nobody is told while a language is missing"
        );
        assert_eq!(not_theirs.status, 403);
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(again.status, 303, "{}", again.body);
        assert_eq!(answers(&app, all[0]).await, ["Risolto."]);
        assert_eq!(answers(&app, all[1]).await, ["Réparé."]);
        assert_eq!(answers(&app, all[2]).await, ["Risolto."]);
        assert!(answers(&app, all[3]).await.is_empty(), "it is closed");
        assert_eq!(report(&app, all[0]).await.waits_since, None);
    }
}

#[tokio::test]
async fn all_are_asked_once_whether_it_works_again() {
    for app in TestApp::each().await {
        let (incident, all) = four(&app).await;
        let who = app.member(Role::Responder).await;
        let here = format!("/console/cases/about/{incident}");

        let form = app.look(&who, &here).await;
        let done = app.fill(&who, &format!("{here}/ask"), &[]).await;
        let after = app.look(&who, done.header("location")).await;
        app.fill(&who, &format!("{here}/ask"), &[]).await;

        assert_eq!(form.text("#ask button"), "Ask 3 merchants");
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(after.text(".done"), "They are asked.");
        assert!(after.texts("#ask button").is_empty());
        for id in &all[..3] {
            let case = report(&app, *id).await;
            assert_eq!(case.state, State::Asked);
            let asked = case
                .entries
                .iter()
                .filter(|one| one.kind == EntryKind::Asked);
            assert_eq!(asked.count(), 1);
        }
        assert_eq!(report(&app, all[3]).await.state, State::Closed);
    }
}

#[tokio::test]
async fn hundreds_are_told_and_each_once() {
    let app = TestApp::start().await;
    let incident = app.record(app.incident()).await;
    let mut all = Vec::new();
    for minute in 0..230 {
        let mut new = said(app.page.id, "it", "x");
        new.too = Some(incident);
        all.push(opened(&app, minute, &new).await);
    }
    let who = app.member(Role::Responder).await;

    let place = format!("/console/cases/about/{incident}/answer");
    let done = app.fill(&who, &place, &[("words-it", "Risolto.")]).await;

    assert_eq!(done.status, 303, "{}", done.body);
    for id in all {
        assert_eq!(answers(&app, id).await, ["Risolto."]);
    }
}
