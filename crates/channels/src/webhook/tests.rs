//! Signatures held against the vector and the library that the specification's makers publish, payloads against recordings.

use std::path::Path;

use beffroi_domain::announcement::{Occasion, Topic};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::{
    Call, Outgoing,
    sample::{quoted, to, told},
};

/// The secret of the specification's own example.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const NEWER: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDazfvrUJFpz8=";

fn stamp(secrets: &[Secret]) -> Stamp<'_> {
    Stamp {
        id: Uuid::from_u128(7),
        at: "2026-03-04T11:00:00Z".parse().unwrap(),
        secrets,
    }
}

fn call(outgoing: Outgoing) -> Call {
    match outgoing {
        Outgoing::Call(call) => call,
        Outgoing::Mail(_) => panic!("a webhook is called"),
    }
}

fn header<'a>(call: &'a Call, name: &str) -> Option<&'a str> {
    let found = call.headers.iter().find(|(one, _)| *one == name);
    found.map(|(_, value)| value.as_str())
}

fn body(call: &Call) -> Value {
    serde_json::from_slice(&call.body).unwrap()
}

#[test]
fn a_signature_is_the_one_that_the_official_libraries_publish() {
    let secrets = [Secret::parse(SECRET).unwrap()];
    let signed = sign::signatures(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "1614265330",
        br#"{"test": 2432232314}"#,
        &secrets,
    );

    assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

#[test]
fn the_library_of_the_specification_takes_it_under_either_key_and_refuses_what_was_changed() {
    let secrets = [NEWER, SECRET].map(|text| Secret::parse(text).unwrap());
    let stamp = Stamp {
        // The library asks its own clock whether a message is fresh.
        at: Timestamp::try_from(std::time::SystemTime::now()).unwrap(),
        ..stamp(&secrets)
    };
    let call = call(event(&told("fr"), &to(), &stamp));
    let headers: http::HeaderMap = call
        .headers
        .iter()
        .map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()))
        .collect();

    let mut changed = call.body.clone();
    changed[0] = b'[';
    for secret in [SECRET, NEWER] {
        let library = standardwebhooks::Webhook::new(secret).unwrap();
        assert!(library.verify(&call.body, &headers).is_ok());
        assert!(library.verify(&changed, &headers).is_err());
    }
    let stranger = standardwebhooks::Webhook::new("whsec_c3RyYW5nZXJzdHJhbmdlcnN0cmFuZ2Vy");
    assert!(stranger.unwrap().verify(&call.body, &headers).is_err());
}

#[test]
fn two_secrets_give_two_signatures_and_none_gives_none() {
    let secrets = [NEWER, SECRET].map(|text| Secret::parse(text).unwrap());
    let both = call(event(&told("en"), &to(), &stamp(&secrets)));
    let signatures = header(&both, "webhook-signature").unwrap();
    assert_eq!(signatures.split(' ').count(), 2);

    let open = call(event(&told("en"), &to(), &stamp(&[])));
    assert_eq!(header(&open, "webhook-signature"), None);
    let id = "msg_00000000000000000000000000000007";
    assert_eq!(header(&open, "webhook-id"), Some(id));
    assert_eq!(header(&open, "webhook-timestamp"), Some("1772622000"));
    assert_eq!(header(&open, "content-type"), Some("application/json"));
}

#[test]
fn a_secret_that_is_none_is_refused_and_none_is_ever_printed() {
    for bad in [
        "",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_short",
        "whsec_c2hvcnQ=",
        "whsec_not base64 at all, whatever its length may be",
    ] {
        assert_eq!(Secret::parse(bad).unwrap_err(), BadSecret, "{bad}");
    }
    let long = format!("whsec_{}", "A".repeat(88));
    assert_eq!(Secret::parse(&long).unwrap_err(), BadSecret);
    let printed = format!("{:?}", stamp(&[Secret::parse(SECRET).unwrap()]));
    assert!(printed.contains("Secret(…)"), "{printed}");

    let call = call(event(&told("en"), &to(), &stamp(&[])));
    assert!(!format!("{call:?}").contains("hooks"));
}

#[test]
fn an_event_says_all_of_it_to_programs() {
    let call = call(event(&told("it"), &to(), &stamp(&[])));

    assert_eq!(call.url, to().url);
    let expected = json!({
        "type": "incident.opened",
        "timestamp": "2026-03-04T10:45:00Z",
        "data": {
            "key": "update:0195:published",
            "language": "it",
            "page": {
                "id": "kctbh9vrtdwd",
                "name": "Pinatelle",
                "address": "https://status.example.com/it/",
            },
            "topic": "incident",
            "id": "z3lct0r596n4",
            "references": ["PIN-123"],
            "address": "https://status.example.com/it/incidents/z3lct0r596n4",
            "title": "Pagamenti rallentati",
            "status": "investigating",
            "impact": "major",
            "components": [
                { "id": "zvdm6f7gf76j", "name": "API", "status": "partial_outage" },
            ],
            "text": {
                "language": "it",
                "markdown": "I pagamenti con carta richiedono fino a 40 secondi.\n\nNessun pagamento è perso.",
                "plain": "I pagamenti con carta richiedono fino a 40 secondi.\n\nNessun pagamento è perso.",
            },
            "promise": "Prossimo aggiornamento entro le 12:30.",
            "manage": "https://status.example.com/s/m1",
            "leave": "https://status.example.com/s/l1",
        },
    });
    assert_eq!(body(&call), expected);
}

#[test]
fn an_event_is_named_after_what_happened() {
    use Occasion::{Correction, First, Reminder, Translation, Update};
    use Topic::{Component, Incident, Maintenance, Postmortem, Provider};

    let kinds = [
        (Incident, First, "investigating", "incident.opened"),
        (Incident, Update, "monitoring", "incident.updated"),
        (Incident, Update, "resolved", "incident.resolved"),
        (Incident, First, "resolved", "incident.resolved"),
        (Incident, Correction, "resolved", "incident.corrected"),
        (Incident, Translation, "resolved", "incident.translated"),
        (Maintenance, First, "scheduled", "maintenance.scheduled"),
        (Maintenance, Reminder, "scheduled", "maintenance.reminded"),
        (Maintenance, Update, "in_progress", "maintenance.updated"),
        (Maintenance, Update, "completed", "maintenance.completed"),
        (Postmortem, First, "postmortem", "postmortem.published"),
        (Component, First, "major_outage", "component.changed"),
        (Provider, First, "investigating", "provider.opened"),
        (Provider, First, "scheduled", "provider.scheduled"),
        (Provider, Update, "open", "provider.updated"),
        (Provider, Update, "resolved", "provider.resolved"),
        (Provider, Update, "completed", "provider.completed"),
    ];
    for (topic, occasion, status, expected) in kinds {
        let mut told = told("en");
        told.topic = topic;
        told.occasion = occasion;
        told.status = status.to_owned();
        assert_eq!(event::kind(&told), expected);
    }
    // What another company says after it was over is a further word.
    let mut told = quoted("en");
    told.occasion = Update;
    told.status = "resolved".to_owned();
    for (turn, expected) in [("over", "provider.resolved"), ("said", "provider.updated")] {
        if let Some(quoted) = &mut told.quoted {
            quoted.turn = turn;
        }
        assert_eq!(event::kind(&told), expected);
    }
}

/// A recording beside the repository; says so and gives `None` where it is not.
fn recording(name: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/interop/fixtures");
    let file = root.join("webhooks").join(name);
    let read = std::fs::read_to_string(&file);
    read.inspect_err(|error| eprintln!("not there, so not tested: {} ({error})", file.display()))
        .ok()
}

#[test]
fn statuspages_payloads_are_those_that_its_receivers_recorded() {
    let recordings = [
        "zulip-statuspage-component_status_update.json",
        "zulip-statuspage-incident_created.json",
        "zulip-statuspage-incident_update.json",
    ];
    for recorded in recordings.into_iter().filter_map(recording) {
        let read: statuspage::Payload = serde_json::from_str(&recorded).unwrap();
        let secrets = [Secret::parse(SECRET).unwrap()];
        let call = call(payload(&read, &to(), &stamp(&secrets)));

        let expected: Value = serde_json::from_str(&recorded).unwrap();
        assert_eq!(body(&call), expected);
        assert!(header(&call, "webhook-signature").is_some());
    }
}
