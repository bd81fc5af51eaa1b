//! Amending: a newer version of an incident's source adds what is new.
//!
//! Nothing that was said is taken away, nothing that a person wrote or set is overwritten, and when
//! nothing is new nothing changes at all.

use beffroi_domain::{Actor, IncidentId, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    facts, load,
    record::{Facts, NewUpdate, check_windows},
    updates,
};
use crate::{
    audit,
    ground::{Result, Tx},
    pages, params,
    texts::{self, Key},
};

/// What a newer version brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amended {
    /// Updates that were not there.
    pub new_updates: usize,
    /// Updates that gained or changed words.
    pub changed_updates: usize,
    /// Whether any fact of the header changed.
    pub facts_changed: bool,
}

impl Amended {
    /// True when readers now see something else.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.new_updates + self.changed_updates > 0 || self.facts_changed
    }
}

#[derive(sqlx::FromRow)]
struct PageRow {
    page_id: Uuid,
}

#[derive(sqlx::FromRow)]
struct OldUpdate {
    id: Uuid,
    public_id: String,
    status: String,
    standard: Option<String>,
    position: i64,
}

/// Brings an incident to a newer version of its source. `said` is oldest first.
///
/// An update is known by its public id where the source gives one, else by its place counted from
/// the oldest: sources without ids only ever add at the end.
///
/// # Errors
/// `Refused` when a window ends before it starts; [`crate::ground::Error::NotFound`] without such an
/// incident.
pub async fn amend(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    new: &Facts,
    said: &[NewUpdate],
) -> Result<Amended> {
    check_windows(&new.windows)?;
    let pages = pages_of(tx, id).await?;
    let before = fingerprint(tx, &pages, id).await?;
    let mut amended = amend_updates(tx, now, actor, id, said).await?;
    facts::write(tx, now, actor, id, new).await?;
    facts::write_dates(tx, id).await?;
    amended.facts_changed = fingerprint(tx, &pages, id).await? != before;
    if amended.is_change() {
        tx.exec(
            "UPDATE incidents SET updated_at = $2 WHERE id = $1",
            params![id, now],
        )
        .await?;
        for page in &pages {
            pages::bump_revision(tx, now, *page).await?;
        }
        let digest = format!(
            "{} new, {} changed",
            amended.new_updates, amended.changed_updates
        );
        audit::record(tx, now, actor, "incident.amend", id.0, &digest).await?;
    }
    Ok(amended)
}

async fn amend_updates(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    said: &[NewUpdate],
) -> Result<Amended> {
    let old: Vec<OldUpdate> = tx
        .list(
            "SELECT id, public_id, status, standard, position FROM incident_updates
             WHERE incident_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    let mut amended = Amended::default();
    let mut last = old.iter().map(|update| update.position).max().unwrap_or(0);
    for (place, update) in said.iter().enumerate() {
        match known(&old, place, update) {
            Some(known) => {
                let key = Key {
                    root: id.0,
                    owner: known.id,
                    field: "text",
                };
                let changed = texts::write_all(tx, now, actor, key, &update.text).await?;
                amended.changed_updates += usize::from(changed);
            }
            None => {
                last += 1;
                updates::insert(tx, now, actor, id, last, update).await?;
                amended.new_updates += 1;
            }
        }
    }
    Ok(amended)
}

fn known<'a>(old: &'a [OldUpdate], place: usize, update: &NewUpdate) -> Option<&'a OldUpdate> {
    if let Some(public_id) = &update.public_id {
        return old
            .iter()
            .find(|known| known.public_id == public_id.as_str());
    }
    old.get(place).filter(|known| {
        known.status == update.status.as_str()
            && known.standard.as_deref() == update.standard.map(|phrase| phrase.as_str())
    })
}

async fn pages_of(tx: &mut Tx, id: IncidentId) -> Result<Vec<PageId>> {
    let rows: Vec<PageRow> = tx
        .list(
            "SELECT page_id FROM incident_pages WHERE incident_id = $1",
            params![id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| PageId(row.page_id)).collect())
}

/// Everything but the updates and the record's own times, to tell whether a fact changed.
async fn fingerprint(tx: &mut Tx, pages: &[PageId], id: IncidentId) -> Result<String> {
    let Some(page) = pages.first() else {
        return Err(crate::ground::Error::NotFound);
    };
    let mut incident = load::load(tx, *page, id).await?;
    incident.updates.clear();
    Ok(serde_json::to_string(&incident)?)
}
