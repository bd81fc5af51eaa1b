//! Statuses that the words contradict, ends told too early, pieces of a page's frame.

use beffroi_domain::{
    EntryKind, IncidentStatus, Section, UpdateStatus,
    find::{
        self, fold,
        fold::has_any,
        standing::{self, AGAIN, NORMAL, RESOLVING, STILL},
    },
};

use super::{
    super::{claims::Where, update::Update, years},
    Case, instants, is_header, spell, warning,
};
use crate::record::{Local, Warning, WarningKind, WhenPrecision};

/// Raises them.
pub fn raise(case: &Case<'_>) -> Vec<Warning> {
    let mut all: Vec<Warning> = status(case);
    all.extend(too_early(case));
    all.extend(again(case));
    all.extend(estimate(case));
    all.extend(frame(case));
    all
}

fn status(case: &Case<'_>) -> Vec<Warning> {
    let mut all = Vec::new();
    for (at, update) in case.report.spoken().enumerate() {
        let Some(text) = update
            .first()
            .filter(|_| !update.is_standard())
            .map(|part| part.text.as_str())
        else {
            continue;
        };
        let (Some(UpdateStatus::Incident(status)), false) = (update.status, update.status_inferred)
        else {
            continue;
        };
        let past = matches!(
            status,
            IncidentStatus::Monitoring | IncidentStatus::Resolved
        );
        if let Some(words) = sentence(text, STILL).filter(|_| past) {
            let message = format!("The status is {status}, the text says that it goes on.");
            all.push(warning(WarningKind::StatusAgainstText, message, &[words]));
        }
        let ended = case.claims.ends.iter().find(|claim| {
            claim.place == Where::Prose(at) && claim.when.precision != WhenPrecision::Day
        });
        if let (Some(words), Some(ended)) = (sentence(text, RESOLVING), ended) {
            let message = format!(
                "One text says that it is being resolved and that it ended at {}.",
                spell(&ended.when)
            );
            all.push(warning(
                WarningKind::StatusAgainstText,
                message,
                &[words, &ended.quote],
            ));
        }
    }
    all
}

/// The first sentence with one of the folded phrases.
pub fn sentence<'a>(text: &'a str, phrases: &[&str]) -> Option<&'a str> {
    standing::sentence_with(text, phrases).map(|span| &text[span])
}

const CLEAR: &[&str] = &[
    "n'est plus impacte",
    "no longer impacted",
    "retour a la normale",
    "est resolu",
    "est retabli",
    "has been resolved",
    "resolved",
];

/// Told to be over, and the write-up knows of more.
fn too_early(case: &Case<'_>) -> Option<Warning> {
    let lines = instants::lines(case);
    let later = lines.iter().rev().find(|line| {
        [EntryKind::Start, EntryKind::Recurrence, EntryKind::End]
            .iter()
            .any(|kind| line.is(*kind))
            && line.at.is_some()
    })?;
    let resolved = case
        .report
        .spoken()
        .filter(|update| is_resolved(update))
        .find_map(|update| Some((update.posted_at?, update.stamp.clone()?)));
    if let (Some((posted, stamp)), Some(at)) = (resolved, later.at.as_ref().and_then(|at| at.utc))
        && at > posted
    {
        let back = lines.iter().find(|line| {
            line.at
                .as_ref()
                .and_then(|at| at.utc)
                .is_some_and(|at| at > posted)
                && (line.is(EntryKind::Start) || line.is(EntryKind::Recurrence))
        });
        let quote = back.unwrap_or(later).quote();
        return Some(warning(
            WarningKind::ResolvedTooEarly,
            "It was declared resolved, and the write-up knows of trouble after that.",
            &[&stamp, &quote],
        ));
    }
    let said = case
        .claims
        .ends
        .iter()
        .filter(|claim| is_header(claim.place))
        .filter_map(|claim| Some((clock(claim.when.local?)?, claim)))
        .max_by_key(|(at, _)| *at);
    let written = later.at.as_ref().and_then(|at| at.local).and_then(clock)?;
    match said {
        Some((said, claim)) if said.duration_until(written).as_mins() >= 60 => {
            let clear = case
                .report
                .spoken()
                .filter_map(Update::first)
                .find_map(|part| sentence(&part.text, CLEAR));
            let quotes = [clear.unwrap_or(&claim.quote).to_owned(), later.quote()];
            let message = format!(
                "Readers were told of an end at {}, the write-up goes on until {}.",
                spell(&claim.when),
                spell(later.at.as_ref()?)
            );
            Some(warning(
                WarningKind::ResolvedTooEarly,
                message,
                &[&quotes[0], &quotes[1]],
            ))
        }
        _ => only_written(case, &lines),
    }
}

fn clock(local: Local) -> Option<jiff::civil::DateTime> {
    match local {
        Local::Clock(clock) => Some(clock),
        Local::Day(_) => None,
    }
}

fn is_resolved(update: &Update) -> bool {
    update.status == Some(UpdateStatus::Incident(IncidentStatus::Resolved))
}

/// A second start, on a day of which no update speaks.
fn only_written(case: &Case<'_>, lines: &[super::super::dated::Dated<'_>]) -> Option<Warning> {
    let public = years::header_day(case.report)?;
    let mut starts = lines
        .iter()
        .filter(|line| line.is(EntryKind::Start) || line.is(EntryKind::Recurrence))
        .skip(1);
    let silent = starts.find(|line| {
        line.at
            .as_ref()
            .and_then(|at| at.local)
            .is_some_and(|local| local.date() > public)
    })?;
    let any = case
        .report
        .spoken()
        .filter(|update| !update.is_standard())
        .filter_map(Update::first)
        .any(|part| {
            find::days(&part.text).iter().any(|day| {
                silent
                    .at
                    .as_ref()
                    .and_then(|at| at.local)
                    .is_some_and(|local| {
                        (local.date().month(), local.date().day())
                            == (day.value.month, day.value.day)
                    })
            })
        });
    (!any).then(|| {
        warning(
            WarningKind::ResolvedTooEarly,
            "It broke again on a day of which no update speaks.",
            &[&silent.quote()],
        )
    })
}

/// An update says that it works, the next that it broke again.
fn again(case: &Case<'_>) -> Option<Warning> {
    let told: Vec<&str> = case
        .report
        .spoken()
        .filter(|update| !update.is_standard())
        .filter_map(Update::first)
        .map(|part| part.text.as_str())
        .collect();
    told.windows(2).find_map(|pair| {
        let (good, bad) = (sentence(pair[0], NORMAL)?, sentence(pair[1], AGAIN)?);
        Some(warning(
            WarningKind::ResolvedTooEarly,
            "One update says that it works, the next that it broke again.",
            &[good, bad],
        ))
    })
}

/// An estimate of the return that lies after the end that was stated later.
fn estimate(case: &Case<'_>) -> Option<Warning> {
    let end = case
        .facts
        .end
        .as_ref()
        .filter(|claim| claim.when.precision != WhenPrecision::Day)?;
    let ahead = case.claims.ahead.iter().find(|claim| {
        let later = match (
            claim.when.time_only,
            end.when.time_only,
            claim.when.local,
            end.when.local,
        ) {
            (Some(a), Some(b), ..) => a > b,
            (.., Some(Local::Clock(a)), Some(Local::Clock(b))) => a > b,
            _ => false,
        };
        later
            && has_any(
                &fold(&claim.quote),
                &["estim", "stimiamo", "expected", "prevu"],
            )
    })?;
    let message = format!(
        "It was estimated for {}, and then said to have ended at {}.",
        spell(&ahead.when),
        spell(&end.when)
    );
    Some(warning(
        WarningKind::Other,
        message,
        &[&ahead.quote, &end.quote],
    ))
}

/// Pieces of a page's frame in a text, and a section without its label.
fn frame(case: &Case<'_>) -> Vec<Warning> {
    let chrome = case.report.updates.iter().flat_map(|update| &update.chrome);
    let mut all: Vec<Warning> = chrome
        .map(|words| {
            warning(
                WarningKind::Other,
                "A piece of a page's frame stood in the text; it was left out.",
                &[words],
            )
        })
        .collect();
    if let Some((_, writeup)) = case
        .report
        .writeups
        .iter()
        .find(|(_, writeup)| writeup.label_lost)
    {
        let words = writeup.section(Section::Context).unwrap_or_default();
        all.push(warning(
            WarningKind::Other,
            "A paragraph below the timeline has no label; it was read as the context.",
            &[words],
        ));
    }
    all
}
