//! What was announced, and what went out quietly.

use std::collections::HashSet;

use beffroi_domain::{PageId, UpdateId};
use uuid::Uuid;

use super::put;
use crate::{
    ground::{Result, Tx},
    params,
};

#[derive(sqlx_macros::FromRow)]
struct KeyRow {
    key: String,
}

/// Whether whoever asked on a page was told anything of it, but for what was announced under one key where one is named.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_told(tx: &mut Tx, page: PageId, subject: Uuid, but: Option<&str>) -> Result<bool> {
    let but = but.map(|key| put::key_on(page, key)).unwrap_or_default();
    let found: Option<(i64,)> = tx
        .find(
            "SELECT CAST(1 AS BIGINT) FROM outbox
             WHERE way = 'broadcast' AND page_id = $1 AND subject_id = $2 AND key <> $3 LIMIT 1",
            params![page, subject, but],
        )
        .await?;
    Ok(found.is_some())
}

/// The updates on a page that whoever asked was told of.
///
/// # Errors
/// A fault when the database is away.
pub async fn told_updates(tx: &mut Tx, page: PageId) -> Result<HashSet<UpdateId>> {
    let rows: Vec<KeyRow> = tx
        .list(
            "SELECT key FROM outbox WHERE way = 'broadcast' AND page_id = $1",
            params![page],
        )
        .await?;
    let told = rows.iter().filter_map(|row| {
        let (_, said) = row.key.split_once(":update:")?;
        let id: Uuid = said.strip_suffix(":published")?.parse().ok()?;
        Some(UpdateId(id))
    });
    Ok(told.collect())
}
