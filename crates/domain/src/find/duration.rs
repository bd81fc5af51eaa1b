//! Lengths of time: "13 minutes", "2h30", "3h 34m", "24 ore", "2 jours".
//!
//! Not here: clock times. `14h08` is a time unless a word makes it a length.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Found, fold,
    mask::{has_digit, mask},
};

/// A length as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    /// Whole minutes.
    pub minutes: i64,
    /// True where days were written: such a length is no count of minutes.
    pub in_days: bool,
}

static FORMS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?-u:\b)(?P<h>[0-9]{1,3})\s?h\s?(?P<hm>[0-9]{1,2})\s?m(?:in)?(?-u:\b)",
        r"|(?-u:\b)(?P<n>[0-9]{1,4})\s?(?P<unit>minutes?|minut[oi]|mins?|heures?|hours?|or[ae]|jours?|days?|giorn[oi])(?-u:\b)",
        r"|(?-u:\b)(?:d['’]ici|sous|pendant|durant|dans|within|in|entro)\s+(?P<sh>[0-9]{1,3})h(?P<sm>[0-9]{2})?(?-u:\b)",
    ))
    .expect("a literal pattern")
});

/// Lengths in order.
#[must_use]
pub fn durations(text: &str) -> Vec<Found<Duration>> {
    if !has_digit(text) {
        return Vec::new();
    }
    let masked = mask(text);
    FORMS
        .captures_iter(&masked)
        .filter_map(|form| {
            let number = |name: &str| {
                form.name(name)
                    .and_then(|digits| digits.as_str().parse::<i64>().ok())
            };
            let span = form.get(0)?.range();
            let value = match (number("h").or(number("sh")), number("n")) {
                (Some(hours), _) => {
                    let minutes = number("hm").or(number("sm")).unwrap_or(0);
                    Duration {
                        minutes: hours * 60 + minutes,
                        in_days: false,
                    }
                }
                (None, Some(count)) => in_unit(count, &form["unit"].to_lowercase()),
                (None, None) => return None,
            };
            Some(Found { span, value })
        })
        .collect()
}

/// Words before a length that something took.
const LASTED: &[&str] = &[
    "durant", "pendant", "during", "for", "per", "durante", "lasting",
];

/// The minutes that something lasted, by a sentence: "during 13 minutes". Days are no count of minutes.
#[must_use]
pub fn lasted(sentence: &str) -> Option<i64> {
    let found = durations(sentence).into_iter().find(|found| {
        let before = fold(&sentence[..found.span.start]);
        let word = before.rsplit(' ').next().unwrap_or_default();
        LASTED.contains(&word) && !found.value.in_days
    })?;
    Some(found.value.minutes)
}

fn in_unit(count: i64, unit: &str) -> Duration {
    match unit.as_bytes().first() {
        Some(b'm') => Duration {
            minutes: count,
            in_days: false,
        },
        Some(b'h' | b'o') => Duration {
            minutes: count * 60,
            in_days: false,
        },
        _ => Duration {
            minutes: count * 24 * 60,
            in_days: true,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_three_languages() {
        let found =
            durations("durant 13 minutes, lasting 3h 34m, entro 24 ore, d'ici 24h, 2 jours");

        let minutes: Vec<_> = found.iter().map(|length| length.value.minutes).collect();

        assert_eq!(minutes, [13, 214, 1440, 1440, 2880]);
    }

    #[test]
    fn a_clock_time_is_no_length() {
        assert_eq!(durations("à 14h08, à 17h"), []);
    }
}
