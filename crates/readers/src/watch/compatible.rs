//! Statuspage's public documents as a look at a page: by Statuspage itself and by those who answer alike.
//!
//! The documents are read by the code that imports use; what a look needs beside is added here: words that nobody knows, and
//! that a piece which could not be read is not taken for one that is over.

use std::collections::HashMap;

use beffroi_domain::{ComponentStatus, Impact};
use serde_json::Value;

use super::{Blind, Context, Notice, Part, Reply, Seen, Stated, notice::options, value};
use crate::{door::Item, statuspage::json};

/// What a summary has: the page, and how it is.
pub fn is_summary(value: &Value) -> bool {
    value["page"].is_object() && value["status"]["indicator"].is_string()
}

/// A summary: all that is open is in it.
///
/// # Errors
/// [`Blind`] when it is none.
pub fn summary(reply: &Reply<'_>, value: &Value, context: &Context) -> Result<Seen, Blind> {
    let mut seen = documents(reply, value, context)?;
    let raw = value["status"]["indicator"].as_str().unwrap_or_default();
    let floor = ComponentStatus::DegradedPerformance;
    let status = seen.mean("status.indicator", raw, indicator(raw), floor);
    seen.state = Some(Stated {
        status,
        raw: raw.to_owned(),
    });
    let parts = value::list(value, "components").len();
    let open =
        value::list(value, "incidents").len() + value::list(value, "scheduled_maintenances").len();
    // A piece that could not be read is not gone.
    seen.lists_all_open = seen.notices.len() == open && seen.parts.len() >= parts;
    seen.lists_planned = seen.lists_all_open && value["scheduled_maintenances"].is_array();
    Ok(seen)
}

/// What the indicator means.
pub fn indicator(word: &str) -> Option<ComponentStatus> {
    match word {
        "none" => Some(ComponentStatus::Operational),
        "minor" => Some(ComponentStatus::DegradedPerformance),
        "major" => Some(ComponentStatus::PartialOutage),
        "critical" => Some(ComponentStatus::MajorOutage),
        "maintenance" => Some(ComponentStatus::UnderMaintenance),
        _ => None,
    }
}

/// Any of the documents.
///
/// # Errors
/// [`Blind`] when there is nothing of Statuspage's in it.
pub fn documents(reply: &Reply<'_>, value: &Value, context: &Context) -> Result<Seen, Blind> {
    let mut seen = Seen::default();
    let mut refused = Vec::new();
    let mut each = |item: Item| {
        match item {
            Item::Page(page) => seen.page = page,
            Item::Component(facts) => seen.parts.push(Part {
                facts,
                ..Part::default()
            }),
            Item::Incident(told) | Item::Maintenance(told) => seen.notices.push(Notice {
                told: *told,
                ..Notice::default()
            }),
            Item::Refused(error) => refused.push(error.to_string()),
        }
        std::ops::ControlFlow::Continue(())
    };
    let body = reply.text();
    json::read(
        reply.url,
        &mut body.as_bytes(),
        &options(context),
        &mut each,
    )
    .map_err(|error| Blind::of(error.reason))?;
    seen.unknown.append(&mut refused);
    components(&mut seen, value);
    incidents(&mut seen, value);
    Ok(seen)
}

/// Components' own words; one that nobody knows is some trouble.
fn components(seen: &mut Seen, value: &Value) {
    let listed = value::list(value, "components").iter();
    let words: HashMap<String, &str> = listed
        .filter_map(|one| Some((value::id(one, "id")?, value::text(one, "status")?)))
        .collect();
    let mut parts = std::mem::take(&mut seen.parts);
    for part in &mut parts {
        let Some(word) = words.get(&part.facts.external_id) else {
            continue;
        };
        part.raw = Some((*word).to_owned());
        let known = word.parse::<ComponentStatus>().ok();
        let floor = ComponentStatus::DegradedPerformance;
        part.facts.status = Some(seen.mean("component.status", word, known, floor));
    }
    seen.parts = parts;
}

/// Incidents' own words, beside what they come to.
fn incidents(seen: &mut Seen, value: &Value) {
    let lists = ["incidents", "scheduled_maintenances"].map(|key| value::list(value, key));
    let listed = lists.into_iter().flatten().chain(value.get("incident"));
    let words: HashMap<String, (Option<&str>, Option<&str>)> = listed
        .chain(std::iter::once(value))
        .filter_map(|one| {
            let words = (value::text(one, "status"), value::text(one, "impact"));
            Some((value::id(one, "id")?, words))
        })
        .collect();
    let mut notices = std::mem::take(&mut seen.notices);
    for notice in &mut notices {
        let id = notice.told.record.external_id.clone().unwrap_or_default();
        let Some((status, impact)) = words.get(&id) else {
            continue;
        };
        notice.status_raw = status.map(str::to_owned);
        notice.severity_raw = impact.map(str::to_owned);
        if let Some(word) = status.filter(|_| notice.told.status.is_none()) {
            seen.wonder("incident.status", word);
        }
        let is_known = |word: &&str| *word == "maintenance" || word.parse::<Impact>().is_ok();
        if let Some(word) = impact.filter(|word| !is_known(word)) {
            seen.wonder("incident.impact", word);
        }
    }
    seen.notices = notices;
}
