//! Instatus: `summary.json` and `v2/components.json`.
//!
//! A summary lists what is open, and lists are left out where they are empty: what was open and is gone is over. Its words are
//! more than its documents say (`ONEMAJOROUTAGE`). Times are RFC 3339 or as a browser prints them, and ids may be missing;
//! then the address has one. Source: its help pages on public data, and a recording.

use beffroi_domain::ComponentStatus;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Place, Reply, Seen, Stated, nothing_to_find,
    notice::{self, Raw},
    value,
};

pub(super) const FORM: Form = Form {
    word: "instatus",
    label: "Instatus",
    hosts: &[".instatus.com"],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

fn asks(place: &Place) -> Vec<Ask> {
    vec![
        place.ask("summary", "/summary.json", Often::Always),
        place.ask("components", "/v2/components.json", Often::Always),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        return reply.host().ends_with(".instatus.com") || reply.has(b"instatus.com/user-content");
    }
    reply.json().is_ok_and(|value| is_summary(&value))
}

/// The page and one word for it. Checkly's summary is alike, with words of its own: where all is well it says `OPERATIONAL`, and
/// Instatus `UP`.
fn is_summary(value: &Value) -> bool {
    let page = &value["page"];
    let word = value::text(page, "status").unwrap_or_default();
    let is_word = !word.is_empty() && word.bytes().all(|sign| sign.is_ascii_uppercase());
    let is_word = is_word && word != "OPERATIONAL";
    is_word && value::text(page, "url").is_some() && value["status"].is_null()
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "summary" if is_summary(&value) => Ok(summary(&value, context)),
        "components" if value["components"].is_array() => Ok(components(&value, context)),
        _ => Err(Blind::of("it is JSON, but not what Instatus answers here")),
    }
}

fn summary(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen::default();
    let page = &value["page"];
    seen.page.name = value::text(page, "name").map(str::to_owned);
    seen.page.url = value::text(page, "url").map(str::to_owned);
    let word = value::text(page, "status").unwrap_or_default();
    let floor = ComponentStatus::DegradedPerformance;
    seen.state = Some(Stated {
        status: seen.mean("page.status", word, of_page(word), floor),
        raw: word.to_owned(),
    });
    seen.lists_all_open = true;
    seen.lists_planned = true;
    let mut ordinal = 0;
    for (list, is_maintenance) in [("activeIncidents", false), ("activeMaintenances", true)] {
        for one in value::list(value, list) {
            ordinal += 1;
            let Some(raw) = raw(one, is_maintenance, &mut seen) else {
                // What has no name to know it by is not gone.
                seen.lists_all_open = false;
                seen.lists_planned = false;
                seen.wonder(list, "an entry without an id");
                continue;
            };
            seen.notices.push(notice::tell(raw, context, ordinal));
        }
    }
    seen
}

/// `UP`, `HASISSUES`, and a count before the worst of its components' words.
fn of_page(word: &str) -> Option<ComponentStatus> {
    match word {
        "UP" => Some(ComponentStatus::Operational),
        "HASISSUES" => Some(ComponentStatus::DegradedPerformance),
        _ => {
            let count = ["ONE", "SOME", "MULTIPLE", "ALL"];
            let worst = count.iter().find_map(|count| word.strip_prefix(count));
            of_component(worst.unwrap_or(word))
        }
    }
}

fn of_component(word: &str) -> Option<ComponentStatus> {
    match word {
        "OPERATIONAL" => Some(ComponentStatus::Operational),
        "UNDERMAINTENANCE" => Some(ComponentStatus::UnderMaintenance),
        "DEGRADEDPERFORMANCE" | "MINOROUTAGE" => Some(ComponentStatus::DegradedPerformance),
        "PARTIALOUTAGE" => Some(ComponentStatus::PartialOutage),
        "MAJOROUTAGE" => Some(ComponentStatus::MajorOutage),
        _ => None,
    }
}

fn raw(one: &Value, is_maintenance: bool, seen: &mut Seen) -> Option<Raw> {
    let url = value::text(one, "url").map(str::to_owned);
    let in_url = || Some(url.as_deref()?.rsplit_once('/')?.1.to_owned());
    let id = value::id(one, "id").or_else(in_url)?;
    let word = value::text(one, "status").unwrap_or_default();
    let status = seen.mean("status", word, status(word).map(Some), None);
    let severity_raw = value::text(one, "impact").map(str::to_owned);
    let impact = severity_raw.as_deref().map(|word| {
        let known = of_component(word).map(value::impact);
        seen.mean("impact", word, known, "minor")
    });
    let begins = instant(one, "start").filter(|_| is_maintenance);
    let minutes = value::whole(one, "duration").map(|minutes| minutes.clamp(0, 527_040));
    let ends = begins
        .zip(minutes)
        .and_then(|(at, minutes)| at.checked_add(SignedDuration::from_mins(minutes)).ok());
    Some(Raw {
        id,
        title: value::text(one, "name").unwrap_or("–").to_owned(),
        is_maintenance,
        status,
        status_raw: Some(word.to_owned()),
        impact: impact.filter(|_| !is_maintenance),
        severity_raw,
        url,
        updated_at: instant(one, "updatedAt"),
        started_at: instant(one, "started"),
        scheduled_for: begins,
        scheduled_until: ends,
        ..Raw::default()
    })
}

fn status(word: &str) -> Option<&'static str> {
    Some(match word {
        "INVESTIGATING" => "investigating",
        "IDENTIFIED" => "identified",
        "MONITORING" => "monitoring",
        "RESOLVED" => "resolved",
        "NOTSTARTEDYET" => "scheduled",
        "INPROGRESS" => "in_progress",
        "VERIFYING" => "verifying",
        "COMPLETED" => "completed",
        _ => return None,
    })
}

/// RFC 3339, or `Sat Jun 11 2022 18:55:50 GMT+0000 (Coordinated Universal Time)`.
fn instant(one: &Value, key: &str) -> Option<Timestamp> {
    value::instant(one, key).or_else(|| {
        let text = value::text(one, key)?;
        let plain = text.split(" (").next()?.replace("GMT", "");
        Timestamp::strptime("%a %b %d %Y %H:%M:%S %z", plain).ok()
    })
}

/// Components, a group's own below it or each with its group.
fn components(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen::default();
    for one in value::list(value, "components") {
        let children = value::list(one, "children");
        component(one, &one["group"], !children.is_empty(), &mut seen, context);
        for child in children {
            component(child, one, false, &mut seen, context);
        }
    }
    seen
}

fn component(one: &Value, group: &Value, is_group: bool, seen: &mut Seen, context: &Context) {
    let named = value::id(one, "id").zip(value::text(one, "name"));
    let Some((id, name)) = named else {
        seen.wonder("components", "an entry without an id or a name");
        return;
    };
    let word = value::text(one, "status");
    let floor = ComponentStatus::DegradedPerformance;
    let status = word.map(|word| seen.mean("component.status", word, of_component(word), floor));
    let mut part = notice::part((&id, name), status, word, context);
    part.facts.is_group = is_group || one["isParent"] == Value::Bool(true);
    part.facts.group_id = value::id(group, "id");
    part.facts.group_name = value::text(group, "name").map(str::to_owned);
    part.facts.position = value::whole(one, "order");
    seen.parts.push(part);
}
