//! One incident, one maintenance, the history: facts said no more exactly than they are known.

use std::collections::BTreeMap;

use beffroi::{
    maintenances::NewMaintenance,
    pages::Visibility,
    postmortems::{self, NewPostmortem},
};
use beffroi_domain::{
    Action, Actor, ComponentStatus, Consequence, Entry, EntryKind, Figure, FigureUnit, Impact,
    IncidentStatus, MaintenanceStatus, Moment, Origin, Priority, Responsibility, Section,
    StandardPhrase, WindowEnd,
};

use crate::{
    public::schedule,
    support::{Answer, TestApp, at, update, window, words},
};

const PATH: &str = "incidents/q2kg8n613kr3";

fn row(answer: &Answer, key: &str) -> Vec<String> {
    answer.texts(&format!(".fact-{key} dd p:not(.note)"))
}

#[tokio::test]
async fn the_header_tells_the_facts_in_each_language() {
    for app in TestApp::each().await {
        let component = app.component("API").await;
        let mut new = app.incident();
        new.facts.category = words(&[("fr", "Production"), ("en", "Processing")]);
        new.facts.responsibility = Some(Responsibility::External {
            provider: Some("Visa".to_owned()),
        });
        new.facts.priority = Some(Priority::try_from(1).unwrap());
        new.facts.windows[0].components = vec![(component, ComponentStatus::PartialOutage)];
        new.facts.figures = vec![Figure {
            low_milli: 20_000,
            high_milli: 40_000,
            unit: FigureUnit::Percent,
            of: words(&[("fr", "des paiements"), ("en", "of payments")]),
            from: None,
            until: None,
        }];
        new.facts.consequences = vec![Consequence {
            text: words(&[("fr", "Remboursements"), ("en", "Refunds")]),
            end: Some(Moment::day(at("2026-03-08T23:00:00Z"))),
        }];
        app.record(new).await;

        let english = app.get(&format!("/en/{PATH}")).await;
        let french = app.get(&format!("/fr/{PATH}")).await;

        assert_eq!(row(&english, "references"), ["TST-7"]);
        assert_eq!(row(&english, "start"), ["3 Mar 2026, 10:00 CET (UTC+1)"]);
        assert_eq!(row(&english, "end"), ["3 Mar 2026, 10:24 CET (UTC+1)"]);
        assert_eq!(row(&english, "category"), ["Processing"]);
        assert_eq!(row(&english, "responsibility"), ["External: Visa"]);
        assert_eq!(row(&english, "priority"), ["P1"]);
        assert_eq!(row(&english, "components"), ["API Partial outage"]);
        assert_eq!(row(&english, "figures"), ["20 to 40% of payments"]);
        assert_eq!(row(&english, "consequences"), ["Refunds until 9 Mar 2026"]);
        assert_eq!(row(&french, "start"), ["3 mars 2026, 10:00 CET (UTC+1)"]);
        assert_eq!(row(&french, "figures"), ["20 à 40 % des paiements"]);
        assert_eq!(row(&french, "responsibility"), ["Externe : Visa"]);
        assert_eq!(row(&french, "impact"), ["24 minutes"]);
        assert_eq!(
            french.attributes(".fact-start time", "datetime"),
            ["2026-03-03T10:00:00+01:00"]
        );
    }
}

#[tokio::test]
async fn three_lengths_are_told_apart_and_several_windows_are_listed() {
    let app = TestApp::start().await;
    let mut new = app.incident();
    new.facts
        .windows
        .push(window("2026-03-03T13:00:00Z", Some("2026-03-03T13:19:00Z")));
    app.record(new).await;

    let answer = app.get(&format!("/en/{PATH}")).await;

    assert_eq!(row(&answer, "impact"), ["43 minutes"]);
    assert_eq!(row(&answer, "resolution"), ["4 h 19 min"]);
    assert_eq!(row(&answer, "communication"), ["50 minutes"]);
    assert_eq!(
        answer.texts(".fact-impact .note"),
        ["2 periods added up, overlaps counted once"]
    );
    assert_eq!(
        answer.texts(".periods li p:first-child"),
        [
            "3 Mar 2026, 10:00 – 10:24 CET 24 minutes",
            "3 Mar 2026, 14:00 – 14:19 CET 19 minutes",
        ]
    );
    let bars = answer.attributes(".scale-bar", "x");
    assert_eq!(bars, ["0", "926"], "240 of 259 minutes to the right");
}

#[tokio::test]
async fn a_day_is_told_as_a_day_and_what_goes_on_as_ongoing() {
    let app = TestApp::start().await;
    let mut new = app.incident();
    new.facts.windows[0].start = Some(Moment::day(at("2026-02-27T23:00:00Z")));
    new.facts.windows[0].end = WindowEnd::At(Moment::day(at("2026-03-01T23:00:00Z")));
    app.record(new).await;
    let mut live = app.incident();
    live.public_id = Some("live00000001".parse().unwrap());
    live.facts.windows = vec![window("2026-03-04T10:08:00Z", None)];
    live.facts.status = IncidentStatus::Identified;
    app.record(live).await;

    let by_day = app.get(&format!("/en/{PATH}")).await;
    let ongoing = app.get("/en/incidents/live00000001").await;

    assert_eq!(row(&by_day, "start"), ["28 Feb 2026"]);
    assert_eq!(
        by_day.attributes(".fact-start time", "datetime"),
        ["2026-02-28"]
    );
    assert_eq!(
        by_day.texts(".fact-start .note"),
        ["The time of day is not known."]
    );
    assert_eq!(row(&by_day, "impact"), ["3 days"]);
    assert_eq!(row(&ongoing, "end"), ["ongoing"]);
    assert_eq!(row(&ongoing, "impact"), ["52 minutes so far"]);
}

#[tokio::test]
async fn what_was_concluded_says_so_and_explains_itself() {
    let app = TestApp::start().await;
    let mut new = app.incident();
    let start = new.facts.windows[0].start.unwrap();
    new.facts.windows[0].start = Some(Moment {
        origin: Origin::Inferred,
        ..start
    });
    app.record(new).await;

    let answer = app.get(&format!("/en/{PATH}")).await;
    let other = app.get("/en/history").await;

    assert_eq!(
        answer.texts(".fact-start .concluded .hidden"),
        ["concluded"]
    );
    assert_eq!(
        answer.attributes(".fact-start .concluded", "href"),
        ["#concluded"]
    );
    assert_eq!(answer.texts("#concluded h2"), ["* What “concluded” means"]);
    assert!(answer.texts(".fact-end .concluded").is_empty());
    assert!(other.texts("#concluded").is_empty());
}

#[tokio::test]
async fn a_fallback_is_marked_and_says_that_the_translation_follows() {
    let app = TestApp::start().await;
    app.record(app.incident()).await;

    let italian = app.get(&format!("/it/{PATH}")).await;
    let french = app.get(&format!("/fr/{PATH}")).await;

    assert_eq!(
        italian.texts(".stop .prose[lang=fr]"),
        ["C'est fini.", "Nous cherchons."]
    );
    assert!(italian.texts(".stop .follows")[0].starts_with("La traduzione seguirà."));
    assert!(french.texts(".follows").is_empty() && french.texts(".prose[lang]").is_empty());
}

#[tokio::test]
async fn updates_stand_newest_first_with_permalinks_and_unknown_times_say_so() {
    let app = TestApp::start().await;
    let mut new = app.incident();
    new.updates[0].public_id = Some("upd000000001".parse().unwrap());
    new.updates[0].published = None;
    app.record(new).await;

    let answer = app.get(&format!("/en/{PATH}")).await;

    assert_eq!(answer.texts(".stop h3"), ["Resolved", "Investigating"]);
    assert_eq!(
        answer.texts(".stop-when"),
        ["3 Mar 2026, 11:00 CET", "Time of publication not known"]
    );
    assert_eq!(answer.texts("#upd000000001 h3"), ["Investigating"]);
    assert_eq!(
        answer.attributes("#upd000000001 .stop-link", "href"),
        [format!("/en/{PATH}#upd000000001")]
    );
    assert!(
        row(&answer, "communication").is_empty(),
        "nothing is counted from half of the times"
    );
}

#[tokio::test]
async fn a_standard_sentence_is_said_in_the_readers_own_language() {
    let app = TestApp::start().await;
    let mut new = app.incident();
    let mut standard = update(IncidentStatus::Resolved, "2026-03-03T10:00:00Z", "");
    standard.standard = Some(StandardPhrase::Resolved);
    new.updates = vec![standard];
    app.record(new).await;

    for (tag, said) in [
        ("fr", "Cet incident est terminé."),
        ("en", "This incident is over."),
        ("it", "L’incidente è concluso."),
    ] {
        let answer = app.get(&format!("/{tag}/{PATH}")).await;

        assert_eq!(answer.texts(".stop .prose"), [said]);
        assert!(answer.texts(".follows").is_empty());
    }
}

#[tokio::test]
async fn the_write_up_has_one_timeline_and_one_table() {
    let app = TestApp::start().await;
    let id = app.record(app.incident()).await;
    let entry = |kind, written: Option<&str>, french: &str| Entry {
        at: written
            .is_none()
            .then(|| Moment::minute(at("2026-03-03T09:00:00Z"))),
        until: None,
        written: written.map(str::to_owned),
        kind,
        text: words(&[("fr", french), ("en", french)]),
    };
    let action = |french: &str| Action {
        symptom: words(&[("en", "Full disk")]),
        action: words(&[("en", french)]),
    };
    let new = NewPostmortem {
        sections: BTreeMap::from([(Section::RootCause, words(&[("en", "A **disk**.")]))]),
        timeline: vec![
            entry(EntryKind::Start, None, "Errors"),
            entry(EntryKind::Event, Some("vers 11h17"), "Calm"),
        ],
        actions: vec![action("Alert"), action("Buy")],
        published: Some(Moment::day(at("2026-03-03T23:00:00Z"))),
    };
    let mut tx = app.db().begin().await.unwrap();
    postmortems::record(&mut tx, app.now(), Actor::Import, id, &new)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let answer = app.get(&format!("/en/{PATH}")).await;

    assert_eq!(
        answer.texts("#postmortem h3"),
        ["Timeline", "Root cause", "From symptoms to actions"]
    );
    assert_eq!(answer.texts(".part-root_cause strong"), ["disk"]);
    assert_eq!(
        answer.texts(".happenings .kind"),
        ["Start"],
        "a plain event bears no mark"
    );
    assert_eq!(
        answer.texts(".happenings .stop-when"),
        ["3 Mar 2026, 10:00 CET", "vers 11h17"]
    );
    assert_eq!(
        answer.texts(".actions tbody th"),
        ["Full disk"],
        "the symptom is said once"
    );
    assert_eq!(answer.texts(".actions tbody td .prose"), ["Alert", "Buy"]);
    assert!(answer.texts("#postmortem .note")[0].contains("4 Mar 2026"));
}

#[tokio::test]
async fn a_maintenance_has_a_page_with_its_window() {
    let app = TestApp::start().await;
    schedule(&app, maintenance(&app)).await;

    let answer = app.get("/it/maintenances/mnt000000001").await;

    assert_eq!(answer.text("h1"), "Database");
    assert_eq!(answer.attributes("h1 span", "lang"), ["en"]);
    assert_eq!(row(&answer, "planned"), ["10 mar 2026, 03:00 – 05:30 CET"]);
    assert_eq!(answer.texts(".fact-planned .note"), ["2 h 30 min"]);
}

fn maintenance(app: &TestApp) -> NewMaintenance {
    NewMaintenance {
        public_id: Some("mnt000000001".parse().unwrap()),
        pages: vec![(app.page.id, Visibility::Public)],
        title: words(&[("en", "Database")]),
        status: MaintenanceStatus::Scheduled,
        impact: Impact::None,
        components: vec![],
        scheduled_start_at: at("2026-03-10T02:00:00Z"),
        scheduled_end_at: at("2026-03-10T04:30:00Z"),
        recurrence: None,
        started_at: None,
        completed_at: None,
        updates: vec![],
    }
}

#[tokio::test]
async fn a_hidden_incident_is_nowhere() {
    let app = TestApp::start().await;
    let mut new = app.incident();
    new.pages[0].1 = Visibility::Hidden;
    app.record(new).await;

    for path in ["/en/", "/en/history", "/en/history/2026-03"] {
        let answer = app.get(path).await;

        assert!(!answer.body.contains("Payments"), "{path}");
    }
    assert_eq!(app.get(&format!("/en/{PATH}")).await.status, 404);
    assert_eq!(app.get("/incidents/q2kg8n613kr3").await.status, 404);
}

#[tokio::test]
async fn the_history_goes_by_month_without_a_cap() {
    for app in TestApp::each().await {
        for day in 1..=60 {
            let mut new = app.incident();
            let hour = format!("2025-12-{:02}T{:02}:00:00Z", day % 28 + 1, day / 28);
            new.public_id = None;
            new.facts.windows = vec![window(&hour, None)];
            new.facts.windows[0].end = WindowEnd::Unknown;
            app.record(new).await;
        }
        app.record(app.incident()).await;

        let december = app.get("/en/history/2025-12").await;
        let latest = app.get("/fr/history").await;

        assert_eq!(december.texts(".entry").len(), 60);
        assert_eq!(december.text(".month h2"), "December 2025 60 incidents");
        assert_eq!(
            december.attributes(".step-newer", "href"),
            ["/en/history/2026-03"]
        );
        assert_eq!(
            latest.texts(".month h2 time"),
            ["mars 2026", "décembre 2025"]
        );
        assert_eq!(
            latest.attributes(".months a", "href"),
            ["/fr/history/2026-03", "/fr/history/2025-12"]
        );
    }
}

#[tokio::test]
async fn incidents_without_a_date_have_a_place_of_their_own() {
    let app = TestApp::start().await;
    let mut new = app.incident();
    new.facts.windows = vec![];
    for update in &mut new.updates {
        update.published = None;
    }
    app.record(new).await;

    let undated = app.get("/en/history/undated").await;
    let history = app.get("/en/history").await;

    assert_eq!(undated.texts(".undated .entry-title"), ["Payments"]);
    assert!(history.texts(".entry").is_empty());
    assert_eq!(
        history.texts(".months .onward-link"),
        ["1 undated incident"]
    );
    assert_eq!(
        app.get(&format!("/en/{PATH}")).await.text(".fact-start dd"),
        "start not known"
    );
}

#[tokio::test]
async fn what_is_no_month_is_not_found_and_an_empty_month_says_so() {
    let app = TestApp::start().await;

    for path in [
        "/en/history/2026-13",
        "/en/history/march",
        "/en/history/2026-3",
    ] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
    let empty = app.get("/en/history/2019-01").await;
    assert_eq!(empty.text(".month .quiet"), "No incident in this month.");
}
