//! Beffroi's own public API: Statuspage's, with what Statuspage has no place for under the key `beffroi`.
//!
//! Read as Statuspage's, and then what stands under that key wins: windows of impact instead of times of publication, and
//! `unknown` where Statuspage has no word for it. Source: docs/api.md.

use beffroi_domain::ComponentStatus;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Notice, Often, Place, Reply, Seen, Stated, host_of, nothing_to_find,
    statuspage, value,
};
use crate::record::{Inferred, Local, When, WhenPrecision, WindowRecord};

pub(super) const FORM: Form = Form {
    word: "beffroi",
    label: "Beffroi",
    hosts: &[],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

fn asks(place: &Place) -> Vec<Ask> {
    let incidents = "/api/v2/incidents.json";
    vec![
        place.ask("summary", "/api/v2/summary.json", Often::Always),
        place.ask("incidents", incidents, Often::Always),
        place.ask(
            "maintenances",
            "/api/v2/scheduled-maintenances.json",
            Often::Seldom,
        ),
        place.ask("older", "/api/v2/incidents.json?page=2", Often::Once),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    // No mark of ours stands in a page; the key does in all data.
    reply.role != "page" && reply.json().is_ok_and(|value| is_ours(&value))
}

fn is_ours(value: &Value) -> bool {
    value["page"]["beffroi"].is_object()
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    if !is_ours(&value) {
        return Err(Blind::of("it is JSON, but not what Beffroi answers"));
    }
    let role = match reply.role {
        "older" => "incidents",
        role => role,
    };
    let mut seen = statuspage::read(&Reply { role, ..*reply }, context)?;
    let zone = value::text(&value["page"], "time_zone").and_then(|name| TimeZone::get(name).ok());
    let zone = zone.unwrap_or_else(|| context.zone.clone());
    say_unknown(&value, &mut seen);
    for one in value::list(&value, "incidents") {
        let id = value::id(one, "id");
        let same = seen
            .notices
            .iter_mut()
            .find(|known| known.told.record.external_id == id);
        if let (Some(notice), true) = (same, one["beffroi"].is_object()) {
            take_over(&one["beffroi"], &zone, notice);
        }
    }
    if reply.role == "older" {
        seen.covers_since = None;
        seen.more.extend(next(&value, context));
    }
    Ok(seen)
}

/// What nobody can tell stands as `operational` where strict readers look.
fn say_unknown(value: &Value, seen: &mut Seen) {
    let unknown = ComponentStatus::Unknown;
    if value::text(&value["status"]["beffroi"], "state") == Some(unknown.as_str()) {
        seen.state = Some(Stated {
            status: unknown,
            raw: unknown.as_str().to_owned(),
        });
    }
    for one in value::list(value, "components") {
        let id = value::id(one, "id").unwrap_or_default();
        let part = seen
            .parts
            .iter_mut()
            .find(|part| part.facts.external_id == id);
        let is_unknown = value::text(&one["beffroi"], "status") == Some(unknown.as_str());
        if let (Some(part), true) = (part, is_unknown) {
            part.facts.status = Some(unknown);
            part.raw = Some(unknown.as_str().to_owned());
        }
    }
}

fn take_over(ours: &Value, zone: &TimeZone, notice: &mut Notice) {
    let record = &mut notice.told.record;
    for reference in value::list(ours, "references")
        .iter()
        .filter_map(Value::as_str)
    {
        if !record.references.iter().any(|known| known == reference) {
            record.references.push(reference.to_owned());
        }
    }
    if let Some(priority) = value::text(ours, "priority") {
        record.priority = Some(priority.to_owned());
    }
    let Some(windows) = ours["windows"].as_array() else {
        return;
    };
    let names: Vec<(Option<String>, String)> = notice
        .told
        .components
        .iter()
        .map(|one| (one.external_id.clone(), one.name.clone()))
        .collect();
    record.windows = windows
        .iter()
        .map(|one| window(one, zone, &names))
        .collect();
    if let Some(first) = record.windows.first().and_then(|one| one.start.clone()) {
        record.started_at = Some(first);
    }
    let last = record.windows.last().filter(|one| !one.ongoing);
    if let Some(last) = last.and_then(|one| one.end.clone()) {
        record.ended_at = Some(last);
    }
}

fn window(one: &Value, zone: &TimeZone, names: &[(Option<String>, String)]) -> WindowRecord {
    let ids: Vec<String> = value::list(one, "components")
        .iter()
        .filter_map(|part| value::id(part, "id"))
        .collect();
    let name = |id: &String| {
        names
            .iter()
            .find(|(known, _)| known.as_ref() == Some(id))
            .map(|(_, name)| name.clone())
    };
    WindowRecord {
        start: moment(&one["start"], zone),
        end: moment(&one["end"], zone),
        components: ids
            .iter()
            .map(|id| name(id).unwrap_or_else(|| id.clone()))
            .collect(),
        component_ids: ids,
        degree: value::text(one, "degree").and_then(|word| word.parse().ok()),
        ongoing: value::text(one, "end_is") == Some("ongoing"),
    }
}

fn moment(one: &Value, zone: &TimeZone) -> Option<When> {
    let at = value::instant(one, "at")?;
    let local = at.to_zoned(zone.clone()).datetime();
    let precision = match value::text(one, "precision") {
        Some("day") => WhenPrecision::Day,
        Some("exact") => WhenPrecision::Exact,
        _ => WhenPrecision::Minute,
    };
    let is_day = precision == WhenPrecision::Day;
    let is_inferred = value::text(one, "origin") == Some("inferred");
    let clock = local.with().subsec_nanosecond(0).build().unwrap_or(local);
    Some(When {
        local: Some(if is_day {
            Local::Day(local.date())
        } else {
            Local::Clock(clock)
        }),
        precision,
        zone: zone.iana_name().map(str::to_owned),
        utc: Some(at).filter(|_| !is_day),
        inferred: is_inferred
            .then_some(Inferred::Publication)
            .into_iter()
            .collect(),
        ..When::default()
    })
}

/// The page of the archive before this one; on its own host, whoever says otherwise.
fn next(value: &Value, context: &Context) -> Option<Ask> {
    let url = value::text(&value["beffroi"], "next")?;
    let url = match url.strip_prefix('/') {
        Some(path) => format!("{}/{path}", super::links::origin(context.place.base())),
        None => url.to_owned(),
    };
    (host_of(&url) == host_of(context.place.base())).then(|| Ask {
        role: "older".to_owned(),
        url,
        often: Often::Once,
    })
}
