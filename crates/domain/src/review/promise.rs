//! Promises in the text that nobody keeps in the book.
//!
//! Read in order: [`review`], [`due_at`].

use jiff::{SignedDuration, Timestamp, ToSpan, Zoned, civil::Time};

use super::{Draft, Finding, Kind, Known, Quote, Rules, statement::nearest};
use crate::find::{self, Due, Found, PartOfDay, Promise, Stated, promise::Stretch};

/// As near as this, a commitment is the promise.
const NEAR: SignedDuration = SignedDuration::from_mins(1);

/// One finding for each promise with a time, and one for all without, in the language that has most:
/// its twins say the same.
pub(super) fn review(draft: &Draft<'_>, known: &Known<'_>, rules: &Rules<'_>) -> Vec<Finding> {
    let told = draft.text.iter().map(|(locale, text)| {
        let found = find::promises(text, Some(locale));
        (locale, text, found)
    });
    let dated =
        |found: &[Found<Promise>]| found.iter().filter(|one| one.value.due.is_some()).count();
    let Some((locale, text, promises)) = told
        .rev()
        .max_by_key(|(.., found)| (dated(found), found.len()))
    else {
        return Vec::new();
    };
    let written = draft.written.map(|at| at.to_zoned(rules.zone.clone()));
    let (mut all, mut open) = (Vec::new(), Vec::new());
    for promise in promises {
        let quote = Quote::here(locale, text, promise.span);
        let due = promise.value.due.as_ref().zip(written.as_ref());
        match (
            due.and_then(|(due, written)| due_at(due, written)),
            promise.value.when,
        ) {
            (Some(due), _) if is_in_book(due, known) => {}
            (Some(due), _) => all.push(
                Finding::new(Kind::PromiseLoose, vec![quote])
                    .with("due", due)
                    .with("until", on_the_clock(due, rules)),
            ),
            (None, Some(when)) => {
                all.push(Finding::new(Kind::PromiseLoose, vec![quote]).with("until", &text[when]))
            }
            (None, None) => open.push(quote),
        }
    }
    // What a write-up wants to do is a row of its table of actions.
    let is_writeup = !draft.entries.is_empty();
    if !open.is_empty() && !is_writeup && !is_promised(draft, known) {
        all.push(Finding::new(Kind::PromiseLoose, open));
    }
    all
}

/// Something is in the book that is still to come: "we will keep you informed" is that.
fn is_promised(draft: &Draft<'_>, known: &Known<'_>) -> bool {
    let ahead = |due: &Timestamp| draft.written.is_none_or(|written| *due > written);
    known.commitments.iter().any(ahead)
}

fn on_the_clock(due: Timestamp, rules: &Rules<'_>) -> impl ToString {
    due.to_zoned(rules.zone.clone())
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
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
        Due::In(stretch) => end_of(*stretch, written)?,
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

fn end_of(stretch: Stretch, written: &Zoned) -> Option<Zoned> {
    let today = |hour| {
        let at = written.date().at(hour, 0, 0, 0);
        at.to_zoned(written.time_zone().clone()).ok()
    };
    // Weeks end on Sunday; "early" is their second day.
    let to_sunday = 7 - i64::from(written.weekday().to_monday_one_offset());
    let in_days = |days: i64| end_of_day(&written.checked_add(days.days()).ok()?);
    match stretch {
        Stretch::Morning => today(12),
        Stretch::EarlyAfternoon => today(15),
        Stretch::Evening => today(23),
        Stretch::Day => end_of_day(written),
        Stretch::Week => in_days(to_sunday),
        Stretch::EarlyNextWeek => in_days(to_sunday + 2),
        Stretch::NextWeek => in_days(to_sunday + 7),
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
            ("Nous reviendrons dans la soirée.", "2025-03-28T23:00"),
            ("Refunds will be made next week.", "2025-04-07T00:00"),
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
