//! Apple's system status: for customers as JSON, for developers wrapped in a call of `jsonCallback`.
//!
//! An event has no title; ours is made of its kind and service. One id on several services is one event.
//! Source: recordings of both.

use beffroi_domain::{ComponentStatus, find};
use jiff::{Timestamp, civil::DateTime};
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Part, Place, Reply, Seen, Stated, nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "apple",
    label: "Apple",
    hosts: &["www.apple.com", "developer.apple.com"],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

const CUSTOMERS: &str = "https://www.apple.com/support/systemstatus";

fn asks(place: &Place) -> Vec<Ask> {
    let folder = match place.page.contains("developer") {
        true => "/data/developer",
        false => "/data",
    };
    vec![Ask {
        role: "status".to_owned(),
        url: format!("{}{folder}/system_status_en_US.js", place.pinned(CUSTOMERS)),
        often: Often::Always,
    }]
}

fn is_of(reply: &Reply<'_>) -> bool {
    match reply.role {
        "page" => {
            let is_host = FORM.hosts.contains(&reply.host().as_str());
            is_host && (reply.url.contains("systemstatus") || reply.url.contains("system-status"))
        }
        _ => document(reply).is_ok_and(|value| is_status(&value)),
    }
}

/// The document, without the call that it may be wrapped in.
fn document(reply: &Reply<'_>) -> Result<Value, Blind> {
    let text = reply.text();
    let inner = text.trim().strip_prefix("jsonCallback(");
    let inner = inner.and_then(|rest| rest.trim_end_matches(';').trim_end().strip_suffix(')'));
    match inner {
        Some(inner) => serde_json::from_str(inner)
            .map_err(|error| Blind::of(format!("what is wrapped in it is no JSON: {error}"))),
        None => reply.json(),
    }
}

fn is_status(value: &Value) -> bool {
    let services = value::list(value, "services");
    let is_service =
        |one: &Value| value::text(one, "serviceName").is_some() && one["events"].is_array();
    !services.is_empty() && services.iter().all(is_service)
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = document(reply)?;
    if reply.role != "status" || !is_status(&value) {
        return Err(Blind::of("it is JSON, but not Apple's system status"));
    }
    let mut seen = Seen {
        lists_all_open: true,
        lists_planned: true,
        ..Seen::default()
    };
    if value["drpost"].as_bool() == Some(true) {
        let raw = value::text(&value, "drMessage")
            .unwrap_or("drpost")
            .to_owned();
        seen.state = Some(Stated {
            status: ComponentStatus::DegradedPerformance,
            raw,
        });
    }
    let mut events: Vec<Raw> = Vec::new();
    for service in value::list(&value, "services") {
        let name = value::text(service, "serviceName").unwrap_or_default();
        let name = name.replace("&amp;", "&");
        let part = part(&name, service, context, &mut seen);
        seen.parts.push(part);
        for event in value::list(service, "events") {
            let raw = raw(&name, event, &mut seen);
            match events.iter_mut().find(|known| known.id == raw.id) {
                Some(known) => known.components.extend(raw.components),
                None => events.push(raw),
            }
        }
    }
    let told = (1..).zip(events).map(|(ordinal, mut raw)| {
        let names: Vec<&str> = raw
            .components
            .iter()
            .map(|(_, name)| name.as_str())
            .collect();
        raw.title = format!("{}: {}", raw.title, names.join(", "));
        notice::tell(raw, context, ordinal)
    });
    seen.notices = told.collect();
    Ok(seen)
}

fn part(name: &str, service: &Value, context: &Context, seen: &mut Seen) -> Part {
    let going_on = value::list(service, "events").iter();
    let going_on = going_on.filter(|event| !is_past(event) && !is_ahead(event));
    let worst = going_on
        .map(|event| (badness(event, seen), value::text(event, "statusType")))
        .max_by_key(|(status, _)| *status);
    let mut facts = notice::component(name, name, context);
    // A service without an event is well: the document lists all of them, and its page shows them so.
    facts.status = Some(worst.map_or(ComponentStatus::Operational, |(status, _)| status));
    Part {
        facts,
        raw: worst.and_then(|(_, word)| word).map(str::to_owned),
        region: None,
    }
}

fn is_past(event: &Value) -> bool {
    matches!(
        value::text(event, "eventStatus"),
        Some("resolved" | "completed")
    )
}

fn is_ahead(event: &Value) -> bool {
    value::text(event, "eventStatus") == Some("upcoming")
}

fn badness(event: &Value, seen: &mut Seen) -> ComponentStatus {
    let word = value::text(event, "statusType").unwrap_or_default();
    match word {
        "Available" => ComponentStatus::Operational,
        "Maintenance" => ComponentStatus::UnderMaintenance,
        // Some say nothing of their kind.
        "Issue" | "Performance" | "" => ComponentStatus::DegradedPerformance,
        "Outage" => ComponentStatus::MajorOutage,
        _ => {
            seen.wonder("statusType", word);
            ComponentStatus::DegradedPerformance
        }
    }
}

fn raw(service: &str, event: &Value, seen: &mut Seen) -> Raw {
    let kind = value::text(event, "statusType").unwrap_or("Event");
    let word = value::text(event, "eventStatus").unwrap_or_default();
    let is_maintenance = kind == "Maintenance";
    let status = match (word, is_maintenance) {
        ("resolved" | "completed", true) => Some("completed"),
        ("resolved" | "completed", false) => Some("resolved"),
        ("ongoing", true) => Some("in_progress"),
        ("upcoming", true) => Some("scheduled"),
        ("ongoing", false) => None,
        _ => {
            seen.wonder("eventStatus", word);
            None
        }
    };
    let (from, until) = (
        value::millis(event, "epochStartDate"),
        value::millis(event, "epochEndDate"),
    );
    let apart = |at: Option<Timestamp>| {
        (
            at.filter(|_| !is_maintenance),
            at.filter(|_| is_maintenance),
        )
    };
    let ((started_at, scheduled_for), (ended_at, scheduled_until)) = (apart(from), apart(until));
    let posted = value::text(event, "datePosted").and_then(stamp);
    let said = [
        value::text(event, "message"),
        value::text(event, "usersAffected"),
    ];
    let body: Vec<&str> = said.into_iter().flatten().collect();
    let written = value::whole(event, "epochStartDate").unwrap_or_default();
    let id = value::id(event, "messageId").unwrap_or_else(|| format!("{service} {written}"));
    Raw {
        id,
        title: kind.to_owned(),
        is_title_made: true,
        is_maintenance,
        status,
        status_raw: Some(word.to_owned()),
        impact: (!is_maintenance).then(|| value::impact(badness(event, seen))),
        severity_raw: Some(kind.to_owned()),
        updated_at: posted,
        started_at,
        ended_at,
        scheduled_for,
        scheduled_until,
        updates: vec![Saying {
            status,
            at: posted,
            body: body.join("\n\n"),
            ..Saying::default()
        }],
        components: vec![(None, service.to_owned())],
        ..Raw::default()
    }
}

/// `04/24/2021 12:16 PDT`.
fn stamp(text: &str) -> Option<Timestamp> {
    let (wall, label) = text.trim().rsplit_once(' ')?;
    let wall = DateTime::strptime("%m/%d/%Y %H:%M", wall).ok()?;
    let offset = find::zones(label).first()?.value.offset?;
    offset.to_timestamp(wall).ok()
}
