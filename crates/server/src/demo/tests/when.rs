//! What relative times mean on a given day, and how they are said in prose.

use beffroi_domain::{
    Locale,
    find::{promise::Promised, promises},
};
use jiff::{Timestamp, tz::TimeZone};

use super::sample;
use crate::demo::{convert, when::Calendar};

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

#[test]
fn a_weekday_is_the_last_one_behind_and_the_next_one_ahead() {
    use jiff::civil::Weekday::{Sunday, Thursday};
    let zone = paris();
    let sunday: Timestamp = "2026-11-22T09:41:00Z".parse().unwrap();
    let base = |ago, weekday| {
        Calendar::of(sunday, &zone, ago, Some(weekday))
            .base
            .to_string()
    };

    assert_eq!(base(7, Sunday), "2026-11-15");
    assert_eq!(base(7, Thursday), "2026-11-12");
    assert_eq!(base(-3, Sunday), "2026-11-29");
}

#[test]
fn prose_tells_the_clock_as_its_language_does() {
    let zone = paris();
    let now: Timestamp = "2026-11-22T09:41:17Z".parse().unwrap();
    let calendar = Calendar::of(now, &zone, 0, None);
    let said = |text: &str, tag| calendar.prose(text, &Locale::of(tag));

    assert_eq!(said("à {14:08}", "fr"), "à 14\u{a0}h\u{a0}08");
    assert_eq!(said("à {09:00}", "fr"), "à 9\u{a0}h");
    assert_eq!(said("at {09:05}", "en"), "at 09:05");
    assert_eq!(said("dalle {-52m}", "it"), "dalle 09:49");
    assert_eq!(
        said("by {+20m}", "en"),
        "by 11:15",
        "a promise is for the next quarter"
    );
}

#[test]
fn the_last_word_of_what_is_live_promises_the_next_in_every_language() {
    let sample = sample();
    let zone = paris();

    for minute in 0..60 {
        let now = Timestamp::from_second(1_795_340_460 + minute * 60).unwrap();
        let calendar = Calendar::of(now, &zone, 0, None);
        for live in &sample.live {
            for said in [&live.incident.updates.last().unwrap().text, &live.still] {
                for (locale, text) in convert::prose(said, &calendar).iter() {
                    let promised = promises(text, Some(locale)).into_iter().any(|found| {
                        found.value.kind == Promised::News && found.value.due.is_some()
                    });
                    assert!(promised, "{locale}: {text}");
                }
            }
        }
    }
}
