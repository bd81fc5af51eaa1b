//! Whether a telling is of an incident that we know from another source, or from an earlier version
//! of the same one.
//!
//! Candidates come by keys ([`keys`]): ids, references, days, titles. Then [`why_same`] decides, and
//! gives its reason, because a run says every match aloud.

use std::collections::BTreeSet;

use beffroi_readers::{
    Told,
    record::{ImportRecord, When},
};
use jiff::civil::Date;
use uuid::Uuid;

use super::{
    align::{align, bare},
    kept::fnv1a,
    said::oldest_first,
    store::{self, Kind, Version},
};
use crate::{
    ground::{Result, Tx},
    pages::Page,
};

/// By what a telling can be found again.
pub(super) fn keys(told: &Told) -> Vec<String> {
    let record = &told.record;
    let ids = record.external_id.iter().map(|id| format!("id:{id}"));
    let references = record
        .references
        .iter()
        .map(|one| format!("ref:{}", bare(one)));
    let days = days(record).into_iter().map(|day| format!("day:{day}"));
    let titles = titles(record)
        .into_iter()
        .map(|title| format!("title:{:032x}", fnv1a(title.as_bytes())));
    let all: BTreeSet<String> = ids.chain(references).chain(days).chain(titles).collect();
    all.into_iter().collect()
}

/// What a telling was found to be.
#[derive(Debug)]
pub(super) struct Found {
    pub versions: Vec<Version>,
    /// The version that it was matched with, and why; `None` where the source's own id says so.
    pub why: Option<(usize, String)>,
}

/// The incident or maintenance that `told` is a telling of. What `claimed` holds was told by this
/// source in this run already, and one source does not tell one thing twice.
pub(super) async fn find(
    tx: &mut Tx,
    page: &Page,
    source: &str,
    told: &Told,
    kind: Kind,
    is_claimed: &(dyn Fn(Uuid) -> bool + Sync),
) -> Result<Option<Found>> {
    let mut seen = BTreeSet::new();
    for key in keys(told) {
        for target in store::targets(tx, page.id, &key).await? {
            if !seen.insert(target) || is_claimed(target) {
                continue;
            }
            let versions = store::versions(tx, page.id, target).await?;
            if let Some(why) = matches(&versions, source, told, kind) {
                return Ok(Some(Found { versions, why }));
            }
        }
    }
    Ok(None)
}

type Why = Option<(usize, String)>;

fn matches(versions: &[Version], source: &str, told: &Told, kind: Kind) -> Option<Why> {
    if versions.iter().any(|version| version.kind != kind) {
        return None;
    }
    if let Some(id) = &told.record.external_id {
        let key = format!("id:{id}");
        if versions.iter().any(|version| version.key == key) {
            return Some(None);
        }
        // Two ids of a status page are two incidents, however alike they are.
        if versions
            .iter()
            .any(|version| version.key.starts_with("id:"))
        {
            return None;
        }
    }
    versions.iter().enumerate().find_map(|(place, version)| {
        let why = why_same(&version.told.record, &told.record)?;
        let is_older_version = version.source == source;
        match is_older_version {
            true => shares_words(&version.told.record, &told.record).then_some(None),
            false => Some(Some((place, why))),
        }
    })
}

/// Why two records are of one incident; `None` when they are not, or nothing tells.
pub(super) fn why_same(left: &ImportRecord, right: &ImportRecord) -> Option<String> {
    let shared = left
        .references
        .iter()
        .find(|one| right.references.contains(one));
    let both_have = !left.references.is_empty() && !right.references.is_empty();
    if both_have && shared.is_none() {
        return None;
    }
    let title = titles(left)
        .iter()
        .any(|title| titles(right).contains(title));
    let (left_days, right_days) = (days(left), days(right));
    let day = left_days.intersection(&right_days).next();
    let is_undated = left_days.is_empty() || right_days.is_empty();
    if let Some(reference) = shared
        && (title || day.is_some())
    {
        return Some(format!("both name {reference}"));
    }
    if !title || !shares_words(left, right) {
        return None;
    }
    match day {
        Some(day) => Some(format!("the same title, the same words, both on {day}")),
        None if is_undated => Some("the same title and the same words".to_owned()),
        None => None,
    }
}

/// True where some update says the same in both, beside the sentences that a tool writes.
fn shares_words(left: &ImportRecord, right: &ImportRecord) -> bool {
    let (left, right) = (oldest_first(&left.updates), oldest_first(&right.updates));
    let partners = align(&left, &right, false);
    partners.iter().zip(&right).any(|(partner, update)| {
        let own_words = !update.standard_phrase && !update.text.is_empty();
        partner.is_some() && own_words
    })
}

/// The titles without what a list cuts or adds around them.
fn titles(record: &ImportRecord) -> BTreeSet<String> {
    let parts = record.title.iter().map(|(_, title)| bare(title));
    parts
        .chain([bare(&record.title_raw)])
        .filter(|title| !title.is_empty())
        .collect()
}

/// The days of its beginning and end, and those on which anything was said.
fn days(record: &ImportRecord) -> BTreeSet<Date> {
    let windows = record
        .windows
        .iter()
        .flat_map(|window| [&window.start, &window.end]);
    let edges = windows
        .chain([&record.started_at, &record.ended_at])
        .flatten();
    let stated =
        edges.filter_map(|when: &When| when.local.map(beffroi_readers::record::Local::date));
    let said = record.updates.iter().filter_map(|update| update.posted_at);
    let said = said.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
    stated.chain(said).collect()
}

#[cfg(test)]
mod tests {
    use beffroi_domain::{Locale, LocalizedText};
    use beffroi_readers::record::{Local, UpdateRecord};

    use super::*;

    fn record(
        title: &str,
        reference: Option<&str>,
        day: Option<&str>,
        words: &str,
    ) -> ImportRecord {
        let local = |day: &str| Some(Local::Day(day.parse().unwrap()));
        ImportRecord {
            title_raw: title.to_owned(),
            references: reference.into_iter().map(str::to_owned).collect(),
            started_at: day.map(|day| When {
                local: local(day),
                ..When::default()
            }),
            updates: vec![UpdateRecord {
                text: LocalizedText::single(Locale::of("fr"), words),
                ..UpdateRecord::default()
            }],
            ..ImportRecord::default()
        }
    }

    const WORDS: &str = "Les paiements sont interrompus depuis midi";

    #[test]
    fn a_shared_reference_with_the_title_is_the_same() {
        let left = record("Panne", Some("TST-1"), Some("2024-12-17"), WORDS);
        let right = record("Panne", Some("TST-1"), None, "Autre chose");

        assert_eq!(why_same(&left, &right).unwrap(), "both name TST-1");
    }

    #[test]
    fn a_lost_reference_is_made_good_by_title_day_and_words() {
        let left = record("Panne", Some("TST-1"), Some("2024-12-17"), WORDS);
        let right = record("Panne", None, Some("2024-12-17"), WORDS);

        assert!(why_same(&left, &right).unwrap().contains("2024-12-17"));
    }

    #[test]
    fn an_equal_title_alone_is_not_enough() {
        let left = record("Panne", None, Some("2024-12-17"), WORDS);

        for other in [
            record(
                "Panne",
                None,
                Some("2024-12-17"),
                "Tout autre chose s'est produit ce jour",
            ),
            record("Panne", None, Some("2024-12-18"), WORDS),
            record("Incident", None, Some("2024-12-17"), WORDS),
        ] {
            assert_eq!(why_same(&left, &other), None, "{other:?}");
        }
    }

    #[test]
    fn different_references_are_different_incidents() {
        let left = record("Panne", Some("TST-1"), Some("2024-12-17"), WORDS);
        let right = record("Panne", Some("TST-2"), Some("2024-12-17"), WORDS);

        assert_eq!(why_same(&left, &right), None);
    }
}
