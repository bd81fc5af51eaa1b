//! Several windows of one incident: a small timeline drawn to scale, and each of them in words.
//!
//! One window needs no drawing; its start and end stand in the header.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{ImpactWindow, Incident, lengths};

use super::Names;
use crate::web::{Reader, format::Stretch};

/// How wide the drawing is, in units of its own.
const WIDTH: i64 = 1000;
/// The least that a window is wide, so that a short one is still seen.
const LEAST: i64 = 8;

/// The drawing and the list.
#[derive(Clone, Debug, Template)]
#[template(path = "story/windows.html")]
pub struct Windows {
    title: String,
    /// `None` where no two windows have a start to be drawn from.
    drawing: Option<Drawing>,
    periods: Vec<Period>,
}

impl HtmlSafe for Windows {}
impl HtmlSafe for Drawing {}

/// The windows of an incident drawn to scale.
#[derive(Clone, Debug, Template)]
#[template(path = "story/scale.html")]
pub struct Drawing {
    alt: String,
    bars: Vec<Bar>,
    /// What stands below its left and its right end.
    ends: (String, String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Bar {
    x: i64,
    width: i64,
    shape: &'static str,
}

/// One window in words.
#[derive(Clone, Debug)]
pub struct Period {
    /// How bad it was, for its shape.
    pub shape: &'static str,
    /// How bad it was, in words.
    pub degree: String,
    /// From when to when.
    pub stretch: Stretch,
    /// How long.
    pub length: String,
    /// What was broken, where it was named.
    pub names: Option<String>,
}

/// The windows of an incident that has several; `None` for one or none.
#[must_use]
pub fn several(reader: &Reader, names: &Names, incident: &Incident) -> Option<Windows> {
    if incident.windows.len() < 2 {
        return None;
    }
    let periods = incident
        .windows
        .iter()
        .map(|window| period(reader, names, incident, window));
    Some(Windows {
        title: reader.say("windows-title"),
        drawing: drawing(reader, &incident.windows).filter(|drawing| drawing.bars.len() > 1),
        periods: periods.collect(),
    })
}

/// One window of an incident in words.
#[must_use]
pub fn period(
    reader: &Reader,
    names: &Names,
    incident: &Incident,
    window: &ImpactWindow,
) -> Period {
    let alone = Incident {
        windows: vec![window.clone()],
        ..incident.clone()
    };
    let named: Vec<String> = window
        .components
        .iter()
        .filter_map(|(id, _)| names.plain(reader, *id))
        .collect();
    Period {
        shape: window.degree.as_str(),
        degree: reader.say(&format!("component-{}", window.degree)),
        stretch: reader.stretch(window.start.as_ref(), &window.end),
        length: reader.length(&lengths(&alone, reader.now, &reader.zone).impact),
        names: (!named.is_empty()).then(|| reader.list(&named)),
    }
}

/// Windows drawn to scale; `None` where none has a start to be drawn from.
#[must_use]
pub fn drawing(reader: &Reader, windows: &[ImpactWindow]) -> Option<Drawing> {
    let spans: Vec<_> = windows
        .iter()
        .filter_map(|window| Some((window.longest(reader.now, &reader.zone)?, window)))
        .collect();
    let from = spans.iter().map(|(span, _)| span.from).min()?;
    let to = spans.iter().map(|(span, _)| span.to).max()?;
    let whole = (to.as_second() - from.as_second()).max(1);
    let at = |instant: jiff::Timestamp| (instant.as_second() - from.as_second()) * WIDTH / whole;
    let bars: Vec<Bar> = spans
        .iter()
        .map(|(span, window)| {
            let width = (at(span.to) - at(span.from)).max(LEAST);
            Bar {
                x: at(span.from).min(WIDTH - width),
                width,
                shape: window.degree.as_str(),
            }
        })
        .collect();
    let first = windows
        .iter()
        .filter_map(|window| window.start)
        .min_by_key(|start| start.at)?;
    let last = windows
        .iter()
        .filter_map(ImpactWindow::ended)
        .max_by_key(|end| end.at);
    let is_ongoing = windows.iter().any(ImpactWindow::is_ongoing);
    let right = match last.filter(|_| !is_ongoing) {
        Some(last) => reader.when(&last).text,
        None if is_ongoing => reader.say("end-ongoing"),
        None => reader.say("end-unknown"),
    };
    let count = i64::try_from(windows.len()).unwrap_or(i64::MAX);
    Some(Drawing {
        alt: reader.words.count("timeline-alt", count, &[]),
        bars,
        ends: (reader.when(&first).text, right),
    })
}
