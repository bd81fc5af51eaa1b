//! Rows of components and groups.

use std::collections::HashSet;

use beffroi_domain::{ComponentId, ComponentStatus, GroupId, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Component, Group};
use crate::{
    ground::{Result, Tx, db},
    params,
};

#[derive(sqlx::FromRow)]
struct ComponentRow {
    id: Uuid,
    group_id: Option<Uuid>,
    public_id: String,
    name: String,
    description: String,
    position: i64,
    status: String,
    since_at: i64,
    created_at: i64,
    updated_at: i64,
}

#[derive(sqlx::FromRow)]
struct GroupRow {
    id: Uuid,
    public_id: String,
    name: String,
    position: i64,
    created_at: i64,
    updated_at: i64,
}

/// The components of a page, in the order of their places.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Component>> {
    let rows = tx
        .list(
            "SELECT id, group_id, public_id, name, description, position, status, since_at,
                    created_at, updated_at
             FROM components WHERE page_id = $1 ORDER BY position, created_at, id",
            params![page],
        )
        .await?;
    rows.into_iter().map(component).collect()
}

#[derive(sqlx::FromRow)]
struct IdRow {
    id: Uuid,
}

/// The ids of the components of a page.
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
            "SELECT id, public_id, name, position, created_at, updated_at
             FROM component_groups WHERE page_id = $1 ORDER BY position, created_at, id",
            params![page],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Group {
                id: GroupId(row.id),
                public_id: db::word(&row.public_id)?,
                name: serde_json::from_str(&row.name)?,
                position: row.position,
                created_at: db::instant(row.created_at)?,
                updated_at: db::instant(row.updated_at)?,
            })
        })
        .collect()
}

/// Sets how a component is now, as part of the verb that changed it; that verb bumps the revision
/// and writes the audit row.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_status(
    tx: &mut Tx,
    now: Timestamp,
    component: ComponentId,
    status: ComponentStatus,
) -> Result<()> {
    tx.exec(
        "UPDATE components SET status = $2, updated_at = $3 WHERE id = $1 AND status <> $2",
        params![component, status.as_str(), now],
    )
    .await?;
    Ok(())
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
        created_at: db::instant(row.created_at)?,
        updated_at: db::instant(row.updated_at)?,
    })
}
