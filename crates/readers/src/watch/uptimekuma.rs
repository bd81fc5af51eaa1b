//! Uptime Kuma: one document says what a page has, another how it is. The place's key is the page's slug.
//!
//! Without its heartbeats nobody can tell how a page is, so they alone say that nothing else is open.
//! Source: Uptime Kuma's own code.

use beffroi_domain::ComponentStatus;
use jiff::{SignedDuration, tz::TimeZone};
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Part, Place, Reply, Seen,
    notice::{self, Raw, Saying},
    value,
};
use crate::door::PageFacts;

pub(super) const FORM: Form = Form {
    word: "uptimekuma",
    label: "Uptime Kuma",
    hosts: &[],
    asks,
    is_of,
    locate,
    read,
};

/// A heartbeat older than this says nothing of now.
const STALE: SignedDuration = SignedDuration::from_hours(6);

fn asks(place: &Place) -> Vec<Ask> {
    let base = place.base();
    let root = base
        .split("/status/")
        .next()
        .unwrap_or(base)
        .trim_end_matches("/status");
    let in_path = base.split_once("/status/").map(|(_, slug)| slug);
    let slug = place.key.as_deref().or(in_path).unwrap_or("default");
    let ask = |role: &str, path: String, often| Ask {
        role: role.to_owned(),
        url: format!("{root}/api/status-page/{path}"),
        often,
    };
    vec![
        ask("config", slug.to_owned(), Often::Always),
        ask("heartbeats", format!("heartbeat/{slug}"), Often::Always),
        ask("history", format!("{slug}/incident-history"), Often::Seldom),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    match reply.role {
        "page" => {
            let text = reply.text();
            text.contains("window.preloadData") || text.contains("Uptime Kuma")
        }
        _ => reply.json().is_ok_and(|value| is_config(&value)),
    }
}

fn is_config(value: &Value) -> bool {
    value::text(&value["config"], "slug").is_some() && value["publicGroupList"].is_array()
}

/// The slug as the page itself names it, where its address does not.
fn locate(place: &Place, page: &Reply<'_>) -> Option<Place> {
    if place.page.contains("/status/") || !is_of(page) {
        return None;
    }
    let text = page.text();
    let after = text.split_once("preloadData")?.1.split_once("slug")?.1;
    let slug = after
        .trim_start_matches(['"', '\'', ':', ' '])
        .split(['"', '\''])
        .next()?;
    let is_slug = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_one = !slug.is_empty() && slug.chars().all(is_slug);
    is_one.then(|| Place {
        key: Some(slug.to_owned()),
        ..place.clone()
    })
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "config" if is_config(&value) => Ok(config(&value, context)),
        "heartbeats" if value["heartbeatList"].is_object() => Ok(heartbeats(&value, context)),
        "history" if value["incidents"].is_array() => {
            let mut seen = Seen::default();
            for (ordinal, one) in (1..).zip(value::list(&value, "incidents")) {
                let raw = incident(one, &mut seen);
                seen.notices.push(notice::tell(raw, context, ordinal));
            }
            Ok(seen)
        }
        _ => Err(Blind::of(
            "it is JSON, but not what Uptime Kuma answers here",
        )),
    }
}

fn config(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen {
        page: PageFacts {
            name: value::text(&value["config"], "title").map(str::to_owned),
            ..PageFacts::default()
        },
        lists_planned: value["maintenanceList"].is_array(),
        ..Seen::default()
    };
    for group in value::list(value, "publicGroupList") {
        push_group(group, context, &mut seen);
    }
    // One at a time before version 2, several since.
    let single = Some(&value["incident"]).filter(|one| one.is_object());
    let incidents = value::list(value, "incidents").iter().chain(single);
    let mut raws: Vec<Raw> = incidents.map(|one| incident(one, &mut seen)).collect();
    raws.extend(
        value::list(value, "maintenanceList")
            .iter()
            .map(|one| work(one, &mut seen)),
    );
    let told = (1..)
        .zip(raws)
        .map(|(ordinal, raw)| notice::tell(raw, context, ordinal));
    seen.notices = told.collect();
    seen
}

fn push_group(group: &Value, context: &Context, seen: &mut Seen) {
    let name = value::text(group, "name").unwrap_or_default();
    let id = value::id(group, "id").map(|id| format!("group-{id}"));
    if let Some(id) = &id {
        let mut facts = notice::component(id, name, context);
        facts.is_group = true;
        seen.parts.push(Part {
            facts,
            ..Part::default()
        });
    }
    for monitor in value::list(group, "monitorList") {
        let Some(own) = value::id(monitor, "id") else {
            continue;
        };
        let mut facts =
            notice::component(&own, value::text(monitor, "name").unwrap_or(&own), context);
        facts.group_id.clone_from(&id);
        seen.parts.push(Part {
            facts,
            ..Part::default()
        });
    }
}

fn heartbeats(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen::default();
    for (id, beats) in value["heartbeatList"].as_object().into_iter().flatten() {
        let beats = beats.as_array().map_or(&[][..], Vec::as_slice);
        let last = beats.iter().rev().find(|beat| beat.is_object());
        let raw = last.and_then(|beat| value::id(beat, "status"));
        let mut part = Part {
            raw: raw.clone(),
            ..Part::default()
        };
        part.facts.external_id.clone_from(id);
        part.facts.status = Some(match last {
            Some(beat) if !is_stale(beat, context) => badness(&raw.unwrap_or_default(), &mut seen),
            _ => ComponentStatus::Unknown,
        });
        seen.parts.push(part);
    }
    seen.lists_all_open = !seen.parts.is_empty();
    seen
}

fn is_stale(beat: &Value, context: &Context) -> bool {
    let at = value::wall(beat, "time", &TimeZone::UTC);
    at.is_some_and(|at| context.now.duration_since(at) > STALE)
}

fn badness(word: &str, seen: &mut Seen) -> ComponentStatus {
    match word {
        "0" => ComponentStatus::MajorOutage,
        "1" => ComponentStatus::Operational,
        // It failed and is being tried again.
        "2" => ComponentStatus::DegradedPerformance,
        "3" => ComponentStatus::UnderMaintenance,
        _ => {
            seen.wonder("heartbeat.status", word);
            ComponentStatus::DegradedPerformance
        }
    }
}

/// What somebody wrote on the page; its style is all that says how bad it is.
fn incident(one: &Value, seen: &mut Seen) -> Raw {
    let title = value::text(one, "title").unwrap_or("Incident");
    let style = value::text(one, "style").unwrap_or_default();
    let impact = match style {
        "danger" => "major",
        "warning" => "minor",
        "info" | "primary" | "light" | "dark" | "" => "none",
        _ => {
            seen.wonder("style", style);
            "minor"
        }
    };
    // A flag is true, false, 1 or 0, by version.
    let is_over = one["active"].as_bool() == Some(false) || one["active"].as_i64() == Some(0);
    let created_at = value::wall(one, "createdDate", &TimeZone::UTC);
    let updated_at = value::wall(one, "lastUpdatedDate", &TimeZone::UTC);
    Raw {
        id: value::id(one, "id").unwrap_or_else(|| title.to_owned()),
        title: title.to_owned(),
        status: is_over.then_some("resolved"),
        impact: Some(impact),
        severity_raw: Some(style.to_owned()).filter(|style| !style.is_empty()),
        created_at,
        updated_at,
        updates: vec![Saying {
            at: updated_at.or(created_at),
            body: value::text(one, "content").unwrap_or_default().to_owned(),
            ..Saying::default()
        }],
        ..Raw::default()
    }
}

fn work(one: &Value, seen: &mut Seen) -> Raw {
    let word = value::text(one, "status").unwrap_or_default();
    let status = match word {
        "under-maintenance" => Some("in_progress"),
        "scheduled" => Some("scheduled"),
        "ended" | "inactive" => Some("completed"),
        "unknown" | "" => None,
        _ => {
            seen.wonder("maintenance.status", word);
            None
        }
    };
    let slot = value::list(one, "timeslotList")
        .first()
        .unwrap_or(&Value::Null);
    Raw {
        id: format!("maintenance-{}", value::id(one, "id").unwrap_or_default()),
        title: value::text(one, "title")
            .unwrap_or("Maintenance")
            .to_owned(),
        is_maintenance: true,
        status,
        status_raw: Some(word.to_owned()).filter(|word| !word.is_empty()),
        scheduled_for: value::wall(slot, "startDate", &TimeZone::UTC),
        scheduled_until: value::wall(slot, "endDate", &TimeZone::UTC),
        updates: vec![Saying {
            body: value::text(one, "description")
                .unwrap_or_default()
                .to_owned(),
            ..Saying::default()
        }],
        ..Raw::default()
    }
}
