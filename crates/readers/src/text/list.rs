//! An aggregator's list of many reports of one provider: `Report: "…"`, a label for the last
//! update, then status words on lines of their own with the texts below. Newest first, no times.

use super::raw::{RawReport, RawUpdate, joined, lines, status_word};
use crate::record::{Place, ReadError};

/// True when the text has this shape.
#[must_use]
pub fn fits(text: &str) -> bool {
    lines(text).any(|(_, line)| title(line).is_some())
}

/// The reports, in order.
///
/// # Errors
/// A report whose title is not closed, or without any status below it, with its line.
pub fn read(source: &str, text: &str) -> Result<Vec<RawReport>, ReadError> {
    let provider = provider(text);
    let mut reports: Vec<RawReport> = Vec::new();
    let mut body = Body::default();
    let mut opened_at = 0;
    for (number, line) in lines(text) {
        if let Some(title) = title(line) {
            body.close(source, &mut reports, opened_at)?;
            opened_at = number;
            let title = title.ok_or_else(|| {
                refuse(
                    source,
                    number,
                    "the title of this report has no closing quote",
                )
            })?;
            reports.push(RawReport {
                provider: provider.clone(),
                title: title.to_owned(),
                ..RawReport::default()
            });
        } else if !reports.is_empty() {
            body.take(line);
        }
    }
    body.close(source, &mut reports, opened_at)?;
    Ok(reports)
}

/// `Some(None)` for a title that is not closed.
fn title(line: &str) -> Option<Option<&str>> {
    let rest = line.trim().strip_prefix("Report:")?.trim_start();
    let rest = rest.strip_prefix(['"', '“', '«'])?;
    Some(rest.trim_end().strip_suffix(['"', '”', '»']).map(str::trim))
}

/// The frame says it in a sentence; else the first line is the name.
fn provider(text: &str) -> Option<String> {
    let head = lines(text)
        .map(|(_, line)| line.trim())
        .take_while(|line| title(line).is_none())
        .take(60);
    let mut first = None;
    for line in head.filter(|line| !line.is_empty()) {
        let asked = line
            .strip_prefix("Is ")
            .and_then(|rest| rest.split_once(" Down").map(|(name, _)| name));
        if let Some(name) = asked.or(line.strip_prefix("Historical record of incidents for ")) {
            return Some(name.trim().to_owned());
        }
        first = first.or(Some(line));
    }
    first.map(str::to_owned)
}

/// The lines below a title, until the next.
#[derive(Default)]
struct Body<'a> {
    updates: Vec<RawUpdate>,
    lines: Vec<&'a str>,
    /// The line before is the label above the first state.
    labelled: bool,
}

impl<'a> Body<'a> {
    fn take(&mut self, line: &'a str) {
        let word = line.trim();
        let labelled = std::mem::replace(&mut self.labelled, word == "Last update");
        let small = !word.is_empty() && word.chars().all(|c| c.is_lowercase() || c == ' ');
        let status = status_word(word);
        // A word that names no state still opens an update: its text must not be lost.
        let opens = status.is_some() || (labelled && !word.contains(' ')) || word == "update";
        if small && opens {
            self.finish_update();
            self.updates.push(RawUpdate {
                status,
                ..RawUpdate::default()
            });
        } else {
            self.lines.push(line);
        }
    }

    fn finish_update(&mut self) {
        let text = joined(&std::mem::take(&mut self.lines));
        if let Some(update) = self.updates.last_mut() {
            update.text = text;
        }
    }

    fn close(
        &mut self,
        source: &str,
        reports: &mut [RawReport],
        opened_at: usize,
    ) -> Result<(), ReadError> {
        self.finish_update();
        let Some(report) = reports.last_mut() else {
            return Ok(());
        };
        report.updates = std::mem::take(&mut self.updates);
        if report.updates.is_empty() {
            return Err(refuse(
                source,
                opened_at,
                "this report has no update with a status",
            ));
        }
        Ok(())
    }
}

fn refuse(source: &str, line: usize, reason: &str) -> ReadError {
    ReadError {
        origin: source.to_owned(),
        place: Place::Line(line),
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "Acmepay\n\nIs Acmepay Down Right Now? Look.\n\nReport: \"Cards | Panne / Outage\"\n\nLast update\nresolved\n\nFini.\n\ninvestigating\n\nPanne.\r\nIci.\n\nReport: \"Two\"\n\nLast update\nmonitoring\n\nVu.\n";

    #[test]
    fn reports_and_their_updates_are_told_apart() {
        let reports = read("page.txt", PAGE).unwrap();

        assert_eq!(reports.len(), 2);
        assert_eq!(reports[0].provider.as_deref(), Some("Acmepay"));
        assert_eq!(reports[0].title, "Cards | Panne / Outage");
        assert_eq!(reports[0].updates[1].text, "Panne.\nIci.");
        assert_eq!(reports[1].updates[0].text, "Vu.");
    }

    #[test]
    fn a_word_that_names_no_state_opens_an_update_too() {
        let page = "Report: \"One\"\n\nLast update\nupdate\n\nSeen.\n\nupdate\n\nStill seen.\n\ninvestigating\n\nNew.\n";

        let reports = read("page.txt", page).unwrap();

        let texts: Vec<&str> = reports[0]
            .updates
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!(texts, ["Seen.", "Still seen.", "New."]);
        assert_eq!(reports[0].updates[0].status, None);
    }

    #[test]
    fn a_broken_report_is_refused_with_its_line() {
        let unclosed = read("p", "Report: \"One\n\nresolved\n").unwrap_err();
        let empty = read("p", "\nReport: \"One\"\n\nReport: \"Two\"\nresolved\nx").unwrap_err();

        assert_eq!(unclosed.place, Place::Line(1));
        assert_eq!(empty.place, Place::Line(2));
    }
}
