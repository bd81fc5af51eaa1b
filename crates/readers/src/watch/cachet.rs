//! Cachet 2: `components`, `components/groups`, `incidents`, `schedules` below `/api/v1`, in pages.
//!
//! Times name no zone: they are the installation's, and the catalogue says which that is. An incident states no severity; how
//! bad it is, its component says. Source: its documents, and replies in other readers' tests.

use beffroi_domain::ComponentStatus;
use jiff::Timestamp;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Place, Reply, Seen, links, nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "cachet",
    label: "Cachet",
    hosts: &[],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

const NEWEST: &str = "/api/v1/incidents?sort=id&order=desc&per_page=100";

fn asks(place: &Place) -> Vec<Ask> {
    let components = "/api/v1/components?per_page=100";
    vec![
        place.ask("components", components, Often::Always),
        place.ask("incidents", NEWEST, Often::Always),
        place.ask("schedules", "/api/v1/schedules", Often::Seldom),
        place.ask(
            "groups",
            "/api/v1/components/groups?per_page=100",
            Often::Seldom,
        ),
        place.ask("history", NEWEST, Often::Once),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        return reply.has(b"cachethq.io") || reply.has(b"Powered by Cachet");
    }
    let is_component =
        |one: &Value| value::text(one, "name").is_some() && value::whole(one, "status").is_some();
    reply
        .json()
        .is_ok_and(|value| is_list(&value) && value::list(&value, "data").iter().all(is_component))
}

/// A page of a list: with which page it is, even where it is empty.
fn is_list(value: &Value) -> bool {
    value["data"].is_array() && value["meta"]["pagination"]["total_pages"].is_number()
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    if !is_list(&value) {
        return Err(Blind::of("it is JSON, but not what Cachet answers here"));
    }
    let mut seen = Seen::default();
    match reply.role {
        "components" => {
            components(&value, &mut seen, context);
            seen.more = next(reply, &value, Often::Always);
        }
        "groups" => groups(&value, &mut seen, context),
        "incidents" | "history" => {
            incidents(&value, &mut seen, context);
            let is_first = value["meta"]["pagination"]["current_page"] == 1;
            seen.lists_all_open = is_first && next(reply, &value, Often::Once).is_empty();
            if reply.role == "history" {
                seen.more = next(reply, &value, Often::Once);
            } else if is_first {
                let made = |one: &Value| value::wall(one, "created_at", &context.zone);
                seen.covers_since = value::list(&value, "data").iter().filter_map(made).min();
            }
        }
        "schedules" => schedules(&value, &mut seen, context),
        _ => return Err(Blind::of("nothing of Cachet's is asked so")),
    }
    Ok(seen)
}

fn next(reply: &Reply<'_>, value: &Value, often: Often) -> Vec<Ask> {
    let links = &value["meta"]["pagination"]["links"];
    let url = value::text(links, "next_page").map(|href| links::absolute(reply.url, href));
    // A reply leads on within its own host only.
    let url = url.filter(|url| super::host_of(url) == reply.host());
    let ask = |url| Ask {
        role: reply.role.to_owned(),
        url,
        often,
    };
    url.map(ask).into_iter().collect()
}

fn components(value: &Value, seen: &mut Seen, context: &Context) {
    for one in value::list(value, "data") {
        let named = value::id(one, "id").zip(value::text(one, "name"));
        let Some((id, name)) = named else {
            seen.wonder("components", "an entry without an id or a name");
            continue;
        };
        let code = value::id(one, "status");
        let floor = ComponentStatus::DegradedPerformance;
        let status = code
            .as_deref()
            .map(|code| seen.mean("component.status", code, of_code(code), floor));
        let mut part = notice::part((&id, name), status, code.as_deref(), context);
        let group = value::id(one, "group_id").filter(|id| id != "0");
        part.facts.group_id = group.map(|id| group_id(&id));
        part.facts.position = value::whole(one, "order");
        seen.parts.push(part);
    }
}

fn groups(value: &Value, seen: &mut Seen, context: &Context) {
    for one in value::list(value, "data") {
        let named = value::id(one, "id").zip(value::text(one, "name"));
        let Some((id, name)) = named else { continue };
        let mut part = notice::part((&group_id(&id), name), None, None, context);
        part.facts.is_group = true;
        part.facts.position = value::whole(one, "order");
        seen.parts.push(part);
    }
}

/// Groups and components are counted apart.
fn group_id(id: &str) -> String {
    format!("group-{id}")
}

fn of_code(code: &str) -> Option<ComponentStatus> {
    match code {
        "0" => Some(ComponentStatus::Unknown),
        "1" => Some(ComponentStatus::Operational),
        "2" => Some(ComponentStatus::DegradedPerformance),
        "3" => Some(ComponentStatus::PartialOutage),
        "4" => Some(ComponentStatus::MajorOutage),
        _ => None,
    }
}

fn incidents(value: &Value, seen: &mut Seen, context: &Context) {
    for (ordinal, one) in (1..).zip(value::list(value, "data")) {
        match incident(one, seen, context) {
            Some(raw) => seen.notices.push(notice::tell(raw, context, ordinal)),
            None => seen.wonder("incidents", "an entry without an id"),
        }
    }
}

fn incident(one: &Value, seen: &mut Seen, context: &Context) -> Option<Raw> {
    let at = |one: &Value, key: &str| value::wall(one, key, &context.zone);
    let code = value::id(one, "latest_status").or_else(|| value::id(one, "status"));
    let is_maintenance = value::id(one, "status").as_deref() == Some("0");
    let begins = at(one, "scheduled_at").filter(|_| is_maintenance);
    let status = match is_maintenance {
        true => Some(planned(begins, None, context.now)),
        false => code
            .as_deref()
            .and_then(|code| seen.mean("incident.status", code, stage(code).map(Some), None)),
    };
    let mut updates: Vec<Saying> = value::list(one, "updates")
        .iter()
        .map(|said| saying(said, context))
        .collect();
    updates.sort_by_key(|said| std::cmp::Reverse(said.at));
    updates.push(Saying {
        at: at(one, "created_at"),
        status: value::id(one, "status").as_deref().and_then(stage),
        body: value::text(one, "message").unwrap_or_default().to_owned(),
        id: None,
    });
    let component = value::id(one, "component_id").filter(|id| id != "0");
    Some(Raw {
        id: value::id(one, "id")?,
        title: value::text(one, "name").unwrap_or("–").to_owned(),
        is_maintenance,
        status,
        status_raw: value::text(one, "latest_human_status")
            .or_else(|| value::text(one, "human_status"))
            .map(str::to_owned)
            .or(code),
        url: value::text(one, "permalink").map(str::to_owned),
        created_at: at(one, "created_at"),
        updated_at: at(one, "updated_at"),
        started_at: at(one, "occurred_at").filter(|_| !is_maintenance),
        scheduled_for: begins,
        components: component
            .map(|id| {
                let named = value::text(one, "component_name").map(str::to_owned);
                (Some(id.clone()), named.unwrap_or(id))
            })
            .into_iter()
            .collect(),
        updates,
        ..Raw::default()
    })
}

fn saying(said: &Value, context: &Context) -> Saying {
    Saying {
        id: value::id(said, "id"),
        status: value::id(said, "status").as_deref().and_then(stage),
        at: value::wall(said, "created_at", &context.zone),
        body: value::text(said, "message").unwrap_or_default().to_owned(),
    }
}

fn stage(code: &str) -> Option<&'static str> {
    match code {
        "1" => Some("investigating"),
        "2" => Some("identified"),
        "3" => Some("monitoring"),
        "4" => Some("resolved"),
        _ => None,
    }
}

fn planned(from: Option<Timestamp>, until: Option<Timestamp>, now: Timestamp) -> &'static str {
    if until.is_some_and(|until| until <= now) {
        return "completed";
    }
    match from {
        Some(from) if from <= now => "in_progress",
        _ => "scheduled",
    }
}

fn schedules(value: &Value, seen: &mut Seen, context: &Context) {
    for (ordinal, one) in (1..).zip(value::list(value, "data")) {
        let Some(id) = value::id(one, "id") else {
            seen.wonder("schedules", "an entry without an id");
            continue;
        };
        let from = value::wall(one, "scheduled_at", &context.zone);
        let until = value::wall(one, "completed_at", &context.zone);
        let code = value::id(one, "status");
        let known = code.as_deref().and_then(|code| match code {
            "0" => Some("scheduled"),
            "1" => Some("in_progress"),
            "2" => Some("completed"),
            _ => None,
        });
        let by_time = planned(from, until, context.now);
        let status = code.as_deref().map_or(by_time, |code| {
            seen.mean("schedule.status", code, known, by_time)
        });
        let listed = value::list(one, "components").iter();
        let raw = Raw {
            // Schedules and incidents are counted apart.
            id: format!("schedule-{id}"),
            title: value::text(one, "name").unwrap_or("–").to_owned(),
            is_maintenance: true,
            status: Some(status),
            status_raw: value::text(one, "human_status").map(str::to_owned).or(code),
            created_at: value::wall(one, "created_at", &context.zone),
            updated_at: value::wall(one, "updated_at", &context.zone),
            scheduled_for: from,
            scheduled_until: until,
            updates: vec![Saying {
                at: value::wall(one, "created_at", &context.zone),
                body: value::text(one, "message").unwrap_or_default().to_owned(),
                ..Saying::default()
            }],
            components: listed
                .filter_map(|one| {
                    let name = value::text(one, "component_name")?;
                    Some((value::id(one, "component_id"), name.to_owned()))
                })
                .collect(),
            ..Raw::default()
        };
        seen.notices.push(notice::tell(raw, context, ordinal));
    }
}
