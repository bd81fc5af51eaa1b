//! Labels against the season, noon and midnight, lengths that do not fit their ends.

use beffroi_domain::{
    EntryKind, Section,
    find::{self, Stated, fold},
};
use jiff::civil::DateTime;

use super::{
    super::{calendar::Near, claims::Where, update::Update},
    Case, instants, is_header, spell, warning,
};
use crate::record::{Local, Warning, WarningKind, When, WindowRecord};

/// Raises them.
pub fn raise(case: &Case<'_>) -> Vec<Warning> {
    let mut all: Vec<Warning> = season(case).into_iter().collect();
    all.extend(midnight(case));
    all.extend(length(case));
    all.extend(framed_length(case));
    all.extend(told_before(case));
    all
}

/// Every place where a zone can be labelled: header values and texts.
fn labelled(update: &Update) -> impl Iterator<Item = (&str, Vec<Stated>)> {
    let header = update
        .header
        .iter()
        .flat_map(|header| [header.start_raw.as_deref(), header.end_raw.as_deref()])
        .flatten();
    let texts = update.parts.iter().map(|part| part.text.as_str());
    let sentences = texts.flat_map(|text| {
        find::sentences(text)
            .into_iter()
            .map(move |span| &text[span])
    });
    header
        .chain(sentences)
        .filter(|words| words.contains("CE"))
        .map(|words| {
            (
                words,
                find::stated(words, None)
                    .into_iter()
                    .map(|found| found.value)
                    .filter(|stated| stated.zone.is_some())
                    .collect(),
            )
        })
}

/// The first label that the season contradicts, with one that it does not where there is one.
fn season(case: &Case<'_>) -> Option<Warning> {
    let (mut wrong, mut right) = (None, None);
    for update in case.report.spoken() {
        for (words, all) in labelled(update) {
            for stated in all {
                let Some(label) = stated.zone.as_ref().map(|zone| zone.label.clone()) else {
                    continue;
                };
                let Some(local) = local_of(case, &stated) else {
                    continue;
                };
                if case.calendar.season_contradicts(&label, local) {
                    wrong = wrong.or(Some((label, local, words)));
                } else if matches!(label.as_str(), "CET" | "CEST") {
                    right = right.or(Some(words));
                }
            }
        }
    }
    let (label, local, words) = wrong?;
    let message = format!("{label} is not the time of {}.", local.date());
    let quotes: Vec<&str> = [Some(words), right].into_iter().flatten().collect();
    Some(warning(WarningKind::ZoneAgainstSeason, message, &quotes))
}

fn local_of(case: &Case<'_>, stated: &Stated) -> Option<DateTime> {
    let near = Near {
        day: case.anchor,
        today: case.anchor,
        by: None,
    };
    match case.scope().when(stated, near)?.local? {
        Local::Clock(clock) => Some(clock),
        Local::Day(_) => None,
    }
}

/// "12.07AM" is seven minutes past midnight by the letter, and hardly ever meant so.
fn midnight(case: &Case<'_>) -> Option<Warning> {
    let claims = case.claims.starts.iter().chain(&case.claims.ends);
    let found = claims
        .filter(|claim| is_header(claim.place) || claim.place.is_written())
        .find(|claim| {
            let folded = fold(&claim.quote);
            let twelve = ["12.", "12:", "12h"]
                .iter()
                .any(|twelve| folded.contains(twelve));
            let clock = match claim.when.local {
                Some(Local::Clock(clock)) => clock.time(),
                _ => claim
                    .when
                    .time_only
                    .unwrap_or(jiff::civil::time(12, 0, 0, 0)),
            };
            twelve && clock.hour() == 0 && (folded.contains("am") || folded.contains("a.m"))
        })?;
    let message = format!(
        "12 AM is midnight: read by the letter this is {}; noon may be meant.",
        spell(&found.when)
    );
    Some(warning(
        WarningKind::EndBeforeStart,
        message,
        &[&found.quote],
    ))
}

/// "13 minutes" beside a window of 12.
fn length(case: &Case<'_>) -> Option<Warning> {
    let impact = case
        .report
        .writeup()
        .and_then(|writeup| writeup.section(Section::Impact));
    let prose = case
        .report
        .spoken()
        .filter_map(Update::first)
        .map(|part| part.text.as_str());
    let (words, minutes) = impact.into_iter().chain(prose).find_map(said_length)?;
    let headers = case.claims.windows.iter().filter(|window| {
        window
            .start
            .as_ref()
            .is_some_and(|claim| is_header(claim.place))
    });
    let mut known: Vec<(i64, String)> = headers
        .filter_map(|window| {
            let (start, end) = (window.start.as_ref()?, window.end.as_ref()?);
            Some((
                minutes_between(&start.when, &end.when)?,
                format!("{} … {}", start.quote, end.quote),
            ))
        })
        .collect();
    known.extend(
        case.record
            .windows
            .iter()
            .filter(|_| case.record.windows.len() == 1)
            .filter_map(|window| Some((window_minutes(window)?, words.to_owned()))),
    );
    let one_window = case.record.windows.len() == 1;
    let (other, quote) = known
        .into_iter()
        .find(|(length, _)| *length != minutes && one_window)?;
    Some(warning(
        WarningKind::Other,
        format!("The text says {minutes} minutes, its start and end give {other}."),
        &[words, &quote],
    ))
}

fn said_length(text: &str) -> Option<(&str, i64)> {
    find::sentences(text)
        .into_iter()
        .map(|span| &text[span])
        .find_map(|sentence| Some((sentence, find::duration::lasted(sentence)?)))
}

fn minutes_between(start: &When, end: &When) -> Option<i64> {
    match (start.local?, end.local?) {
        (Local::Clock(start), Local::Clock(end)) => Some(start.duration_until(end).as_secs() / 60),
        _ => None,
    }
}

fn window_minutes(window: &WindowRecord) -> Option<i64> {
    minutes_between(window.start.as_ref()?, window.end.as_ref()?)
}

/// An aggregator's "lasting 3h 34m" counts from post to post, not what was broken.
fn framed_length(case: &Case<'_>) -> Option<Warning> {
    let (words, minutes) = case.report.frame.iter().find_map(|words| {
        let lasting = words.contains("lasting") || words.contains("duration");
        let found = find::durations(words)
            .into_iter()
            .next()
            .filter(|_| lasting)?;
        Some((words.as_str(), found.value.minutes))
    })?;
    let stated: Option<Vec<i64>> = case.record.windows.iter().map(window_minutes).collect();
    let sum: i64 = stated.filter(|all| !all.is_empty())?.iter().sum();
    let message =
        format!("The page's frame counts {minutes} minutes, the stated windows come to {sum}.");
    (sum != minutes).then(|| warning(WarningKind::Other, message, &[words]))
}

/// The write-up says when readers were told; the first text already knows a later end.
fn told_before(case: &Case<'_>) -> Option<Warning> {
    let lines = instants::lines(case);
    let told = lines
        .iter()
        .find(|line| line.is(EntryKind::Communication))?;
    let first = case
        .claims
        .ends
        .iter()
        .find(|claim| claim.place == Where::Prose(0))?;
    let clock = |when: &When| {
        when.time_only
            .or(when.local.map(|local| local.earliest().time()))
    };
    let before = clock(told.at.as_ref()?)? < clock(&first.when)?;
    let message = format!(
        "The write-up says that readers were told at {}, but the first text knows an end at {}.",
        spell(told.at.as_ref()?),
        spell(&first.when)
    );
    before.then(|| warning(WarningKind::Other, message, &[&told.quote(), &first.quote]))
}
