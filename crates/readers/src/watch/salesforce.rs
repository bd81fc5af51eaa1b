//! Salesforce's Trust, with all that stands there (Heroku, Tableau …): the place's key names the product, none is the core.
//!
//! Incidents have no titles there; ours are made of the kind of impact and the services. Source: readers that Salesforce
//! publishes itself, and others' readings of its documents.

use beffroi_domain::ComponentStatus;
use jiff::Timestamp;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Notice, Often, Part, Place, Reply, Seen, nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "salesforce",
    label: "Salesforce Trust",
    hosts: &[
        "status.salesforce.com",
        "trust.salesforce.com",
        "api.status.salesforce.com",
    ],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

fn asks(place: &Place) -> Vec<Ask> {
    let ask = |role: &str, path: String, often| Ask {
        role: role.to_owned(),
        url: format!(
            "{}/v1{path}",
            place.pinned("https://api.status.salesforce.com")
        ),
        often,
    };
    let (instances, product) = match &place.key {
        Some(key) => (
            format!("/instances?products={key}"),
            format!("&product={key}"),
        ),
        None => (
            "/instances/status/preview?childProducts=false".to_owned(),
            String::new(),
        ),
    };
    vec![
        ask("instances", instances, Often::Always),
        ask("active", "/incidents/active".to_owned(), Often::Always),
        ask(
            "incidents",
            format!("/incidents?limit=100{product}"),
            Often::Seldom,
        ),
        ask(
            "maintenances",
            format!("/maintenances?limit=100{product}"),
            Often::Seldom,
        ),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    match reply.role {
        "page" => FORM.hosts.contains(&reply.host().as_str()),
        _ => reply.json().is_ok_and(|value| instances(&value).is_some()),
    }
}

fn instances(value: &Value) -> Option<&[Value]> {
    all_of(value, |one| {
        value::text(one, "key").is_some() && value::text(one, "status").is_some()
    })
    .filter(|all| !all.is_empty())
}

/// The list, if all in it are so.
fn all_of(value: &Value, is_one: impl Fn(&Value) -> bool) -> Option<&[Value]> {
    let all = value.as_array()?;
    all.iter().all(is_one).then_some(all)
}

fn is_incident(one: &Value) -> bool {
    value::id(one, "id").is_some() && one["IncidentImpacts"].is_array()
}

fn is_maintenance(one: &Value) -> bool {
    value::id(one, "id").is_some() && value::instant(one, "plannedStartTime").is_some()
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    let blind = || Blind::of("it is JSON, but not what Salesforce answers here");
    let mut seen = Seen::default();
    match reply.role {
        "instances" => {
            let all = instances(&value).ok_or_else(blind)?;
            for one in all.iter().filter(|one| is_used(one)) {
                let part = part(one, context, &mut seen);
                seen.parts.push(part);
            }
        }
        "active" | "incidents" => {
            let all = all_of(&value, is_incident).ok_or_else(blind)?;
            // That nothing is open is an empty list here; that nothing ever was is not to be believed.
            if all.is_empty() && !(reply.role == "active" && context.is_empty_clear) {
                return Err(Blind::of("an empty list came, which anybody can answer"));
            }
            let own = all.iter().filter(|one| is_of_product(one, context));
            for (ordinal, one) in (1..).zip(own) {
                let notice = incident(one, context, ordinal, &mut seen);
                seen.notices.push(notice);
            }
            seen.lists_all_open = reply.role == "active";
        }
        "maintenances" => {
            let all = all_of(&value, is_maintenance).filter(|all| !all.is_empty());
            seen.lists_planned = true;
            for (ordinal, one) in (1..).zip(all.ok_or_else(blind)?) {
                seen.notices
                    .push(notice::tell(work(one, context), context, ordinal));
            }
        }
        _ => return Err(blind()),
    }
    Ok(seen)
}

/// Sandboxes and what was switched off are none of the customers' business.
fn is_used(one: &Value) -> bool {
    let is_active = one["isActive"].as_bool().unwrap_or(true);
    is_active && value::text(one, "environment").is_none_or(|word| word == "production")
}

fn part(one: &Value, context: &Context, seen: &mut Seen) -> Part {
    let key = value::text(one, "key").unwrap_or_default();
    let word = value::text(one, "status").unwrap_or_default();
    let mut facts = notice::component(key, key, context);
    facts.status = Some(match word {
        "OK" | "INFORMATIONAL_CORE" | "INFORMATIONAL_NONCORE" => ComponentStatus::Operational,
        "MAJOR_INCIDENT_CORE" => ComponentStatus::MajorOutage,
        "MAJOR_INCIDENT_NONCORE" => ComponentStatus::PartialOutage,
        "MINOR_INCIDENT_CORE" | "MINOR_INCIDENT_NONCORE" => ComponentStatus::DegradedPerformance,
        "MAINTENANCE_CORE" | "MAINTENANCE_NONCORE" => ComponentStatus::UnderMaintenance,
        _ => {
            seen.wonder("status", word);
            ComponentStatus::DegradedPerformance
        }
    });
    Part {
        facts,
        raw: Some(word.to_owned()),
        region: value::text(one, "location").map(str::to_owned),
    }
}

/// The list of what is open is that of all products; those of one name it in their services or instances.
fn is_of_product(one: &Value, context: &Context) -> bool {
    let Some(key) = context.place.key.as_deref() else {
        return true;
    };
    let named = [
        value::list(one, "serviceKeys"),
        value::list(one, "instanceKeys"),
    ];
    let mut named = named.into_iter().flatten().filter_map(Value::as_str);
    named.any(|name| name.to_lowercase().contains(&key.to_lowercase()))
}

fn incident(one: &Value, context: &Context, ordinal: u32, seen: &mut Seen) -> Notice {
    let impacts = value::list(one, "IncidentImpacts");
    let word = value::text(one, "status").unwrap_or_default();
    let is_over = word.eq_ignore_ascii_case("resolved");
    if !is_over
        && !["active", "open", "confirmed", "investigating", ""]
            .contains(&word.to_lowercase().as_str())
    {
        seen.wonder("incident.status", word);
    }
    let severity = impacts
        .iter()
        .filter_map(|one| value::text(one, "severity"));
    let severity = severity.max_by_key(|word| rank(word));
    let ends = impacts.iter().map(|one| value::instant(one, "endTime"));
    let ended: Option<Vec<Timestamp>> = ends.collect();
    let raw = Raw {
        id: value::id(one, "id").unwrap_or_default(),
        title: title(kind(impacts, "Incident"), one),
        is_title_made: true,
        status: is_over.then_some("resolved"),
        status_raw: Some(word.to_owned()).filter(|word| !word.is_empty()),
        impact: severity.map(|word| impact(word, seen)),
        severity_raw: severity.map(str::to_owned),
        url: Some(format!(
            "https://status.salesforce.com/incidents/{}",
            value::id(one, "id").unwrap_or_default()
        )),
        created_at: value::instant(one, "createdAt"),
        updated_at: value::instant(one, "updatedAt"),
        started_at: impacts
            .iter()
            .filter_map(|one| value::instant(one, "startTime"))
            .min(),
        ended_at: ended
            .and_then(|all| all.into_iter().max())
            .filter(|_| is_over),
        updates: events(one, "IncidentEvents"),
        components: components(one),
        ..Raw::default()
    };
    notice::tell(raw, context, ordinal)
}

fn rank(word: &str) -> u8 {
    match word {
        "critical" => 3,
        "major" => 2,
        _ => 1,
    }
}

fn impact(word: &str, seen: &mut Seen) -> &'static str {
    match word {
        "critical" => "critical",
        "major" => "major",
        "minor" => "minor",
        _ => {
            seen.wonder("severity", word);
            "minor"
        }
    }
}

fn kind(impacts: &[Value], otherwise: &str) -> String {
    let word = impacts.iter().find_map(|one| value::text(one, "type"));
    word.map_or_else(|| otherwise.to_owned(), words)
}

/// Kind and services: "Service disruption: Core service, Search".
fn title(kind: String, one: &Value) -> String {
    let services = value::list(one, "serviceKeys")
        .iter()
        .filter_map(Value::as_str);
    let services: Vec<String> = services.map(words).collect();
    match services.is_empty() {
        true => kind,
        false => format!("{kind}: {}", services.join(", ")),
    }
}

/// "Core service" of `coreService`; what is written with spaces or in capitals stays.
fn words(key: &str) -> String {
    let mut out = String::new();
    let mut was_small = false;
    for (at, letter) in key.chars().enumerate() {
        if letter.is_uppercase() && was_small {
            out.push(' ');
            out.extend(letter.to_lowercase());
        } else if at == 0 {
            out.extend(letter.to_uppercase());
        } else {
            out.push(letter);
        }
        was_small = letter.is_lowercase();
    }
    out
}

/// Instances, whose keys are those of the components, and services.
fn components(one: &Value) -> Vec<(Option<String>, String)> {
    let instances = value::list(one, "instanceKeys")
        .iter()
        .filter_map(Value::as_str);
    let instances = instances.map(|key| (Some(key.to_owned()), key.to_owned()));
    let services = value::list(one, "serviceKeys")
        .iter()
        .filter_map(Value::as_str);
    let services = services.map(|key| (Some(key.to_owned()), words(key)));
    instances.chain(services).collect()
}

fn events(one: &Value, key: &str) -> Vec<Saying> {
    let events = value::list(one, key).iter().map(|event| {
        let word = value::text(event, "type")
            .unwrap_or_default()
            .to_lowercase();
        Saying {
            id: value::id(event, "id"),
            status: word.contains("resolved").then_some("resolved"),
            at: value::instant(event, "createdAt"),
            body: value::text(event, "message").unwrap_or_default().to_owned(),
        }
    });
    let mut events: Vec<Saying> = events.collect();
    events.sort_by_key(|said| std::cmp::Reverse(said.at));
    events
}

/// Planned work says when, and not how far it is: that follows from the plan.
fn work(one: &Value, context: &Context) -> Raw {
    let from = value::instant(one, "plannedStartTime");
    let until = value::instant(one, "plannedEndTime");
    let status = if until.is_some_and(|until| until <= context.now) {
        "completed"
    } else if from.is_some_and(|from| from <= context.now) {
        "in_progress"
    } else {
        "scheduled"
    };
    let named = value::text(one, "name");
    let made = || {
        title(
            kind(value::list(one, "MaintenanceImpacts"), "Maintenance"),
            one,
        )
    };
    let mut updates = events(one, "MaintenanceEvents");
    for said in &mut updates {
        said.status = None;
    }
    Raw {
        id: value::id(one, "id").unwrap_or_default(),
        title: named.map_or_else(made, str::to_owned),
        is_title_made: named.is_none(),
        is_maintenance: true,
        status: Some(status),
        created_at: value::instant(one, "createdAt"),
        updated_at: value::instant(one, "updatedAt"),
        scheduled_for: from,
        scheduled_until: until,
        updates,
        components: components(one),
        ..Raw::default()
    }
}
