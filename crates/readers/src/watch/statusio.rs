//! status.io: `status/KEY` at its own API. The key stands in a script on the page.
//!
//! Components fall apart into containers, where they run: the state that counts stands there, one level down. Codes say what
//! Title Case words say too. Lists are of what is open. Source: its documents, and a recording.

use std::sync::LazyLock;

use beffroi_domain::ComponentStatus;
use regex::Regex;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Place, Reply, Seen, Stated,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "statusio",
    label: "status.io",
    hosts: &[".status.io", ".hostedstatus.com"],
    asks,
    is_of,
    locate,
    read,
};

const API: &str = "https://api.status.io/1.0";

static KEY: LazyLock<Regex> = LazyLock::new(|| {
    let ways = [
        r#"(?:status)?page_?id["']?\s*[:=]\s*["']([0-9a-f]{24})["']"#,
        r"api\.status\.io/1\.0/status/([0-9a-f]{24})",
        r"/pages/(?:history/|rss/)?([0-9a-f]{24})\b",
    ];
    Regex::new(&format!("(?i){}", ways.join("|"))).expect("the pattern is a constant")
});

fn asks(place: &Place) -> Vec<Ask> {
    let key = place.key.clone().or_else(|| key(&place.page));
    let ask = |key: String| Ask {
        role: "status".to_owned(),
        url: format!("{}/status/{key}", place.pinned(API)),
        often: Often::Always,
    };
    key.map(ask).into_iter().collect()
}

fn key(text: &str) -> Option<String> {
    let found = KEY.captures(text)?;
    let key = found.iter().skip(1).flatten().next()?;
    Some(key.as_str().to_lowercase())
}

/// Its API is at one address, whatever page it is for.
fn locate(place: &Place, page: &Reply<'_>) -> Option<Place> {
    let key = key(page.url).or_else(|| key(&page.text()))?;
    Some(Place {
        page: place.page.clone(),
        source: None,
        key: Some(key),
    })
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        let host = reply.host();
        let is_marked = FORM.hosts.iter().any(|name| host.ends_with(name))
            || reply.has(b"status.io")
            || reply.has(b"statuspageId");
        return is_marked && locate(&Place::default(), reply).is_some();
    }
    reply.json().is_ok_and(|value| is_status(&value))
}

fn is_status(value: &Value) -> bool {
    let overall = &value["result"]["status_overall"];
    overall["status_code"].is_number() && value["result"]["status"].is_array()
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    if reply.role != "status" || !is_status(&value) {
        return Err(Blind::of("it is JSON, but not what status.io answers here"));
    }
    let result = &value["result"];
    let overall = &result["status_overall"];
    let mut seen = Seen {
        lists_all_open: true,
        lists_planned: true,
        ..Seen::default()
    };
    seen.page.updated_at = value::instant(overall, "updated");
    if let Some((status, raw)) = state(overall, "status_overall", &mut seen) {
        seen.state = Some(Stated { status, raw });
    }
    for one in value::list(result, "status") {
        component(one, &mut seen, context);
    }
    let maintenance = &result["maintenance"];
    let lists = [
        (value::list(result, "incidents"), None),
        (value::list(maintenance, "active"), Some("in_progress")),
        (value::list(maintenance, "upcoming"), Some("scheduled")),
    ];
    let all = lists
        .into_iter()
        .flat_map(|(list, planned)| list.iter().map(move |one| (one, planned)));
    for (ordinal, (one, planned)) in (1..).zip(all) {
        match raw(one, planned, &mut seen) {
            Some(raw) => seen.notices.push(notice::tell(raw, context, ordinal)),
            None => {
                seen.lists_all_open = false;
                seen.lists_planned = false;
                seen.wonder("incidents", "an entry without an id");
            }
        }
    }
    Ok(seen)
}

/// What a code says, or the word beside it, and that word.
fn state(one: &Value, field: &str, seen: &mut Seen) -> Option<(ComponentStatus, String)> {
    let code = value::whole(one, "status_code").or_else(|| value::whole(one, "status"));
    let word = value::text(one, "status").map(str::to_owned);
    let raw = word.clone().or_else(|| code.map(|code| code.to_string()))?;
    let known = code
        .and_then(of_code)
        .or_else(|| word.as_deref().and_then(of_word));
    let floor = ComponentStatus::DegradedPerformance;
    let asked = match code {
        Some(code) if of_code(code).is_none() => code.to_string(),
        _ => raw.clone(),
    };
    Some((seen.mean(field, &asked, known, floor), raw))
}

fn of_code(code: i64) -> Option<ComponentStatus> {
    match code {
        100 => Some(ComponentStatus::Operational),
        200 => Some(ComponentStatus::UnderMaintenance),
        300 => Some(ComponentStatus::DegradedPerformance),
        400 => Some(ComponentStatus::PartialOutage),
        500 | 600 => Some(ComponentStatus::MajorOutage),
        _ => None,
    }
}

fn of_word(word: &str) -> Option<ComponentStatus> {
    match word.to_lowercase().as_str() {
        "operational" => Some(ComponentStatus::Operational),
        "planned maintenance" => Some(ComponentStatus::UnderMaintenance),
        "degraded performance" => Some(ComponentStatus::DegradedPerformance),
        "partial service disruption" => Some(ComponentStatus::PartialOutage),
        "service disruption" | "security event" => Some(ComponentStatus::MajorOutage),
        _ => None,
    }
}

/// A component, and below it where it runs if that is in several places. The worse of the two levels counts.
fn component(one: &Value, seen: &mut Seen, context: &Context) {
    let named = value::id(one, "id").zip(value::text(one, "name"));
    let Some((id, name)) = named else {
        seen.wonder("status", "a component without an id or a name");
        return;
    };
    let containers = value::list(one, "containers");
    let own = state(one, "component.status", seen);
    let mut below: Vec<_> = containers
        .iter()
        .filter_map(|one| {
            let place = value::text(one, "name")?;
            let state = state(one, "container.status", seen);
            Some((value::id(one, "id")?, place, state))
        })
        .collect();
    let worst = below
        .iter()
        .filter_map(|(_, _, state)| state.as_ref())
        .max_by_key(|(status, _)| *status)
        .cloned();
    let is_worse_below = worst.as_ref().map(|(status, _)| *status) >= own.as_ref().map(|own| own.0);
    let shown = if is_worse_below { worst } else { own };
    let (status, raw) = shown.unzip();
    let mut part = notice::part((&id, name), status, raw.as_deref(), context);
    if let [(_, place, _)] = below.as_slice() {
        part.region = Some((*place).to_owned());
        below.clear();
    }
    // Where the component says worse of itself than its places do, it counts itself.
    part.facts.is_group = !below.is_empty() && is_worse_below;
    seen.parts.push(part);
    for (below_id, place, state) in below {
        let (status, raw) = state.unzip();
        let key = format!("{id}/{below_id}");
        let mut part = notice::part((&key, place), status, raw.as_deref(), context);
        part.facts.group_id = Some(id.clone());
        part.facts.group_name = Some(name.to_owned());
        part.region = Some(place.to_owned());
        seen.parts.push(part);
    }
}

fn raw(one: &Value, planned: Option<&'static str>, seen: &mut Seen) -> Option<Raw> {
    let mut messages: Vec<&Value> = value::list(one, "messages").iter().collect();
    messages.sort_by_key(|message| std::cmp::Reverse(value::instant(message, "datetime")));
    let is_maintenance = planned.is_some();
    let updates: Vec<Saying> = messages
        .iter()
        .map(|message| saying(message, is_maintenance, seen))
        .collect();
    let states: Vec<_> = messages
        .iter()
        .filter_map(|message| state(message, "message.status", seen))
        .collect();
    let worst = states.iter().map(|(status, _)| *status).max();
    let latest = messages.first();
    let named = |key| {
        let listed = value::list(one, key).iter();
        listed.filter_map(|one| {
            let id = value::id(one, "_id").or_else(|| value::id(one, "id"));
            Some((id, value::text(one, "name")?.to_owned()))
        })
    };
    Some(Raw {
        id: value::id(one, "_id").or_else(|| value::id(one, "id"))?,
        title: value::text(one, "name").unwrap_or("–").to_owned(),
        is_maintenance,
        status: planned.or_else(|| updates.first().and_then(|said| said.status)),
        status_raw: latest.and_then(|message| value::id(message, "state")),
        impact: worst.map(value::impact).filter(|_| !is_maintenance),
        severity_raw: latest.and_then(|message| value::id(message, "status")),
        created_at: value::instant(one, "datetime_open"),
        updated_at: updates.first().and_then(|said| said.at),
        resolved_at: value::instant(one, "datetime_resolved"),
        scheduled_for: value::instant(one, "datetime_planned_start"),
        scheduled_until: value::instant(one, "datetime_planned_end"),
        components: named("components_affected").collect(),
        regions: named("containers_affected").map(|(_, name)| name).collect(),
        updates,
        ..Raw::default()
    })
}

fn saying(message: &Value, is_maintenance: bool, seen: &mut Seen) -> Saying {
    let code = value::whole(message, "state").filter(|_| !is_maintenance);
    let known = |code: i64| match code {
        100 => Some("investigating"),
        200 => Some("identified"),
        300 => Some("monitoring"),
        400 => Some("resolved"),
        _ => None,
    };
    let mean = |code: i64| seen.mean("state", &code.to_string(), known(code).map(Some), None);
    Saying {
        id: value::id(message, "_id").or_else(|| value::id(message, "id")),
        status: code.and_then(mean),
        at: value::instant(message, "datetime"),
        body: value::text(message, "details")
            .unwrap_or_default()
            .to_owned(),
    }
}
