//! What looks alike: gathered, tied to an incident together, and made into one whose scope is counted.

use beffroi::{
    incidents::{self, Entry},
    members::Role,
};
use beffroi_domain::{ComponentStatus, IncidentId, ReportId};

use super::{about, opened, report, said};
use crate::{
    reports::{desks, letters},
    support::{Answer, TestApp},
};

/// Three that look alike and one that does not.
async fn three(app: &TestApp) -> (Vec<ReportId>, ReportId) {
    let (cards, payouts) = (app.component("Cards").await, app.component("Payouts").await);
    let mut first = about(app, "fr", (cards, "Visa", "FR"));
    first.facts.since = Some(app.now() - jiff::SignedDuration::from_mins(40));
    first.facts.payments = Some(12);
    let mut second = about(app, "it", (cards, "Visa", "IT"));
    second.facts.payments = Some(3);
    let three = vec![
        opened(app, 20, &first).await,
        opened(app, 15, &second).await,
        opened(app, 10, &about(app, "fr", (cards, "Visa", "FR"))).await,
    ];
    let other = opened(app, 5, &about(app, "fr", (payouts, "SEPA", "FR"))).await;
    (three, other)
}

/// What stands in the hidden fields of a form, and what else is typed.
fn typed<'a>(
    names: &'a [String],
    values: &'a [String],
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let hidden = names.iter().zip(values);
    let mut all: Vec<(&str, &str)> = hidden.map(|(a, b)| (a.as_str(), b.as_str())).collect();
    all.extend(more);
    all
}

fn hidden(page: &Answer, form: &str) -> (Vec<String>, Vec<String>) {
    let selector = format!("{form} input[type=hidden]");
    (
        page.attributes(&selector, "name"),
        page.attributes(&selector, "value"),
    )
}

#[tokio::test]
async fn those_that_look_alike_are_gathered_and_linked_together() {
    for app in TestApp::each().await {
        let (three, other) = three(&app).await;
        let incident = app.record(app.incident()).await;
        let who = app.member(Role::Responder).await;
        let reader = app.member(Role::Reader).await;

        let list = app.look(&who, "/console/cases").await;
        let (names, values) = hidden(&list, "#together-1");
        let none = app
            .fill(
                &who,
                "/console/cases/link",
                &typed(&names, &values, &[("incident", "")]),
            )
            .await;
        let chosen = incident.to_string();
        let all = typed(&names, &values, &[("incident", &chosen)]);
        let not_theirs = app.fill(&reader, "/console/cases/link", &all).await;
        let done = app.fill(&who, "/console/cases/link", &all).await;
        let after = app.look(&who, done.header("location")).await;
        let looked = app.look(&reader, "/console/cases").await;

        assert_eq!(
            list.texts(".case-group h3"),
            ["3 reports that look alike: Cards"]
        );
        let lines = list.texts(".case-scope li");
        assert!(
            lines[0].starts_with("The earliest says: since 4 Mar 2026, 11:20"),
            "{lines:?}"
        );
        assert_eq!(
            lines[1..],
            [
                "Payment methods: Visa (3)",
                "Countries: FR (2) and IT (1)",
                "Languages: Français (2) and Italiano (1)",
                "15 payments counted"
            ]
        );
        assert_eq!(none.status, 422, "{}", none.body);
        assert_eq!(not_theirs.status, 403);
        assert_eq!(done.status, 303, "{}", done.body);
        for id in three {
            let now = report(&app, id).await.incident;
            assert_eq!(now.map(|one| one.0), Some(incident));
        }
        assert_eq!(report(&app, other).await.incident, None);
        assert!(after.texts(".case-group").is_empty());
        assert!(looked.texts(".case-group form").is_empty());
    }
}

#[tokio::test]
async fn an_incident_out_of_a_group_has_what_they_say_and_ties_them_to_it() {
    for app in TestApp::each().await {
        let (three, other) = three(&app).await;
        let who = app.member(Role::Publisher).await;

        let list = app.look(&who, "/console/cases").await;
        let (names, values) = hidden(&list, "#declare-1");
        let all = typed(&names, &values, &[]);
        let begun = app.fill(&who, "/console/cases/declare", &all).await;
        let again = app.fill(&who, "/console/cases/declare", &all).await;
        let form = app.look(&who, begun.header("location")).await;
        let unlinked = report(&app, three[0]).await.incident;
        let (names, values) = hidden(&form, "form#declare");
        let part = form.attributes("input[name=affected][checked]", "value");
        let more = [
            ("deed", "publish"),
            ("title-fr", "Cartes"),
            ("title-en", "Cards"),
            ("title-it", "Carte"),
            ("text-fr", "Nous cherchons."),
            ("text-en", "We are looking."),
            ("text-it", "Cerchiamo."),
            ("degree", "partial_outage"),
            ("affected", &part[0]),
            ("since-date", "2026-03-04"),
            ("since-time", "11:20"),
        ];
        let sent = typed(&names, &values, &more);
        let out = app.fill(&who, "/console/incidents/new", &sent).await;

        assert_eq!(begun.status, 303, "{}", begun.body);
        assert_eq!(
            again.header("location"),
            begun.header("location"),
            "twice is once"
        );
        assert_eq!(
            form.attributes("#title-en", "value"),
            ["Problem with Cards"]
        );
        assert_eq!(form.attributes("#since-time", "value"), ["11:20"]);
        assert_eq!(part.len(), 1);
        assert_eq!(unlinked, None, "not before it is out");
        assert_eq!(out.status, 303, "{}", out.body);
        let place = out.header("location").rsplit('/').next().unwrap();
        let id: uuid::Uuid = place.split('?').next().unwrap().parse().unwrap();
        let incident = IncidentId(id);
        for one in three {
            let now = report(&app, one).await.incident;
            assert_eq!(now.map(|one| one.0), Some(incident));
        }
        assert_eq!(report(&app, other).await.incident, None);
        let mut tx = app.db().snapshot().await.unwrap();
        let made = incidents::load(&mut tx, app.page.id, incident)
            .await
            .unwrap();
        assert!(
            made.windows
                .iter()
                .any(|one| one.degree == ComponentStatus::PartialOutage)
        );
        let log = incidents::log_of(&mut tx, incident).await.unwrap();
        let note = log.iter().find_map(|line| match &line.entry {
            Entry::Note(body) => Some(body.clone()),
            _ => None,
        });
        let note = note.unwrap();
        assert!(note.starts_with("3 reports\n"), "{note}");
        assert!(note.contains("Countries: FR (2) and IT (1)"), "{note}");
        assert!(note.contains("15 payments counted"), "{note}");
        drop(tx);
        app.claimed().await;
    }
}

#[tokio::test]
async fn none_of_another_page_goes_along() {
    for app in TestApp::each().await {
        let other = app.another_page("other").await;
        let foreign = opened(&app, 5, &said(other.id, "fr", "là")).await;
        let who = app.member(Role::Publisher).await;
        let id = foreign.to_string();

        let typed = [("of", "test"), ("report", id.as_str())];
        let done = app.fill(&who, "/console/cases/declare", &typed).await;
        let nothing = app
            .fill(&who, "/console/cases/declare", &[("of", "test")])
            .await;
        let theirs = [("of", "other"), ("report", id.as_str())];
        let theirs = app.fill(&who, "/console/cases/declare", &theirs).await;

        assert_eq!(
            [done.status, nothing.status, theirs.status].map(|one| one.as_u16()),
            [404; 3]
        );
    }
}

#[tokio::test]
async fn more_than_usual_proposes_an_incident_out_of_its_reports_and_publishes_nothing() {
    for app in desks().await {
        let cards = app.component("Cards").await;
        let said = [
            "Refusée.",
            "Rien ne passe",
            "Erreur 51 partout",
            "Le lecteur attend",
        ];
        for (words, method) in said.iter().zip(["Visa", "Bancontact", "Twint", "JCB"]) {
            let mut new = about(&app, "fr", (cards, method, "FR"));
            new.facts.words = (*words).to_owned();
            opened(&app, 1, &new).await;
        }
        letters(&app).await;
        let incident = app.record(app.incident()).await;
        let who = app.member(Role::Responder).await;
        let reader = app.member(Role::Reader).await;

        let list = app.look(&who, "/console/cases").await;
        let looked = app.look(&reader, "/console/cases").await;
        let (names, values) = hidden(&list, "#declare-1");
        let begun = app
            .fill(&who, "/console/cases/declare", &typed(&names, &values, &[]))
            .await;
        let form = app.look(&who, begun.header("location")).await;
        let (names, values) = hidden(&list, "#together-1");
        let chosen = incident.to_string();
        let all = typed(&names, &values, &[("incident", &chosen)]);
        app.fill(&who, "/console/cases/link", &all).await;
        let after = app.look(&who, "/console/cases").await;

        let title = "[aria-labelledby=spikes] h3";
        let says = "More reports than usual about Cards: 4 in an hour, where hardly any are usual.";
        assert_eq!(list.texts(title), [says]);
        assert_eq!(looked.texts(title), [says]);
        assert!(list.texts("#alike").is_empty(), "these do not look alike");
        assert!(looked.texts(".case-group form").is_empty());
        assert_eq!(list.texts(".case-references a").len(), 4);
        assert_eq!(
            form.attributes("input[name=affected][checked]", "value")
                .len(),
            1
        );
        let (count,): (i64,) = {
            let mut tx = app.db().snapshot().await.unwrap();
            tx.load("SELECT COUNT(*) FROM incidents", vec![])
                .await
                .unwrap()
        };
        assert_eq!(count, 1, "the one that was there");
        assert_eq!(after.texts(title), [says], "it goes on");
        assert!(after.texts(".case-group form").is_empty(), "all are linked");
    }
}
