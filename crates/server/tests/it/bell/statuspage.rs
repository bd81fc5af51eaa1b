//! To programs, signed: our own events, and the payloads of Statuspage with the ids, words and times of its API.

use axum::{body::Bytes, http::HeaderMap};
use beffroi::{components, params};
use beffroi_channels::Channel;
use beffroi_domain::{ComponentStatus, IncidentStatus};
use serde_json::Value;
use standardwebhooks::Webhook;

use super::{
    calls::{Receiver, receiver},
    fanout, hears, late, opens,
};
use crate::{
    live::{ANNA, deed},
    support::{TestApp, words},
};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// Receivers that may be on this machine.
async fn calls(app: &mut TestApp) -> Receiver {
    app.set("[calls]\nopen = [\"127.0.0.0/8\"]");
    receiver().await
}

/// Somebody whose program is called under the path, signed with [`SECRET`].
async fn listens(app: &TestApp, to: &Receiver, channel: Channel, path: &str, locale: &str) {
    let address = format!("http://{}/{path}", to.at);
    let id = hears(app, channel, &address, locale).await;
    let keys = format!(
        r#"{{"kind":"signing","secret":"{SECRET}","old":null,"old_until":null,"is_shown":true}}"#
    );
    let mut tx = app.db().begin().await.unwrap();
    let sql = "UPDATE subscriptions SET keys = $2 WHERE id = $1";
    tx.exec(sql, params![id, keys]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn empty(app: &TestApp) {
    beffroi::app::post(&app.app).empty().await.unwrap();
}

/// What came since the last look, by path; its signature holds, and not for anything else.
fn came(receiver: &Receiver) -> Vec<(String, HeaderMap, Value)> {
    let mut got = std::mem::take(&mut *receiver.got.lock().unwrap());
    got.sort_by(|one, other| one.0.cmp(&other.0));
    let library = Webhook::new(SECRET).unwrap();
    let read = |(path, headers, body): (String, HeaderMap, Bytes)| {
        // The library's own check asks the clock of the world; ours stands still.
        let said = |name| headers[name].to_str().unwrap();
        let at = said("webhook-timestamp").parse().unwrap();
        let signed = library.sign(said("webhook-id"), at, &body).unwrap();
        assert_eq!(said("webhook-signature"), signed);
        (path, headers, serde_json::from_slice(&body).unwrap())
    };
    got.into_iter().map(read).collect()
}

#[tokio::test]
async fn both_kinds_of_programs_are_told_under_a_signature_that_the_library_takes() {
    for mut app in TestApp::each().await {
        let receiver = calls(&mut app).await;
        let api = app.component("API").await;
        listens(&app, &receiver, Channel::Webhook, "ours", "en").await;
        listens(&app, &receiver, Channel::Statuspage, "theirs", "it").await;
        opens(&app, &[(api, ComponentStatus::PartialOutage)]).await;

        empty(&app).await;

        let all = came(&receiver);
        let [(_, ours, event), (_, theirs, payload)] = all.as_slice() else {
            panic!("{all:?}");
        };
        assert_ne!(ours["webhook-id"], theirs["webhook-id"]);
        assert_eq!(event["type"], "incident.opened");
        assert_eq!(event["data"]["text"]["markdown"], "We are looking.");
        let incident = &payload["incident"];
        assert_eq!(incident["status"], "investigating");
        assert_eq!(incident["incident_updates"][0]["body"], "Stiamo cercando.");
        let affected = &incident["incident_updates"][0]["affected_components"][0];
        assert_eq!(affected["old_status"], "operational");
        assert_eq!(affected["new_status"], "partial_outage");
        assert_eq!(incident["components"][0]["status"], "partial_outage");
        let leave = payload["meta"]["unsubscribe"].as_str().unwrap();
        assert!(leave.contains("/it/subscriptions/") && leave.ends_with("/leave"));
    }
}

#[tokio::test]
async fn a_payload_says_what_the_api_says() {
    for mut app in TestApp::each().await {
        let receiver = calls(&mut app).await;
        let api = app.component("API").await;
        app.component("Cards").await;
        listens(&app, &receiver, Channel::Statuspage, "theirs", "fr").await;
        let told = opens(&app, &[(api, ComponentStatus::MajorOutage)]).await;
        let over = beffroi::incidents::Resolve::of(told.incident, words(&[("fr", "C'est fini.")]));
        deed!(app, resolve, over).unwrap();

        empty(&app).await;

        let all = came(&receiver);
        let newest = all.iter().max_by_key(|(_, _, payload)| {
            let updates = payload["incident"]["incident_updates"].as_array();
            updates.unwrap().len()
        });
        let payload = &newest.unwrap().2;
        let answer = app.get("/api/v2/incidents.json?locale=fr").await;
        let listed: Value = serde_json::from_str(&answer.body).unwrap();
        let listed = &listed["incidents"][0];
        let sent = &payload["incident"];
        for field in [
            "id",
            "name",
            "status",
            "impact",
            "page_id",
            "shortlink",
            "resolved_at",
        ] {
            let same = match (instant(&sent[field]), instant(&listed[field])) {
                (Some(sent), Some(listed)) => sent == listed,
                _ => sent[field] == listed[field],
            };
            assert!(same, "{field}: {} is not {}", sent[field], listed[field]);
        }
        assert_eq!(sent["status"], "resolved");
        for at in [0, 1] {
            for field in ["id", "status", "body", "incident_id", "affected_components"] {
                let (sent, listed) = (
                    &sent["incident_updates"][at],
                    &listed["incident_updates"][at],
                );
                assert_eq!(sent[field], listed[field], "{at} {field}");
            }
        }
        let part = &sent["components"][0];
        for field in ["id", "name", "status", "position", "page_id", "group_id"] {
            assert_eq!(part[field], listed["components"][0][field], "{field}");
        }
        let status: Value =
            serde_json::from_str(&app.get("/api/v2/status.json?locale=fr").await.body).unwrap();
        assert_eq!(
            payload["page"]["status_indicator"],
            status["status"]["indicator"]
        );
        let words = &status["status"]["description"];
        assert_eq!(&payload["page"]["status_description"], words);
        // Read as its receivers read it.
        let read: beffroi_channels::webhook::statuspage::Payload =
            serde_json::from_value(payload.clone()).unwrap();
        assert_eq!(read.page.id, app.page.public_id.to_string());
    }
}

fn instant(value: &Value) -> Option<jiff::Timestamp> {
    value.as_str()?.parse().ok()
}

#[tokio::test]
async fn a_component_that_changed_says_how_it_was() {
    for mut app in TestApp::each().await {
        let receiver = calls(&mut app).await;
        let api = app.component("API").await;
        listens(&app, &receiver, Channel::Statuspage, "theirs", "en").await;
        let change = components::NewStatus {
            component: api,
            status: ComponentStatus::DegradedPerformance,
            is_quiet: false,
        };
        let mut tx = app.db().begin().await.unwrap();
        components::change_status(&mut tx, app.now(), ANNA, app.page.id, change)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        empty(&app).await;

        let all = came(&receiver);
        let (_, _, payload) = &all[0];
        let (part, change) = (&payload["component"], &payload["component_update"]);
        assert_eq!(change["old_status"], "operational");
        assert_eq!(change["new_status"], "degraded_performance");
        assert_eq!(part["status"], "degraded_performance");
        assert_eq!(change["component_id"], part["id"]);
        assert_eq!(change["id"].as_str().unwrap().len(), 12);
        assert_eq!(payload["page"]["status_indicator"], "minor");
        assert!(payload.get("incident").is_none());
    }
}

#[tokio::test]
async fn what_is_tried_again_is_the_same_message() {
    for mut app in TestApp::each().await {
        let receiver = calls(&mut app).await;
        listens(&app, &receiver, Channel::Webhook, "broken", "en").await;
        listens(&app, &receiver, Channel::Statuspage, "busy", "en").await;
        let told = opens(&app, &[]).await;
        empty(&app).await;
        let first = came(&receiver);
        // Something else is said meanwhile: what was frozen stays as it was.
        let mut more = beffroi::incidents::PostUpdate::of(
            told.incident,
            IncidentStatus::Identified,
            words(&[("en", "Found.")]),
        );
        more.is_quiet = Some(true);
        deed!(app, post_update, more).unwrap();
        let mut tx = app.db().begin().await.unwrap();
        let sql = "UPDATE deliveries SET due_at = $1";
        assert_eq!(tx.exec(sql, params![app.now()]).await.unwrap(), 2);
        tx.commit().await.unwrap();

        empty(&app).await;

        let again = came(&receiver);
        assert_eq!((first.len(), again.len()), (2, 2));
        for (one, other) in first.iter().zip(&again) {
            assert_eq!(one.0, other.0);
            assert_eq!(one.1["webhook-id"], other.1["webhook-id"]);
            assert_eq!(one.2, other.2);
        }
        assert_eq!(late(&app).await.len(), 2);
        assert_eq!(fanout(&app, "call").await.sent, 0);
    }
}
