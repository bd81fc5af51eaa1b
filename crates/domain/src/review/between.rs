//! One language against another: times, days, figures, zones, certainty and length.
//!
//! Read in order: [`review`], [`Figures`] (what a text states), the checks.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{Draft, Entry, Finding, Kind, Known, Quote, glossary, tense};
use crate::{
    Locale, LocalizedText,
    find::{self, Found, fold, fold::has_any, standing},
};

/// A text in its language.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) locale: &'a Locale,
    pub(super) text: &'a str,
}

pub(super) fn review(draft: &Draft<'_>, known: &Known<'_>) -> Vec<Finding> {
    let told: Vec<Told<'_>> = draft
        .text
        .iter()
        .map(|(locale, text)| Told { locale, text })
        .collect();
    let mut all = lines(draft.entries);
    all.extend(glossary::title(draft, known));
    all.extend(draft.title.into_iter().flat_map(titles));
    if let Some((first, others)) = told.split_first() {
        let base = Figures::of(first);
        for other in others {
            all.extend(figures(first, other, &base, &Figures::of(other)));
            all.extend(certainty(first, other));
            all.extend(scope(first, other));
            all.extend(length(first, other));
            all.extend(tense::between(first, other));
            all.extend(glossary::between(first, other));
        }
    }
    all
}

/// What a title says in one language against the others. It stands nowhere in the text.
fn titles(title: &LocalizedText) -> Vec<Finding> {
    let mut told = title.iter().map(|(locale, text)| Told { locale, text });
    let Some(first) = told.next() else {
        return Vec::new();
    };
    let base = Figures::of(&first);
    let found = told.flat_map(|other| {
        let mut all = glossary::between(&first, &other);
        all.extend(figures(&first, &other, &base, &Figures::of(&other)));
        all.extend(scope(&first, &other));
        all
    });
    found
        .map(|mut finding| {
            for quote in &mut finding.quotes {
                quote.span = None;
            }
            finding
        })
        .collect()
}

/// What a text states, for comparing with the same text in another language: what it means, and how it
/// is written.
struct Figures<'a> {
    clocks: Said<'a>,
    days: Said<'a>,
    relative: Said<'a>,
    shares: Said<'a>,
    counts: Said<'a>,
    zones: Said<'a>,
}

/// Meanings, each with its words.
type Said<'a> = BTreeMap<String, &'a str>;

/// Smaller numbers are often words in one language and digits in another.
const COUNTED: u64 = 10;

impl<'a> Figures<'a> {
    fn of(told: &Told<'a>) -> Self {
        let Told { locale, text } = *told;
        Self {
            clocks: said(text, find::clocks(text, Some(locale)), |clock| {
                Some(clock.time.strftime("%H:%M").to_string())
            }),
            days: said(text, find::days(text), |day| {
                Some(format!("{:02}-{:02}", day.month, day.day))
            }),
            relative: said(text, find::relatives(text), |word| {
                Some(format!("{} {:?}", word.days, word.part))
            }),
            shares: said(text, find::shares(text), |share| {
                Some(format!("{}–{}", share.low, share.high))
            }),
            counts: said(text, find::counts(text), |count| {
                (count.value >= COUNTED).then(|| count.value.to_string())
            }),
            zones: said(text, find::zones(text), |zone| Some(zone.label.clone())),
        }
    }
}

fn said<T>(text: &str, found: Vec<Found<T>>, meaning: impl Fn(&T) -> Option<String>) -> Said<'_> {
    let pairs = found.into_iter().filter_map(|one| {
        let words = text.get(one.span.clone())?;
        Some((meaning(&one.value)?, words.trim()))
    });
    pairs.collect()
}

/// The first kind of figure that differs: one finding, the rest follows from it.
fn figures(one: &Told<'_>, two: &Told<'_>, a: &Figures<'_>, b: &Figures<'_>) -> Option<Finding> {
    let any = |a: &Said<'_>, b: &Said<'_>| !a.keys().eq(b.keys());
    let both = |a: &Said<'_>, b: &Said<'_>| any(a, b) && !a.is_empty() && !b.is_empty();
    let days = |said: &Said<'_>| -> BTreeSet<String> {
        let days = said.keys().filter_map(|word| word.split(' ').next());
        days.map(str::to_owned).collect()
    };
    let apart =
        !a.relative.is_empty() && !b.relative.is_empty() && days(&a.relative) != days(&b.relative);
    let kinds = [
        (
            Kind::TimesDiffer,
            &a.clocks,
            &b.clocks,
            any(&a.clocks, &b.clocks),
        ),
        (Kind::DaysDiffer, &a.days, &b.days, any(&a.days, &b.days)),
        (
            Kind::FiguresDiffer,
            &a.shares,
            &b.shares,
            any(&a.shares, &b.shares),
        ),
        (
            Kind::FiguresDiffer,
            &a.counts,
            &b.counts,
            both(&a.counts, &b.counts),
        ),
        (Kind::DaysDiffer, &a.relative, &b.relative, apart),
        (
            Kind::ZonesDiffer,
            &a.zones,
            &b.zones,
            any(&a.zones, &b.zones),
        ),
    ];
    let (kind, a, b, _) = kinds.into_iter().find(|(.., differs)| *differs)?;
    let (first, second) = (only(a, b), only(b, a));
    let quotes = vec![sentence_of(one, &first), sentence_of(two, &second)];
    Some(
        Finding::new(kind, quotes)
            .with("first", first.join(", "))
            .with("second", second.join(", ")),
    )
}

/// The words of what the other does not have.
fn only<'a>(own: &Said<'a>, other: &Said<'_>) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    for (meaning, words) in own {
        if !other.contains_key(meaning) && !all.contains(words) {
            all.push(words);
        }
    }
    all
}

/// The first sentence with one of these words; else the first sentence.
fn sentence_of(told: &Told<'_>, words: &[&str]) -> Quote {
    let sentences = find::sentences(told.text);
    let has = |span: &&Range<usize>| {
        words
            .iter()
            .any(|one| told.text[(*span).clone()].contains(one))
    };
    let span = sentences.iter().find(has).or(sentences.first());
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
    let span = standing::sentence_with(told.text, phrases)?;
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
