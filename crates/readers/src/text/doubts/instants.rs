//! Two starts, two ends, an end before its start, an end that stayed "ongoing".

use super::{
    super::{
        claims::{Claim, Where},
        dated::{self, order},
        years,
    },
    Case, agree, is_header, spell, warning,
};
use crate::record::{Local, Warning, WarningKind, WhenPrecision};

/// Raises them.
pub fn raise(case: &Case<'_>) -> Vec<Warning> {
    let mut all = starts(case);
    all.extend(ends(case));
    all.extend(stale(case));
    all.extend(backwards(case));
    all
}

/// The first (or last) claim of every place, oldest place first.
fn by_place(claims: &[Claim], last: bool) -> Vec<&Claim> {
    let mut places: Vec<Where> = claims.iter().map(|claim| claim.place).collect();
    places.sort_unstable();
    places.dedup();
    places
        .into_iter()
        .filter_map(|place| {
            let here = claims.iter().filter(|claim| claim.place == place);
            if last {
                here.max_by_key(|claim| order(&claim.when))
            } else {
                here.min_by_key(|claim| order(&claim.when))
            }
        })
        .collect()
}

fn starts(case: &Case<'_>) -> Vec<Warning> {
    let first = by_place(&case.claims.starts, false);
    let mut all = Vec::new();
    let header = first.iter().copied().find(|claim| is_header(claim.place));
    let written = first
        .iter()
        .copied()
        .filter(|claim| claim.place.is_written())
        .min_by_key(|claim| order(&claim.when));
    if let (Some(header), Some(written)) = (header, written)
        && !agree(&header.when, &written.when)
    {
        all.push(two(
            WarningKind::StartDiffers,
            "The header and the write-up give two starts",
            header,
            written,
        ));
    }
    all.extend(among(
        &first,
        is_header,
        WarningKind::StartDiffers,
        "Two headers give two starts",
    ));
    all.extend(among(
        &first,
        is_prose,
        WarningKind::StartDiffers,
        "Two updates give two starts",
    ));
    all.extend(marked_and_felt(case));
    all
}

fn is_prose(place: Where) -> bool {
    matches!(place, Where::Prose(_))
}

/// The first two claims of one kind of place that do not agree.
fn among(
    claims: &[&Claim],
    fits: fn(Where) -> bool,
    kind: WarningKind,
    message: &str,
) -> Option<Warning> {
    let mut here = claims.iter().filter(|claim| {
        fits(claim.place) && claim.when.local.is_some_and(is_clock) | claim.when.time_only.is_some()
    });
    let first = here.next()?;
    let other = here.find(|claim| !agree(&first.when, &claim.when))?;
    Some(two(kind, message, first, other))
}

fn is_clock(local: Local) -> bool {
    matches!(local, Local::Clock(_))
}

fn two(kind: WarningKind, message: &str, a: &Claim, b: &Claim) -> Warning {
    warning(
        kind,
        format!("{message}: {} and {}.", spell(&a.when), spell(&b.when)),
        &[&a.quote, &b.quote],
    )
}

/// The write-up marks a start, and its section on the impact begins later.
fn marked_and_felt(case: &Case<'_>) -> Option<Warning> {
    let earliest = |place: Where| {
        let here = case
            .claims
            .starts
            .iter()
            .filter(|claim| claim.place == place);
        here.min_by_key(|claim| order(&claim.when))
    };
    let (first, felt) = (earliest(Where::Writeup)?, earliest(Where::Section)?);
    (!agree(&first.when, &felt.when)).then(|| {
        two(
            WarningKind::StartDiffers,
            "The write-up's timeline and its impact begin at two times",
            first,
            felt,
        )
    })
}

fn ends(case: &Case<'_>) -> Vec<Warning> {
    let last = by_place(&case.claims.ends, true);
    let written = written_ends(case);
    let mut all = Vec::new();
    let header = last
        .iter()
        .rev()
        .copied()
        .find(|claim| is_header(claim.place));
    if let (Some(header), Some(latest)) = (
        header,
        written.iter().max_by_key(|claim| order(&claim.when)),
    ) && !written.iter().any(|claim| agree(&header.when, &claim.when))
    {
        all.push(two(
            WarningKind::EndDiffers,
            "The header and the write-up give two ends",
            header,
            latest,
        ));
    }
    if all.is_empty() {
        all.extend(spoken_and_written(case, &last, &written));
    }
    all.extend(among(
        &last,
        is_header,
        WarningKind::EndDiffers,
        "Two headers give two ends",
    ));
    if written.is_empty() {
        let single: Vec<&Claim> = last.into_iter().filter(|claim| !claim.stretch).collect();
        all.extend(among(
            &single,
            is_prose,
            WarningKind::EndDiffers,
            "Two updates give two ends",
        ));
    }
    all
}

/// The ends that the timeline marks; without any, those that the write-up's prose states.
fn written_ends<'a>(case: &'a Case<'_>) -> Vec<&'a Claim> {
    let at = |place: Where| {
        case.claims
            .ends
            .iter()
            .filter(move |claim| claim.place == place)
            .collect::<Vec<_>>()
    };
    let marked = at(Where::Writeup);
    if marked.is_empty() {
        at(Where::Section)
    } else {
        marked
    }
}

/// An end in an update that is neither an end nor a resumption of the write-up.
fn spoken_and_written(case: &Case<'_>, last: &[&Claim], written: &[&Claim]) -> Option<Warning> {
    let said = last
        .iter()
        .rev()
        .find(|claim| is_prose(claim.place) && claim.when.precision != WhenPrecision::Day)?;
    let resumed = case
        .claims
        .windows
        .iter()
        .filter_map(|window| window.end.as_ref());
    let known: Vec<&Claim> = written
        .iter()
        .copied()
        .chain(resumed.filter(|claim| claim.place.is_written()))
        .collect();
    let clock = |claim: &Claim| {
        claim
            .when
            .time_only
            .or(claim.when.local.map(|local| local.earliest().time()))
    };
    let nearest = known
        .iter()
        .min_by_key(|claim| match (clock(claim), clock(said)) {
            (Some(a), Some(b)) => (i32::from(a.hour()) * 60 + i32::from(a.minute())
                - i32::from(b.hour()) * 60
                - i32::from(b.minute()))
            .abs(),
            _ => i32::MAX,
        })?;
    if known.iter().any(|claim| agree(&claim.when, &said.when)) {
        return None;
    }
    Some(two(
        WarningKind::EndDiffers,
        "An update and the write-up give two ends",
        said,
        nearest,
    ))
}

/// "Ongoing" in the header while its own text knows the end.
fn stale(case: &Case<'_>) -> Vec<Warning> {
    let mut all = Vec::new();
    for (at, update) in case.report.spoken().enumerate() {
        let ongoing = update
            .header
            .as_ref()
            .filter(|header| header.ongoing)
            .and_then(|header| header.end_raw.as_deref());
        let known = case.claims.ends.iter().find(|claim| {
            claim.place == Where::Prose(at) && claim.when.precision != WhenPrecision::Day
        });
        if let (Some(raw), Some(known)) = (ongoing, known) {
            let message = format!(
                "The header says that it is ongoing, its text that it ended at {}.",
                spell(&known.when)
            );
            all.push(warning(
                WarningKind::EndDiffers,
                message,
                &[raw, &known.quote],
            ));
        }
    }
    all
}

/// An end before its start, in the record or in one header.
fn backwards(case: &Case<'_>) -> Option<Warning> {
    let mut pairs: Vec<(&Claim, &Claim)> = Vec::new();
    if let (Some(start), Some(end)) = (&case.facts.start, &case.facts.end) {
        pairs.push((start, end));
    }
    for window in &case.claims.windows {
        if let (Some(start), Some(end)) = (&window.start, &window.end) {
            pairs.push((start, end));
        }
    }
    let (start, end) =
        pairs
            .into_iter()
            .find(|(start, end)| match (start.when.local, end.when.local) {
                (Some(start), Some(end)) => end.latest() < start.earliest(),
                _ => false,
            })?;
    Some(two(
        WarningKind::EndBeforeStart,
        "The end lies before the start",
        start,
        end,
    ))
}

/// The lines of the first write-up with their instants.
pub fn lines<'a>(case: &'a Case<'_>) -> Vec<dated::Dated<'a>> {
    let Some(writeup) = case.report.writeup() else {
        return Vec::new();
    };
    dated::lines(
        &writeup.timeline,
        &case.scope(),
        years::header_day(case.report),
    )
}
