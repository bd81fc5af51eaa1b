//! Instants as they are stated: a day, a clock time, a zone and words such as "hier" that stand
//! together (`04/12/2025 12h08 CET`, `hier 18h30`, `27 février : 14h18`).
//!
//! Read in order: [`Stated`], [`stated`], the private joints.
//!
//! Not here: what is missing is not filled in; [`Stated::missing`] says what it is.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    Clock, Day, Found, Meridiem, Relative, Zone, clock::clocks, day::days, relative::relatives,
    zone::zones,
};
use crate::Locale;

/// An instant as far as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The day.
    pub day: Option<Day>,
    /// A day counted from the day of writing.
    pub relative: Option<Relative>,
    /// The clock time.
    pub clock: Option<Clock>,
    /// The zone label.
    pub zone: Option<Zone>,
    /// True where "entre" or "from" stands between day and clock time: a stretch begins here.
    pub opens: bool,
}

/// What a [`Stated`] leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five independent questions to a person"
)]
pub struct Missing {
    /// A day is written, its year is not.
    pub year: bool,
    /// No day is written.
    pub date: bool,
    /// No clock time is written.
    pub clock: bool,
    /// Morning or afternoon is open.
    pub meridiem: bool,
    /// A clock time without a zone.
    pub zone: bool,
}

impl Stated {
    /// What is left open.
    #[must_use]
    pub fn missing(&self) -> Missing {
        Missing {
            year: self.day.is_some_and(|day| day.year.is_none()),
            date: self.day.is_none(),
            clock: self.clock.is_none(),
            meridiem: self
                .clock
                .is_some_and(|clock| clock.meridiem == Meridiem::Missing),
            zone: self.clock.is_some() && self.zone.is_none(),
        }
    }
}

enum Piece {
    Day(Day),
    Clock(Clock),
    Zone(Zone),
    Relative(Relative),
}

/// The longest gap between two pieces of one instant, in bytes.
const GAP: usize = 24;

macro_rules! gap {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("a literal pattern"));
    };
}
gap!(
    TO_CLOCK,
    r"(?i)^[\s\\*_,:(\-–—]*(?:(?:à|a|at|alle|ore|vers|dès|from|since|environ|around|about|circa|entre|between|tra|fra|le|dalle|de|depuis|il|\*)\s+){0,3}$"
);
gap!(
    TO_DAY,
    r"(?i)^[\s,(]*(?:(?:le|du|on|of|del|il|the|di)\s+)?$"
);
gap!(TO_RELATIVE, r"(?i)^[\s,(]*(?:(?:de|di|du)\s+|d['’])?$");
gap!(TO_ZONE, r"^[\s()]*$");
gap!(
    OPENS,
    r"(?i)(?-u:\b)(?:entre|between|tra|fra|dalle|de|from)(?-u:\b)"
);

/// Instants in order. `locale` is the language of the text, where known.
#[must_use]
pub fn stated(text: &str, locale: Option<&Locale>) -> Vec<Found<Stated>> {
    let mut all: Vec<Found<Stated>> = Vec::new();
    for (span, piece) in pieces(text, locale) {
        let joined = all
            .last_mut()
            .is_some_and(|last| join(text, last, &span, &piece));
        if !joined {
            match piece {
                Piece::Zone(_) => {}
                other => all.push(Found {
                    span,
                    value: begin(other),
                }),
            }
        }
    }
    all
}

fn pieces(text: &str, locale: Option<&Locale>) -> Vec<(Range<usize>, Piece)> {
    let mut all: Vec<(Range<usize>, Piece)> = Vec::new();
    all.extend(
        days(text)
            .into_iter()
            .map(|day| (day.span, Piece::Day(day.value))),
    );
    all.extend(
        clocks(text, locale)
            .into_iter()
            .map(|clock| (clock.span, Piece::Clock(clock.value))),
    );
    all.extend(
        zones(text)
            .into_iter()
            .map(|zone| (zone.span, Piece::Zone(zone.value))),
    );
    all.extend(
        relatives(text)
            .into_iter()
            .map(|word| (word.span, Piece::Relative(word.value))),
    );
    all.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    all.retain(|(span, _)| {
        let free = span.start >= end;
        end = end.max(span.end);
        free
    });
    all
}

fn begin(piece: Piece) -> Stated {
    match piece {
        Piece::Day(day) => Stated {
            day: Some(day),
            ..Stated::default()
        },
        Piece::Clock(clock) => Stated {
            clock: Some(clock),
            ..Stated::default()
        },
        Piece::Relative(word) => Stated {
            relative: Some(word),
            ..Stated::default()
        },
        Piece::Zone(zone) => Stated {
            zone: Some(zone),
            ..Stated::default()
        },
    }
}

/// Adds `piece` to the instant before it when the two belong together.
fn join(text: &str, last: &mut Found<Stated>, span: &Range<usize>, piece: &Piece) -> bool {
    let Some(gap) = text.get(last.span.end..span.start) else {
        return false;
    };
    if gap.len() > GAP || !fits(&last.value, piece, gap) {
        return false;
    }
    let instant = &mut last.value;
    match piece {
        Piece::Day(day) => instant.day = Some(*day),
        Piece::Clock(clock) => {
            instant.opens |= OPENS.is_match(gap);
            instant.clock = instant.clock.or(Some(*clock));
        }
        Piece::Zone(zone) => instant.zone = Some(zone.clone()),
        Piece::Relative(word) => instant.relative = Some(*word),
    }
    last.span.end = span.end;
    true
}

fn fits(last: &Stated, piece: &Piece, gap: &str) -> bool {
    match piece {
        Piece::Clock(clock) => match last.clock {
            None => TO_CLOCK.is_match(gap),
            // "13h41 (1:41pm)": one time in two forms.
            Some(same) => same.time == clock.time && gap.trim() == "(",
        },
        Piece::Day(_) => last.day.is_none() && TO_DAY.is_match(gap),
        Piece::Relative(_) => last.relative.is_none() && TO_RELATIVE.is_match(gap),
        Piece::Zone(_) => last.zone.is_none() && last.clock.is_some() && TO_ZONE.is_match(gap),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        stated(text, None)
            .iter()
            .map(|found| {
                let Stated {
                    day,
                    relative,
                    clock,
                    zone,
                    ..
                } = &found.value;
                let day = day.map(|day| {
                    format!("{:?}-{}-{}", day.year, day.month, day.day).replace("Some", "")
                });
                let relative = relative.map(|word| format!("{:+}d", word.days));
                let clock = clock.map(|clock| clock.time.strftime("%H:%M").to_string());
                let zone = zone.as_ref().map(|zone| zone.label.clone());
                [day, relative, clock, zone]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    #[test]
    fn pieces_that_stand_together_are_one_instant() {
        let cases: &[(&str, &[&str])] = &[
            ("04/12/2025 12h08 CET", &["(2025)-12-4 12:08 CET"]),
            ("12/09/2024 12.07AM CEST", &["(2024)-9-12 00:07 CEST"]),
            ("17 décembre\u{a0}- 14h24 :", &["None-12-17 14:24"]),
            ("27 février : 14h18 :", &["None-2-27 14:18"]),
            ("1 aprile - ore 12:11:", &["None-4-1 12:11"]),
            ("restauré depuis hier 18h30", &["-1d 18:30"]),
            ("depuis 9h00 ce matin", &["+0d 09:00"]),
            ("13h41 (1:41pm) UTC+1", &["13:41 UTC+1"]),
            ("Dec 04, 2025, 11:34 AM UTC", &["(2025)-12-4 11:34 UTC"]),
            ("demain, mercredi 6 mars", &["None-3-6 +1d"]),
            ("à 12h30 le 3 mai", &["None-5-3 12:30"]),
            ("April 14 – 17h: refunds", &["None-4-14 17:00"]),
        ];
        for (text, want) in cases {
            assert_eq!(&read(text), want, "{text}");
        }
    }

    #[test]
    fn pieces_apart_are_instants_of_their_own() {
        assert_eq!(
            read("le 6 mai, validés par nous après 10h30"),
            ["None-5-6", "10:30"]
        );
    }

    #[test]
    fn what_is_missing_is_said() {
        let found = stated("le 3 mai à 14h08, puis à 15h10 CET", None);

        assert_eq!(
            found[0].value.missing(),
            Missing {
                year: true,
                zone: true,
                ..Missing::default()
            }
        );
        assert_eq!(
            found[1].value.missing(),
            Missing {
                date: true,
                ..Missing::default()
            }
        );
    }
}
