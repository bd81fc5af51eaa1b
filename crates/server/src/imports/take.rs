//! Taking one telling: it becomes an incident or a maintenance of ours, adds to one, or changes
//! nothing. One transaction each.
//!
//! Read in order: [`take`], [`begin`] (something new), `add` (a newer version, another source).
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
    add::add,
    components::{self, Book},
    facts, kept, plan, said,
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
pub(super) struct Arrival<'a> {
    pub now: Timestamp,
    pub page: &'a Page,
    pub source: &'a str,
    pub key: String,
    pub digest: String,
    pub kind: Kind,
    pub warnings: Vec<Warning>,
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

    pub(super) async fn keep(&self, tx: &mut Tx, target: Uuid, told: Told) -> Result<()> {
        store::put_keys(tx, self.page.id, target, &same::keys(&told)).await?;
        store::put_warnings(tx, target, self.source, &self.warnings).await?;
        let version = self.version(target, told);
        store::put(tx, self.now, self.page.id, &version).await
    }

    pub(super) fn version(&self, target: Uuid, told: Told) -> Version {
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

fn public_id(told: &Told) -> Option<PublicId> {
    told.record.external_id.as_ref()?.parse().ok()
}

/// Gives every update an id that addresses can carry: its source's own, else a new one of ours.
pub(super) fn give_ids(updates: &mut [UpdateRecord]) {
    let mut taken = HashSet::new();
    for update in updates {
        let own = fitting(update.external_id.take()).filter(|id| !taken.contains(id));
        let id = own.unwrap_or_else(|| token::new_public_id().to_string());
        taken.insert(id.clone());
        update.external_id = Some(id);
    }
}

/// An id that can stand in an address.
pub(super) fn fitting(id: Option<String>) -> Option<String> {
    id.filter(|id| id.parse::<PublicId>().is_ok())
}
