//! Statuspal: `status_pages/SUBDOMAIN/summary` at its own API, which stands in the United States or in Europe.
//!
//! The subdomain is the host's first word, or stands on the page. Services are a tree; times are UTC and do not say so. Source: its
//! documents, and its summary as others read it.

use std::sync::LazyLock;

use beffroi_domain::ComponentStatus;
use jiff::{Timestamp, tz::TimeZone};
use regex::Regex;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Place, Reply, Seen, Stated, host_of,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "statuspal",
    label: "Statuspal",
    hosts: &[".statuspal.io", ".statuspal.eu"],
    asks,
    is_of,
    locate,
    read,
};

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let name = "[a-z0-9][a-z0-9-]{0,62}";
    let ways = [
        format!(r"statuspal\.(io|eu)/(?:api/v[12]/)?status_pages/({name})"),
        format!(r"//({name})\.statuspal\.(io|eu)\b"),
    ];
    Regex::new(&format!("(?i){}", ways.join("|"))).expect("the pattern is a constant")
});

/// Hosts of its own, which are nobody's page.
const ITS_OWN: [&str; 8] = [
    "www", "api", "app", "cdn", "assets", "static", "docs", "status",
];

/// The subdomain, and where its API is.
fn found(text: &str) -> Option<(String, String)> {
    let all = ADDRESS.captures_iter(text).filter_map(|found| {
        let get = |at| found.get(at).map(|group| group.as_str().to_lowercase());
        let (name, region) = get(2).zip(get(1)).or_else(|| get(3).zip(get(4)))?;
        Some((name, format!("https://statuspal.{region}")))
    });
    let mut all = all.filter(|(name, _)| !ITS_OWN.contains(&name.as_str()));
    all.next()
}

fn asks(place: &Place) -> Vec<Ask> {
    let by_host = found(&format!("//{}", host_of(&place.page)));
    let (by_host, home) = by_host.unzip();
    let Some(key) = place.key.clone().or(by_host) else {
        return Vec::new();
    };
    let base = place.source.clone().or(home);
    let base = base.as_deref().unwrap_or("https://statuspal.io");
    let ask = |role: &str, what: &str, often| Ask {
        role: role.to_owned(),
        url: format!("{base}/api/v2/status_pages/{key}/{what}"),
        often,
    };
    vec![
        ask("summary", "summary", Often::Always),
        ask("history", "incidents?limit=100", Often::Once),
    ]
}

fn locate(place: &Place, page: &Reply<'_>) -> Option<Place> {
    let (key, home) = found(page.url).or_else(|| found(&page.text()))?;
    Some(Place {
        page: place.page.clone(),
        source: Some(home),
        key: Some(key),
    })
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        return locate(&Place::default(), reply).is_some();
    }
    reply.json().is_ok_and(|value| is_summary(&value))
}

fn is_summary(value: &Value) -> bool {
    value["status_page"].is_object() && value["services"].is_array()
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "summary" if is_summary(&value) => Ok(summary(&value, context)),
        "history" if value["incidents"].is_array() && value["meta"].is_object() => {
            let mut seen = Seen::default();
            notices(value::list(&value, "incidents"), false, &mut seen, context);
            seen.more = next(reply, &value);
            Ok(seen)
        }
        _ => Err(Blind::of("it is JSON, but not what Statuspal answers here")),
    }
}

fn next(reply: &Reply<'_>, value: &Value) -> Vec<Ask> {
    let url = value::text(&value["links"], "next");
    let own = url.filter(|url| host_of(url) == reply.host());
    let ask = |url: &str| Ask {
        role: "history".to_owned(),
        url: url.to_owned(),
        often: Often::Once,
    };
    own.map(ask).into_iter().collect()
}

fn summary(value: &Value, context: &Context) -> Seen {
    let page = &value["status_page"];
    let mut seen = Seen {
        lists_all_open: true,
        lists_planned: true,
        ..Seen::default()
    };
    seen.page.external_id = value::id(page, "id").or_else(|| value::id(page, "subdomain"));
    seen.page.name = value::text(page, "name").map(str::to_owned);
    seen.page.url = value::text(page, "url").map(str::to_owned);
    seen.page.zone = value::text(page, "time_zone")
        .filter(|zone| TimeZone::get(zone).is_ok())
        .map(str::to_owned);
    // Nothing is said as `null`; a key that is not there says nothing.
    if let Some(word) = page.get("current_incident_type") {
        let word = word.as_str().unwrap_or("none");
        let floor = ComponentStatus::DegradedPerformance;
        let status = seen.mean("current_incident_type", word, of_page(word), floor);
        let raw = word.to_owned();
        seen.state = Some(Stated { status, raw });
    }
    services(value::list(value, "services"), None, &mut seen, context);
    notices(value::list(value, "incidents"), false, &mut seen, context);
    for list in ["maintenances", "upcoming_maintenances"] {
        notices(value::list(value, list), true, &mut seen, context);
    }
    seen
}

fn of_page(word: &str) -> Option<ComponentStatus> {
    match word {
        "none" => Some(ComponentStatus::Operational),
        "minor" => Some(ComponentStatus::DegradedPerformance),
        "major" => Some(ComponentStatus::MajorOutage),
        "scheduled" | "maintenance" => Some(ComponentStatus::UnderMaintenance),
        _ => None,
    }
}

fn services(all: &[Value], group: Option<(&str, &str)>, seen: &mut Seen, context: &Context) {
    for one in all {
        let named = value::id(one, "id").zip(value::text(one, "name"));
        let Some((id, name)) = named else {
            seen.wonder("services", "an entry without an id or a name");
            continue;
        };
        let raw = one.get("current_incident_type");
        let word = raw.map(|word| word.as_str().unwrap_or("none"));
        let floor = ComponentStatus::DegradedPerformance;
        let status = word.map(|word| seen.mean("service", word, of_page(word), floor));
        let children = value::list(one, "children");
        let mut part = notice::part((&id, name), status, word, context);
        part.facts.is_group = !children.is_empty();
        part.facts.group_id = group.map(|(id, _)| id.to_owned());
        part.facts.group_name = group.map(|(_, name)| name.to_owned());
        part.facts.position = value::whole(one, "order");
        seen.parts.push(part);
        services(children, Some((&id, name)), seen, context);
    }
}

fn notices(all: &[Value], is_planned: bool, seen: &mut Seen, context: &Context) {
    for one in all {
        let ordinal = u32::try_from(seen.notices.len()).unwrap_or(u32::MAX);
        let ordinal = ordinal.saturating_add(1);
        match raw(one, is_planned, seen, context.now) {
            Some(raw) => seen.notices.push(notice::tell(raw, context, ordinal)),
            None => {
                seen.lists_all_open = false;
                seen.lists_planned = false;
                seen.wonder("incidents", "an entry without an id");
            }
        }
    }
}

fn raw(one: &Value, is_planned: bool, seen: &mut Seen, now: Timestamp) -> Option<Raw> {
    let at = |one: &Value, key: &str| value::wall(one, key, &TimeZone::UTC);
    let word = value::text(one, "type");
    let is_maintenance = is_planned || matches!(word, Some("scheduled" | "maintenance"));
    let (starts, ends) = (at(one, "starts_at"), at(one, "ends_at"));
    let impact = word.filter(|_| !is_maintenance).map(|word| {
        let known = ["minor", "major"].into_iter().find(|known| *known == word);
        seen.mean("incident.type", word, known, "minor")
    });
    let mut updates: Vec<Saying> = value::list(one, "updates")
        .iter()
        .map(|said| Saying {
            id: value::id(said, "id"),
            status: value::text(said, "type")
                .and_then(stage)
                .filter(|_| !is_maintenance),
            at: at(said, "posted_at").or_else(|| at(said, "inserted_at")),
            body: value::text(said, "description")
                .unwrap_or_default()
                .to_owned(),
        })
        .collect();
    updates.sort_by_key(|said| std::cmp::Reverse(said.at));
    let is_over = ends.is_some_and(|end| end <= now);
    let status = match (is_maintenance, is_over) {
        (true, true) => Some("completed"),
        (true, false) if starts.is_some_and(|start| start > now) => Some("scheduled"),
        (true, false) => Some("in_progress"),
        (false, true) => Some("resolved"),
        (false, false) => updates.iter().find_map(|said| said.status),
    };
    let names: Vec<_> = seen
        .parts
        .iter()
        .map(|part| (&part.facts.external_id, &part.facts.name_raw))
        .collect();
    let services = value::list(one, "service_ids").iter();
    let services = services.filter_map(|id| id.as_i64().map(|id| id.to_string()));
    let named = |id: String| {
        let known = names.iter().find(|(known, _)| **known == id);
        let name = known.map_or_else(|| id.clone(), |(_, name)| (*name).clone());
        (Some(id), name)
    };
    Some(Raw {
        id: value::id(one, "id")?,
        title: value::text(one, "title").unwrap_or("–").to_owned(),
        is_maintenance,
        status,
        status_raw: word.map(str::to_owned),
        impact,
        severity_raw: word.map(str::to_owned),
        url: value::text(one, "url").map(str::to_owned),
        created_at: at(one, "inserted_at"),
        updated_at: at(one, "updated_at"),
        started_at: starts.filter(|_| !is_maintenance),
        ended_at: ends.filter(|_| !is_maintenance),
        scheduled_for: starts.filter(|_| is_maintenance),
        scheduled_until: ends.filter(|_| is_maintenance),
        components: services.map(named).collect(),
        updates,
        ..Raw::default()
    })
}

/// What an update does; `update` says nothing of where it stands.
fn stage(word: &str) -> Option<&'static str> {
    match word {
        "issue" | "investigating" => Some("investigating"),
        "escalate" | "identified" => Some("identified"),
        "deescalate" | "monitoring" => Some("monitoring"),
        "resolved" => Some("resolved"),
        _ => None,
    }
}
