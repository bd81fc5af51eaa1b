//! Promises in the text that nobody keeps in the book.
//!
//! Read in order: [`review`], [`due_at`].

use jiff::{SignedDuration, Timestamp, ToSpan, Zoned, civil::Time};

use super::{Draft, Finding, Kind, Known, Quote, Rules, statement::nearest};
use crate::find::{self, Due, PartOfDay, Stated};

/// As near as this, a commitment is the promise.
const NEAR: SignedDuration = SignedDuration::from_mins(1);

/// One finding for each promise of the first language that promises at all: the twins say the same.
pub(super) fn review(draft: &Draft<'_>, known: &Known<'_>, rules: &Rules<'_>) -> Vec<Finding> {
    let told = draft.text.iter().find_map(|(locale, text)| {
        let found = find::promises(text, Some(locale));
        (!found.is_empty()).then_some((locale, text, found))
    });
    let Some((locale, text, promises)) = told else {
        return Vec::new();
    };
    let written = draft.written.map(|at| at.to_zoned(rules.zone.clone()));
    let mut all = Vec::new();
    for promise in promises {
        let due = promise
            .value
            .due
            .as_ref()
            .zip(written.as_ref())
            .and_then(|(due, written)| due_at(due, written));
        let is_kept = due.is_some_and(|due| is_in_book(due, known));
        if !is_kept {
            let quote = Quote::here(locale, text, promise.span);
            let due = due.map_or_else(String::new, |due| due.to_string());
            all.push(Finding::new(Kind::PromiseLoose, vec![quote]).with("due", due));
        }
    }
    all
}

fn is_in_book(due: Timestamp, known: &Known<'_>) -> bool {
    known
        .commitments
        .iter()
        .any(|kept| kept.duration_since(due).abs() <= NEAR)
}

/// The instant by which a promise written at `written` falls due: a day to its end, a part of a day to
/// the end of that part.
#[must_use]
pub fn due_at(due: &Due, written: &Zoned) -> Option<Timestamp> {
    let zoned = match due {
        Due::Within(length) => written.checked_add(length.minutes.minutes()).ok()?,
        Due::On(weekday) => end_of_day(&written.nth_weekday(1, *weekday).ok()?)?,
        Due::At(stated) => at(stated, written)?,
    };
    Some(zoned.timestamp())
}

fn at(stated: &Stated, written: &Zoned) -> Option<Zoned> {
    let today = written.date();
    let date = match (stated.day, stated.relative) {
        (Some(day), _) => day
            .date()
            .or_else(|| nearest(today, |year| day.in_year(year)))?,
        (None, Some(relative)) => today.checked_add(i64::from(relative.days).days()).ok()?,
        (None, None) => today,
    };
    let part = stated.relative.and_then(|relative| relative.part);
    let time = stated
        .clock
        .map(|clock| clock.time)
        .or(part.map(end_of_part));
    let Some(time) = time else {
        return end_of_day(&date.to_zoned(written.time_zone().clone()).ok()?);
    };
    let found = date
        .to_datetime(time)
        .to_zoned(written.time_zone().clone())
        .ok()?;
    let is_dated = stated.day.is_some() || stated.relative.is_some();
    // "By 01:00", written at 23:30, is tomorrow.
    match !is_dated && found < *written {
        true => found.tomorrow().ok(),
        false => Some(found),
    }
}

fn end_of_part(part: PartOfDay) -> Time {
    match part {
        PartOfDay::Morning => Time::constant(12, 0, 0, 0),
        PartOfDay::Noon => Time::constant(13, 0, 0, 0),
        PartOfDay::Afternoon => Time::constant(18, 0, 0, 0),
        PartOfDay::Evening => Time::constant(23, 0, 0, 0),
    }
}

fn end_of_day(day: &Zoned) -> Option<Zoned> {
    day.tomorrow().ok()?.start_of_day().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_fall_due_where_people_expect_them() {
        let written: Zoned = "2025-03-28T10:20:00[Europe/Paris]".parse().unwrap();
        for (text, due) in [
            ("Nous reviendrons vers vous vers 11h30.", "2025-03-28T11:30"),
            ("Prochain point d'ici demain.", "2025-03-30T00:00"),
            ("Aggiorneremo entro le 13:00.", "2025-03-28T13:00"),
            ("We will update you within 30 minutes.", "2025-03-28T10:50"),
            ("We will update you tomorrow morning.", "2025-03-29T12:00"),
            ("The next update comes by 9:15 am.", "2025-03-29T09:15"),
            ("Le post-mortem sera publié lundi.", "2025-04-01T00:00"),
        ] {
            let found = find::promises(text, None);
            let at = found[0]
                .value
                .due
                .as_ref()
                .and_then(|due| due_at(due, &written));
            let local = at.map(|at| at.to_zoned(written.time_zone().clone()));
            let local = local.map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string());

            assert_eq!(local.as_deref(), Some(due), "{text}");
        }
    }
}
