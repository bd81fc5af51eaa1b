//! A source's telling as we keep it beside what became of it, so that a newer version and another
//! source can be held against it.
//!
//! Kept as JSON in `import_sources.record`: the record as the reader gave it, what only some
//! formats state, and the instants of the timeline, which the record's own JSON leaves out.

use std::collections::BTreeMap;

use beffroi_domain::{Locale, LocalizedText, UpdateStatus};
use beffroi_readers::{
    ComponentRef, Item, Told,
    record::{EntryRecord, ImportRecord, When},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ground::{Result, mask};

/// Begin and end of an entry.
type Instants = (Option<When>, Option<When>);

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    record: ImportRecord,
    instants: BTreeMap<Locale, Vec<Instants>>,
    status: Option<UpdateStatus>,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    resolved_at: Option<Timestamp>,
    scheduled_from: Option<Timestamp>,
    scheduled_until: Option<Timestamp>,
    components: Vec<(Option<String>, String)>,
}

/// An item without card and account numbers: what they are taken out of is never more than this.
pub(super) fn masked(item: Item) -> Item {
    match item {
        Item::Incident(told) => Item::Incident(Box::new(without(*told))),
        Item::Maintenance(told) => Item::Maintenance(Box::new(without(*told))),
        Item::Component(mut facts) => {
            mask::clean(&mut facts.name_raw);
            facts.name = words_without(&facts.name);
            facts.description = words_without(&facts.description);
            if let Some(name) = &mut facts.group_name {
                mask::clean(name);
            }
            Item::Component(facts)
        }
        Item::Page(mut facts) => {
            if let Some(name) = &mut facts.name {
                mask::clean(name);
            }
            Item::Page(facts)
        }
        Item::Refused(error) => Item::Refused(error),
    }
}

fn words_without(words: &LocalizedText) -> LocalizedText {
    let one = |(locale, text): (&Locale, &str)| (locale.clone(), mask::conceal(text).into_owned());
    words.iter().map(one).collect()
}

/// A telling as it may be kept. One that is as it was, which nearly all are, is not made anew.
fn without(told: Told) -> Told {
    let masked = || -> Result<Option<Told>> {
        let mut value = serde_json::to_value(kept(&told))?;
        match mask::clean_json(&mut value) {
            true => from_json(&value.to_string()).map(Some),
            false => Ok(None),
        }
    };
    match masked() {
        Ok(Some(masked)) => masked,
        Ok(None) => told,
        // What cannot be looked at is not let in.
        Err(error) => {
            tracing::error!(%error, "a record could not be looked at for numbers, and is left out");
            Told::default()
        }
    }
}

/// The telling as JSON.
pub(super) fn to_json(told: &Told) -> Result<String> {
    Ok(serde_json::to_string(&kept(told))?)
}

fn kept(told: &Told) -> Kept {
    let timeline = told
        .record
        .postmortem
        .iter()
        .flat_map(|postmortem| &postmortem.timeline);
    let instants = |entry: &EntryRecord| (entry.at.clone(), entry.until.clone());
    Kept {
        record: told.record.clone(),
        instants: timeline
            .map(|(locale, entries)| (locale.clone(), entries.iter().map(instants).collect()))
            .collect(),
        status: told.status,
        created_at: told.created_at,
        updated_at: told.updated_at,
        resolved_at: told.resolved_at,
        scheduled_from: told.scheduled_from,
        scheduled_until: told.scheduled_until,
        components: told
            .components
            .iter()
            .map(|one| (one.external_id.clone(), one.name.clone()))
            .collect(),
    }
}

/// The telling out of JSON.
pub(super) fn from_json(json: &str) -> Result<Told> {
    let mut kept: Kept = serde_json::from_str(json)?;
    if let Some(postmortem) = &mut kept.record.postmortem {
        for (locale, entries) in &mut postmortem.timeline {
            let instants = kept.instants.remove(locale).unwrap_or_default();
            for (entry, (at, until)) in entries.iter_mut().zip(instants) {
                (entry.at, entry.until) = (at, until);
            }
        }
    }
    Ok(Told {
        record: kept.record,
        status: kept.status,
        created_at: kept.created_at,
        updated_at: kept.updated_at,
        resolved_at: kept.resolved_at,
        scheduled_from: kept.scheduled_from,
        scheduled_until: kept.scheduled_until,
        components: kept
            .components
            .into_iter()
            .map(|(external_id, name)| ComponentRef { external_id, name })
            .collect(),
    })
}

/// What the telling says, in 128 bits: equal for the same words, whatever the file is called and
/// wherever in it they stand.
pub(super) fn digest(told: &Told) -> Result<String> {
    let mut bare = told.clone();
    bare.record.source.clear();
    bare.record.ordinal = 0;
    bare.record.confidence = 0.0;
    Ok(format!("{:032x}", fnv1a(to_json(&bare)?.as_bytes())))
}

/// What the source knows the telling by: its own id, else what hardly changes when more is said:
/// the title, the first words, the day.
pub(super) fn key(record: &ImportRecord) -> String {
    if let Some(id) = &record.external_id {
        return format!("id:{id}");
    }
    let day = record.started_at.as_ref().and_then(|when| when.local);
    let day = day
        .map(|local| local.date().to_string())
        .unwrap_or_default();
    let identity = format!("{}\n{day}", beginning(record));
    format!("text:{:032x}", fnv1a(identity.as_bytes()))
}

/// Kind, title and first words.
pub(super) fn beginning(record: &ImportRecord) -> String {
    let updates = super::said::oldest_first(&record.updates);
    let first = updates.first().map(|update| super::align::words_of(update));
    let title = super::align::bare(&record.title_raw);
    format!("{:?}\n{title}\n{}", record.kind, first.unwrap_or_default())
}

/// FNV-1a over 128 bits: no guard against an attacker, and none is needed.
///
/// Source: the constants of G. Fowler, L. C. Noll and K.-P. Vo.
pub(super) fn fnv1a(bytes: &[u8]) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(OFFSET, |hash, byte| {
        (hash ^ u128::from(*byte)).wrapping_mul(PRIME)
    })
}

#[cfg(test)]
mod tests {
    use beffroi_domain::IncidentStatus;
    use beffroi_readers::record::{Local, PostmortemRecord, UpdateRecord};

    use super::*;

    fn told() -> Told {
        let at = When {
            local: Some(Local::Clock("2025-01-22T16:54".parse().unwrap())),
            ..When::default()
        };
        let entry = EntryRecord {
            text: "Start".to_owned(),
            at: Some(at),
            ..EntryRecord::default()
        };
        let timeline = BTreeMap::from([(Locale::of("en"), vec![entry])]);
        let update = UpdateRecord {
            text: LocalizedText::single(Locale::of("en"), "We look into it."),
            ..UpdateRecord::default()
        };
        Told {
            record: ImportRecord {
                source: "a.txt".to_owned(),
                ordinal: 9,
                title_raw: "Payments".to_owned(),
                updates: vec![update],
                postmortem: Some(PostmortemRecord {
                    timeline,
                    ..PostmortemRecord::default()
                }),
                ..ImportRecord::default()
            },
            status: Some(UpdateStatus::Incident(IncidentStatus::Resolved)),
            components: vec![ComponentRef {
                external_id: None,
                name: "API".to_owned(),
            }],
            ..Told::default()
        }
    }

    #[test]
    fn what_is_kept_reads_back_whole() {
        assert_eq!(from_json(&to_json(&told()).unwrap()).unwrap(), told());
    }

    #[test]
    fn the_digest_sees_words_and_not_places() {
        let mut moved = told();
        moved.record.ordinal = 10;
        moved.record.source = "b.txt".to_owned();
        let mut changed = told();
        changed.record.title_raw = "Payment".to_owned();

        assert_eq!(digest(&moved).unwrap(), digest(&told()).unwrap());
        assert_ne!(digest(&changed).unwrap(), digest(&told()).unwrap());
    }

    #[test]
    fn the_key_stays_when_more_is_said() {
        let mut newer = told();
        let over = UpdateRecord {
            status: Some(UpdateStatus::Incident(IncidentStatus::Resolved)),
            text: LocalizedText::single(Locale::of("en"), "It is over."),
            ..UpdateRecord::default()
        };
        newer.record.updates.insert(0, over);

        assert_eq!(key(&newer.record), key(&told().record));
    }
}
