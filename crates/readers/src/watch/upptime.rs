//! Upptime: a status page that lives in a repository, read from its files.
//!
//! The place's key is `owner/repository`. Incidents are issues, which are asked for seldom, since strangers may ask only
//! sixty times an hour. Source: a recording, and Upptime's own code.

use beffroi_domain::ComponentStatus;
use jiff::Timestamp;
use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Part, Place, Reply, Seen,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "upptime",
    label: "Upptime",
    hosts: &[],
    asks,
    is_of,
    locate,
    read,
};

fn asks(place: &Place) -> Vec<Ask> {
    let ask = |role: &str, url: String, often| Ask {
        role: role.to_owned(),
        url,
        often,
    };
    let Some(key) = place.key.as_deref().filter(|_| place.source.is_none()) else {
        return vec![place.ask("summary", "/history/summary.json", Often::Always)];
    };
    let files = format!("https://raw.githubusercontent.com/{key}/HEAD/history/summary.json");
    let issues =
        format!("https://api.github.com/repos/{key}/issues?labels=status&state=all&per_page=100");
    vec![
        ask("summary", files, Often::Always),
        ask("issues", issues, Often::Seldom),
    ]
}

fn is_of(reply: &Reply<'_>) -> bool {
    match reply.role {
        "page" => reply.text().contains("upptime"),
        _ => reply.json().is_ok_and(|value| monitors(&value).is_some()),
    }
}

/// The repository: the address itself, or the first that a page of Upptime's links to, but for Upptime's own.
fn locate(place: &Place, page: &Reply<'_>) -> Option<Place> {
    let at = |key: String| Place {
        key: Some(key),
        ..place.clone()
    };
    if let Some(path) = place.page.strip_prefix("https://github.com/") {
        return repository(path).map(at);
    }
    let text = page.text();
    if !text.contains("upptime") {
        return None;
    }
    let hosts = ["https://raw.githubusercontent.com/", "https://github.com/"];
    let named = hosts.iter().flat_map(|host| text.split(host).skip(1));
    let mut keys = named.filter_map(repository);
    keys.find(|key| !key.starts_with("upptime/")).map(at)
}

fn repository(path: &str) -> Option<String> {
    let mut parts = path.split(['/', '"', '\'', '<', '>', '?', '#', ' ', '\\', ')']);
    let (owner, name) = (parts.next()?, parts.next()?);
    let is_name = |part: &str| {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        !part.is_empty() && part.chars().all(is_letter)
    };
    (is_name(owner) && is_name(name)).then(|| format!("{owner}/{name}"))
}

fn monitors(value: &Value) -> Option<&[Value]> {
    let all = value.as_array().filter(|all| !all.is_empty())?;
    let is_one = |one: &Value| {
        let has = |key| value::text(one, key).is_some();
        has("slug") && has("name") && has("status") && has("uptime")
    };
    all.iter().all(is_one).then_some(all)
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    let mut seen = Seen::default();
    match reply.role {
        "summary" => {
            let all = monitors(&value)
                .ok_or_else(|| Blind::of("it is JSON, but not Upptime's summary"))?;
            for one in all {
                let part = part(one, context, &mut seen);
                seen.parts.push(part);
            }
        }
        "issues" => {
            let is_issue = |one: &Value| one["number"].is_i64() && one["labels"].is_array();
            let all = value
                .as_array()
                .filter(|all| !all.is_empty() && all.iter().all(is_issue));
            let all = all.ok_or_else(|| Blind::of("it is JSON, but no list of issues"))?;
            let issues = all.iter().filter(|one| one["pull_request"].is_null());
            for (ordinal, one) in (1..).zip(issues) {
                seen.notices.push(notice::tell(raw(one), context, ordinal));
            }
            seen.covers_since = all
                .iter()
                .filter_map(|one| value::instant(one, "created_at"))
                .min();
        }
        _ => return Err(Blind::of("Upptime answers nothing else")),
    }
    Ok(seen)
}

fn part(one: &Value, context: &Context, seen: &mut Seen) -> Part {
    let slug = value::text(one, "slug").unwrap_or_default();
    let word = value::text(one, "status").unwrap_or_default();
    let name = value::text(one, "name").unwrap_or(slug);
    let mut facts = notice::component(slug, name, context);
    facts.status = Some(match word {
        "up" => ComponentStatus::Operational,
        "degraded" => ComponentStatus::DegradedPerformance,
        "down" => ComponentStatus::MajorOutage,
        _ => {
            seen.wonder("status", word);
            ComponentStatus::DegradedPerformance
        }
    });
    Part {
        facts,
        raw: Some(word.to_owned()),
        region: None,
    }
}

fn raw(one: &Value) -> Raw {
    let title = value::text(one, "title").unwrap_or("Issue");
    let body = value::text(one, "body").unwrap_or_default();
    let labels = value::list(one, "labels")
        .iter()
        .filter_map(|label| value::text(label, "name"));
    let labels: Vec<&str> = labels.collect();
    let is_maintenance = labels.contains(&"maintenance");
    let is_over = value::text(one, "state") == Some("closed");
    let status = match (is_over, is_maintenance) {
        (true, true) => Some("completed"),
        (true, false) => Some("resolved"),
        (false, _) => None,
    };
    let slugs = labels
        .iter()
        .filter(|label| !["status", "maintenance"].contains(label));
    let created_at = value::instant(one, "created_at");
    Raw {
        id: value::id(one, "number").unwrap_or_default(),
        title: title
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .to_owned(),
        is_maintenance,
        status,
        status_raw: value::text(one, "state").map(str::to_owned),
        impact: impact(title).filter(|_| !is_maintenance),
        url: value::text(one, "html_url").map(str::to_owned),
        created_at,
        updated_at: value::instant(one, "updated_at"),
        resolved_at: value::instant(one, "closed_at"),
        scheduled_for: marked(body, "start:").filter(|_| is_maintenance),
        scheduled_until: marked(body, "end:").filter(|_| is_maintenance),
        updates: vec![Saying {
            at: created_at,
            body: body.to_owned(),
            ..Saying::default()
        }],
        components: slugs
            .map(|slug| (Some((*slug).to_owned()), (*slug).to_owned()))
            .collect(),
        ..Raw::default()
    }
}

/// The titles are written by Upptime itself.
fn impact(title: &str) -> Option<&'static str> {
    if title.contains("is down") {
        return Some("critical");
    }
    title.contains("degraded").then_some("minor")
}

/// A time in the comment above the text of planned work: `start: 2026-07-29T16:00:00Z`.
fn marked(body: &str, key: &str) -> Option<Timestamp> {
    let comment = body.split_once("<!--")?.1.split_once("-->")?.0;
    let after = comment.split_once(key)?.1;
    after.split_whitespace().next()?.parse().ok()
}
