//! Statements: what a text says of when it broke, when it was over, and when something is expected.
//!
//! Read in order: [`When`], [`Statement`], [`Readings`] (every text read once), [`statements`].
//!
//! Not here: whether it is true.

use std::ops::Range;

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use super::{Draft, Known, Rules};
use crate::{
    IncidentStatus, Locale, LocalizedText, Moment, Precision,
    find::{
        self, Stated,
        cue::{self, Cue},
    },
};

/// An instant on the page's own clock, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub date: Option<Date>,
    /// The clock time.
    pub time: Option<Time>,
    /// True beside "about".
    pub approximate: bool,
}

/// How far from "about ten" a time may lie.
const ABOUT: SignedDuration = SignedDuration::from_mins(20);

impl When {
    /// A fact on the page's clock.
    pub(super) fn of(moment: Moment, zone: &TimeZone) -> Self {
        let local = moment.at.to_zoned(zone.clone());
        Self {
            date: Some(local.date()),
            time: (moment.precision != Precision::Day)
                .then(|| Time::constant(local.hour(), local.minute(), 0, 0)),
            approximate: false,
        }
    }

    /// True where both can be one: days agree where both have one, clock times where both have one.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let days = self
            .date
            .zip(other.date)
            .is_none_or(|(one, two)| one == two);
        let is_about = self.approximate || other.approximate;
        let clocks = self.time.zip(other.time).is_none_or(|(one, two)| {
            one == two || is_about && one.duration_until(two).abs() <= ABOUT
        });
        days && clocks
    }

    /// True where it surely lies before the other.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        match (self.date.zip(other.date), self.time.zip(other.time)) {
            (Some((one, two)), _) if one != two => one < two,
            (Some(_), Some((one, two))) | (None, Some((one, two))) => one < two,
            _ => false,
        }
    }

    /// Both, where both are known.
    pub(super) fn datetime(&self) -> Option<DateTime> {
        Some(self.date?.to_datetime(self.time?))
    }

    /// For a person who knows numbers: `2025-03-27 16:11`, or what of it is known.
    pub(super) fn spell(&self) -> String {
        let date = self.date.map(|date| date.to_string());
        let time = self.time.map(|time| time.strftime("%H:%M").to_string());
        let parts: Vec<String> = [date, time].into_iter().flatten().collect();
        parts.join(" ")
    }
}

/// An instant that a sentence speaks of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement {
    /// What it says of it.
    pub(super) cue: Cue,
    /// When.
    pub(super) when: When,
    /// The words of the instant, as found.
    pub(super) stated: Stated,
    /// True for one end of "between … and …".
    pub(super) is_stretch: bool,
    /// The bytes of the instant in the text.
    pub(super) span: Range<usize>,
    /// The bytes of its sentence.
    pub(super) sentence: Range<usize>,
}

/// What a text is read with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    /// The page's zone.
    pub(super) zone: &'a TimeZone,
    /// When the text was written.
    pub(super) written: Option<Timestamp>,
    /// The state that it declares.
    pub(super) status: Option<IncidentStatus>,
    /// The day of a clock time without one, where the day of writing is not known.
    pub(super) day: Option<Date>,
}

/// The texts that the checks look at, each read once.
pub(super) struct Readings<'a> {
    /// The draft's, per language.
    pub(super) own: Vec<Read<'a>>,
    /// What was said before, oldest first.
    pub(super) said: Vec<Vec<Read<'a>>>,
    /// What the draft is read with.
    pub(super) reading: Reading<'a>,
}

/// What a text states, in one language.
pub(super) struct Read<'a> {
    pub(super) locale: &'a Locale,
    pub(super) text: &'a str,
    pub(super) stated: Vec<Statement>,
}

impl<'a> Readings<'a> {
    pub(super) fn of(draft: &Draft<'a>, known: &Known<'a>, rules: &Rules<'a>) -> Self {
        let reading = Reading {
            zone: rules.zone,
            written: draft.written,
            status: draft.status,
            day: day_of(known, rules),
        };
        let said = known.said.iter().map(|said| {
            let then = Reading {
                written: said.at,
                status: said.status,
                ..reading
            };
            read(said.text, &then)
        });
        Self {
            own: read(draft.text, &reading),
            said: said.collect(),
            reading,
        }
    }
}

fn read<'a>(text: &'a LocalizedText, reading: &Reading<'_>) -> Vec<Read<'a>> {
    let all = text.iter().map(|(locale, text)| Read {
        locale,
        text,
        stated: statements(text, Some(locale), reading),
    });
    all.collect()
}

/// The day that clock times without one belong to, where the day of writing is not known: that of the
/// first window.
fn day_of(known: &Known<'_>, rules: &Rules<'_>) -> Option<Date> {
    let start = known.windows.first()?.start?;
    When::of(start, rules.zone).date
}

impl Reading<'_> {
    fn now(&self) -> Option<DateTime> {
        let written = self.written?;
        Some(written.to_zoned(self.zone.clone()).datetime())
    }

    /// True where the text tells of something that is over.
    fn is_past(&self) -> bool {
        matches!(
            self.status,
            Some(IncidentStatus::Resolved | IncidentStatus::Monitoring)
        )
    }

    /// The instant on the page's clock; `ahead` where it is still to come.
    fn when(&self, stated: &Stated, ahead: bool) -> When {
        let time = stated.clock.map(|clock| clock.time);
        let when = When {
            date: self.date(stated, time, ahead),
            time,
            approximate: stated.clock.is_some_and(|clock| clock.approximate),
        };
        self.on_our_clock(stated, when)
    }

    /// A time in another zone than the page's, where its label means an offset: `14:08 UTC`. `CET` and
    /// `CEST` are what people call the page's own time, in both seasons.
    fn on_our_clock(&self, stated: &Stated, when: When) -> When {
        let zone = stated.zone.as_ref();
        let offset = zone
            .filter(|zone| !matches!(zone.label.as_str(), "CET" | "CEST"))
            .and_then(|zone| zone.offset);
        let local = offset
            .zip(when.datetime())
            .and_then(|(offset, local)| offset.to_timestamp(local).ok())
            .map(|at| at.to_zoned(self.zone.clone()).datetime());
        match local {
            Some(local) => When {
                date: Some(local.date()),
                time: Some(local.time()),
                ..when
            },
            None => when,
        }
    }

    fn date(&self, stated: &Stated, time: Option<Time>, ahead: bool) -> Option<Date> {
        let now = self.now();
        if let Some(day) = stated.day {
            return day
                .date()
                .or_else(|| nearest(now?.date(), |year| day.in_year(year)));
        }
        let Some(now) = now else {
            return stated
                .clock
                .and(self.day.filter(|_| stated.relative.is_none()));
        };
        let today = now.date();
        match (stated.relative, time) {
            (Some(relative), _) => today.checked_add(i64::from(relative.days).days()).ok(),
            // "Since 23:40", written at 00:10, was yesterday; "by 01:00", written at 23:30, is tomorrow.
            (None, Some(time)) => {
                let minutes = now.time().duration_until(time).as_mins();
                match ahead {
                    false if minutes > 30 => today.yesterday().ok(),
                    true if minutes < -30 => today.tomorrow().ok(),
                    _ => Some(today),
                }
            }
            (None, None) => None,
        }
    }
}

/// The date of a day without a year that lies nearest to `today`.
pub(super) fn nearest(today: Date, in_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    (today.year() - 1..=today.year() + 1)
        .filter_map(in_year)
        .min_by_key(|date| {
            today
                .until(*date)
                .map_or(i32::MAX, |span| span.get_days().abs())
        })
}

/// What a text states, in order.
pub(super) fn statements(
    text: &str,
    locale: Option<&Locale>,
    reading: &Reading<'_>,
) -> Vec<Statement> {
    find::sentences(text)
        .into_iter()
        .flat_map(|span| of_sentence(&text[span.clone()], span, locale, reading))
        .collect()
}

fn of_sentence(
    sentence: &str,
    at: Range<usize>,
    locale: Option<&Locale>,
    reading: &Reading<'_>,
) -> Vec<Statement> {
    let instants = find::stated(sentence, locale);
    if instants.is_empty() {
        return Vec::new();
    }
    let whole = verdict(sentence, reading.is_past());
    let stretches = find::range::among(sentence, &instants);
    let several = instants.len() > 1;
    let mut behind = 0;
    let mut all = Vec::new();
    for found in instants {
        let before = &sentence[behind..found.span.start];
        behind = found.span.end;
        let stretch = stretches
            .iter()
            .find(|stretch| stretch.span.contains(&found.span.start));
        let is_first = stretch.is_some_and(|stretch| stretch.span.start == found.span.start);
        let cue = match (whole, stretch) {
            (Cue::Ahead, _) => Cue::Ahead,
            (_, Some(_)) if is_first => Cue::Start,
            (_, Some(_)) => Cue::End,
            (Cue::End, None) if several && cue::broke_at(before) => Cue::Start,
            (_, None) if cue::until(before) && found.value.clock.is_some() => Cue::End,
            (cue, None) => cue,
        };
        let stated = match stretch {
            Some(stretch) if is_first => stretch.value.from.clone(),
            Some(stretch) => stretch.value.to.clone(),
            None => found.value,
        };
        all.push(Statement {
            cue,
            when: reading.when(&stated, cue == Cue::Ahead),
            is_stretch: stretch.is_some(),
            span: at.start + found.span.start..at.start + found.span.end,
            sentence: at.clone(),
            stated,
        });
    }
    all
}

/// "It has worked since 9:50" tells of an end, once all is said to be over.
fn verdict(sentence: &str, past: bool) -> Cue {
    match cue::cue(sentence) {
        Cue::Start if past && !cue::is_trouble(sentence) => match cue::is_partial(sentence) {
            true => Cue::Partial,
            false => Cue::End,
        },
        cue => cue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, written: &str) -> Vec<(Cue, String)> {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let reading = Reading {
            zone: &zone,
            written: Some(written.parse().unwrap()),
            status: None,
            day: None,
        };
        statements(text, None, &reading)
            .into_iter()
            .map(|statement| (statement.cue, statement.when.spell()))
            .collect()
    }

    #[test]
    fn a_clock_time_belongs_to_the_day_of_writing_or_the_one_beside_it() {
        assert_eq!(
            read(
                "Les paiements échouent depuis 23h40. Prochain point à 1h15.",
                "2025-03-28T00:10:00+01:00"
            ),
            [
                (Cue::Start, "2025-03-27 23:40".to_owned()),
                (Cue::Ahead, "2025-03-28 01:15".to_owned())
            ]
        );
    }

    #[test]
    fn a_stretch_has_a_start_and_an_end() {
        assert_eq!(
            read(
                "Payments failed between 4:11pm and 4:23pm.",
                "2025-03-27T17:00:00+01:00"
            ),
            [
                (Cue::Start, "2025-03-27 16:11".to_owned()),
                (Cue::End, "2025-03-27 16:23".to_owned())
            ]
        );
    }

    #[test]
    fn another_zone_is_told_on_our_clock() {
        assert_eq!(
            read(
                "Payments fail since 14:08 UTC.",
                "2025-07-01T17:00:00+02:00"
            ),
            [(Cue::Start, "2025-07-01 16:08".to_owned())]
        );
    }
}
