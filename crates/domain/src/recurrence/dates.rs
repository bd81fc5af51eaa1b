//! Which days a rule means, from its first day on: one period after another.
//!
//! A period is a day, a week from Monday, a month or a year; its days are made, sorted, and those
//! before the first day dropped. Not here: the end of the rule.

use std::collections::VecDeque;

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::rule::{Frequency, Rule, WeekdayOf};

/// More periods in a row without a day than any rule that has more days can have.
const FRUITLESS: u32 = 5_000;

/// The days of a rule.
pub(super) struct Dates<'a> {
    rule: &'a Rule,
    first: Date,
    /// How many periods have been looked at.
    periods: i32,
    ready: VecDeque<Date>,
}

impl<'a> Dates<'a> {
    pub(super) fn of(rule: &'a Rule, first: Date) -> Self {
        Self {
            rule,
            first,
            periods: 0,
            ready: VecDeque::new(),
        }
    }

    /// The days of the next period; `None` when the years have run out.
    fn period(&mut self) -> Option<Vec<Date>> {
        let ahead = self.periods.checked_mul(i32::from(self.rule.interval))?;
        self.periods += 1;
        let rule = self.rule;
        let mut days = match rule.frequency {
            Frequency::Daily => vec![self.first.checked_add(ahead.days()).ok()?],
            Frequency::Weekly => week(rule, self.first, ahead)?,
            Frequency::Monthly => month(rule, self.first, ahead)?,
            Frequency::Yearly => year(rule, self.first, ahead)?,
        };
        if rule.frequency == Frequency::Daily {
            days.retain(|on| is_weekday(rule, *on) && is_month_day(rule, *on));
        }
        days.retain(|on| *on >= self.first);
        days.sort_unstable();
        days.dedup();
        Some(days)
    }
}

impl Iterator for Dates<'_> {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        for _ in 0..FRUITLESS {
            if let Some(on) = self.ready.pop_front() {
                return Some(on);
            }
            self.ready = self.period()?.into();
        }
        self.ready.pop_front()
    }
}

fn week(rule: &Rule, first: Date, ahead: i32) -> Option<Vec<Date>> {
    let into = i32::from(first.weekday().to_monday_zero_offset());
    let monday = first.checked_sub(into.days()).ok()?;
    let monday = monday.checked_add(ahead.weeks()).ok()?;
    let day = |day: Weekday| {
        let into = i32::from(day.to_monday_zero_offset());
        monday.checked_add(into.days()).ok()
    };
    if rule.by_day.is_empty() {
        return Some(vec![day(first.weekday())?]);
    }
    Some(rule.by_day.iter().filter_map(|one| day(one.day)).collect())
}

fn month(rule: &Rule, first: Date, ahead: i32) -> Option<Vec<Date>> {
    let begin = first.first_of_month().checked_add(ahead.months()).ok()?;
    let all = stretch(begin, begin.last_of_month());
    if rule.by_day.is_empty() && rule.by_month_day.is_empty() {
        return Some(
            all.into_iter()
                .filter(|on| on.day() == first.day())
                .collect(),
        );
    }
    Some(chosen(rule, &all))
}

fn year(rule: &Rule, first: Date, ahead: i32) -> Option<Vec<Date>> {
    let begin = first.first_of_year().checked_add(ahead.years()).ok()?;
    if rule.by_day.is_empty() && rule.by_month_day.is_empty() {
        let same = Date::new(begin.year(), first.month(), first.day());
        return Some(same.into_iter().collect());
    }
    Some(chosen(rule, &stretch(begin, begin.last_of_year())))
}

/// The days of a month or year that the rule names by weekday, by day of the month, or by both.
fn chosen(rule: &Rule, all: &[Date]) -> Vec<Date> {
    all.iter()
        .copied()
        .filter(|on| is_month_day(rule, *on))
        .filter(|on| rule.by_day.is_empty() || rule.by_day.iter().any(|day| is_one(day, *on, all)))
        .collect()
}

/// True when `on` is the weekday meant: each, or the nth among `all`.
fn is_one(meant: &WeekdayOf, on: Date, all: &[Date]) -> bool {
    if on.weekday() != meant.day {
        return false;
    }
    let Some(nth) = meant.nth else {
        return true;
    };
    let same = || all.iter().filter(|one| one.weekday() == meant.day);
    let place = usize::from(nth.unsigned_abs()) - 1;
    let found = if nth > 0 {
        same().nth(place)
    } else {
        same().rev().nth(place)
    };
    found == Some(&on)
}

fn is_weekday(rule: &Rule, on: Date) -> bool {
    rule.by_day.is_empty() || rule.by_day.iter().any(|one| one.day == on.weekday())
}

fn is_month_day(rule: &Rule, on: Date) -> bool {
    let from_end = on.day() - on.days_in_month() - 1;
    let days = &rule.by_month_day;
    days.is_empty() || days.contains(&on.day()) || days.contains(&from_end)
}

fn stretch(from: Date, to: Date) -> Vec<Date> {
    from.series(1.day()).take_while(|on| *on <= to).collect()
}
