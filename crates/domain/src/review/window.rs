//! What a text says of when planned work begins and ends, against its window.
//!
//! Read in order: [`review`], [`Claim`], `claims` (how a sentence is read), `Fits`. A sentence about the work itself states
//! the window as it is; one about what readers feel may state a part of it. A text that moves the work names the old time too.

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::{Draft, Finding, Kind, Quote, Rules, Work, statement::nearest};
use crate::{
    Locale, LocalizedText,
    find::{self, Found, Meridiem, Stated, Stretch, cue, fold, fold::has_any},
    window::Interval,
};

/// How far from "about two" a time may lie.
const ABOUT: SignedDuration = SignedDuration::from_mins(20);
/// How far what really was may lie from what somebody writes of it: the machine noted it when it was told.
const NOTED: SignedDuration = SignedDuration::from_mins(30);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Begins,
    Ends,
    /// A day alone.
    On,
}

/// An instant that a text states of the work, in its words.
struct Claim {
    role: Role,
    stated: Stated,
    /// Whether it is about the work, and not about a part of it.
    is_whole: bool,
    /// Whether it is one end of a stretch, which may go past midnight.
    is_stretch: bool,
    quote: Quote,
}

impl Claim {
    /// What the window has for it.
    fn planned(&self, time: Interval) -> Timestamp {
        match self.role {
            Role::Ends => time.to,
            Role::Begins | Role::On => time.from,
        }
    }
}

pub(super) fn review(draft: &Draft<'_>, work: &Work<'_>, rules: &Rules<'_>) -> Vec<Finding> {
    let fits = Fits {
        work,
        zone: rules.zone,
        written: draft.written,
    };
    let Some(time) = work.times.first() else {
        return Vec::new();
    };
    let all: Vec<Claim> = draft
        .text
        .iter()
        .flat_map(|(locale, text)| claims(locale, text))
        .collect();
    let found = match is_moved(draft.text) {
        true => fits.moved(&all),
        false => fits.odd(&all),
    };
    let told = found.into_iter().map(|claim| fits.differs(claim, *time));
    told.collect()
}

const MOVED: &[&str] = &[
    "report",
    "decal",
    "deplac",
    "avancee a",
    "replanif",
    "reprogram",
    "au lieu d",
    "initialement",
    "precedemment",
    "remplac",
    "moved",
    "postpon",
    "reschedul",
    "delayed",
    "brought forward",
    "instead of",
    "initially",
    "originally",
    "previously",
    "replac",
    "rinviat",
    "spostat",
    "posticipat",
    "anticipat",
    "invece",
    "inizialment",
    "precedentement",
    "sostitui",
];

/// Whether a text moves the work, or sets something in its place.
pub(super) fn is_moved(text: &LocalizedText) -> bool {
    text.iter().any(|(_, text)| has_any(&fold(text), MOVED))
}

const OF_THE_WORK: &[&str] = &[
    "maintenance",
    "travaux",
    "intervention",
    "planned work",
    "the work",
    "manutenzion",
    "lavori",
    "intervento",
];
/// What tells of a part, or of what readers feel.
const OF_A_PART: &[&str] = &[
    "pendant ",
    "durant ",
    "lors de",
    "au cours d",
    "during ",
    "within ",
    "throughout",
    "durante ",
    "nel corso",
    "ferm",
    "closed",
    "chius",
    "pause",
    "coup",
    "lent",
    "slow",
    "may ",
    "could ",
    "pourr",
    "potr",
    "support",
    "assistan",
    "assisten",
];
const BEGINS: &[&str] = &[
    "commence", "debut", "demarr", "begin", "start", "inizi", "cominc", "partir",
];
const BEGINS_AT: &[&str] = &["from", "des", "dalle", "depuis", "since", "as of", "dal"];
const ENDS: &[&str] = &[
    "termin", "achev", "fini", " end", "finish", "conclu", "over by",
];
const TAKES_PLACE: &[&str] = &[
    "aura lieu",
    "auront lieu",
    "se tiendra",
    "prevu",
    "planifi",
    "program",
    "take place",
    "takes place",
    "scheduled",
    "planned for",
    "avra luogo",
    "previst",
    "si terra",
];

/// What a text states of begin and end, in order.
fn claims(locale: &Locale, text: &str) -> Vec<Claim> {
    let sentences = find::sentences(text).into_iter();
    sentences
        .flat_map(|span| {
            let sentence = &text[span.clone()];
            let quote = Quote::here(locale, text, span);
            of_sentence(sentence, locale, &quote)
        })
        .collect()
}

fn of_sentence(sentence: &str, locale: &Locale, quote: &Quote) -> Vec<Claim> {
    let instants = find::stated(sentence, Some(locale));
    if instants.is_empty() {
        return Vec::new();
    }
    let folded = fold(sentence);
    let is_part = has_any(&folded, OF_A_PART) || cue::is_trouble(sentence);
    let is_work = has_any(&folded, OF_THE_WORK);
    let takes_place = is_work && !is_part && has_any(&folded, TAKES_PLACE);
    let mut stretches = find::range::among(sentence, &instants);
    stretches.extend(plain(sentence, &instants));
    let mut behind = 0;
    let mut all = Vec::new();
    for found in instants {
        let before = fold(&sentence[behind..found.span.start]);
        behind = found.span.end;
        let stretch = stretches
            .iter()
            .find(|one| one.span.contains(&found.span.start));
        let (role, stated) = match stretch {
            Some(one) if one.span.start == found.span.start => {
                (Some(Role::Begins), one.value.from.clone())
            }
            Some(one) => (Some(Role::Ends), one.value.to.clone()),
            None => (alone(&found, &before, (is_work, takes_place)), found.value),
        };
        all.extend(role.map(|role| Claim {
            role,
            stated,
            is_whole: is_work && !is_part,
            is_stretch: stretch.is_some(),
            quote: quote.clone(),
        }));
    }
    all
}

const TO: &[&str] = &["to", "until", "till", "a", "alle", "jusqu'a", "-", "→"];

/// "Window: 02:00 to 04:00": a stretch without a word before it.
fn plain(sentence: &str, instants: &[Found<Stated>]) -> Vec<Found<Stretch>> {
    let pairs = instants.windows(2).filter_map(|pair| {
        let [a, b] = pair else { return None };
        let gap = fold(sentence.get(a.span.end..b.span.start)?);
        let are_clocks = a.value.clock.is_some() && b.value.clock.is_some();
        (are_clocks && TO.contains(&gap.trim())).then(|| {
            let (mut from, mut to) = (a.value.clone(), b.value.clone());
            from.zone = from.zone.or_else(|| to.zone.clone());
            if to.day.is_none() && to.relative.is_none() {
                (to.day, to.relative) = (from.day, from.relative);
            }
            Found {
                span: a.span.start..b.span.end,
                value: Stretch { from, to },
            }
        })
    });
    pairs.collect()
}

/// What an instant that is no end of a stretch is said to be.
fn alone(
    found: &Found<Stated>,
    before: &str,
    (is_work, takes_place): (bool, bool),
) -> Option<Role> {
    let has_clock = found.value.clock.is_some();
    let last = before.trim_end_matches(['*', '_', '(', ' ']);
    let ends_in = |words: &[&str]| {
        let mut words = words.iter();
        words.any(|word| {
            let rest = last.strip_suffix(word);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        })
    };
    if has_clock && is_work && (cue::until(before) || has_any(before, ENDS)) {
        Some(Role::Ends)
    } else if has_clock && is_work && (has_any(before, BEGINS) || ends_in(BEGINS_AT)) {
        Some(Role::Begins)
    } else if takes_place {
        Some(if has_clock { Role::Begins } else { Role::On })
    } else {
        None
    }
}

/// Whether what is stated fits the work.
struct Fits<'a> {
    work: &'a Work<'a>,
    zone: &'a TimeZone,
    written: Option<Timestamp>,
}

impl Fits<'_> {
    /// The first begin, or day, and the first end that do not fit.
    fn odd<'a>(&self, all: &'a [Claim]) -> Vec<&'a Claim> {
        let mut odd = all.iter().filter(|one| !self.fits(one));
        let begins = odd.clone().find(|one| one.role != Role::Ends);
        let ends = odd.find(|one| one.role == Role::Ends);
        begins.into_iter().chain(ends).collect()
    }

    /// Of a text that moves the work: its last time, where none of its times is the window's.
    fn moved<'a>(&self, all: &'a [Claim]) -> Vec<&'a Claim> {
        let stretches: Vec<&Claim> = all.iter().filter(|one| one.is_stretch).collect();
        let is_there = stretches.iter().any(|one| self.is_it(one));
        let last = stretches.last().filter(|_| !is_there);
        last.into_iter().copied().collect()
    }

    fn fits(&self, claim: &Claim) -> bool {
        match claim.role {
            Role::On => self.is_it(claim) || self.is_past(claim),
            Role::Begins | Role::Ends => {
                self.is_it(claim) || (!claim.is_whole && self.is_inside(claim))
            }
        }
    }

    /// Whether it is the begin or the end, as planned or as it really was.
    fn is_it(&self, claim: &Claim) -> bool {
        let real = match claim.role {
            Role::Ends => self.work.over,
            Role::Begins | Role::On => self.work.began,
        };
        let is_about = claim.stated.clock.is_some_and(|clock| clock.approximate);
        let slack = if is_about {
            ABOUT
        } else {
            SignedDuration::ZERO
        };
        self.work.times.iter().any(|time| {
            let read = self.read(claim, *time);
            let is_day = claim.stated.clock.is_none();
            let planned = self.local(claim.planned(*time));
            let days = self.local(time.from).date()..=self.local(time.to).date();
            let near = |at: DateTime, one: &DateTime, slack: SignedDuration| {
                one.duration_until(at).abs() <= slack
            };
            read.iter().any(|one| match is_day {
                true if claim.role == Role::On => days.contains(&one.date()),
                true => one.date() == planned.date(),
                false => {
                    near(planned, one, slack)
                        || real.is_some_and(|at| near(self.local(at), one, NOTED))
                }
            })
        })
    }

    fn is_inside(&self, claim: &Claim) -> bool {
        self.work.times.iter().any(|time| {
            let from = time.from.min(self.work.began.unwrap_or(time.from));
            let to = time.to.max(self.work.over.unwrap_or(time.to));
            let (from, to) = (self.local(from), self.local(to));
            let read = self.read(claim, *time);
            read.iter().any(|one| match claim.stated.clock {
                Some(_) => (from..=to).contains(one),
                None => (from.date()..=to.date()).contains(&one.date()),
            })
        })
    }

    /// A day that was is not the day that the work is planned for.
    fn is_past(&self, claim: &Claim) -> bool {
        let Some(today) = self.written.map(|at| self.local(at).date()) else {
            return false;
        };
        self.work.times.iter().any(|time| {
            let read = self.read(claim, *time);
            read.iter().all(|one| one.date() <= today)
        })
    }

    /// The instants on the page's clock that it can mean, for work at `time`.
    fn read(&self, claim: &Claim, time: Interval) -> Vec<DateTime> {
        let stated = &claim.stated;
        let mut all = Vec::new();
        for date in self.dates(claim, time) {
            let Some(clock) = stated.clock else {
                all.push(date.at(0, 0, 0, 0));
                continue;
            };
            let at = date.to_datetime(clock.time);
            all.push(self.on_our_clock(stated, at));
            if clock.meridiem == Meridiem::Missing && clock.time.hour() < 12 {
                let later = at.checked_add(12.hours()).unwrap_or(at);
                all.push(self.on_our_clock(stated, later));
            }
        }
        all
    }

    fn dates(&self, claim: &Claim, time: Interval) -> Vec<Date> {
        let (from, to) = (self.local(time.from).date(), self.local(time.to).date());
        let and_next = |date: Date| {
            let next = date
                .tomorrow()
                .ok()
                .filter(|_| claim.is_stretch || claim.stated.day.is_none());
            std::iter::once(date).chain(next).collect()
        };
        if let Some(day) = claim.stated.day {
            let date = day
                .date()
                .or_else(|| nearest(from, |year| day.in_year(year)));
            return date.map(and_next).unwrap_or_default();
        }
        let relative = claim.stated.relative.zip(self.written);
        if let Some((relative, written)) = relative {
            let date = self.local(written).date();
            let date = date.checked_add(i64::from(relative.days).days());
            return date.map(and_next).unwrap_or_default();
        }
        // A clock time alone is one of the days of the work, or the one beside them in another zone.
        let first = from.yesterday().unwrap_or(from);
        let last = to.tomorrow().unwrap_or(to);
        first
            .series(1.day())
            .take_while(|date| *date <= last)
            .take(40)
            .collect()
    }

    /// A time in another zone than the page's, where its label means an offset.
    fn on_our_clock(&self, stated: &Stated, at: DateTime) -> DateTime {
        let zone = stated.zone.as_ref();
        zone.filter(|zone| !matches!(zone.label.as_str(), "CET" | "CEST"))
            .and_then(|zone| zone.offset)
            .and_then(|offset| offset.to_timestamp(at).ok())
            .map_or(at, |at| self.local(at))
    }

    /// To the minute, on the page's clock.
    fn local(&self, at: Timestamp) -> DateTime {
        let local = at.to_zoned(self.zone.clone()).datetime();
        local.date().at(local.hour(), local.minute(), 0, 0)
    }

    fn differs(&self, claim: &Claim, time: Interval) -> Finding {
        let kind = match claim.role {
            Role::Ends => Kind::EndDiffers,
            Role::Begins | Role::On => Kind::StartDiffers,
        };
        let planned = self
            .local(claim.planned(time))
            .strftime("%Y-%m-%d %H:%M")
            .to_string();
        let quotes = vec![claim.quote.clone(), Quote::elsewhere(None, planned.clone())];
        Finding::new(kind, quotes)
            .with("first", self.spell(claim, time))
            .with("second", planned)
    }

    /// As far as it is written.
    fn spell(&self, claim: &Claim, time: Interval) -> String {
        let clock = claim.stated.clock;
        let clock = clock.map(|clock| clock.time.strftime("%H:%M").to_string());
        let is_dated = claim.stated.day.is_some() || claim.stated.relative.is_some();
        let date = self
            .dates(claim, time)
            .first()
            .filter(|_| is_dated)
            .map(Date::to_string);
        let zone = claim
            .stated
            .zone
            .as_ref()
            .filter(|zone| zone.offset.is_some());
        let zone = zone.map(|zone| zone.label.clone());
        let parts: Vec<String> = [date, clock, zone].into_iter().flatten().collect();
        parts.join(" ")
    }
}
