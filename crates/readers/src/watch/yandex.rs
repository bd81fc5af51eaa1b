//! Yandex Cloud: `/api/incidents`, `/api/services`.
//!
//! The list has the newest twenty, told in English where they were translated. A service stands in each country apart, by
//! the same number. One that no open incident names is well, as the page itself shows it. An incident of the recording says
//! `open` although it has an end and a last comment that says so: that is over. Source: recordings, and a program of others that asks these
//! addresses; how to ask for what is older is not in them.

use std::collections::BTreeMap;

use beffroi_domain::ComponentStatus;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Part, Place, Reply, Seen,
    condition::{degree, is_open},
    nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "yandex",
    label: "Yandex Cloud",
    hosts: HOSTS,
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

const HOSTS: &[&str] = &[
    "status.yandex.cloud",
    "status.cloud.yandex.com",
    "status.cloud.yandex.ru",
];

fn asks(place: &Place) -> Vec<Ask> {
    let ask = |role: &str, path: &str, often| Ask {
        role: role.to_owned(),
        url: format!("{}{path}", place.pinned("https://status.yandex.cloud")),
        often,
    };
    vec![
        ask(
            "incidents",
            "/api/incidents?lang=en&installation=all",
            Often::Always,
        ),
        ask(
            "services",
            "/api/services?lang=en&incidents=all",
            Often::Seldom,
        ),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        return HOSTS.contains(&reply.host().as_str());
    }
    reply.json().is_ok_and(|value| incidents(&value).is_some())
}

/// The incidents; there is history at any time, so an empty list is something else.
fn incidents(value: &Value) -> Option<&[Value]> {
    let all = value["items"].as_array().filter(|all| !all.is_empty())?;
    let is_incident = |one: &Value| {
        value::id(one, "id").is_some()
            && value::whole(one, "levelId").is_some()
            && value::instant(one, "startDate").is_some()
    };
    all.iter().all(is_incident).then_some(all)
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "incidents" => match incidents(&value) {
            Some(all) => Ok(told(all, context)),
            None => Err(Blind::of("it is JSON, but not Yandex Cloud's incidents")),
        },
        "services" => {
            let parts = value.as_array().filter(|all| !all.is_empty());
            let parts = parts.and_then(|all| all.iter().map(|one| service(one, context)).collect());
            let parts = parts.ok_or_else(|| Blind::of("it is JSON, but no list of services"))?;
            Ok(Seen {
                parts: notice::in_order(parts),
                ..Seen::default()
            })
        }
        _ => Err(Blind::of("Yandex Cloud answers nothing else")),
    }
}

fn service(one: &Value, context: &Context) -> Option<Part> {
    let country = value::text(one, "installationCode")?;
    let (id, name) = (value::id(one, "id")?, value::text(one, "name")?);
    Some(part(
        (&id, name),
        country,
        ComponentStatus::Operational,
        context,
    ))
}

fn part(
    (id, name): (&str, &str),
    country: &str,
    status: ComponentStatus,
    context: &Context,
) -> Part {
    Part {
        region: Some(country.to_owned()),
        ..notice::part((&key(id, country), name), Some(status), None, context)
    }
}

fn key(id: &str, country: &str) -> String {
    format!("{id}-{country}")
}

fn told(all: &[Value], context: &Context) -> Seen {
    let mut seen = Seen {
        lists_all_open: true,
        ..Seen::default()
    };
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    for (ordinal, one) in (1..).zip(all) {
        let notice = notice::tell(raw(one, &mut seen), context, ordinal);
        let status = match is_open(&notice, context.now) {
            true => degree(&notice),
            false => ComponentStatus::Operational,
        };
        for (country, service) in affected(one) {
            let named = value::id(service, "id").zip(value::text(service, "name"));
            let Some((id, name)) = named else { continue };
            let known = parts
                .entry(key(&id, country))
                .or_insert_with(|| part((&id, name), country, status, context));
            known.facts.status = known.facts.status.max(Some(status));
        }
        seen.notices.push(notice);
    }
    seen.parts = parts.into_values().collect();
    seen
}

/// Each service that an incident names, in each country.
fn affected(one: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let countries = value::list(one, "installations").iter();
    let countries = countries.filter_map(|country| value::text(country, "code"));
    countries.flat_map(|country| {
        let services = value::list(one, "services").iter();
        services.map(move |service| (country, service))
    })
}

fn raw(one: &Value, seen: &mut Seen) -> Raw {
    let id = value::id(one, "id").unwrap_or_default();
    let word = value::text(one, "status").unwrap_or_default();
    let updates = comments(one, seen);
    let is_told_over = updates.iter().any(|said| said.status == Some("resolved"));
    let ended_at = value::instant(one, "endDate");
    let status = match word {
        "resolved" => Some("resolved"),
        "open" | "opened" if is_told_over && ended_at.is_some() => Some("resolved"),
        "open" | "opened" => None,
        _ => {
            seen.wonder("status", word);
            None
        }
    };
    let level = value::whole(one, "levelId").unwrap_or_default().to_string();
    let known = match level.as_str() {
        "1" => Some("minor"),
        "2" => Some("critical"),
        _ => None,
    };
    let components = affected(one).filter_map(|(country, service)| {
        let id = value::id(service, "id")?;
        let name = value::text(service, "name")?.to_owned();
        Some((Some(key(&id, country)), name))
    });
    let zones = value::list(one, "installations").iter();
    let zones = zones.flat_map(|country| value::list(country, "zones"));
    Raw {
        url: Some(format!("https://status.yandex.cloud/en/incidents/{id}")),
        title: value::text(one, "title").unwrap_or("–").to_owned(),
        status,
        status_raw: Some(word.to_owned()),
        impact: Some(seen.mean("levelId", &level, known, "minor")),
        severity_raw: value::text(&one["level"], "label").map(str::to_owned),
        created_at: value::instant(one, "createdAt"),
        started_at: value::instant(one, "startDate"),
        ended_at: ended_at.filter(|_| status.is_some()),
        updates,
        components: components.collect(),
        regions: zones
            .filter_map(|zone| value::text(zone, "id").map(str::to_owned))
            .collect(),
        id,
        ..Raw::default()
    }
}

/// What was said, the newest first; the report comes when it is published.
fn comments(one: &Value, seen: &mut Seen) -> Vec<Saying> {
    let mut all: Vec<Saying> = Vec::new();
    for said in value::list(one, "comments") {
        let word = value::text(said, "type").unwrap_or_default();
        let known = match word {
            "investigation" => Some(Some("investigating")),
            "update" => Some(None),
            "resolved" => Some(Some("resolved")),
            _ => None,
        };
        all.push(Saying {
            id: value::id(said, "id"),
            status: seen.mean("comment.type", word, known, None),
            at: value::instant(said, "createdAt"),
            body: value::text(said, "content").unwrap_or_default().to_owned(),
        });
    }
    let report = value::text(one, "report").filter(|_| one["isReportPublished"] == true);
    all.extend(report.map(|report| Saying {
        id: None,
        status: Some("postmortem"),
        at: value::instant(one, "reportPublishedTime"),
        body: report.to_owned(),
    }));
    all.sort_by_key(|said| std::cmp::Reverse(said.at));
    all
}
