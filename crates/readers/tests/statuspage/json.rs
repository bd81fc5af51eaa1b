//! Statuspage's JSON through the one door: what is kept, what is concluded, what is refused.

use super::common::{self, incidents, items, refusals};
use beffroi_domain::{ComponentStatus, IncidentStatus, UpdateStatus};
use beffroi_readers::{
    Item, Place, Told,
    record::{Inferred, RecordKind, WarningKind, WhenPrecision},
};
use serde_json::{Value, json};

fn update(id: &str, status: &str, at: &str, changes: Value) -> Value {
    json!({
        "id": id, "status": status, "body": format!("Text of {id}."), "incident_id": "p31zjtct2jer",
        "created_at": at, "updated_at": at, "display_at": at, "affected_components": changes,
        "deliver_notifications": true, "custom_tweet": null, "tweet_id": null
    })
}

fn change(code: &str, old: &str, new: &str) -> Value {
    json!({"code": code, "name": format!("Cards - {code}"), "old_status": old, "new_status": new})
}

fn incident() -> Value {
    json!({
        "id": "p31zjtct2jer", "name": "Card payments fail", "status": "resolved",
        "created_at": "2025-03-27T16:11:20.100+01:00", "updated_at": "2025-03-27T18:00:00.000+01:00",
        "monitoring_at": null, "resolved_at": "2025-03-27T17:30:00.000+01:00", "impact": "critical",
        "shortlink": "https://stspg.io/x", "started_at": "2025-03-27T16:11:20.090+01:00",
        "page_id": "kctbh9vrtdwd", "reminder_intervals": null,
        "incident_updates": [
            update("u3", "resolved", "2025-03-27T17:30:00.000+01:00", json!([
                change("visa", "partial_outage", "operational"), change("cb", "operational", "operational")])),
            update("u2", "identified", "2025-03-27T16:40:00.000+01:00", json!([
                change("visa", "major_outage", "partial_outage"),
                change("cb", "degraded_performance", "operational")])),
            update("u1", "investigating", "2025-03-27T16:11:20.150+01:00", json!([
                change("visa", "operational", "major_outage"),
                change("cb", "operational", "degraded_performance")])),
        ],
        "components": [
            {"id": "visa", "name": "visa", "status": "operational", "group_id": "g1", "position": 2,
             "description": null, "group": false, "created_at": "2019-01-24T16:49:08.728Z"},
            {"id": "cb", "name": "cb", "status": "operational", "group_id": null, "position": 3,
             "start_date": "2020-02-03", "group": false}
        ]
    })
}

/// Statuspage writes the page first; `json!` would sort it behind the incidents.
fn page(incidents: &[Value]) -> String {
    let page = json!({
        "id": "kctbh9vrtdwd", "name": "Acmepay", "url": "https://status.acme.example/",
        "time_zone": "Europe/Paris", "updated_at": "2025-03-27T18:00:00.000+01:00"
    });
    format!("{{\"page\":{page},\"incidents\":{}}}", json!(incidents))
}

fn told(incident: Value) -> Told {
    let mut all = incidents(&page(&[incident]));
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn utc(when: Option<&beffroi_readers::record::When>) -> String {
    when.and_then(|when| when.utc)
        .map(|utc| utc.to_string())
        .unwrap_or_default()
}

#[test]
fn every_field_of_an_incident_is_kept() {
    let told = told(incident());
    let record = &told.record;

    assert_eq!(record.external_id.as_deref(), Some("p31zjtct2jer"));
    assert_eq!(
        record.url.as_deref(),
        Some("https://status.acme.example/incidents/p31zjtct2jer")
    );
    assert_eq!(record.provider.as_deref(), Some("Acmepay"));
    assert_eq!(record.impact_level.as_deref(), Some("critical"));
    assert_eq!(record.components, ["visa", "cb"]);
    assert_eq!(
        told.status,
        Some(UpdateStatus::Incident(IncidentStatus::Resolved))
    );
    assert_eq!(
        told.resolved_at.unwrap().to_string(),
        "2025-03-27T16:30:00Z"
    );
    assert_eq!(
        told.created_at.unwrap().to_string(),
        "2025-03-27T15:11:20.1Z"
    );
    assert_eq!(told.components[0].external_id.as_deref(), Some("visa"));
    let newest = &record.updates[0];
    assert_eq!(newest.external_id.as_deref(), Some("u3"));
    assert_eq!(
        newest.posted_at.unwrap().to_string(),
        "2025-03-27T16:30:00Z"
    );
    assert_eq!(
        (newest.posted_precision, newest.posted_inferred.len()),
        (WhenPrecision::Exact, 0)
    );
    assert_eq!(newest.changes[0].old, Some(ComponentStatus::PartialOutage));
    assert_eq!(
        newest.changes[0].component, "visa",
        "its own name, not the long one"
    );
}

#[test]
fn page_and_components_come_before_the_incident_and_once() {
    let all = items(&page(&[incident(), incident()]));

    let kinds: Vec<_> = all.iter().map(common::kind).collect();
    assert_eq!(
        kinds,
        ["page", "component", "component", "incident", "incident"]
    );
    let Item::Component(visa) = &all[1] else {
        panic!()
    };
    assert_eq!(visa.group_id.as_deref(), Some("g1"));
    assert_eq!(visa.group_name.as_deref(), Some("Cards"));
    let Item::Component(cb) = &all[2] else {
        panic!()
    };
    assert_eq!(cb.start_on.unwrap().to_string(), "2020-02-03");
    assert_eq!(cb.group_name, None);
}

#[test]
fn a_time_of_publication_is_never_a_stated_start() {
    let record = told(incident()).record;

    for when in [&record.started_at, &record.ended_at] {
        assert_eq!(when.as_ref().unwrap().inferred, [Inferred::Publication]);
    }
    for window in &record.windows {
        assert_eq!(
            window.start.as_ref().unwrap().inferred,
            [Inferred::Publication]
        );
        assert_eq!(
            window.end.as_ref().unwrap().inferred,
            [Inferred::Publication]
        );
    }
}

#[test]
fn windows_follow_each_component_from_bad_to_good() {
    let record = told(incident()).record;

    let windows: Vec<_> = record
        .windows
        .iter()
        .map(|window| {
            let ends = (utc(window.start.as_ref()), utc(window.end.as_ref()));
            (window.components.join(","), window.degree.unwrap(), ends)
        })
        .collect();
    let start = "2025-03-27T15:11:20.09Z".to_owned();
    assert_eq!(
        windows,
        [
            (
                "cb".to_owned(),
                ComponentStatus::DegradedPerformance,
                (start.clone(), "2025-03-27T15:40:00Z".to_owned())
            ),
            (
                "visa".to_owned(),
                ComponentStatus::MajorOutage,
                (start, "2025-03-27T16:30:00Z".to_owned())
            ),
        ]
    );
    assert_eq!(record.windows[0].component_ids, ["cb"]);
}

#[test]
fn components_that_fail_and_recover_together_share_a_window() {
    let mut one = incident();
    one["incident_updates"] = json!([
        update(
            "u2",
            "resolved",
            "2025-03-27T17:30:00Z",
            json!([
                change("visa", "major_outage", "operational"),
                change("cb", "major_outage", "operational")
            ])
        ),
        update(
            "u1",
            "investigating",
            "2025-03-27T16:11:20Z",
            json!([
                change("visa", "operational", "major_outage"),
                change("cb", "operational", "major_outage")
            ])
        ),
    ]);

    let record = told(one).record;

    assert_eq!(record.windows.len(), 1);
    assert_eq!(record.windows[0].components, ["visa", "cb"]);
}

#[test]
fn a_relapse_is_a_second_window() {
    let mut one = incident();
    let bad = |at| {
        update(
            "b",
            "identified",
            at,
            json!([change("visa", "operational", "major_outage")]),
        )
    };
    let good = |at| {
        update(
            "g",
            "monitoring",
            at,
            json!([change("visa", "major_outage", "operational")]),
        )
    };
    one["incident_updates"] = json!([
        good("2025-03-27T19:00:00Z"),
        bad("2025-03-27T18:00:00Z"),
        good("2025-03-27T16:00:00Z"),
        bad("2025-03-27T15:11:20Z"),
    ]);

    let record = told(one).record;

    let starts: Vec<_> = record
        .windows
        .iter()
        .map(|window| utc(window.start.as_ref()))
        .collect();
    assert_eq!(starts, ["2025-03-27T15:11:20.09Z", "2025-03-27T18:00:00Z"]);
}

#[test]
fn a_start_dated_back_by_hand_is_stated() {
    let mut one = incident();
    one["started_at"] = json!("2025-03-27T15:20:00.000+01:00");

    let record = told(one).record;

    let start = record.started_at.unwrap();
    assert_eq!(
        (start.inferred.len(), start.precision),
        (0, WhenPrecision::Minute)
    );
    assert_eq!(start.zone.as_deref(), Some("Europe/Paris"));
    assert_eq!(
        utc(record.windows[0].start.as_ref()),
        "2025-03-27T14:20:00Z"
    );
}

#[test]
fn an_open_incident_has_a_window_that_lasts() {
    let mut one = incident();
    one["resolved_at"] = Value::Null;
    one["status"] = json!("identified");
    one["incident_updates"].as_array_mut().unwrap().remove(0);

    let record = told(one).record;

    assert_eq!(record.ended_at, None);
    let visa = record
        .windows
        .iter()
        .find(|window| window.components == ["visa"])
        .unwrap();
    assert!(visa.ongoing && visa.end.is_none());
}

#[test]
fn planned_work_states_its_window_and_its_work_is_concluded() {
    let mut one = incident();
    one["impact"] = json!("maintenance");
    one["status"] = json!("completed");
    one["scheduled_for"] = json!("2025-04-01T02:00:00.000+02:00");
    one["scheduled_until"] = json!("2025-04-01T04:00:00.000+02:00");
    one["incident_updates"] = json!([
        update("u3", "completed", "2025-04-01T03:10:00Z", Value::Null),
        update("u2", "in_progress", "2025-04-01T00:00:01Z", Value::Null),
        update("u1", "scheduled", "2025-03-20T09:00:00Z", Value::Null),
    ]);
    one["resolved_at"] = Value::Null;
    let text = json!({"scheduled_maintenances": [one]}).to_string();

    let all = items(&text);

    let Some(Item::Maintenance(told)) = all.last() else {
        panic!("{all:?}")
    };
    assert_eq!(told.record.kind, RecordKind::Maintenance);
    assert_eq!(
        told.scheduled_until.unwrap().to_string(),
        "2025-04-01T02:00:00Z"
    );
    let window = &told.record.windows[0];
    assert_eq!(window.degree, Some(ComponentStatus::UnderMaintenance));
    assert_eq!(window.start.as_ref().unwrap().inferred, []);
    assert_eq!(utc(told.record.started_at.as_ref()), "2025-04-01T00:00:01Z");
    assert_eq!(
        told.record.ended_at.as_ref().unwrap().inferred,
        [Inferred::Publication]
    );
}

#[test]
fn the_form_of_2019_and_that_of_others_are_read() {
    let old = json!({"incidents": [{
        "id": "hss47d2yk45f", "name": "Hosting", "status": "postmortem", "impact": "minor",
        "created_at": "2019-02-21T08:31:24.239-06:00", "updated_at": "2019-02-21T08:31:24.239-06:00",
        "monitoring_at": null, "resolved_at": "2019-02-21T09:31:24.239-06:00",
        "incident_updates": [{"status": "resolved", "body": "<p>It works &amp; stays.</p>",
            "created_at": "2019-02-21T09:31:24.239-06:00", "display_at": null}],
    }]});
    let other = json!({"incidents": [{
        "id": "01KY54SWGRK806N6TJ495MYPDD", "name": "Errors", "status": "investigating", "impact": "minor",
        "created_at": "2026-07-22T14:48:46Z", "updated_at": "2026-07-22T14:48:46Z",
        "incident_updates": [{"id": "01KY54SWGR43Q7BTSK3CSKW85P", "body": "We look.", "status": "investigating",
            "created_at": "2026-07-22T14:48:46Z", "display_at": "2026-07-22T14:48:46Z"}],
    }]});

    let old = incidents(&old.to_string()).remove(0);
    let other = incidents(&other.to_string()).remove(0);

    assert_eq!(
        common::english(&old.record.updates[0].text),
        "It works & stays."
    );
    assert_eq!(
        old.record.windows[0].degree,
        Some(ComponentStatus::DegradedPerformance)
    );
    assert_eq!(
        old.record.updates[0].posted_at.unwrap().to_string(),
        "2019-02-21T15:31:24.239Z"
    );
    assert_eq!(
        other.record.external_id.as_deref(),
        Some("01KY54SWGRK806N6TJ495MYPDD")
    );
    assert!(other.record.windows[0].ongoing);
    assert_eq!(other.record.url, None);
}

#[test]
fn a_word_that_nobody_knows_is_left_out_and_said() {
    let mut one = incident();
    one["status"] = json!("fixing");
    one["impact"] = json!("huge");

    let told = told(one);

    assert_eq!((told.status, told.record.impact_level), (None, None));
    let quotes: Vec<_> = told
        .record
        .warnings
        .iter()
        .flat_map(|one| one.quotes.clone())
        .collect();
    assert_eq!(quotes, ["fixing", "huge"]);
}

#[test]
fn what_was_resolved_and_went_on_is_a_warning() {
    let mut one = incident();
    one["incident_updates"][1]["status"] = json!("resolved");
    one["incident_updates"][0]["status"] = json!("investigating");

    let record = told(one).record;

    assert!(
        record
            .warnings
            .iter()
            .any(|one| one.kind == WarningKind::ResolvedTooEarly)
    );
}

#[test]
fn an_end_before_its_start_is_a_warning() {
    let mut one = incident();
    one["resolved_at"] = json!("2025-03-26T10:00:00Z");

    let record = told(one).record;

    assert_eq!(record.warnings[0].kind, WarningKind::EndBeforeStart);
}

#[test]
fn one_bad_incident_is_refused_by_its_path_and_the_next_is_read() {
    let mut bad = incident();
    bad["incident_updates"][2]["created_at"] = json!("yesterday");
    let mut untitled = incident();
    untitled["name"] = Value::Null;
    let text = page(&[incident(), bad, untitled, incident()])
        .replace("{\"components\"", "\n{\"components\"");

    let all = items(&text);

    assert_eq!(
        all.iter()
            .filter(|item| common::kind(item) == "incident")
            .count(),
        2
    );
    let refused = refusals(&all);
    assert_eq!(refused.len(), 2);
    let Place::Json { path, line, column } = &refused[0].place else {
        panic!()
    };
    assert_eq!(path, "incidents[1].incident_updates[2].created_at");
    assert_eq!(*line, 3);
    let written = text.lines().nth(2).unwrap();
    assert!(
        written[..*column].ends_with("\"yesterday\""),
        "{column}: {}",
        &written[..*column]
    );
    assert_eq!(refused[0].reason, "\"yesterday\" is no RFC 3339 time");
    assert!(
        refused[1].to_string().contains("incidents[2].name"),
        "{}",
        refused[1]
    );
}

#[test]
fn a_piece_that_is_no_json_is_refused_alone() {
    let text =
        "{\"incidents\": [\n{\"id\": \"a\", \"name\": 'x'},\n{\"id\": \"b\", \"name\": \"B\"}]}";

    let all = items(text);

    let refused = refusals(&all);
    assert_eq!(
        refused[0].to_string(),
        "test.json: incidents[0].name (line 2, column 21): expected value"
    );
    assert_eq!(common::kind(&all[1]), "incident");
}

#[test]
fn a_document_that_breaks_keeps_what_came_before() {
    let mut text = page(&[incident(), incident()]);
    text.truncate(text.len() - 400);

    let (all, ended) = common::run("test.json", text.as_bytes());

    assert_eq!(
        all.iter()
            .filter(|item| common::kind(item) == "incident")
            .count(),
        1
    );
    let error = ended.unwrap_err();
    assert!(
        error.to_string().starts_with("test.json: incidents[1]"),
        "{error}"
    );
}

#[test]
fn json_of_somebody_else_is_refused_as_a_whole() {
    for text in [
        "{\"data\": []}",
        "[{\"uptime\": 1}]",
        "{\"page\":{\"status\":\"UP\"},\"activeIncidents\":[]}",
    ] {
        let (all, ended) = common::run("summary.json", text.as_bytes());

        assert!(all.is_empty() && ended.is_err(), "{text}");
    }
}

#[test]
fn a_page_without_incidents_is_no_error() {
    let (all, ended) = common::run("incidents.json", b"{\"incidents\": []}");

    assert!(all.is_empty() && ended.is_ok());
}

#[test]
fn the_caller_may_stop() {
    let text = page(&[incident(), incident()]);
    let mut seen = 0;

    let summary = beffroi_readers::read(
        "test.json",
        None,
        text.as_bytes(),
        &beffroi_readers::ReadOptions::default(),
        &mut |_| {
            seen += 1;
            std::ops::ControlFlow::Break(())
        },
    );

    assert_eq!((seen, summary.unwrap().stopped), (1, true));
}
