//! The figures of reports on a screen: what each counts, over how long, and for whom.

use beffroi::{
    members::Role,
    reports::{self, Answer, DeskRules},
};
use beffroi_domain::{Actor, ReportId};
use jiff::SignedDuration;

use super::{does, opened, said};
use crate::support::TestApp;

const PLACE: &str = "/console/cases/figures";

/// Answers so many minutes ago.
async fn answered(app: &TestApp, minutes: i64, report: ReportId) {
    let then = app.now() - SignedDuration::from_mins(minutes);
    let new = Answer {
        report,
        locale: None,
        words: "Voilà".to_owned(),
    };
    does(app, async |tx| {
        reports::answer(tx, then, Actor::System, &new).await
    })
    .await;
}

#[tokio::test]
async fn the_figures_say_how_soon_in_which_languages_and_about_what() {
    for app in TestApp::each().await {
        let rules = DeskRules {
            is_open: true,
            answer_within: SignedDuration::from_hours(1),
            ..DeskRules::default()
        };
        does(&app, async |tx| {
            reports::set_rules(tx, app.now(), Actor::System, app.page.id, &rules).await
        })
        .await;
        let incident = app.record(app.incident()).await;
        let soon = opened(&app, 180, &said(app.page.id, "fr", "un")).await;
        let late = opened(&app, 170, &said(app.page.id, "fr", "deux")).await;
        opened(&app, 5, &said(app.page.id, "it", "tre")).await;
        opened(&app, 60 * 24 * 60, &said(app.page.id, "en", "long ago")).await;
        answered(&app, 150, soon).await;
        answered(&app, 50, late).await;
        does(&app, async |tx| {
            reports::link(tx, app.now(), Actor::System, soon, incident).await
        })
        .await;
        let who = app.member(Role::Reader).await;

        let quarter = app.look(&who, PLACE).await;
        let month = app.look(&who, &format!("{PLACE}?days=30")).await;

        let figures = month.texts(".case-figures strong");
        // Three came; two were answered, after half an hour and after two hours, and one of these within the hour.
        assert_eq!(figures[..4], ["3", "2 of 3", "1 h 15 min", "1 of 2"]);
        assert_eq!(quarter.texts(".case-figures strong")[0], "4");
        let counts = month.texts(".case-counts tbody tr");
        assert_eq!(counts.len(), 3, "{counts:?}");
        assert_eq!(counts[0], "Français2");
        let linked = month.attributes(".case-counts a", "href");
        let place = format!("/console/cases?of={}&incident={incident}", app.page.slug);
        assert_eq!(linked, [place]);
        let inbox = app.look(&who, "/console/cases").await;
        let way = format!("{PLACE}?of={}", app.page.slug);
        assert!(inbox.attributes("a", "href").contains(&way));
    }
}

#[tokio::test]
async fn a_page_without_reports_claims_nothing() {
    for app in TestApp::each().await {
        let who = app.member(Role::Reader).await;

        let screen = app.look(&who, PLACE).await;

        let figures = screen.texts(".case-figures strong");
        assert_eq!(figures, ["0", "0 of 0", "Not known yet", "0"]);
        assert!(screen.texts(".case-counts").is_empty());
    }
}
