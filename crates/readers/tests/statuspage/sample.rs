//! One incident as Statuspage writes it, to be changed by each test.

use super::common::incidents;
use beffroi_readers::{Told, record::When};
use serde_json::{Value, json};

/// One update; its text names its id.
pub fn update(id: &str, status: &str, at: &str, changes: Value) -> Value {
    json!({
        "id": id, "status": status, "body": format!("Text of {id}."), "incident_id": "p31zjtct2jer",
        "created_at": at, "updated_at": at, "display_at": at, "affected_components": changes,
        "deliver_notifications": true, "custom_tweet": null, "tweet_id": null
    })
}

/// A change of a component in the group "Cards".
pub fn change(code: &str, old: &str, new: &str) -> Value {
    json!({"code": code, "name": format!("Cards - {code}"), "old_status": old, "new_status": new})
}

/// A resolved incident of two components.
pub fn incident() -> Value {
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
pub fn page(incidents: &[Value]) -> String {
    let page = json!({
        "id": "kctbh9vrtdwd", "name": "Acmepay", "url": "https://status.acme.example/",
        "time_zone": "Europe/Paris", "updated_at": "2025-03-27T18:00:00.000+01:00"
    });
    format!("{{\"page\":{page},\"incidents\":{}}}", json!(incidents))
}

/// The record of one incident.
pub fn told(incident: Value) -> Told {
    let mut all = incidents(&page(&[incident]));
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// The instant of a time, for comparing.
pub fn utc(when: Option<&When>) -> String {
    when.and_then(|when| when.utc)
        .map(|utc| utc.to_string())
        .unwrap_or_default()
}
