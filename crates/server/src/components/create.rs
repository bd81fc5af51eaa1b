//! Making components and groups.

use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, GroupId, LocalizedText, PageId, PublicId,
};
use jiff::Timestamp;

use super::change::check_name;
use crate::{
    audit,
    ground::{Result, Tx, token},
    pages, params,
};

/// A checked command: make a component.
#[derive(Clone, Debug)]
pub struct NewComponent {
    /// Kept from an import; else made.
    pub public_id: Option<PublicId>,
    /// In which group.
    pub group: Option<GroupId>,
    /// Its name per locale.
    pub name: LocalizedText,
    /// What it is, in a sentence.
    pub description: LocalizedText,
    /// Its place, from 1.
    pub position: i64,
    /// How it is now.
    pub status: ComponentStatus,
    /// The first instant of which anything is known of it.
    pub since: Timestamp,
}

/// A checked command: make a component group.
#[derive(Clone, Debug)]
pub struct NewGroup {
    /// Kept from an import; else made.
    pub public_id: Option<PublicId>,
    /// Its name per locale.
    pub name: LocalizedText,
    /// Its place, from 1.
    pub position: i64,
}

/// Makes a component on a page.
///
/// # Errors
/// `Refused` when it has no name in any locale.
pub async fn create(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    new: NewComponent,
) -> Result<ComponentId> {
    check_name(&new.name)?;
    let id = ComponentId(token::new_id(now));
    let public_id = new.public_id.unwrap_or_else(token::new_public_id);
    tx.exec(
        "INSERT INTO components
         (id, page_id, group_id, public_id, name, description, position, status, since_at,
          created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        params![
            id,
            page,
            new.group,
            public_id.as_str(),
            serde_json::to_string(&new.name)?,
            serde_json::to_string(&new.description)?,
            new.position,
            new.status.as_str(),
            new.since,
            now
        ],
    )
    .await?;
    pages::bump_revision(tx, now, page).await?;
    audit::record(tx, now, actor, "component.create", id.0, public_id.as_str()).await?;
    Ok(id)
}

/// Makes a component group on a page.
///
/// # Errors
/// `Refused` when it has no name in any locale.
pub async fn create_group(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    new: NewGroup,
) -> Result<GroupId> {
    check_name(&new.name)?;
    let id = GroupId(token::new_id(now));
    let public_id = new.public_id.unwrap_or_else(token::new_public_id);
    tx.exec(
        "INSERT INTO component_groups
         (id, page_id, public_id, name, position, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
        params![
            id,
            page,
            public_id.as_str(),
            serde_json::to_string(&new.name)?,
            new.position,
            now
        ],
    )
    .await?;
    pages::bump_revision(tx, now, page).await?;
    audit::record(
        tx,
        now,
        actor,
        "component.group.create",
        id.0,
        public_id.as_str(),
    )
    .await?;
    Ok(id)
}
