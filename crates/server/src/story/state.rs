//! The state in one sentence, and three answers: is it me or them, since when, when do I hear more.
//!
//! A component is as bad as its own status or any window that goes on says, whichever is worse, so
//! that nothing is called good while an incident covers it.

use std::collections::HashMap;

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{
    ComponentId, ComponentStatus, ImpactWindow, Incident, IncidentStatus, Maintenance, Moment,
};
use jiff::Timestamp;

use super::{
    Names,
    promises::{self, Line},
    updates,
};
use crate::{
    components::Component,
    web::{
        Reader,
        format::{Said, When},
    },
};

/// More names than this are counted instead.
const NAMES: usize = 3;

/// What stands on top of the overview.
#[derive(Clone, Debug)]
pub struct State {
    /// Its shape: `operational`, `major_outage` …
    pub shape: &'static str,
    /// The one sentence.
    pub sentence: String,
    /// The three answers, where something is wrong.
    pub answers: Option<Answers>,
}

/// Is it me or them; since when; when do I hear more. Terms and what they are.
#[derive(Clone, Debug)]
pub struct Answers {
    /// Which services, the worst first.
    pub affected: Option<(String, Vec<Affected>)>,
    /// Since when.
    pub since: (String, Result<When, String>),
    /// When it was last spoken of.
    pub said: (String, Result<When, String>),
    /// What is promised.
    pub next: (String, Next),
}

/// When readers hear more: what was promised, else what the newest update says of it, else that nobody said.
#[derive(Clone, Debug, Template)]
#[template(path = "story/next.html")]
pub enum Next {
    /// By when, or since when it is late; and the word "Late" with its look, where it is.
    Promised(Box<Line>),
    /// As it was written.
    Quoted(Said),
    /// Nobody said.
    Nothing(String),
}

impl HtmlSafe for Next {}

/// A service that something is wrong with.
#[derive(Clone, Debug)]
pub struct Affected {
    /// What it is called.
    pub name: Said,
    /// Its shape.
    pub shape: &'static str,
    /// "Major outage".
    pub word: String,
}

/// How each component is now (`at`), worst of its status, its ongoing windows and the work on it.
#[must_use]
pub fn current(
    components: &[Component],
    open: &[Incident],
    planned: &[Maintenance],
    at: Timestamp,
) -> HashMap<ComponentId, ComponentStatus> {
    let mut now: HashMap<_, _> = components.iter().map(|one| (one.id, one.status)).collect();
    let mut worsen = |id: &ComponentId, degree: ComponentStatus| {
        if let Some(status) = now.get_mut(id) {
            *status = (*status).max(degree);
        }
    };
    for maintenance in planned.iter().filter(|one| one.status_at(at).is_active()) {
        for id in &maintenance.components {
            worsen(id, ComponentStatus::UnderMaintenance);
        }
    }
    for window in open.iter().flat_map(|incident| &incident.windows) {
        for (id, degree) in window.components.iter().filter(|_| window.is_ongoing()) {
            worsen(id, *degree);
        }
    }
    now
}

/// The state of a page.
#[must_use]
pub fn state(
    reader: &Reader,
    names: &Names,
    components: &[Component],
    now: &HashMap<ComponentId, ComponentStatus>,
    open: &[Incident],
) -> State {
    let bad: Vec<(ComponentId, ComponentStatus)> = components
        .iter()
        .filter_map(|one| Some((one.id, *now.get(&one.id)?)))
        .filter(|(_, status)| *status != ComponentStatus::Operational)
        .collect();
    let worst = bad.iter().map(|(_, status)| *status).max();
    let named = |status| {
        let ids: Vec<ComponentId> = bad
            .iter()
            .filter(|(_, one)| *one == status)
            .map(|(id, _)| *id)
            .collect();
        in_a_sentence(reader, names, &ids)
    };
    let (shape, sentence) = match worst {
        Some(worst) if worst.is_trouble() || open.is_empty() => {
            let key = format!("state-{worst}");
            (
                worst.as_str(),
                reader.words.tell(&key, &[("names", &named(worst))]),
            )
        }
        _ if open.is_empty() => ("operational", reader.say("state-operational")),
        _ => of_open(reader, names, open),
    };
    let answers = (!open.is_empty()).then(|| answers(reader, names, &bad, open));
    State {
        shape,
        sentence,
        answers,
    }
}

/// Incidents are open, and no component is in trouble: still watched, or nobody said what is broken.
fn of_open(reader: &Reader, names: &Names, open: &[Incident]) -> (&'static str, String) {
    let is_over = |incident: &Incident| {
        incident.status == IncidentStatus::Monitoring
            && !incident.windows.iter().any(ImpactWindow::is_ongoing)
    };
    if !open.iter().all(is_over) {
        let worst = open.iter().map(|incident| incident.impact.degree()).max();
        let shape = worst
            .filter(|degree| degree.is_trouble())
            .unwrap_or(ComponentStatus::Unknown);
        return (shape.as_str(), reader.say("state-incident"));
    }
    let touched: Vec<ComponentId> = open
        .iter()
        .flat_map(super::facts::touched)
        .map(|(id, _)| id)
        .collect();
    let sentence = if touched.is_empty() {
        reader.say("state-watching-all")
    } else {
        let named = in_a_sentence(reader, names, &touched);
        reader.words.tell("state-watching", &[("names", &named)])
    };
    ("watching", sentence)
}

fn in_a_sentence(reader: &Reader, names: &Names, ids: &[ComponentId]) -> String {
    let mut named: Vec<String> = ids
        .iter()
        .filter_map(|id| names.plain(reader, *id))
        .collect();
    named.dedup();
    if named.is_empty() || named.len() > NAMES {
        let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        return reader.words.count("services-count", count, &[]);
    }
    reader.list(&named)
}

fn answers(
    reader: &Reader,
    names: &Names,
    bad: &[(ComponentId, ComponentStatus)],
    open: &[Incident],
) -> Answers {
    let mut worst_first = bad.to_vec();
    worst_first.sort_by_key(|(_, status)| std::cmp::Reverse(*status));
    let affected: Vec<Affected> = worst_first
        .iter()
        .filter_map(|(id, status)| {
            let word = reader.say(&format!("component-{status}"));
            Some(Affected {
                name: names.said(reader, *id)?,
                shape: status.as_str(),
                word,
            })
        })
        .collect();
    let when = |moment: Option<Moment>, otherwise: &str| {
        moment
            .map(|moment| reader.when(&moment))
            .ok_or_else(|| reader.say(otherwise))
    };
    Answers {
        affected: (affected.len() > 1).then(|| (reader.say("answers-affected"), affected)),
        since: (
            reader.say("answers-since"),
            when(since(open), "answers-since-unknown"),
        ),
        said: (
            reader.say("answers-said"),
            when(last_said(open), "answers-said-unknown"),
        ),
        next: (reader.say("answers-next"), next(reader, open)),
    }
}

/// The promise that falls due first; else the first sentence that sounds like one.
fn next(reader: &Reader, open: &[Incident]) -> Next {
    if let Some(line) = promises::next(reader, open) {
        return Next::Promised(Box::new(line));
    }
    let mut quotes = open
        .iter()
        .filter_map(|incident| updates::quote(reader, incident));
    match quotes.next() {
        Some(quote) => Next::Quoted(quote),
        None => Next::Nothing(reader.say("answers-next-none")),
    }
}

/// The earliest start of what goes on; of all windows where none does.
fn since(open: &[Incident]) -> Option<Moment> {
    let windows = || open.iter().flat_map(|incident| &incident.windows);
    let first = |windows: Vec<&ImpactWindow>| {
        windows
            .iter()
            .filter_map(|window| window.start)
            .min_by_key(|start| start.at)
    };
    first(windows().filter(|window| window.is_ongoing()).collect())
        .or_else(|| first(windows().collect()))
}

fn last_said(open: &[Incident]) -> Option<Moment> {
    let updates = open.iter().flat_map(|incident| &incident.updates);
    updates
        .filter_map(|update| update.published)
        .max_by_key(|published| published.at)
}
