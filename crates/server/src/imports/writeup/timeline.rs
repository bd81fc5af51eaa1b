//! Several timelines, typed once per language, made one.
//!
//! Instants anchor: the longest common run of equal times pairs entries. Between two anchors the
//! rest is paired by position when the counts agree; else one by one while the times are near.
//! Where languages disagree on a time, the first locale's stands (a warning says so already). An
//! entry that only one language has keeps its place by its time.
//! Deliberately absent: any look at the words, which translation changes.

use std::collections::BTreeMap;

use beffroi_domain::{Entry, Locale, LocalizedText, Moment};
use beffroi_readers::record::EntryRecord;
use jiff::tz::TimeZone;

use super::kind::kind;
use crate::imports::moments::moment;

/// How far apart two languages may put one event, in seconds, when the counts do not agree.
const DRIFT_SECONDS: i64 = 45 * 60;

/// One event with its telling in each language, in the order of the locales' rank.
type Row<'a> = Vec<(&'a Locale, &'a EntryRecord)>;

/// What an entry is anchored by: its instant, or its time as written where it has none.
#[derive(Clone, Debug, PartialEq)]
enum Anchor {
    At(i64),
    Written(String),
}

/// The one timeline out of `told`; `locales` in order of rank, the page's default first.
pub(super) fn one(
    told: &BTreeMap<Locale, Vec<EntryRecord>>,
    locales: &[Locale],
    zone: &TimeZone,
) -> Vec<Entry> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for locale in ranked(told, locales) {
        let entries: Vec<&EntryRecord> = told[locale].iter().collect();
        rows = join(rows, locale, &entries, zone);
    }
    rows.iter().map(|row| entry(row, zone)).collect()
}

/// The locales that tell anything: the page's in their order, then any other.
pub(super) fn ranked<'a, T>(
    told: &'a BTreeMap<Locale, Vec<T>>,
    locales: &'a [Locale],
) -> Vec<&'a Locale> {
    let tells = |locale: &&Locale| told.get(*locale).is_some_and(|rows| !rows.is_empty());
    let known = locales.iter().filter(tells);
    let others = told
        .keys()
        .filter(|locale| !locales.contains(locale))
        .filter(tells);
    known.chain(others).collect()
}

fn join<'a>(
    rows: Vec<Row<'a>>,
    locale: &'a Locale,
    entries: &[&'a EntryRecord],
    zone: &TimeZone,
) -> Vec<Row<'a>> {
    let left: Vec<Anchor> = rows.iter().map(|row| anchor(row[0].1, zone)).collect();
    let right: Vec<Anchor> = entries.iter().map(|entry| anchor(entry, zone)).collect();
    let mut pairs = common_run(&left, &right);
    pairs.push((left.len(), right.len()));
    let (mut from_left, mut from_right) = (0, 0);
    let mut partner = vec![None; right.len()];
    for (to_left, to_right) in pairs {
        pair_between(
            &left,
            &right,
            from_left..to_left,
            from_right..to_right,
            &mut partner,
        );
        if to_right < right.len() {
            partner[to_right] = Some(to_left);
        }
        (from_left, from_right) = (to_left + 1, to_right + 1);
    }
    weave(rows, &left, locale, entries, &right, &partner)
}

/// Pairs what lies between two anchors: by position, else by nearness.
fn pair_between(
    left: &[Anchor],
    right: &[Anchor],
    mut lefts: std::ops::Range<usize>,
    rights: std::ops::Range<usize>,
    partner: &mut [Option<usize>],
) {
    let same_count = lefts.len() == rights.len();
    for at in rights {
        let found = if same_count {
            lefts.next()
        } else {
            lefts
                .clone()
                .find(|left_at| is_near(&left[*left_at], &right[at]))
        };
        if let Some(found) = found {
            partner[at] = Some(found);
            lefts.start = found + 1;
        }
    }
}

fn is_near(left: &Anchor, right: &Anchor) -> bool {
    match (left, right) {
        (Anchor::At(left), Anchor::At(right)) => (left - right).abs() <= DRIFT_SECONDS,
        _ => false,
    }
}

/// Rows and entries in one order: pairs together, single entries where their time puts them.
fn weave<'a>(
    mut rows: Vec<Row<'a>>,
    left: &[Anchor],
    locale: &'a Locale,
    entries: &[&'a EntryRecord],
    right: &[Anchor],
    partner: &[Option<usize>],
) -> Vec<Row<'a>> {
    let mut woven = Vec::with_capacity(rows.len() + entries.len());
    let mut next = 0;
    for (at, entry) in entries.iter().enumerate() {
        let until = match partner[at] {
            Some(paired) => paired,
            None => {
                let limit = partner[at..]
                    .iter()
                    .flatten()
                    .next()
                    .copied()
                    .unwrap_or(left.len());
                (next..limit)
                    .find(|row| is_later(&left[*row], &right[at]))
                    .unwrap_or(limit)
            }
        };
        woven.extend(rows[next..until].iter_mut().map(std::mem::take));
        next = until;
        let mut row = match partner[at] {
            Some(paired) => {
                next = paired + 1;
                std::mem::take(&mut rows[paired])
            }
            None => Row::new(),
        };
        row.push((locale, entry));
        woven.push(row);
    }
    woven.extend(rows[next..].iter_mut().map(std::mem::take));
    woven
}

fn is_later(left: &Anchor, right: &Anchor) -> bool {
    matches!((left, right), (Anchor::At(left), Anchor::At(right)) if left > right)
}

fn anchor(entry: &EntryRecord, zone: &TimeZone) -> Anchor {
    match instant(entry, zone) {
        Some(moment) => Anchor::At(moment.at.as_second()),
        None => Anchor::Written(entry.local.clone().unwrap_or_else(|| entry.when.clone())),
    }
}

fn instant(entry: &EntryRecord, zone: &TimeZone) -> Option<Moment> {
    entry.at.as_ref().and_then(|when| moment(when, zone))
}

/// The pairs of the longest common subsequence, in order.
fn common_run(left: &[Anchor], right: &[Anchor]) -> Vec<(usize, usize)> {
    let mut longest = vec![vec![0_u32; right.len() + 1]; left.len() + 1];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            longest[i][j] = if left[i] == right[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < left.len() && j < right.len() {
        if left[i] == right[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// The first language that knows the instant gives it.
fn entry(row: &Row<'_>, zone: &TimeZone) -> Entry {
    let timed = row
        .iter()
        .find_map(|(_, told)| Some((instant(told, zone)?, told)));
    let until = timed.and_then(|(_, told)| moment(told.until.as_ref()?, zone));
    let written = row
        .iter()
        .map(|(_, told)| told.when.trim())
        .find(|when| !when.is_empty());
    Entry {
        at: timed.map(|(at, _)| at),
        until,
        written: if timed.is_none() {
            written.map(str::to_owned)
        } else {
            None
        },
        kind: kind(row.iter().map(|(_, told)| *told)),
        text: row
            .iter()
            .map(|(locale, told)| ((*locale).clone(), told.text.clone()))
            .collect::<LocalizedText>(),
    }
}
