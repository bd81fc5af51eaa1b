//! The overview: the state in one sentence, the bars, the days; and what stands on every page.

use beffroi::{
    components,
    incidents::NewIncident,
    maintenances::{self, NewMaintenance},
    pages::{self, Document, Visibility},
};
use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, Impact, IncidentStatus, LocalizedText, MaintenanceStatus,
};

use crate::support::{TestApp, at, locale, update, window, words};

/// An incident that goes on since an hour ago, in `degree` for `component`.
fn live(app: &TestApp, component: ComponentId, degree: ComponentStatus) -> NewIncident {
    let mut new = app.incident();
    let mut since = window("2026-03-04T10:00:00Z", None);
    since.degree = degree;
    since.components = vec![(component, degree)];
    new.facts.windows = vec![since];
    new.facts.components = vec![component];
    new.facts.status = IncidentStatus::Identified;
    new.facts.impact = degree.impact();
    new.updates = vec![update(
        IncidentStatus::Identified,
        "2026-03-04T10:20:00Z",
        "Nous y travaillons. Prochain point à 12h30.",
    )];
    new
}

fn planned(app: &TestApp, components: Vec<ComponentId>) -> NewMaintenance {
    NewMaintenance {
        public_id: Some("mnt000000001".parse().unwrap()),
        pages: vec![(app.page.id, Visibility::Public)],
        title: words(&[("fr", "Base de données"), ("en", "Database")]),
        status: MaintenanceStatus::InProgress,
        impact: Impact::Minor,
        components,
        scheduled_start_at: at("2026-03-04T10:30:00Z"),
        scheduled_end_at: at("2026-03-04T12:30:00Z"),
        recurrence: None,
        started_at: Some(at("2026-03-04T10:31:00Z")),
        completed_at: None,
        updates: vec![],
    }
}

pub async fn schedule(app: &TestApp, new: NewMaintenance) {
    let mut tx = app.db().begin().await.unwrap();
    maintenances::record(&mut tx, app.now(), Actor::Import, new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn set(app: &TestApp, component: ComponentId, status: ComponentStatus) {
    let mut tx = app.db().begin().await.unwrap();
    components::set_status(&mut tx, app.now(), component, status)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn sentences(app: &TestApp) -> [String; 3] {
    let mut all = [const { String::new() }; 3];
    for (said, tag) in all.iter_mut().zip(["fr", "en", "it"]) {
        *said = app.get(&format!("/{tag}/")).await.text("h1");
    }
    all
}

#[tokio::test]
async fn when_all_is_well_the_page_says_so_in_one_sentence() {
    for app in TestApp::each().await {
        app.component("API").await;

        assert_eq!(
            sentences(&app).await,
            [
                "Tout fonctionne.",
                "Everything is working.",
                "Tutto funziona."
            ]
        );
    }
}

#[tokio::test]
async fn each_degree_of_trouble_has_its_sentence_and_names_what_is_broken() {
    for (degree, said) in [
        (ComponentStatus::MajorOutage, "Major outage: API."),
        (ComponentStatus::PartialOutage, "Partial outage: API."),
        (
            ComponentStatus::DegradedPerformance,
            "Slow or unreliable: API.",
        ),
    ] {
        let app = TestApp::start().await;
        let component = app.component("API").await;
        app.component("Other").await;
        app.record(live(&app, component, degree)).await;

        let answer = app.get("/en/").await;

        assert_eq!(answer.text("h1"), said);
        assert_eq!(
            answer.texts(".answers dt"),
            ["Since", "Last update", "Next update"]
        );
        assert_eq!(
            answer.texts(".answers dd"),
            [
                "4 Mar 2026, 11:00 CET",
                "4 Mar 2026, 11:20 CET",
                "Prochain point à 12h30."
            ]
        );
        assert_eq!(answer.attributes(".answers q span", "lang"), ["fr"]);
    }
}

#[tokio::test]
async fn what_is_fixed_and_watched_is_not_called_broken() {
    let app = TestApp::start().await;
    let component = app.component("API").await;
    let mut new = app.incident();
    new.facts.status = IncidentStatus::Monitoring;
    new.facts.components = vec![component];
    app.record(new).await;

    let said = sentences(&app).await;

    assert_eq!(said[1], "Back to normal, still being watched: API.");
}

#[tokio::test]
async fn an_open_incident_of_which_nobody_said_what_is_broken_is_no_good_state() {
    let app = TestApp::start().await;
    app.component("API").await;
    let mut new = app.incident();
    new.facts.status = IncidentStatus::Investigating;
    new.facts.windows = vec![];
    app.record(new).await;

    assert_eq!(sentences(&app).await[0], "Un incident est en cours.");
}

#[tokio::test]
async fn planned_work_and_an_unknown_state_have_sentences_of_their_own() {
    let app = TestApp::start().await;
    let component = app.component("API").await;
    schedule(&app, planned(&app, vec![component])).await;
    let other = TestApp::start().await;
    let unknown = other.component("API").await;
    set(&other, unknown, ComponentStatus::Unknown).await;

    assert_eq!(sentences(&app).await[2], "Manutenzione in corso: API.");
    assert_eq!(sentences(&other).await[1], "State not known: API.");
}

#[tokio::test]
async fn many_broken_services_are_counted() {
    let app = TestApp::start().await;
    for name in ["A", "B", "C", "D"] {
        let component = app.component(name).await;
        set(&app, component, ComponentStatus::PartialOutage).await;
    }

    assert_eq!(sentences(&app).await[0], "Panne partielle : 4 services.");
}

#[tokio::test]
async fn no_bar_is_quiet_while_an_incident_covers_it() {
    let app = TestApp::start().await;
    let component = app.component("API").await;
    app.record(live(&app, component, ComponentStatus::DegradedPerformance))
        .await;

    let answer = app.get("/en/").await;

    assert_eq!(answer.text(".row-status"), "Degraded performance");
    assert_eq!(
        answer.texts(".bars .is-degraded_performance title"),
        ["4 Mar 2026: Degraded performance, 1 hour"]
    );
    let quiet = answer.attributes(".bar-quiet", "d").remove(0);
    assert_eq!(quiet.matches('M').count(), 89, "all days but today");
}

#[tokio::test]
async fn an_open_incident_without_a_start_covers_the_components_that_it_names() {
    let app = TestApp::start().await;
    let component = app.component("API").await;
    let mut new = live(&app, component, ComponentStatus::MajorOutage);
    new.facts.windows = vec![];
    app.record(new).await;

    let answer = app.get("/en/").await;

    assert_eq!(answer.texts(".bars .is-unknown title").len(), 1);
}

#[tokio::test]
async fn windows_without_a_component_stand_on_a_row_of_the_whole_service() {
    let app = TestApp::start().await;
    app.component("API").await;
    app.record(app.incident()).await;

    let answer = app.get("/en/").await;

    assert_eq!(answer.texts(".row-name"), ["Whole service", "API"]);
    assert_eq!(
        answer.texts(".bars .is-major_outage title"),
        ["3 Mar 2026: Major outage, 24 minutes"]
    );
}

#[tokio::test]
async fn a_window_of_which_only_the_end_is_known_marks_the_day_of_its_end() {
    let app = TestApp::start().await;
    let component = app.component("API").await;
    let mut new = app.incident();
    new.facts.windows[0].start = None;
    new.facts.windows[0].components = vec![(component, ComponentStatus::PartialOutage)];
    app.record(new).await;

    let answer = app.get("/en/").await;

    let tips = answer.texts(".bars .is-partial_outage title");
    assert_eq!(tips.len(), 1);
    assert!(
        tips[0].starts_with("3 Mar 2026: Partial outage, at most"),
        "{tips:?}"
    );
}

#[tokio::test]
async fn an_open_incident_that_says_nothing_covers_the_whole_service() {
    let app = TestApp::start().await;
    app.component("API").await;
    let mut new = app.incident();
    new.facts.status = IncidentStatus::Investigating;
    new.facts.windows = vec![];
    app.record(new).await;

    let answer = app.get("/en/").await;

    assert_eq!(answer.texts(".row-name"), ["Whole service", "API"]);
    assert_eq!(
        answer.texts(".bars .is-unknown title").len(),
        2,
        "since the day before"
    );
}

#[tokio::test]
async fn the_days_behind_the_bars_stand_in_a_table_too() {
    let app = TestApp::start().await;
    let component = app.component("API").await;
    app.record(live(&app, component, ComponentStatus::MajorOutage))
        .await;

    let answer = app.get("/en/").await;

    assert_eq!(answer.text(".days-table caption"), "Day by day: API");
    assert_eq!(answer.texts(".days-table tbody th").len(), 2);
    assert_eq!(
        answer.texts(".days-table tbody td")[..2],
        ["Major outage", "1 hour"]
    );
}

#[tokio::test]
async fn each_of_the_last_fifteen_days_has_an_entry() {
    for app in TestApp::each().await {
        app.record(app.incident()).await;
        schedule(&app, planned(&app, vec![])).await;

        let answer = app.get("/en/").await;

        assert_eq!(answer.texts(".day").len(), 15);
        assert_eq!(answer.texts(".day-quiet").len(), 13);
        assert_eq!(answer.texts(".day .entry-title"), ["Database", "Payments"]);
    }
}

#[tokio::test]
async fn ongoing_incidents_are_told_in_full_and_planned_work_with_its_window() {
    let app = TestApp::start().await;
    let component = app.component("API").await;
    app.record(live(&app, component, ComponentStatus::MajorOutage))
        .await;
    schedule(&app, planned(&app, vec![component])).await;

    let answer = app.get("/fr/").await;

    assert_eq!(answer.text(".ongoing h3"), "Paiements");
    assert!(
        answer
            .text(".ongoing .stop-identified .prose")
            .starts_with("Nous y travaillons.")
    );
    assert_eq!(
        answer.text(".ongoing .stop-open .quote"),
        "Prochain point à 12h30."
    );
    assert_eq!(
        answer.texts(".planned .fact-planned dd p")[0],
        "4 mars 2026, 11:30 – 13:30 CET"
    );
}

#[tokio::test]
async fn a_hostile_text_is_shown_and_not_run() {
    let app = TestApp::start().await;
    let component = app.component("<img src=x onerror=alert(1)>").await;
    let mut new = live(&app, component, ComponentStatus::MajorOutage);
    new.facts.title = words(&[("fr", "<script>alert('titre')</script>")]);
    new.facts.references = vec!["\"><script>".to_owned()];
    new.facts.links = vec![
        "javascript:alert(1)".to_owned(),
        "https://ok.example/".to_owned(),
    ];
    new.updates[0].text = words(&[("fr", "[ici](javascript:alert(2)) <script>alert(3)</script>")]);
    app.record(new).await;

    for path in ["/fr/", "/en/incidents/q2kg8n613kr3", "/it/history/2026-03"] {
        let answer = app.get(path).await;

        assert_eq!(answer.status, 200, "{path}");
        assert!(
            answer
                .texts("script:not([src]), [onerror], main img")
                .is_empty(),
            "{path}"
        );
        let links = answer.attributes("a", "href");
        assert!(
            !links.iter().any(|link| link.starts_with("javascript")),
            "{path}: {links:?}"
        );
    }
}

#[tokio::test]
async fn every_page_names_its_other_languages_and_keeps_the_reader_on_it() {
    let app = TestApp::start().await;
    app.record(app.incident()).await;

    for rest in ["", "history", "history/2026-03", "incidents/q2kg8n613kr3"] {
        let answer = app
            .get_with(&format!("/it/{rest}"), &[("host", "evil.example")])
            .await;

        assert_eq!(answer.attributes("html", "lang"), ["it"]);
        let alternates = answer.attributes("link[rel=alternate]", "hreflang");
        assert_eq!(alternates, ["fr", "en", "it", "x-default"], "{rest}");
        assert_eq!(
            answer.attributes(".tongues a", "href"),
            ["fr", "en", "it"].map(|tag| format!("/{tag}/{rest}"))
        );
        assert_eq!(
            answer.texts(".tongue-name"),
            ["Français", "English", "Italiano"]
        );
        assert_eq!(answer.attributes(".tongues [aria-current]", "lang"), ["it"]);
        assert_eq!(
            answer.attributes("link[rel=canonical]", "href"),
            [format!("http://127.0.0.1:8080/it/{rest}")]
        );
        assert!(
            !answer.body.contains("evil.example"),
            "the Host header is not trusted"
        );
    }
}

#[tokio::test]
async fn the_page_says_whose_time_it_tells() {
    let app = TestApp::start().await;

    let answer = app.get("/en/").await;

    assert_eq!(
        answer.texts(".bottom p:first-child"),
        ["Times are those of Europe/Paris, now CET (UTC+1)."]
    );
}

#[tokio::test]
async fn the_operators_documents_are_there_once_they_have_words() {
    let app = TestApp::start().await;
    let before = app.get("/en/legal").await;
    let mut tx = app.db().begin().await.unwrap();
    let text = "# Éditeur\n\nEssai SAS";
    pages::set_document(
        &mut tx,
        app.now(),
        Actor::System,
        app.page.id,
        Document::Legal,
        &locale("fr"),
        text,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();

    let answer = app.get("/en/legal").await;

    assert_eq!((before.status.as_u16(), answer.status.as_u16()), (404, 200));
    assert_eq!(answer.text("h1"), "Legal notice");
    assert_eq!(answer.text(".prose[lang=fr] h2"), "Éditeur");
    assert!(answer.text(".follows").contains("Français"));
    let ways = answer.attributes(".bottom-links a", "href");
    assert_eq!(ways, ["/en/help", "/en/legal"]);
    assert_eq!(app.get("/en/privacy").await.status, 404);
}

#[tokio::test]
async fn a_component_without_a_name_in_the_readers_language_keeps_its_own() {
    let app = TestApp::start().await;
    let mut tx = app.db().begin().await.unwrap();
    let new = components::NewComponent {
        public_id: None,
        group: None,
        name: words(&[("fr", "Terminaux")]),
        description: LocalizedText::new(),
        position: 1,
        status: ComponentStatus::Operational,
        since: at("2026-03-01T00:00:00Z"),
    };
    components::create(&mut tx, app.now(), Actor::System, app.page.id, new)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let answer = app.get("/en/").await;

    assert_eq!(answer.attributes(".row-name span", "lang"), ["fr"]);
    let dots = answer.attributes(".bar-none", "d").remove(0);
    assert_eq!(dots.matches('M').count(), 86, "days before it was there");
}
