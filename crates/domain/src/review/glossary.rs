//! The glossary: words that turn a fact round when they are taken for each other.
//!
//! "Reversées" is paid out, "reversed" is taken back. A concept has senses; a text that has one sense
//! alone and its twin another alone say two things.

use std::ops::Range;

use super::{Draft, Finding, Kind, Known, Quote, between::Told};
use crate::find::{fold, fold::has_any, sentence_at, sentences};

/// One sense of a concept: its words per language, folded, as beginnings of words.
type Sense = &'static [(&'static str, &'static [&'static str])];

/// Concepts and their senses.
const CONCEPTS: &[&[Sense]] = &[
    &[
        &[
            ("fr", &["revers"]),
            ("en", &["paid out", "payout", "settle", "remit"]),
            ("it", &["versat", "accreditat", "riversat", "bonific"]),
        ],
        &[
            ("fr", &["annul", "contrepass", "extourn"]),
            ("en", &["revers", "cancel", "void"]),
            ("it", &["annull", "storn"]),
        ],
    ],
    &[
        &[
            ("fr", &["relanc", "retraite", "represent"]),
            (
                "en",
                &[
                    "re-run",
                    "rerun",
                    "resubmit",
                    "reprocess",
                    "relaunch",
                    "retried",
                ],
            ),
            ("it", &["rilanci", "rieseguit", "riprocess", "ripresentat"]),
        ],
        &[
            ("fr", &["mis en demeure", "mises en demeure"]),
            ("en", &["followed up", "follow up", "chase", "dunn"]),
            ("it", &["sollecit"]),
        ],
    ],
    &[
        &[
            ("fr", &["rembours"]),
            ("en", &["refund"]),
            ("it", &["rimbors"]),
        ],
        &[
            ("fr", &["prelev", "debit"]),
            ("en", &["charged", "debited", "collected"]),
            ("it", &["addebit", "prelevat"]),
        ],
    ],
    &[
        &[
            ("fr", &["accept", "autorise"]),
            ("en", &["accept", "approv", "authori"]),
            ("it", &["accettat", "approvat", "autorizzat"]),
        ],
        &[
            ("fr", &["refus", "rejet"]),
            ("en", &["declin", "refus", "reject"]),
            ("it", &["rifiut", "respint", "negat"]),
        ],
    ],
    &[
        &[
            ("fr", &["reversement", "virement"]),
            ("en", &["payout", "settlement"]),
            ("it", &["accredito", "accrediti", "bonific"]),
        ],
        &[
            ("fr", &["remontee", "remontent", "affichage"]),
            ("en", &["display", "reporting"]),
            ("it", &["visualizzazione"]),
        ],
    ],
];

/// Where two texts that should say one thing say two.
pub(super) fn between(one: &Told<'_>, two: &Told<'_>) -> Vec<Finding> {
    CONCEPTS
        .iter()
        .filter_map(|senses| {
            let (first, second) = (only_sense(one, senses)?, only_sense(two, senses)?);
            (first.sense != second.sense).then(|| {
                Finding::new(Kind::MeaningTurned, vec![first.quote, second.quote])
                    .with("first", first.words)
                    .with("second", second.words)
            })
        })
        .collect()
}

/// What an incident is about, as titles name it: a title that names one, above a text that only speaks
/// of another.
const SUBJECTS: &[Sense] = &[
    &[
        ("fr", &["reversement", "virement"]),
        ("en", &["payout", "settlement"]),
        ("it", &["accredit", "bonific"]),
    ],
    &[
        ("fr", &["remontee", "remontent", "affichage"]),
        ("en", &["display", "reporting"]),
        ("it", &["visualizzazione"]),
    ],
    &[
        ("fr", &["rembours"]),
        ("en", &["refund"]),
        ("it", &["rimbors"]),
    ],
    &[
        ("fr", &["facture", "facturation"]),
        ("en", &["invoice", "invoicing"]),
        ("it", &["fattur"]),
    ],
];

/// The title's subject against the text's; once, at the first text that has another.
pub(super) fn title(draft: &Draft<'_>, known: &Known<'_>) -> Option<Finding> {
    draft.text.iter().find_map(|(locale, text)| {
        let of_title = draft.title?.get(locale)?;
        let title = only_sense(
            &Told {
                locale,
                text: of_title,
            },
            SUBJECTS,
        )?;
        let own = only_sense(&Told { locale, text }, SUBJECTS)?;
        let was_said = known.said.iter().any(|said| {
            let earlier = said.text.get(locale);
            let earlier = earlier.and_then(|text| only_sense(&Told { locale, text }, SUBJECTS));
            earlier.is_some_and(|earlier| earlier.sense == own.sense)
        });
        (title.sense != own.sense && !was_said).then(|| {
            let quotes = vec![Quote::elsewhere(Some(locale), of_title), own.quote];
            Finding::new(Kind::MeaningTurned, quotes)
                .with("first", title.words)
                .with("second", own.words)
        })
    })
}

/// A concept in one of its senses, as a text has it.
struct Meant {
    sense: usize,
    words: String,
    quote: Quote,
}

/// The sense that a text has of a concept, where it has one alone.
fn only_sense(told: &Told<'_>, senses: &[Sense]) -> Option<Meant> {
    let mut own = senses.iter().enumerate().filter_map(|(sense, words)| {
        let words = words
            .iter()
            .find(|(language, _)| *language == told.locale.language())?
            .1;
        let span = find_word(told.text, words)?;
        let sentence = sentence_at(told.text, span.start)?;
        Some(Meant {
            sense,
            words: told.text[span].to_owned(),
            quote: Quote::here(told.locale, told.text, sentence),
        })
    });
    let first = own.next()?;
    own.next().is_none().then_some(first)
}

/// The first word, or words, with such a beginning.
fn find_word(text: &str, beginnings: &[&str]) -> Option<Range<usize>> {
    if !has_any(&fold(text), beginnings) {
        return None;
    }
    sentences(text).into_iter().find_map(|sentence| {
        let span = find_in(&text[sentence.clone()], beginnings)?;
        Some(sentence.start + span.start..sentence.start + span.end)
    })
}

fn find_in(sentence: &str, beginnings: &[&str]) -> Option<Range<usize>> {
    if !has_any(&fold(sentence), beginnings) {
        return None;
    }
    let longest = beginnings
        .iter()
        .map(|one| one.matches(' ').count())
        .max()?;
    let words = words(sentence);
    (0..words.len()).find_map(|at| {
        let last = words.len().min(at + longest + 1) - 1;
        let folded = fold(&sentence[words[at].start..words[last].end]);
        let beginning = beginnings.iter().find(|one| folded.starts_with(**one))?;
        let end = words.get(at + beginning.matches(' ').count())?.end;
        Some(words[at].start..end)
    })
}

/// The bytes of the words; "re-run" is one, "l'affichage" are two.
fn words(text: &str) -> Vec<Range<usize>> {
    let joins = |letter: char| letter.is_alphanumeric() || letter == '-';
    let mut at = 0;
    let mut all = Vec::new();
    for piece in text.split(|letter: char| !joins(letter)) {
        if !piece.is_empty() {
            all.push(at..at + piece.len());
        }
        at += piece.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Locale;

    #[test]
    fn paid_out_is_not_reversed() {
        let (fr, en) = (Locale::of("fr"), Locale::of("en"));
        let told = |locale, text| Told { locale, text };
        let french = told(&fr, "Les sommes seront reversées demain.");

        let turned = between(
            &french,
            &told(&en, "The amounts will be reversed tomorrow."),
        );
        let right = between(
            &french,
            &told(&en, "The amounts will be paid out tomorrow."),
        );

        assert_eq!(turned.len(), 1);
        assert_eq!(
            turned[0].details,
            [
                ("first", "reversées".to_owned()),
                ("second", "reversed".to_owned())
            ]
        );
        assert_eq!(right, []);
    }
}
