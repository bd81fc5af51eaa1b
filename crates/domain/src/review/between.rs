//! One language against another: times, days, figures, zones, certainty and length.
//!
//! Read in order: [`review`], [`Figures`] (what a text states), the checks.

use std::{collections::BTreeSet, ops::Range};

use super::{Draft, Entry, Finding, Kind, Quote, glossary};
use crate::{
    Locale,
    find::{self, fold, fold::has_any},
};

/// A text in its language.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) locale: &'a Locale,
    pub(super) text: &'a str,
}

pub(super) fn review(draft: &Draft<'_>) -> Vec<Finding> {
    let told: Vec<Told<'_>> = draft
        .text
        .iter()
        .map(|(locale, text)| Told { locale, text })
        .collect();
    let mut all = lines(draft.entries);
    if let Some((first, others)) = told.split_first() {
        let base = Figures::of(first);
        for other in others {
            all.extend(figures(first, other, &base, &Figures::of(other)));
            all.extend(certainty(first, other));
            all.extend(scope(first, other));
            all.extend(length(first, other));
            all.extend(glossary::between(first, other));
        }
    }
    all
}

/// What a text states, for comparing with the same text in another language.
struct Figures {
    clocks: BTreeSet<String>,
    days: BTreeSet<String>,
    relative: BTreeSet<i8>,
    shares: BTreeSet<String>,
    counts: BTreeSet<u64>,
    zones: BTreeSet<String>,
}

/// Smaller numbers are often words in one language and digits in another.
const COUNTED: u64 = 10;

impl Figures {
    fn of(told: &Told<'_>) -> Self {
        let Told { locale, text } = *told;
        Self {
            clocks: find::clocks(text, Some(locale))
                .iter()
                .map(|found| found.value.time.strftime("%H:%M").to_string())
                .collect(),
            days: find::days(text)
                .iter()
                .map(|found| format!("{:02}-{:02}", found.value.month, found.value.day))
                .collect(),
            relative: find::relatives(text)
                .iter()
                .map(|found| found.value.days)
                .collect(),
            shares: find::shares(text)
                .iter()
                .map(|found| format!("{}–{} %", found.value.low, found.value.high))
                .collect(),
            counts: find::counts(text)
                .iter()
                .map(|found| found.value.value)
                .filter(|count| *count >= COUNTED)
                .collect(),
            zones: find::zones(text)
                .into_iter()
                .map(|found| found.value.label)
                .collect(),
        }
    }
}

fn figures(one: &Told<'_>, two: &Told<'_>, a: &Figures, b: &Figures) -> Option<Finding> {
    let both = |a: bool, b: bool| !a && !b;
    let (kind, first, second) = if a.clocks != b.clocks {
        (Kind::TimesDiffer, joined(&a.clocks), joined(&b.clocks))
    } else if a.days != b.days {
        (Kind::DaysDiffer, joined(&a.days), joined(&b.days))
    } else if a.shares != b.shares {
        (Kind::FiguresDiffer, joined(&a.shares), joined(&b.shares))
    } else if a.counts != b.counts && both(a.counts.is_empty(), b.counts.is_empty()) {
        (Kind::FiguresDiffer, joined(&a.counts), joined(&b.counts))
    } else if a.relative != b.relative && both(a.relative.is_empty(), b.relative.is_empty()) {
        (Kind::DaysDiffer, joined(&a.relative), joined(&b.relative))
    } else if a.zones != b.zones {
        (Kind::ZonesDiffer, joined(&a.zones), joined(&b.zones))
    } else {
        return None;
    };
    let quotes = vec![differing(one, b), differing(two, a)];
    Some(
        Finding::new(kind, quotes)
            .with("first", first)
            .with("second", second),
    )
}

fn joined<T: ToString>(set: &BTreeSet<T>) -> String {
    let all: Vec<String> = set.iter().map(ToString::to_string).collect();
    all.join(", ")
}

/// The first sentence that states what the other language does not; else the first sentence.
fn differing(told: &Told<'_>, other: &Figures) -> Quote {
    let sentences = find::sentences(told.text);
    let states_more = |span: &&Range<usize>| {
        let own = Figures::of(&Told {
            text: &told.text[(*span).clone()],
            ..*told
        });
        !own.clocks.is_subset(&other.clocks)
            || !own.days.is_subset(&other.days)
            || !own.shares.is_subset(&other.shares)
            || !own.counts.is_subset(&other.counts)
            || !own.relative.is_subset(&other.relative)
            || !own.zones.is_subset(&other.zones)
    };
    let span = sentences.iter().find(states_more).or(sentences.first());
    let span = span.cloned().unwrap_or(0..told.text.len());
    Quote::here(told.locale, told.text, span)
}

/// Lines of two timelines in the same place with two times.
fn lines(entries: &[Entry]) -> Vec<Finding> {
    let locales: BTreeSet<&Locale> = entries.iter().map(|entry| &entry.locale).collect();
    let of = |locale: &Locale| -> Vec<&Entry> {
        let own = entries.iter().filter(|entry| entry.locale == *locale);
        own.collect()
    };
    let mut versions = locales.into_iter().map(of);
    let Some(base) = versions.next() else {
        return Vec::new();
    };
    versions
        .filter(|other| other.len() == base.len())
        .flat_map(|other| base.iter().copied().zip(other).collect::<Vec<_>>())
        .filter(|(one, two)| {
            !one.when.agrees(&two.when) && (one.when.time.is_some() && two.when.time.is_some())
        })
        .map(|(one, two)| {
            let quotes = [one, two]
                .map(|line| Quote::elsewhere(Some(&line.locale), line.words.clone()))
                .to_vec();
            Finding::new(Kind::TimesDiffer, quotes)
                .with("first", one.when.spell())
                .with("second", two.when.spell())
        })
        .collect()
}

/// How sure a language is of what will happen: words for "should" and for "will".
type Certainty = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const CERTAINTY: &[Certainty] = &[
    (
        "fr",
        &["devrait", "devraient", "devriez", "devrions"],
        &["sera ", "seront "],
    ),
    (
        "en",
        &["should "],
        &["will be ", "will start", "will appear"],
    ),
    (
        "it",
        &["dovrebbe", "dovrebbero", "dovreste"],
        &["sara ", "saranno ", "verra ", "verranno "],
    ),
];

/// "Should" in one language, "will" in the other.
fn certainty(one: &Told<'_>, two: &Told<'_>) -> Option<Finding> {
    let (first, second) = (sure(one)?, sure(two)?);
    (first.0 != second.0).then(|| Finding::new(Kind::CertaintyDiffers, vec![first.1, second.1]))
}

/// Whether the text is sure of what it says will happen, and where it says so.
fn sure(told: &Told<'_>) -> Option<(bool, Quote)> {
    let (_, should, will) = CERTAINTY
        .iter()
        .find(|(language, ..)| *language == told.locale.language())?;
    let folded = fold(told.text);
    let is_sure = match (has_any(&folded, should), has_any(&folded, will)) {
        (true, _) => false,
        (false, true) => true,
        (false, false) => return None,
    };
    let words = if is_sure { will } else { should };
    Some((is_sure, sentence_with(told, words)?))
}

/// The first sentence with one of the folded phrases.
pub(super) fn sentence_with(told: &Told<'_>, phrases: &[&str]) -> Option<Quote> {
    let span = find::sentences(told.text)
        .into_iter()
        .find(|span| has_any(&fold(&told.text[span.clone()]), phrases))?;
    Some(Quote::here(told.locale, told.text, span))
}

/// Currencies and the like, which limit what is told to a part.
const LIMITS: &[&str] = &["EURO", "EUR", "USD", "GBP", "CHF", "VISA", "AMEX", "SEPA"];

/// One language limits what the other does not.
fn scope(one: &Told<'_>, two: &Told<'_>) -> Option<Finding> {
    let limits = |told: &Told<'_>| -> BTreeSet<&str> {
        let words = told.text.split(|c: char| !c.is_alphanumeric());
        let own: BTreeSet<String> = words.map(str::to_uppercase).collect();
        let here = LIMITS.iter().copied();
        here.filter(|limit| own.contains(*limit)).collect()
    };
    let (a, b) = (limits(one), limits(two));
    let only = a.symmetric_difference(&b).next()?;
    let is_in_first = a.contains(only);
    let (with, without) = if is_in_first { (one, two) } else { (two, one) };
    let folded = only.to_lowercase();
    let quote = sentence_with(with, &[folded.as_str()])?;
    Some(
        Finding::new(Kind::ScopeDiffers, vec![quote])
            .with("limit", only)
            .with("without", without.locale),
    )
}

/// One language says much less than the other: under five eighths of its length, by more than a
/// sentence.
fn length(one: &Told<'_>, two: &Told<'_>) -> Option<Finding> {
    let letters = |told: &Told<'_>| told.text.chars().count();
    let (short, long) = if letters(one) <= letters(two) {
        (one, two)
    } else {
        (two, one)
    };
    let is_much = letters(long) * 10 > letters(short) * 16 && letters(long) > letters(short) + 60;
    is_much.then(|| {
        let quotes = [short, long]
            .map(|told| Quote::here(told.locale, told.text, 0..told.text.len()))
            .to_vec();
        Finding::new(Kind::LanguageShort, quotes)
            .with("short", short.locale)
            .with("long", long.locale)
    })
}
