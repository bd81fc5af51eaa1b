//! Rootly: `status.json` and `incidents.json` below `/api/v1` of the page's own host. Both list what is open.
//!
//! Incidents have no ids, their addresses do. Source: its published description of both.

use beffroi_domain::ComponentStatus;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Place, Reply, Seen, Stated,
    compatible::{indicator, is_summary},
    nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "rootly",
    label: "Rootly",
    hosts: &[],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

/// As many as a page of the list can have.
const LONGEST_LIST: usize = 100;
/// The pages of the list that are asked for at most.
const PAGES: usize = 20;

fn asks(place: &Place) -> Vec<Ask> {
    let list = "/api/v1/incidents.json?per_page=100&page=1";
    vec![
        place.ask("status", "/api/v1/status.json", Often::Always),
        place.ask("incidents", list, Often::Seldom),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        return reply.has(b"rootly.com");
    }
    let is_ours = |value: Value| is_summary(&value) && value["incidents"].is_array();
    reply.json().is_ok_and(is_ours)
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    let is_list = value["page"].is_object() && value["incidents"].is_array();
    let mut seen = Seen::default();
    match reply.role {
        "status" if is_list && is_summary(&value) => {
            let word = value["status"]["indicator"].as_str().unwrap_or_default();
            let floor = ComponentStatus::DegradedPerformance;
            seen.state = Some(Stated {
                status: seen.mean("status.indicator", word, indicator(word), floor),
                raw: word.to_owned(),
            });
            seen.lists_all_open = true;
            seen.lists_planned = true;
        }
        "incidents" if is_list => seen.more = next(reply, &value),
        _ => return Err(Blind::of("it is JSON, but not what Rootly answers here")),
    }
    page(&value["page"], &mut seen);
    for (ordinal, one) in (1..).zip(value::list(&value, "incidents")) {
        match raw(one, &mut seen) {
            Some(raw) => seen.notices.push(notice::tell(raw, context, ordinal)),
            None => {
                seen.lists_all_open = false;
                seen.lists_planned = false;
                seen.wonder("incidents", "an entry without an address and a name");
            }
        }
    }
    Ok(seen)
}

fn page(page: &Value, seen: &mut Seen) {
    let text = |key| value::text(page, key).map(str::to_owned);
    seen.page.name = text("name");
    seen.page.url = text("url");
    seen.page.zone = text("time_zone");
    seen.page.updated_at = value::instant(page, "updated_at");
}

/// A full page has another behind it.
fn next(reply: &Reply<'_>, value: &Value) -> Vec<Ask> {
    let is_full = value::list(value, "incidents").len() >= LONGEST_LIST;
    let Some((base, page)) = reply.url.rsplit_once("page=") else {
        return Vec::new();
    };
    let page = page.parse().unwrap_or(PAGES);
    let ask = || Ask {
        role: reply.role.to_owned(),
        url: format!("{base}page={}", page + 1),
        often: Often::Seldom,
    };
    (is_full && page < PAGES).then(ask).into_iter().collect()
}

fn raw(one: &Value, seen: &mut Seen) -> Option<Raw> {
    let url = value::text(one, "url").map(str::to_owned);
    let title = value::text(one, "name").unwrap_or("–").to_owned();
    let in_url = url.as_deref().and_then(|url| url.rsplit('/').next());
    let id = value::id(one, "id").or_else(|| {
        let tail = in_url.filter(|tail| !tail.is_empty())?;
        Some(tail.to_owned())
    })?;
    let word = value::text(one, "status").unwrap_or_default();
    let status = seen.mean("incident.status", word, stage(word).map(Some), None);
    let severity = value::text(one, "impact");
    let is_maintenance = severity == Some("maintenance")
        || matches!(status, Some("scheduled" | "in_progress" | "completed"));
    let impact = severity.filter(|_| !is_maintenance).map(|word| {
        let known = ["none", "minor", "major", "critical"];
        let known = known.into_iter().find(|known| *known == word);
        seen.mean("incident.impact", word, known, "minor")
    });
    let mut updates: Vec<Saying> = value::list(one, "incident_updates")
        .iter()
        .map(saying)
        .collect();
    updates.sort_by_key(|said| std::cmp::Reverse(said.at));
    let started_at = value::instant(one, "started_at");
    Some(Raw {
        id,
        title,
        is_maintenance,
        status,
        status_raw: Some(word.to_owned()),
        impact,
        severity_raw: severity.map(str::to_owned),
        url,
        created_at: updates.iter().filter_map(|said| said.at).min(),
        updated_at: updates.first().and_then(|said| said.at),
        started_at: started_at.filter(|_| !is_maintenance),
        resolved_at: value::instant(one, "resolved_at"),
        scheduled_for: value::instant(one, "scheduled_for")
            .or(started_at)
            .filter(|_| is_maintenance),
        scheduled_until: value::instant(one, "scheduled_until"),
        updates,
        ..Raw::default()
    })
}

fn saying(said: &Value) -> Saying {
    Saying {
        id: value::id(said, "id"),
        status: value::text(said, "status").and_then(stage),
        at: value::instant(said, "created_at"),
        body: value::text(said, "body").unwrap_or_default().to_owned(),
    }
}

/// Its own words for incidents, and those that it lends from Statuspage for updates.
fn stage(word: &str) -> Option<&'static str> {
    Some(match word {
        "in_triage" | "started" | "detected" | "acknowledged" | "investigating" => "investigating",
        "identified" => "identified",
        "mitigated" | "monitoring" => "monitoring",
        "resolved" | "closed" | "cancelled" => "resolved",
        "scheduled" => "scheduled",
        "in_progress" => "in_progress",
        "verifying" => "verifying",
        "completed" => "completed",
        _ => return None,
    })
}
