//! Atlassian Statuspage's public API: `summary.json`, `incidents.json`, `scheduled-maintenances.json`, and back through
//! `history.json`.
//!
//! Source: the API's published description and recordings of it.

use serde_json::Value;

use super::{
    Ask, Blind, Context, Form, Often, Place, Reply, Seen,
    compatible::{self, documents, is_summary},
    nothing_to_find,
};
use crate::door::PageFacts;

pub(super) const FORM: Form = Form {
    word: "statuspage",
    label: "Atlassian Statuspage",
    hosts: &[".statuspage.io"],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

/// The pages of history that are asked for at most: three months each.
const HISTORY_PAGES: u32 = 60;

pub(super) fn asks(place: &Place) -> Vec<Ask> {
    vec![
        place.ask("summary", "/api/v2/summary.json", Often::Always),
        place.ask("incidents", "/api/v2/incidents.json", Often::Always),
        place.ask(
            "maintenances",
            "/api/v2/scheduled-maintenances.json",
            Often::Seldom,
        ),
        place.ask("history", "/history.json?page=1", Often::Once),
    ]
}

/// Others answer alike; who does so and is none of the formats that come before is read as Statuspage.
fn is_of(reply: &Reply<'_>) -> bool {
    if reply.role == "page" {
        return reply.header("x-statuspage-version").is_some()
            || reply.host().ends_with(".statuspage.io")
            || reply.has(b"dka575ofm4ao0.cloudfront.net");
    }
    reply.json().is_ok_and(|value| is_summary(&value))
}

pub(super) fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let value = reply.json()?;
    match reply.role {
        "summary" if is_summary(&value) => compatible::summary(reply, &value, context),
        "incidents" if value["page"].is_object() && value["incidents"].is_array() => {
            let mut seen = documents(reply, &value, context)?;
            // The newest 50 come, whatever there is before them; `history` goes on.
            seen.covers_since = since(&seen);
            Ok(seen)
        }
        "maintenances" if value["scheduled_maintenances"].is_array() => {
            documents(reply, &value, context)
        }
        "incident" if value["incident"].is_object() => documents(reply, &value, context),
        "incident" if value["incident_updates"].is_array() => {
            // Bare, it would be taken for a document whose parts are read one by one.
            let whole = serde_json::json!({ "incident": value });
            let text = whole.to_string();
            let reply = Reply {
                body: text.as_bytes(),
                ..*reply
            };
            documents(&reply, &whole, context)
        }
        "history" if value["months"].is_array() => Ok(history(reply, &value, context)),
        _ => Err(Blind::of(
            "it is JSON, but not what Statuspage answers here",
        )),
    }
}

fn since(seen: &Seen) -> Option<jiff::Timestamp> {
    seen.notices
        .iter()
        .filter_map(|one| one.told.created_at)
        .min()
}

/// The history lists codes by month; each incident is asked for by itself.
fn history(reply: &Reply<'_>, value: &Value, context: &Context) -> Seen {
    let months = value["months"].as_array().into_iter().flatten();
    let incidents = months.flat_map(|month| month["incidents"].as_array().into_iter().flatten());
    let codes = incidents.filter_map(|one| one["code"].as_str());
    let mut more: Vec<Ask> = codes
        .map(|code| {
            let path = format!("/incidents/{code}.json");
            context.place.ask("incident", &path, Often::Once)
        })
        .collect();
    let page = reply
        .url
        .rsplit_once("page=")
        .and_then(|(_, page)| page.parse().ok());
    let next = page.unwrap_or(1_u32) + 1;
    if !more.is_empty() && next <= HISTORY_PAGES {
        let path = format!("/history.json?page={next}");
        more.push(context.place.ask("history", &path, Often::Once));
    }
    Seen {
        page: PageFacts::default(),
        more,
        ..Seen::default()
    }
}
