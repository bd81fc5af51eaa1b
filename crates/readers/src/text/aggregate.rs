//! An aggregator's page of one incident: name, title, a sentence of its own, affected components,
//! then updates as `- status STAMP` with the text below. Oldest first, times with a zone.

use jiff::tz::TimeZone;

use super::{
    raw::{RawReport, RawUpdate, joined, lines, status_word},
    stamp,
};
use crate::record::{Place, ReadError};

/// True when the text has this shape.
#[must_use]
pub fn fits(text: &str) -> bool {
    lines(text).any(|(_, line)| {
        heading(line).is_some_and(|(_, stamp)| stamp.contains(|c: char| c.is_ascii_digit()))
    })
}

/// The one report.
///
/// # Errors
/// A stamp that cannot be read, with its line; a page without a title.
pub fn read(source: &str, text: &str, zone: &TimeZone) -> Result<RawReport, ReadError> {
    let mut head: Vec<&str> = Vec::new();
    let mut body: Vec<&str> = Vec::new();
    let mut report = RawReport {
        oldest_first: true,
        ..RawReport::default()
    };
    for (number, line) in lines(text) {
        match heading(line) {
            Some((status, words)) => {
                finish(&mut report, &mut body);
                let posted_at =
                    stamp::read(words, zone).ok_or_else(|| refuse(source, number, words))?;
                report.updates.push(RawUpdate {
                    status: status_word(status),
                    posted_at: Some(posted_at),
                    stamp: Some(line.trim().trim_start_matches(['-', '•', ' ']).to_owned()),
                    text: String::new(),
                });
            }
            None if report.updates.is_empty() => head.push(line.trim()),
            None => body.push(line),
        }
    }
    finish(&mut report, &mut body);
    read_head(&mut report, &head);
    if report.title.is_empty() {
        return Err(ReadError {
            origin: source.to_owned(),
            place: Place::Line(1),
            reason: "this page has no title".into(),
        });
    }
    report.oldest_first = is_oldest_first(&report);
    Ok(report)
}

/// `- monitoring Dec 04, 2025, 11:34 AM UTC` as status and stamp.
fn heading(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim().strip_prefix(['-', '•', '*'])?.trim_start();
    let (word, stamp) = rest.split_once(char::is_whitespace)?;
    status_word(word)?;
    let is_stamp =
        stamp.len() < 60 && stamp.contains(|c: char| c.is_ascii_digit()) && !stamp.contains(". ");
    is_stamp.then_some((word, stamp.trim()))
}

fn finish(report: &mut RawReport, body: &mut Vec<&str>) {
    let text = joined(&std::mem::take(body));
    if let Some(update) = report.updates.last_mut() {
        update.text = text;
    }
}

/// Name, title, sentences, components: in this order, labels aside.
fn read_head(report: &mut RawReport, head: &[&str]) {
    let mut in_components = false;
    for line in head.iter().filter(|line| !line.is_empty()) {
        let folded = line.to_lowercase();
        if folded == "affected components" {
            in_components = true;
        } else if folded == "update timeline" || folded == "updates" {
            in_components = false;
        } else if in_components {
            report
                .components
                .push(line.trim_start_matches(['-', '•', '*', ' ']).to_owned());
        } else if report.provider.is_none()
            && folded.ends_with(" incident")
            && report.title.is_empty()
        {
            report.provider = Some(line[..line.len() - " incident".len()].to_owned());
        } else if report.title.is_empty() {
            (*line).clone_into(&mut report.title);
        } else {
            report.frame.push((*line).to_owned());
        }
    }
}

fn is_oldest_first(report: &RawReport) -> bool {
    let first = report.updates.first().and_then(|update| update.posted_at);
    let last = report.updates.last().and_then(|update| update.posted_at);
    first <= last
}

fn refuse(source: &str, line: usize, words: &str) -> ReadError {
    ReadError {
        origin: source.to_owned(),
        place: Place::Line(line),
        reason: format!("{words:?} is no publication time"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "Acmepay incident\nCards | Panne / Outage\nAcmepay experienced a notice incident, lasting 1h 2m.\nAffected components\n- Cards\nUpdate timeline\n- monitoring Dec 04, 2025, 11:34 AM UTC\nVu.\n- resolved Dec 04, 2025, 01:28 PM UTC\nFini.\n";

    #[test]
    fn the_frame_and_the_updates_are_told_apart() {
        let report = read("p", PAGE, &TimeZone::UTC).unwrap();

        assert_eq!(report.provider.as_deref(), Some("Acmepay"));
        assert_eq!(report.title, "Cards | Panne / Outage");
        assert_eq!(report.components, ["Cards"]);
        assert_eq!(report.frame.len(), 1);
        assert_eq!(report.updates[1].text, "Fini.");
        assert!(report.oldest_first);
    }

    #[test]
    fn a_stamp_that_is_no_time_is_refused_with_its_line() {
        let error = read(
            "p",
            "A incident\nB\n- resolved Dec 44, 2025",
            &TimeZone::UTC,
        )
        .unwrap_err();

        assert_eq!(error.place, Place::Line(3));
    }
}
