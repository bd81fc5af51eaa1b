//! One incident's page of an official status site, as copied: the title, then texts with their
//! `Posted …` line below each, then the components. Newest first; status words may be lost.

use jiff::tz::TimeZone;

use super::{
    raw::{RawReport, RawUpdate, joined, lines, status_word},
    stamp,
};
use crate::record::{Place, ReadError};

/// Lines of the page's frame that say nothing.
const FRAME: &[&str] = &[
    "subscribe to updates",
    "powered by atlassian statuspage",
    "← current status",
    "current status",
    "incident report",
];

/// True when the text has this shape.
#[must_use]
pub fn fits(text: &str) -> bool {
    lines(text).any(|(_, line)| posted(line).is_some())
}

/// The one report.
///
/// # Errors
/// A `Posted` line that holds no time, with its line; a page without a title.
pub fn read(source: &str, text: &str, zone: &TimeZone) -> Result<RawReport, ReadError> {
    let mut report = RawReport::default();
    let mut body: Vec<&str> = Vec::new();
    for (number, line) in lines(text) {
        if let Some(words) = posted(line) {
            let posted_at = stamp::read(words, zone).ok_or_else(|| ReadError {
                origin: source.to_owned(),
                place: Place::Line(number),
                reason: format!("{words:?} is no publication time"),
            })?;
            push(&mut report, &mut body, posted_at, line);
        } else if let Some(rest) = affected(line) {
            report.components = components(rest);
        } else if let Some(name) = line.trim().strip_prefix("Incident Report for ") {
            report.provider = Some(name.trim().to_owned());
        } else if !FRAME.contains(&line.trim().to_lowercase().as_str()) {
            if report.title.is_empty() && !line.trim().is_empty() {
                line.trim().clone_into(&mut report.title);
            } else {
                body.push(line);
            }
        }
    }
    report.frame.extend(
        body.iter()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty()),
    );
    if report.title.is_empty() {
        return Err(ReadError {
            origin: source.to_owned(),
            place: Place::Line(1),
            reason: "this page has no title".into(),
        });
    }
    Ok(report)
}

fn posted(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix("Posted ")?;
    let rest = rest
        .split_once("ago.")
        .map_or(rest, |(_, stamp)| stamp)
        .trim();
    (rest.len() < 60 && rest.contains(|c: char| c.is_ascii_digit())).then_some(rest)
}

fn affected(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = line
        .strip_prefix("This incident affected:")
        .or(line.strip_prefix("This incident affects:"))?;
    Some(rest.trim().trim_end_matches('.'))
}

/// Commas part components, but not within brackets; `Group (A, B)` is A and B.
fn components(list: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for part in list
        .replace(" and ", ", ")
        .split(" (")
        .flat_map(|part| part.split(','))
    {
        let name = part.trim().trim_matches(['(', ')', '.']).trim();
        if !name.is_empty() && !all.iter().any(|known| known == name) {
            all.push(name.to_owned());
        }
    }
    all
}

/// A status may stand on a line of its own above the text, or before a dash.
fn push(report: &mut RawReport, body: &mut Vec<&str>, posted_at: jiff::Timestamp, line: &str) {
    let text = joined(&std::mem::take(body));
    let (status, text) = match text.split_once('\n').or_else(|| text.split_once(" - ")) {
        Some((first, rest)) if status_word(first).is_some() => {
            (status_word(first), rest.trim().to_owned())
        }
        _ => (None, text),
    };
    report.updates.push(RawUpdate {
        status,
        posted_at: Some(posted_at),
        stamp: Some(line.trim().to_owned()),
        text,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "Cards | Panne / Outage\nIncident Report for Acmepay\nResolved\nFini.\nPosted Dec 17, 2024 - 17:31 CET\n\nPanne.\n\nOutage.\nPosted Dec 17, 2024 - 14:30 CET\nThis incident affected: API | API (EU), Portal.\n";

    #[test]
    fn the_stamp_stands_below_its_text() {
        let report = read("p", PAGE, &TimeZone::UTC).unwrap();

        assert_eq!(report.provider.as_deref(), Some("Acmepay"));
        assert_eq!(report.updates.len(), 2);
        assert_eq!(report.updates[0].status, status_word("resolved"));
        assert_eq!(report.updates[1].text, "Panne.\n\nOutage.");
        assert_eq!(report.components, ["API | API", "EU", "Portal"]);
    }

    #[test]
    fn a_stamp_without_a_time_is_refused() {
        let error = read("p", "T\nx\nPosted Dec 17", &TimeZone::UTC).unwrap_err();

        assert_eq!(error.place, Place::Line(3));
    }
}
