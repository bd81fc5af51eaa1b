//! Times that people typed into the texts, held against the times at which they were published.
//!
//! What is stated is better than what is concluded: a start in a header block or a write-up wins
//! over the minute in which somebody pressed a button. Read in order: [`settle`].
//!
//! Deliberately absent: how times are found in texts ([`crate::text`]).

use jiff::{SignedDuration, Timestamp};

use super::incident::Native;
use crate::record::{ImportRecord, Local, When, WhenPrecision, WindowRecord};

/// How long before the first word about it trouble can have begun, and how long after the last one
/// ended. What lies further off is the time of something else.
const BEFORE: SignedDuration = SignedDuration::from_hours(60 * 24);
const AFTER: SignedDuration = SignedDuration::from_hours(2 * 24);

/// What the times of publication tell.
pub struct Told {
    pub start: Option<When>,
    pub end: Option<When>,
    pub windows: Vec<WindowRecord>,
}

/// Leaves in `record` what its texts state and is possible, and fills the rest with what was `told`.
///
/// A start that somebody dated back by hand in Statuspage's own field is stated as well.
pub fn settle(native: &Native, told: Told, is_dated_back: bool, record: &mut ImportRecord) {
    let span = Span::of(native);
    // A day in a title or in passing says less than the minute of the first word about it; a header
    // block or a write-up means what it says.
    let is_deliberate =
        record.postmortem.is_some() || record.updates.iter().any(|update| update.header.is_some());
    let says_more = |when: &When, concluded: &Option<When>| {
        is_deliberate || !is_day_of(when, concluded.as_ref())
    };
    record.windows.retain(|window| {
        let edges = [&window.start, &window.end];
        edges.into_iter().flatten().all(|when| span.holds(when))
            && window
                .start
                .as_ref()
                .is_some_and(|start| says_more(start, &told.start))
            && !is_upside_down(&window.start, &window.end)
    });
    let first = record
        .windows
        .iter()
        .find_map(|window| window.start.clone());
    let start = record
        .started_at
        .take()
        .filter(|when| span.holds(when))
        .or(first)
        .filter(|when| says_more(when, &told.start));
    let end = record
        .ended_at
        .take()
        .filter(|when| span.holds(when) && says_more(when, &told.end));
    record.started_at = match told.start {
        Some(by_hand) if is_dated_back => Some(by_hand),
        concluded => start.or(concluded),
    };
    // Who was told before it began that it was over was told too early: the end is not known.
    let concluded_end = told.end.filter(|end| {
        is_dated_back
            || !record
                .started_at
                .as_ref()
                .is_some_and(|start| is_stated(start) && instant(end) < instant(start))
    });
    record.ended_at = end.or(concluded_end);
    record.windows = match record.windows.is_empty() {
        true => concluded(told.windows, record),
        false => attributed(std::mem::take(&mut record.windows), &told.windows),
    };
}

/// True where the end, to the minute, lies before the start.
fn is_upside_down(start: &Option<When>, end: &Option<When>) -> bool {
    let clock = |when: &Option<When>| {
        let exact = |when: &&When| when.precision != WhenPrecision::Day;
        when.as_ref().filter(exact).and_then(instant)
    };
    matches!((clock(start), clock(end)), (Some(start), Some(end)) if end < start)
}

/// True for a bare day, the same as that of what is concluded.
fn is_day_of(when: &When, concluded: Option<&When>) -> bool {
    let day = |when: &When| when.local.map(Local::date);
    when.precision == WhenPrecision::Day && concluded.is_some_and(|one| day(one) == day(when))
}

/// Concluded windows, their outer edges replaced by what is stated of the whole.
fn concluded(mut windows: Vec<WindowRecord>, record: &ImportRecord) -> Vec<WindowRecord> {
    let stated = |when: &Option<When>| when.clone().filter(is_stated);
    let first = windows
        .iter()
        .filter_map(|window| instant(window.start.as_ref()?))
        .min();
    let last = windows
        .iter()
        .filter_map(|window| instant(window.end.as_ref()?))
        .max();
    let (start, end) = (stated(&record.started_at), stated(&record.ended_at));
    for window in &mut windows {
        if start.is_some() && window.start.as_ref().and_then(instant) == first {
            window.start.clone_from(&start);
        }
        if end.is_some() && !window.ongoing && window.end.as_ref().and_then(instant) == last {
            window.end.clone_from(&end);
        }
    }
    windows
}

/// Stated windows with the components and degrees that were told meanwhile.
fn attributed(stated: Vec<WindowRecord>, told: &[WindowRecord]) -> Vec<WindowRecord> {
    let mut all = Vec::new();
    for window in stated {
        let meanwhile = told.iter().filter(|one| overlap(&window, one));
        let mut parts: Vec<WindowRecord> = Vec::new();
        for one in meanwhile {
            match parts.iter_mut().find(|part| part.degree == one.degree) {
                Some(part) => extend(part, one),
                None => parts.push(WindowRecord {
                    start: window.start.clone(),
                    end: window.end.clone(),
                    ongoing: window.ongoing || (window.end.is_none() && one.ongoing),
                    ..one.clone()
                }),
            }
        }
        if parts.is_empty() {
            parts.push(window);
        }
        all.extend(parts);
    }
    all
}

/// Adds components, each once.
fn extend(part: &mut WindowRecord, more: &WindowRecord) {
    let has_ids = part.component_ids.len() == part.components.len()
        && more.component_ids.len() == more.components.len();
    for (at, name) in more.components.iter().enumerate() {
        let is_known = match more.component_ids.get(at).filter(|_| has_ids) {
            Some(id) => part.component_ids.contains(id),
            None => part.components.contains(name),
        };
        if is_known {
            continue;
        }
        part.components.push(name.clone());
        match more.component_ids.get(at).filter(|_| has_ids) {
            Some(id) => part.component_ids.push(id.clone()),
            None => part.component_ids.clear(),
        }
    }
}

/// Stretches of publication are late and long, so they only have to touch.
fn overlap(stated: &WindowRecord, told: &WindowRecord) -> bool {
    let bound = |when: &Option<When>| when.as_ref().and_then(instant);
    let late = SignedDuration::from_hours(1);
    let before = matches!((bound(&stated.end), bound(&told.start)),
        (Some(end), Some(start)) if end.checked_add(late).is_ok_and(|end| end < start));
    let after =
        matches!((bound(&stated.start), bound(&told.end)), (Some(start), Some(end)) if start > end);
    !before && !after
}

/// Between the first and the last word about it, with what may lie before and after.
struct Span {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl Span {
    fn of(native: &Native) -> Self {
        let said = || native.updates.iter().filter_map(|update| update.at);
        let first = [said().min(), native.started_at, native.created_at]
            .into_iter()
            .flatten()
            .min();
        let last = [said().max(), native.resolved_at]
            .into_iter()
            .flatten()
            .max();
        Self {
            from: first.and_then(|at| at.checked_sub(BEFORE).ok()),
            to: last.and_then(|at| at.checked_add(AFTER).ok()),
        }
    }

    /// A clock time without any day is no instant, and so is nothing to go by here.
    fn holds(&self, when: &When) -> bool {
        let Some(at) = instant(when) else {
            return false;
        };
        self.from.is_none_or(|from| at >= from) && self.to.is_none_or(|to| at <= to)
    }
}

fn is_stated(when: &When) -> bool {
    !when
        .inferred
        .contains(&crate::record::Inferred::Publication)
}

/// The instant; of a day its beginning, in UTC, which is near enough to tell one day from another.
fn instant(when: &When) -> Option<Timestamp> {
    let day = || {
        jiff::tz::Offset::UTC
            .to_timestamp(when.local?.earliest())
            .ok()
    };
    when.utc.or_else(day)
}
