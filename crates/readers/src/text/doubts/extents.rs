//! Responsibility, extent and promises that the words contradict.

use std::sync::LazyLock;

use beffroi_domain::{
    Section,
    find::{self, fold, fold::has_any, promise::Promised},
};
use regex::Regex;

use super::{
    super::{report::Report, update::Update},
    Case,
    states::sentence,
    warning,
};
use crate::record::{Responsibility, Warning, WarningKind};

/// Raises them.
pub fn raise(case: &Case<'_>) -> Vec<Warning> {
    [fault(case), extent(case), promised(case)]
        .into_iter()
        .flatten()
        .collect()
}

const OUTSIDE: &[&str] = &[
    "externe",
    "external",
    "esterno",
    "prestataire",
    "provider",
    "fornitore",
    "emetteur",
    "issuer",
    "fournisseur",
];
static TALKING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:échanger|échangeons|contact|contact direct|talking|working|in contatto) (?:avec|with|con)(?: the| les équipes| le)? (\p{Lu}\p{L}+)").expect("a literal pattern")
});

/// The header takes the fault, the story lays it elsewhere.
fn fault(case: &Case<'_>) -> Option<Warning> {
    let mut headers = case
        .report
        .spoken()
        .filter_map(|update| update.header.as_ref());
    let raw = headers.find_map(|header| header.responsibility_raw.as_deref())?;
    if case.record.responsibility != Some(Responsibility::Own) {
        return None;
    }
    let cause = case
        .report
        .writeup()
        .and_then(|writeup| writeup.section(Section::RootCause))
        .and_then(|text| sentence(text, OUTSIDE));
    let talking = || {
        case.report
            .spoken()
            .filter_map(Update::first)
            .find_map(|part| {
                let named = TALKING.captures(&part.text)?;
                let other = fold(&named[1]) != fold(raw)
                    && case
                        .report
                        .provider
                        .as_deref()
                        .is_none_or(|own| fold(own) != fold(&named[1]));
                find::sentences(&part.text)
                    .into_iter()
                    .map(|span| &part.text[span])
                    .find(|words| words.contains(&named[0]))
                    .filter(|_| other)
            })
    };
    let words = cause.or_else(talking)?;
    Some(warning(
        WarningKind::Other,
        format!("The header lays it to {raw}, the text elsewhere."),
        &[raw, words],
    ))
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

/// What readers were told of the extent, and what the write-up says of it.
fn extent(case: &Case<'_>) -> Option<Warning> {
    let written = case.report.writeup_text()?;
    let told = |phrases: &[&str]| told_extent(case.report, phrases);
    if let (Some(part), Some(whole)) = (told(PART), sentence(written, WHOLE)) {
        return Some(warning(
            WarningKind::Other,
            "Readers were told of a part, the write-up speaks of all.",
            &[&part, whole],
        ));
    }
    let all = told(NONE_PASSES).filter(|words| !has_any(&fold(words), PART))?;
    let impact = case.report.writeup()?.section(Section::Impact)?;
    let share = find::shares(impact)
        .into_iter()
        .find(|found| found.value.high <= 90.0)?;
    let span = find::sentences(impact)
        .into_iter()
        .find(|span| span.contains(&share.span.start))?;
    Some(warning(
        WarningKind::Other,
        "Readers were told of all, the write-up speaks of a part.",
        &[&all, &impact[span]],
    ))
}

fn told_extent(report: &Report, phrases: &[&str]) -> Option<String> {
    report
        .spoken()
        .filter(|update| !update.is_standard())
        .filter_map(Update::first)
        .find_map(|part| sentence(&part.text, phrases).map(str::to_owned))
}

/// A write-up was promised and is not there.
fn promised(case: &Case<'_>) -> Option<Warning> {
    if !case.report.writeups.is_empty() {
        return None;
    }
    case.report
        .spoken()
        .filter_map(Update::first)
        .find_map(|part| {
            let found = find::promises(&part.text, None)
                .into_iter()
                .find(|found| found.value.kind == Promised::Postmortem)?;
            Some(warning(
                WarningKind::Other,
                "A write-up was promised, and there is none.",
                &[found.quote(&part.text)],
            ))
        })
}
