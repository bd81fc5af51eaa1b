//! How much, and whose fault: what readers were told, against what the text says now.

use super::{
    Draft, Finding, Kind, Known, Quote,
    state::{earlier, sentence},
};
use crate::{
    Responsibility,
    find::{
        self,
        cue::is_trouble,
        fold,
        fold::has_any,
        standing::{self, NONE_PASSES, PART, WHOLE},
    },
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
        let span = standing::sentence_with_share(text)?;
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

/// Words that lay it to somebody, beside those of trouble.
const LAYS: &[&str] = &[
    "cause",
    "origine",
    "provoqu",
    "due to",
    "from the side of",
    "cote de",
    "da parte d",
    "causat",
    "retabli",
    "restor",
    "resol",
    "risolt",
    "ripristin",
    "corrig",
    "fixed",
];

/// Words of somebody's care for it: a thank-you, not a fault.
const CARE: &[&str] = &["precaution", "precauzion"];

/// The sentence that names somebody else in one breath with the trouble, its cause or its cure. Who is only named is not
/// blamed for it.
fn elsewhere(draft: &Draft<'_>) -> Option<Quote> {
    draft.text.iter().find_map(|(locale, text)| {
        let lays = |words: &str| {
            let folded = fold(words);
            let is_laid = is_trouble(words) || has_any(&folded, LAYS);
            has_any(&folded, OUTSIDE) && is_laid && !has_any(&folded, CARE)
        };
        let mut all = find::sentences(text).into_iter();
        let span = all.find(|span| lays(&text[span.clone()]))?;
        Some(Quote::here(locale, text, span))
    })
}

/// The facts take the fault, the text lays it elsewhere.
fn fault(draft: &Draft<'_>, known: &Known<'_>) -> Option<Finding> {
    if known.responsibility != Some(&Responsibility::Own) {
        return None;
    }
    let outside = elsewhere(draft).or_else(|| {
        draft.text.iter().find_map(|(locale, text)| {
            let (_, span) = standing::talking_with(text)?;
            Some(Quote::here(locale, text, span))
        })
    })?;
    Some(Finding::new(Kind::FaultDiffers, vec![outside]))
}
