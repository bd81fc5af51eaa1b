//! The rules of a page as people write them: one line for each kind, such as `1d, P1 30m`.
//!
//! The same in a file that is applied and in the console; programs send them apart.

use std::fmt::Write as _;

use super::{BadWithin, CommitmentKind, PromiseRule, PromiseRules};
use crate::Priority;

/// A line that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLine {
    /// What stands before a length is no priority.
    #[error("{0:?} is no priority: write P1 to P9 before a time, or nothing for all others")]
    Priority(String),
    /// A length that is none.
    #[error(transparent)]
    Within(#[from] BadWithin),
}

/// The rules of one kind out of a line; none out of a blank one.
///
/// # Errors
/// [`BadLine`] for what is no priority or no length.
pub fn read(kind: CommitmentKind, line: &str) -> Result<Vec<PromiseRule>, BadLine> {
    let parts = line.split([',', ';']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (priority, within) = match part.split_once([' ', ':']) {
                Some((first, rest)) if first.starts_with(['P', 'p']) => {
                    (Some(priority(first)?), rest.trim_start_matches([':', ' ']))
                }
                _ => (None, part),
            };
            Ok(PromiseRule {
                kind,
                priority,
                within: within.parse()?,
            })
        })
        .collect()
}

fn priority(text: &str) -> Result<Priority, BadLine> {
    let bad = || BadLine::Priority(text.to_owned());
    let number: u8 = text[1..].parse().map_err(|_| bad())?;
    Priority::try_from(number).map_err(|_| bad())
}

/// The rules of one kind as a line: first the one for all, then each priority.
#[must_use]
pub fn write(rules: &PromiseRules, kind: CommitmentKind) -> String {
    let mut own: Vec<&PromiseRule> = rules.rules.iter().filter(|one| one.kind == kind).collect();
    own.sort_by_key(|one| one.priority);
    let mut line = String::new();
    for one in own {
        let comma = if line.is_empty() { "" } else { ", " };
        // Into a string, it cannot fail.
        let _ = match one.priority {
            Some(priority) => write!(line, "{comma}{priority} {}", one.within),
            None => write!(line, "{comma}{}", one.within),
        };
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_is_written() {
        let kind = CommitmentKind::Update;
        let rules = PromiseRules {
            rules: read(kind, " P1: 30m; 24h , P2 4h").unwrap(),
            holidays: vec![],
        };

        let line = write(&rules, kind);

        assert_eq!(line, "1d, P1 30m, P2 4h");
        assert_eq!(write(&rules, CommitmentKind::Postmortem), "");
        let again = PromiseRules {
            rules: read(kind, &line).unwrap(),
            holidays: vec![],
        };
        assert_eq!(write(&again, kind), line);
        assert_eq!(read(kind, " "), Ok(vec![]));
    }

    #[test]
    fn what_is_no_rule_says_what_to_write() {
        let kind = CommitmentKind::Update;

        let number = read(kind, "P0 30m").unwrap_err().to_string();
        let length = read(kind, "P1 soon").unwrap_err().to_string();

        assert!(number.contains("P1 to P9"), "{number}");
        assert!(length.contains("30m, 4h, 1d or 5wd"), "{length}");
    }
}
