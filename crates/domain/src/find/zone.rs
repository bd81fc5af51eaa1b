//! Zone labels beside a clock time: `CET`, `CEST`, `UTC+1`, "heure de Paris".
//!
//! Not here: whether the season agrees. A label is what is written.

use std::sync::LazyLock;

use jiff::tz::Offset;
use regex::Regex;

use super::Found;

/// A zone as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// As written: `CET`, `UTC+1`.
    pub label: String,
    /// The offset that the label means; `None` where it names a place.
    pub offset: Option<Offset>,
    /// The IANA name, where a place is named.
    pub iana: Option<&'static str>,
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(CEST|CET|UTC|GMT|BST|WEST|WET|EEST|EET|EDT|EST|CDT|CST|PDT|PST|Z)(?-u:\b)(?:\s?([+-])([0-9]{1,2})(?::?([0-9]{2}))?(?-u:\b))?|(?i:heure de paris|paris time|heure fran[cç]aise|ora italiana|ora di roma|italian time)",
    )
    .expect("a literal pattern")
});

/// Hours before or after UTC, in halves not needed here.
const HOURS: &[(&str, i8)] = &[
    ("CET", 1),
    ("CEST", 2),
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("BST", 1),
    ("WET", 0),
    ("WEST", 1),
    ("EET", 2),
    ("EEST", 3),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("PST", -8),
    ("PDT", -7),
];

/// What every spelled-out zone has in it.
const NAMED: &[&str] = &["aris", "PARIS", "fran", "FRAN", "talia", "TALIA", "oma"];

/// Zone labels in order. A lone `Z` counts only straight after a digit.
#[must_use]
pub fn zones(text: &str) -> Vec<Found<Zone>> {
    // Every label has a capital T, a Z, or is spelled out.
    if !text.contains(['T', 'Z']) && !NAMED.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    LABEL
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let lone_z = whole.as_str() == "Z";
            if lone_z && !text[..whole.start()].ends_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            Some(Found {
                span: whole.range(),
                value: zone_of(&found)?,
            })
        })
        .collect()
}

fn zone_of(found: &regex::Captures<'_>) -> Option<Zone> {
    let label = found.get(0)?.as_str().to_owned();
    let Some(name) = found.get(1) else {
        let folded = super::fold(&label);
        let iana = if folded.contains("ital") || folded.contains("roma") {
            "Europe/Rome"
        } else {
            "Europe/Paris"
        };
        return Some(Zone {
            label,
            offset: None,
            iana: Some(iana),
        });
    };
    let base = HOURS.iter().find(|(known, _)| *known == name.as_str())?.1;
    let offset = Offset::from_seconds(i32::from(base) * 3600 + shift(found)?).ok()?;
    Some(Zone {
        label,
        offset: Some(offset),
        iana: None,
    })
}

fn shift(found: &regex::Captures<'_>) -> Option<i32> {
    let Some(sign) = found.get(2) else {
        return Some(0);
    };
    let hours: i32 = found[3].parse().ok()?;
    let minutes: i32 = found
        .get(4)
        .map_or(Some(0), |minutes| minutes.as_str().parse().ok())?;
    let seconds = hours * 3600 + minutes * 60;
    Some(if sign.as_str() == "-" {
        -seconds
    } else {
        seconds
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_their_offsets_are_read() {
        let found = zones("14h08 CET, 9h UTC+1, 10h UTC-03:30, 8h heure de Paris");

        let offsets: Vec<_> = found
            .iter()
            .map(|zone| zone.value.offset.map(|offset| offset.seconds()))
            .collect();

        assert_eq!(offsets, [Some(3600), Some(3600), Some(-12600), None]);
        assert_eq!(found[3].value.iana, Some("Europe/Paris"));
    }

    #[test]
    fn a_word_that_only_holds_a_label_is_none() {
        assert_eq!(zones("CETTE ESTIMATION, OUTCET"), []);
    }
}
