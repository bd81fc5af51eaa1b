//! A page at one instant, as each form writes it.

use beffroi_domain::ComponentStatus;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    scene::{Plot, Told, after},
    story::Part,
};

/// The replies of a page at `at`, by their roles.
///
/// # Errors
/// When a story names a form that the demo does not write.
pub(super) fn replies(
    plot: &Plot<'_>,
    at: Timestamp,
) -> anyhow::Result<Vec<(&'static str, String)>> {
    let all = match plot.story.form.as_str() {
        "statuspage" => statuspage(plot, at),
        "betterstack" => vec![("index", betterstack(plot, at))],
        "statusio" => vec![("status", statusio(plot, at))],
        "instatus" => instatus(plot, at),
        other => anyhow::bail!("the demo writes no {other}"),
    };
    let print = |(role, value): (&'static str, Value)| (role, value.to_string());
    Ok(all.into_iter().map(print).collect())
}

/// Planned work that has not begun is scheduled, whatever was said last.
fn status_of<'a>(told: &'a Told<'_>) -> &'a str {
    told.posts.first().map_or("", |(_, _, status, _)| status)
}

fn impact(degree: ComponentStatus) -> &'static str {
    match degree {
        ComponentStatus::MajorOutage => "critical",
        ComponentStatus::PartialOutage => "major",
        ComponentStatus::DegradedPerformance => "minor",
        ComponentStatus::UnderMaintenance => "maintenance",
        ComponentStatus::Operational | ComponentStatus::Unknown => "none",
    }
}

fn statuspage(plot: &Plot<'_>, at: Timestamp) -> Vec<(&'static str, Value)> {
    let story = plot.story;
    let page = json!({"id": story.slug, "name": story.name, "url": story.page, "time_zone": "Etc/UTC", "updated_at": at});
    let told = plot.told(at);
    let of = |planned: bool, is_open: bool| -> Vec<Value> {
        let all = told.iter().filter(|one| one.notice.planned == planned);
        all.filter(|one| !is_open || !one.is_over)
            .map(|one| incident(plot, one))
            .collect()
    };
    let (indicator, words) = match plot.worst(at) {
        ComponentStatus::MajorOutage => ("critical", "Major System Outage"),
        ComponentStatus::PartialOutage => ("major", "Partial System Outage"),
        ComponentStatus::DegradedPerformance => ("minor", "Partially Degraded Service"),
        ComponentStatus::UnderMaintenance => ("maintenance", "Service Under Maintenance"),
        _ => ("none", "All Systems Operational"),
    };
    let summary = json!({
        "page": page, "components": components(plot, at), "incidents": of(false, true),
        "scheduled_maintenances": of(true, true), "status": {"indicator": indicator, "description": words},
    });
    vec![
        ("summary", summary),
        (
            "incidents",
            json!({"page": page, "incidents": of(false, false)}),
        ),
        (
            "maintenances",
            json!({"page": page, "scheduled_maintenances": of(true, false)}),
        ),
    ]
}

/// Groups first, each an entry of its own.
fn components(plot: &Plot<'_>, at: Timestamp) -> Vec<Value> {
    let mut groups: Vec<&str> = Vec::new();
    for group in plot
        .story
        .parts
        .iter()
        .filter_map(|part| part.group.as_deref())
    {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let group = |name: &&str| json!({"id": format!("group-{name}"), "name": name, "status": "operational", "group": true});
    let part = |part: &Part| {
        json!({
            "id": part.id, "name": part.name, "status": plot.degree(part, None, at).as_str(), "group": false,
            "group_id": part.group.as_ref().map(|name| format!("group-{name}")),
        })
    };
    let parts = plot.story.parts.iter().map(part);
    groups.iter().map(group).chain(parts).collect()
}

fn incident(plot: &Plot<'_>, told: &Told<'_>) -> Value {
    let notice = told.notice;
    let updates: Vec<Value> = told
        .posts
        .iter()
        .map(|(number, at, status, body)| {
            json!({"id": format!("{}-{number}", notice.key), "status": status, "body": body,
                   "created_at": at, "display_at": at, "updated_at": at})
        })
        .collect();
    let named = plot
        .story
        .parts
        .iter()
        .filter(|part| notice.parts.contains(&part.id));
    let named: Vec<Value> = named
        .map(|part| json!({"id": part.id, "name": part.name}))
        .collect();
    let first = told.posts.last().map(|(_, at, ..)| *at);
    let over = told
        .posts
        .iter()
        .find(|(_, _, status, _)| matches!(status.as_str(), "resolved" | "completed"));
    let mut value = json!({
        "id": notice.key, "name": told.title, "status": status_of(told), "impact": impact(notice.degree),
        "shortlink": format!("{}/incidents/{}", plot.story.page, notice.key), "created_at": first,
        "updated_at": told.posts.first().map(|(_, at, ..)| *at), "resolved_at": over.map(|(_, at, ..)| *at),
        "incident_updates": updates, "components": named,
    });
    if notice.planned {
        value["scheduled_for"] = json!(told.began);
        value["scheduled_until"] = json!(after(told.began, notice.minutes));
    }
    value
}

fn betterstack(plot: &Plot<'_>, at: Timestamp) -> Value {
    let story = plot.story;
    let mut included = vec![
        json!({"id": "1", "type": "status_page_section", "attributes": {"name": story.name, "position": 0}}),
    ];
    for part in &story.parts {
        included.push(json!({"id": part.id, "type": "status_page_resource", "attributes": {
            "public_name": part.name, "status": stacked(plot.degree(part, None, at)), "status_page_section_id": "1"}}));
    }
    for told in plot.told(at) {
        let notice = told.notice;
        let affected = |word: &str| -> Vec<Value> {
            let ids = notice.parts.iter();
            ids.map(|id| json!({"status_page_resource_id": id, "status": word}))
                .collect()
        };
        let degree = stacked(notice.degree);
        let mut links = Vec::new();
        for (number, at, status, text) in &told.posts {
            let id = format!("{}-{number}", notice.key);
            links.push(json!({"id": id, "type": "status_update"}));
            let word = if status == "resolved" {
                "resolved"
            } else {
                degree
            };
            included.push(json!({"id": id, "type": "status_update", "attributes": {
                "message": text, "published_at": at, "affected_resources": affected(word)}}));
        }
        let planned = notice.planned.then(|| after(told.began, notice.minutes));
        let ended = told
            .is_over
            .then(|| told.posts.first().map(|(_, at, ..)| *at))
            .flatten();
        included.push(json!({"id": notice.key, "type": "status_report",
            "attributes": {
                "title": told.title, "report_type": if notice.planned { "maintenance" } else { "manual" },
                "starts_at": told.began, "ends_at": planned.or(ended),
                "aggregate_state": if told.is_over { "resolved" } else { degree },
                "affected_resources": affected(degree),
            },
            "relationships": {"status_updates": {"data": links}}}));
    }
    json!({"data": {"id": story.slug, "type": "status_page", "attributes": {
        "company_name": story.name, "aggregate_state": stacked(plot.worst(at)), "updated_at": at}}, "included": included})
}

fn stacked(degree: ComponentStatus) -> &'static str {
    match degree {
        ComponentStatus::Operational | ComponentStatus::Unknown => "operational",
        ComponentStatus::UnderMaintenance => "maintenance",
        ComponentStatus::DegradedPerformance => "degraded",
        ComponentStatus::PartialOutage | ComponentStatus::MajorOutage => "downtime",
    }
}

fn statusio(plot: &Plot<'_>, at: Timestamp) -> Value {
    let of = |degree| {
        let (word, code) = coded(degree);
        (word.to_owned(), code)
    };
    let part = |part: &Part| {
        let container = |region: &String| {
            let (word, code) = of(plot.degree(part, Some(region), at));
            json!({"id": region, "name": region, "status": word, "status_code": code})
        };
        let (word, code) = of(plot.degree(part, None, at));
        let containers: Vec<Value> = part.regions.iter().map(container).collect();
        json!({"id": part.id, "name": part.name, "status": word, "status_code": code, "containers": containers})
    };
    let told = plot.told(at);
    let listed = |is: fn(&Told<'_>, Timestamp) -> bool| -> Vec<Value> {
        let open = told.iter().filter(|one| !one.is_over && is(one, at));
        open.map(|one| event(plot, one)).collect()
    };
    let (word, code) = of(plot.worst(at));
    let parts: Vec<Value> = plot.story.parts.iter().map(part).collect();
    json!({"result": {
        "status_overall": {"updated": at, "status": word, "status_code": code}, "status": parts,
        "incidents": listed(|one, _| !one.notice.planned),
        "maintenance": {
            "active": listed(|one, at| one.notice.planned && one.began <= at),
            "upcoming": listed(|one, at| one.notice.planned && one.began > at),
        },
    }})
}

fn event(plot: &Plot<'_>, told: &Told<'_>) -> Value {
    let notice = told.notice;
    let (word, code) = coded(notice.degree);
    let state = |status: &str| match status {
        "investigating" => 100,
        "identified" => 200,
        "monitoring" => 300,
        _ => 400,
    };
    let messages: Vec<Value> = told
        .posts
        .iter()
        .map(|(number, at, status, text)| {
            json!({"_id": format!("{}-{number}", notice.key), "details": text, "state": state(status),
                   "status": code, "status_word": word, "datetime": at})
        })
        .collect();
    let named = plot
        .story
        .parts
        .iter()
        .filter(|part| notice.parts.contains(&part.id));
    let named: Vec<Value> = named
        .map(|part| json!({"_id": part.id, "name": part.name}))
        .collect();
    let places: Vec<Value> = notice
        .regions
        .iter()
        .map(|name| json!({"_id": name, "name": name}))
        .collect();
    let mut value = json!({
        "_id": notice.key, "name": told.title, "messages": messages, "components_affected": named,
        "containers_affected": places, "datetime_open": told.posts.last().map(|(_, at, ..)| *at),
    });
    if notice.planned {
        value["datetime_planned_start"] = json!(told.began);
        value["datetime_planned_end"] = json!(after(told.began, notice.minutes));
    }
    value
}

fn coded(degree: ComponentStatus) -> (&'static str, u16) {
    match degree {
        ComponentStatus::Operational | ComponentStatus::Unknown => ("Operational", 100),
        ComponentStatus::UnderMaintenance => ("Planned Maintenance", 200),
        ComponentStatus::DegradedPerformance => ("Degraded Performance", 300),
        ComponentStatus::PartialOutage => ("Partial Service Disruption", 400),
        ComponentStatus::MajorOutage => ("Service Disruption", 500),
    }
}

fn instatus(plot: &Plot<'_>, at: Timestamp) -> Vec<(&'static str, Value)> {
    let story = plot.story;
    let told = plot.told(at);
    let open = |planned: bool| -> Vec<Value> {
        let open = told
            .iter()
            .filter(|one| !one.is_over && one.notice.planned == planned);
        open.map(|one| {
            let url = format!("{}/{}", story.page, one.notice.key);
            json!({"id": one.notice.key, "name": one.title, "started": one.began, "status": shouted(status_of(one)),
                   "impact": upper(one.notice.degree), "url": url, "updatedAt": one.posts.first().map(|(_, at, ..)| *at)})
        })
        .collect()
    };
    let is_up = plot.worst(at) == ComponentStatus::Operational;
    let page = json!({"name": story.name, "url": story.page, "status": if is_up { "UP" } else { "HASISSUES" }});
    let part = |(order, part): (usize, &Part)| json!({"id": part.id, "name": part.name, "status": upper(plot.degree(part, None, at)), "order": order});
    let parts: Vec<Value> = story.parts.iter().enumerate().map(part).collect();
    vec![
        (
            "summary",
            json!({"page": page, "activeIncidents": open(false), "activeMaintenances": open(true)}),
        ),
        ("components", json!({"components": parts})),
    ]
}

fn upper(degree: ComponentStatus) -> String {
    degree.as_str().replace('_', "").to_uppercase()
}

fn shouted(status: &str) -> String {
    status.replace('_', "").to_uppercase()
}
