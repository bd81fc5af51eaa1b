//! The public API where times are not known: nothing is made up without saying so, and our own reader
//! reads back what was told.

use std::{io::BufReader, ops::ControlFlow};

use beffroi::incidents::NewIncident;
use beffroi_domain::{
    ComponentStatus, IncidentStatus, MaintenanceStatus, Moment, StandardPhrase, WindowEnd,
};
use beffroi_readers::{Item, ReadOptions, read};
use serde_json::{Value, json};

use crate::{
    public::schedule,
    public_api::{cards, fetch, live, planned},
    support::{TestApp, at, update, words},
};

/// An incident of which nobody wrote down a time.
fn undated(app: &TestApp, id: &str, seq: i64) -> NewIncident {
    let mut new = app.incident();
    new.public_id = Some(id.parse().unwrap());
    new.seq = seq;
    new.facts.windows.clear();
    for update in &mut new.updates {
        update.published = None;
    }
    new
}

#[tokio::test]
async fn an_incident_without_a_date_keeps_its_place_and_says_that_its_times_are_none() {
    for app in TestApp::each().await {
        app.record(undated(&app, "und000000002", 2)).await;
        app.record(undated(&app, "und000000001", 1)).await;
        app.record(app.incident()).await;

        let document = fetch(&app, "/api/v2/incidents.json").await;

        let incidents = document["incidents"].as_array().unwrap();
        let ids: Vec<&str> = incidents
            .iter()
            .map(|one| one["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids, ["q2kg8n613kr3", "und000000002", "und000000001"]);
        let nobody_knows = &incidents[1];
        assert_eq!(nobody_knows["beffroi"]["is_dated"], false);
        assert_eq!(
            nobody_knows["beffroi"]["fallbacks"],
            json!({"created_at": "page", "started_at": "page", "updated_at": "page"})
        );
        assert_eq!(nobody_knows["created_at"], "2024-01-01T01:00:00.000+01:00");
        assert_eq!(nobody_knows["resolved_at"], Value::Null);
        for update in nobody_knows["incident_updates"].as_array().unwrap() {
            assert_eq!(update["beffroi"]["fallbacks"]["display_at"], "page");
        }
        assert_eq!(incidents[0]["beffroi"]["fallbacks"], json!({}));
    }
}

#[tokio::test]
async fn a_statement_whose_time_is_lost_stands_beside_its_neighbour() {
    for app in TestApp::each().await {
        let mut new = app.incident();
        new.updates.insert(
            1,
            update(
                IncidentStatus::Monitoring,
                "2026-03-03T09:30:00Z",
                "On veille.",
            ),
        );
        new.updates[1].published = None;
        app.record(new).await;

        let document = fetch(&app, "/api/v2/incidents.json").await;

        let updates = &document["incidents"][0]["incident_updates"];
        let times: Vec<(&Value, &Value)> = (0..3)
            .map(|place| {
                let update = &updates[place];
                let said = &update["display_at"];
                (said, &update["beffroi"]["fallbacks"]["display_at"])
            })
            .collect();
        assert_eq!(
            times,
            [
                (&json!("2026-03-03T11:00:00.000+01:00"), &Value::Null),
                (&json!("2026-03-03T10:10:00.000+01:00"), &json!("neighbour")),
                (&json!("2026-03-03T10:10:00.000+01:00"), &Value::Null),
            ]
        );
        assert_eq!(document["incidents"][0]["monitoring_at"], Value::Null);
    }
}

#[tokio::test]
async fn a_day_is_its_beginning_in_the_zone_of_the_page_and_says_that_it_is_a_day() {
    let app = TestApp::start().await;
    let mut new = app.incident();
    new.facts.windows[0].start = Some(Moment::day(at("2026-03-02T23:00:00Z")));
    new.facts.windows[0].end = WindowEnd::Unknown;
    app.record(new).await;

    let document = fetch(&app, "/api/v2/incidents.json").await;
    let history = fetch(&app, "/history.json").await;

    let incident = &document["incidents"][0];
    assert_eq!(incident["started_at"], "2026-03-03T00:00:00.000+01:00");
    assert_eq!(incident["beffroi"]["fallbacks"]["started_at"], "day");
    let window = &incident["beffroi"]["windows"][0];
    assert_eq!(window["start"]["precision"], "day");
    assert_eq!(window["end_is"], "unknown");
    let past = &history["months"][0]["incidents"][0];
    assert_eq!(past["beffroi"]["fallbacks"]["timestamp"], "day");
}

#[tokio::test]
async fn a_start_that_nobody_wrote_down_is_when_it_was_first_said_and_says_so() {
    let app = TestApp::start().await;
    let mut new = app.incident();
    new.facts.windows.clear();
    app.record(new).await;

    let document = fetch(&app, "/api/v2/incidents.json").await;

    let incident = &document["incidents"][0];
    assert_eq!(incident["started_at"], "2026-03-03T10:10:00.000+01:00");
    assert_eq!(
        incident["beffroi"]["fallbacks"],
        json!({"started_at": "publication"})
    );
    assert_eq!(incident["beffroi"]["is_dated"], true);
}

#[tokio::test]
async fn a_standard_sentence_is_said_in_each_language() {
    let app = TestApp::start().await;
    let mut new = app.incident();
    new.updates[1].text = words(&[]);
    new.updates[1].standard = Some(StandardPhrase::Resolved);
    app.record(new).await;

    for (locale, said) in [
        ("fr", "Cet incident est terminé."),
        ("en", "This incident is over."),
    ] {
        let document = fetch(&app, &format!("/api/v2/incidents.json?locale={locale}")).await;

        let update = &document["incidents"][0]["incident_updates"][0];
        assert_eq!(update["body"], said);
        assert!(update["beffroi"].is_null(), "{update}");
    }
}

#[tokio::test]
async fn the_history_goes_back_three_months_a_page_and_files_by_the_end() {
    for app in TestApp::each().await {
        app.record(undated(&app, "und000000001", 1)).await;
        let mut over_the_new_year = app.incident();
        over_the_new_year.public_id = Some("old000000001".parse().unwrap());
        over_the_new_year.facts.windows[0].start = Some(Moment::minute(at("2025-12-31T22:30:00Z")));
        over_the_new_year.facts.windows[0].end =
            WindowEnd::At(Moment::minute(at("2026-01-01T03:44:00Z")));
        over_the_new_year.updates.clear();
        app.record(over_the_new_year).await;
        let done = planned(
            &app,
            "mnt000000005",
            MaintenanceStatus::Completed,
            "2026-02-03T02:00:00Z",
        );
        schedule(&app, done).await;

        let first = fetch(&app, "/history.json?locale=en").await;

        let months = first["months"].as_array().unwrap();
        let named: Vec<String> = months
            .iter()
            .map(|month| format!("{} {}", month["name"].as_str().unwrap(), month["year"]))
            .collect();
        assert_eq!(named, ["March 2026", "February 2026", "January 2026"]);
        assert_eq!(months[2]["starts_on"], 4, "1 January 2026 was a Thursday");
        assert_eq!(months[2]["days"], 31);
        assert_eq!(months[1]["incidents"][0]["impact"], "maintenance");
        let old = &months[2]["incidents"][0];
        assert_eq!(old["code"], "old000000001");
        assert_eq!(
            old["timestamp"],
            "Dec <var data-var='date'>31</var>, <var data-var='time'>23:30</var> - \
             Jan <var data-var='date'>1</var>, <var data-var='time'>04:44</var> CET"
        );
        assert!(first["beffroi"].is_null(), "{}", first["beffroi"]);

        let mut page = 2;
        let last = loop {
            let document = fetch(&app, &format!("/history.json?page={page}")).await;
            assert_ne!(
                document["months"],
                json!([]),
                "it ended without the undated"
            );
            if !document["beffroi"].is_null() {
                break document;
            }
            page += 1;
        };
        assert_eq!(
            last["months"].as_array().unwrap().last().unwrap()["name"],
            "January"
        );
        assert_eq!(last["beffroi"]["undated"][0]["code"], "und000000001");
        assert_eq!(
            last["beffroi"]["undated"][0]["beffroi"]["fallbacks"]["timestamp"],
            "page"
        );
        let beyond = fetch(&app, &format!("/history.json?page={}", page + 1)).await;
        assert_eq!(beyond["months"], json!([]));
    }
}

fn read_back(body: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let options = ReadOptions::default();
    let ended = read(
        "ours.json",
        None,
        BufReader::new(body.as_bytes()),
        &options,
        &mut |item| {
            items.push(item);
            ControlFlow::Continue(())
        },
    );
    ended.unwrap();
    items
}

#[tokio::test]
async fn our_own_reader_reads_back_what_was_told() {
    for app in TestApp::each().await {
        let component = cards(&app).await;
        app.record(live(&app, component)).await;
        let mut over = app.incident();
        over.public_id = Some("over00000001".parse().unwrap());
        over.facts.title = words(&[("fr", "Paiements par carte refusés")]);
        over.updates[0].public_id = Some("upd000000003".parse().unwrap());
        app.record(over).await;

        let items = read_back(&app.get("/api/v2/incidents.json?locale=fr").await.body);

        let refused = items.iter().filter(|item| matches!(item, Item::Refused(_)));
        assert_eq!(refused.count(), 0);
        let Some(Item::Page(page)) = items.first() else {
            panic!("no page: {items:?}");
        };
        assert_eq!(page.zone.as_deref(), Some("Europe/Paris"));
        assert_eq!(page.url.as_deref(), Some("http://127.0.0.1:8080"));
        let told: Vec<_> = items
            .iter()
            .filter_map(|item| match item {
                Item::Incident(told) => Some(told),
                _ => None,
            })
            .collect();
        assert_eq!(told.len(), 2);
        let (open, over) = (&told[0].record, &told[1].record);
        assert_eq!(open.external_id.as_deref(), Some("q2kg8n613kr3"));
        assert_eq!(
            open.started_at.as_ref().unwrap().utc,
            Some(at("2026-03-04T10:00:00Z"))
        );
        assert!(open.started_at.as_ref().unwrap().inferred.is_empty());
        assert!(open.windows[0].ongoing);
        assert_eq!(open.windows[0].degree, Some(ComponentStatus::PartialOutage));
        assert_eq!(open.windows[0].component_ids, ["cmp000000001"]);
        assert_eq!(open.impact_level.as_deref(), Some("major"));
        let posted: Vec<_> = open.updates.iter().map(|one| one.posted_at).collect();
        assert!(
            posted.contains(&Some(at("2026-03-04T10:20:00.5Z"))),
            "{posted:?}"
        );
        assert_eq!(over.title_raw, "Paiements par carte refusés");
        assert_eq!(
            over.started_at.as_ref().unwrap().utc,
            Some(at("2026-03-03T09:00:00Z"))
        );
        assert_eq!(told[1].resolved_at, Some(at("2026-03-03T10:00:00Z")));
        let first = over
            .updates
            .iter()
            .find(|one| one.external_id.as_deref() == Some("upd000000003"));
        let text = &first.unwrap().text;
        let said: Vec<&str> = text.iter().map(|(_, said)| said).collect();
        assert_eq!(said, ["Nous cherchons."]);
    }
}
