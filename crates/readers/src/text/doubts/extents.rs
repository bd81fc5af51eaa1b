//! Responsibility, extent and promises that the words contradict.

use beffroi_domain::{
    Section,
    find::{
        self, fold,
        fold::has_any,
        promise::Promised,
        standing::{self, NONE_PASSES, PART, WHOLE},
    },
};

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
                let (who, span) = standing::talking_with(&part.text)?;
                let own = case.report.provider.as_deref();
                let is_other = [Some(raw), own]
                    .into_iter()
                    .flatten()
                    .all(|own| fold(own) != fold(who));
                is_other.then(|| &part.text[span])
            })
    };
    let words = cause.or_else(talking)?;
    Some(warning(
        WarningKind::Other,
        format!("The header lays it to {raw}, the text elsewhere."),
        &[raw, words],
    ))
}

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
    let span = standing::sentence_with_share(impact)?;
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
