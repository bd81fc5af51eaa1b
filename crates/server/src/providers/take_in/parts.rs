//! The components of a provider, as a look saw them.

use std::collections::{HashMap, HashSet};

use beffroi_domain::{ComponentStatus, ProviderPartId};
use beffroi_readers::watch::{Part as SeenPart, Seen, condition};
use jiff::Timestamp;

use super::{Taken, begin, turn};
use crate::{
    ground::{Result, Tx, mask, token},
    params,
    providers::{Part, Provider, store},
};

/// Takes them in; which row stands for which id, and for which name.
pub(super) async fn take(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    seen: &Seen,
    is_history: bool,
    taken: &mut Taken,
) -> Result<Book> {
    let known = store::parts_of(tx, provider.id).await?;
    let mut book = Book::of(&known);
    let by_id: HashMap<&str, &Part> = known
        .iter()
        .map(|one| (one.external_id.as_str(), one))
        .collect();
    let mut listed = HashSet::new();
    for (place, part) in seen.parts.iter().enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        let group = group_of(seen, part);
        match by_id.get(part.facts.external_id.as_str()).copied() {
            Some(one) => {
                listed.insert(one.id);
                if !is_history {
                    amend(tx, now, provider, one, (part, group, place), taken).await?;
                }
            }
            None => {
                let id = insert(tx, now, provider, (part, group, place), is_history).await?;
                book.add(id, part);
                listed.insert(id);
            }
        }
    }
    if is_history {
        return Ok(book);
    }
    let is_there = |one: &&Part| one.gone_at.is_none() && !listed.contains(&one.id);
    let left = known.iter().filter(is_there);
    match seen.parts.is_empty() {
        false => {
            for one in left {
                go(tx, now, provider, one).await?;
            }
        }
        // A reply that has no components at all says nothing of them, but where all is well.
        true if is_all_well(seen, now) => {
            for one in left {
                over(tx, now, provider, one, taken).await?;
            }
        }
        true => {}
    }
    Ok(book)
}

/// Formats that name a component only while something is wrong with it have none to name when all is well.
fn is_all_well(seen: &Seen, now: Timestamp) -> bool {
    !seen.is_partial
        && seen.lists_all_open
        && condition::condition(seen, now).status == ComponentStatus::Operational
}

/// Nothing names it any more, and all is well.
async fn over(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    known: &Part,
    taken: &mut Taken,
) -> Result<()> {
    let well = ComponentStatus::Operational;
    if known.status == well {
        return Ok(());
    }
    tx.exec(
        "UPDATE provider_components SET status = $2, status_raw = NULL, status_since = $3 WHERE id = $1",
        params![known.id, well.as_str(), now],
    )
    .await?;
    turn(tx, now, provider.id, Some(known.id), well).await?;
    taken.parts.push((known.id, known.status, well));
    Ok(())
}

type Stands<'a> = (&'a SeenPart, Option<String>, i64);

fn group_of(seen: &Seen, part: &SeenPart) -> Option<String> {
    let by_id = part.facts.group_id.as_ref().and_then(|id| {
        let group = seen.parts.iter().find(|one| one.facts.external_id == *id)?;
        Some(group.facts.name_raw.clone())
    });
    let said = by_id.or_else(|| part.facts.group_name.clone());
    said.map(|name| mask::conceal(&name).into_owned())
}

/// What nobody says the state of is unknown.
fn status_of(part: &SeenPart) -> ComponentStatus {
    part.facts.status.unwrap_or(ComponentStatus::Unknown)
}

/// In its own word, as it may be kept.
fn raw_of(part: &SeenPart) -> Option<String> {
    let raw = part.raw.as_deref();
    raw.map(|word| mask::conceal(word).into_owned())
}

fn name_of(part: &SeenPart) -> Result<String> {
    let mut name = serde_json::to_value(&part.facts.name)?;
    mask::clean_json(&mut name);
    Ok(name.to_string())
}

async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    (part, group, place): Stands<'_>,
    is_history: bool,
) -> Result<ProviderPartId> {
    let id = ProviderPartId(token::new_id(now));
    let status = if is_history {
        ComponentStatus::Unknown
    } else {
        status_of(part)
    };
    tx.exec(
        "INSERT INTO provider_components (id, provider_id, public_id, external_id, name, group_name, region, is_group,
             position, status, status_raw, status_since, gone_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $12)",
        params![
            id,
            provider.id,
            token::new_public_id().as_str(),
            &part.facts.external_id,
            name_of(part)?,
            group,
            part.region.as_deref(),
            i64::from(part.facts.is_group),
            part.facts.position.unwrap_or(place),
            status.as_str(),
            raw_of(part),
            now,
            // History names what may be gone for years; the next look of now says what is there.
            is_history.then_some(now)
        ],
    )
    .await?;
    // What is in no stretch was operational: what history alone names is unknown until a look of now lists it.
    begin(tx, now, provider.id, Some(id), status).await?;
    Ok(id)
}

async fn amend(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    known: &Part,
    (part, group, place): Stands<'_>,
    taken: &mut Taken,
) -> Result<()> {
    let status = status_of(part);
    let (name, raw) = (name_of(part)?, raw_of(part));
    let position = part.facts.position.unwrap_or(place);
    let is_same = known.gone_at.is_none()
        && known.status == status
        && known.status_raw == raw
        && known.group == group
        && known.region == part.region
        && known.is_group == part.facts.is_group
        && known.position == position
        && serde_json::to_string(&known.name)? == name;
    // By far the most: pages have many components, and one of them changes.
    if is_same {
        return Ok(());
    }
    tx.exec(
        "UPDATE provider_components SET name = $2, group_name = $3, region = $4, is_group = $5, position = $6, status = $7,
                status_raw = $8, gone_at = NULL WHERE id = $1",
        params![
            known.id,
            name,
            group,
            part.region.as_deref(),
            i64::from(part.facts.is_group),
            position,
            status.as_str(),
            raw
        ],
    )
    .await?;
    if known.status != status || known.gone_at.is_some() {
        tx.exec(
            "UPDATE provider_components SET status_since = $2 WHERE id = $1",
            params![known.id, now],
        )
        .await?;
        turn(tx, now, provider.id, Some(known.id), status).await?;
        taken.parts.push((known.id, known.status, status));
    }
    Ok(())
}

/// The source lists it no more.
async fn go(tx: &mut Tx, now: Timestamp, provider: &Provider, known: &Part) -> Result<()> {
    tx.exec(
        "UPDATE provider_components SET gone_at = $2, status = 'unknown', status_raw = NULL, status_since = $2 WHERE id = $1",
        params![known.id, now],
    )
    .await?;
    // Nothing is known of what is not there; that is no outage, and no good day either.
    let nobody = ComponentStatus::Unknown;
    turn(tx, now, provider.id, Some(known.id), nobody).await
}

/// Which row stands for which id of the source, and for which name.
pub(super) struct Book {
    ids: HashMap<String, ProviderPartId>,
    names: HashMap<String, ProviderPartId>,
}

impl Book {
    fn of(known: &[Part]) -> Self {
        let ids = known.iter().map(|one| (one.external_id.clone(), one.id));
        let names = known.iter().flat_map(|one| {
            let names = one.name.iter().map(|(_, name)| name.to_lowercase());
            names.map(|name| (name, one.id))
        });
        Self {
            ids: ids.collect(),
            names: names.collect(),
        }
    }

    fn add(&mut self, id: ProviderPartId, part: &SeenPart) {
        self.ids.insert(part.facts.external_id.clone(), id);
        self.names.insert(part.facts.name_raw.to_lowercase(), id);
    }

    /// The part that an incident names.
    pub(super) fn find(&self, external_id: Option<&str>, name: &str) -> Option<ProviderPartId> {
        let by_id = external_id.and_then(|id| self.ids.get(id));
        by_id
            .or_else(|| self.names.get(&name.to_lowercase()))
            .copied()
    }
}
