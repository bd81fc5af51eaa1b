//! The glossary: words that turn a fact round when they are taken for each other.
//!
//! "Reversées" is paid out, "reversed" is taken back. A concept has senses; a text that has one sense
//! alone and its twin another alone say two things.

use super::{Finding, Kind, Quote, between::Told};
use crate::find::{fold, sentences};

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
            (first.0 != second.0)
                .then(|| Finding::new(Kind::MeaningTurned, vec![first.1, second.1]))
        })
        .collect()
}

/// The sense that a text has of a concept, where it has one alone, and the sentence with it.
fn only_sense(told: &Told<'_>, senses: &[Sense]) -> Option<(usize, Quote)> {
    let mut own = senses.iter().enumerate().filter_map(|(at, sense)| {
        let words = sense
            .iter()
            .find(|(language, _)| *language == told.locale.language())?
            .1;
        Some((at, sentence_with_word(told, words)?))
    });
    let first = own.next()?;
    own.next().is_none().then_some(first)
}

/// The first sentence with a word that begins so.
fn sentence_with_word(told: &Told<'_>, beginnings: &[&str]) -> Option<Quote> {
    let begins = |sentence: &str| {
        let folded = fold(sentence);
        beginnings.iter().any(|beginning| {
            folded.match_indices(beginning).any(|(at, _)| {
                !folded[..at]
                    .chars()
                    .next_back()
                    .is_some_and(char::is_alphanumeric)
            })
        })
    };
    let span = sentences(told.text)
        .into_iter()
        .find(|span| begins(&told.text[span.clone()]))?;
    Some(Quote::here(told.locale, told.text, span))
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
        assert_eq!(right, []);
    }
}
