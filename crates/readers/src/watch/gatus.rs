//! Gatus: endpoints, each with its latest results. It has no incidents.
//!
//! An endpoint is as its newest result says, and unknown where that is hours old. Source: Gatus's own code.

use beffroi_domain::ComponentStatus;
use jiff::SignedDuration;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Part, Place, Reply, Seen, nothing_to_find, notice, value,
};

pub(super) const FORM: Form = Form {
    word: "gatus",
    label: "Gatus",
    hosts: &[],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

/// A result older than this says nothing of now.
const STALE: SignedDuration = SignedDuration::from_hours(6);

fn asks(place: &Place) -> Vec<Ask> {
    // A hundred is the most that it gives at once.
    let path = "/api/v1/endpoints/statuses?page=1&pageSize=100";
    vec![place.ask("endpoints", path, Often::Always)]
}

fn is_of(reply: &Reply<'_>) -> bool {
    match reply.role {
        "page" => reply.text().contains("Gatus"),
        _ => reply.json().is_ok_and(|value| endpoints(&value).is_some()),
    }
}

fn endpoints(value: &Value) -> Option<&[Value]> {
    let all = value.as_array().filter(|all| !all.is_empty())?;
    let is_one = |one: &Value| {
        value::text(one, "key").is_some()
            && value::text(one, "name").is_some()
            && one["results"].is_array()
    };
    all.iter().all(is_one).then_some(all)
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    let all = endpoints(&value).filter(|_| reply.role == "endpoints");
    let all = all.ok_or_else(|| Blind::of("it is JSON, but not Gatus's endpoints"))?;
    Ok(Seen {
        parts: all.iter().map(|one| part(one, context)).collect(),
        ..Seen::default()
    })
}

fn part(one: &Value, context: &Context) -> Part {
    let key = value::text(one, "key").unwrap_or_default();
    let name = value::text(one, "name").unwrap_or_default();
    let newest = value::list(one, "results").iter();
    let newest = newest.max_by_key(|result| value::instant(result, "timestamp"));
    let is_fresh = |result: &&Value| {
        let at = value::instant(result, "timestamp");
        at.is_some_and(|at| context.now.duration_since(at) <= STALE)
    };
    let success = newest
        .filter(is_fresh)
        .and_then(|result| result["success"].as_bool());
    let (status, raw) = match success {
        Some(true) => (ComponentStatus::Operational, Some("success")),
        Some(false) => (ComponentStatus::MajorOutage, Some("failure")),
        None => (ComponentStatus::Unknown, None),
    };
    let mut facts = notice::component(key, name, context);
    facts.group_name = value::text(one, "group").map(str::to_owned);
    facts.status = Some(status);
    Part {
        facts,
        raw: raw.map(str::to_owned),
        region: None,
    }
}
