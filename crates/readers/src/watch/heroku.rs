//! Heroku's own status API, version 4.
//!
//! Its pages also stand at Salesforce's Trust since the two are one; see `salesforce`, with the key `Heroku`.
//! Source: readers that Heroku publishes itself.

use beffroi_domain::ComponentStatus;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Part, Place, Reply, Seen, nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "heroku",
    label: "Heroku",
    hosts: &["status.heroku.com"],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

fn asks(place: &Place) -> Vec<Ask> {
    vec![place.ask("current", "/api/v4/current-status", Often::Always)]
}

fn is_of(reply: &Reply<'_>) -> bool {
    match reply.role {
        "page" => FORM.hosts.contains(&reply.host().as_str()),
        _ => reply.json().is_ok_and(|value| is_current(&value)),
    }
}

fn is_current(value: &Value) -> bool {
    let systems = value::list(value, "status");
    let is_system =
        |one: &Value| value::text(one, "system").is_some() && value::text(one, "status").is_some();
    !systems.is_empty() && systems.iter().all(is_system) && value["incidents"].is_array()
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    if reply.role != "current" || !is_current(&value) {
        return Err(Blind::of("it is JSON, but not Heroku's current status"));
    }
    let mut seen = Seen {
        lists_all_open: true,
        lists_planned: true,
        ..Seen::default()
    };
    for system in value::list(&value, "status") {
        let name = value::text(system, "system").unwrap_or_default();
        let word = value::text(system, "status").unwrap_or_default();
        let mut facts = notice::component(name, name, context);
        facts.status = Some(colour(word, &mut seen));
        seen.parts.push(Part {
            facts,
            raw: Some(word.to_owned()),
            region: None,
        });
    }
    let incidents = value::list(&value, "incidents")
        .iter()
        .map(|one| (one, false));
    let planned = value::list(&value, "scheduled")
        .iter()
        .map(|one| (one, true));
    for (ordinal, (one, is_planned)) in (1..).zip(incidents.chain(planned)) {
        let raw = raw(one, is_planned, &mut seen);
        if !raw.id.is_empty() {
            seen.notices.push(notice::tell(raw, context, ordinal));
        }
    }
    Ok(seen)
}

fn colour(word: &str, seen: &mut Seen) -> ComponentStatus {
    match word {
        "green" => ComponentStatus::Operational,
        "yellow" => ComponentStatus::DegradedPerformance,
        "red" => ComponentStatus::MajorOutage,
        "blue" => ComponentStatus::UnderMaintenance,
        _ => {
            seen.wonder("status", word);
            ComponentStatus::DegradedPerformance
        }
    }
}

fn raw(one: &Value, is_maintenance: bool, seen: &mut Seen) -> Raw {
    let mut updates: Vec<Saying> = Vec::new();
    for update in value::list(one, "updates") {
        updates.push(saying(update, is_maintenance, seen));
    }
    updates.sort_by_key(|said| std::cmp::Reverse(said.at));
    let word = value::text(one, "state");
    let is_over = one["resolved"].as_bool() == Some(true) || word == Some("resolved");
    let status = match (is_over, is_maintenance) {
        (true, true) => Some("completed"),
        (true, false) => Some("resolved"),
        (false, true) => Some(if is_begun(&updates) {
            "in_progress"
        } else {
            "scheduled"
        }),
        (false, false) => updates.iter().find_map(|said| said.status),
    };
    Raw {
        id: value::id(one, "id").unwrap_or_default(),
        title: value::text(one, "title").unwrap_or("Incident").to_owned(),
        is_maintenance,
        status,
        status_raw: word.map(str::to_owned),
        url: value::text(one, "full_url")
            .or_else(|| value::text(one, "href"))
            .map(str::to_owned),
        created_at: value::instant(one, "created_at"),
        updated_at: value::instant(one, "updated_at"),
        updates,
        components: services(one),
        ..Raw::default()
    }
}

fn is_begun(updates: &[Saying]) -> bool {
    updates
        .iter()
        .any(|said| said.status == Some("in_progress"))
}

fn saying(update: &Value, is_maintenance: bool, seen: &mut Seen) -> Saying {
    let word = value::text(update, "update_type").unwrap_or_default();
    let status = match (word, is_maintenance) {
        ("resolved" | "completed", true) => Some("completed"),
        ("resolved", false) => Some("resolved"),
        ("issue" | "investigating", false) => Some("investigating"),
        ("identified", false) => Some("identified"),
        ("monitoring", false) => Some("monitoring"),
        ("in_progress" | "started", true) => Some("in_progress"),
        ("scheduled" | "maintenance", true) => Some("scheduled"),
        ("followup" | "postmortem", false) => Some("postmortem"),
        ("update" | "" | "issue" | "maintenance", _) => None,
        _ => {
            seen.wonder("update_type", word);
            None
        }
    };
    Saying {
        id: value::id(update, "id"),
        status,
        at: value::instant(update, "created_at").or_else(|| value::instant(update, "updated_at")),
        body: value::text(update, "contents")
            .unwrap_or_default()
            .to_owned(),
    }
}

/// The services that the updates name, each once.
fn services(one: &Value) -> Vec<(Option<String>, String)> {
    let mut all: Vec<(Option<String>, String)> = Vec::new();
    for update in value::list(one, "updates") {
        for name in value::list(update, "services")
            .iter()
            .filter_map(Value::as_str)
        {
            if !all.iter().any(|(_, known)| known == name) {
                all.push((None, name.to_owned()));
            }
        }
    }
    all
}
