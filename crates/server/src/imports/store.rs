//! Rows of imports: what each source told, by what it can be found again, and its warnings.

use beffroi_domain::PageId;
use beffroi_readers::{Told, record::Warning};
use jiff::Timestamp;
use uuid::Uuid;

use super::kept;
use crate::{
    ground::{Result, Tx},
    params,
};

/// One source's telling of an incident or a maintenance of ours.
#[derive(Clone, Debug)]
pub(super) struct Version {
    pub source: String,
    pub key: String,
    pub kind: Kind,
    pub target: Uuid,
    pub digest: String,
    pub told: Told,
}

/// What a telling became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Incident,
    Maintenance,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Maintenance => "maintenance",
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct VersionRow {
    source: String,
    source_key: String,
    kind: String,
    target_id: Uuid,
    digest: String,
    record: String,
}

#[derive(sqlx_macros::FromRow)]
struct DigestRow {
    digest: String,
    target_id: Uuid,
}

#[derive(sqlx_macros::FromRow)]
struct TargetRow {
    target_id: Uuid,
}

/// Keeps other imports into this page waiting until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, page: PageId) -> Result<()> {
    tx.exec(
        "INSERT INTO import_locks (page_id) VALUES ($1)
         ON CONFLICT (page_id) DO UPDATE SET page_id = excluded.page_id",
        params![page],
    )
    .await?;
    Ok(())
}

/// What a source's telling was when it was last taken: its digest and what it became.
pub(super) async fn last_digest(
    tx: &mut Tx,
    page: PageId,
    source: &str,
    key: &str,
) -> Result<Option<(String, Uuid)>> {
    let row: Option<DigestRow> = tx
        .find(
            "SELECT digest, target_id FROM import_sources
             WHERE page_id = $1 AND source = $2 AND source_key = $3",
            params![page, source, key],
        )
        .await?;
    Ok(row.map(|row| (row.digest, row.target_id)))
}

/// All tellings of one incident or maintenance, the first taken first.
pub(super) async fn versions(tx: &mut Tx, page: PageId, target: Uuid) -> Result<Vec<Version>> {
    let rows: Vec<VersionRow> = tx
        .list(
            "SELECT source, source_key, kind, target_id, digest, record FROM import_sources
             WHERE page_id = $1 AND target_id = $2 ORDER BY imported_at, source, source_key",
            params![page, target],
        )
        .await?;
    rows.into_iter().map(version).collect()
}

fn version(row: VersionRow) -> Result<Version> {
    Ok(Version {
        source: row.source,
        key: row.source_key,
        kind: if row.kind == "maintenance" {
            Kind::Maintenance
        } else {
            Kind::Incident
        },
        target: row.target_id,
        digest: row.digest,
        told: kept::from_json(&row.record)?,
    })
}

/// Keeps a telling. The time of its first taking stays, so that versions keep their order.
pub(super) async fn put(
    tx: &mut Tx,
    now: Timestamp,
    page: PageId,
    version: &Version,
) -> Result<()> {
    tx.exec(
        "INSERT INTO import_sources
         (page_id, source, source_key, kind, target_id, digest, record, imported_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (page_id, source, source_key) DO UPDATE SET
           digest = excluded.digest, record = excluded.record",
        params![
            page,
            version.source.as_str(),
            version.key.as_str(),
            version.kind.as_str(),
            version.target,
            version.digest.as_str(),
            kept::to_json(&version.told)?,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Gives a telling the key by which its source now knows it.
pub(super) async fn rename(
    tx: &mut Tx,
    page: PageId,
    source: &str,
    from: &str,
    to: &str,
) -> Result<()> {
    tx.exec(
        "UPDATE import_sources SET source_key = $4
         WHERE page_id = $1 AND source = $2 AND source_key = $3",
        params![page, source, from, to],
    )
    .await?;
    Ok(())
}

/// True when an incident of the page has this public id, from wherever it came.
pub(super) async fn is_taken(tx: &mut Tx, page: PageId, public_id: &str) -> Result<bool> {
    let row: Option<TargetRow> = tx
        .find(
            "SELECT incident_id AS target_id FROM incident_pages
             WHERE page_id = $1 AND public_id = $2",
            params![page, public_id],
        )
        .await?;
    Ok(row.is_some())
}

/// Notes by what a telling can be found again.
pub(super) async fn put_keys(
    tx: &mut Tx,
    page: PageId,
    target: Uuid,
    keys: &[String],
) -> Result<()> {
    for key in keys {
        tx.exec(
            "INSERT INTO import_keys (page_id, source_key, target_id) VALUES ($1, $2, $3)
             ON CONFLICT (page_id, source_key, target_id) DO NOTHING",
            params![page, key, target],
        )
        .await?;
    }
    Ok(())
}

/// What can be found by a key.
pub(super) async fn targets(tx: &mut Tx, page: PageId, key: &str) -> Result<Vec<Uuid>> {
    let rows: Vec<TargetRow> = tx
        .list(
            "SELECT target_id FROM import_keys WHERE page_id = $1 AND source_key = $2
             ORDER BY target_id",
            params![page, key],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.target_id).collect())
}

/// Puts the warnings of one source in place of those it gave before.
pub(super) async fn put_warnings(
    tx: &mut Tx,
    target: Uuid,
    source: &str,
    warnings: &[Warning],
) -> Result<()> {
    tx.exec(
        "DELETE FROM import_warnings WHERE target_id = $1 AND source = $2",
        params![target, source],
    )
    .await?;
    for (position, warning) in (1_i64..).zip(warnings) {
        tx.exec(
            "INSERT INTO import_warnings (target_id, source, position, kind, message, quotes)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![
                target,
                source,
                position,
                super::warnings::word(warning.kind),
                warning.message.as_str(),
                serde_json::to_string(&warning.quotes)?
            ],
        )
        .await?;
    }
    Ok(())
}
