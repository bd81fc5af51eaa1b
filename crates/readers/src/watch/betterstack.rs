//! Better Stack: `index.json`, one JSON:API document of sections, resources, reports and their updates.
//!
//! Sections are groups. What is not monitored is unknown. A report is over when it has ended, or when everything it affects
//! is resolved. Its zone has no IANA name, so it is not read. Source: its documents, and a recording.

use std::collections::HashMap;

use beffroi_domain::ComponentStatus;
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Place, Reply, Seen, Stated,
    condition::are_few,
    nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "betterstack",
    label: "Better Stack",
    hosts: &[".betteruptime.com", ".betterstack.com"],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

fn asks(place: &Place) -> Vec<Ask> {
    vec![place.ask("index", "/index.json", Often::Always)]
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        let host = reply.host();
        return FORM.hosts.iter().any(|name| host.ends_with(name))
            || reply.has(b"uptime.betterstack.com");
    }
    reply.json().is_ok_and(|value| is_index(&value))
}

fn is_index(value: &Value) -> bool {
    value["data"]["type"] == "status_page"
        && value["data"]["attributes"]["aggregate_state"].is_string()
        && value["included"].is_array()
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    if !is_index(&value) {
        return Err(Blind::of(
            "it is JSON, but not what Better Stack answers here",
        ));
    }
    let mut seen = Seen {
        lists_all_open: true,
        lists_planned: true,
        ..Seen::default()
    };
    let index = Index::of(&value);
    page(&value["data"], &mut seen);
    index.parts(&mut seen, context);
    state(&value["data"]["attributes"], &mut seen);
    for (ordinal, report) in (1..).zip(index.of_kind("status_report")) {
        match index.raw(report, &mut seen, context.now) {
            Some(raw) => seen.notices.push(notice::tell(raw, context, ordinal)),
            None => {
                seen.lists_all_open = false;
                seen.lists_planned = false;
                seen.wonder("status_report", "an entry without an id");
            }
        }
    }
    Ok(seen)
}

fn page(data: &Value, seen: &mut Seen) {
    let attributes = &data["attributes"];
    seen.page.external_id = value::id(data, "id");
    seen.page.name = value::text(attributes, "company_name").map(str::to_owned);
    seen.page.updated_at = value::instant(attributes, "updated_at");
    seen.page.url = value::text(attributes, "custom_domain").map(|host| format!("https://{host}"));
    seen.page.zone = value::text(attributes, "timezone")
        .filter(|zone| TimeZone::get(zone).is_ok())
        .map(str::to_owned);
}

/// One monitor of many that is down is no outage of the whole.
fn state(attributes: &Value, seen: &mut Seen) {
    let word = value::text(attributes, "aggregate_state").unwrap_or_default();
    let floor = ComponentStatus::DegradedPerformance;
    let mut status = seen.mean("aggregate_state", word, known(word), floor);
    let all = seen.parts.iter().filter(|part| !part.facts.is_group);
    let is_down = |status: Option<ComponentStatus>| status == Some(ComponentStatus::MajorOutage);
    let down = all.clone().filter(|part| is_down(part.facts.status));
    if is_down(Some(status)) && are_few(down.count(), all.count()) {
        status = ComponentStatus::PartialOutage;
    }
    seen.state = Some(Stated {
        status,
        raw: word.to_owned(),
    });
}

fn known(word: &str) -> Option<ComponentStatus> {
    match word {
        "operational" | "resolved" => Some(ComponentStatus::Operational),
        "degraded" => Some(ComponentStatus::DegradedPerformance),
        "downtime" => Some(ComponentStatus::MajorOutage),
        "maintenance" => Some(ComponentStatus::UnderMaintenance),
        "not_monitored" => Some(ComponentStatus::Unknown),
        _ => None,
    }
}

/// What is included, by kind and id.
struct Index<'a> {
    all: &'a [Value],
    names: HashMap<String, &'a str>,
    updates: HashMap<String, &'a Value>,
}

impl<'a> Index<'a> {
    fn of(value: &'a Value) -> Self {
        let all = value::list(value, "included");
        let named = |one: &'a Value| {
            let name = value::text(&one["attributes"], "public_name")?;
            Some((value::id(one, "id")?, name))
        };
        let kind = |kind: &'static str| all.iter().filter(move |one| one["type"] == kind);
        Self {
            names: kind("status_page_resource").filter_map(named).collect(),
            updates: kind("status_update")
                .filter_map(|one| Some((value::id(one, "id")?, one)))
                .collect(),
            all,
        }
    }

    fn of_kind(&self, kind: &'static str) -> impl Iterator<Item = &'a Value> + use<'a> {
        self.all.iter().filter(move |one| one["type"] == kind)
    }

    fn parts(&self, seen: &mut Seen, context: &Context) {
        for section in self.of_kind("status_page_section") {
            let attributes = &section["attributes"];
            let named = value::id(section, "id").zip(value::text(attributes, "name"));
            let Some((id, name)) = named else { continue };
            let mut part = notice::part((&group_id(&id), name), None, None, context);
            part.facts.is_group = true;
            part.facts.position = value::whole(attributes, "position");
            seen.parts.push(part);
        }
        for resource in self.of_kind("status_page_resource") {
            let attributes = &resource["attributes"];
            let named = value::id(resource, "id").zip(value::text(attributes, "public_name"));
            let Some((id, name)) = named else {
                seen.wonder("status_page_resource", "an entry without an id or a name");
                continue;
            };
            let word = value::text(attributes, "status");
            let floor = ComponentStatus::DegradedPerformance;
            let status = word.map(|word| seen.mean("resource.status", word, known(word), floor));
            let mut part = notice::part((&id, name), status, word, context);
            part.facts.group_id =
                value::id(attributes, "status_page_section_id").map(|id| group_id(&id));
            part.facts.position = value::whole(attributes, "position");
            seen.parts.push(part);
        }
    }

    fn raw(&self, report: &Value, seen: &mut Seen, now: Timestamp) -> Option<Raw> {
        let attributes = &report["attributes"];
        let is_maintenance = attributes["report_type"] == "maintenance";
        let state = value::text(attributes, "aggregate_state").unwrap_or_default();
        let (updates, worst) = self.updates(report, seen);
        let starts = value::instant(attributes, "starts_at");
        let ends = value::instant(attributes, "ends_at");
        let is_over = state == "resolved" || ends.is_some_and(|end| end <= now);
        let now_is = seen.mean(
            "report.aggregate_state",
            state,
            known(state),
            ComponentStatus::DegradedPerformance,
        );
        let last = updates.iter().filter_map(|said| said.at).max();
        let status = match (is_maintenance, is_over) {
            (true, true) => Some("completed"),
            (true, false) if starts.is_some_and(|start| start > now) => Some("scheduled"),
            (true, false) => Some("in_progress"),
            (false, true) => Some("resolved"),
            (false, false) => None,
        };
        Some(Raw {
            id: value::id(report, "id")?,
            title: value::text(attributes, "title").unwrap_or("–").to_owned(),
            is_maintenance,
            status,
            status_raw: Some(state.to_owned()),
            impact: (!is_maintenance).then(|| value::impact(worst.max(now_is))),
            severity_raw: Some(state.to_owned()),
            created_at: updates.iter().filter_map(|said| said.at).min(),
            updated_at: last,
            started_at: starts.filter(|_| !is_maintenance),
            ended_at: ends.filter(|_| !is_maintenance),
            resolved_at: last.filter(|_| is_over && ends.is_none()),
            scheduled_for: starts.filter(|_| is_maintenance),
            scheduled_until: ends.filter(|_| is_maintenance),
            components: self.affected(attributes),
            updates,
            ..Raw::default()
        })
    }

    fn affected(&self, attributes: &Value) -> Vec<(Option<String>, String)> {
        let affected = value::list(attributes, "affected_resources").iter();
        let ids = affected.filter_map(|one| value::id(one, "status_page_resource_id"));
        ids.map(|id| {
            let name = self.names.get(&id).map_or(id.as_str(), |name| *name);
            (Some(id.clone()), name.to_owned())
        })
        .collect()
    }

    /// What was said, the newest first, and the worst that it said.
    fn updates(&self, report: &Value, seen: &mut Seen) -> (Vec<Saying>, ComponentStatus) {
        let mut worst = ComponentStatus::Operational;
        let linked = value::list(&report["relationships"]["status_updates"], "data").iter();
        let ids = linked.filter_map(|one| value::id(one, "id"));
        let mut updates = Vec::new();
        for (id, update) in ids.filter_map(|id| Some((id.clone(), *self.updates.get(&id)?))) {
            let attributes = &update["attributes"];
            let words = value::list(attributes, "affected_resources").iter();
            let words: Vec<&str> = words.filter_map(|one| value::text(one, "status")).collect();
            for word in &words {
                let floor = ComponentStatus::DegradedPerformance;
                worst = worst.max(seen.mean("affected.status", word, known(word), floor));
            }
            let is_over = !words.is_empty() && words.iter().all(|word| *word == "resolved");
            updates.push(Saying {
                id: Some(id),
                status: is_over.then_some("resolved"),
                at: value::instant(attributes, "published_at"),
                body: value::text(attributes, "message")
                    .unwrap_or_default()
                    .to_owned(),
            });
        }
        updates.sort_by_key(|said| std::cmp::Reverse(said.at));
        (updates, worst)
    }
}

/// Sections and resources are counted apart, so their ids could be the same.
fn group_id(id: &str) -> String {
    format!("section-{id}")
}
