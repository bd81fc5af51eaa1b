//! Clock times in all the forms people write: `14h08`, `4h11 PM`, `4.23pm`, `12.07AM`, `18e30`,
//! `13:37`, "midi", "15 heures", "ore 12".
//!
//! Read in order: [`Clock`], [`clocks`], the private forms, `around`. A form that could also be a number
//! (`16.11`, `17h`) counts only where its surroundings speak of a time.
//!
//! Not here: durations (`24h`), days, zones.

use std::sync::LazyLock;

use jiff::civil::Time;
use regex::{Captures, Regex};

use super::{
    Found,
    around::Around,
    fold::fold,
    mask::{has_digit, mask},
};
use crate::Locale;

/// A clock time as far as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Read by the letter.
    pub time: Time,
    /// True for "17h" and "midi": the minutes are not stated.
    pub hour_only: bool,
    /// What is said about morning and afternoon.
    pub meridiem: Meridiem,
    /// True beside "environ", "about" and the like.
    pub approximate: bool,
}

/// What a clock time says about morning and afternoon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meridiem {
    /// AM or PM stands there.
    Stated,
    /// A 24-hour form.
    NotNeeded,
    /// A 12-hour hour without AM or PM, in a language that usually writes it.
    Missing,
}

static FORMS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?P<word>midi|minuit|noon|midnight|mezzogiorno|mezzanotte)",
        r"|(?P<h1>[0-9]{1,2})\sheures?(?:\s(?P<m1>[0-9]{2})(?-u:\b))?",
        r"|(?P<h8>[0-9]{1,2})\sh\s(?P<m8>[0-9]{2})(?-u:\b)",
        r"|(?P<h2>[0-9]{1,2})\s?h(?P<m2>[0-9]{2})?(?:\s?(?P<p2>[ap]\.?m(?-u:\b)))?",
        r"|(?P<h3>[0-9]{1,2}):(?P<m3>[0-9]{2})(?::(?P<s3>[0-9]{2}))?(?:\s?(?P<p3>[ap]\.?m(?-u:\b)))?",
        r"|(?P<h4>[0-9]{1,2})\\?\.(?P<m4>[0-9]{2})(?:\s?(?P<p4>[ap]\.?m(?-u:\b)))?",
        r"|(?P<h5>[0-9]{1,2})\s?(?P<p5>[ap]\.?m(?-u:\b))",
        r"|(?P<h6>[0-9]{1,2})e(?P<m6>[0-9]{2})",
        r"|(?P<h7>[0-9]{1,2})",
    ))
    .expect("a literal pattern")
});

/// How many bytes of surroundings are looked at.
const NEAR: usize = 32;

/// Clock times in order. `locale` is the language of the text, where known.
#[must_use]
pub fn clocks(text: &str, locale: Option<&Locale>) -> Vec<Found<Clock>> {
    if !has_digit(text) && !has_word(text) {
        return Vec::new();
    }
    let masked = mask(text);
    let mut all: Vec<Found<Clock>> = Vec::new();
    for form in FORMS.captures_iter(&masked) {
        let near = all.last().map(|last| last.span.end);
        if let Some(clock) = read(&masked, &form, near, locale) {
            all.push(clock);
        }
    }
    all
}

/// True where "midi" or another clock time without a digit can stand.
fn has_word(text: &str) -> bool {
    let words = [
        "mid", "Mid", "MID", "noon", "Noon", "minuit", "Minuit", "mezz", "Mezz",
    ];
    words.iter().any(|word| text.contains(word))
}

/// The last `most` bytes of `text` before `at`, cut at a letter.
pub(super) fn tail(text: &str, at: usize, most: usize) -> &str {
    let mut start = at.saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..at]
}

/// The first `most` bytes of `text` from `at`, cut at a letter.
pub(super) fn head(text: &str, at: usize, most: usize) -> &str {
    let mut end = (at + most).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}

fn read(
    text: &str,
    form: &Captures<'_>,
    near: Option<usize>,
    locale: Option<&Locale>,
) -> Option<Found<Clock>> {
    let whole = form.get(0)?;
    let span = whole.range();
    let around = Around {
        before: tail(text, span.start, NEAR),
        after: head(text, span.end, NEAR),
        near: near.is_some_and(|end| span.start - end < NEAR),
    };
    if !around.stands_alone() {
        return None;
    }
    let time = time_of(form)?;
    let stated = ["p2", "p3", "p4", "p5"]
        .iter()
        .any(|name| form.name(name).is_some());
    if !stated && !around.allows(form) {
        return None;
    }
    let meridiem = match (stated, form.name("h3").or(form.name("h4")), locale) {
        (true, ..) => Meridiem::Stated,
        (false, Some(hour), Some(locale))
            if locale.language() == "en" && may_be_noon_based(hour.as_str()) =>
        {
            Meridiem::Missing
        }
        _ => Meridiem::NotNeeded,
    };
    let hour_only = !["m1", "m2", "m3", "m4", "m6", "m8"]
        .iter()
        .any(|name| form.name(name).is_some());
    let value = Clock {
        time,
        hour_only,
        meridiem,
        approximate: around.is_about(),
    };
    Some(Found { span, value })
}

fn may_be_noon_based(hour: &str) -> bool {
    !hour.starts_with('0') && hour.parse().is_ok_and(|hour: u8| hour <= 12)
}

fn time_of(form: &Captures<'_>) -> Option<Time> {
    if let Some(word) = form.name("word") {
        let night = matches!(
            fold(word.as_str()).as_str(),
            "minuit" | "midnight" | "mezzanotte"
        );
        return Time::new(if night { 0 } else { 12 }, 0, 0, 0).ok();
    }
    let number = |names: &[&str]| -> Option<i8> {
        names
            .iter()
            .find_map(|name| form.name(name))?
            .as_str()
            .parse()
            .ok()
    };
    let hour = number(&["h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8"])?;
    let minute = number(&["m1", "m2", "m3", "m4", "m6", "m8"]).unwrap_or(0);
    let half = ["p2", "p3", "p4", "p5"]
        .iter()
        .find_map(|name| form.name(name));
    let hour = match half.map(|half| half.as_str().as_bytes()[0].to_ascii_lowercase()) {
        Some(b'a') if hour == 12 => 0,
        Some(b'p') if hour < 12 => hour + 12,
        _ => hour,
    };
    Time::new(hour, minute, number(&["s3"]).unwrap_or(0), 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(text: &str) -> Vec<String> {
        clocks(text, None)
            .iter()
            .map(|clock| clock.value.time.strftime("%H:%M").to_string())
            .collect()
    }

    #[test]
    fn every_written_form_is_read() {
        let cases = [
            ("le 3 mai à 14h08", "14:08"),
            ("4h11 PM : restart", "16:11"),
            ("until 4.23pm", "16:23"),
            ("12.07AM CEST", "00:07"),
            ("4 December 12:08pm", "12:08"),
            ("alle 18e30", "18:30"),
            (r"10\.50am : expiry", "10:50"),
            ("tra le 16.11", "16:11"),
            ("rétabli depuis 0h57", "00:57"),
            ("vers 15 heures environ", "15:00"),
            ("non alle 12 come detto", "12:00"),
            ("ce jour à midi", "12:00"),
            ("à 14 h 08", "14:08"),
            ("at 5 pm", "17:00"),
            ("du 2 octobre 9h", "09:00"),
            ("le 02/10 17h", "17:00"),
            ("30 oct. 4h : relance", "04:00"),
            ("le 05.03.2026 9h", "09:00"),
            ("5 mars 2026 10h", "10:00"),
            ("depuis 9 h ce matin", "09:00"),
            ("ogni giorno prima delle 10.", "10:00"),
        ];
        for (text, want) in cases {
            assert_eq!(times(text), [want], "{text}");
        }
    }

    #[test]
    fn numbers_lengths_and_versions_are_no_times() {
        for text in [
            "d'ici 24h",
            "sous 48h",
            "sous 48 h",
            "le 10 transazioni",
            "avec 1h de décalage",
            "module 4.14",
            "version 4.14.2",
            "5.000 addebiti",
            "3x 4x",
            "P2",
            "entro 24 ore",
            "durant 20 minutes",
            "25h10",
            "une baisse de 12.50%",
            "à partir de cet après-midi",
            "lasting 3h 34m",
        ] {
            assert_eq!(times(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn ranges_give_both_ends() {
        assert_eq!(times("2 octobre 20h-22h30"), ["20:00", "22:30"]);
        assert_eq!(times("between 15.20 and 15.45 CET"), ["15:20", "15:45"]);
        assert_eq!(times("11h45-16h :"), ["11:45", "16:00"]);
    }

    #[test]
    fn what_is_open_is_said() {
        let english = Locale::of("en");

        let found = clocks(
            "at 4:10, at 16:10, at 4:10 pm, about 9:30 am",
            Some(&english),
        );

        let open: Vec<_> = found
            .iter()
            .map(|clock| (clock.value.meridiem, clock.value.approximate))
            .collect();
        assert_eq!(
            open,
            [
                (Meridiem::Missing, false),
                (Meridiem::NotNeeded, false),
                (Meridiem::Stated, false),
                (Meridiem::Stated, true),
            ]
        );
    }
}
