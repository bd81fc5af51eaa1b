//! Rows of components and groups.

use std::collections::HashSet;

use beffroi_domain::{ComponentId, GroupId, PageId};
use uuid::Uuid;

use super::{Component, Group};
use crate::{
    ground::{Result, Tx, db},
    params,
};

#[derive(sqlx_macros::FromRow)]
struct ComponentRow {
    id: Uuid,
    group_id: Option<Uuid>,
    public_id: String,
    name: String,
    description: String,
    position: i64,
    status: String,
    since_at: i64,
    showcase: i64,
    only_show_if_degraded: i64,
    deleted_at: Option<i64>,
    created_at: i64,
    updated_at: i64,
}

#[derive(sqlx_macros::FromRow)]
struct GroupRow {
    id: Uuid,
    public_id: String,
    name: String,
    description: String,
    position: i64,
    created_at: i64,
    updated_at: i64,
}

/// A query over components; a group that was taken away holds nothing.
macro_rules! components {
    ($which:literal) => {
        concat!(
            "SELECT c.id, g.id AS group_id, c.public_id, c.name, c.description, c.position,
                    c.status, c.since_at, c.showcase, c.only_show_if_degraded, c.deleted_at,
                    c.created_at, c.updated_at
             FROM components c
             LEFT JOIN component_groups g ON g.id = c.group_id AND g.deleted_at IS NULL
             WHERE c.page_id = $1 ",
            $which,
            " ORDER BY c.position, c.created_at, c.id"
        )
    };
}

/// The components of a page, in the order of their places.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Component>> {
    let rows = tx
        .list(components!("AND c.deleted_at IS NULL"), params![page])
        .await?;
    rows.into_iter().map(component).collect()
}

/// All components that the page has or ever had: what happened to one that was taken away is still told by its name.
///
/// # Errors
/// A fault when the database is away.
pub async fn ever_of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Component>> {
    let rows = tx.list(components!(""), params![page]).await?;
    rows.into_iter().map(component).collect()
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

/// The ids of the components that a page has or ever had.
///
/// # Errors
/// A fault when the database is away.
pub async fn ids_of_page(tx: &mut Tx, page: PageId) -> Result<HashSet<ComponentId>> {
    let rows: Vec<IdRow> = tx
        .list(
            "SELECT id FROM components WHERE page_id = $1",
            params![page],
        )
        .await?;
    Ok(rows.into_iter().map(|row| ComponentId(row.id)).collect())
}

/// The component groups of a page, in the order of their places.
///
/// # Errors
/// A fault when the database is away.
pub async fn groups_of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Group>> {
    let rows: Vec<GroupRow> = tx
        .list(
            "SELECT id, public_id, name, description, position, created_at, updated_at
             FROM component_groups WHERE page_id = $1 AND deleted_at IS NULL
             ORDER BY position, created_at, id",
            params![page],
        )
        .await?;
    rows.into_iter().map(group).collect()
}

/// All groups that the page has or ever had.
///
/// # Errors
/// A fault when the database is away.
pub async fn groups_ever_of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Group>> {
    let rows: Vec<GroupRow> = tx
        .list(
            "SELECT id, public_id, name, description, position, created_at, updated_at
             FROM component_groups WHERE page_id = $1 ORDER BY position, created_at, id",
            params![page],
        )
        .await?;
    rows.into_iter().map(group).collect()
}

fn group(row: GroupRow) -> Result<Group> {
    Ok(Group {
        id: GroupId(row.id),
        public_id: db::word(&row.public_id)?,
        name: serde_json::from_str(&row.name)?,
        description: serde_json::from_str(&row.description)?,
        position: row.position,
        created_at: db::instant(row.created_at)?,
        updated_at: db::instant(row.updated_at)?,
    })
}

fn component(row: ComponentRow) -> Result<Component> {
    Ok(Component {
        id: ComponentId(row.id),
        public_id: db::word(&row.public_id)?,
        group: row.group_id.map(GroupId),
        name: serde_json::from_str(&row.name)?,
        description: serde_json::from_str(&row.description)?,
        position: row.position,
        status: db::word(&row.status)?,
        since: db::instant(row.since_at)?,
        showcase: row.showcase != 0,
        only_show_if_degraded: row.only_show_if_degraded != 0,
        deleted_at: row.deleted_at.map(db::instant).transpose()?,
        created_at: db::instant(row.created_at)?,
        updated_at: db::instant(row.updated_at)?,
    })
}
