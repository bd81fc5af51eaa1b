//! Card numbers, in any spacing: what no text may keep.
//!
//! A number is one of a card when a scheme issues such a beginning in such a length and its last
//! digit is right (ISO/IEC 7812-1, Luhn). Beginnings and lengths are facts of the schemes' public
//! tables.
//!
//! Read in order: [`cards`], the look-alikes, the schemes.

use std::ops::{Range, RangeInclusive};

use super::{
    Found,
    clock::tail,
    digits::{Run, runs},
    fold::fold,
};

/// Card numbers in order; `value` is the last four digits, all that may be kept.
#[must_use]
pub fn cards(text: &str) -> Vec<Found<String>> {
    let mut all = Vec::new();
    for run in runs(text) {
        let mut from = 0;
        while from < run.groups.len() {
            if let Some((found, next)) = card_at(text, &run, from) {
                all.push(found);
                from = next;
            } else {
                from += 1;
            }
        }
    }
    all
}

/// The longest card number that begins with the run's group `from`, and the group after it.
fn card_at(text: &str, run: &Run, from: usize) -> Option<(Found<String>, usize)> {
    let mut digits = String::new();
    let mut best = None;
    for (at, group) in run.groups.iter().enumerate().skip(from) {
        digits.push_str(&text[group.clone()]);
        if digits.len() > LONGEST {
            break;
        }
        if digits.len() >= SHORTEST
            && is_card(&digits)
            && !looks_otherwise(text, run, from..at + 1, &digits)
        {
            best = Some((at + 1, digits.clone()));
        }
    }
    let (next, digits) = best?;
    let span = run.groups[from].start..run.groups[next - 1].end;
    let value = digits[digits.len() - 4..].to_owned();
    Some((Found { span, value }, next))
}

/// True where the digits can be a card's: a scheme has the beginning and length, the sum is right.
fn is_card(digits: &str) -> bool {
    let is_one_digit = digits.bytes().all(|byte| byte == digits.as_bytes()[0]);
    !is_one_digit && is_issued(digits) && passes_luhn(digits)
}

fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let digit = u32::from(byte - b'0');
            match at % 2 {
                0 => digit,
                _ => digit * 2 / 10 + digit * 2 % 10,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Telephone numbers, numbers of orders and lists of figures can pass the sum by chance.
fn looks_otherwise(text: &str, run: &Run, groups: Range<usize>, digits: &str) -> bool {
    let sizes: Vec<usize> = run.groups[groups.clone()]
        .iter()
        .map(ExactSizeIterator::len)
        .collect();
    let before = tail(text, run.groups[groups.start].start, LOOK_BACK);
    if before.ends_with('+') || dials(text, run) && sizes.iter().all(|size| *size <= 3) {
        return true;
    }
    match sizes.as_slice() {
        [_] => is_named_otherwise(before),
        // Twelve to fifteen digits of Maestro in odd groups are more often something else.
        several => digits.len() < 15 && several.iter().any(|size| *size < 3) && !is_even(several),
    }
}

/// The run begins as a telephone number does: `+33 6 …`, `06 12 …`.
fn dials(text: &str, run: &Run) -> bool {
    let Some(first) = run.groups.first() else {
        return false;
    };
    text[..first.start].ends_with('+') || text[first.clone()].starts_with('0')
}

/// All groups of one size, but for a shorter last one.
fn is_even(sizes: &[usize]) -> bool {
    let Some((last, rest)) = sizes.split_last() else {
        return true;
    };
    rest.windows(2).all(|pair| pair[0] == pair[1]) && rest.first().is_none_or(|size| last <= size)
}

/// How far back the word that names a number may stand, in bytes.
const LOOK_BACK: usize = 32;

/// Words before a number that say it is no card's, folded.
const OTHERWISE: &[&str] = &[
    "commande",
    "order",
    "ordine",
    "facture",
    "invoice",
    "fattura",
    "ticket",
    "dossier",
    "pratica",
    "transaction",
    "transazione",
    "tracking",
    "suivi",
    "siret",
    "siren",
    "imei",
    "reference",
    "riferimento",
    "ref",
    "id",
    "tel",
    "telephone",
    "telefono",
    "phone",
];

/// What may stand between such a word and its number.
const NUMBER: &[&str] = &["n", "no", "nr", "n°", "nº", "number", "numero", "id", "num"];

fn is_named_otherwise(before: &str) -> bool {
    let folded = fold(before);
    let words = folded
        .rsplit(|letter: char| !letter.is_alphanumeric() && letter != '°')
        .filter(|word| !word.is_empty());
    words
        .skip_while(|word| NUMBER.contains(word))
        .take(1)
        .any(|word| OTHERWISE.contains(&word))
}

const SHORTEST: usize = 12;
const LONGEST: usize = 19;

/// Who issues: the first digits, from and to (as many digits on both sides), and the lengths.
type Scheme = (RangeInclusive<u32>, RangeInclusive<usize>);

/// The schemes' beginnings and lengths.
const SCHEMES: &[Scheme] = &[
    (4..=4, 13..=13),             // Visa, the first ones
    (4..=4, 16..=16),             // Visa
    (4..=4, 19..=19),             // Visa
    (51..=55, 16..=16),           // Mastercard
    (2221..=2720, 16..=16),       // Mastercard
    (34..=34, 15..=15),           // American Express
    (37..=37, 15..=15),           // American Express
    (300..=305, 14..=19),         // Diners Club
    (3095..=3095, 14..=19),       // Diners Club
    (36..=36, 14..=19),           // Diners Club
    (38..=39, 14..=19),           // Diners Club
    (6011..=6011, 16..=19),       // Discover
    (622126..=622925, 16..=19),   // Discover with UnionPay
    (644..=649, 16..=19),         // Discover
    (65..=65, 16..=19),           // Discover, RuPay, Troy
    (3528..=3589, 16..=19),       // JCB
    (62..=62, 16..=19),           // UnionPay
    (81..=82, 16..=19),           // UnionPay, RuPay
    (50..=50, 12..=19),           // Maestro, Verve
    (56..=64, 12..=19),           // Maestro
    (66..=69, 12..=19),           // Maestro
    (2200..=2204, 16..=19),       // Mir
    (2205..=2205, 16..=16),       // Borica
    (5019..=5019, 16..=16),       // Dankort
    (9792..=9792, 16..=16),       // Troy
    (8600..=8600, 16..=16),       // Uzcard
    (5614..=5614, 16..=16),       // Uzcard
    (9860..=9860, 16..=16),       // Humo
    (357111..=357111, 16..=16),   // LankaPay
    (1..=1, 15..=15),             // UATP
    (636..=639, 16..=19),         // InterPayment, InstaPayment
    (604_001..=604_999, 16..=19), // UkrCard
];

fn is_issued(digits: &str) -> bool {
    SCHEMES.iter().any(|(beginning, lengths)| {
        let width = beginning.start().ilog10() as usize + 1;
        let first = digits.get(..width).and_then(|first| first.parse().ok());
        lengths.contains(&digits.len()) && first.is_some_and(|first| beginning.contains(&first))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A number of the scheme, its last digit made right.
    fn issued(beginning: &str, length: usize) -> String {
        let body = format!("{beginning:0<width$}", width = length - 2) + "7";
        (0..10)
            .map(|last| format!("{body}{last}"))
            .find(|digits| passes_luhn(digits))
            .unwrap_or_default()
    }

    #[test]
    fn every_scheme_in_every_spacing_is_caught() {
        for (beginning, lengths) in SCHEMES {
            for length in lengths.clone() {
                let digits = issued(&beginning.start().to_string(), length);
                for separator in [
                    "", " ", "-", "\u{a0}", "\u{202f}", ".", "\n", " - ", "\r\n  ",
                ] {
                    let spaced: Vec<&str> = (0..digits.len())
                        .step_by(4)
                        .map(|at| &digits[at..digits.len().min(at + 4)])
                        .collect();
                    let number = spaced.join(separator);
                    let text = format!("Carte {number} refusée");

                    let found = cards(&text);

                    assert_eq!(found.len(), 1, "{beginning:?} {length} {number:?}");
                    assert_eq!(found[0].quote(&text), number);
                    assert_eq!(found[0].value, digits[length - 4..]);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_number_that_a_scheme_can_issue_is_caught_in_any_groups(
            (scheme, length) in schemes(),
            tail in "[0-9]{19}",
            cuts in prop::collection::vec(3_usize..7, 1..5),
            gap in prop::sample::select(GAPS),
        ) {
            let first = first_of(&SCHEMES[scheme].0, &tail);
            let body = format!("{first}{tail}");
            let digits = with_check(&body[..length - 1]);
            let number = grouped(&digits, &cuts, gap);
            let text = format!("La carte {number}, refusée à 14h08.");

            let found = cards(&text);

            prop_assert_eq!(found.len(), 1, "{:?}", number);
            prop_assert_eq!(found[0].quote(&text), number);
        }

        #[test]
        fn one_digit_wrong_is_no_card(
            (scheme, length) in schemes(),
            tail in "[0-9]{19}",
            at in 0_usize..12,
            more in 1_u8..10,
        ) {
            let first = first_of(&SCHEMES[scheme].0, &tail);
            let body = format!("{first}{tail}");
            let mut digits = with_check(&body[..length - 1]).into_bytes();
            digits[at] = b'0' + (digits[at] - b'0' + more) % 10;
            let text = format!("La carte {} est refusée.", String::from_utf8_lossy(&digits));

            prop_assert_eq!(cards(&text), []);
        }

        #[test]
        fn telephone_numbers_and_references_are_left_alone(
            country in prop::sample::select(&["33", "39", "44", "1", "49", "41"][..]),
            digits in "[1-9]([0-9]{2} ){4}[0-9]{2}",
            reference in 1_u32..9_999_999,
            order in "4[0-9]{15}",
        ) {
            for text in [
                format!("Appelez le +{country} {digits}."),
                format!("TSR-{reference} & TSR-{reference}, SRM-{reference}"),
                format!("Commande n° {order}"),
                format!("Order number: {order}"),
            ] {
                prop_assert_eq!(cards(&text), [], "{}", text);
            }
        }
    }

    const GAPS: &[&str] = &[
        " ", "-", "\u{a0}", "\u{202f}", ".", "\n", " - ", "\r\n  ", "\u{200b}", "*",
    ];

    fn schemes() -> impl Strategy<Value = (usize, usize)> {
        (0..SCHEMES.len()).prop_flat_map(|scheme| (Just(scheme), SCHEMES[scheme].1.clone()))
    }

    /// A beginning of the scheme, picked by some digits.
    fn first_of(range: &RangeInclusive<u32>, digits: &str) -> u32 {
        let width = range.end() - range.start() + 1;
        range.start() + digits[..6].parse::<u32>().unwrap_or(0) % width
    }

    fn with_check(body: &str) -> String {
        let all = (0..10).map(|last| format!("{body}{last}"));
        all.into_iter()
            .find(|digits| passes_luhn(digits))
            .unwrap_or_default()
    }

    fn grouped(digits: &str, cuts: &[usize], gap: &str) -> String {
        let mut rest = digits;
        let mut groups = Vec::new();
        for cut in cuts.iter().cycle() {
            if rest.len() <= cut + 2 {
                break;
            }
            let (group, more) = rest.split_at(*cut);
            groups.push(group);
            rest = more;
        }
        groups.push(rest);
        groups.join(gap)
    }

    #[test]
    fn a_number_is_caught_beside_others() {
        let text = "TSR-1026: 12 cartes, dont 4111 1111 1111 1111 et 5555-5555-5555-4444.";

        let found: Vec<_> = cards(text).into_iter().map(|card| card.value).collect();

        assert_eq!(found, ["1111", "4444"]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for text in [
            "Commande n° 4539578763621486 du 12/09/2024",
            "order 4111111111111111",
            "+33 6 12 34 56 78",
            "06 12 34 56 78 ou 06 98 76 54 32",
            "0033 612 345 678",
            "TSR-1026, TSR-577 & TSR-581",
            "2024-11-21 15:20 à 2024-11-21 16:40",
            "4111 1111 1111 1112",
            "0000 0000 0000 0000",
            "SIRET 732 829 320 00074",
            "019a1b2c-4111-7111-8111-111111111111",
        ] {
            assert_eq!(cards(text), [], "{text}");
        }
    }
}
