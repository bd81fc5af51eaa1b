//! Facts: which of the claims are the record's start, end and windows.
//!
//! The write-up wins over the header, that over prose, that over the title; the first start and
//! the last end of the place that wins. A clock time whose day is open stays without a day where
//! it would end before it began.

use beffroi_domain::{
    IncidentStatus, UpdateStatus,
    find::{
        self,
        cue::{self as cues, Cue},
    },
};
use jiff::civil::Date;

use super::{
    calendar::{Near, Scope},
    claims::{Claim, Claims, Where, WindowClaim},
    dated::order,
    report::Report,
};
use crate::record::{Inferred, Local, When, WhenPrecision, WindowRecord};

/// What is taken as true, with the claims it comes from.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The start.
    pub start: Option<Claim>,
    /// The end.
    pub end: Option<Claim>,
    /// Windows, in order of time.
    pub windows: Vec<WindowRecord>,
}

/// Decides.
#[must_use]
pub fn decide(report: &Report, claims: &Claims, scope: &Scope<'_>, days: &[Option<Date>]) -> Facts {
    let start = first_start(claims).or_else(|| troubled_day(report, scope));
    let cleared = cleared_day(report, scope, days);
    // "Payments are back since last night" is not the end where a later update clears the rest.
    let stated = last_end(claims).filter(|end| {
        let newer = cleared
            .as_ref()
            .is_some_and(|cleared| cleared.place > end.place);
        !(end.coarse && newer && rank(end.place) == 1)
    });
    let end = stated
        .or_else(|| settled_day(report, scope, start.as_ref()))
        .or(cleared);
    let end = end.map(|end| without_wrong_day(end, start.as_ref()));
    let mut windows = windows(claims);
    span(&mut windows, claims, start.as_ref(), end.as_ref());
    Facts {
        start,
        end,
        windows,
    }
}

/// Without a write-up the start and the end are a window too, unless one has them already.
fn span(
    windows: &mut Vec<WindowRecord>,
    claims: &Claims,
    start: Option<&Claim>,
    end: Option<&Claim>,
) {
    let written = claims
        .windows
        .iter()
        .filter_map(|window| window.start.as_ref())
        .any(|claim| claim.place.is_written());
    let (from, to) = (
        start.map(|claim| claim.when.clone()),
        end.map(|claim| claim.when.clone()),
    );
    if written || (from.is_none() && to.is_none()) {
        return;
    }
    let moment = |when: &Option<When>| when.as_ref().map(order);
    if let Some(open) = windows
        .iter_mut()
        .find(|window| window.end.is_none() && moment(&window.start) == moment(&from))
    {
        open.end = to;
        return;
    }
    let starts = windows
        .iter()
        .any(|window| moment(&window.start) == moment(&from));
    let ends = to.is_none()
        || windows
            .iter()
            .any(|window| moment(&window.end) == moment(&to));
    if !(starts && ends) {
        windows.push(WindowRecord {
            start: from,
            end: to,
            ..WindowRecord::default()
        });
    }
}

fn rank(place: Where) -> u8 {
    match place {
        Where::Title => 0,
        Where::Prose(_) => 1,
        Where::Header(_) => 2,
        Where::Section | Where::Writeup => 3,
    }
}

fn best(claims: &[Claim]) -> Vec<&Claim> {
    let top = claims.iter().map(|claim| rank(claim.place)).max();
    claims
        .iter()
        .filter(|claim| Some(rank(claim.place)) == top)
        .collect()
}

fn first_start(claims: &Claims) -> Option<Claim> {
    let best = best(&claims.starts);
    let first = best.iter().min_by_key(|claim| order(&claim.when))?;
    // "10h" and "10h02" are one time, and the second is the more exact.
    let exact = best
        .iter()
        .find(|claim| first.coarse && !claim.coarse && same_hour(&claim.when, &first.when));
    Some((*exact.unwrap_or(first)).clone())
}

fn same_hour(a: &When, b: &When) -> bool {
    let hour = |when: &When| {
        let clock = when
            .local
            .filter(|_| when.precision != WhenPrecision::Day)
            .map(|local| local.earliest().hour());
        clock.or(when.time_only.map(jiff::civil::Time::hour))
    };
    let day = |when: &When| when.local.map(Local::date);
    hour(a) == hour(b) && day(a) == day(b)
}

/// Of prose the newest update that states an end counts; of headers and write-ups the latest end.
fn last_end(claims: &Claims) -> Option<Claim> {
    let best = best(&claims.ends);
    let newest = best.iter().map(|claim| claim.place).max()?;
    best.iter()
        .filter(|claim| !matches!(newest, Where::Prose(_)) || claim.place == newest)
        .max_by_key(|claim| order(&claim.when))
        .map(|claim| (*claim).clone())
}

/// A day in a sentence that tells of trouble, oldest update first.
fn troubled_day(report: &Report, scope: &Scope<'_>) -> Option<Claim> {
    report.spoken().enumerate().find_map(|(at, update)| {
        let text = &update.first().filter(|_| !update.is_standard())?.text;
        find::sentences(text).into_iter().find_map(|span| {
            let sentence = &text[span];
            let fits = cues::is_trouble(sentence) && cues::cue(sentence) != Cue::Ahead;
            let day = find::stated(sentence, None)
                .into_iter()
                .find(|found| found.value.day.is_some() && fits)?;
            let when = scope.when(&day.value, Near::default())?;
            Some(Claim {
                when,
                quote: sentence.to_owned(),
                place: Where::Prose(at),
                coarse: true,
                stretch: false,
            })
        })
    })
}

/// A day after the start that the resolved update names as past.
fn settled_day(report: &Report, scope: &Scope<'_>, start: Option<&Claim>) -> Option<Claim> {
    let start = start?.when.local?.date();
    let (at, update) = report
        .spoken()
        .enumerate()
        .filter(|(_, update)| {
            update.status == Some(UpdateStatus::Incident(IncidentStatus::Resolved))
        })
        .last()?;
    let text = &update.first().filter(|_| !update.is_standard())?.text;
    let mut latest: Option<Claim> = None;
    for clause in find::sentences(text)
        .into_iter()
        .flat_map(|span| text[span].split(", "))
    {
        let folded = find::fold(clause);
        if cues::cue(clause) != Cue::End
            || [" non ", " pas ", " not "]
                .iter()
                .any(|word| folded.contains(word))
        {
            continue;
        }
        for found in find::days(clause) {
            let stated = find::Stated {
                day: Some(found.value),
                ..find::Stated::default()
            };
            let Some(mut when) = scope.when(&stated, Near::default()) else {
                continue;
            };
            let later = when.local.is_some_and(|local| local.date() > start)
                && latest
                    .as_ref()
                    .is_none_or(|claim| order(&claim.when) < order(&when));
            if later {
                when.inferred.push(Inferred::Date);
                latest = Some(Claim {
                    when,
                    quote: clause.to_owned(),
                    place: Where::Prose(at),
                    coarse: true,
                    stretch: false,
                });
            }
        }
    }
    latest
}

/// The day of writing of the update that says that all of it is over, where words tell that day.
fn cleared_day(report: &Report, scope: &Scope<'_>, days: &[Option<Date>]) -> Option<Claim> {
    let spoken: Vec<_> = report.spoken().collect();
    spoken.iter().enumerate().rev().find_map(|(at, update)| {
        let text = &update
            .first()
            .filter(|_| update.posted_at.is_none() && !update.is_standard())?
            .text;
        let sentence = find::sentences(text)
            .into_iter()
            .map(|span| &text[span])
            .find(|words| cues::is_all_clear(words))?;
        let day = days.get(at).copied().flatten()?;
        let near = Near {
            day: Some(day),
            today: Some(day),
            by: None,
        };
        let today = find::Relative {
            days: 0,
            part: None,
        };
        let when = scope.when(
            &find::Stated {
                relative: Some(today),
                ..find::Stated::default()
            },
            near,
        )?;
        Some(Claim {
            when,
            quote: sentence.to_owned(),
            place: Where::Prose(at),
            coarse: true,
            stretch: false,
        })
    })
}

fn without_wrong_day(mut end: Claim, start: Option<&Claim>) -> Claim {
    let assumed =
        end.when.inferred.contains(&Inferred::Date) && end.when.precision != WhenPrecision::Day;
    let (Some(start), Some(Local::Clock(local))) =
        (start.and_then(|claim| claim.when.local), end.when.local)
    else {
        return end;
    };
    if assumed && local < start.earliest() {
        let label = end.when.zone_label.take();
        end.when = When {
            time_only: Some(local.time()),
            zone_label: label,
            approximate: end.when.approximate,
            ..When::default()
        };
    }
    end
}

/// The write-up's windows; a stretch of prose where it is another one; a header's where no other
/// window lies in it.
fn windows(claims: &Claims) -> Vec<WindowRecord> {
    let mut sorted: Vec<&WindowClaim> = claims.windows.iter().collect();
    let place = |window: &WindowClaim| window.start.as_ref().map(|claim| rank(claim.place));
    sorted.sort_by_key(|window| match place(window) {
        Some(3) => 0,
        Some(1) => 1,
        _ => 2,
    });
    let mut all: Vec<WindowRecord> = Vec::new();
    for window in sorted {
        let record = WindowRecord {
            start: window.start.as_ref().map(|claim| claim.when.clone()),
            end: window.end.as_ref().map(|claim| claim.when.clone()),
            ..WindowRecord::default()
        };
        let is_header = place(window) == Some(2);
        let known = all.iter().any(|known| {
            same_start(known, &record)
                || (is_header && (overlap(known, &record) || record.end.is_none()))
        });
        if !known {
            all.push(record);
        }
    }
    all.sort_by_key(|window| window.start.as_ref().map(order));
    all
}

fn same_start(a: &WindowRecord, b: &WindowRecord) -> bool {
    let clock = |when: &Option<When>| {
        let when = when.as_ref()?;
        when.local
            .map(Local::earliest)
            .map(jiff::civil::DateTime::time)
            .or(when.time_only)
    };
    let day = |when: &Option<When>| when.as_ref().and_then(|when| when.local).map(Local::date);
    let days_agree =
        day(&a.start).is_none() || day(&b.start).is_none() || day(&a.start) == day(&b.start);
    clock(&a.start).is_some() && clock(&a.start) == clock(&b.start) && days_agree
}

fn overlap(a: &WindowRecord, b: &WindowRecord) -> bool {
    let from = |window: &WindowRecord| {
        window
            .start
            .as_ref()
            .and_then(|when| when.local)
            .map(Local::earliest)
    };
    let to = |window: &WindowRecord| {
        window
            .end
            .as_ref()
            .and_then(|when| when.local)
            .map(Local::latest)
    };
    match (from(a), to(a), from(b), to(b)) {
        (Some(a_from), Some(a_to), Some(b_from), Some(b_to)) => a_from <= b_to && b_from <= a_to,
        _ => true,
    }
}
