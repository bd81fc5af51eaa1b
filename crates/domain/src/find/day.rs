//! Days: `13 mars`, `1er octobre`, `January 22nd`, `17th of December`, `07/05/2025`, `il primo aprile`.
//!
//! Slashed days are day first: the languages here never write the month first. Two days that share
//! a month (`5–14 mars`, `March 3 & 4`) are two findings.
//!
//! Not here: which year is meant where none is written ([`Day::in_year`] asks for it).

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use regex::{Captures, Match, Regex};

use super::{
    Found,
    fold::fold,
    mask::{has_digit, mask},
};

/// A day as far as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// 1 to 31.
    pub day: i8,
    /// 1 to 12.
    pub month: i8,
    /// The year, where written.
    pub year: Option<i16>,
    /// The weekday, where written: a key to the year.
    pub weekday: Option<Weekday>,
}

impl Day {
    /// The date, where a year is written.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.in_year(self.year?)
    }

    /// The date in a year; `None` for 29 February outside leap years.
    #[must_use]
    pub fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }

    /// True when the weekday, if any is written, agrees with this date.
    #[must_use]
    pub fn agrees(&self, date: Date) -> bool {
        self.weekday.is_none_or(|weekday| weekday == date.weekday())
    }

    fn checked(self) -> Option<Self> {
        let year = self.year.unwrap_or(2024);
        Date::new(year, self.month, self.day).ok().map(|_| self)
    }
}

/// Month names and short forms, folded, January first.
const MONTHS: [&[&str]; 12] = [
    &["janvier", "january", "gennaio", "jan", "janv", "gen"],
    &["fevrier", "february", "febbraio", "feb", "fevr", "fev"],
    &["mars", "march", "marzo", "mar"],
    &["avril", "april", "aprile", "apr", "avr"],
    &["mai", "may", "maggio", "mag"],
    &["juin", "june", "giugno", "jun", "giu"],
    &["juillet", "july", "luglio", "jul", "juil", "lug"],
    &["aout", "august", "agosto", "aug", "ago"],
    &["septembre", "september", "settembre", "sep", "sept", "set"],
    &["octobre", "october", "ottobre", "oct", "ott"],
    &["novembre", "november", "nov"],
    &["decembre", "december", "dicembre", "dec", "dic"],
];

/// Weekday names, folded, Monday first.
const WEEKDAYS: [&[&str]; 7] = [
    &["lundi", "monday", "lunedi"],
    &["mardi", "tuesday", "martedi"],
    &["mercredi", "wednesday", "mercoledi"],
    &["jeudi", "thursday", "giovedi"],
    &["vendredi", "friday", "venerdi"],
    &["samedi", "saturday", "sabato"],
    &["dimanche", "sunday", "domenica"],
];

const MONTH: &str = concat!(
    r"(?:janvier|january|gennaio|janv|jan|gen|f[ée]vrier|february|febbraio|f[ée]vr|feb|mars|march|marzo|mar",
    r"|avril|aprile|april|avr|apr|mai|may|maggio|mag|juin|june|giugno|jun|giu|juillet|july|luglio|juil|jul|lug",
    r"|ao[ûu]t|august|agosto|aug|ago|septembre|september|settembre|sept|sep|set|octobre|october|ottobre|oct|ott",
    r"|novembre|november|nov|d[ée]cembre|december|dicembre|d[ée]c|dic)",
);
const WEEKDAY: &str = concat!(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    r"|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica)",
);

static FORMS: LazyLock<Regex> = LazyLock::new(|| {
    let weekday = format!(r"(?:(?P<w>{WEEKDAY}),?\s+(?:le\s+|the\s+)?)?");
    let ordinal = "(?:er|st|nd|rd|th|º|°)?";
    let year = r"(?:,?\s+(?P<y{n}>(?:19|20)[0-9]{2})(?-u:\b))?";
    let forms = [
        r"(?P<y1>(?:19|20)[0-9]{2})-(?P<m1>[0-9]{2})-(?P<d1>[0-9]{2})".to_owned(),
        r"(?P<d2>[0-9]{1,2})[/.](?P<m2>[0-9]{1,2})[/.](?P<y2>[0-9]{4}|[0-9]{2})".to_owned(),
        r"(?P<d3>[0-9]{1,2})/(?P<m3>[0-9]{1,2})".to_owned(),
        format!(
            r"(?:(?P<f4>[0-9]{{1,2}}){ordinal}\s?(?:-|–|au|et|&|al|e|to|and|ed)\s?(?:le\s)?)?(?P<d4>[0-9]{{1,2}}){ordinal}(?:\s+of|\s+de)?\s+(?P<m4>{MONTH})(?-u:\b)\.?{}",
            year.replace("{n}", "4")
        ),
        format!(
            r"(?P<m5>{MONTH})\.?\s+(?:the\s+)?(?P<d5>[0-9]{{1,2}})(?P<e5>{ordinal})(?:\s?(?:-|–|&|and|to)\s?(?P<l5>[0-9]{{1,2}}){ordinal}(?-u:\b))?{}",
            year.replace("{n}", "5")
        ),
        format!(
            r"(?P<first>primo|premier)\s+(?P<m6>{MONTH})(?-u:\b){}",
            year.replace("{n}", "6")
        ),
    ];
    Regex::new(&format!("(?i){weekday}(?:{})", forms.join("|"))).expect("a literal pattern")
});

/// The month that a folded word names, 1 to 12.
pub(super) fn month_of(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(at + 1).ok()
}

/// The weekday that a folded word names.
#[must_use]
pub fn weekday_of(word: &str) -> Option<Weekday> {
    let at = WEEKDAYS.iter().position(|names| names.contains(&word))?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// Days in order.
#[must_use]
pub fn days(text: &str) -> Vec<Found<Day>> {
    if !has_digit(text) && !text.contains("rimo") && !text.contains("remier") {
        return Vec::new();
    }
    let masked = mask(text);
    let mut all = Vec::new();
    for form in FORMS.captures_iter(&masked) {
        if stands_alone(&masked, &form) {
            read(&masked, &form, &mut all);
        }
    }
    all
}

fn stands_alone(text: &str, form: &Captures<'_>) -> bool {
    let Some(whole) = form.get(0) else {
        return false;
    };
    let before = text[..whole.start()].chars().next_back();
    let after = text[whole.end()..].chars().next();
    let joined = |c: char| c.is_alphanumeric() || matches!(c, '/' | '%');
    let dotted =
        before == Some('.') && text[..whole.start() - 1].ends_with(|c: char| c.is_ascii_digit());
    !(before.is_some_and(joined) || after.is_some_and(joined) || dotted || is_no_day(text, form))
}

/// `24/7`, `3/4` and a small "may 5" are figures and verbs.
fn is_no_day(text: &str, form: &Captures<'_>) -> bool {
    if let (Some(day), Some(month)) = (form.name("d3"), form.name("m3")) {
        let padded = day.len() == 2 && month.len() == 2;
        let word = fold(super::clock::tail(text, day.start(), 12));
        let led = [
            "le", "du", "au", "on", "il", "del", "al", "depuis", "since", "the",
        ]
        .iter()
        .any(|lead| word.rsplit(' ').next() == Some(lead));
        return !padded && !led && form.name("w").is_none();
    }
    form.name("m5")
        .is_some_and(|month| matches!(month.as_str(), "may" | "march" | "mar" | "set"))
}

fn read(text: &str, form: &Captures<'_>, all: &mut Vec<Found<Day>>) {
    let Some(whole) = form.get(0) else { return };
    let weekday = form
        .name("w")
        .and_then(|name| weekday_of(&fold(name.as_str())));
    let pick = |names: &[&str]| names.iter().find_map(|name| form.name(name));
    let number =
        |found: Option<Match<'_>>| found.and_then(|found| found.as_str().parse::<i16>().ok());
    let year = number(pick(&["y1", "y2", "y4", "y5", "y6"])).map(full_year);
    let month = pick(&["m1", "m2", "m3", "m4", "m5", "m6"])
        .and_then(|name| month_of(&fold(name.as_str())).or_else(|| name.as_str().parse().ok()));
    let Some(month) = month else { return };
    let mut push = |day: Option<i16>, weekday, span: std::ops::Range<usize>| {
        let day = day.and_then(|day| i8::try_from(day).ok());
        if let Some(value) = day.and_then(|day| {
            Day {
                day,
                month,
                year,
                weekday,
            }
            .checked()
        }) {
            all.push(Found { span, value });
        }
    };
    let day = number(pick(&["d1", "d2", "d3", "d4", "d5"])).or(form.name("first").map(|_| 1));
    let end = trimmed_end(text, whole);
    match (
        form.name("f4"),
        form.name("d4"),
        form.name("l5"),
        form.name("e5"),
    ) {
        // Two days of one month, in either order of month and days.
        (Some(first), Some(second), ..)
            if number(Some(first)) < day && !is_clock_end(text, first) =>
        {
            push(number(Some(first)), weekday, whole.start()..first.end());
            push(day, None, second.start()..end);
        }
        (Some(_), Some(second), ..) => push(day, None, second.start()..end),
        (.., Some(last), Some(ordinal)) if day < number(Some(last)) && !is_clock(text, last) => {
            push(day, weekday, whole.start()..ordinal.end());
            push(number(Some(last)), None, last.start()..end);
        }
        // "January 22nd - 4:54pm": the number after the dash is an hour.
        (.., Some(_), Some(ordinal)) => push(day, weekday, whole.start()..ordinal.end()),
        _ => push(day, weekday, whole.start()..end),
    }
}

/// True where a number is the hour of a clock time.
fn is_clock(text: &str, number: Match<'_>) -> bool {
    let after = text[number.end()..].trim_start();
    let mut letters = after.chars();
    let (joint, next) = (letters.next(), letters.next());
    let half = after
        .get(..2)
        .is_some_and(|half| matches!(half.to_ascii_lowercase().as_str(), "am" | "pm"));
    match joint {
        _ if half => true,
        Some('h' | 'H') => !next.is_some_and(char::is_alphabetic),
        Some(':' | '.' | '\\') => next.is_some_and(|c| c.is_ascii_digit() || c == '.'),
        _ => false,
    }
}

/// True where a number is the minutes of a clock time.
fn is_clock_end(text: &str, number: Match<'_>) -> bool {
    text[..number.start()].ends_with([':', 'h', 'H', '.'])
}

/// A full stop after a short month belongs to it, after a long one to the sentence.
fn trimmed_end(text: &str, whole: Match<'_>) -> usize {
    let long = text[whole.range()].strip_suffix('.').is_some_and(|bare| {
        bare.rsplit(char::is_whitespace)
            .next()
            .is_some_and(|word| word.chars().count() > 4)
    });
    whole.end() - usize::from(long)
}

fn full_year(year: i16) -> i16 {
    if year < 100 { 2000 + year } else { year }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        days(text)
            .iter()
            .map(|day| {
                let Day {
                    day, month, year, ..
                } = day.value;
                year.map_or(format!("{month:02}-{day:02}"), |year| {
                    format!("{year}-{month:02}-{day:02}")
                })
            })
            .collect()
    }

    #[test]
    fn every_written_form_is_read() {
        let cases: &[(&str, &[&str])] = &[
            ("le 13 mars :", &["03-13"]),
            ("1er octobre 14h30", &["10-01"]),
            ("January 22nd", &["01-22"]),
            ("17th of December", &["12-17"]),
            ("08th April", &["04-08"]),
            ("on April the 1st.", &["04-01"]),
            ("il primo aprile", &["04-01"]),
            ("07/05/2025", &["2025-05-07"]),
            ("le 25/11/22", &["2022-11-25"]),
            ("04/07 17h04", &["07-04"]),
            ("02 Mai 2023", &["2023-05-02"]),
            ("Dec 17, 2024 - 14:30 CET", &["2024-12-17"]),
            ("April 15th, 2025, at the latest", &["2025-04-15"]),
            ("2024-09-12", &["2024-09-12"]),
            ("13.03.2024", &["2024-03-13"]),
            ("5–14 mars", &["03-05", "03-14"]),
            ("retard 9-10 mai", &["05-09", "05-10"]),
            ("March 3 & 4:", &["03-03", "03-04"]),
            ("du 9 au 13 mai", &["05-09", "05-13"]),
            ("January 22nd - 4:54pm", &["01-22"]),
            ("March 4 - 06:14 PM", &["03-04"]),
            ("May 5 - 9h: restart", &["05-05"]),
            ("May 5–14: restart", &["05-05", "05-14"]),
            ("de 13:05 au 14 mai", &["05-14"]),
        ];
        for (text, want) in cases {
            assert_eq!(&written(text), want, "{text}");
        }
    }

    #[test]
    fn a_weekday_is_kept_as_a_key_to_the_year() {
        let found = days("demain, mercredi 6 mars, et ce lundi 19/09");

        assert_eq!(found[0].value.weekday, Some(Weekday::Wednesday));
        assert!(found[0].value.agrees(Date::new(2024, 3, 6).unwrap()));
        assert!(!found[1].value.agrees(Date::new(2023, 9, 19).unwrap()));
    }

    #[test]
    fn figures_and_verbs_are_no_days() {
        for text in [
            "24/7",
            "3/4 des cas",
            "it may 5 times",
            "31/02",
            "A920",
            "12 minutes",
            "99/99",
            "1/2/3/4",
        ] {
            assert_eq!(written(text), Vec::<String>::new(), "{text}");
        }
    }
}
