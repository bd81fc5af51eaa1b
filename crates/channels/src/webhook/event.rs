//! Our own event: what happened, for programs, and what readers are told of it, in their language.
//!
//! Source: the form is that of Standard Webhooks 1.0.0, "Payload structure": `type`, `timestamp`, `data`.

use beffroi_domain::announcement::{Occasion, Topic};
use serde::Serialize;

use super::sign::{self, Stamp};
use crate::{Call, Outgoing, To, Told};

#[derive(Serialize)]
struct Event<'a> {
    r#type: String,
    timestamp: String,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    key: &'a str,
    language: &'a str,
    page: Page<'a>,
    topic: &'static str,
    id: &'a str,
    references: &'a [String],
    address: &'a str,
    title: &'a str,
    status: &'a str,
    impact: Option<&'static str>,
    components: Vec<Component<'a>>,
    text: Words<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Provider<'a>>,
    promise: Option<&'a str>,
    manage: Option<&'a str>,
    leave: Option<&'a str>,
}

#[derive(Serialize)]
struct Page<'a> {
    id: &'a str,
    name: &'a str,
    address: &'a str,
}

#[derive(Serialize)]
struct Component<'a> {
    id: &'a str,
    name: &'a str,
    status: &'static str,
}

#[derive(Serialize)]
struct Words<'a> {
    language: &'a str,
    markdown: &'a str,
    plain: &'a str,
}

/// Whose words they are, where they are not the page's own.
#[derive(Serialize)]
struct Provider<'a> {
    id: &'a str,
    name: &'a str,
    turn: &'a str,
    title_language: &'a str,
    official: Option<&'a str>,
    posted_at: Option<String>,
    seen_at: String,
}

/// The event, signed.
#[must_use]
pub fn event(told: &Told, to: &To<'_>, stamp: &Stamp<'_>) -> Outgoing {
    let event = Event {
        r#type: kind(told),
        timestamp: told.at.to_string(),
        data: data(told, to),
    };
    let mut call = Call::json(to.url, &event);
    call.headers.extend(sign::headers(stamp, &call.body));
    Outgoing::Call(call)
}

/// What happened: `incident.opened`, `maintenance.completed` …
#[must_use]
pub fn kind(told: &Told) -> String {
    let what = match (told.occasion, told.topic, told.status.as_str()) {
        (Occasion::Correction, ..) => "corrected",
        (Occasion::Translation, ..) => "translated",
        (Occasion::Reminder, ..) => "reminded",
        // What is said after an end is no other end.
        (Occasion::Update, Topic::Provider, _) if is_said(told) => "updated",
        (_, Topic::Postmortem, _) => "published",
        (_, Topic::Component, _) => "changed",
        (_, Topic::Incident | Topic::Provider, "resolved") => "resolved",
        (_, Topic::Maintenance | Topic::Provider, "completed") => "completed",
        (Occasion::First, Topic::Maintenance, _)
        | (Occasion::First, Topic::Provider, "scheduled") => "scheduled",
        (Occasion::First, Topic::Incident | Topic::Provider, _) => "opened",
        (Occasion::Update, ..) => "updated",
    };
    format!("{}.{what}", told.topic.as_str())
}

/// Whether another company says more, and neither begins nor ends anything by that.
fn is_said(told: &Told) -> bool {
    told.quoted.as_ref().is_some_and(|one| one.turn == "said")
}

fn data<'a>(told: &'a Told, to: &To<'a>) -> Data<'a> {
    let components = told.parts.iter().map(|part| Component {
        id: &part.id,
        name: &part.name,
        status: part.status.as_str(),
    });
    Data {
        key: &told.key,
        language: told.locale.as_str(),
        page: Page {
            id: &told.page.id,
            name: &told.page.name,
            address: &told.page.address,
        },
        topic: told.topic.as_str(),
        id: &told.subject,
        references: &told.references,
        address: &told.address,
        title: &told.title,
        status: &told.status,
        impact: told.impact.map(beffroi_domain::Impact::as_str),
        components: components.collect(),
        text: Words {
            language: told.text.locale.as_str(),
            markdown: &told.text.markdown,
            plain: &told.text.plain,
        },
        provider: told.quoted.as_ref().map(|quoted| Provider {
            id: &quoted.id,
            name: &quoted.name,
            turn: quoted.turn,
            title_language: quoted.title_locale.as_str(),
            official: told.official().map(|(_, url)| url),
            posted_at: quoted.posted_at.map(|at| at.to_string()),
            seen_at: quoted.seen_at.to_string(),
        }),
        promise: told.promise.as_deref(),
        manage: to.manage,
        leave: to.leave,
    }
}
