//! Choosing from the history, and the year calendar.

use beffroi::{incidents::NewIncident, pages::Visibility};
use beffroi_domain::{ComponentId, ComponentStatus, LocalizedText, Priority, Responsibility};

use crate::support::{Answer, TestApp, at, window, words};

/// An incident on a day of March 2026, called by its number.
fn numbered(app: &TestApp, number: i64, start: &str) -> NewIncident {
    let mut new = app.incident();
    new.public_id = None;
    new.seq = number;
    let title = format!("Number {number}");
    new.facts.title = words(&[("fr", &title), ("en", &title), ("it", &title)]);
    new.facts.windows = vec![window(start, Some(start))];
    new
}

fn priority(number: u8) -> Option<Priority> {
    Some(Priority::try_from(number).unwrap())
}

/// Three incidents of 2026 and one of 2025, told apart by every fact.
async fn four(app: &TestApp) -> (ComponentId, String) {
    let component = app.component("API").await;
    let mut one = numbered(app, 1, "2026-03-01T09:00:00Z");
    one.facts.components = vec![component];
    one.facts.responsibility = Some(Responsibility::Own);
    one.facts.priority = priority(1);
    app.record(one).await;
    let mut two = numbered(app, 2, "2026-03-02T09:00:00Z");
    two.facts.windows[0].components = vec![(component, ComponentStatus::MajorOutage)];
    two.facts.responsibility = Some(Responsibility::External { provider: None });
    two.facts.category = words(&[("fr", "Cartes & co"), ("en", "Cards")]);
    app.record(two).await;
    let mut three = numbered(app, 3, "2026-02-03T09:00:00Z");
    three.facts.priority = priority(1);
    app.record(three).await;
    app.record(numbered(app, 4, "2025-12-31T22:59:00Z")).await;
    let mut tx = app.db().snapshot().await.unwrap();
    let all = beffroi::components::of_page(&mut tx, app.page.id)
        .await
        .unwrap();
    (component, all[0].public_id.to_string())
}

fn titles(answer: &Answer) -> Vec<String> {
    answer.texts(".entry-title")
}

#[tokio::test]
async fn each_fact_chooses_and_all_of_them_together() {
    for app in TestApp::each().await {
        let (_, component) = four(&app).await;
        let chosen = async |query: &str| titles(&app.get(&format!("/en/history?{query}")).await);

        assert_eq!(
            chosen(&format!("component={component}")).await,
            ["Number 2", "Number 1"]
        );
        assert_eq!(chosen("responsibility=own").await, ["Number 1"]);
        assert_eq!(
            chosen("responsibility=unsaid").await,
            ["Number 3", "Number 4"]
        );
        assert_eq!(chosen("priority=1").await, ["Number 1", "Number 3"]);
        assert_eq!(chosen("category=Cartes+%26+co").await, ["Number 2"]);
        assert_eq!(chosen("year=2025").await, ["Number 4"]);
        assert_eq!(
            chosen(&format!(
                "component={component}&responsibility=external&category=Cards&year=2026"
            ))
            .await,
            ["Number 2"]
        );
        assert!(
            chosen("priority=1&responsibility=external")
                .await
                .is_empty()
        );
    }
}

#[tokio::test]
async fn what_was_chosen_stays_in_the_form_and_in_the_other_languages() {
    let app = TestApp::start().await;
    four(&app).await;

    let answer = app
        .get("/en/history?category=Cartes%20%26%20co&year=2026&other=x")
        .await;

    assert_eq!(answer.texts("option[selected]"), ["Cards", "2026"]);
    assert_eq!(answer.text(".found"), "1 incident matches.");
    assert_eq!(
        answer.attributes(".tongues a", "href")[0],
        "/fr/history?category=Cartes%20%26%20co&year=2026"
    );
    assert_eq!(answer.attributes("details.choice", "open").len(), 1);
}

#[tokio::test]
async fn what_nobody_knows_is_said_and_the_rest_counts() {
    for app in TestApp::each().await {
        four(&app).await;

        let answer = app
            .get("/en/history?component=%3Cb%3E&responsibility=own&year=20x6&priority=7&category=None%00")
            .await;

        assert_eq!(answer.status, 200);
        assert_eq!(titles(&answer), ["Number 1"]);
        assert_eq!(
            answer.texts(".refusal"),
            [
                "Component: “<b>” is not known on this page and was left out.",
                "Priority: “7” is not known on this page and was left out.",
                "Category: “None” is not known on this page and was left out.",
                "Year: “20x6” is not known on this page and was left out."
            ]
        );
    }
}

#[tokio::test]
async fn a_choice_goes_on_over_pages_and_ends() {
    for app in TestApp::each().await {
        for number in 0..53 {
            app.record(numbered(&app, number, "2026-03-01T09:00:00Z"))
                .await;
        }
        let mut undated = numbered(&app, 99, "2026-03-01T09:00:00Z");
        undated.facts.windows = vec![];
        undated.updates = vec![];
        app.record(undated).await;

        let first = app.get("/en/history?responsibility=unsaid").await;
        let second = app.get("/en/history?responsibility=unsaid&page=2").await;

        assert_eq!(first.text(".found"), "54 incidents match.");
        assert_eq!((titles(&first).len(), titles(&second).len()), (50, 4));
        assert_eq!(titles(&second)[3], "Number 99");
        assert_eq!(second.text("#undated-title"), "Undated incidents");
        assert_eq!(
            first.attributes(".step-older", "href"),
            ["/en/history?responsibility=unsaid&page=2"]
        );
        assert_eq!(
            second.attributes(".step-newer", "href"),
            ["/en/history?responsibility=unsaid"]
        );
        assert_eq!(
            app.get("/en/history?responsibility=unsaid&page=3")
                .await
                .status,
            404
        );
    }
}

#[tokio::test]
async fn hidden_incidents_are_not_chosen_nor_their_categories_offered() {
    let app = TestApp::start().await;
    let mut hidden = numbered(&app, 1, "2026-03-01T09:00:00Z");
    hidden.pages = vec![(app.page.id, Visibility::Hidden)];
    hidden.facts.category = LocalizedText::single("en".parse().unwrap(), "Secret");
    hidden.facts.priority = priority(1);
    app.record(hidden).await;

    let answer = app.get("/en/history?category=Secret&priority=1").await;
    let year = app.get("/en/history/calendar/2026").await;

    assert!(titles(&answer).is_empty());
    assert!(answer.texts("#choice-priority").is_empty());
    assert!(year.attributes(".calendar td a", "href").is_empty());
}

#[tokio::test]
async fn the_calendar_marks_every_day_that_an_incident_touched() {
    for app in TestApp::each().await {
        let mut long = numbered(&app, 1, "2026-01-30T09:00:00Z");
        long.facts.windows = vec![window("2026-01-30T09:00:00Z", Some("2026-02-01T10:00:00Z"))];
        app.record(long).await;
        let mut untold = numbered(&app, 2, "2026-03-02T09:00:00Z");
        untold.facts.windows = vec![];
        untold.facts.impact = beffroi_domain::Impact::Minor;
        untold.updates[0].published =
            Some(beffroi_domain::Moment::exact(at("2026-03-02T09:00:00Z")));
        untold.updates.truncate(1);
        app.record(untold).await;

        let year = app.get("/fr/history/calendar/2026").await;

        assert_eq!(
            year.attributes(".calendar td a", "href"),
            [
                "/fr/history/2026-01#d2026-01-30",
                "/fr/history/2026-01#d2026-01-30",
                "/fr/history/2026-01#d2026-01-30",
                "/fr/history/2026-03#d2026-03-02"
            ]
        );
        assert_eq!(
            year.attributes(".calendar td a", "aria-label")[2],
            "dimanche 1 février 2026\u{202f}: 1 incident, Panne majeure"
        );
        assert_eq!(year.texts(".calendar").len(), 12);
        assert_eq!(year.texts(".calendar:first-child thead th")[0], "lun.");
        assert_eq!(year.texts("[aria-current=date]"), ["4"]);
        assert!(
            year.texts(".steps").is_empty(),
            "no other year has anything"
        );
        for bad in ["26", "+026", "year", "20266", "0000"] {
            let answer = app.get(&format!("/fr/history/calendar/{bad}")).await;
            assert_eq!(answer.status, 404, "{bad}");
        }
    }
}

#[tokio::test]
async fn a_calendar_without_a_locale_leads_to_the_readers_own() {
    let app = TestApp::start().await;

    let answer = app
        .get_with("/history/calendar/2026", &[("accept-language", "it")])
        .await;

    assert_eq!(answer.header("location"), "/it/history/calendar/2026");
}

#[tokio::test]
async fn everything_has_the_gender_of_what_is_chosen_from() {
    let app = TestApp::start().await;
    four(&app).await;

    let page = app.get("/it/history").await;

    assert_eq!(
        page.texts(".choice option[value='']"),
        ["Tutti", "Tutte", "Tutte", "Tutte", "Tutti"]
    );
}
