//! Slack's own status API, versions 2 and 1.
//!
//! Version 1 tells one incident, flat beside its status. Source: recordings of both.

use beffroi_domain::ComponentStatus;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Part, Place, Reply, Seen, Stated,
    condition::{degree, is_open},
    nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "slack",
    label: "Slack",
    hosts: &["slack-status.com", "status.slack.com"],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

fn asks(place: &Place) -> Vec<Ask> {
    let ask = |role: &str, path: &str, often| Ask {
        role: role.to_owned(),
        url: format!("{}{path}", place.pinned("https://slack-status.com")),
        often,
    };
    vec![
        ask("current", "/api/v2.0.0/current", Often::Always),
        ask("history", "/api/v2.0.0/history", Often::Seldom),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    match reply.role {
        "page" => FORM.hosts.contains(&reply.host().as_str()),
        _ => reply.json().is_ok_and(|value| is_current(&value)),
    }
}

/// Both versions state a status and when they were written.
fn is_current(value: &Value) -> bool {
    value::text(value, "status").is_some() && value::instant(value, "date_updated").is_some()
}

fn is_incident(one: &Value) -> bool {
    value::id(one, "id").is_some() && value::text(one, "title").is_some() && one["notes"].is_array()
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "current" if is_current(&value) => Ok(current(&value, context)),
        "history" => {
            let all = value
                .as_array()
                .filter(|all| !all.is_empty() && all.iter().all(is_incident));
            let all = all.ok_or_else(|| Blind::of("it is JSON, but not Slack's history"))?;
            let mut seen = Seen {
                covers_since: all
                    .iter()
                    .filter_map(|one| value::instant(one, "date_created"))
                    .min(),
                ..Seen::default()
            };
            tell(all.iter(), context, &mut seen);
            // History tells which services there are, not how they are.
            for part in &mut seen.parts {
                part.facts.status = None;
            }
            Ok(seen)
        }
        _ => Err(Blind::of("it is JSON, but not what Slack answers here")),
    }
}

fn current(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen {
        lists_all_open: true,
        lists_planned: true,
        ..Seen::default()
    };
    let word = value::text(value, "status").unwrap_or_default();
    let status = match word {
        "ok" => ComponentStatus::Operational,
        "active" => ComponentStatus::DegradedPerformance,
        _ => {
            seen.wonder("status", word);
            ComponentStatus::DegradedPerformance
        }
    };
    seen.state = Some(Stated {
        status,
        raw: word.to_owned(),
    });
    let listed = value::list(value, "active_incidents").iter();
    // Version 1 says "ok" beside the last incident when that is over.
    let mut last = value.clone();
    if word == "ok" {
        last["status"] = "resolved".into();
    }
    let flat = Some(&last).filter(|one| is_incident(one));
    tell(listed.chain(flat), context, &mut seen);
    seen
}

fn tell<'a>(all: impl Iterator<Item = &'a Value>, context: &Context, seen: &mut Seen) {
    for (ordinal, one) in (1..).zip(all) {
        let raw = raw(one, seen);
        let notice = notice::tell(raw, context, ordinal);
        let status = is_open(&notice, context.now).then(|| degree(&notice));
        for name in &notice.told.record.components {
            match seen
                .parts
                .iter_mut()
                .find(|part| part.facts.external_id == *name)
            {
                Some(known) => known.facts.status = known.facts.status.max(status),
                None => {
                    let mut facts = notice::component(name, name, context);
                    facts.status = status;
                    seen.parts.push(Part {
                        facts,
                        ..Part::default()
                    });
                }
            }
        }
        seen.notices.push(notice);
    }
}

fn raw(one: &Value, seen: &mut Seen) -> Raw {
    let kind = value::text(one, "type").unwrap_or_default();
    let word = value::text(one, "status").unwrap_or_default();
    let is_maintenance = kind == "maintenance";
    let impact = match kind {
        "outage" => Some("critical"),
        "incident" | "notice" => Some("minor"),
        "maintenance" | "" => None,
        _ => {
            seen.wonder("type", kind);
            Some("minor")
        }
    };
    let status = match (word, is_maintenance) {
        ("active", true) => Some("in_progress"),
        ("active", false) => None,
        ("scheduled", _) => Some("scheduled"),
        ("resolved" | "completed" | "cancelled", true) => Some("completed"),
        ("resolved" | "completed" | "cancelled", false) => Some("resolved"),
        _ => {
            seen.wonder("incident.status", word);
            None
        }
    };
    Raw {
        id: value::id(one, "id").unwrap_or_default(),
        title: value::text(one, "title").unwrap_or_default().to_owned(),
        is_maintenance,
        status,
        status_raw: Some(word.to_owned()),
        impact,
        severity_raw: Some(kind.to_owned()),
        url: value::text(one, "url").map(str::to_owned),
        created_at: value::instant(one, "date_created"),
        updated_at: value::instant(one, "date_updated"),
        updates: notes(one),
        components: services(one),
        ..Raw::default()
    }
}

fn notes(one: &Value) -> Vec<Saying> {
    let notes = value::list(one, "notes").iter().map(|note| Saying {
        at: value::instant(note, "date_created"),
        body: value::text(note, "body").unwrap_or_default().to_owned(),
        ..Saying::default()
    });
    let mut notes: Vec<Saying> = notes.collect();
    notes.sort_by_key(|said| std::cmp::Reverse(said.at));
    notes
}

fn services(one: &Value) -> Vec<(Option<String>, String)> {
    let names = value::list(one, "services")
        .iter()
        .filter_map(Value::as_str);
    names.map(|name| (None, name.to_owned())).collect()
}
