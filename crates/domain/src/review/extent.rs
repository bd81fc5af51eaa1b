//! How much, and whose fault: what readers were told, against what the text says now.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Draft, Finding, Kind, Known, Quote,
    state::{earlier, sentence},
};
use crate::{
    Responsibility,
    find::{self, fold, fold::has_any},
};

pub(super) fn review(draft: &Draft<'_>, known: &Known<'_>) -> Vec<Finding> {
    [
        part_and_whole(draft, known),
        whole_and_part(draft, known),
        fault(draft, known),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const PART: &[&str] = &[
    "certains",
    "certaines",
    "une partie",
    "partiel",
    "pas tous concernes",
    "some ",
];
const WHOLE: &[&str] = &[
    "totale",
    "l'integralite",
    "aucun paiement",
    "aucune transaction",
    "total interruption",
    "total outage",
    "all transactions",
    "interruzione totale",
];
const NONE_PASSES: &[&str] = &[
    "n'aboutissent pas",
    "ne passent pas",
    "are not completed",
    "non vengono completate",
    "toutes les transactions",
    "every ",
];

/// Words of a cure: all of it may well be mended that was partly broken.
const CURE: &[&str] = &[
    "rembours",
    "refund",
    "rimbors",
    "rattrap",
    "traite",
    "processed",
    "elaborat",
    "retabli",
    "restored",
    "ripristinat",
    "resolu",
    "resolved",
    "risolt",
    "reprise",
    "recover",
    "normal",
];

/// Readers were told of a part, and now of all.
fn part_and_whole(draft: &Draft<'_>, known: &Known<'_>) -> Option<Finding> {
    let whole = sentence(draft.text, WHOLE).filter(|one| !has_any(&fold(&one.words), CURE))?;
    let part = known
        .said
        .iter()
        .find_map(|said| earlier(said.text, PART))?;
    Some(Finding::new(Kind::ExtentDiffers, vec![part, whole]))
}

/// Readers were told of all, and now of a share.
fn whole_and_part(draft: &Draft<'_>, known: &Known<'_>) -> Option<Finding> {
    let all = known
        .said
        .iter()
        .find_map(|said| earlier(said.text, NONE_PASSES))
        .filter(|quote| !has_any(&fold(&quote.words), PART))?;
    draft.text.iter().find_map(|(locale, text)| {
        let share = find::shares(text)
            .into_iter()
            .find(|found| found.value.high <= 90.0)?;
        let span = find::sentences(text)
            .into_iter()
            .find(|span| span.contains(&share.span.start))?;
        let quotes = vec![all.clone(), Quote::here(locale, text, span)];
        Some(Finding::new(Kind::ExtentDiffers, quotes))
    })
}

const OUTSIDE: &[&str] = &[
    "prestataire",
    "fournisseur",
    "partenaire externe",
    "emetteur",
    "external provider",
    "external partner",
    "external supplier",
    "third party",
    "third-party",
    "issuer",
    "fornitore",
    "partner esterno",
    "emittente",
];
static TALKING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:échanger|échangeons|contact|contact direct|talking|working|in contatto) (?:avec|with|con)(?: the| les équipes| le)? (\p{Lu}\p{L}+)").expect("a literal pattern")
});

/// The facts take the fault, the text lays it elsewhere.
fn fault(draft: &Draft<'_>, known: &Known<'_>) -> Option<Finding> {
    if known.responsibility != Some(&Responsibility::Own) {
        return None;
    }
    let outside = sentence(draft.text, OUTSIDE).or_else(|| {
        draft.text.iter().find_map(|(locale, text)| {
            let named = TALKING.find(text)?;
            let span = find::sentences(text)
                .into_iter()
                .find(|span| span.contains(&named.start()))?;
            Some(Quote::here(locale, text, span))
        })
    })?;
    Some(Finding::new(Kind::FaultDiffers, vec![outside]))
}
