//! Figures: shares ("environ 20 à 40% des demandes") and counts ("5,000 excess debits").
//!
//! Not here: whether a figure speaks of the impact. The caller knows which text it gave.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Found,
    clock::{clocks, head, tail},
    day::days,
    duration::durations,
    fold::{fold, has_any},
    mask::{has_digit, mask},
};

/// A share in percent.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// At least; 0 for "up to".
    pub low: f64,
    /// At most.
    pub high: f64,
    /// True beside "environ", "about", "~".
    pub approximate: bool,
    /// Of what, in the words that follow.
    pub of: String,
}

/// A number of things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub value: u64,
    /// Of what, in the words that follow.
    pub of: String,
}

static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:(?P<low>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?%?\s?(?:à|-|–|to|al|et|and|e)\s?(?:le\s|il\s)?)?",
        r"(?P<high>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?(?:%|pour cent(?-u:\b)|percent(?-u:\b)|per cento(?-u:\b))",
    ))
    .expect("a literal pattern")
});
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9]{1,3}(?:[.,\u{202f}\u{a0} ][0-9]{3})+|[0-9]+").expect("a literal pattern")
});

const UP_TO: &[&str] = &[
    "jusqu'a",
    "up to",
    "fino a",
    "fino al",
    "at most",
    "au plus",
    "al massimo",
];
const ABOUT: &[&str] = &[
    "environ",
    "about",
    "around",
    "circa",
    "approximately",
    "pres de",
    "quasi",
    "~",
];
/// Words that end the "of what".
const STOPS: &[&str] = &[
    "ont", "sont", "est", "sera", "have", "has", "were", "was", "are", "is", "sono", "hanno",
    "entre", "between", "tra", "depuis", "since", "dalle", "from", "during", "pendant", "durant",
];
/// What a number belongs to that counts nothing, folded, before it.
const LABELS: &[&str] = &[
    "erreur", "error", "errore", "version", "code", "module", "n°", "no", "v", "p", "priorite",
];

/// Shares in order.
#[must_use]
pub fn shares(text: &str) -> Vec<Found<Share>> {
    if !has_digit(text) || !(text.contains('%') || text.contains("cent")) {
        return Vec::new();
    }
    let masked = mask(text);
    SHARE
        .captures_iter(&masked)
        .filter_map(|form| {
            let span = form.get(0)?.range();
            let high = number(&form["high"])?;
            let before = fold(tail(text, span.start, 24));
            let bound = UP_TO.iter().any(|words| before.ends_with(words));
            let low = form
                .name("low")
                .map_or(Some(if bound { 0.0 } else { high }), |low| {
                    number(low.as_str())
                })?;
            let approximate = bound || has_any(&before, ABOUT);
            let of = of_what(head(text, span.end, 120));
            (low <= high).then_some(Found {
                span,
                value: Share {
                    low,
                    high,
                    approximate,
                    of,
                },
            })
        })
        .collect()
}

/// Counts in order: no days, clock times, lengths, shares, codes.
#[must_use]
pub fn counts(text: &str) -> Vec<Found<Count>> {
    if !has_digit(text) {
        return Vec::new();
    }
    let masked = mask(text);
    let taken = taken(text);
    COUNT
        .find_iter(&masked)
        .filter(|number| stands_alone(&masked, number))
        .filter(|number| !taken_at(&taken, number.start()))
        .filter_map(|number| {
            let digits: String = number
                .as_str()
                .chars()
                .filter(char::is_ascii_digit)
                .collect();
            let of = of_what(head(text, number.end(), 80));
            let counts_things = of.starts_with(char::is_lowercase);
            let value = digits.parse().ok().filter(|_| counts_things)?;
            Some(Found {
                span: number.range(),
                value: Count { value, of },
            })
        })
        .collect()
}

fn taken(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut all: Vec<_> = days(text).into_iter().map(|found| found.span).collect();
    all.extend(clocks(text, None).into_iter().map(|found| found.span));
    all.extend(durations(text).into_iter().map(|found| found.span));
    all.extend(shares(text).into_iter().map(|found| found.span));
    all.sort_by_key(|span| span.start);
    all
}

fn taken_at(taken: &[std::ops::Range<usize>], at: usize) -> bool {
    let next = taken.partition_point(|span| span.start <= at);
    taken[next.saturating_sub(2)..next]
        .iter()
        .any(|span| span.contains(&at))
}

fn stands_alone(text: &str, number: &regex::Match<'_>) -> bool {
    let before = text[..number.start()].chars().next_back();
    let after = text[number.end()..].chars().next();
    let word = fold(tail(text, number.start(), 16));
    let labelled = LABELS.contains(&word.rsplit(' ').next().unwrap_or_default());
    let bound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '#' | '.' | '_');
    !labelled && !before.is_some_and(bound) && after.is_some_and(char::is_whitespace)
}

fn number(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok()
}

fn of_what(after: &str) -> String {
    let clause = after
        .split(['.', ',', ';', ':', '(', ')', '!', '?', '\n', '*', '|', '\\'])
        .next()
        .unwrap_or_default();
    let words: Vec<&str> = clause
        .split_whitespace()
        .take_while(|word| !STOPS.contains(&fold(word).as_str()))
        .take(10)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_with_their_bounds() {
        let found = shares(
            "environ 20 à 40% des demandes. Jusqu’à 50 % des cas. ~10% dei pagamenti, 12,5% of calls",
        );

        let values: Vec<_> = found
            .iter()
            .map(|share| (share.value.low, share.value.high, share.value.of.as_str()))
            .collect();

        assert_eq!(
            values,
            [
                (20.0, 40.0, "des demandes"),
                (0.0, 50.0, "des cas"),
                (10.0, 10.0, "dei pagamenti"),
                (12.5, 12.5, "of calls")
            ]
        );
    }

    #[test]
    fn thousands_are_read_in_three_forms() {
        let found = counts("identifie 5000 débits, then 5,000 debits, poi 5.000 addebiti");

        let values: Vec<_> = found.iter().map(|count| count.value.value).collect();

        assert_eq!(values, [5000, 5000, 5000]);
    }

    #[test]
    fn codes_days_and_lengths_count_nothing() {
        assert_eq!(
            counts("erreur 4009 le 3 mai à 12h30 durant 39 minutes, A920 pro, TSR-12 ok"),
            []
        );
    }
}
