//! Timelines: lines with a time and what happened then, with bullets, without, on one line or many.
//!
//! Not here: which day a bare clock time belongs to, see `calendar`.

use std::{ops::Range, sync::LazyLock};

use beffroi_domain::{
    EntryKind,
    find::{self, Stated},
};
use regex::Regex;

use super::marks::marks;

/// A line, not dated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The time as written.
    pub written: String,
    /// The time.
    pub at: Option<Stated>,
    /// The end of a stretch.
    pub until: Option<Stated>,
    /// What happened, without bold marks.
    pub text: String,
    /// What kinds of event it is.
    pub marks: Vec<EntryKind>,
}

/// A section taken apart.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Its lines.
    pub lines: Vec<Line>,
    /// What stands before the first.
    pub before: String,
    /// What stands in paragraphs of its own below the last.
    pub after: String,
}

static BULLET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\s)(?:\*|•)\s|(?m:^)[ \t]*[-–][ \t]").expect("a literal pattern")
});
/// What may stand between a time and its words.
const BETWEEN: [char; 6] = [':', '-', '–', '—', '.', ','];

/// Reads a section.
#[must_use]
pub fn read(section: &str) -> Timeline {
    let plain = section.replace("**", "");
    let bullets: Vec<Range<usize>> = BULLET
        .find_iter(&plain)
        .map(|found| found.range())
        .collect();
    // One dash at the top of a flattened list is no bullet of all that follows.
    if bullets.len() < 2 {
        let lines = flat(&plain);
        if bullets.is_empty() || lines.lines.len() > 1 {
            return lines;
        }
    }
    bulleted(&plain, &bullets)
}

fn bulleted(text: &str, bullets: &[Range<usize>]) -> Timeline {
    let mut timeline = Timeline {
        before: text[..bullets[0].start].trim().to_owned(),
        ..Timeline::default()
    };
    let ends = bullets
        .iter()
        .skip(1)
        .map(|bullet| bullet.start)
        .chain([text.len()]);
    for (bullet, end) in bullets.iter().zip(ends) {
        let chunk = text[bullet.end..end].trim();
        // Below the last bullet a blank line ends the list.
        let (chunk, after) = if end == text.len() {
            below(chunk)
        } else {
            (chunk, "")
        };
        after.clone_into(&mut timeline.after);
        match headed(chunk) {
            Some(line) => timeline.lines.push(line),
            None => continued(&mut timeline, chunk),
        }
    }
    timeline
}

fn below(chunk: &str) -> (&str, &str) {
    match chunk.split_once("\n\n") {
        Some((line, after)) => (line.trim(), after.trim()),
        None => (chunk, ""),
    }
}

fn continued(timeline: &mut Timeline, chunk: &str) {
    let target = match timeline.lines.last_mut() {
        Some(line) => &mut line.text,
        None => &mut timeline.before,
    };
    if !target.is_empty() {
        target.push(' ');
    }
    target.push_str(chunk);
}

/// A chunk that begins with a time.
fn headed(chunk: &str) -> Option<Line> {
    let window = head(chunk, 90);
    let found = find::stated(window, None).into_iter().next()?;
    let lead = &chunk[..found.span.start];
    let article =
        ["le", "on", "il", "at", "à", "alle"].contains(&lead.trim().to_lowercase().as_str());
    if !lead.trim().is_empty() && !article {
        return None;
    }
    let stretch = find::stretches(window, None)
        .into_iter()
        .find(|stretch| stretch.span.start == found.span.start);
    let (end, at, until) = match stretch {
        Some(stretch) => (stretch.span.end, stretch.value.from, Some(stretch.value.to)),
        None => (found.span.end, found.value, None),
    };
    let written = chunk[..end].trim().to_owned();
    Some(line(written, at, until, &chunk[end..]))
}

fn line(written: String, at: Stated, until: Option<Stated>, rest: &str) -> Line {
    let text = rest
        .trim_start_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c))
        .trim()
        .to_owned();
    Line {
        written,
        at: Some(at),
        until,
        marks: marks(&text),
        text,
    }
}

/// No bullets: a line begins where a time is followed by a colon.
fn flat(text: &str) -> Timeline {
    let heads: Vec<(Range<usize>, Stated)> = find::stated(text, None)
        .into_iter()
        .filter(|found| opens_line(text, &found.span))
        .map(|found| (found.span, found.value))
        .collect();
    let Some((first, _)) = heads.first() else {
        return Timeline {
            before: text.trim().to_owned(),
            ..Timeline::default()
        };
    };
    let mut timeline = Timeline {
        before: text[..first.start]
            .trim()
            .trim_end_matches(['-', '–', '*', '•'])
            .trim()
            .to_owned(),
        ..Timeline::default()
    };
    let ends = heads
        .iter()
        .skip(1)
        .map(|(span, _)| span.start)
        .chain([text.len()]);
    for ((span, at), end) in heads.iter().zip(ends) {
        let chunk = text[span.end..end].trim();
        let (chunk, after) = if end == text.len() {
            below(chunk)
        } else {
            (chunk.trim_end_matches([' ', '-', '–']), "")
        };
        after.clone_into(&mut timeline.after);
        timeline
            .lines
            .push(line(text[span.clone()].to_owned(), at.clone(), None, chunk));
    }
    timeline
}

fn opens_line(text: &str, span: &Range<usize>) -> bool {
    let rest = text[span.end..].trim_start();
    let colon = rest
        .strip_prefix(':')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    let before = text[..span.start].trim_end_matches([' ', '\t']);
    let own_line = before.is_empty() || before.ends_with('\n');
    colon || (own_line && rest.starts_with(['-', '–']))
}

fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(section: &str) -> Vec<(String, String)> {
        read(section)
            .lines
            .into_iter()
            .map(|line| (line.written, line.text))
            .collect()
    }

    fn want(lines: &[(&str, &str)]) -> Vec<(String, String)> {
        lines
            .iter()
            .map(|(written, text)| ((*written).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn bullets_on_one_line_with_bold_anywhere() {
        assert_eq!(
            lines(
                "* **13 mars :** mise à jour. **Début de l’incident.** * **1 avril - ore 12:11** : errori. * **3 octobre 11h45-16h :** actions."
            ),
            want(&[
                ("13 mars", "mise à jour. Début de l’incident."),
                ("1 avril - ore 12:11", "errori."),
                ("3 octobre 11h45-16h", "actions."),
            ])
        );
    }

    #[test]
    fn lines_without_bullets_begin_with_a_time_and_a_colon() {
        assert_eq!(
            lines(
                r"10\.50am : expiry at 9.30 sharp 11\.46am : alerts from merchants. 04/07 17:04: end"
            ),
            want(&[
                (r"10\.50am", "expiry at 9.30 sharp"),
                (r"11\.46am", "alerts from merchants."),
                ("04/07 17:04", "end"),
            ])
        );
    }

    #[test]
    fn a_bullet_without_a_time_belongs_to_the_line_before() {
        assert_eq!(
            lines("* 9h12 : panne * des cartes"),
            want(&[("9h12", "panne des cartes")])
        );
    }

    #[test]
    fn prose_is_no_timeline() {
        let read = read("Le service est tombé à 14h08.");

        assert!(read.lines.is_empty());
        assert_eq!(read.before, "Le service est tombé à 14h08.");
    }

    #[test]
    fn dashes_of_a_flattened_list_are_bullets() {
        let read = read("- 03/03/2026 à 09h00 : panne - 03/03/2026 à 09h30 : fin de l'incident");

        let texts: Vec<&str> = read.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["panne", "fin de l'incident"]);
        assert_eq!(read.before, "");
    }
}
