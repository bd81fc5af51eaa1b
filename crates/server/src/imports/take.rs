//! Taking one telling: it becomes an incident or a maintenance of ours, adds to one, or changes
//! nothing. One transaction each.
//!
//! Read in order: [`take`], [`begin`] (something new), [`add`] (a newer version, another source).
//! The verbs of the nouns below leave the audit rows and freshen the page; nothing is announced.

use std::collections::{HashMap, HashSet};

use beffroi_domain::{Actor, IncidentId, MaintenanceId, PublicId};
use beffroi_readers::{
    Told,
    record::{RecordKind, UpdateRecord, Warning},
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    align::align,
    components::{self, Book},
    facts, kept, merge, plan, said,
    same::{self, Found},
    store::{self, Kind, Version},
    writeups,
};
use crate::{
    ground::{Db, Refusal, Result, Tx, token},
    incidents::{self, NewIncident},
    maintenances,
    pages::{Page, Visibility},
};

/// What a run remembers of one source.
#[derive(Debug, Default)]
pub(super) struct Seen {
    claimed: HashSet<Uuid>,
    keys: HashMap<String, u32>,
    /// Who is who on the page, as far as it was needed.
    book: Book,
}

/// Into what tellings are taken.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub db: &'a Db,
    pub page: Page,
    /// Try, and leave no trace.
    pub is_rehearsal: bool,
}

/// What became of a telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new incident or maintenance of ours.
    New,
    /// It added something to one that we had.
    Added,
    /// We knew all of it.
    Unchanged,
    /// It is older than what this source told before.
    Older,
}

/// A telling that is of something another source told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The other source.
    pub source: String,
    /// The other record's place in it.
    pub ordinal: u32,
    /// What tells that they are one.
    pub why: String,
}

/// What became of a telling, and what it is the same as.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub outcome: Outcome,
    pub matched: Option<Match>,
}

/// A telling with what it is known by.
struct Arrival<'a> {
    now: Timestamp,
    page: &'a Page,
    source: &'a str,
    key: String,
    digest: String,
    kind: Kind,
    warnings: Vec<Warning>,
}

/// Takes one telling of `source`.
///
/// # Errors
/// `Refused` where a rule of ours stands against it; a fault when the database is away.
pub(super) async fn take(
    place: &Place<'_>,
    now: Timestamp,
    source: &str,
    seen: &mut Seen,
    told: &Told,
    seq: i64,
) -> Result<Taken> {
    let arrival = Arrival {
        now,
        page: &place.page,
        source,
        key: seen.key(told),
        digest: kept::digest(told)?,
        kind: match told.record.kind {
            RecordKind::Incident => Kind::Incident,
            RecordKind::Maintenance => Kind::Maintenance,
        },
        warnings: super::warnings_of(told, &place.page),
    };
    if let Some(target) = known_already(place, &arrival).await? {
        seen.claimed.insert(target);
        return Ok(Taken {
            outcome: Outcome::Unchanged,
            matched: None,
        });
    }
    let mut tx = place.db.begin().await?;
    store::lock(&mut tx, place.page.id).await?;
    let is_claimed = |target| seen.claimed.contains(&target);
    let found = arrival.find(&mut tx, told, &is_claimed).await?;
    let mut book = std::mem::take(&mut seen.book);
    let (target, taken) = match found {
        None => (
            begin(&mut tx, &arrival, told.clone(), &mut book, seq).await?,
            Taken::new(),
        ),
        Some(found) => add(&mut tx, &arrival, found, told.clone(), &mut book).await?,
    };
    seen.claimed.insert(target);
    if !place.is_rehearsal {
        tx.commit().await?;
        seen.book = book;
    }
    Ok(taken)
}

impl Seen {
    /// The telling's key; a source without ids that tells two things alike counts them.
    fn key(&mut self, told: &Told) -> String {
        let key = kept::key(&told.record);
        if told.record.external_id.is_some() {
            return key;
        }
        let count = self.keys.entry(key.clone()).or_insert(0);
        *count += 1;
        if *count == 1 {
            key
        } else {
            format!("{key}#{count}")
        }
    }
}

impl Taken {
    fn new() -> Self {
        Self {
            outcome: Outcome::New,
            matched: None,
        }
    }
}

/// The quick way for what was taken before: no lock, no write.
async fn known_already(place: &Place<'_>, arrival: &Arrival<'_>) -> Result<Option<Uuid>> {
    let mut tx = place.db.snapshot().await?;
    let last = store::last_digest(&mut tx, place.page.id, arrival.source, &arrival.key).await?;
    Ok(last
        .filter(|(digest, _)| *digest == arrival.digest)
        .map(|(_, target)| target))
}

impl Arrival<'_> {
    async fn find(
        &self,
        tx: &mut Tx,
        told: &Told,
        is_claimed: &(dyn Fn(Uuid) -> bool + Sync),
    ) -> Result<Option<Found>> {
        let last = store::last_digest(tx, self.page.id, self.source, &self.key).await?;
        match last {
            Some((_, target)) => {
                let versions = store::versions(tx, self.page.id, target).await?;
                Ok(Some(Found {
                    versions,
                    why: None,
                }))
            }
            None => same::find(tx, self.page, self.source, told, self.kind, is_claimed).await,
        }
    }

    async fn keep(&self, tx: &mut Tx, target: Uuid, told: Told) -> Result<()> {
        store::put_keys(tx, self.page.id, target, &same::keys(&told)).await?;
        store::put_warnings(tx, target, self.source, &self.warnings).await?;
        let version = self.version(target, told);
        store::put(tx, self.now, self.page.id, &version).await
    }

    fn version(&self, target: Uuid, told: Told) -> Version {
        Version {
            source: self.source.to_owned(),
            key: self.key.clone(),
            kind: self.kind,
            target,
            digest: self.digest.clone(),
            told,
        }
    }
}

/// Something new.
async fn begin(
    tx: &mut Tx,
    arrival: &Arrival<'_>,
    mut told: Told,
    book: &mut Book,
    seq: i64,
) -> Result<Uuid> {
    give_ids(&mut told.record.updates);
    let target = match arrival.kind {
        Kind::Incident => begin_incident(tx, arrival, &told, book, seq).await?.0,
        Kind::Maintenance => begin_maintenance(tx, arrival, &told, book).await?.0,
    };
    arrival.keep(tx, target, told).await?;
    Ok(target)
}

async fn begin_incident(
    tx: &mut Tx,
    arrival: &Arrival<'_>,
    told: &Told,
    book: &mut Book,
    seq: i64,
) -> Result<IncidentId> {
    let Arrival { now, page, .. } = *arrival;
    let public_id = public_id(told);
    if let Some(id) = &public_id
        && store::is_taken(tx, page.id, id.as_str()).await?
    {
        let message =
            format!("the page has an incident {id} that no import brought; it is left alone");
        return Err(Refusal::whole(message).into());
    }
    components::ensure(tx, now, page, told, book).await?;
    let new = NewIncident {
        public_id,
        pages: vec![(page.id, Visibility::Public)],
        facts: facts::facts(told, page, book).facts,
        updates: said::updates(&told.record, &page.zone, |change| book.change(change)),
        seq,
    };
    let id = incidents::record(tx, now, Actor::Import, new).await?;
    writeups::record(tx, now, page, id, told).await?;
    Ok(id)
}

async fn begin_maintenance(
    tx: &mut Tx,
    arrival: &Arrival<'_>,
    told: &Told,
    book: &mut Book,
) -> Result<MaintenanceId> {
    components::ensure(tx, arrival.now, arrival.page, told, book).await?;
    let new = plan::maintenance(told, arrival.page, book)?;
    maintenances::record(tx, arrival.now, Actor::Import, new).await
}

/// A newer version of what this source told, or another source's telling of it.
async fn add(
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

fn public_id(told: &Told) -> Option<PublicId> {
    told.record.external_id.as_ref()?.parse().ok()
}

/// Gives every update an id that addresses can carry: its source's own, else a new one of ours.
fn give_ids(updates: &mut [UpdateRecord]) {
    let mut taken = HashSet::new();
    for update in updates {
        let own = fitting(update.external_id.take()).filter(|id| !taken.contains(id));
        let id = own.unwrap_or_else(|| token::new_public_id().to_string());
        taken.insert(id.clone());
        update.external_id = Some(id);
    }
}

/// An id that can stand in an address.
fn fitting(id: Option<String>) -> Option<String> {
    id.filter(|id| id.parse::<PublicId>().is_ok())
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
