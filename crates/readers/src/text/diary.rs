//! The diary: on which day each update was written, as far as its own words tell.
//!
//! "demain, mercredi 6 mars" was written on the 5th. The update after it that says "hier" was
//! written a day later. Concluded days are never publication times; they only give "ce matin" a day.

use beffroi_domain::find::{self, Stated, fold};
use jiff::{Span, civil::Date, tz::TimeZone};

use super::{calendar::Scope, report::Report, update::Update, years};

/// The day of writing of each of [`Report::spoken`], where it can be told.
#[must_use]
pub fn days(report: &Report, scope: &Scope<'_>, zone: &TimeZone) -> Vec<Option<Date>> {
    let mut all = Vec::new();
    let mut before: Option<Date> = None;
    let mut evening = false;
    for update in report.spoken() {
        let stamped = update.posted_at.map(|at| at.to_zoned(zone.clone()).date());
        let text = update
            .first()
            .map(|part| part.text.as_str())
            .unwrap_or_default();
        let own = stamped.or_else(|| told(update, text, scope));
        let day = own.or_else(|| follow(before, evening, text));
        evening = fold(text).starts_with("bonsoir") || fold(text).starts_with("good evening");
        before = day.or(before);
        all.push(day.filter(|_| own.is_some() || !update.is_standard()));
    }
    all
}

/// A relative word with a day beside it, or a dated address under "ce matin".
fn told(update: &Update, text: &str, scope: &Scope<'_>) -> Option<Date> {
    let stated = find::stated(text, None);
    let beside = stated.iter().find_map(|found| {
        let (day, relative) = (found.value.day?, found.value.relative?);
        let date = day.date().or_else(|| day.in_year(scope.year_of(&day)?))?;
        date.checked_sub(Span::new().days(i64::from(relative.days)))
            .ok()
    });
    let today = stated.iter().any(|found| is_today(&found.value));
    beside.or_else(|| {
        update
            .links
            .iter()
            .filter(|_| today)
            .find_map(|link| years::address_day(link))
    })
}

fn is_today(stated: &Stated) -> bool {
    stated.relative.is_some_and(|word| word.days == 0)
}

/// "hier" turns the page, and so does a good morning after a good evening.
fn follow(before: Option<Date>, evening: bool, text: &str) -> Option<Date> {
    let says_yesterday = find::relatives(text)
        .iter()
        .any(|word| word.value.days == -1);
    let new_morning = evening
        && ["bonjour", "hello", "buongiorno"]
            .iter()
            .any(|word| fold(text).starts_with(word));
    if says_yesterday || new_morning {
        before?.tomorrow().ok()
    } else {
        before
    }
}
