//! Google's: Cloud, Workspace, Firebase, Pay and whatever else has an `incidents.json`.
//!
//! An incident goes on while its `end` is missing or empty. The title is `external_desc`, addresses are relative, and
//! "Multiple Products" is no product. Source: recordings, and the document's published schema.

use beffroi_domain::ComponentStatus;
use jiff::Timestamp;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Part, Place, Reply, Seen,
    condition::{degree, is_open},
    nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "google",
    label: "Google",
    hosts: &[
        "status.cloud.google.com",
        "status.firebase.google.com",
        "www.google.com",
        "pay.google.com",
    ],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

fn asks(place: &Place) -> Vec<Ask> {
    vec![
        place.ask("incidents", "/incidents.json", Often::Always),
        place.ask("products", "/products.json", Often::Seldom),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        return match reply.host().as_str() {
            "www.google.com" => reply.url.contains("/appsstatus"),
            "pay.google.com" => reply.url.contains("/status"),
            host => FORM.hosts.contains(&host),
        };
    }
    reply.json().is_ok_and(|value| incidents(&value).is_some())
}

/// The incidents; there is history at any time, so an empty list is something else.
fn incidents(value: &Value) -> Option<&[Value]> {
    let all = value.as_array().filter(|all| !all.is_empty())?;
    let is_incident = |one: &Value| {
        value::id(one, "id").is_some()
            && value::text(one, "external_desc").is_some()
            && value::instant(one, "begin").is_some()
    };
    all.iter().all(is_incident).then_some(all)
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "incidents" => match incidents(&value) {
            Some(all) => Ok(history(all, context)),
            None => Err(Blind::of("it is JSON, but not Google's list of incidents")),
        },
        "products" if !value::list(&value, "products").is_empty() => {
            let products = value::list(&value, "products").iter();
            let named = products.filter_map(|one| product(one, "title", "id"));
            Ok(Seen {
                parts: named
                    .map(|(id, name)| part(&id, &name, None, context))
                    .collect(),
                ..Seen::default()
            })
        }
        _ => Err(Blind::of("it is JSON, but not what Google answers here")),
    }
}

fn history(all: &[Value], context: &Context) -> Seen {
    let mut seen = Seen {
        lists_all_open: true,
        covers_since: all
            .iter()
            .filter_map(|one| value::instant(one, "begin"))
            .min(),
        ..Seen::default()
    };
    for (ordinal, one) in (1..).zip(all) {
        let raw = raw(one, context, &mut seen);
        let products = raw.components.clone();
        let notice = notice::tell(raw, context, ordinal);
        // The list is whole, so a product without anything open is well; the page itself shows it so.
        let status = match is_open(&notice, context.now) {
            true => degree(&notice),
            false => ComponentStatus::Operational,
        };
        for (id, name) in products {
            let id = id.unwrap_or_else(|| name.clone());
            match seen
                .parts
                .iter_mut()
                .find(|part| part.facts.external_id == id)
            {
                Some(known) => known.facts.status = known.facts.status.max(Some(status)),
                None => seen.parts.push(part(&id, &name, Some(status), context)),
            }
        }
        seen.notices.push(notice);
    }
    seen
}

fn raw(one: &Value, context: &Context, seen: &mut Seen) -> Raw {
    let ended_at = value::instant(one, "end");
    let locations = match ended_at {
        None => value::list(one, "currently_affected_locations"),
        Some(_) => value::list(one, "previously_affected_locations"),
    };
    let severity = value::text(one, "status_impact").or_else(|| value::text(one, "severity"));
    let mut updates: Vec<Saying> = value::list(one, "updates").iter().map(saying).collect();
    updates.sort_by_key(|said| std::cmp::Reverse(said.at));
    Raw {
        id: value::id(one, "id").unwrap_or_default(),
        title: value::text(one, "external_desc")
            .unwrap_or_default()
            .to_owned(),
        status: ended_at.map(|_| "resolved"),
        status_raw: value::text(&one["most_recent_update"], "status").map(str::to_owned),
        impact: severity.map(|word| value::impact(badness(word, seen))),
        severity_raw: severity.map(str::to_owned),
        url: value::text(one, "uri").map(|uri| address(uri, &context.place)),
        created_at: value::instant(one, "created"),
        updated_at: value::instant(one, "modified"),
        started_at: value::instant(one, "begin"),
        ended_at,
        updates,
        components: products(one),
        regions: regions(locations),
        ..Raw::default()
    }
}

fn badness(word: &str, seen: &mut Seen) -> ComponentStatus {
    match word {
        "SERVICE_INFORMATION" | "low" => ComponentStatus::DegradedPerformance,
        "SERVICE_DISRUPTION" | "medium" => ComponentStatus::PartialOutage,
        "SERVICE_OUTAGE" | "high" => ComponentStatus::MajorOutage,
        _ => {
            seen.wonder("status_impact", word);
            ComponentStatus::DegradedPerformance
        }
    }
}

fn saying(update: &Value) -> Saying {
    let when = |key| value::instant(update, key);
    let at: Option<Timestamp> = when("created")
        .or_else(|| when("when"))
        .or_else(|| when("modified"));
    Saying {
        id: value::id(update, "id"),
        status: (value::text(update, "status") == Some("AVAILABLE")).then_some("resolved"),
        at,
        body: value::text(update, "text").unwrap_or_default().to_owned(),
    }
}

fn products(one: &Value) -> Vec<(Option<String>, String)> {
    let listed = value::list(one, "affected_products").iter();
    let listed: Vec<_> = listed
        .filter_map(|each| product(each, "title", "id"))
        .collect();
    let single = || {
        product(one, "service_name", "service_key").filter(|(_, name)| name != "Multiple Products")
    };
    let all = match listed.is_empty() {
        true => single().into_iter().collect(),
        false => listed,
    };
    all.into_iter().map(|(id, name)| (Some(id), name)).collect()
}

/// Id and name; what has no id is known by its name.
fn product(value: &Value, name: &str, id: &str) -> Option<(String, String)> {
    let name = value::text(value, name)?;
    let id = value::id(value, id).unwrap_or_else(|| name.to_owned());
    Some((id, name.to_owned()))
}

fn part(id: &str, name: &str, status: Option<ComponentStatus>, context: &Context) -> Part {
    let mut facts = notice::component(id, name, context);
    facts.status = status;
    Part {
        facts,
        ..Part::default()
    }
}

/// The regions that are listed; none where one of them is everywhere.
fn regions(locations: &[Value]) -> Vec<String> {
    let all = locations
        .iter()
        .filter_map(|one| value::id(one, "id").or_else(|| value::id(one, "title")));
    let all: Vec<String> = all.collect();
    match all.iter().any(|one| one.eq_ignore_ascii_case("global")) {
        true => Vec::new(),
        false => all,
    }
}

fn address(uri: &str, place: &Place) -> String {
    match uri.contains("://") {
        true => uri.to_owned(),
        false => format!("{}/{}", place.page, uri.trim_start_matches('/')),
    }
}
