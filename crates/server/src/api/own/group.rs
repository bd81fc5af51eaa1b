//! `/groups`: components gathered in order.

use serde_json::Value;

use super::{
    PAGE,
    component::texts,
    incident::{page_named, page_of},
    look::{group, told_group, whole},
    said::{self, ids},
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, DELETE, PATCH, POST, read as reads, write},
    },
    components::{self, Group, GroupChange, NewGroup},
    ground::{Error, Result, Tx},
    members::Role,
    pages::Page,
    work,
};

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/groups";
    const ONE: &str = "/groups/{group}";
    const BODY: Option<&str> = Some("OwnGroupBody");
    const ADMIN: Role = Role::Administrator;
    vec![
        reads(ALL, "listGroups", "All groups of a page", "OwnGroups", &[PAGE], work!(list)),
        reads(ONE, "readGroup", "One group", "OwnGroup", &[], work!(read)),
        write((POST, ALL), "makeGroup", "Makes a group and moves components into it", BODY, (201, "OwnGroup"), work!(create)).by(ADMIN),
        write((PATCH, ONE), "changeGroup", "Changes its names and place; the components that are named are all that it holds then", BODY, (200, "OwnGroup"), work!(update)).by(ADMIN),
        write((DELETE, ONE), "deleteGroup", "Takes a group away; its components stay", None, (204, ""), work!(delete)).by(ADMIN),
    ]
}

/// All groups of a page, in their order.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let parts = components::of_page(&mut tx, page.id).await?;
    let all = components::groups_of_page(&mut tx, page.id).await?;
    let told = all.iter().map(|one| told_group(&page, one, &parts));
    Reply::ok(&whole(told.collect()))
}

/// One group.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let (page, one) = group(&mut tx, &ask, Role::Reader).await?;
    Reply::ok(&told(&mut tx, &page, &one).await?)
}

/// Makes a group and moves components into it.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn create(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Administrator).await?;
    let name = said::text(&ask.body, "name", &[&page])?;
    let change = change(&mut tx, &ask, &page).await?;
    let all = components::groups_of_page(&mut tx, page.id).await?;
    let last = all.iter().map(|one| one.position).max();
    let new = NewGroup {
        public_id: None,
        name,
        position: last.unwrap_or(0) + 1,
    };
    let actor = ask.caller.actor();
    let id = components::create_group(&mut tx, ask.now, actor, page.id, new).await?;
    components::update_group(&mut tx, ask.now, actor, page.id, id, &change).await?;
    let all = components::groups_of_page(&mut tx, page.id).await?;
    let made = all.into_iter().find(|one| one.id == id);
    let made = told(&mut tx, &page, &made.ok_or(Error::NotFound)?).await?;
    ask.done(tx, Reply::created(&made)?).await
}

/// Changes a group.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn update(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, one) = group(&mut tx, &ask, Role::Administrator).await?;
    let change = change(&mut tx, &ask, &page).await?;
    let actor = ask.caller.actor();
    components::update_group(&mut tx, ask.now, actor, page.id, one.id, &change).await?;
    let (page, one) = group(&mut tx, &ask, Role::Reader).await?;
    let changed = told(&mut tx, &page, &one).await?;
    ask.done(tx, Reply::ok(&changed)?).await
}

/// Takes a group away.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn delete(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, one) = group(&mut tx, &ask, Role::Administrator).await?;
    let actor = ask.caller.actor();
    components::delete_group(&mut tx, ask.now, actor, page.id, one.id).await?;
    ask.done(tx, Reply::nothing()).await
}

async fn change(tx: &mut Tx, ask: &Ask, page: &Page) -> Result<GroupChange> {
    let fields = &ask.body;
    Ok(GroupChange {
        name: texts(fields, "name", page)?,
        description: texts(fields, "description", page)?,
        position: fields.number("position", 1, 1_000_000)?,
        components: ids(tx, fields, "components", &[page]).await?,
    })
}

async fn told(tx: &mut Tx, page: &Page, one: &Group) -> Result<Value> {
    let parts = components::of_page(tx, page.id).await?;
    Ok(told_group(page, one, &parts))
}
