//! One answer for all, with each author's own figure.

use beffroi::{
    members::Role,
    reports::{self, Affected, Answer, EntryKind},
};
use beffroi_domain::{Actor, ReportId};

use super::{case, desks, letters, opened, says};
use crate::{ledger::does, support::TestApp};

async fn of_merchant(app: &TestApp, incident: beffroi_domain::IncidentId, name: &str) -> ReportId {
    let mut new = says(app, "Des paiements manquent");
    new.facts.merchant = name.to_owned();
    new.too = Some(incident);
    opened(app, &new).await.0
}

async fn told(app: &TestApp, id: ReportId) -> Vec<String> {
    let said = case(app, id).await.entries.into_iter();
    let ours = said.filter(|one| one.kind == EntryKind::WeSaid);
    ours.map(|one| one.body).collect()
}

async fn once(app: &TestApp, id: ReportId) -> bool {
    let new = Answer {
        report: id,
        locale: None,
        words: "Bonjour,\n\n{payments} sont touchés.\n\nPardon.".to_owned(),
    };
    let said = does(app, async |tx| {
        reports::answer_once(tx, app.now(), Actor::System, &new).await
    });
    said.await.unwrap().is_some()
}

#[tokio::test]
async fn each_reads_their_own_figure_and_nobody_is_told_the_same_twice() {
    for app in desks().await {
        let incident = app.record(app.incident()).await;
        let known = of_merchant(&app, incident, "ATELIER BRUME").await;
        let other = of_merchant(&app, incident, "Gannet").await;
        let line = |merchant: &str, payments| Affected {
            merchant: merchant.to_owned(),
            payments,
        };
        let table = [
            line("Atelier Brume", 11),
            line("atelier-brume", 1),
            line("Nobody", 4),
        ];
        let count = does(&app, async |tx| {
            let whose = (app.page.id, incident);
            reports::set_affected(tx, app.now(), Actor::System, whose, &table).await
        });
        assert_eq!(count.await.unwrap(), 2, "two ways to write one name");

        assert!(once(&app, known).await && once(&app, other).await);
        assert!(!once(&app, known).await && !once(&app, other).await);

        assert_eq!(
            told(&app, known).await,
            ["Bonjour,\n\n12 paiements sont touchés.\n\nPardon."]
        );
        assert_eq!(told(&app, other).await, ["Bonjour,\n\nPardon."]);
        letters(&app).await;
        let page = app.get("/en/incidents/q2kg8n613kr3").await;
        assert!(
            page.body
                .contains("2 customers who reported this were answered personally")
        );
        assert!(!page.body.contains("Atelier"), "nobody is named");
    }
}

#[tokio::test]
async fn the_team_gives_the_table_in_the_console_and_a_bad_line_comes_back() {
    for app in desks().await {
        let (_, ann) = app.signed_in(Role::Publisher).await;
        let incident = app.record(app.incident()).await;
        of_merchant(&app, incident, "Gannet").await;
        let at = format!("/console/cases/about/{incident}");

        let bad = app
            .fill(
                &ann,
                &format!("{at}/table"),
                &[("table", "Gannet,12\nwrong")],
            )
            .await;
        assert_eq!(bad.status, 422);
        assert!(
            bad.body.contains("Gannet,12"),
            "what was typed is still there"
        );
        let good = app
            .fill(
                &ann,
                &format!("{at}/table"),
                &[("table", "merchant;payments\nGannet;12")],
            )
            .await;
        assert_eq!(good.status, 303);
        let mut tx = app.db().snapshot().await.unwrap();
        assert_eq!(reports::count_affected(&mut tx, incident).await.unwrap(), 1);
    }
}
