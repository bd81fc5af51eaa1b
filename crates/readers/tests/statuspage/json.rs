//! Statuspage's JSON through the one door: what is kept and what is refused.

use super::{
    common::{self, incidents, items, refusals},
    sample::{incident, page, told},
};
use beffroi_domain::{ComponentStatus, IncidentStatus, UpdateStatus};
use beffroi_readers::{Item, Place, record::WhenPrecision};
use serde_json::{Value, json};

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
