//! Who did what: searched by actor, object, action and time, the newest first.

use jiff::Timestamp;
use uuid::Uuid;

use super::chain::{Entry, EntryRow};
use crate::{
    ground::{Result, Tx},
    params,
};

/// What is asked for; what is left out does not matter.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Done by this person or token.
    pub actor: Option<Uuid>,
    /// Done by this kind: `system`, `import`, `member`, `token`.
    pub actor_kind: Option<String>,
    /// Done to this.
    pub object: Option<Uuid>,
    /// What begins so: `incident` finds `incident.resolve` too.
    pub action: Option<String>,
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
    /// Older than this row: where an earlier answer ended.
    pub before: Option<(Timestamp, Uuid)>,
}

/// The newest rows that a question finds, at most `limit`.
///
/// # Errors
/// A fault when the database is away.
pub async fn search(tx: &mut Tx, asked: &Question, limit: u32) -> Result<Vec<Entry>> {
    let (before_at, before_id) = asked.before.unzip();
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT * FROM audit
             WHERE ($1 IS NULL OR actor_id = $1) AND ($2 IS NULL OR actor_kind = $2)
               AND ($3 IS NULL OR object_id = $3)
               AND ($4 IS NULL OR substr(action, 1, length($4)) = $4)
               AND at >= $5 AND at < $6 AND (at, id) < ($7, $8)
             ORDER BY at DESC, id DESC LIMIT $9",
            params![
                asked.actor,
                asked.actor_kind.as_deref(),
                asked.object,
                asked.action.as_deref(),
                asked.from.unwrap_or(Timestamp::MIN),
                asked.until.unwrap_or(Timestamp::MAX),
                before_at.unwrap_or(Timestamp::MAX),
                before_id.unwrap_or(Uuid::max()),
                i64::from(limit)
            ],
        )
        .await?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// Rows after place `after` of the chain, in its order: for an export.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_sealed(tx: &mut Tx, after: i64, limit: u32) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT * FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2",
            params![after, i64::from(limit)],
        )
        .await?;
    rows.into_iter().map(Entry::try_from).collect()
}
