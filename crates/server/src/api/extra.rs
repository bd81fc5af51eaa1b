//! What Statuspage has no place for: our own facts, under the one key `beffroi`, and the same on our own paths.

use std::collections::BTreeMap;

use beffroi_domain::{
    Figure, ImpactWindow, Incident, LocalizedText, Moment, Responsibility, WindowEnd,
    incident::Notice,
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::components::Component;

/// A text in each locale that it is in.
pub type Texts = BTreeMap<String, String>;

/// Of a page.
#[derive(Clone, Debug, Serialize)]
pub struct OfPage {
    pub id: String,
    pub slug: String,
    pub locales: Vec<String>,
    pub name: Texts,
    pub access: &'static str,
    pub revision: i64,
}

/// Of a component.
#[derive(Clone, Debug, Serialize)]
pub struct OfComponent {
    pub id: String,
    pub status: &'static str,
    pub name: Texts,
    pub description: Texts,
}

/// Of a group.
#[derive(Clone, Debug, Serialize)]
pub struct OfGroup {
    pub id: String,
    pub name: Texts,
    pub description: Texts,
}

/// Of an incident or a maintenance; facts that one of them has not are `null`.
#[derive(Clone, Debug, Serialize)]
pub struct OfIncident {
    pub id: String,
    pub kind: &'static str,
    pub title: Texts,
    pub references: Vec<String>,
    pub category: Texts,
    pub priority: Option<u8>,
    pub responsibility: Option<Value>,
    pub windows: Vec<Value>,
    pub figures: Vec<Value>,
    pub links: Vec<String>,
}

/// Of an update.
#[derive(Clone, Debug, Serialize)]
pub struct OfUpdate {
    pub text: Texts,
    pub published: Option<Value>,
}

/// Of an uptime.
#[derive(Clone, Debug, Serialize)]
pub struct OfUptime {
    /// How a second of each degree is counted, in thousandths.
    pub weights_permille: BTreeMap<&'static str, i64>,
    /// True where a window is known by the day only, so that the figures are upper bounds.
    pub is_bound: bool,
}

/// A text by locale.
#[must_use]
pub fn texts(text: &LocalizedText) -> Texts {
    let pairs = text
        .iter()
        .map(|(locale, said)| (locale.to_string(), said.to_owned()));
    pairs.collect()
}

/// What a provider says itself, as it was kept.
#[must_use]
pub fn notice(one: &Notice) -> Value {
    json!({
        "address": one.address,
        "words": one.words,
        "locale": one.locale,
        "said_at": one.said_at.map(stamp),
        "kept_at": stamp(one.kept_at),
    })
}

/// An instant with three digits behind the second.
#[must_use]
pub fn stamp(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// An instant, how exactly it is known, and how.
#[must_use]
pub fn moment(moment: Moment) -> Value {
    json!({ "at": stamp(moment.at), "precision": moment.precision, "origin": moment.origin })
}

/// When it really was broken, as far as these components are concerned.
#[must_use]
pub fn window(window: &ImpactWindow, components: &[Component]) -> Value {
    let parts = window.components.iter().filter_map(|(id, degree)| {
        let component = components.iter().find(|one| one.id == *id)?;
        Some(json!({ "id": component.public_id, "degree": degree }))
    });
    json!({
        "start": window.start.map(moment),
        "end_is": end_is(window),
        "end": window.ended().map(moment),
        "degree": window.degree,
        "components": parts.collect::<Vec<_>>(),
    })
}

/// Whether it is known when it ended.
#[must_use]
pub fn end_is(window: &ImpactWindow) -> &'static str {
    match window.end {
        WindowEnd::At(_) => "known",
        WindowEnd::Ongoing => "ongoing",
        WindowEnd::Unknown => "unknown",
    }
}

/// Facts of an incident.
#[must_use]
pub fn incident(incident: &Incident, components: &[Component]) -> OfIncident {
    OfIncident {
        id: incident.id.to_string(),
        kind: "incident",
        title: texts(&incident.title),
        references: incident.references.clone(),
        category: texts(&incident.category),
        priority: incident.priority.map(beffroi_domain::Priority::number),
        responsibility: incident.responsibility.as_ref().map(responsibility),
        windows: incident
            .windows
            .iter()
            .map(|one| window(one, components))
            .collect(),
        figures: incident.figures.iter().map(figure).collect(),
        links: incident.links.clone(),
    }
}

/// Whose fault.
#[must_use]
pub fn responsibility(responsibility: &Responsibility) -> Value {
    let provider = match responsibility {
        Responsibility::External { provider } => provider.clone(),
        Responsibility::Own | Responsibility::Unconfirmed => None,
    };
    json!({ "kind": responsibility.as_str(), "provider": provider })
}

fn figure(figure: &Figure) -> Value {
    json!({
        "low_milli": figure.low_milli,
        "high_milli": figure.high_milli,
        "unit": figure.unit,
        "of": texts(&figure.of),
        "from": figure.from.map(moment),
        "until": figure.until.map(moment),
    })
}
