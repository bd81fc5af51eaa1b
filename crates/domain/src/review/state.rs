//! The status against the text, and the text against earlier words: still going on, over too early,
//! an estimate that was not waited for, a window left open.

use super::{
    Draft, Finding, Kind, Known, Quote, When,
    between::{Told, sentence_with},
    statement::{Readings, Statement},
};
use crate::{
    IncidentStatus, LocalizedText,
    find::{
        cue::Cue,
        fold,
        fold::has_any,
        standing::{AGAIN, NORMAL, RESOLVING, STILL, STILL_AT_WORK},
    },
};

const ESTIMATE: &[&str] = &["estim", "stimiamo", "expected", "prevu", "a partir de"];

pub(super) fn review(
    draft: &Draft<'_>,
    known: &Known<'_>,
    readings: &Readings<'_>,
) -> Vec<Finding> {
    let checks = [
        still(draft),
        resolving(draft, readings),
        open(draft, known),
        again(draft, known),
        estimate(readings),
    ];
    checks.into_iter().flatten().collect()
}

/// The first sentence with one of the phrases, in whatever language.
pub(super) fn sentence(text: &LocalizedText, phrases: &[&str]) -> Option<Quote> {
    text.iter()
        .find_map(|(locale, text)| sentence_with(&Told { locale, text }, phrases))
}

/// A sentence of what was said before: it stands nowhere in the draft.
pub(super) fn earlier(text: &LocalizedText, phrases: &[&str]) -> Option<Quote> {
    let quote = sentence(text, phrases)?;
    Some(Quote {
        span: None,
        ..quote
    })
}

/// "It goes on" below a state that says that it does not.
fn still(draft: &Draft<'_>) -> Option<Finding> {
    let status = draft.status?;
    let is_past = matches!(
        status,
        IncidentStatus::Monitoring | IncidentStatus::Resolved
    );
    let phrases = [STILL, STILL_AT_WORK].concat();
    let quote = is_past.then(|| sentence(draft.text, &phrases))??;
    Some(Finding::new(Kind::StatusAgainstText, vec![quote]).with("status", status))
}

/// "It is being resolved", and an end beside it.
fn resolving(draft: &Draft<'_>, readings: &Readings<'_>) -> Option<Finding> {
    let (_, ended) = end(readings)?;
    let quote = sentence(draft.text, RESOLVING)?;
    let status = draft.status.map_or_else(String::new, |one| one.to_string());
    Some(Finding::new(Kind::StatusAgainstText, vec![quote, ended]).with("status", status))
}

/// The first end that the draft tells.
fn end(readings: &Readings<'_>) -> Option<(When, Quote)> {
    readings.own.iter().find_map(|read| {
        let end = read.stated.iter().find(|one| is_end(one))?;
        let quote = Quote::here(read.locale, read.text, end.sentence.clone());
        Some((end.when, quote))
    })
}

fn is_end(one: &Statement) -> bool {
    one.cue == Cue::End && one.stated.clock.is_some()
}

/// Resolved, with a window that has not ended.
fn open(draft: &Draft<'_>, known: &Known<'_>) -> Option<Finding> {
    let is_open = known.windows.iter().any(|window| window.is_ongoing());
    let is_resolved = draft.status == Some(IncidentStatus::Resolved);
    (is_resolved && is_open).then(|| Finding::new(Kind::WindowOpen, Vec::new()))
}

/// The update before said that it works; this one says that it broke again.
fn again(draft: &Draft<'_>, known: &Known<'_>) -> Option<Finding> {
    let bad = sentence(draft.text, AGAIN).or_else(|| {
        let line = draft
            .entries
            .iter()
            .find(|entry| has_any(&fold(&entry.words), AGAIN))?;
        Some(Quote::elsewhere(Some(&line.locale), line.words.clone()))
    })?;
    let good = known
        .said
        .iter()
        .rev()
        .find_map(|said| earlier(said.text, NORMAL))?;
    Some(Finding::new(Kind::ResolvedTooEarly, vec![good, bad]))
}

/// It was estimated for a time, and was over before it.
fn estimate(readings: &Readings<'_>) -> Option<Finding> {
    let (end, ended) = end(readings)?;
    readings.said.iter().flatten().find_map(|read| {
        let ahead = read.stated.iter().find(|one| {
            one.cue == Cue::Ahead
                && one.stated.clock.is_some()
                && end.is_before(&one.when)
                && has_any(&fold(&read.text[one.sentence.clone()]), ESTIMATE)
        })?;
        let words = read.text[ahead.sentence.clone()].trim();
        let quotes = vec![Quote::elsewhere(Some(read.locale), words), ended.clone()];
        Some(
            Finding::new(Kind::EstimateMissed, quotes)
                .with("first", ahead.when.spell())
                .with("second", end.spell()),
        )
    })
}
