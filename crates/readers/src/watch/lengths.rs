//! The two lengths of a notice, which are never taken for one another: how long it was broken, and how long it was spoken of.
//!
//! Read in order: [`impact`], [`told`].

use beffroi_domain::window::{Interval, covered_seconds};
use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};

use super::Notice;
use crate::record::{Inferred, When, WindowRecord};

/// How long it was broken by what it states: its windows added up, overlaps counted once. `None` where it states no window,
/// or one without a stated start and end: a time of publication is no such end.
#[must_use]
pub fn impact(notice: &Notice) -> Option<SignedDuration> {
    let windows = &notice.told.record.windows;
    let all: Option<Vec<Interval>> = windows.iter().map(interval).collect();
    let all = all.filter(|all| !all.is_empty())?;
    Some(SignedDuration::from_secs(covered_seconds(all)))
}

/// Two clock times without a day are as long as on any day; one that would end before it begins is none.
fn interval(window: &WindowRecord) -> Option<Interval> {
    let (start, end) = (window.start.as_ref()?, window.end.as_ref()?);
    let placed = stated(start).zip(stated(end));
    let on_a_day = || Some((on_some_day(start)?, on_some_day(end)?));
    let (from, to) = placed.or_else(on_a_day)?;
    (from <= to && !window.ongoing).then_some(Interval { from, to })
}

fn on_some_day(when: &When) -> Option<Timestamp> {
    let day = when.local.is_none().then(|| civil::date(1970, 1, 1))?;
    let clock = day.to_datetime(when.time_only?);
    clock.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp())
}

fn stated(when: &When) -> Option<Timestamp> {
    let is_published = when.inferred.contains(&Inferred::Publication);
    when.utc.filter(|_| !is_published)
}

/// The first and the last statement that has a time; the write-up, which comes days later, is not counted.
#[must_use]
pub fn told(notice: &Notice) -> Option<(Timestamp, Timestamp)> {
    let updates = notice.told.record.updates.iter();
    let said = updates.filter(|update| {
        update
            .status
            .is_none_or(|status| status.as_str() != "postmortem")
    });
    let times = said.filter_map(|update| update.posted_at);
    let (mut first, mut last) = (None::<Timestamp>, None::<Timestamp>);
    for at in times {
        first = Some(first.map_or(at, |known| known.min(at)));
        last = Some(last.map_or(at, |known| known.max(at)));
    }
    first.zip(last)
}
