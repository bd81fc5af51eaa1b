//! What changed since somebody looked: the deeds that brought the newer versions.

use beffroi_domain::IncidentId;
use jiff::Timestamp;
use uuid::Uuid;

use super::stand::Version;
use crate::{
    ground::{Result, Tx, db::instant},
    params,
};

/// A deed that brought a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The version.
    pub version: Version,
    /// When.
    pub at: Timestamp,
    /// Who: kind and pseudonymous id.
    pub who: (String, Option<Uuid>),
    /// `incident.update.post` and the like, as in the audit.
    pub action: String,
}

#[derive(sqlx_macros::FromRow)]
struct StepRow {
    version: i64,
    at: i64,
    actor_kind: String,
    actor_id: Option<Uuid>,
    action: String,
}

#[derive(sqlx_macros::FromRow)]
struct VersionRow {
    version: i64,
}

/// What was done to an incident after `seen`, in order.
///
/// # Errors
/// A fault when the database is away.
pub async fn steps_since(tx: &mut Tx, id: IncidentId, seen: Version) -> Result<Vec<Step>> {
    let rows: Vec<StepRow> = tx
        .list(
            "SELECT version, at, actor_kind, actor_id, action FROM incident_versions
             WHERE incident_id = $1 AND version > $2 ORDER BY version",
            params![id, seen.0],
        )
        .await?;
    let step = |row: StepRow| {
        Ok(Step {
            version: Version(row.version),
            at: instant(row.at)?,
            who: (row.actor_kind, row.actor_id),
            action: row.action,
        })
    };
    rows.into_iter().map(step).collect()
}

/// The version of an incident that stands now.
///
/// # Errors
/// `NotFound` without such an incident.
pub async fn version_of(tx: &mut Tx, id: IncidentId) -> Result<Version> {
    let row: VersionRow = tx
        .load("SELECT version FROM incidents WHERE id = $1", params![id])
        .await?;
    Ok(Version(row.version))
}
