//! Which page a run is for: one that is there, or a new one as the first records suggest.
//!
//! What nobody says is taken from what is read: the slug from `--page` or the provider's name, the
//! languages from the texts (the most frequent is the default), the zone from the source.

use std::collections::BTreeMap;

use beffroi_domain::{Actor, Locale, LocalizedText, PageId, PublicId};
use beffroi_readers::{Item, PageFacts, ReadOptions, Told, record::Local};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    ground::{Db, Error, Refusal, Result, token},
    pages::{self, Access, NewPage, Page},
};

/// How many items are read at most before a page is made.
pub(super) const SAMPLE: usize = 250;
/// How many incidents tell enough of a page at the end of a source; with fewer, the next source is
/// asked too.
pub(super) const ENOUGH: usize = 20;
/// A language with fewer texts than one in so many of the most frequent is taken for a slip.
const RARE: usize = 25;

/// The page with this slug.
pub(super) async fn find(db: &Db, slug: &str) -> Result<Option<Page>> {
    let mut tx = db.snapshot().await?;
    pages::find_by_slug(&mut tx, slug).await
}

/// Makes the page, or finds the one that another import made meanwhile.
pub(super) async fn make(db: &Db, now: Timestamp, new: NewPage) -> Result<Page> {
    let slug = new.slug.clone();
    let mut tx = db.begin().await?;
    let made = pages::create(&mut tx, now, Actor::Import, new).await;
    match made {
        Ok(_) => tx.commit().await?,
        Err(error) => {
            drop(tx);
            return find(db, &slug).await?.ok_or(error);
        }
    }
    find(db, &slug).await?.ok_or(Error::NotFound)
}

/// The page as it would be made, for a run that makes none.
pub(super) fn imagine(now: Timestamp, new: NewPage) -> Page {
    Page {
        id: PageId(token::new_id(now)),
        public_id: new.public_id.unwrap_or_else(token::new_public_id),
        slug: new.slug,
        name: new.name,
        locales: new.locales,
        zone: new.zone,
        since: new.since,
        hosts: vec![],
        access: Access::Public,
        revision: 0,
        created_at: now,
        updated_at: now,
    }
}

/// What readers must be told before a source is read.
pub(super) fn options(page: Option<&Page>) -> ReadOptions {
    match page {
        None => ReadOptions::default(),
        Some(page) => ReadOptions {
            default_locale: page.default_locale().clone(),
            locales: page.locales.clone(),
            zone: page.zone.clone(),
        },
    }
}

/// A page as the first items of `source` suggest.
///
/// # Errors
/// `Refused` when neither `--page` nor anything in the source gives it a name.
pub(super) fn suggest(
    slug: Option<&str>,
    source: &str,
    items: &[&Item],
    now: Timestamp,
) -> Result<NewPage> {
    let facts = items.iter().find_map(|item| match item {
        Item::Page(facts) => Some(facts),
        _ => None,
    });
    let provider = facts
        .and_then(|facts| facts.name.clone())
        .or_else(|| provider(items));
    let named = provider
        .as_deref()
        .map(slugify)
        .filter(|slug| !slug.is_empty());
    let slug = slug
        .map(str::to_owned)
        .or(named)
        .or_else(|| from_source(source))
        .ok_or_else(|| {
            Refusal::whole("nothing here names the provider; name the page with --page SLUG")
        })?;
    let locales = locales(items);
    let name = provider.unwrap_or_else(|| slug.clone());
    let same = |locale: &Locale| (locale.clone(), name.clone());
    Ok(NewPage {
        public_id: public_id(facts),
        name: locales.iter().map(same).collect::<LocalizedText>(),
        zone: zone(facts, items),
        since: since(items, now),
        slug,
        locales,
    })
}

fn public_id(facts: Option<&PageFacts>) -> Option<PublicId> {
    facts?.external_id.as_ref()?.parse().ok()
}

fn provider(items: &[&Item]) -> Option<String> {
    tellings(items).find_map(|told| told.record.provider.clone())
}

/// How many incidents and maintenances are among them.
pub(super) fn count(items: &[&Item]) -> usize {
    tellings(items).count()
}

fn tellings<'a>(items: &[&'a Item]) -> impl Iterator<Item = &'a Told> {
    items.iter().filter_map(|item| match item {
        Item::Incident(told) | Item::Maintenance(told) => Some(&**told),
        _ => None,
    })
}

/// The host of an address, or a file's name without its endings.
fn from_source(source: &str) -> Option<String> {
    let bare = source.split_once("://").map_or(source, |(_, rest)| rest);
    let part = match source.contains("://") {
        true => bare.split('/').next()?,
        false => bare.rsplit('/').next()?.split('.').next()?,
    };
    Some(slugify(part)).filter(|slug| !slug.is_empty())
}

/// Lower-case letters, digits and `-`, at most 40: "Société d'Été" becomes `societe-d-ete`.
fn slugify(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars().map(without_accent) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let cut: String = slug.trim_matches('-').chars().take(40).collect();
    cut.trim_matches('-').to_owned()
}

fn without_accent(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        other => other,
    }
}

/// The languages of the texts, the most frequent first; English where nothing is said.
fn locales(items: &[&Item]) -> Vec<Locale> {
    let mut counts: BTreeMap<Locale, usize> = BTreeMap::new();
    for told in tellings(items) {
        let said = told
            .record
            .updates
            .iter()
            .filter(|update| !update.standard_phrase);
        let texts = said.map(|update| &update.text).chain([&told.record.title]);
        for locale in texts.flat_map(LocalizedText::locales) {
            *counts.entry(locale.clone()).or_default() += 1;
        }
    }
    let most = counts.values().max().copied().unwrap_or(0);
    let mut frequent: Vec<(Locale, usize)> = counts
        .into_iter()
        .filter(|(_, count)| count * RARE >= most)
        .collect();
    frequent.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    match frequent.is_empty() {
        true => vec![Locale::of("en")],
        false => frequent.into_iter().map(|(locale, _)| locale).collect(),
    }
}

/// The zone that the source states, else the one of most of its times, else UTC.
fn zone(facts: Option<&PageFacts>, items: &[&Item]) -> TimeZone {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for told in tellings(items) {
        let windows = told
            .record
            .windows
            .iter()
            .filter_map(|window| window.start.as_ref());
        let times = windows
            .chain(&told.record.started_at)
            .chain(&told.record.ended_at);
        for name in times.filter_map(|when| when.zone.as_deref()) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let most = counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(name, _)| name);
    let stated = facts.and_then(|facts| facts.zone.as_deref());
    let named = |name: &str| {
        TimeZone::get(name)
            .ok()
            .filter(|zone| zone.iana_name().is_some())
    };
    stated
        .and_then(named)
        .or_else(|| most.and_then(named))
        .unwrap_or(TimeZone::UTC)
}

/// The earliest instant that the sample tells of.
fn since(items: &[&Item], now: Timestamp) -> Timestamp {
    tellings(items)
        .filter_map(earliest)
        .min()
        .map_or(now, |first| first.min(now))
}

/// The earliest instant that a telling names; a day counts from the beginning of its day in UTC.
fn earliest(told: &Told) -> Option<Timestamp> {
    let record = &told.record;
    let windows = record
        .windows
        .iter()
        .filter_map(|window| window.start.as_ref());
    let stated = windows.chain(&record.started_at).filter_map(|when| {
        let day = when.local.map(Local::date);
        when.utc
            .or_else(|| Some(day?.to_zoned(TimeZone::UTC).ok()?.timestamp()))
    });
    let said = record.updates.iter().filter_map(|update| update.posted_at);
    stated.chain(said).chain(told.created_at).min()
}

#[cfg(test)]
mod tests {
    use beffroi_readers::record::{ImportRecord, UpdateRecord, When};

    use super::*;

    fn item(texts: &[(&'static str, &str)]) -> Item {
        let text = texts
            .iter()
            .map(|(tag, text)| (Locale::of(tag), (*text).to_owned()))
            .collect();
        let record = ImportRecord {
            provider: Some("Société d'Été".to_owned()),
            started_at: Some(When {
                zone: Some("Europe/Rome".to_owned()),
                utc: Some("2024-05-01T10:00:00Z".parse().unwrap()),
                ..When::default()
            }),
            updates: vec![UpdateRecord {
                text,
                ..UpdateRecord::default()
            }],
            ..ImportRecord::default()
        };
        Item::Incident(Box::new(record.into()))
    }

    fn now() -> Timestamp {
        "2026-01-01T00:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_page_is_made_as_its_history_suggests() {
        let items = [
            &item(&[("fr", "Panne"), ("en", "Outage")]),
            &item(&[("fr", "Panne")]),
        ];

        let page = suggest(None, "x.txt", &items, now()).unwrap();

        assert_eq!(page.slug, "societe-d-ete");
        assert_eq!(page.locales, [Locale::of("fr"), Locale::of("en")]);
        assert_eq!(page.zone.iana_name(), Some("Europe/Rome"));
        assert_eq!(page.since.to_string(), "2024-05-01T10:00:00Z");
    }

    #[test]
    fn a_slug_that_is_given_wins_and_the_source_is_the_last_resort() {
        let items = [&item(&[("fr", "Panne")])];

        assert_eq!(
            suggest(Some("my-page"), "x", &items, now()).unwrap().slug,
            "my-page"
        );
        assert_eq!(
            suggest(None, "https://status.example.com/history", &[], now())
                .unwrap()
                .slug,
            "status-example-com"
        );
        assert_eq!(
            suggest(None, "/some/where/Acme history.txt", &[], now())
                .unwrap()
                .slug,
            "acme-history"
        );
        assert!(suggest(None, "???", &[], now()).is_err());
    }
}
