//! Times that cannot be: a zone against the season, an end before its start, a time still ahead, noon
//! taken for midnight, a year or weekday that does not fit.

use jiff::{SignedDuration, civil::DateTime, tz::TimeZone};

use super::{
    Draft, Entry, Finding, Kind, Quote, Rules,
    statement::{Read, Reading, Readings, Statement, statements},
};
use crate::find::{Meridiem, cue::Cue, fold};

/// How far a clock may go wrong before a time is called ahead.
const SLACK: SignedDuration = SignedDuration::from_mins(10);
/// Farther away than this, a date with its year is hardly meant.
const FAR_DAYS: i32 = 190;

pub(super) fn review(
    draft: &Draft<'_>,
    rules: &Rules<'_>,
    readings: &Readings<'_>,
) -> Vec<Finding> {
    let lines = draft.entries.iter();
    let mut all: Vec<Finding> = lines
        .flat_map(|entry| of_line(entry, &readings.reading, draft, rules))
        .collect();
    for Read {
        locale,
        text,
        stated,
    } in &readings.own
    {
        let quote = |one: &Statement| Quote::here(locale, text, one.sentence.clone());
        for one in stated {
            let found = of_instant(one, text, draft, rules);
            all.extend(found.into_iter().map(|mut finding| {
                finding.quotes.push(quote(one));
                finding
            }));
        }
        let turned = stated.windows(2).find(|pair| is_turned(&pair[0], &pair[1]));
        all.extend(turned.map(|pair| {
            Finding::new(Kind::EndBeforeStart, vec![quote(&pair[0])])
                .with("start", pair[0].when.spell())
                .with("end", pair[1].when.spell())
        }));
    }
    once(all)
}

/// A wrong label is told once for a day, with every place where it stands.
fn once(found: Vec<Finding>) -> Vec<Finding> {
    let mut all: Vec<Finding> = Vec::with_capacity(found.len());
    for one in found {
        let is_same = |known: &&mut Finding| {
            let is_label = one.kind == Kind::ZoneAgainstSeason && known.kind == one.kind;
            is_label && known.details == one.details
        };
        match all.iter_mut().find(is_same) {
            Some(known) => {
                let mut quotes = one.quotes;
                quotes.retain(|quote| !known.quotes.contains(quote));
                known.quotes.extend(quotes);
            }
            None => all.push(one),
        }
    }
    all
}

/// What is wrong with one instant, still without a quote.
fn of_instant(one: &Statement, text: &str, draft: &Draft<'_>, rules: &Rules<'_>) -> Vec<Finding> {
    let found = [
        season(one, rules.zone),
        midnight(one, &text[one.span.clone()]),
        ahead(one, draft, rules),
        implausible(one, draft, rules),
    ];
    found.into_iter().flatten().collect()
}

/// A line of a timeline, or a fact typed above the text.
fn of_line(
    entry: &Entry,
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    rules: &Rules<'_>,
) -> Vec<Finding> {
    let stated = statements(&entry.words, Some(&entry.locale), reading);
    let found = stated
        .iter()
        .flat_map(|one| of_instant(one, &entry.words, draft, rules));
    found
        .map(|mut finding| {
            let quote = Quote::elsewhere(Some(&entry.locale), entry.words.clone());
            finding.quotes.push(quote);
            finding
        })
        .collect()
}

fn at_fault(kind: Kind, time: impl ToString) -> Finding {
    Finding::new(kind, Vec::new()).with("time", time)
}

/// A label of summer time in winter, or of winter time in summer.
fn season(one: &Statement, zone: &TimeZone) -> Option<Finding> {
    let label = one.stated.zone.as_ref()?.label.as_str();
    let local = one.when.datetime()?;
    let is_wrong = matches!(label, "CET" | "CEST") && !bears(zone, local, label);
    is_wrong.then(|| at_fault(Kind::ZoneAgainstSeason, local.date()).with("label", label))
}

/// In the night of a change an hour comes twice, under both labels.
fn bears(zone: &TimeZone, local: DateTime, label: &str) -> bool {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    let readings = [ambiguous.earlier(), ambiguous.later()];
    readings
        .into_iter()
        .flatten()
        .any(|at| zone.to_offset_info(at).abbreviation() == label)
}

/// "12.07AM" is seven minutes past midnight by the letter, and hardly ever meant so.
fn midnight(one: &Statement, words: &str) -> Option<Finding> {
    let clock = one.stated.clock?;
    let is_doubtful =
        clock.meridiem == Meridiem::Stated && clock.time.hour() == 0 && fold(words).contains("12");
    is_doubtful.then(|| at_fault(Kind::NoonOrMidnight, clock.time.strftime("%H:%M")))
}

/// A time told as past that has not come.
fn ahead(one: &Statement, draft: &Draft<'_>, rules: &Rules<'_>) -> Option<Finding> {
    let written = draft.written?.to_zoned(rules.zone.clone()).datetime();
    let is_past = matches!(one.cue, Cue::Start | Cue::End | Cue::Partial);
    let is_ahead = one.when.datetime()? > written.checked_add(SLACK).ok()?;
    (is_past && is_ahead).then(|| at_fault(Kind::TimeAhead, one.when.spell()))
}

/// A year far from the day of writing, or a weekday that its date does not have.
fn implausible(one: &Statement, draft: &Draft<'_>, rules: &Rules<'_>) -> Option<Finding> {
    let (day, date) = (one.stated.day?, one.when.date?);
    let is_far = draft.written.is_some_and(|written| {
        let today = written.to_zoned(rules.zone.clone()).date();
        let days = today.until(date).map_or(i32::MAX, |span| span.get_days());
        days.abs() > FAR_DAYS
    });
    let is_wrong = day.year.is_some() && is_far || !day.agrees(date);
    is_wrong.then(|| at_fault(Kind::DateImplausible, date))
}

/// The two ends of a stretch, the wrong way round; past midnight is another day, not an error.
fn is_turned(from: &Statement, to: &Statement) -> bool {
    let is_one = from.is_stretch && to.is_stretch && from.sentence == to.sentence;
    let has_days = from.stated.day.is_some() && to.stated.day.is_some();
    is_one
        && has_days
        && (from.cue, to.cue) == (Cue::Start, Cue::End)
        && to.when.is_before(&from.when)
}
