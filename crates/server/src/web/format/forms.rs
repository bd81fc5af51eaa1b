//! The formatters of one locale, out of ICU data, made once and shared by all readers.

use fixed_decimal::Decimal;
use icu_calendar::{Gregorian, week::WeekInformation};
use icu_datetime::{
    FixedCalendarDateTimeFormatter as DateForm, NoCalendarFormatter,
    fieldsets::{E, M, MD, T, YM, YMD, YMDE, YMDT},
};
use icu_decimal::DecimalFormatter;
use icu_list::{
    ListFormatter,
    options::{ListFormatterOptions, ListLength},
};
use icu_locale_core::Locale;
use icu_time::DateTime;
use jiff::civil::{self, Weekday};
use jiff_icu::ConvertFrom as _;

/// How one locale writes dates, numbers and lists.
pub struct Forms {
    day: DateForm<Gregorian, YMD>,
    weekday: DateForm<Gregorian, YMDE>,
    short_day: DateForm<Gregorian, MD>,
    month: DateForm<Gregorian, YM>,
    month_name: DateForm<Gregorian, M>,
    short_month: DateForm<Gregorian, M>,
    day_of_week: DateForm<Gregorian, E>,
    short_day_of_week: DateForm<Gregorian, E>,
    first_day_of_week: Weekday,
    instant: DateForm<Gregorian, YMDT>,
    clock: NoCalendarFormatter<T>,
    and: ListFormatter,
    unit: ListFormatter,
    number: DecimalFormatter,
}

impl Forms {
    /// The forms of a locale such as `en-GB`; those of the root for a tag that ICU does not know.
    ///
    /// # Panics
    /// Never: ICU's data is part of the program and falls back to the root.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        let narrow = ListFormatterOptions::default().with_length(ListLength::Narrow);
        Self {
            day: DateForm::try_new((&locale).into(), YMD::medium()).expect("ICU data"),
            weekday: DateForm::try_new((&locale).into(), YMDE::long()).expect("ICU data"),
            short_day: DateForm::try_new((&locale).into(), MD::medium()).expect("ICU data"),
            month: DateForm::try_new((&locale).into(), YM::long()).expect("ICU data"),
            month_name: DateForm::try_new((&locale).into(), M::long()).expect("ICU data"),
            short_month: DateForm::try_new((&locale).into(), M::medium()).expect("ICU data"),
            day_of_week: DateForm::try_new((&locale).into(), E::long()).expect("ICU data"),
            short_day_of_week: DateForm::try_new((&locale).into(), E::short()).expect("ICU data"),
            first_day_of_week: first_day_of_week(&locale),
            instant: DateForm::try_new((&locale).into(), YMD::medium().with_time_hm())
                .expect("ICU data"),
            clock: NoCalendarFormatter::try_new((&locale).into(), T::hm()).expect("ICU data"),
            and: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default())
                .expect("ICU data"),
            unit: ListFormatter::try_new_unit((&locale).into(), narrow).expect("ICU data"),
            number: DecimalFormatter::try_new((&locale).into(), Default::default())
                .expect("ICU data"),
        }
    }

    /// "4 Dec 2025".
    #[must_use]
    pub fn day(&self, on: civil::Date) -> String {
        self.day
            .format(&gregorian(on.to_datetime(civil::Time::midnight())))
            .to_string()
    }

    /// "Thursday 4 December 2025".
    #[must_use]
    pub fn weekday(&self, on: civil::Date) -> String {
        self.weekday
            .format(&gregorian(on.to_datetime(civil::Time::midnight())))
            .to_string()
    }

    /// "4 Dec": where the year is told beside it.
    #[must_use]
    pub fn short_day(&self, on: civil::Date) -> String {
        self.short_day
            .format(&gregorian(on.to_datetime(civil::Time::midnight())))
            .to_string()
    }

    /// "December 2025".
    #[must_use]
    pub fn month(&self, on: civil::Date) -> String {
        self.month
            .format(&gregorian(on.to_datetime(civil::Time::midnight())))
            .to_string()
    }

    /// "December": where the year is told beside it.
    #[must_use]
    pub fn month_name(&self, on: civil::Date) -> String {
        self.month_name
            .format(&gregorian(on.to_datetime(civil::Time::midnight())))
            .to_string()
    }

    /// "Dec".
    #[must_use]
    pub fn short_month(&self, on: civil::Date) -> String {
        self.short_month
            .format(&gregorian(on.to_datetime(civil::Time::midnight())))
            .to_string()
    }

    /// "Thursday", and the same in short.
    #[must_use]
    pub fn day_of_week(&self, on: civil::Date) -> (String, String) {
        let at = gregorian(on.to_datetime(civil::Time::midnight()));
        (
            self.day_of_week.format(&at).to_string(),
            self.short_day_of_week.format(&at).to_string(),
        )
    }

    /// The day that a week begins with where this is spoken.
    #[must_use]
    pub fn first_day_of_week(&self) -> Weekday {
        self.first_day_of_week
    }

    /// "4 Dec 2025, 12:08".
    #[must_use]
    pub fn instant(&self, at: civil::DateTime) -> String {
        self.instant.format(&gregorian(at)).to_string()
    }

    /// "12:08".
    #[must_use]
    pub fn clock(&self, at: civil::Time) -> String {
        self.clock
            .format(&icu_time::Time::convert_from(at))
            .to_string()
    }

    /// "A, B and C".
    #[must_use]
    pub fn and(&self, items: &[String]) -> String {
        self.and.format(items.iter()).to_string()
    }

    /// "1 h 13 min": the parts of one length.
    #[must_use]
    pub fn unit(&self, parts: &[String]) -> String {
        self.unit.format(parts.iter()).to_string()
    }

    /// "1,234".
    #[must_use]
    pub fn number(&self, number: i64) -> String {
        self.number.format(&Decimal::from(number)).to_string()
    }

    /// `scaled` / 10^`places`: "99.98" for 9998 and 2. Zeros at the end are dropped when `trim`.
    #[must_use]
    pub fn decimal(&self, scaled: i64, places: i16, trim: bool) -> String {
        let mut decimal = Decimal::from(scaled);
        decimal.multiply_pow10(-places);
        if trim {
            decimal.trim_end();
        }
        self.number.format(&decimal).to_string()
    }
}

fn first_day_of_week(locale: &Locale) -> Weekday {
    let week = WeekInformation::try_new(locale.into()).expect("ICU data");
    // ISO's numbers: Monday is 1, Sunday 7.
    i8::try_from(week.first_weekday as usize)
        .ok()
        .and_then(|number| Weekday::from_monday_one_offset(number).ok())
        .unwrap_or(Weekday::Monday)
}

fn gregorian(at: civil::DateTime) -> DateTime<Gregorian> {
    let iso = DateTime::convert_from(at);
    DateTime {
        date: iso.date.to_calendar(Gregorian),
        time: iso.time,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let at: civil::DateTime = "2025-12-04T12:08:00".parse().unwrap();

        let written = ["fr", "en-GB", "it"].map(|tag| Forms::of(tag).instant(at));

        assert_eq!(
            written,
            [
                "4 déc. 2025, 12:08",
                "4 Dec 2025, 12:08",
                "4 dic 2025, 12:08"
            ]
        );
    }

    #[test]
    fn numbers_and_lists_are_written_as_each_language_writes_them() {
        let names = ["A", "B", "C"].map(str::to_owned);

        let written = ["fr", "en-GB", "it"].map(|tag| {
            let forms = Forms::of(tag);
            (
                forms.number(12_345),
                forms.decimal(9998, 2, false),
                forms.and(&names),
            )
        });

        assert_eq!(
            written,
            [
                (
                    "12\u{202f}345".to_owned(),
                    "99,98".to_owned(),
                    "A, B et C".to_owned()
                ),
                (
                    "12,345".to_owned(),
                    "99.98".to_owned(),
                    "A, B and C".to_owned()
                ),
                (
                    "12.345".to_owned(),
                    "99,98".to_owned(),
                    "A, B e C".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn a_week_begins_where_people_say_that_it_does() {
        let first =
            ["fr", "en-GB", "it", "en-US", "ar-EG"].map(|tag| Forms::of(tag).first_day_of_week());

        assert_eq!(
            first,
            [
                Weekday::Monday,
                Weekday::Monday,
                Weekday::Monday,
                Weekday::Sunday,
                Weekday::Saturday
            ]
        );
        let on = civil::date(2025, 12, 4);
        let said = |tag| {
            let forms = Forms::of(tag);
            (
                forms.month_name(on),
                forms.short_month(on),
                forms.day_of_week(on).0,
            )
        };
        let words = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(said("fr"), words("décembre", "déc.", "jeudi"));
        assert_eq!(said("en-GB"), words("December", "Dec", "Thursday"));
        assert_eq!(said("it"), words("dicembre", "dic", "giovedì"));
    }

    #[test]
    fn an_unknown_tag_is_written_as_the_root_writes() {
        assert_eq!(Forms::of("zz-not-a-thing-at-all").number(3), "3");
    }
}
