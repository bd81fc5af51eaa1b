//! The text against the facts, and against what was said before: starts, ends, lengths.
//!
//! Read in order: [`review`], [`Claim`] (an instant with its words), then starts, ends, lengths.

use super::{
    Draft, Entry, Finding, Kind, Known, Quote, Rules, Said, When,
    statement::{Read, Readings, Statement},
};
use crate::{
    EntryKind, IncidentStatus, WindowEnd,
    find::{self, cue::Cue},
};

/// An instant somebody told, in their words.
#[derive(Clone, Debug)]
struct Claim {
    when: When,
    quote: Quote,
}

pub(super) fn review(
    draft: &Draft<'_>,
    known: &Known<'_>,
    rules: &Rules<'_>,
    readings: &Readings<'_>,
) -> Vec<Finding> {
    let own = |cue| claims(draft, readings, cue);
    let (starts, ends) = (own(Cue::Start), own(Cue::End));
    let known_starts = facts(known, rules, readings, Cue::Start);
    let known_ends = facts(known, rules, readings, Cue::End);
    let checks = [
        start(&starts, &known_starts, &known_ends, draft),
        end(&ends, &known_ends),
        open_window(&ends, &own(Cue::Partial), known, draft),
        too_early(draft, &known_ends),
        within(draft, readings),
        told_before(draft, readings),
        length(draft, known),
    ];
    checks.into_iter().flatten().collect()
}

/// What the draft claims: in its timeline, else in its text.
fn claims(draft: &Draft<'_>, readings: &Readings<'_>, cue: Cue) -> Vec<Claim> {
    match draft.entries.is_empty() {
        true => told(&readings.own, cue, true),
        false => {
            let marked = draft.entries.iter().filter(|entry| marks(entry, cue));
            marked.map(of_line).collect()
        }
    }
}

fn marks(entry: &Entry, cue: Cue) -> bool {
    let kinds: &[EntryKind] = match cue {
        Cue::Start => &[EntryKind::Start],
        Cue::End => &[EntryKind::End],
        _ => &[],
    };
    entry.kinds.iter().any(|kind| kinds.contains(kind))
}

fn of_line(entry: &Entry) -> Claim {
    Claim {
        when: entry.when,
        quote: Quote::elsewhere(Some(&entry.locale), entry.words.clone()),
    }
}

/// The instants of one kind in a text, in every language.
fn told(texts: &[Read<'_>], cue: Cue, is_draft: bool) -> Vec<Claim> {
    let mut all = Vec::new();
    for Read {
        locale,
        text,
        stated,
    } in texts
    {
        let fits = |one: &&Statement| one.cue == cue && one.stated.clock.is_some();
        all.extend(stated.iter().filter(fits).map(|one| {
            let mut quote = Quote::here(locale, text, one.sentence.clone());
            if !is_draft {
                quote.span = None;
            }
            Claim {
                when: one.when,
                quote,
            }
        }));
    }
    all
}

/// What is known of starts or ends: the windows, and what was said before.
fn facts(known: &Known<'_>, rules: &Rules<'_>, readings: &Readings<'_>, cue: Cue) -> Vec<Claim> {
    let moments = known.windows.iter().filter_map(|window| match cue {
        Cue::Start => window.start,
        _ => window.ended(),
    });
    let mut all: Vec<Claim> = moments
        .map(|moment| When::of(moment, rules.zone))
        .map(|when| Claim {
            quote: Quote::elsewhere(None, when.spell()),
            when,
        })
        .collect();
    let said = known.said.iter().zip(&readings.said);
    for (_, texts) in said.filter(|(said, _)| cue != Cue::End || is_past(said)) {
        all.extend(told(texts, cue, false));
    }
    all
}

/// An end told while it went on elsewhere is not the end.
fn is_past(said: &Said<'_>) -> bool {
    !matches!(
        said.status,
        Some(IncidentStatus::Investigating | IncidentStatus::Identified)
    )
}

/// A start that nothing known agrees with; one after every known end is a recurrence.
fn start(own: &[Claim], known: &[Claim], ends: &[Claim], draft: &Draft<'_>) -> Option<Finding> {
    let first = own
        .iter()
        .reduce(|one, two| match two.when.is_before(&one.when) {
            true => two,
            false => one,
        });
    let odd = odd(first?, known)?;
    let is_again = !ends.is_empty() && ends.iter().all(|end| end.when.is_before(&odd.when));
    match is_again && draft.entries.is_empty() {
        true => None,
        false => Some(differs(Kind::StartDiffers, odd, nearest(odd, known)?)),
    }
}

/// A last end that nothing known agrees with.
fn end(own: &[Claim], known: &[Claim]) -> Option<Finding> {
    let last = own
        .iter()
        .reduce(|one, two| match one.when.is_before(&two.when) {
            true => two,
            false => one,
        });
    let odd = odd(last?, known)?;
    Some(differs(Kind::EndDiffers, odd, nearest(odd, known)?))
}

/// The claim, where it agrees with nothing known; nothing where none is known.
fn odd<'a>(claim: &'a Claim, known: &[Claim]) -> Option<&'a Claim> {
    let agrees = |one: &Claim| one.when.agrees(&claim.when);
    (!known.is_empty() && !known.iter().any(agrees)).then_some(claim)
}

/// The write-up's timeline begins at one time, its own words at another.
fn within(draft: &Draft<'_>, readings: &Readings<'_>) -> Option<Finding> {
    let marked = draft
        .entries
        .iter()
        .find(|entry| marks(entry, Cue::Start))?;
    let lines: Vec<Claim> = draft.entries.iter().map(of_line).collect();
    let told = told(&readings.own, Cue::Start, true);
    let odd = odd(told.first()?, &lines[..])?;
    (!odd.when.agrees(&marked.when)).then(|| differs(Kind::StartDiffers, odd, &of_line(marked)))
}

/// The write-up says when readers were told; what they were told first knows a later time.
fn told_before(draft: &Draft<'_>, readings: &Readings<'_>) -> Option<Finding> {
    let line = draft
        .entries
        .iter()
        .find(|entry| entry.kinds.contains(&EntryKind::Communication))?;
    let ends = told(readings.said.first()?, Cue::End, false);
    let later = ends.iter().find(|end| line.when.is_before(&end.when))?;
    Some(differs(Kind::ToldBefore, &of_line(line), later))
}

fn nearest<'a>(claim: &Claim, known: &'a [Claim]) -> Option<&'a Claim> {
    let minutes = |when: &When| {
        let of_day =
            |time: jiff::civil::Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
        let clock = when.time.map_or(0, of_day);
        let day = when.date.zip(claim.when.date).map_or(0, |(one, two)| {
            one.until(two).map_or(0, |span| i64::from(span.get_days()))
        });
        day * 24 * 60 + claim.when.time.map_or(0, of_day) - clock
    };
    known.iter().min_by_key(|one| minutes(&one.when).abs())
}

fn differs(kind: Kind, own: &Claim, known: &Claim) -> Finding {
    Finding::new(kind, vec![own.quote.clone(), known.quote.clone()])
        .with("first", own.when.spell())
        .with("second", known.when.spell())
}

/// The text knows an end, and the facts say that it goes on. What one language calls half over is
/// not over in the other.
fn open_window(
    ends: &[Claim],
    partly: &[Claim],
    known: &Known<'_>,
    draft: &Draft<'_>,
) -> Option<Finding> {
    let goes_on = known
        .windows
        .iter()
        .any(|window| window.end == WindowEnd::Ongoing);
    if !goes_on || !draft.entries.is_empty() {
        return None;
    }
    let is_half = |end: &&Claim| partly.iter().any(|half| half.when.agrees(&end.when));
    let claim = ends.iter().find(|end| !is_half(end))?;
    Some(Finding::new(Kind::WindowOpen, vec![claim.quote.clone()]).with("end", claim.when.spell()))
}

/// Readers were told of an end, and the write-up goes on for an hour or more.
fn too_early(draft: &Draft<'_>, known: &[Claim]) -> Option<Finding> {
    let late = [EntryKind::Start, EntryKind::Recurrence, EntryKind::End];
    let last = draft
        .entries
        .iter()
        .rev()
        .find(|entry| entry.kinds.iter().any(|kind| late.contains(kind)))?;
    let at = last.when.datetime()?;
    let said = known
        .iter()
        .filter_map(|claim| Some((claim.when.datetime()?, claim)))
        .max_by_key(|(end, _)| *end)?;
    (said.0.duration_until(at).as_mins() >= 60)
        .then(|| differs(Kind::ResolvedTooEarly, said.1, &of_line(last)))
}

/// "13 minutes" beside a window of 12.
fn length(draft: &Draft<'_>, known: &Known<'_>) -> Option<Finding> {
    let [window] = known.windows else {
        return None;
    };
    let (start, end) = (window.start?, window.ended()?);
    let minutes = end.at.duration_since(start.at).as_mins();
    draft.text.iter().find_map(|(locale, text)| {
        let said = find::sentences(text).into_iter().find_map(|span| {
            let length = find::duration::lasted(&text[span.clone()])?;
            (length != minutes).then_some((span, length))
        });
        said.map(|(span, length)| {
            Finding::new(Kind::LengthDiffers, vec![Quote::here(locale, text, span)])
                .with("first", length)
                .with("second", minutes)
        })
    })
}
