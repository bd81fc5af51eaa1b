//! How soon a person answers: told where it is promised, as it was, and with no share of a few.

use beffroi::reports::DeskRules;
use jiff::SignedDuration;

use super::open_desk;
use crate::{
    reports::{answered, opened, opens_desk, says},
    support::TestApp,
};

fn later(app: &TestApp, minutes: i64) {
    let at = app.now() + SignedDuration::from_mins(minutes);
    app.app.clock.set(at);
}

/// So many reports, each answered after so many minutes, one after the other.
async fn answers(app: &TestApp, minutes: &[i64]) {
    for after in minutes {
        let (id, _) = opened(app, &says(app, "Cela ne marche pas.")).await;
        later(app, *after);
        answered(app, id, "Nous avons trouvé.").await;
        later(app, 1);
    }
}

/// What the help centre, the form and the page of promises say of it.
async fn said(app: &TestApp) -> (Vec<String>, String, Vec<String>) {
    let front = app.get("/en/help").await;
    let form = app.get("/en/report").await;
    let promises = app.get("/en/promises").await;
    (
        front.texts(".help-answers p"),
        form.texts(".report-notes li")[0].clone(),
        promises.texts(".help-answers p"),
    )
}

const PROMISE: &str =
    "Whoever reports a problem here gets a first answer from a person within 4 hours.";

#[tokio::test]
async fn where_nothing_fell_due_nothing_is_counted() {
    for app in TestApp::each().await {
        open_desk(&app).await;
        opened(&app, &says(&app, "Panne.")).await;

        let (front, form, promises) = said(&app).await;

        let none = "In the last 90 days no answer fell due, so there is nothing to count yet.";
        assert_eq!(front, [PROMISE, none]);
        assert_eq!(promises, front);
        assert_eq!(form, format!("A person answers within 4 hours. {none}"));
    }
}

#[tokio::test]
async fn few_are_told_without_a_share_and_many_with_one_and_their_middle() {
    for app in TestApp::each().await {
        open_desk(&app).await;
        answers(&app, &[30, 300]).await;

        let (front, form, _) = said(&app).await;

        let few =
            "In the last 90 days 2 answers fell due; in time: 1. That is too few for a share.";
        assert_eq!(front, [PROMISE, few]);
        assert!(form.ends_with(few), "{form}");
        answers(&app, &[60, 90, 20, 10]).await;
        // One that nobody answers, and is late by now.
        opened(&app, &says(&app, "Panne.")).await;
        later(&app, 4 * 60 + 1);
        let (front, form, promises) = said(&app).await;
        let many = "In the last 90 days 7 answers fell due; in time: 5 (71%).";
        let middle = "Half of all first answers took 45 minutes or less.";
        assert_eq!(front, [PROMISE, many, middle]);
        assert_eq!(promises, front);
        assert_eq!(
            form,
            format!("A person answers within 4 hours. {many} {middle}")
        );
    }
}

#[tokio::test]
async fn what_is_older_than_ninety_days_is_not_counted() {
    for app in TestApp::each().await {
        open_desk(&app).await;
        answers(&app, &[30, 300]).await;
        later(&app, 91 * 24 * 60);

        let (front, _, _) = said(&app).await;

        assert!(front[1].contains("no answer fell due"), "{front:?}");
    }
}

#[tokio::test]
async fn where_no_answer_is_promised_none_is_claimed() {
    for app in TestApp::each().await {
        let rules = DeskRules {
            is_open: true,
            answer_within: SignedDuration::ZERO,
            ..DeskRules::default()
        };
        opens_desk(&app, rules).await;
        answers(&app, &[30]).await;

        let (front, form, promises) = said(&app).await;

        assert_eq!((front.len(), promises.len()), (0, 0));
        assert!(!form.contains("answers"), "{form}");
        let how = app.get("/en/help/report-a-problem").await;
        assert!(!how.body.contains("answers within"));
        opens_desk(&app, DeskRules::default()).await;
        assert_eq!(app.get("/en/help").await.texts(".help-answers").len(), 0);
        assert_eq!(
            app.get("/en/promises").await.texts(".help-answers").len(),
            0
        );
    }
}
