//! References of incident trackers: `TSR-1723`, `SRM-6195`.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;

static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)([A-Z]{2,6})-([0-9]{1,7})(?-u:\b)").expect("a literal pattern")
});

/// Standards and names of the same form that refer to no incident.
const NO_TRACKER: &[&str] = &[
    "UTF", "ISO", "SHA", "RFC", "CVE", "COVID", "TLS", "SSL", "HTTP", "AES", "PSD", "WPA",
];

/// How far back an address may begin, in bytes.
const LOOK_BACK: usize = 200;

/// References in order, repeats included.
#[must_use]
pub fn references(text: &str) -> Vec<Found<String>> {
    REFERENCE
        .captures_iter(text)
        .filter(|found| !NO_TRACKER.contains(&&found[1]))
        .filter_map(|found| found.get(0))
        .filter(|found| !in_address(text, found.start()))
        .map(|found| Found {
            span: found.range(),
            value: found.as_str().to_owned(),
        })
        .collect()
}

fn in_address(text: &str, at: usize) -> bool {
    let before = super::clock::tail(text, at, LOOK_BACK);
    let word = before
        .rfind(char::is_whitespace)
        .map_or(before, |space| &before[space..]);
    word.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_and_standards_are_not() {
        let found = references("INC-12 & OPS-345, en UTF-8, voir https://a.example/INC-99");

        let values: Vec<_> = found.into_iter().map(|reference| reference.value).collect();

        assert_eq!(values, ["INC-12", "OPS-345"]);
    }
}
