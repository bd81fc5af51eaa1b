//! Rows of pages.

use anyhow::Context;
use beffroi_domain::PageId;
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::Page;
use crate::{
    ground::{Result, Tx, db},
    params,
};

#[derive(sqlx_macros::FromRow)]
struct PageRow {
    id: Uuid,
    public_id: String,
    slug: String,
    name: String,
    locales: String,
    zone: String,
    since_at: i64,
    hosts: String,
    access: String,
    revision: i64,
    created_at: i64,
    updated_at: i64,
}

/// The page with this slug.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Page>> {
    let row = tx
        .find("SELECT * FROM pages WHERE slug = $1", params![slug])
        .await?;
    row.map(page).transpose()
}

/// The page with this id.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_by_id(tx: &mut Tx, id: PageId) -> Result<Option<Page>> {
    let row = tx
        .find("SELECT * FROM pages WHERE id = $1", params![id])
        .await?;
    row.map(page).transpose()
}

/// All pages, the oldest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn list(tx: &mut Tx) -> Result<Vec<Page>> {
    let rows = tx
        .list("SELECT * FROM pages ORDER BY created_at, id", params![])
        .await?;
    rows.into_iter().map(page).collect()
}

/// Says that a reader would now see something else. In the same transaction as the change.
///
/// # Errors
/// A fault when the database is away.
pub async fn bump_revision(tx: &mut Tx, now: Timestamp, page: PageId) -> Result<()> {
    tx.exec(
        "UPDATE pages SET revision = revision + 1, updated_at = $2 WHERE id = $1",
        params![page, now],
    )
    .await?;
    Ok(())
}

fn page(row: PageRow) -> Result<Page> {
    Ok(Page {
        id: PageId(row.id),
        public_id: db::word(&row.public_id)?,
        slug: row.slug,
        name: serde_json::from_str(&row.name)?,
        locales: serde_json::from_str(&row.locales)?,
        zone: TimeZone::get(&row.zone).context("a page's time zone")?,
        since: db::instant(row.since_at)?,
        hosts: serde_json::from_str(&row.hosts)?,
        access: db::word(&row.access)?,
        revision: row.revision,
        created_at: db::instant(row.created_at)?,
        updated_at: db::instant(row.updated_at)?,
    })
}
