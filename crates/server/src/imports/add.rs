//! Adding to what we have: a newer version of what a source told, or another source's telling.
//!
//! All tellings of one incident are kept; what stands on the page is worked out from them all
//! ([`merge`]), so that the order in which they came does not matter twice.

use beffroi_domain::{Actor, IncidentId, MaintenanceId};
use beffroi_readers::{Told, record::UpdateRecord};
use uuid::Uuid;

use super::{
    align::align,
    components::{self, Book},
    facts, merge, plan, said,
    same::Found,
    store::{self, Kind, Version},
    take::{Arrival, Match, Outcome, Taken, fitting, give_ids},
    writeups,
};
use crate::{
    ground::{Result, Tx},
    incidents, maintenances,
};

/// A newer version of what this source told, or another source's telling of it.
pub(super) async fn add(
    tx: &mut Tx,
    arrival: &Arrival<'_>,
    found: Found,
    mut told: Told,
    book: &mut Book,
) -> Result<(Uuid, Taken)> {
    let Found { mut versions, why } = found;
    let target = versions[0].target;
    let own = own_place(&versions, arrival);
    let known = match own {
        Some(place) => versions[place].told.clone(),
        None => merge::merged(&tellings(&versions), arrival.kind),
    };
    let matched = why.map(|(place, why)| Match {
        source: versions[place].source.clone(),
        ordinal: versions[place].told.record.ordinal,
        why,
    });
    if own.is_some() && is_older(&known, &told) {
        let outcome = Outcome::Older;
        return Ok((target, Taken { outcome, matched }));
    }
    carry_ids(&known, &mut told, own.is_some() || matched.is_none());
    let version = arrival.version(target, told.clone());
    match own {
        Some(place) => {
            let old = std::mem::replace(&mut versions[place], version);
            store::rename(tx, arrival.page.id, arrival.source, &old.key, &arrival.key).await?;
        }
        None => versions.push(version),
    }
    let whole = merge::merged(&tellings(&versions), arrival.kind);
    let changed = amend(tx, arrival, target, &whole, book).await?;
    arrival.keep(tx, target, told).await?;
    let outcome = match changed {
        true => Outcome::Added,
        false => Outcome::Unchanged,
    };
    Ok((target, Taken { outcome, matched }))
}

/// The earlier version of the same source: by its key, else the one without an id of its own.
fn own_place(versions: &[Version], arrival: &Arrival<'_>) -> Option<usize> {
    let of_source = |version: &Version| version.source == arrival.source;
    let by_key = |version: &Version| of_source(version) && version.key == arrival.key;
    let without_id = |version: &Version| of_source(version) && !version.key.starts_with("id:");
    let by_words = || match arrival.key.starts_with("id:") {
        true => None,
        false => versions.iter().position(without_id),
    };
    versions.iter().position(by_key).or_else(by_words)
}

fn tellings(versions: &[Version]) -> Vec<&Told> {
    versions.iter().map(|version| &version.told).collect()
}

async fn amend(
    tx: &mut Tx,
    arrival: &Arrival<'_>,
    target: Uuid,
    told: &Told,
    book: &mut Book,
) -> Result<bool> {
    let Arrival { now, page, .. } = *arrival;
    components::ensure(tx, now, page, told, book).await?;
    if arrival.kind == Kind::Maintenance {
        let new = plan::maintenance(told, page, book)?;
        return maintenances::amend(tx, now, Actor::Import, MaintenanceId(target), &new).await;
    }
    let id = IncidentId(target);
    let facts = facts::facts(told, page, book).facts;
    let said = said::updates(&told.record, &page.zone, |change| book.change(change));
    let amended = incidents::amend(tx, now, Actor::Import, id, &facts, &said).await?;
    let written = writeups::record(tx, now, page, id, told).await?;
    Ok(amended.is_change() || written)
}

/// Gives the updates that we know the ids under which we have them, and new ones to the rest.
fn carry_ids(known: &Told, told: &mut Told, ids_tell: bool) {
    let ours = said::oldest_first(&known.record.updates);
    let mut updates: Vec<UpdateRecord> = said::oldest_first(&told.record.updates)
        .into_iter()
        .cloned()
        .collect();
    updates
        .iter_mut()
        .for_each(|update| update.external_id = fitting(update.external_id.take()));
    let partners = align(&ours, &updates.iter().collect::<Vec<_>>(), ids_tell);
    for (update, partner) in updates.iter_mut().zip(partners) {
        if let Some(partner) = partner {
            update.external_id.clone_from(&ours[partner].external_id);
        }
    }
    give_ids(&mut updates);
    told.record.updates = updates;
}

/// True when a source now says less than it said before and nothing else.
fn is_older(known: &Told, told: &Told) -> bool {
    let ours = said::oldest_first(&known.record.updates);
    let theirs = said::oldest_first(&told.record.updates);
    let partners = align(&ours, &theirs, false);
    theirs.len() < ours.len() && partners.iter().all(Option::is_some)
}
