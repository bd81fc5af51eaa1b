//! How much there is: providers by whether we see them, the oldest look, what is kept of one.

use beffroi_domain::ProviderId;
use jiff::Timestamp;

use super::Archive;
use crate::{
    ground::{Result, Tx, db::instant},
    params,
};

#[derive(sqlx_macros::FromRow)]
struct StateRow {
    state: String,
    count: i64,
}

/// How many are followed, by whether we see them: `seen`, `new`, or the word for why not.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_states(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    let rows: Vec<StateRow> = tx
        .list(
            "SELECT CASE WHEN blind_since IS NOT NULL THEN COALESCE(blind_word, 'blind')
                         WHEN seen_at IS NULL THEN 'new' ELSE 'seen' END AS state, COUNT(*) AS count
             FROM providers WHERE left_at IS NULL GROUP BY 1 ORDER BY 1",
            params![],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.state, row.count)).collect())
}

#[derive(sqlx_macros::FromRow)]
struct OldestRow {
    at: Option<i64>,
}

/// When the one of those that are followed that was looked at longest ago was; since when it is followed, where it never was.
///
/// # Errors
/// A fault when the database is away.
pub async fn oldest_look(tx: &mut Tx) -> Result<Option<Timestamp>> {
    let row: OldestRow = tx
        .load(
            "SELECT MIN(COALESCE(checked_at, created_at)) AS at FROM providers WHERE left_at IS NULL",
            params![],
        )
        .await?;
    row.at.map(instant).transpose()
}

#[derive(sqlx_macros::FromRow)]
struct ArchiveRow {
    entries: i64,
    since: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct RepliesRow {
    count: i64,
    bytes: i64,
}

/// How much is kept of a provider.
///
/// # Errors
/// A fault when the database is away.
pub async fn archive_of(tx: &mut Tx, id: ProviderId) -> Result<Archive> {
    let archive: ArchiveRow = tx
        .load(
            "SELECT COUNT(*) AS entries, MIN(dated_at) AS since FROM provider_incidents WHERE provider_id = $1",
            params![id],
        )
        .await?;
    let replies: RepliesRow = tx
        .load(
            "SELECT COUNT(*) AS count, CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes FROM provider_replies
             WHERE provider_id = $1",
            params![id],
        )
        .await?;
    Ok(Archive {
        entries: archive.entries,
        since: archive.since.map(instant).transpose()?,
        history_waiting: super::count_history(tx, id).await?,
        replies: replies.count,
        replies_bytes: replies.bytes,
    })
}
