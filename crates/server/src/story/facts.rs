//! The header of an incident or a maintenance: a definition list, rendered from facts.
//!
//! Read in order: [`Facts`], [`of_incident`], [`of_maintenance`]. Three lengths stand here, each with
//! a sentence that says what it counts, so that none is taken for another.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{
    ComponentId, ComponentStatus, Figure, Incident, Length, Maintenance, Moment, Precision,
    Responsibility, WindowEnd, lengths, window::Interval,
};

use super::Names;
use crate::web::{
    Reader,
    format::{Said, Stretch, When},
};

/// The header, row by row.
#[derive(Clone, Debug, Template)]
#[template(path = "story/facts.html")]
pub struct Facts {
    /// The rows, in order.
    pub rows: Vec<Fact>,
}

impl HtmlSafe for Facts {}

/// One row: a term, what it is, and a note on how to read it.
#[derive(Clone, Debug)]
pub struct Fact {
    /// For machines and tests: `start`, `impact` …
    pub key: &'static str,
    /// What it is called.
    pub term: String,
    /// What it is; several values stand below one another.
    pub values: Vec<Value>,
    /// How to read it.
    pub note: Option<String>,
}

/// One value of a row.
#[derive(Clone, Debug)]
pub enum Value {
    /// An instant.
    When(When),
    /// From an instant to another.
    Stretch(Stretch),
    /// Words of ours.
    Plain(String),
    /// Words that people wrote, and something of ours behind them.
    Said(Said, Option<String>),
    /// A component and how bad it was: shape, word.
    Component(Said, Option<(&'static str, String)>),
    /// A figure, what it counts, and when it held.
    Figure(String, Option<Said>, Option<Stretch>),
    /// An address.
    Link(String),
    /// Words of somebody else as they were kept, and when.
    Kept(String, String),
    /// Words of somebody else, who said them and when, and in which language.
    Quoted(Quote),
}

/// What somebody else said.
#[derive(Clone, Debug)]
pub struct Quote {
    /// "According to Orgelpfeife, 4 March 2026, 12:08 CET".
    pub by: String,
    /// Their words.
    pub words: String,
    /// The language of these, where it is known.
    pub lang: Option<String>,
    /// All of it in one line.
    pub line: String,
}

/// So many later times are told of work that comes again.
const LATER: usize = 3;

/// How much of an incident's header is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What one wants to know while it goes on.
    Short,
    /// All of it.
    Whole,
}

/// The header of an incident.
#[must_use]
pub fn of_incident(reader: &Reader, names: &Names, incident: &Incident, depth: Depth) -> Facts {
    let mut rows = vec![references(reader, incident), afterwards(reader, incident)];
    rows.push(Some(start(reader, incident)));
    rows.push(Some(end(reader, incident)));
    rows.extend(said_lengths(reader, incident, depth).into_iter().map(Some));
    rows.push(components(reader, names, incident));
    rows.push(figures(reader, incident));
    rows.push(consequences(reader, incident));
    rows.push(category(reader, incident));
    rows.push(responsibility(reader, incident));
    rows.push(notice(reader, incident));
    rows.push(
        incident
            .priority
            .map(|priority| fact(reader, "priority", vec![Value::Plain(priority.to_string())])),
    );
    if depth == Depth::Whole {
        rows.push(links(reader, incident));
    }
    Facts {
        rows: rows.into_iter().flatten().collect(),
    }
}

/// The header of a maintenance; of one that comes again, the time under way or next to come, and the
/// few after it.
#[must_use]
pub fn of_maintenance(reader: &Reader, names: &Names, maintenance: &Maintenance) -> Facts {
    let moment = |at| Moment::minute(at);
    let stretch = |time: Interval| {
        let end = WindowEnd::At(moment(time.to));
        Value::Stretch(reader.stretch(Some(&moment(time.from)), &end))
    };
    let mut to_come = maintenance.times_from(reader.now);
    let again = maintenance.recurrence.is_some();
    let next = again.then(|| to_come.next()).flatten();
    let next = next.unwrap_or_else(|| maintenance.planned());
    let mut rows = vec![Fact {
        note: Some(reader.seconds(next.seconds())),
        ..fact(reader, "planned", vec![stretch(next)])
    }];
    let later: Vec<Value> = to_come.take(LATER).map(stretch).collect();
    rows.extend((again && !later.is_empty()).then(|| fact(reader, "again", later)));
    let at = |key, at: Option<jiff::Timestamp>| {
        at.map(|at| {
            fact(
                reader,
                key,
                vec![Value::When(reader.when_in_full(&moment(at)))],
            )
        })
    };
    rows.extend(at("began", maintenance.started_at));
    rows.extend(at("over", maintenance.completed_at));
    let impact = reader.say(&format!("impact-{}", maintenance.impact));
    rows.push(fact(reader, "expected", vec![Value::Plain(impact)]));
    let parts: Vec<Value> = maintenance
        .components
        .iter()
        .filter_map(|id| Some(Value::Component(names.said(reader, *id)?, None)))
        .collect();
    rows.extend((!parts.is_empty()).then(|| fact(reader, "components", parts)));
    Facts { rows }
}

fn fact(reader: &Reader, key: &'static str, values: Vec<Value>) -> Fact {
    Fact {
        key,
        term: reader.say(&format!("fact-{key}")),
        values,
        note: None,
    }
}

fn references(reader: &Reader, incident: &Incident) -> Option<Fact> {
    let count = i64::try_from(incident.references.len())
        .ok()
        .filter(|count| *count > 0)?;
    Some(Fact {
        term: reader.words.count("fact-references", count, &[]),
        values: vec![Value::Plain(reader.list(&incident.references))],
        key: "references",
        note: None,
    })
}

/// The first start that anybody wrote down.
#[must_use]
pub fn first_start(incident: &Incident) -> Option<Moment> {
    incident.first_start()
}

/// The end as readers are told it: ongoing as long as any window is, unknown where the last one is.
#[must_use]
pub fn last_end(incident: &Incident) -> WindowEnd {
    incident.last_end()
}

fn start(reader: &Reader, incident: &Incident) -> Fact {
    match first_start(incident) {
        None => fact(
            reader,
            "start",
            vec![Value::Plain(reader.say("start-unknown"))],
        ),
        Some(start) => Fact {
            note: day_only(reader, &start),
            ..fact(
                reader,
                "start",
                vec![Value::When(reader.when_in_full(&start))],
            )
        },
    }
}

fn end(reader: &Reader, incident: &Incident) -> Fact {
    match last_end(incident) {
        WindowEnd::Ongoing => fact(reader, "end", vec![Value::Plain(reader.say("end-ongoing"))]),
        WindowEnd::Unknown => fact(reader, "end", vec![Value::Plain(reader.say("end-unknown"))]),
        WindowEnd::At(end) => Fact {
            note: day_only(reader, &end),
            ..fact(reader, "end", vec![Value::When(reader.when_in_full(&end))])
        },
    }
}

fn day_only(reader: &Reader, moment: &Moment) -> Option<String> {
    (moment.precision == Precision::Day).then(|| reader.say("day-only"))
}

/// The three lengths, each with what it counts; the first alone while it goes on. That the first is
/// not known is said; the others are left out then.
fn said_lengths(reader: &Reader, incident: &Incident, depth: Depth) -> Vec<Fact> {
    let all = lengths(incident, reader.now, &reader.zone);
    let several = i64::try_from(incident.windows.len())
        .ok()
        .filter(|count| *count > 1);
    let sum = several.map(|count| reader.words.count("impact-sum-note", count, &[]));
    let row = |key: &'static str, length: &Length, note: String| Fact {
        note: (*length != Length::Unknown).then_some(note),
        ..fact(reader, key, vec![Value::Plain(reader.length(length))])
    };
    let impact = sum.unwrap_or_else(|| reader.say("impact-note"));
    let mut rows = vec![row("impact", &all.impact, impact)];
    if depth == Depth::Whole {
        let others = [
            ("resolution", &all.resolution, "resolution-note"),
            ("communication", &all.communication, "communication-note"),
        ];
        let known = others
            .into_iter()
            .filter(|(_, length, _)| **length != Length::Unknown);
        rows.extend(known.map(|(key, length, note)| row(key, length, reader.say(note))));
    }
    rows
}

/// Components that are named or were broken, each with the worst that a window did to it.
fn components(reader: &Reader, names: &Names, incident: &Incident) -> Option<Fact> {
    let values: Vec<Value> = touched(incident)
        .into_iter()
        .filter_map(|(id, degree)| {
            let degree =
                degree.map(|degree| (degree.as_str(), reader.say(&format!("component-{degree}"))));
            Some(Value::Component(names.said(reader, id)?, degree))
        })
        .collect();
    (!values.is_empty()).then(|| fact(reader, "components", values))
}

/// Each component of an incident once, in the order given, with its worst degree.
#[must_use]
pub fn touched(incident: &Incident) -> Vec<(ComponentId, Option<ComponentStatus>)> {
    incident.touched()
}

fn figures(reader: &Reader, incident: &Incident) -> Option<Fact> {
    let values: Vec<Value> = incident
        .figures
        .iter()
        .map(|figure| {
            let held = held(reader, figure);
            Value::Figure(reader.figure(figure), reader.figure_of(figure), held)
        })
        .collect();
    (!values.is_empty()).then(|| fact(reader, "figures", values))
}

/// When a figure held, where anybody said so.
fn held(reader: &Reader, figure: &Figure) -> Option<Stretch> {
    figure.from.or(figure.until)?;
    let end = figure.until.map_or(WindowEnd::Unknown, WindowEnd::At);
    Some(reader.stretch(figure.from.as_ref(), &end))
}

/// That it was told later than it happened.
fn afterwards(reader: &Reader, incident: &Incident) -> Option<Fact> {
    incident.is_retroactive.then(|| {
        let told = Moment::exact(incident.created_at);
        Fact {
            note: Some(reader.say("afterwards-note")),
            ..fact(
                reader,
                "afterwards",
                vec![Value::When(reader.when_in_full(&told))],
            )
        }
    })
}

/// What the provider at fault says itself, and its words as they were kept.
fn notice(reader: &Reader, incident: &Incident) -> Option<Fact> {
    let notice = incident.notice.as_ref()?;
    let mut values = vec![Value::Link(notice.address.clone())];
    if let Some(quote) = quote(reader, incident) {
        values.insert(0, Value::Quoted(quote));
    } else if !notice.words.trim().is_empty() {
        let when = reader.when(&Moment::exact(notice.kept_at)).text;
        let title = reader.words.tell("notice-kept", &[("when", &when)]);
        values.push(Value::Kept(title, notice.words.clone()));
    }
    Some(fact(reader, "notice", values))
}

/// What the provider at fault says itself, where readers may see it and it is known who said it and when.
pub fn quote(reader: &Reader, incident: &Incident) -> Option<Quote> {
    let notice = incident.notice.as_ref()?;
    let said_at = notice.said_at?;
    let Some(Responsibility::External {
        provider: Some(provider),
    }) = &incident.responsibility
    else {
        return None;
    };
    let words = notice.words.trim();
    let when = reader.when_in_full(&Moment::exact(said_at)).text;
    let by = [("provider", provider.as_str()), ("when", when.as_str())];
    let line = [by[0], by[1], ("words", words)];
    (!words.is_empty()).then(|| Quote {
        by: reader.words.tell("notice-by", &by),
        words: words.to_owned(),
        lang: notice.locale.as_ref().map(ToString::to_string),
        line: reader.words.tell("notice-line", &line),
    })
}

fn consequences(reader: &Reader, incident: &Incident) -> Option<Fact> {
    let values: Vec<Value> = incident
        .consequences
        .iter()
        .filter_map(|consequence| {
            let end = match &consequence.end {
                Some(end) => {
                    let when = reader.when(end).text;
                    reader.words.tell("consequence-until", &[("when", &when)])
                }
                None => reader.say("consequence-open"),
            };
            Some(Value::Said(reader.said(&consequence.text)?, Some(end)))
        })
        .collect();
    (!values.is_empty()).then(|| fact(reader, "consequences", values))
}

fn category(reader: &Reader, incident: &Incident) -> Option<Fact> {
    let said = reader.said(&incident.category)?;
    Some(fact(reader, "category", vec![Value::Said(said, None)]))
}

fn responsibility(reader: &Reader, incident: &Incident) -> Option<Fact> {
    let said = match incident.responsibility.as_ref()? {
        Responsibility::External {
            provider: Some(provider),
        } => reader
            .words
            .tell("responsibility-external-named", &[("provider", provider)]),
        other => reader.say(&format!("responsibility-{}", other.as_str())),
    };
    Some(fact(reader, "responsibility", vec![Value::Plain(said)]))
}

/// Addresses that may stand in a page; anything else that was imported is left out.
fn links(reader: &Reader, incident: &Incident) -> Option<Fact> {
    let values: Vec<Value> = incident
        .links
        .iter()
        .filter(|link| link.starts_with("https://") || link.starts_with("http://"))
        .map(|link| Value::Link(link.clone()))
        .collect();
    (!values.is_empty()).then(|| fact(reader, "links", values))
}
