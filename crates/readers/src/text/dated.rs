//! Write-ups dated: every line of a timeline with its instant, bare clock times included.
//!
//! A bare clock time belongs to the day of the line before, or to the report's day; one that falls
//! far behind the line before belongs to the next day.

use beffroi_domain::{EntryKind, find::Stated};
use jiff::civil::Date;

use super::{
    calendar::{Near, Scope},
    timeline::Line,
};
use crate::record::{EntryRecord, Local, When};

/// A line with its instants.
#[derive(Clone, Debug)]
pub struct Dated<'a> {
    /// The line.
    pub line: &'a Line,
    /// When.
    pub at: Option<When>,
    /// The end of a stretch.
    pub until: Option<When>,
}

impl Dated<'_> {
    /// True where the line has this mark.
    #[must_use]
    pub fn is(&self, kind: EntryKind) -> bool {
        self.line.marks.contains(&kind)
    }

    /// The line as written.
    #[must_use]
    pub fn quote(&self) -> String {
        let text: String = self.line.text.chars().take(120).collect();
        format!("{} : {text}", self.line.written)
    }

    /// The line as a record.
    #[must_use]
    pub fn record(&self) -> EntryRecord {
        let local = self.at.as_ref().and_then(spelled).map(|from| {
            match self.until.as_ref().and_then(spelled) {
                Some(until) => format!("{from}/{until}"),
                None => from,
            }
        });
        EntryRecord {
            when: self.line.written.clone(),
            local,
            text: self.line.text.clone(),
            marks: self.line.marks.clone(),
            at: self.at.clone(),
            until: self.until.clone(),
        }
    }
}

fn spelled(when: &When) -> Option<String> {
    let bare = || {
        when.time_only
            .map(|time| time.strftime("T%H:%M:%S").to_string())
    };
    when.local.map(String::from).or_else(bare)
}

/// How far behind the line before a bare clock time must fall to belong to the next day, in hours.
const NEXT_DAY_HOURS: i8 = 6;

/// Dates the lines of a timeline. `day` is the report's own day, where it has one.
#[must_use]
pub fn lines<'a>(lines: &'a [Line], scope: &Scope<'_>, day: Option<Date>) -> Vec<Dated<'a>> {
    let mut day = day;
    let mut hour = None;
    let mut all = Vec::with_capacity(lines.len());
    for line in lines {
        let at = line.at.as_ref().and_then(|stated| {
            day = moved(day, hour, stated);
            scope.when(
                stated,
                Near {
                    day,
                    ..Near::default()
                },
            )
        });
        if let Some(local) = at.as_ref().and_then(|at| at.local) {
            day = Some(local.date());
        }
        hour = line
            .at
            .as_ref()
            .and_then(|stated| stated.clock)
            .map(|clock| clock.time.hour())
            .or(hour);
        let until = line.until.as_ref().and_then(|stated| {
            scope.when(
                stated,
                Near {
                    day,
                    ..Near::default()
                },
            )
        });
        all.push(Dated { line, at, until });
    }
    all
}

fn moved(day: Option<Date>, hour: Option<i8>, stated: &Stated) -> Option<Date> {
    let (Some(date), Some(before), Some(clock)) = (day, hour, stated.clock) else {
        return day;
    };
    let falls_behind = stated.day.is_none() && before - clock.time.hour() >= NEXT_DAY_HOURS;
    if falls_behind {
        date.tomorrow().ok()
    } else {
        day
    }
}

/// The first moment of an instant, for comparing: by day and clock, or by clock alone.
#[must_use]
pub fn order(when: &When) -> (Option<jiff::civil::DateTime>, Option<jiff::civil::Time>) {
    (when.local.map(Local::earliest), when.time_only)
}

#[cfg(test)]
mod tests {
    use jiff::{civil::date, tz::TimeZone};

    use super::{
        super::{calendar::Calendar, timeline},
        *,
    };

    #[test]
    fn bare_clock_times_follow_the_day_past_midnight() {
        let calendar = Calendar::of("", &TimeZone::UTC);
        let scope = Scope {
            calendar: &calendar,
            anchor: Some(date(2025, 3, 27)),
        };
        let read = timeline::read("* 22h04 : panne * 00h57 : reprise * 2 avril 9h-10h30 : essais");

        let dated = lines(&read.lines, &scope, Some(date(2025, 3, 27)));

        let local: Vec<_> = dated
            .iter()
            .map(|line| line.record().local.unwrap())
            .collect();
        assert_eq!(
            local,
            [
                "2025-03-27T22:04",
                "2025-03-28T00:57",
                "2025-04-02T09:00/2025-04-02T10:30"
            ]
        );
    }

    #[test]
    fn without_any_day_a_clock_time_stays_one() {
        let calendar = Calendar::of("", &TimeZone::UTC);
        let read = timeline::read("10h45 : panne 11h42 : fin");

        let dated = lines(
            &read.lines,
            &Scope {
                calendar: &calendar,
                anchor: None,
            },
            None,
        );

        assert_eq!(dated[1].record().local.as_deref(), Some("T11:42:00"));
    }
}
