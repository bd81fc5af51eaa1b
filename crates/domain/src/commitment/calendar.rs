//! Working days: Monday to Friday, but the holidays that a page lists.
//!
//! Deliberately absent: which days are holidays somewhere. Regions, companies and contracts differ; a page says its own.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// Whether work is done on a day.
#[must_use]
pub fn is_working(day: Date, holidays: &[Date]) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !is_weekend && !holidays.contains(&day)
}

/// The `count`th working day after `day`; `day` itself never counts. `None` past the end of representable time, and
/// where ten years of days hold too few.
#[must_use]
pub fn working_days_after(day: Date, count: u16, holidays: &[Date]) -> Option<Date> {
    let (mut day, mut left) = (day, count);
    for _ in 0..3660 {
        if left == 0 {
            return Some(day);
        }
        day = day.checked_add(1.day()).ok()?;
        left -= u16::from(is_working(day, holidays));
    }
    None
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let thursday = date(2026, 4, 2);
        let easter = [date(2026, 4, 3), date(2026, 4, 6)];

        assert_eq!(working_days_after(thursday, 2, &[]), Some(date(2026, 4, 6)));
        assert_eq!(
            working_days_after(thursday, 2, &easter),
            Some(date(2026, 4, 8))
        );
    }

    #[test]
    fn from_a_sunday_the_first_is_monday() {
        assert_eq!(
            working_days_after(date(2026, 3, 1), 1, &[]),
            Some(date(2026, 3, 2))
        );
    }

    #[test]
    fn a_page_that_never_works_promises_nothing() {
        let first = date(2026, 1, 1);
        let always: Vec<Date> = first.series(1.day()).take(4000).collect();

        assert_eq!(working_days_after(first, 1, &always), None);
    }
}
