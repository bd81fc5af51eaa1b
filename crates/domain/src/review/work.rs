//! Planned work: its texts against its window, and against where it stands.
//!
//! Read in order: [`Work`], [`review_work`], then where it stands (`against_status`). What a text says of begin and end is read in
//! `window`. A time to come is what planned work is about, so nothing is ahead here; nothing is promised beyond it,
//! whose fault it is nobody asks, and a title names what is worked on where its text names what readers feel.

use jiff::Timestamp;

use super::{
    Draft, Finding, Kind, Known, Quote, Rules, Said, between, calendar, hygiene,
    statement::Readings, window,
};
use crate::{
    LocalizedText, MaintenanceStatus,
    find::{self, fold, fold::has_any},
    window::Interval,
};

/// What is known of planned work, and what was said of it.
#[derive(Clone, Debug)]
pub struct Work<'a> {
    /// Where it stands with the draft.
    pub status: MaintenanceStatus,
    /// Whether it was called off.
    pub is_called_off: bool,
    /// The times that it is planned for, the one in question first; one, unless it comes again.
    pub times: &'a [Interval],
    /// When it really began.
    pub began: Option<Timestamp>,
    /// When it was really over.
    pub over: Option<Timestamp>,
    /// What was said, oldest first.
    pub said: &'a [Said<'a>],
}

/// Everything that is wrong with a draft on planned work, in the order of [`Kind`]; each thing once. The draft's own status, which is
/// that of an incident, and its entries are left aside.
#[must_use]
pub fn review_work(draft: &Draft<'_>, work: &Work<'_>, rules: &Rules<'_>) -> Vec<Finding> {
    let known = Known {
        said: work.said,
        ..Known::default()
    };
    let mut all = hygiene::review(draft, &known, rules);
    let untitled = Draft {
        title: None,
        ..draft.clone()
    };
    all.extend(between::review(&untitled, &known));
    all.extend(dates(&untitled, work, &known, rules));
    all.extend(window::review(draft, work, rules));
    all.extend(against_status(draft, work));
    all.sort_by_key(|finding| finding.kind);
    all.dedup();
    all
}

/// A zone against the season, a weekday or a year that cannot be, an end before its start: as on the days of the work.
fn dates(draft: &Draft<'_>, work: &Work<'_>, known: &Known<'_>, rules: &Rules<'_>) -> Vec<Finding> {
    let Some(time) = work.times.first() else {
        return Vec::new();
    };
    let on_the_day = Draft {
        written: Some(time.from),
        ..draft.clone()
    };
    let readings = Readings::of(&on_the_day, known, rules);
    let mut found = calendar::review(&on_the_day, rules, &readings);
    // Work at night is at midnight, and all of it is ahead.
    found.retain(|one| match one.kind {
        Kind::TimeAhead | Kind::NoonOrMidnight => false,
        Kind::EndBeforeStart => !is_past_midnight(one),
        _ => true,
    });
    found
}

/// "On 8 December, from 23:00 to 02:00" ends on the ninth.
fn is_past_midnight(finding: &Finding) -> bool {
    let day = |name: &str| {
        let mut details = finding.details.iter();
        let spelled = details.find(|(known, _)| *known == name);
        spelled.and_then(|(_, value)| value.split(' ').next())
    };
    day("start") == day("end")
}

/// "Once it is over, …" says nothing of now.
const IF: &[&str] = &[
    " once ",
    " when ",
    " as soon as",
    " after ",
    " until ",
    " if ",
    " une fois",
    " lorsque",
    " quand ",
    " des que",
    " apres ",
    " jusqu'a ce",
    " si ",
    " sera",
    " will",
    " una volta",
    " quando ",
    " non appena",
    " dopo ",
    " finche",
    " se ",
    " sara",
];
const GOES_ON: &[&str] = &[
    "toujours en cours",
    "still ongoing",
    "still in progress",
    "still under way",
    "ancora in corso",
    "nous continuons de travailler",
    "nous continuons a travailler",
    "we continue to work",
    "we are continuing to work",
    "continuiamo a lavorare",
    "la maintenance se poursuit",
    "la maintenance continue",
    "the maintenance continues",
    "la manutenzione continua",
    "la manutenzione prosegue",
];
const BEGUN: &[&str] = &[
    "la maintenance a commence",
    "la maintenance a debute",
    "la maintenance est en cours",
    "les travaux ont commence",
    "les travaux sont en cours",
    "maintenance has begun",
    "maintenance has started",
    "maintenance is in progress",
    "maintenance is under way",
    "maintenance is now under way",
    "work has begun",
    "work has started",
    "manutenzione e iniziata",
    "manutenzione e in corso",
    "lavori sono iniziati",
    "lavori sono in corso",
];
const DONE: &[&str] = &[
    "la maintenance est terminee",
    "la maintenance est achevee",
    "la maintenance s'est terminee",
    "les travaux sont termines",
    "maintenance is complete",
    "maintenance is finished",
    "maintenance is over",
    "maintenance has been completed",
    "maintenance was completed",
    "work is complete",
    "work is finished",
    "manutenzione e terminata",
    "manutenzione e conclusa",
    "manutenzione e stata completata",
    "lavori sono terminati",
    "lavori sono conclusi",
];
const CALLED_OFF: &[&str] = &[
    "la maintenance est annulee",
    "la maintenance a ete annulee",
    "maintenance is cancelled",
    "maintenance is canceled",
    "maintenance has been cancelled",
    "maintenance has been canceled",
    "maintenance is called off",
    "maintenance has been called off",
    "manutenzione e annullata",
    "manutenzione e stata annullata",
];

/// It is over and goes on, or has not begun and is over.
fn against_status(draft: &Draft<'_>, work: &Work<'_>) -> Option<Finding> {
    use MaintenanceStatus::{Completed, InProgress, Scheduled, Verifying};
    let against: &[&[&str]] = match work.status {
        _ if work.is_called_off => &[GOES_ON, BEGUN],
        Scheduled => &[BEGUN, DONE, CALLED_OFF],
        InProgress => &[DONE, CALLED_OFF],
        Verifying => &[CALLED_OFF],
        Completed => &[GOES_ON, CALLED_OFF],
    };
    let quote = sentence(draft.text, &against.concat())?;
    let is_moved = window::is_moved(draft.text);
    (!is_moved)
        .then(|| Finding::new(Kind::StatusAgainstText, vec![quote]).with("status", work.status))
}

/// The first sentence that says one of these of now.
fn sentence(text: &LocalizedText, phrases: &[&str]) -> Option<Quote> {
    text.iter().find_map(|(locale, text)| {
        let mut sentences = find::sentences(text).into_iter();
        let span = sentences.find(|span| {
            let folded = format!(" {}", fold(&text[span.clone()]));
            has_any(&folded, phrases) && !has_any(&folded, IF)
        })?;
        Some(Quote::here(locale, text, span))
    })
}

#[cfg(test)]
mod tests;
