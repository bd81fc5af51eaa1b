//! Numbers of bank accounts (IBAN), in any spacing: what no text may keep.
//!
//! A number is one when its country has that length and the remainder is right (ISO 13616, ISO
//! 7064 mod 97-10). Countries and lengths are facts of the public registry.

use std::ops::Range;

use super::{Found, digits::is_separator};

/// Account numbers in order; `value` is the country and the last four signs, all that may be kept.
#[must_use]
pub fn ibans(text: &str) -> Vec<Found<String>> {
    let mut all: Vec<Found<String>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        let is_past = all.last().is_none_or(|last| at >= last.span.end);
        if !byte.is_ascii_alphabetic() || !is_past || !begins(text, at) {
            continue;
        }
        all.extend(iban_at(text, at));
    }
    all
}

/// A country's letters at the edge of a word.
fn begins(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    !before.is_some_and(char::is_alphanumeric) && length_of(text, at).is_some()
}

fn length_of(text: &str, at: usize) -> Option<usize> {
    let country = text.get(at..at + 2)?.to_ascii_uppercase();
    let found = LENGTHS.binary_search_by_key(&country.as_str(), |(name, _)| name);
    found.ok().map(|index| LENGTHS[index].1)
}

fn iban_at(text: &str, at: usize) -> Option<Found<String>> {
    let length = length_of(text, at)?;
    let (signs, span) = signs(text, at, length)?;
    let ends = !text[span.end..]
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric);
    let checks = signs.as_bytes()[2..4].iter().all(u8::is_ascii_digit);
    (ends && checks && remainder(&signs) == Some(1)).then(|| Found {
        value: format!("{}{}", &signs[..2], &signs[length - 4..]),
        span,
    })
}

/// The first `length` letters and digits from `at`, separators left out, and where they stand.
fn signs(text: &str, at: usize, length: usize) -> Option<(String, Range<usize>)> {
    let mut signs = String::with_capacity(length);
    for (offset, letter) in text[at..].char_indices() {
        if letter.is_ascii_alphanumeric() {
            signs.push(letter.to_ascii_uppercase());
            if signs.len() == length {
                return Some((signs, at..at + offset + 1));
            }
        } else if !is_separator(letter) {
            return None;
        }
    }
    None
}

/// The number modulo 97, its first four signs moved to the end and letters counted from ten.
fn remainder(signs: &str) -> Option<u32> {
    let (head, body) = signs.split_at_checked(4)?;
    body.chars().chain(head.chars()).try_fold(0, |rest, sign| {
        let value = sign.to_digit(36)?;
        let shift = if value < 10 { 10 } else { 100 };
        Some((rest * shift + value) % 97)
    })
}

/// Countries in the order of their letters, and how long their numbers are.
const LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HN", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// An account number of the country, its check digits made right.
    fn issued(country: &str, length: usize) -> String {
        let body: String = "0123456789ABC7".chars().cycle().take(length - 4).collect();
        (2..99)
            .map(|check| format!("{country}{check:02}{body}"))
            .find(|signs| remainder(signs) == Some(1))
            .unwrap_or_default()
    }

    #[test]
    fn every_country_in_every_spacing_is_caught() {
        for (country, length) in LENGTHS {
            let signs = issued(country, *length);
            for separator in ["", " ", "\u{a0}", "-", "\n"] {
                let groups: Vec<&str> = (0..signs.len())
                    .step_by(4)
                    .map(|at| &signs[at..signs.len().min(at + 4)])
                    .collect();
                let number = groups.join(separator);
                for number in [number.to_lowercase(), number] {
                    let text = format!("virement vers {number} est en retard");

                    let found = ibans(&text);

                    assert_eq!(found.len(), 1, "{number:?}");
                    assert_eq!(found[0].quote(&text), number);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_number_of_any_country_is_caught_and_one_wrong_sign_is_not(
            country in 0..LENGTHS.len(),
            body in "[0-9A-Z]{29}",
            gap in prop::sample::select(&["", " ", "\u{a0}", "\u{202f}", "-", ".", "\n", "\r\n  "][..]),
            size in 2_usize..7,
            at in 4_usize..15,
        ) {
            let (country, length) = LENGTHS[country];
            let signs = (2..99)
                .map(|check| format!("{country}{check:02}{}", &body[..length - 4]))
                .find(|signs| remainder(signs) == Some(1))
                .unwrap_or_default();
            let text = |signs: &str| {
                let bytes = signs.as_bytes().chunks(size);
                let groups: Vec<_> = bytes.map(String::from_utf8_lossy).collect();
                format!("Compte {}, crédité demain.", groups.join(gap))
            };
            let mut wrong = signs.clone().into_bytes();
            wrong[at] = match wrong[at] {
                b'9' => b'0',
                b'Z' => b'A',
                other => other + 1,
            };

            prop_assert_eq!(ibans(&text(&signs)).len(), 1);
            prop_assert_eq!(ibans(&text(&String::from_utf8_lossy(&wrong))), []);
        }
    }

    #[test]
    fn known_numbers_are_caught_and_wrong_ones_are_not() {
        assert_eq!(
            ibans("FR14 2004 1010 0505 0001 3M02 606")[0].value,
            "FR2606"
        );
        assert_eq!(ibans("IT60X0542811101000000123456")[0].value, "IT3456");
        for text in [
            "FR14 2004 1010 0505 0001 3M02 607",
            "FR14 2004 1010",
            "de 22 à 24 heures, en 2024, 3000 paiements et 12345678901234567890",
        ] {
            assert_eq!(ibans(text), [], "{text}");
        }
    }
}
