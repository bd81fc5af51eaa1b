//! incident.io: Statuspage's `summary.json` and `incidents.json` in part, and its own summary for widgets, which alone tells of
//! planned work.
//!
//! It is told from Statuspage by its ids (ULIDs of 26 signs), by its headers and by what stands on its pages. Keys that
//! Statuspage always writes are missing: the zone, planned work. Source: recordings, and the summary as others read it.

use beffroi_domain::ComponentStatus;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Place, Reply, Seen,
    compatible::{self, documents, is_summary},
    nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "incidentio",
    label: "incident.io",
    hosts: &[".incident.io"],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

/// What its pages are made of; its customers' own words have none of it.
const MARKS: &[&[u8]] = &[
    b"component_impacts",
    b"incident-io-status-page",
    b"statuspage.incident.io",
];

fn asks(place: &Place) -> Vec<Ask> {
    vec![
        place.ask("summary", "/api/v2/summary.json", Often::Always),
        place.ask("incidents", "/api/v2/incidents.json", Often::Always),
        place.ask("widget", "/api/v1/summary", Often::Seldom),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.header("x-statuspage-version").is_some() {
        return false;
    }
    let policy = reply.header("content-security-policy").unwrap_or_default();
    let is_marked = policy.contains("incident-io")
        || policy.contains("incident.io")
        || reply.host().ends_with(".incident.io");
    if reply.role == "page" {
        return is_marked || MARKS.iter().any(|mark| reply.has(mark));
    }
    let is_ours = |value: Value| {
        let id = value["page"]["id"].as_str().unwrap_or_default();
        is_summary(&value) && (is_marked || is_ulid(id))
    };
    reply.json().is_ok_and(is_ours)
}

fn is_ulid(id: &str) -> bool {
    id.len() == 26
        && id
            .bytes()
            .all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit())
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "summary" if is_summary(&value) => compatible::summary(reply, &value, context),
        "incidents" if value["page"].is_object() && value["incidents"].is_array() => {
            documents(reply, &value, context)
        }
        "widget" if value["ongoing_incidents"].is_array() => Ok(widget(&value, context)),
        _ => Err(Blind::of(
            "it is JSON, but not what incident.io answers here",
        )),
    }
}

/// The summary for widgets: what is open and what is planned, each with its last word only.
fn widget(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen {
        lists_planned: value["in_progress_maintenances"].is_array(),
        ..Seen::default()
    };
    seen.page.name = value::text(value, "page_title").map(str::to_owned);
    seen.page.url = value::text(value, "page_url").map(str::to_owned);
    let lists = [
        "ongoing_incidents",
        "in_progress_maintenances",
        "scheduled_maintenances",
    ];
    let mut ordinal = 0;
    for list in lists {
        for one in value::list(value, list) {
            ordinal += 1;
            let Some(raw) = raw(one, list != "ongoing_incidents", &mut seen) else {
                seen.lists_planned = false;
                seen.wonder(list, "an entry without an id");
                continue;
            };
            seen.notices.push(notice::tell(raw, context, ordinal));
        }
    }
    seen
}

fn raw(one: &Value, is_maintenance: bool, seen: &mut Seen) -> Option<Raw> {
    let status_raw = value::text(one, "status").map(str::to_owned);
    let status = status_raw
        .as_deref()
        .and_then(|word| seen.mean("status", word, status(word).map(Some), None));
    let severity_raw = value::text(one, "current_worst_impact").map(str::to_owned);
    let impact = severity_raw
        .as_deref()
        .map(|word| seen.mean("current_worst_impact", word, impact(word), "minor"));
    let components = value::list(one, "affected_components").iter();
    let said_at = value::instant(one, "last_update_at");
    let said = value::text(one, "last_update_message").map(|body| Saying {
        status,
        at: said_at,
        body: body.to_owned(),
        ..Saying::default()
    });
    let starts = value::instant(one, "starts_at").or_else(|| value::instant(one, "started_at"));
    let ends = value::instant(one, "ends_at").or_else(|| value::instant(one, "scheduled_end_at"));
    Some(Raw {
        id: value::id(one, "id")?,
        title: value::text(one, "name").unwrap_or("–").to_owned(),
        is_maintenance,
        status,
        status_raw,
        impact: impact.filter(|_| !is_maintenance),
        severity_raw,
        url: value::text(one, "url").map(str::to_owned),
        updated_at: said_at,
        scheduled_for: starts.filter(|_| is_maintenance),
        scheduled_until: ends.filter(|_| is_maintenance),
        updates: said.into_iter().collect(),
        components: components
            .filter_map(|one| Some((value::id(one, "id"), value::text(one, "name")?.to_owned())))
            .collect(),
        ..Raw::default()
    })
}

fn status(word: &str) -> Option<&'static str> {
    Some(match word {
        "investigating" => "investigating",
        "identified" => "identified",
        "monitoring" => "monitoring",
        "resolved" => "resolved",
        "maintenance_scheduled" => "scheduled",
        "maintenance_in_progress" => "in_progress",
        "maintenance_complete" | "maintenance_completed" => "completed",
        _ => return None,
    })
}

fn impact(word: &str) -> Option<&'static str> {
    let status = match word {
        "full_outage" => ComponentStatus::MajorOutage,
        other => other.parse().ok()?,
    };
    Some(value::impact(status))
}
