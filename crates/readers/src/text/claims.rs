//! Claims: every start, end and window that a report states, where it states it, in its own words.
//!
//! Read in order: [`Claim`], [`Claims::of`], then one function for each place: header, write-up,
//! title; `prose` for the texts of updates. Which claim wins is decided in `facts`; which contradict each other in `doubts`.

use beffroi_domain::{
    EntryKind, Section,
    find::{
        self, Stated,
        cue::{self as cues, Cue},
    },
};
use jiff::civil::Date;

use super::{
    calendar::{Near, Scope},
    dated::{self, Dated},
    report::Report,
    update::Update,
    years,
};
use crate::record::When;

/// More claims of one kind than any report makes; bounds the work on hostile texts.
const MOST: usize = 1000;

/// Where a claim stands, the most trusted last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    /// The title.
    Title,
    /// The text of an update, counted from the oldest.
    Prose(usize),
    /// The header block of an update, counted from the oldest.
    Header(usize),
    /// The prose of the write-up.
    Section,
    /// The marked lines of the write-up's timeline.
    Writeup,
}

impl Where {
    /// True for both places of the write-up.
    #[must_use]
    pub fn is_written(self) -> bool {
        matches!(self, Self::Section | Self::Writeup)
    }
}

/// One instant claimed to be a start or an end.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The instant.
    pub when: When,
    /// The words that claim it.
    pub quote: String,
    /// Where they stand.
    pub place: Where,
    /// True for "10h" and "ce matin": less exact than a minute.
    pub coarse: bool,
    /// True for one end of a stretch such as "entre 10h02 et 10h06".
    pub stretch: bool,
}

/// One stretch claimed to be a window.
#[derive(Clone, Debug)]
pub struct WindowClaim {
    /// Its start.
    pub start: Option<Claim>,
    /// Its end.
    pub end: Option<Claim>,
}

/// All that a report states.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// Starts, in the order of the places.
    pub starts: Vec<Claim>,
    /// Ends.
    pub ends: Vec<Claim>,
    /// Windows.
    pub windows: Vec<WindowClaim>,
    /// Instants that are expected, promised or estimated.
    pub ahead: Vec<Claim>,
    /// Instants at which it was partly over.
    pub partial: Vec<Claim>,
}

impl Claims {
    /// Collects them. `days` are the days of writing, one for each of [`Report::spoken`].
    #[must_use]
    pub fn of(report: &Report, scope: &Scope<'_>, days: &[Option<Date>]) -> Self {
        let mut all = Self::default();
        all.writeup(report, scope);
        for (at, update) in report.spoken().enumerate() {
            all.header(update, at, scope);
            all.prose(update, at, scope, days.get(at).copied().flatten());
        }
        all.title(report, scope);
        all
    }

    fn header(&mut self, update: &Update, at: usize, scope: &Scope<'_>) {
        let Some(header) = &update.header else { return };
        let place = Where::Header(at);
        let claim = |stated: Option<&Stated>, raw: &Option<String>| {
            let quote = raw.clone().unwrap_or_default();
            let when = scope.when(stated?, Near::default())?;
            Some(Claim {
                when,
                quote,
                place,
                coarse: is_coarse(stated?),
                stretch: false,
            })
        };
        let start = claim(header.start.as_ref(), &header.start_raw);
        let end = claim(header.end.as_ref(), &header.end_raw);
        self.starts.extend(start.clone());
        self.ends.extend(end.clone());
        if start.is_some() {
            self.windows.push(WindowClaim { start, end });
        }
    }

    fn writeup(&mut self, report: &Report, scope: &Scope<'_>) {
        let Some(writeup) = report.writeup() else {
            return;
        };
        let text = report.writeup_text().unwrap_or_default();
        let day = years::header_day(report).or_else(|| only_day(text, scope));
        let lines = dated::lines(&writeup.timeline, scope, day);
        let claim = |line: &Dated<'_>| {
            let coarse = line.line.at.as_ref().is_some_and(is_coarse);
            Some(Claim {
                when: line.at.clone()?,
                quote: line.quote(),
                place: Where::Writeup,
                coarse,
                stretch: false,
            })
        };
        self.starts.extend(
            lines
                .iter()
                .filter(|line| line.is(EntryKind::Start))
                .filter_map(claim),
        );
        self.ends.extend(
            lines
                .iter()
                .filter(|line| line.is(EntryKind::End))
                .filter_map(claim),
        );
        self.windows.extend(marked_windows(&lines, claim));
        for section in [Section::Impact, Section::Service] {
            let words = writeup.section(section).unwrap_or_default();
            self.stretches(
                words,
                Where::Section,
                scope,
                Near {
                    day,
                    ..Near::default()
                },
            );
        }
        if lines.is_empty() {
            let words = writeup.section(Section::Overview).unwrap_or_default();
            self.stretches(
                words,
                Where::Section,
                scope,
                Near {
                    day,
                    ..Near::default()
                },
            );
        }
    }

    /// True where a report states more than any report does: the rest is left alone.
    pub(super) fn is_full(&self) -> bool {
        let most = self
            .starts
            .len()
            .max(self.ends.len())
            .max(self.windows.len());
        most.max(self.ahead.len()).max(self.partial.len()) >= MOST
    }

    pub(super) fn stretches(&mut self, text: &str, place: Where, scope: &Scope<'_>, near: Near) {
        for span in find::sentences(text) {
            let sentence = &text[span];
            if self.is_full() {
                return;
            }
            let ahead = place != Where::Section && cues::cue(sentence) == Cue::Ahead;
            let found_here = find::stretches(sentence, None);
            if !ahead && !found_here.is_empty() {
                self.until(sentence, place, scope, near);
            }
            for found in found_here {
                let claim = |stated: &Stated| {
                    let when = scope.when(stated, near)?;
                    Some(Claim {
                        when,
                        quote: sentence.to_owned(),
                        place,
                        coarse: is_coarse(stated),
                        stretch: true,
                    })
                };
                let (start, end) = (claim(&found.value.from), claim(&found.value.to));
                if ahead {
                    self.ahead.extend(end);
                } else if found.value.from.clock.is_some() {
                    self.starts.extend(start.clone());
                    self.ends.extend(end.clone());
                    self.windows.push(WindowClaim { start, end });
                }
            }
        }
    }

    /// "… between 9:10 and 9:30, then half of them until 9:50": the last of these is the end.
    fn until(&mut self, sentence: &str, place: Where, scope: &Scope<'_>, near: Near) {
        for found in find::stated(sentence, None) {
            let bound = found.value.clock.is_some() && cues::until(&sentence[..found.span.start]);
            if let Some(when) = scope.when(&found.value, near).filter(|_| bound) {
                self.ends.push(Claim {
                    when,
                    quote: sentence.to_owned(),
                    place,
                    coarse: is_coarse(&found.value),
                    stretch: true,
                });
            }
        }
    }

    fn title(&mut self, report: &Report, scope: &Scope<'_>) {
        let Some(found) = find::days(&report.title_raw).into_iter().next() else {
            return;
        };
        let stated = Stated {
            day: Some(found.value),
            ..Stated::default()
        };
        if let Some(when) = scope.when(&stated, Near::default()) {
            self.starts.push(Claim {
                when,
                quote: report.title_raw.clone(),
                place: Where::Title,
                coarse: true,
                stretch: false,
            });
        }
    }
}

pub(super) fn is_coarse(stated: &Stated) -> bool {
    stated.clock.is_none_or(|clock| clock.hour_only)
}

/// The day of a text that names only one.
#[must_use]
pub fn only_day(text: &str, scope: &Scope<'_>) -> Option<Date> {
    let mut days = find::days(text).into_iter().map(|found| found.value);
    let first = days.next()?;
    if days.any(|day| (day.day, day.month) != (first.day, first.month)) {
        return None;
    }
    first
        .date()
        .or_else(|| first.in_year(scope.year_of(&first)?))
}

/// A start or recurrence opens a window; the next resumption or end closes it.
fn marked_windows<'a>(
    lines: &[Dated<'a>],
    claim: impl Fn(&Dated<'a>) -> Option<Claim>,
) -> Vec<WindowClaim> {
    let mut all: Vec<WindowClaim> = Vec::new();
    let mut open: Option<Claim> = None;
    for line in lines {
        let closes = line.is(EntryKind::Resume) || line.is(EntryKind::End);
        if line.is(EntryKind::Start) || line.is(EntryKind::Recurrence) {
            open = open.or_else(|| claim(line));
        } else if closes && open.is_some() {
            all.push(WindowClaim {
                start: open.take(),
                end: claim(line),
            });
        }
    }
    all.extend(open.map(|start| WindowClaim {
        start: Some(start),
        end: None,
    }));
    all
}
