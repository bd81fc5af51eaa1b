//! Planned work that comes again: a rule, the zone it is meant in, and the times that it skips.
//!
//! Read in order: [`Recurrence`], [`rule`] (what a rule may say), [`dates`] (which days it means).
//! What is repeated is the time on the wall: work at 02:00 stays at 02:00 when the clocks change, and
//! each time lasts as long as the first. A time that the clocks skip moves on by as much as they do.
//! Not here: hours, minutes, weeks of the year, months by name; such a rule is refused.

mod dates;
mod rule;

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::{Deserialize, Serialize};

pub use rule::{BadRule, DAYS, Ends, Frequency, Rule, WeekdayOf};

use crate::window::Interval;
use dates::Dates;

/// When planned work comes again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// How it comes again.
    pub rule: Rule,
    /// Times of its own that it leaves out, on the wall of `zone`. They count for `COUNT` all the same.
    pub except: Vec<DateTime>,
    /// The zone whose clocks it follows.
    #[serde(with = "jiff::fmt::serde::tz::required")]
    pub zone: TimeZone,
}

impl Recurrence {
    /// Every time of work that was first planned for `first`, in order, that one included.
    ///
    /// Lazy: a rule without an end gives times until the years run out.
    pub fn times(&self, first: Interval) -> impl Iterator<Item = Interval> {
        let start = first.from.to_zoned(self.zone.clone()).datetime();
        let lasts = first.from.until(first.to).unwrap_or_default();
        Dates::of(&self.rule, start.date())
            .take(self.rule.count())
            .map(move |on| on.to_datetime(start.time()))
            .map_while(|at| Some((at, self.instant(at)?)))
            .take_while(|(_, from)| self.is_before_end(*from))
            .filter(|(at, _)| !self.except.contains(at))
            .filter_map(move |(_, from)| {
                let to = from.checked_add(lasts).ok()?;
                Some(Interval { from, to })
            })
    }

    /// Refuses a rule that the first time is not one of, and an exception that is no time of it.
    ///
    /// # Errors
    /// [`BadRule`] says which.
    pub fn check(&self, first: Interval) -> Result<(), BadRule> {
        let start = first.from.to_zoned(self.zone.clone()).datetime();
        if Dates::of(&self.rule, start.date()).next() != Some(start.date()) {
            let why = format!("the first day, {}, is none of {}", start.date(), self.rule);
            return Err(BadRule(why));
        }
        if self.times(Interval { ..first }).next().is_none() {
            return Err(BadRule(format!("{} leaves no time at all", self.rule)));
        }
        let whole = Self {
            except: Vec::new(),
            ..self.clone()
        };
        for except in &self.except {
            let at = self.instant(*except);
            let is_one = |at: Timestamp| {
                whole
                    .times(first)
                    .take_while(|time| time.from <= at)
                    .any(|time| time.from == at)
            };
            if !at.is_some_and(is_one) {
                return Err(BadRule(format!(
                    "{except} is left out, and is no time of it"
                )));
            }
        }
        Ok(())
    }

    fn instant(&self, at: DateTime) -> Option<Timestamp> {
        let zoned = self.zone.to_ambiguous_zoned(at).compatible();
        zoned.ok().map(|zoned| zoned.timestamp())
    }

    fn is_before_end(&self, at: Timestamp) -> bool {
        match self.rule.ends {
            Ends::Never | Ends::After(_) => true,
            Ends::At(last) => at <= last,
            Ends::On(last) => at.to_zoned(self.zone.clone()).date() <= last,
        }
    }
}

#[cfg(test)]
mod tests;
