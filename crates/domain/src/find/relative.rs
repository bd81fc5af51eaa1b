//! Words that lean on the day of writing: "hier soir", "this morning", "domani".
//!
//! Not here: which day that was.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;

/// A day counted from the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relative {
    /// -1 yesterday, 0 today, 1 tomorrow.
    pub days: i8,
    /// The part of the day, where said.
    pub part: Option<PartOfDay>,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfDay {
    /// Before noon.
    Morning,
    /// About noon.
    Noon,
    /// Between noon and the evening.
    Afternoon,
    /// From about 18:00 on.
    Evening,
}

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?-u:\b)(?:(?P<before>hier|yesterday|ieri|last night)",
        r"|(?P<today>aujourd['’]hui|ce jour|ce matin|ce midi|ce soir|cet apr[eè]s[- ]midi|today|tonight",
        r"|this (?:morning|afternoon|evening)|oggi|stamattina|stamani|stasera|quest[ao] (?:mattina|pomeriggio|sera))",
        r"|(?P<after>demain|tomorrow|domani))",
        r"(?P<part>\s+(?:dans l['’])?(?:matin|midi|apr[eè]s[- ]midi|soir|morning|afternoon|evening|mattina|pomeriggio|sera)|\s+au soir)?(?-u:\b)",
    ))
    .expect("a literal pattern")
});

/// Relative words in order.
#[must_use]
pub fn relatives(text: &str) -> Vec<Found<Relative>> {
    WORDS
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let days = if found.name("before").is_some() {
                -1
            } else {
                i8::from(found.name("after").is_some())
            };
            Some(Found {
                span: whole.range(),
                value: Relative {
                    days,
                    part: part_of(whole.as_str()),
                },
            })
        })
        .collect()
}

fn part_of(words: &str) -> Option<PartOfDay> {
    let folded = super::fold(words);
    let has = |parts: &[&str]| super::fold::has_any(&folded, parts);
    if has(&["apres", "afternoon", "pomeriggio"]) {
        Some(PartOfDay::Afternoon)
    } else if has(&["matin", "morning", "mattina", "stamani"]) {
        Some(PartOfDay::Morning)
    } else if has(&["soir", "evening", "night", "sera"]) {
        Some(PartOfDay::Evening)
    } else if has(&["midi"]) {
        Some(PartOfDay::Noon)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_parts_of_days_are_read_in_three_languages() {
        let found = relatives("depuis hier soir, this morning, entro domani, cet après-midi");

        let values: Vec<_> = found
            .iter()
            .map(|word| (word.value.days, word.value.part))
            .collect();

        assert_eq!(
            values,
            [
                (-1, Some(PartOfDay::Evening)),
                (0, Some(PartOfDay::Morning)),
                (1, None),
                (0, Some(PartOfDay::Afternoon)),
            ]
        );
    }
}
