//! cState: `index.json` and `issues/index.json` of a static page, and one document for each issue.
//!
//! The index has issues only below the systems that they affect; the list has them all. Times are written as Go writes them; an end
//! is as people typed it, in the page's zone. Source: the templates that its maker publishes.

use beffroi_domain::ComponentStatus;
use jiff::{Timestamp, civil::DateTime};
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Place, Reply, Seen, Stated, nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "cstate",
    label: "cState",
    hosts: &[],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

fn asks(place: &Place) -> Vec<Ask> {
    vec![
        place.ask("index", "/index.json", Often::Always),
        place.ask("issues", "/issues/index.json", Often::Always),
        place.ask("history", "/issues/index.json", Often::Once),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        return reply.has(b"cState");
    }
    reply.json().is_ok_and(|value| is_index(&value))
}

fn is_index(value: &Value) -> bool {
    value["cStateVersion"].is_string() && value["systems"].is_array()
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    let is_list = value["is"] == "issues" && value["pages"].is_array();
    match reply.role {
        "index" if is_index(&value) => Ok(index(&value, context)),
        "issues" if is_list => Ok(issues(&value, context)),
        "history" if is_list => Ok(history(&value, context)),
        "issue" if is_issue(&value) => Ok(issue(&value, context)),
        _ => Err(Blind::of("it is JSON, but not what cState answers here")),
    }
}

fn index(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen::default();
    seen.page.name = value::text(value, "title").map(str::to_owned);
    seen.page.url = value::text(value, "baseURL").map(str::to_owned);
    let floor = ComponentStatus::DegradedPerformance;
    if let Some(word) = value::text(value, "summaryStatus") {
        seen.state = Some(Stated {
            status: seen.mean("summaryStatus", word, of_word(word), floor),
            raw: word.to_owned(),
        });
    }
    for category in value::list(value, "categories") {
        let Some(name) = value::text(category, "name") else {
            continue;
        };
        let mut part = notice::part((&group_id(name), name), None, None, context);
        part.facts.is_group = true;
        seen.parts.push(part);
    }
    for system in value::list(value, "systems") {
        let Some(name) = value::text(system, "name") else {
            seen.wonder("systems", "an entry without a name");
            continue;
        };
        let word = value::text(system, "status");
        let status = word.map(|word| seen.mean("system.status", word, of_word(word), floor));
        let mut part = notice::part((name, name), status, word, context);
        part.facts.group_id = value::text(system, "category").map(group_id);
        seen.parts.push(part);
        for one in value::list(system, "unresolvedIssues") {
            add(one, &mut seen, context);
        }
    }
    seen
}

/// Systems have names and no ids, and a category could be called as one is.
fn group_id(name: &str) -> String {
    format!("category-{name}")
}

/// Each issue once; the index repeats it below each system.
fn add(one: &Value, seen: &mut Seen, context: &Context) {
    let Some(raw) = raw(one, seen, context) else {
        seen.lists_all_open = false;
        seen.wonder("issues", "an entry without a file name");
        return;
    };
    let is_known =
        |known: &super::Notice| known.told.record.external_id.as_deref() == Some(raw.id.as_str());
    if !seen.notices.iter().any(is_known) {
        let ordinal = u32::try_from(seen.notices.len()).unwrap_or(u32::MAX);
        let notice = notice::tell(raw, context, ordinal.saturating_add(1));
        seen.notices.push(notice);
    }
}

fn of_word(word: &str) -> Option<ComponentStatus> {
    match word {
        "ok" => Some(ComponentStatus::Operational),
        "notice" => Some(ComponentStatus::DegradedPerformance),
        "disrupted" => Some(ComponentStatus::PartialOutage),
        "down" => Some(ComponentStatus::MajorOutage),
        _ => None,
    }
}

fn issues(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen {
        lists_all_open: true,
        ..Seen::default()
    };
    for one in value::list(value, "pages") {
        if one["is"] == "issue" {
            add(one, &mut seen, context);
        }
    }
    let made = seen.notices.iter().filter_map(|one| one.told.created_at);
    seen.covers_since = made.min();
    seen
}

/// The list without a word of what was said; each issue's own document has that.
fn history(value: &Value, context: &Context) -> Seen {
    let own = super::host_of(&context.place.page);
    let issues = value::list(value, "pages").iter();
    let links = issues.filter_map(|one| value::text(one, "permalink"));
    let links = links.filter(|link| super::host_of(link) == own);
    let ask = |link: &str| Ask {
        role: "issue".to_owned(),
        url: format!("{}/index.json", link.trim_end_matches('/')),
        often: Often::Once,
    };
    Seen {
        more: links.map(ask).collect(),
        ..Seen::default()
    }
}

fn is_issue(value: &Value) -> bool {
    value["section"] == "issues"
        && value["filename"].is_string()
        && value::text(value, "title").is_some()
}

fn issue(value: &Value, context: &Context) -> Seen {
    let mut seen = Seen::default();
    add(value, &mut seen, context);
    seen
}

fn raw(one: &Value, seen: &mut Seen, context: &Context) -> Option<Raw> {
    let file = value::text(one, "filename")?;
    let id = file.strip_suffix(".md").unwrap_or(file).to_owned();
    let severity = value::text(one, "severity").unwrap_or_default();
    let is_told = |key: &str| one[key] == true || one[key] == "true";
    let floor = ComponentStatus::DegradedPerformance;
    let degree = seen.mean("severity", severity, of_word(severity), floor);
    let is_over = is_told("resolved");
    let created_at = written(one, "createdAt").or_else(|| written(one, "created_at"));
    let ended_at = [
        typed(one, "resolvedAt", context),
        typed(one, "resolved_at", context),
    ];
    let body = value::text(one, "body").map(str::to_owned);
    let affected = value::list(one, "affected").iter();
    Some(Raw {
        id,
        title: value::text(one, "title").unwrap_or("–").to_owned(),
        status: is_over.then_some("resolved"),
        status_raw: Some(one["resolved"].to_string()),
        impact: Some(match is_told("informational") {
            true => "none",
            false => value::impact(degree),
        }),
        severity_raw: Some(severity.to_owned()),
        url: value::text(one, "permalink").map(str::to_owned),
        created_at,
        updated_at: written(one, "lastMod"),
        started_at: created_at,
        ended_at: ended_at.into_iter().flatten().next().filter(|_| is_over),
        updates: body
            .map(|body| Saying {
                at: created_at,
                body,
                ..Saying::default()
            })
            .into_iter()
            .collect(),
        components: affected
            .filter_map(Value::as_str)
            .map(|name| (Some(name.to_owned()), name.to_owned()))
            .collect(),
        ..Raw::default()
    })
}

/// `2026-07-29 14:05:00 +0200 CEST`: the zone's name is left aside.
fn written(one: &Value, key: &str) -> Option<Timestamp> {
    let text = value::text(one, key)?;
    let mut parts = text.split_whitespace();
    let known: Vec<&str> = parts.by_ref().take(3).collect();
    let at = Timestamp::strptime("%Y-%m-%d %H:%M:%S%.f %z", known.join(" "));
    at.ok().or_else(|| text.parse().ok())
}

fn typed(one: &Value, key: &str, context: &Context) -> Option<Timestamp> {
    let text = value::text(one, key)?;
    let wall = || {
        let wall: DateTime = text.parse().ok()?;
        Some(wall.to_zoned(context.zone.clone()).ok()?.timestamp())
    };
    written(one, key).or_else(wall)
}
