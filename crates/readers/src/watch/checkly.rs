//! Checkly's status pages: what the page itself asks below `/api/status-page/SLUG`; where the slug is not known, `summary.json`.
//!
//! Only open incidents are listed. `MEDIUM` is the middle of three, and no small matter; `MAJOR` is the worst there is. The slug is
//! the host's first word, or stands on the page. The summary is newer and knows no slug; it looks like Instatus's and says
//! `OPERATIONAL` and `HAS_ISSUES`, and lists that are empty stand in it. Source: recordings; of the summary, extracts from a live one in the tests of a
//! program of others. Its maker documents none of it.

use std::{collections::HashMap, sync::LazyLock};

use beffroi_domain::ComponentStatus;
use regex::Regex;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Place, Reply, Seen, Stated, host_of,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "checkly",
    label: "Checkly",
    hosts: &[".checkly-status-page.com"],
    asks,
    is_of,
    locate,
    read,
};

static SLUG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:/api/status-page/|://)([a-z0-9-]{1,63})(?:/unresolved-incidents|/uptime|/maintenance-windows|\.checkly-status-page\.com)")
        .expect("the pattern is a constant")
});

fn asks(place: &Place) -> Vec<Ask> {
    let own = host_of(&place.page);
    let by_host = || own.strip_suffix(".checkly-status-page.com");
    let Some(slug) = place.key.as_deref().or_else(by_host) else {
        return vec![place.ask("summary", "/summary.json", Often::Always)];
    };
    let ask = |role, what, often| {
        let path = format!("/api/status-page/{slug}/{what}");
        place.ask(role, &path, often)
    };
    vec![
        ask("incidents", "unresolved-incidents", Often::Always),
        ask("maintenances", "maintenance-windows", Often::Seldom),
        ask("services", "uptime", Often::Seldom),
    ]
}

fn locate(place: &Place, page: &Reply<'_>) -> Option<Place> {
    let text = page.text();
    let found = SLUG.captures_iter(&text);
    let mut slugs = found
        .filter_map(|found| found.get(1))
        .map(|slug| slug.as_str());
    let slug = slugs.find(|slug| !matches!(*slug, "www" | "custom-domain"))?;
    Some(Place {
        key: Some(slug.to_owned()),
        ..place.clone()
    })
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        return reply.host().ends_with(".checkly-status-page.com")
            || reply.has(b"checkly") && locate(&Place::default(), reply).is_some();
    }
    let is_summary = |value: &Value| reply.role == "summary" && summary_word(value).is_some();
    reply
        .json()
        .is_ok_and(|value| incidents(&value).is_some() || is_summary(&value))
}

/// The one word of a summary for the whole page.
fn summary_word(value: &Value) -> Option<&str> {
    let word = value::text(&value["page"], "status")?;
    let has_lists = value["activeIncidents"].is_array() && value["activeMaintenances"].is_array();
    let is_word = word == "OPERATIONAL" || word.contains('_');
    (has_lists && is_word && value["status"].is_null()).then_some(word)
}

/// The open ones. None at all is told by an empty list, so nothing else may pass for it: no key beside it, and in each entry what
/// only Checkly writes.
fn incidents(value: &Value) -> Option<&[Value]> {
    let is_ours = |one: &Value| {
        value::id(one, "id").is_some() && value::text(one, "lastUpdateStatus").is_some()
    };
    let all = value.get("incidents")?.as_array()?;
    let is_alone = value.get("page").is_none() && value.get("status").is_none();
    (is_alone && all.iter().all(is_ours)).then_some(all)
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "incidents" => {
            let open = incidents(&value);
            let open = open.ok_or_else(|| Blind::of("it is JSON, but no list of Checkly's"))?;
            Ok(unresolved(open, context))
        }
        "summary" => match summary_word(&value) {
            Some(word) => Ok(summary(&value, word, context)),
            None => Err(Blind::of("it is JSON, but no summary of Checkly's")),
        },
        "maintenances" if value["active"].is_array() => Ok(maintenances(&value, context)),
        "services" if value["metadata"].is_array() || value["uptime"].is_array() => {
            Ok(services(&value, context))
        }
        _ => Err(Blind::of("it is JSON, but not what Checkly answers here")),
    }
}

fn unresolved(open: &[Value], context: &Context) -> Seen {
    let mut seen = Seen {
        lists_all_open: true,
        ..Seen::default()
    };
    let raws = open.iter().map(|one| raw(one, &mut seen)).collect();
    take(raws, &mut seen, context);
    seen
}

/// All that is open, each with its last word only.
fn summary(value: &Value, word: &str, context: &Context) -> Seen {
    let mut seen = Seen {
        lists_all_open: true,
        lists_planned: true,
        ..Seen::default()
    };
    let page = &value["page"];
    seen.page.name = value::text(page, "name").map(str::to_owned);
    seen.page.url = value::text(page, "url").map(str::to_owned);
    let known = match word {
        "OPERATIONAL" => Some(ComponentStatus::Operational),
        "HAS_ISSUES" => Some(ComponentStatus::DegradedPerformance),
        _ => None,
    };
    let floor = ComponentStatus::DegradedPerformance;
    seen.state = Some(Stated {
        status: seen.mean("page.status", word, known, floor),
        raw: word.to_owned(),
    });
    let mut raws = Vec::new();
    for (list, is_maintenance) in [("activeIncidents", false), ("activeMaintenances", true)] {
        for one in value::list(value, list) {
            let Some(raw) = brief(one, is_maintenance, &mut seen) else {
                // What has no name to know it by is not gone.
                seen.lists_all_open = false;
                seen.lists_planned = false;
                seen.wonder(list, "an entry without an id");
                continue;
            };
            raws.push(raw);
        }
    }
    take(raws, &mut seen, context);
    seen
}

/// What is open, and how bad it leaves each service that it names.
fn take(raws: Vec<Raw>, seen: &mut Seen, context: &Context) {
    let mut worst: HashMap<String, (String, ComponentStatus)> = HashMap::new();
    for (ordinal, raw) in (1..).zip(raws) {
        let status = match (raw.is_maintenance, raw.impact) {
            (true, _) => ComponentStatus::UnderMaintenance,
            (false, Some("critical")) => ComponentStatus::MajorOutage,
            (false, Some("major")) => ComponentStatus::PartialOutage,
            _ => ComponentStatus::DegradedPerformance,
        };
        let is_over = raw.status == Some("resolved");
        for (id, name) in raw.components.iter().filter(|_| !is_over) {
            let id = id.clone().unwrap_or_else(|| name.clone());
            let known = worst.entry(id).or_insert((name.clone(), status));
            known.1 = known.1.max(status);
        }
        seen.notices.push(notice::tell(raw, context, ordinal));
    }
    let mut parts: Vec<_> = worst.into_iter().collect();
    parts.sort();
    for (id, (name, status)) in parts {
        seen.parts
            .push(notice::part((&id, &name), Some(status), None, context));
    }
}

/// An entry of the summary.
fn brief(one: &Value, is_maintenance: bool, seen: &mut Seen) -> Option<Raw> {
    let severity = value::text(one, "severity").filter(|_| !is_maintenance);
    let word = value::text(one, "status").unwrap_or_default();
    let status = match is_maintenance {
        // Only what is under way is listed.
        true => Some("in_progress"),
        false => seen.mean("status", word, stage(word).map(Some), None),
    };
    let affected = value::list(one, "affectedServices").iter();
    Some(Raw {
        id: value::id(one, "id")?,
        title: value::text(one, "name").unwrap_or("–").to_owned(),
        is_maintenance,
        status,
        status_raw: Some(word.to_owned()),
        impact: severity.map(|word| seen.mean("severity", word, impact(word), "minor")),
        severity_raw: severity.map(str::to_owned),
        url: value::text(one, "url").map(str::to_owned),
        started_at: value::instant(one, "startedAt"),
        updated_at: value::instant(one, "updatedAt"),
        components: affected
            .filter_map(|one| Some((value::id(one, "id"), value::text(one, "name")?.to_owned())))
            .collect(),
        ..Raw::default()
    })
}

fn impact(severity: &str) -> Option<&'static str> {
    match severity {
        "MINOR" => Some("minor"),
        "MEDIUM" => Some("major"),
        "MAJOR" | "CRITICAL" => Some("critical"),
        _ => None,
    }
}

fn raw(one: &Value, seen: &mut Seen) -> Raw {
    let severity = value::text(one, "severity").unwrap_or_default();
    let is_maintenance = severity == "MAINTENANCE";
    let impact = match is_maintenance {
        true => None,
        false => Some(seen.mean("severity", severity, impact(severity), "minor")),
    };
    let word = value::text(one, "lastUpdateStatus").unwrap_or_default();
    let status = seen.mean("lastUpdateStatus", word, stage(word).map(Some), None);
    let updates = value::list(one, "incidentUpdates").iter();
    let mut updates: Vec<Saying> = updates
        .map(|said| Saying {
            id: value::id(said, "id"),
            status: value::text(said, "status")
                .and_then(stage)
                .filter(|_| !is_maintenance),
            at: value::instant(said, "publicIncidentUpdateDate")
                .or_else(|| value::instant(said, "created_at")),
            body: value::text(said, "description")
                .unwrap_or_default()
                .to_owned(),
        })
        .collect();
    updates.sort_by_key(|said| std::cmp::Reverse(said.at));
    let affected = value::list(one, "services").iter();
    Raw {
        id: value::id(one, "id").unwrap_or_default(),
        title: value::text(one, "name").unwrap_or("–").to_owned(),
        is_maintenance,
        status: match (is_maintenance, status) {
            (true, Some("resolved")) => Some("completed"),
            (true, _) => Some("in_progress"),
            (false, status) => status,
        },
        status_raw: Some(word.to_owned()),
        impact,
        severity_raw: Some(severity.to_owned()),
        created_at: value::instant(one, "created_at"),
        updated_at: value::instant(one, "updated_at"),
        updates,
        components: affected
            .filter_map(|one| Some((value::id(one, "id"), value::text(one, "name")?.to_owned())))
            .collect(),
        ..Raw::default()
    }
}

fn stage(word: &str) -> Option<&'static str> {
    match word {
        "INVESTIGATING" => Some("investigating"),
        "IDENTIFIED" => Some("identified"),
        "MONITORING" => Some("monitoring"),
        "RESOLVED" => Some("resolved"),
        _ => None,
    }
}

fn maintenances(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen {
        lists_planned: true,
        ..Seen::default()
    };
    let lists = [("active", "in_progress"), ("upcoming", "scheduled")];
    let all = lists.into_iter().flat_map(|(list, status)| {
        value::list(value, list)
            .iter()
            .map(move |one| (one, status))
    });
    for (ordinal, (one, status)) in (1..).zip(all) {
        let Some(id) = value::id(one, "id") else {
            seen.lists_planned = false;
            seen.wonder("maintenance-windows", "an entry without an id");
            continue;
        };
        let at = |keys: [&str; 2]| keys.iter().find_map(|key| value::instant(one, key));
        let raw = Raw {
            id,
            title: value::text(one, "name").unwrap_or("–").to_owned(),
            is_maintenance: true,
            status: Some(status),
            scheduled_for: at(["startsAt", "startAt"]),
            scheduled_until: at(["endsAt", "endAt"]),
            ..Raw::default()
        };
        seen.notices.push(notice::tell(raw, context, ordinal));
    }
    seen
}

/// Names only: how a service is, its incidents say.
fn services(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen::default();
    let groups = value::list(value, "metadata")
        .iter()
        .chain(value::list(value, "uptime"));
    for group in groups {
        for one in value::list(group, "services") {
            let named = value::id(one, "id").zip(value::text(one, "name"));
            let Some((id, name)) = named else { continue };
            let is_known = |part: &&super::Part| part.facts.external_id == id;
            if seen.parts.iter().find(is_known).is_none() {
                let mut part = notice::part((&id, name), None, None, context);
                part.facts.group_name = value::text(group, "name").map(str::to_owned);
                seen.parts.push(part);
            }
        }
    }
    seen
}
