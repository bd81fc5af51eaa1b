//! Amazon Web Services' public health events, and its catalogue of services by region.
//!
//! The document is UTF-16 with a mark, its times are seconds as text. Some events are never closed: after a week without a
//! word they count as minor. The catalogue says which services there are and where, not how they are: what no event names is
//! well, as AWS's own page shows it. Source: a recording of the events; of the archive and the catalogue, programs of others
//! that read them.

use beffroi_domain::ComponentStatus;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Part, Place, Reply, Seen, nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "aws",
    label: "Amazon Web Services",
    hosts: &["health.aws.amazon.com", "status.aws.amazon.com"],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

/// What was ever told, by service; the same in each of the regions that offer it.
const ARCHIVE: &str = "https://history-events-us-west-2-prod.s3.amazonaws.com";
/// All services in all regions, some thousand pairs; the same in each region too.
const CATALOGUE: &str = "https://servicedata-us-west-2-prod.s3.amazonaws.com";

fn asks(place: &Place) -> Vec<Ask> {
    let ask = |role: &str, host: &'static str, path: &str, often| Ask {
        role: role.to_owned(),
        url: format!("{}{path}", place.pinned(host)),
        often,
    };
    let events = "/public/currentevents";
    vec![
        ask(
            "events",
            "https://health.aws.amazon.com",
            events,
            Often::Always,
        ),
        ask("services", CATALOGUE, "/services.json", Often::Seldom),
        ask("archive", ARCHIVE, "/historyevents.json", Often::Once),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    if FORM.hosts.contains(&reply.host().as_str()) && reply.role == "page" {
        return true;
    }
    reply.json().is_ok_and(|value| {
        let events = value.as_array();
        events.is_some_and(|all| !all.is_empty() && all.iter().all(is_event))
    })
}

fn is_event(event: &Value) -> bool {
    value::text(event, "arn").is_some_and(|arn| arn.starts_with("arn:aws"))
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "events" => {
            let events = value.as_array().or_else(|| value["current"].as_array());
            let events = events.filter(|all| all.iter().all(is_event));
            let events = events.ok_or_else(|| Blind::of("it is JSON, but not AWS's events"))?;
            // Nothing is open: only AWS writes that with a mark of UTF-16; anybody can answer `[]`.
            if events.is_empty() && !is_marked(reply.body) {
                return Err(Blind::of("an empty list, and not as AWS writes it"));
            }
            let mut seen = told(events.iter(), context);
            seen.lists_all_open = true;
            Ok(seen)
        }
        "archive" => {
            let services = value.as_object().filter(|services| !services.is_empty());
            let events = services.and_then(|services| {
                let lists: Option<Vec<_>> = services.values().map(Value::as_array).collect();
                let events: Vec<&Value> = lists?.into_iter().flatten().collect();
                events.iter().all(|one| is_event(one)).then_some(events)
            });
            let events = events.filter(|events| !events.is_empty());
            let events = events.ok_or_else(|| Blind::of("it is JSON, but not AWS's archive"))?;
            let mut seen = told(events.into_iter(), context);
            // An archive tells how it was, not how its services are.
            seen.parts.clear();
            Ok(seen)
        }
        "services" => match catalogue(&value, context) {
            Some(parts) => Ok(Seen {
                parts,
                ..Seen::default()
            }),
            None => Err(Blind::of("it is JSON, but not AWS's catalogue")),
        },
        _ => Err(Blind::of("AWS answers nothing else")),
    }
}

/// The services by region; of what is the same everywhere, no region is named. Its keys are those that events name.
fn catalogue(value: &Value, context: &Context) -> Option<Vec<Part>> {
    let all = value.as_array().filter(|all| !all.is_empty())?;
    let part = |one: &Value| {
        let (id, name) = (
            value::text(one, "service")?,
            value::text(one, "service_name")?,
        );
        let region =
            value::text(one, "region_id").filter(|region| !matches!(*region, "" | "global"));
        let well = ComponentStatus::Operational;
        Some(Part {
            region: region.map(str::to_owned),
            ..notice::part((id, name), Some(well), None, context)
        })
    };
    let parts: Option<Vec<Part>> = all.iter().map(part).collect();
    parts.map(notice::in_order)
}

fn is_marked(body: &[u8]) -> bool {
    body.starts_with(b"\xfe\xff") || body.starts_with(b"\xff\xfe")
}

fn told<'a>(events: impl Iterator<Item = &'a Value>, context: &Context) -> Seen {
    let mut seen = Seen::default();
    for (ordinal, event) in (1..).zip(events) {
        let raw = raw(event, &mut seen);
        let is_known = |id: &Option<String>| id.as_ref() == Some(&raw.id);
        if seen
            .notices
            .iter()
            .any(|one| is_known(&one.told.record.external_id))
        {
            continue;
        }
        let is_silent = notice::silence(&raw, context.now).is_some();
        let is_over = raw.status == Some("resolved");
        for mut part in services(event, &raw.regions, context, &mut seen) {
            let most = match (is_over, is_silent) {
                (true, _) => ComponentStatus::Operational,
                (false, true) => ComponentStatus::DegradedPerformance,
                (false, false) => ComponentStatus::MajorOutage,
            };
            part.facts.status = part.facts.status.map(|status| status.min(most));
            join(&mut seen.parts, part);
        }
        seen.notices
            .push(notice::tell_or_demote(raw, context, ordinal));
    }
    seen
}

fn raw(event: &Value, seen: &mut Seen) -> Raw {
    let log = value::list(event, "event_log");
    let mut updates: Vec<Saying> = log.iter().map(saying).collect();
    // The oldest stands first there.
    updates.reverse();
    updates.sort_by_key(|said| std::cmp::Reverse(said.at));
    let word = code(event, "status");
    // In the archive the status is the worst that was; that it is over says the last word.
    let is_last = updates
        .first()
        .is_some_and(|said| said.status == Some("resolved"));
    let is_over = word.as_deref() == Some("0") || is_last;
    let worst = match is_over {
        true => was(event),
        false => word.as_deref().map(|word| badness(word, seen)),
    };
    let started_at = value::seconds(event, "date");
    Raw {
        id: value::text(event, "arn").unwrap_or_default().to_owned(),
        title: title(event),
        status: is_over.then_some("resolved"),
        status_raw: word.clone(),
        impact: worst.map(value::impact),
        severity_raw: word,
        started_at,
        updated_at: updates.iter().filter_map(|said| said.at).max(),
        updates,
        components: named(event),
        regions: region(event).into_iter().collect(),
        ..Raw::default()
    }
}

/// The summary, without the mark that it is over; of events without one, the service.
fn title(event: &Value) -> String {
    let summary = value::text(event, "summary").or_else(|| value::text(event, "service_name"));
    let summary = summary.unwrap_or("Event");
    let bare = summary.strip_prefix("[RESOLVED]").unwrap_or(summary);
    bare.trim().to_owned()
}

fn saying(entry: &Value) -> Saying {
    Saying {
        status: (code(entry, "status").as_deref() == Some("0")).then_some("resolved"),
        at: value::seconds(entry, "timestamp"),
        body: value::text(entry, "message").unwrap_or_default().to_owned(),
        ..Saying::default()
    }
}

fn code(value: &Value, key: &str) -> Option<String> {
    value::id(value, key)
}

fn badness(word: &str, seen: &mut Seen) -> ComponentStatus {
    match word {
        "0" => ComponentStatus::Operational,
        "1" | "2" => ComponentStatus::DegradedPerformance,
        "3" => ComponentStatus::MajorOutage,
        _ => {
            seen.wonder("status", word);
            ComponentStatus::DegradedPerformance
        }
    }
}

/// How bad something was at its worst that is over.
fn was(event: &Value) -> Option<ComponentStatus> {
    let log = value::list(event, "event_log")
        .iter()
        .filter_map(|entry| code(entry, "status"));
    let services = event["impacted_services"].as_object().into_iter().flatten();
    let services = services.filter_map(|(_, one)| code(one, "max"));
    let words = log.chain(services).chain(code(event, "status"));
    let worst = words
        .map(|word| badness(&word, &mut Seen::default()))
        .max()?;
    Some(worst.max(ComponentStatus::DegradedPerformance))
}

/// The region's code, out of the name of the event: those of all regions have none.
fn region(event: &Value) -> Option<String> {
    let code = value::text(event, "arn")?.split(':').nth(3)?;
    (!code.is_empty() && code != "global").then(|| code.to_owned())
}

fn named(event: &Value) -> Vec<(Option<String>, String)> {
    let services = event["impacted_services"].as_object();
    let services = services.filter(|services| !services.is_empty());
    let Some(services) = services else {
        let name = value::text(event, "service_name").filter(|name| *name != "Multiple services");
        let id = value::text(event, "service").map(str::to_owned);
        return name.map(|name| (id, name.to_owned())).into_iter().collect();
    };
    let each = services.iter().map(|(id, one)| {
        let name = value::text(one, "service_name").unwrap_or(id);
        (Some(id.clone()), name.to_owned())
    });
    each.collect()
}

fn services(event: &Value, regions: &[String], context: &Context, seen: &mut Seen) -> Vec<Part> {
    let listed = event["impacted_services"].as_object();
    let each = named(event).into_iter().map(|(id, name)| {
        let id = id.unwrap_or_else(|| name.clone());
        let current = listed.and_then(|all| code(all.get(&id)?, "current"));
        let raw = current.or_else(|| code(event, "status"));
        let mut facts = notice::component(&id, &name, context);
        facts.status = raw.as_deref().map(|word| badness(word, seen));
        Part {
            facts,
            raw,
            region: regions.first().cloned(),
        }
    });
    each.collect()
}

/// A service with two events is as bad as the worse says.
fn join(parts: &mut Vec<Part>, part: Part) {
    let id = &part.facts.external_id;
    match parts.iter_mut().find(|one| one.facts.external_id == *id) {
        Some(known) if known.facts.status < part.facts.status => *known = part,
        Some(_) => {}
        None => parts.push(part),
    }
}
