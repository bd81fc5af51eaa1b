//! Changing what a component or a group is called, where it stands and how it is shown; and taking it away.
//!
//! Taken away is hidden, not erased: an incident that names the component still names it.

use beffroi_domain::{Actor, ComponentId, GroupId, Locale, LocalizedText, PageId};
use jiff::Timestamp;

use super::{Component, Group, status, store};
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx},
    pages, params,
};

/// A checked command: what is to be another about a component. What is `None`, and each locale that is not named,
/// stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComponentChange {
    /// Names per locale; a blank one takes the locale's name away.
    pub name: Vec<(Locale, String)>,
    /// Descriptions per locale; a blank one takes the locale's description away.
    pub description: Vec<(Locale, String)>,
    /// Into which group; `Some(None)` out of any.
    pub group: Option<Option<GroupId>>,
    /// Its place, from 1.
    pub position: Option<i64>,
    /// Whether its ninety days are shown.
    pub showcase: Option<bool>,
    /// Whether readers see it only while it is not operational.
    pub only_show_if_degraded: Option<bool>,
    /// The first instant of which anything is known of it.
    pub since: Option<Timestamp>,
}

/// A checked command: what is to be another about a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupChange {
    /// Names per locale; a blank one takes the locale's name away.
    pub name: Vec<(Locale, String)>,
    /// Descriptions per locale; a blank one takes the locale's description away.
    pub description: Vec<(Locale, String)>,
    /// Its place, from 1.
    pub position: Option<i64>,
    /// Which components it holds from now on; others leave it.
    pub components: Option<Vec<ComponentId>>,
}

/// Changes a component of a page; true when anything is another than before.
///
/// # Errors
/// `Refused` when it would have no name, or the group is none of the page's;
/// [`Error::NotFound`] where the page has no such component.
pub async fn update(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    component: ComponentId,
    change: &ComponentChange,
) -> Result<bool> {
    let before = lock(tx, page, component).await?;
    if let Some(Some(group)) = change.group {
        find_group(tx, page, group).await?.ok_or_else(no_group)?;
    }
    let mut after = before.clone();
    merge(&mut after.name, &change.name);
    merge(&mut after.description, &change.description);
    check_name(&after.name)?;
    after.group = change.group.unwrap_or(before.group);
    after.position = change.position.unwrap_or(before.position);
    after.showcase = change.showcase.unwrap_or(before.showcase);
    let only = change.only_show_if_degraded;
    after.only_show_if_degraded = only.unwrap_or(before.only_show_if_degraded);
    after.since = change.since.unwrap_or(before.since);
    if after == before {
        return Ok(false);
    }
    write(tx, now, &after).await?;
    pages::bump_revision(tx, now, page).await?;
    let public_id = after.public_id.as_str();
    audit::record(tx, now, actor, "component.update", component.0, public_id).await?;
    Ok(true)
}

/// Takes a component away from a page. Incidents that name it still do.
///
/// # Errors
/// [`Error::NotFound`] where the page has no such component.
pub async fn delete(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    component: ComponentId,
) -> Result<()> {
    let before = lock(tx, page, component).await?;
    status::end_outages(tx, now, component).await?;
    tx.exec(
        "UPDATE components SET deleted_at = $2, updated_at = $2 WHERE id = $1",
        params![component, now],
    )
    .await?;
    pages::bump_revision(tx, now, page).await?;
    let public_id = before.public_id.as_str();
    audit::record(tx, now, actor, "component.delete", component.0, public_id).await
}

/// Changes a group of a page; true when anything is another than before.
///
/// # Errors
/// `Refused` when it would have no name, or a component is none of the page's; [`Error::NotFound`] where the page has
/// no such group.
pub async fn update_group(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    group: GroupId,
    change: &GroupChange,
) -> Result<bool> {
    let before = lock_group(tx, page, group).await?;
    let mut after = before.clone();
    merge(&mut after.name, &change.name);
    merge(&mut after.description, &change.description);
    check_name(&after.name)?;
    after.position = change.position.unwrap_or(before.position);
    let moved = match &change.components {
        Some(components) => gather(tx, now, page, group, components).await?,
        None => false,
    };
    if after == before && !moved {
        return Ok(false);
    }
    tx.exec(
        "UPDATE component_groups SET name = $2, description = $3, position = $4, updated_at = $5
         WHERE id = $1",
        params![
            group,
            serde_json::to_string(&after.name)?,
            serde_json::to_string(&after.description)?,
            after.position,
            now
        ],
    )
    .await?;
    pages::bump_revision(tx, now, page).await?;
    let public_id = after.public_id.as_str();
    audit::record(tx, now, actor, "component.group.update", group.0, public_id).await?;
    Ok(true)
}

/// Takes a group away from a page; its components stand outside any group from then on.
///
/// # Errors
/// [`Error::NotFound`] where the page has no such group.
pub async fn delete_group(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    group: GroupId,
) -> Result<()> {
    let before = lock_group(tx, page, group).await?;
    gather(tx, now, page, group, &[]).await?;
    tx.exec(
        "UPDATE component_groups SET deleted_at = $2, updated_at = $2 WHERE id = $1",
        params![group, now],
    )
    .await?;
    pages::bump_revision(tx, now, page).await?;
    let public_id = before.public_id.as_str();
    audit::record(tx, now, actor, "component.group.delete", group.0, public_id).await
}

/// The component as it is, with its row locked until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, page: PageId, component: ComponentId) -> Result<Component> {
    tx.exec(
        "UPDATE components SET position = position WHERE id = $1",
        params![component],
    )
    .await?;
    let all = store::of_page(tx, page).await?;
    let found = all.into_iter().find(|one| one.id == component);
    found.ok_or(Error::NotFound)
}

async fn lock_group(tx: &mut Tx, page: PageId, group: GroupId) -> Result<Group> {
    tx.exec(
        "UPDATE component_groups SET position = position WHERE id = $1",
        params![group],
    )
    .await?;
    find_group(tx, page, group).await?.ok_or(Error::NotFound)
}

async fn find_group(tx: &mut Tx, page: PageId, group: GroupId) -> Result<Option<Group>> {
    let all = store::groups_of_page(tx, page).await?;
    Ok(all.into_iter().find(|one| one.id == group))
}

/// Moves these components into the group and all others out of it; true when any was moved.
async fn gather(
    tx: &mut Tx,
    now: Timestamp,
    page: PageId,
    group: GroupId,
    wanted: &[ComponentId],
) -> Result<bool> {
    let all = store::of_page(tx, page).await?;
    if let Some(stranger) = wanted
        .iter()
        .find(|id| !all.iter().any(|one| one.id == **id))
    {
        let message = format!("the page has no component {stranger}; name its own");
        return Err(Refusal::of("components", message).into());
    }
    let mut moved = false;
    for one in &all {
        let (is_in, is_wanted) = (one.group == Some(group), wanted.contains(&one.id));
        if is_in != is_wanted {
            tx.exec(
                "UPDATE components SET group_id = $2, updated_at = $3 WHERE id = $1",
                params![one.id, is_wanted.then_some(group), now],
            )
            .await?;
            moved = true;
        }
    }
    Ok(moved)
}

async fn write(tx: &mut Tx, now: Timestamp, after: &Component) -> Result<()> {
    tx.exec(
        "UPDATE components SET name = $2, description = $3, group_id = $4, position = $5,
                showcase = $6, only_show_if_degraded = $7, since_at = $8, updated_at = $9
         WHERE id = $1",
        params![
            after.id,
            serde_json::to_string(&after.name)?,
            serde_json::to_string(&after.description)?,
            after.group,
            after.position,
            i64::from(after.showcase),
            i64::from(after.only_show_if_degraded),
            after.since,
            now
        ],
    )
    .await?;
    Ok(())
}

fn merge(text: &mut LocalizedText, changes: &[(Locale, String)]) {
    for (locale, changed) in changes {
        text.set(locale.clone(), changed.trim());
    }
}

/// # Errors
/// `Refused` where there is a name in no locale.
pub(super) fn check_name(name: &LocalizedText) -> Result<(), Refusal> {
    if name.is_empty() {
        return Err(Refusal::of("name", "give it a name in at least one locale"));
    }
    Ok(())
}

fn no_group() -> Refusal {
    let message = "the page has no such group; name one of its own, or none";
    Refusal::of("group_id", message)
}
