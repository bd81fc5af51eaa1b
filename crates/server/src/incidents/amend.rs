//! Amending: a newer version of an incident's source adds what is new.
//!
//! Nothing that was said is taken away, nothing that a person wrote or set is overwritten, and when
//! nothing is new nothing changes at all.

use beffroi_domain::{Actor, CommitmentKind, IncidentId, PageId};
use jiff::{Timestamp, tz::TimeZone};

use super::{
    facts, load,
    record::{Facts, check_windows},
    stand::{self, Version},
};
use crate::{
    audit,
    commitments::{self, About},
    ground::{Result, Tx},
    pages, params, translations,
    updates::{self, NewUpdate},
};

/// What a newer version brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amended {
    /// Updates that were added or changed.
    pub updates: updates::Amended,
    /// Whether any fact of the header changed.
    pub facts_changed: bool,
}

impl Amended {
    /// True when readers now see something else.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.updates != updates::Amended::default() || self.facts_changed
    }
}

#[derive(sqlx_macros::FromRow)]
struct VersionRow {
    version: i64,
}

/// Brings an incident to a newer version of its source. `said` is oldest first.
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
    let pages = stand::pages_of(tx, id).await?;
    let before = fingerprint(tx, &pages, id).await?;
    let updates = updates::amend(tx, now, actor, id.0, said).await?;
    facts::write(tx, now, actor, id, new).await?;
    facts::write_dates(tx, id).await?;
    let facts_changed = fingerprint(tx, &pages, id).await? != before;
    let amended = Amended {
        updates,
        facts_changed,
    };
    if amended.is_change() {
        for update in said {
            translations::remember(tx, now, &pages, &update.text).await?;
        }
        let row: VersionRow = tx
            .load(
                "UPDATE incidents SET updated_at = $2, version = version + 1 WHERE id = $1
                 RETURNING version",
                params![id, now],
            )
            .await?;
        let version = Version(row.version);
        stand::note_version(tx, now, actor, (id, version), "incident.amend").await?;
        for page in &pages {
            pages::bump_revision(tx, now, *page).await?;
        }
        if updates.added > 0 {
            // A promise of news that was made here by hand is kept by what its source says.
            let about = About {
                incident: id,
                pages: pages.clone(),
                zone: TimeZone::UTC,
            };
            commitments::kept(tx, now, actor, &about, CommitmentKind::Update).await?;
        }
        let digest = format!("{} added, {} changed", updates.added, updates.changed);
        audit::record(tx, now, actor, "incident.amend", id.0, &digest).await?;
    }
    Ok(amended)
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
