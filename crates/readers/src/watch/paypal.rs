//! PayPal's own status API: components, and events beside them.
//!
//! Only what runs in production counts; the sandbox is for those who write programs. Source: others' readers of it; no
//! recording of an event was at hand, so its times are taken under the usual names and are missing otherwise.

use beffroi_domain::ComponentStatus;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Part, Place, Reply, Seen, nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "paypal",
    label: "PayPal",
    hosts: &["www.paypal-status.com", "paypal-status.com"],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

fn asks(place: &Place) -> Vec<Ask> {
    let ask = |role: &str, path: &str| Ask {
        role: role.to_owned(),
        url: format!("{}{path}", place.pinned("https://www.paypal-status.com")),
        often: Often::Always,
    };
    vec![
        ask("components", "/api/v1/components"),
        ask("events", "/api/v1/events?s=true"),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    match reply.role {
        "page" => FORM.hosts.contains(&reply.host().as_str()),
        _ => reply.json().is_ok_and(|value| components(&value).is_some()),
    }
}

fn components(value: &Value) -> Option<&[Value]> {
    let all = value::list(value, "result");
    let is_one = |one: &Value| value::text(one, "name").is_some() && one["status"].is_object();
    (!all.is_empty() && all.iter().all(is_one)).then_some(all)
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    let blind = || Blind::of("it is JSON, but not what PayPal answers here");
    let mut seen = Seen::default();
    match reply.role {
        "components" => {
            for one in components(&value).ok_or_else(blind)? {
                let part = part(one, context, &mut seen);
                seen.parts.push(part);
            }
        }
        "events" => {
            let all = value["result"].as_array().ok_or_else(blind)?;
            let is_event = |one: &Value| value::text(one, "summary").is_some();
            if !all.iter().all(is_event) {
                return Err(blind());
            }
            let live = all.iter().filter(|one| is_live(one));
            for (ordinal, one) in (1..).zip(live) {
                let raw = raw(one, &mut seen);
                seen.notices.push(notice::tell(raw, context, ordinal));
            }
            seen.lists_all_open = true;
            seen.lists_planned = true;
        }
        _ => return Err(blind()),
    }
    Ok(seen)
}

fn is_live(one: &Value) -> bool {
    let place = value::text(one, "environment");
    place.is_none_or(|word| word.eq_ignore_ascii_case("production"))
}

fn part(one: &Value, context: &Context, seen: &mut Seen) -> Part {
    let name = value::text(one, "name").unwrap_or_default();
    let category = value::text(one, "category").unwrap_or_default();
    let id = value::id(one, "id").unwrap_or_else(|| format!("{category}/{name}"));
    let raw = value::text(&one["status"], "production");
    let mut facts = notice::component(&id, name, context);
    facts.group_name = Some(category.to_owned()).filter(|name| !name.is_empty());
    facts.status = raw.map(|word| badness(word, seen));
    Part {
        facts,
        raw: raw.map(str::to_owned),
        region: None,
    }
}

fn badness(word: &str, seen: &mut Seen) -> ComponentStatus {
    match word.to_lowercase().replace([' ', '-'], "_").as_str() {
        "operational" | "informational" => ComponentStatus::Operational,
        "under_maintenance" => ComponentStatus::UnderMaintenance,
        "service_disruption" => ComponentStatus::PartialOutage,
        "service_outage" => ComponentStatus::MajorOutage,
        _ => {
            seen.wonder("status", word);
            ComponentStatus::DegradedPerformance
        }
    }
}

fn raw(one: &Value, seen: &mut Seen) -> Raw {
    let title = value::text(one, "summary").unwrap_or_default();
    let id = value::id(one, "id").unwrap_or_else(|| title.to_owned());
    let kind = value::text(one, "type").unwrap_or_default().to_lowercase();
    let is_maintenance = kind.contains("maintenance");
    let word = value::text(one, "state").unwrap_or_default();
    let status = state(word, is_maintenance, seen);
    let severity = value::text(one, "severity");
    let first = |keys: &[&str]| keys.iter().find_map(|key| value::instant(one, key));
    let from = first(&["startDate", "start_date", "start_time", "started_at"]);
    let until = first(&["endDate", "end_date", "end_time", "ended_at"]);
    Raw {
        url: Some(format!(
            "https://www.paypal-status.com/history/eventdetails/{id}"
        )),
        id,
        title: title.to_owned(),
        is_maintenance,
        status,
        status_raw: Some(word.to_owned()).filter(|word| !word.is_empty()),
        impact: severity
            .filter(|_| !is_maintenance)
            .map(|word| value::impact(badness(word, seen))),
        severity_raw: severity.map(str::to_owned),
        created_at: first(&["createdAt", "created_at", "date_created"]),
        updated_at: first(&["updatedAt", "updated_at", "date_modified"]),
        started_at: from.filter(|_| !is_maintenance),
        ended_at: until.filter(|_| status == Some("resolved")),
        scheduled_for: from.filter(|_| is_maintenance),
        scheduled_until: until.filter(|_| is_maintenance),
        updates: value::list(one, "updates").iter().map(saying).collect(),
        ..Raw::default()
    }
}

fn state(word: &str, is_maintenance: bool, seen: &mut Seen) -> Option<&'static str> {
    match (word.to_lowercase().as_str(), is_maintenance) {
        ("closed" | "resolved" | "completed" | "cancelled", true) => Some("completed"),
        ("closed" | "resolved" | "completed" | "cancelled", false) => Some("resolved"),
        ("scheduled" | "upcoming", true) => Some("scheduled"),
        ("open" | "active" | "in progress" | "in_progress", true) => Some("in_progress"),
        ("open" | "active" | "", _) => None,
        _ => {
            seen.wonder("state", word);
            None
        }
    }
}

fn saying(update: &Value) -> Saying {
    let first = |keys: &[&str]| keys.iter().find_map(|key| value::instant(update, key));
    let text = ["message", "description", "body", "text"];
    let text = text.iter().find_map(|key| value::text(update, key));
    Saying {
        id: value::id(update, "id"),
        at: first(&["createdAt", "created_at", "date_created"]),
        body: text.unwrap_or_default().to_owned(),
        ..Saying::default()
    }
}
