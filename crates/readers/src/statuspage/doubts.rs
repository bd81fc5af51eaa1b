//! What a person should look at in an incident's fields, and how much of them is stated.
//!
//! Deliberately absent: doubts about the texts ([`crate::text`] has them).

use beffroi_domain::{Impact, UpdateStatus};

use super::{
    incident::{Native, NativeUpdate},
    tell::status,
};
use crate::record::{ImportRecord, Warning, WarningKind, When};

/// What contradicts itself in the fields, beside what the texts already say.
pub fn warnings(native: &Native, record: &ImportRecord) -> Vec<Warning> {
    let mut all = Vec::new();
    for word in unknown_words(native) {
        all.push(Warning {
            kind: WarningKind::Other,
            message: format!(
                "The word {word:?} is no status or impact that we know; it is left out."
            ),
            quotes: vec![word],
        });
    }
    let instant = |when: &Option<When>| when.as_ref().and_then(|when| when.utc);
    if let (Some(start), Some(end)) = (instant(&record.started_at), instant(&record.ended_at))
        && end < start
    {
        all.push(Warning {
            kind: WarningKind::EndBeforeStart,
            message: "It is told to have ended before it began.".to_owned(),
            quotes: vec![start.to_string(), end.to_string()],
        });
    }
    let is_said = |kind| record.warnings.iter().any(|warning| warning.kind == kind);
    all.extend(resolved_too_early(native).filter(|warning| !is_said(warning.kind)));
    all
}

/// Statuses and impacts that are no words of ours, each once.
fn unknown_words(native: &Native) -> Vec<String> {
    let of_updates = native
        .updates
        .iter()
        .filter_map(|update| update.status.as_deref());
    let statuses = native.status.as_deref().into_iter().chain(of_updates);
    let mut words: Vec<String> = statuses
        .filter(|word| status(word).is_none())
        .map(str::to_owned)
        .collect();
    words.extend(
        native
            .impact
            .clone()
            .filter(|word| word != "maintenance" && word.parse::<Impact>().is_err()),
    );
    words.dedup();
    words
}

/// "Resolved", and then trouble was told again.
fn resolved_too_early(native: &Native) -> Option<Warning> {
    let told = native.oldest_first();
    let resolved = told
        .iter()
        .position(|update| update.status.as_deref() == Some("resolved"))?;
    let again = told[resolved..].iter().find(|update| {
        let status = update.status.as_deref().and_then(status);
        matches!(status, Some(UpdateStatus::Incident(status)) if status.is_open())
    })?;
    let quote = |update: &NativeUpdate| {
        let word = update.status.as_deref().unwrap_or_default();
        update
            .at
            .map_or_else(|| word.to_owned(), |at| format!("{word} {at}"))
    };
    Some(Warning {
        kind: WarningKind::ResolvedTooEarly,
        message: "It was told to be resolved, and then it went on.".to_owned(),
        quotes: vec![quote(told[resolved]), quote(again)],
    })
}

/// 1 where every edge is stated; less for each kind of thing that is concluded or unknown.
pub fn confidence(record: &ImportRecord) -> f64 {
    let is_concluded =
        |when: &Option<When>| when.as_ref().is_some_and(|when| !when.inferred.is_empty());
    let concluded = [
        is_concluded(&record.started_at),
        is_concluded(&record.ended_at),
        record.updates.iter().any(|update| update.status.is_none()),
        !record.warnings.is_empty(),
    ];
    let steps = u8::try_from(concluded.iter().filter(|is| **is).count()).unwrap_or(u8::MAX);
    1.0 - 0.1 * f64::from(steps)
}
