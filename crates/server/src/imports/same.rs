//! Whether a telling is of an incident that we know from another source, or from an earlier version
//! of the same one.
//!
//! Candidates come by keys ([`keys`]): ids, references, days, titles, words. Then [`why_same`]
//! decides, and gives its reason, because a run says every match aloud.

use std::collections::BTreeSet;

use beffroi_readers::{
    Told,
    record::{ImportRecord, When},
    same_incident,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::{
    align::{align, bare},
    kept::{self, fnv1a},
    said::oldest_first,
    store::{self, Kind, Version},
};
use crate::{
    ground::{Result, Tx},
    pages::Page,
};

/// The shortest text that an incident is looked up by, in bytes.
const TELLING: usize = 60;

/// How keys begin under which a telling with an id of its own is kept: two ids are two incidents, so
/// that others with ids need not look there.
const WITH_ID: &str = "id+";

/// Under what a telling is kept, to be found again.
pub(super) fn keys(told: &Told) -> Vec<String> {
    let record = &told.record;
    let Some(id) = &record.external_id else {
        return plain_keys(record).chain(said_keys(record)).collect();
    };
    let plain = plain_keys(record).map(|key| format!("{WITH_ID}{key}"));
    [format!("id:{id}")].into_iter().chain(plain).collect()
}

/// Where a telling is looked for.
fn places(told: &Told) -> Vec<String> {
    let record = &told.record;
    let plain: Vec<String> = plain_keys(record).collect();
    match &record.external_id {
        Some(id) => [format!("id:{id}")].into_iter().chain(plain).collect(),
        None => {
            let with_id = plain.iter().map(|key| format!("{WITH_ID}{key}"));
            plain
                .iter()
                .cloned()
                .chain(with_id)
                .chain(said_keys(record))
                .collect()
        }
    }
}

fn plain_keys(record: &ImportRecord) -> impl Iterator<Item = String> {
    let references = record
        .references
        .iter()
        .map(|one| format!("ref:{}", bare(one)));
    let days = days(record).into_iter().map(|day| format!("day:{day}"));
    let titles = titles(record).into_iter();
    let titles = titles.map(|title| format!("title:{:032x}", fnv1a(title.as_bytes())));
    references.chain(days).chain(titles)
}

/// What was said, for sources without ids: their titles and days may be all that differs.
fn said_keys(record: &ImportRecord) -> Vec<String> {
    let own_words = record
        .updates
        .iter()
        .filter(|update| !update.standard_phrase);
    let texts = own_words.flat_map(|update| update.text.iter().map(|(_, text)| bare(text)));
    match record.external_id {
        Some(_) => Vec::new(),
        None => texts
            .filter(|text| text.len() >= TELLING)
            .map(|text| format!("said:{:032x}", fnv1a(text.as_bytes())))
            .collect(),
    }
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
    for key in places(told) {
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
        let (known, new) = (&version.told.record, &told.record);
        match version.source == source {
            true => is_newer(known, new).then_some(None),
            false => why_same(known, new).map(|why| Some((place, why))),
        }
    })
}

/// Whether one source tells what it told before, in other words or with more.
fn is_newer(known: &ImportRecord, new: &ImportRecord) -> bool {
    let named = known
        .references
        .iter()
        .any(|one| new.references.contains(one));
    let called = !titles(known).is_disjoint(&titles(new));
    (named || called) && shares_words(known, new)
}

/// Why two records of two sources are of one incident; `None` when they are not, or nothing tells.
pub(super) fn why_same(left: &ImportRecord, right: &ImportRecord) -> Option<String> {
    let told = same_incident(left, right).map(|why| why.to_string());
    told.or_else(|| is_twin(left, right).then(|| "the same title and the same words".to_owned()))
}

/// Two tellings without ids that begin word by word alike, on no different days.
fn is_twin(left: &ImportRecord, right: &ImportRecord) -> bool {
    let (left_days, right_days) = (days(left), days(right));
    let is_apart = !left_days.is_empty() && left_days.is_disjoint(&right_days);
    let is_named_apart = !left.references.is_empty()
        && !right.references.is_empty()
        && left.references != right.references;
    let has_ids = left.external_id.is_some() || right.external_id.is_some();
    let begins_alike = !has_ids && kept::beginning(left) == kept::beginning(right);
    begins_alike && !is_named_apart && (!is_apart || right_days.is_empty())
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
        source: &str,
        reference: Option<&str>,
        day: Option<&str>,
        words: &str,
    ) -> ImportRecord {
        let local = |day: &str| Some(Local::Day(day.parse().unwrap()));
        ImportRecord {
            source: source.to_owned(),
            title_raw: "Panne".to_owned(),
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
    const DAY: Option<&str> = Some("2024-12-17");

    #[test]
    fn a_shared_reference_is_the_same_and_different_ones_are_not() {
        let left = record("a", Some("TST-1"), DAY, WORDS);

        let shared = why_same(&left, &record("b", Some("TST-1"), None, "Autre chose"));
        let different = why_same(&left, &record("b", Some("TST-2"), DAY, WORDS));

        assert_eq!(shared.unwrap(), "both name TST-1");
        assert_eq!(different, None);
    }

    #[test]
    fn a_lost_reference_is_made_good_by_title_and_words() {
        let left = record("a", Some("TST-1"), DAY, WORDS);

        assert!(why_same(&left, &record("b", None, DAY, WORDS)).is_some());
        assert!(why_same(&left, &record("b", None, None, WORDS)).is_some());
    }

    #[test]
    fn an_equal_title_alone_is_not_enough() {
        let left = record("a", None, DAY, WORDS);

        for other in [
            record("b", None, DAY, "Tout autre chose s'est produit ce jour"),
            record("b", None, Some("2024-12-18"), WORDS),
        ] {
            assert_eq!(why_same(&left, &other), None, "{other:?}");
        }
    }

    #[test]
    fn a_newer_version_of_one_source_repeats_what_it_said() {
        let known = record("a", None, None, WORDS);
        let mut newer = record("a", None, DAY, WORDS);
        newer
            .updates
            .insert(0, record("a", None, None, "C'est fini").updates.remove(0));

        assert!(is_newer(&known, &newer));
        assert!(!is_newer(
            &known,
            &record("a", None, None, "Rien de commun avec hier")
        ));
    }
}
