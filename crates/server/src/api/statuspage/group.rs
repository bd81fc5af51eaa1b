//! `/pages/{page_id}/component-groups`.

use beffroi_domain::{ComponentId, LocalizedText};

use super::{
    component::{self, LONGEST_TEXT, in_locale},
    paging::Paging,
    tell::Teller,
};
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
        fields::Fields,
    },
    components::{self, Group, GroupChange, NewGroup},
    ground::{Error, Refusal, Result, Tx},
    members::Role,
};

/// All groups.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let paging = Paging::of(&ask)?;
    let mut tx = ask.look().await?;
    let page = ask.page(&mut tx, Role::Reader).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let all = teller.groups.iter().map(|group| teller.group(group));
    Reply::ok(&paging.part(all.collect()))
}

/// One group.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = ask.page(&mut tx, Role::Reader).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    Reply::ok(&teller.group(find(&teller, &ask)?))
}

/// Makes a group and moves components into it.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn create(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Administrator).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let change = read_change(&ask, &teller)?;
    let name = change.name.first().map(|(_, name)| name.trim().to_owned());
    let name = Fields::needed("name", name.filter(|name| !name.is_empty()))?;
    let locale = teller.page.default_locale().clone();
    let last = teller.groups.iter().map(|group| group.position).max();
    let new = NewGroup {
        public_id: None,
        name: LocalizedText::single(locale, name),
        position: last.unwrap_or(0) + 1,
    };
    let (actor, page) = (ask.caller.actor(), teller.page.id);
    let id = components::create_group(&mut tx, ask.now, actor, page, new).await?;
    components::update_group(&mut tx, ask.now, actor, page, id, &change).await?;
    let teller = Teller::of(&mut tx, &ask.site, teller.page).await?;
    let made = teller.groups.iter().find(|group| group.id == id);
    ask.done(
        tx,
        Reply::created(&teller.group(made.ok_or(Error::NotFound)?))?,
    )
    .await
}

/// Changes a group.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn update(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Administrator).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let id = find(&teller, &ask)?.id;
    let change = read_change(&ask, &teller)?;
    let (actor, page) = (ask.caller.actor(), teller.page.id);
    components::update_group(&mut tx, ask.now, actor, page, id, &change).await?;
    let teller = Teller::of(&mut tx, &ask.site, teller.page).await?;
    ask.done(tx, Reply::ok(&teller.group(find(&teller, &ask)?))?)
        .await
}

/// Takes a group away; its components stay. The answer is the group as it was.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn delete(ask: Ask) -> Answered {
    let mut tx: Tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Administrator).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let found = find(&teller, &ask)?;
    let actor = ask.caller.actor();
    components::delete_group(&mut tx, ask.now, actor, teller.page.id, found.id).await?;
    ask.done(tx, Reply::ok(&teller.group(found))?).await
}

fn find<'a>(teller: &'a Teller, ask: &Ask) -> Result<&'a Group> {
    let id = ask.path("id");
    let found = teller
        .groups
        .iter()
        .find(|group| group.public_id.as_str() == id);
    found.ok_or(Error::NotFound)
}

/// The official schema has the description beside `component_group`, Terraform sends it inside.
fn read_change(ask: &Ask, teller: &Teller) -> Result<GroupChange, Wrong> {
    let fields = ask.wrapped("component_group")?;
    let outside = ask.body.text("description", LONGEST_TEXT)?;
    let description = fields.text("description", LONGEST_TEXT)?.or(outside);
    let locale = teller.page.default_locale();
    let named = fields.texts("components")?;
    Ok(GroupChange {
        name: in_locale(locale, component::name(&fields)?.as_ref()),
        description: in_locale(locale, description.as_ref()),
        position: None,
        components: named.map(|ids| ids_of(teller, &ids)).transpose()?,
    })
}

fn ids_of(teller: &Teller, public_ids: &[String]) -> Result<Vec<ComponentId>, Refusal> {
    let known = |id: &String| {
        let wrong = || Refusal::of("components", format!("the page has no component {id:?}"));
        teller.find(id).map(|one| one.id).ok_or_else(wrong)
    };
    public_ids.iter().map(known).collect()
}
