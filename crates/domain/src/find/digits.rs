//! Runs of digits with separators between their groups: what card numbers are written as.
//!
//! Not here: what a run means.

use std::ops::Range;

/// Groups of digits that only separators stand between.
#[derive(Debug)]
pub(super) struct Run {
    /// The groups' bytes in the text, in order; none is empty.
    pub(super) groups: Vec<Range<usize>>,
}

/// As much as may stand between two groups: a line break with its indent, a dash with spaces.
const WIDEST: usize = 8;

/// The runs in order. Digits that touch a letter belong to a word and are in none.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    for group in groups(text) {
        match all.last_mut() {
            Some(run) if continues(text, run, &group) => run.groups.push(group),
            _ => all.push(Run {
                groups: vec![group],
            }),
        }
    }
    all
}

fn continues(text: &str, run: &Run, next: &Range<usize>) -> bool {
    let gap = run
        .groups
        .last()
        .and_then(|last| text.get(last.end..next.start));
    gap.is_some_and(|gap| !gap.is_empty() && gap.len() <= WIDEST && gap.chars().all(is_separator))
}

fn groups(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                all.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    all.retain(|group| !touches_word(text, group));
    all
}

fn touches_word(text: &str, group: &Range<usize>) -> bool {
    let before = text[..group.start].chars().next_back();
    let after = text[group.end..].chars().next();
    before.is_some_and(char::is_alphabetic) || after.is_some_and(char::is_alphabetic)
}

/// What people and programs put between the groups of a number: spaces of every width, dashes,
/// dots, strokes, Markdown's escapes, line breaks.
pub(super) fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '-' | '.' | '/' | '_' | '\\' | '*' | '|' | '·' | '•' | '\u{ad}' | '\u{2212}'
        )
        || ('\u{200b}'..='\u{200f}').contains(&letter)
        || ('\u{2010}'..='\u{2015}').contains(&letter)
        || letter == '\u{2060}'
        || letter == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_join_and_words_part() {
        let text = "n° 4111 1111-1111\n  1111, puis 12:30 et A80";

        let found: Vec<Vec<&str>> = runs(text)
            .into_iter()
            .map(|run| run.groups.into_iter().map(|group| &text[group]).collect())
            .collect();

        assert_eq!(
            found,
            [vec!["4111", "1111", "1111", "1111"], vec!["12"], vec!["30"]]
        );
    }
}
