//! Atlassian Statuspage's public API: `summary.json`, `incidents.json`, `scheduled-maintenances.json`, and back through
//! `history.json`.
//!
//! Source: the API's published description and recordings of it.

use beffroi_domain::ComponentStatus;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Notice, Often, Part, Place, Reply, Seen, Stated, nothing_to_find,
    notice::options,
};
use crate::{
    door::{Item, PageFacts},
    statuspage::json,
};

pub(super) const FORM: Form = Form {
    word: "statuspage",
    label: "Atlassian Statuspage",
    hosts: &[".statuspage.io"],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

/// The pages of history that are asked for at most: three months each.
const HISTORY_PAGES: u32 = 60;

pub(super) fn asks(place: &Place) -> Vec<Ask> {
    vec![
        place.ask("summary", "/api/v2/summary.json", Often::Always),
        place.ask("incidents", "/api/v2/incidents.json", Often::Always),
        place.ask(
            "maintenances",
            "/api/v2/scheduled-maintenances.json",
            Often::Seldom,
        ),
        place.ask("history", "/history.json?page=1", Often::Once),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    let is_marked = reply.header("x-statuspage-version").is_some()
        || reply.host().ends_with(".statuspage.io")
        || contains(reply.body, b"dka575ofm4ao0.cloudfront.net");
    if reply.role == "page" {
        return is_marked;
    }
    reply.json().is_ok_and(|value| {
        is_summary(&value) && (is_marked || value["page"]["time_zone"].is_string())
    })
}

fn contains(body: &[u8], needle: &[u8]) -> bool {
    body.windows(needle.len()).any(|window| window == needle)
}

/// What the public API's documents all have: the page; a summary has its indicator too.
pub(super) fn is_summary(value: &Value) -> bool {
    value["page"].is_object() && value["status"]["indicator"].is_string()
}

pub(super) fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "summary" if is_summary(&value) => summary(reply, &value, context),
        "incidents" if value["page"].is_object() && value["incidents"].is_array() => {
            let mut seen = documents(reply, context)?;
            // The list is cut at 50; a shorter one is the whole history.
            let is_whole = value["incidents"]
                .as_array()
                .is_some_and(|all| all.len() < 50);
            seen.covers_since = since(&seen).filter(|_| !is_whole).or(seen.covers_since);
            Ok(seen)
        }
        "maintenances" if value["scheduled_maintenances"].is_array() => documents(reply, context),
        "incident" if value["incident"].is_object() || value["incident_updates"].is_array() => {
            documents(reply, context)
        }
        "history" if value["months"].is_array() => Ok(history(reply, &value, context)),
        _ => Err(Blind::of(
            "it is JSON, but not what Statuspage answers here",
        )),
    }
}

fn summary(reply: &Reply<'_>, value: &Value, context: &Context) -> Result<Seen, Blind> {
    let mut seen = documents(reply, context)?;
    let raw = value["status"]["indicator"].as_str().unwrap_or_default();
    let (status, is_known) = indicator(raw);
    seen.state = Some(Stated {
        status,
        raw: raw.to_owned(),
    });
    if !is_known {
        seen.unknown.push(format!("status.indicator: {raw}"));
    }
    seen.lists_all_open = true;
    Ok(seen)
}

/// What the indicator means; a word that nobody knows is some trouble.
pub(super) fn indicator(word: &str) -> (ComponentStatus, bool) {
    match word {
        "none" => (ComponentStatus::Operational, true),
        "minor" => (ComponentStatus::DegradedPerformance, true),
        "major" => (ComponentStatus::PartialOutage, true),
        "critical" => (ComponentStatus::MajorOutage, true),
        "maintenance" => (ComponentStatus::UnderMaintenance, true),
        _ => (ComponentStatus::DegradedPerformance, false),
    }
}

/// A document by the reader that imports use.
fn documents(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let mut seen = Seen::default();
    let mut each = |item: Item| {
        match item {
            Item::Page(page) => seen.page = page,
            Item::Component(facts) => seen.parts.push(Part {
                raw: facts.status.map(|status| status.as_str().to_owned()),
                facts,
                region: None,
            }),
            Item::Incident(told) | Item::Maintenance(told) => seen.notices.push(Notice {
                severity_raw: told.record.impact_level.clone(),
                status_raw: told.status.map(|status| status.as_str().to_owned()),
                told: *told,
                ..Notice::default()
            }),
            Item::Refused(error) => seen.unknown.push(error.to_string()),
        }
        std::ops::ControlFlow::Continue(())
    };
    json::read(reply.url, &mut &*reply.body, &options(context), &mut each)
        .map_err(|error| Blind::of(error.reason))?;
    Ok(seen)
}

fn since(seen: &Seen) -> Option<jiff::Timestamp> {
    seen.notices
        .iter()
        .filter_map(|one| one.told.created_at)
        .min()
}

/// The history lists codes by month; each incident is asked for by itself.
fn history(reply: &Reply<'_>, value: &Value, context: &Context) -> Seen {
    let months = value["months"].as_array().into_iter().flatten();
    let incidents = months.flat_map(|month| month["incidents"].as_array().into_iter().flatten());
    let codes = incidents.filter_map(|one| one["code"].as_str());
    let mut more: Vec<Ask> = codes
        .map(|code| {
            let path = format!("/incidents/{code}.json");
            context.place.ask("incident", &path, Often::Once)
        })
        .collect();
    let page = reply
        .url
        .rsplit_once("page=")
        .and_then(|(_, page)| page.parse().ok());
    let next = page.unwrap_or(1_u32) + 1;
    if !more.is_empty() && next <= HISTORY_PAGES {
        let path = format!("/history.json?page={next}");
        more.push(context.place.ask("history", &path, Often::Once));
    }
    Seen {
        page: PageFacts::default(),
        more,
        ..Seen::default()
    }
}
