//! What is concluded from Statuspage's times of publication, and that it says so.

use super::{
    common::items,
    sample::{change, incident, told, update, utc},
};
use beffroi_domain::ComponentStatus;
use beffroi_readers::{
    Item,
    record::{Inferred, RecordKind, WarningKind, WhenPrecision},
};
use serde_json::{Value, json};

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

/// What a provider types above three languages, in its own words.
const TYPED: &str = "TSR-77 - Début / Start / Inizio : 27/03/2025 15h50 - Fin / End / Fine : 27/03/2025 16h05 - \
    Catégorie / Category / Categoria : Production - Cards - Responsabilité / Responsibility / Responsabilità : \
    Externe / External / Esterna FR Les paiements fonctionnent de nouveau. EN Payments work again. \
    IT I pagamenti funzionano di nuovo.";

#[test]
fn what_people_typed_wins_over_when_they_pressed_the_button() {
    let mut one = incident();
    one["incident_updates"][0]["body"] = json!(TYPED);

    let record = told(one).record;

    assert_eq!(utc(record.started_at.as_ref()), "2025-03-27T14:50:00Z");
    assert_eq!(utc(record.ended_at.as_ref()), "2025-03-27T15:05:00Z");
    let stated =
        |when: &beffroi_readers::record::When| !when.inferred.contains(&Inferred::Publication);
    for window in &record.windows {
        assert_eq!(utc(window.start.as_ref()), "2025-03-27T14:50:00Z");
        assert!(window.start.as_ref().is_some_and(stated), "{window:?}");
    }
    let degrees: Vec<_> = record
        .windows
        .iter()
        .filter_map(|window| window.degree)
        .collect();
    assert!(
        degrees.contains(&ComponentStatus::MajorOutage),
        "{:?}",
        record.windows
    );
    assert_eq!(record.references, ["TSR-77"]);
    assert_eq!(record.category.as_deref(), Some("Production - Cards"));
    let text = &record.updates[0].text;
    let locales: Vec<_> = text.locales().map(ToString::to_string).collect();
    assert_eq!(locales, ["en", "fr", "it"]);
    assert_eq!(super::common::english(text), "Payments work again.");
}

#[test]
fn a_stated_time_that_cannot_be_of_this_incident_is_left_alone() {
    let mut one = incident();
    one["incident_updates"][0]["body"] = json!(TYPED.replace("2025", "2019"));

    let record = told(one).record;

    assert_eq!(record.started_at.unwrap().inferred, [Inferred::Publication]);
}
