//! Components that a source names, found on the page or made there.
//!
//! Read in order: [`ensure`] (those of an incident), [`Book`] (who is who), [`describe`] (a
//! component as a source describes it). A component that is there already is never changed.

use std::collections::HashMap;

use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, GroupId, LocalizedText, PublicId, StatusChange,
};
use beffroi_readers::{ComponentFacts, ComponentRef, Told, record::ChangeRecord};
use jiff::{Timestamp, tz::TimeZone};

use super::{align::bare, naming};
use crate::{
    components::{self, Component, Group, NewComponent, NewGroup},
    ground::{Result, Tx},
    pages::Page,
};

/// The components of a page by the source's ids and by every name that they have.
#[derive(Debug, Default)]
pub(super) struct Book {
    by_id: HashMap<String, ComponentId>,
    by_name: HashMap<String, ComponentId>,
    last_position: i64,
}

impl Book {
    async fn load(tx: &mut Tx, page: &Page) -> Result<Self> {
        let mut book = Self::default();
        for component in components::ever_of_page(tx, page.id).await? {
            book.add(&component);
        }
        Ok(book)
    }

    fn add(&mut self, component: &Component) {
        self.last_position = self.last_position.max(component.position);
        self.know(component.id, Some(&component.public_id), &component.name);
    }

    fn know(&mut self, id: ComponentId, public_id: Option<&PublicId>, name: &LocalizedText) {
        if let Some(public_id) = public_id {
            self.by_id.insert(public_id.as_str().to_owned(), id);
        }
        for (_, name) in name.iter() {
            self.by_name.entry(naming::key(name)).or_insert(id);
        }
    }

    /// The component with the source's id.
    pub(super) fn by_id(&self, id: &str) -> Option<ComponentId> {
        self.by_id.get(id).copied()
    }

    /// The component with this name in any language, or one of several names in one.
    pub(super) fn by_name(&self, name: &str) -> Option<ComponentId> {
        let known = |part: &str| self.by_name.get(&naming::key(part)).copied();
        naming::parts(name).into_iter().find_map(known)
    }

    /// The component that an incident names, by its id where it has one.
    pub(super) fn find(&self, named: &ComponentRef) -> Option<ComponentId> {
        let by_id = named.external_id.as_deref().and_then(|id| self.by_id(id));
        by_id.or_else(|| self.by_name(&named.name))
    }

    /// The change of a component that is known.
    pub(super) fn change(&self, change: &ChangeRecord) -> Option<StatusChange> {
        let named = ComponentRef {
            external_id: change.external_id.clone(),
            name: change.component.clone(),
        };
        let unknown = ComponentStatus::Unknown;
        Some(StatusChange {
            component: self.find(&named)?,
            old: change.old.unwrap_or(unknown),
            new: change.new.unwrap_or(unknown),
        })
    }
}

/// Makes those that `told` names and the page does not have yet. A book of an earlier transaction
/// is good, since components never leave a page; who is not in it is looked up anew.
pub(super) async fn ensure(
    tx: &mut Tx,
    now: Timestamp,
    page: &Page,
    told: &Told,
    book: &mut Book,
) -> Result<()> {
    if told
        .components
        .iter()
        .all(|named| book.find(named).is_some())
    {
        return Ok(());
    }
    *book = Book::load(tx, page).await?;
    for named in &told.components {
        let name = naming::component(named, told, page);
        if book.find(named).is_none() && !name.is_empty() {
            let facts = ComponentFacts {
                external_id: named.external_id.clone().unwrap_or_default(),
                name,
                ..ComponentFacts::default()
            };
            make(tx, now, page, book, &facts, None).await?;
        }
    }
    Ok(())
}

/// Makes a component or group that the page does not have; true when it was made.
pub(super) async fn describe(
    tx: &mut Tx,
    now: Timestamp,
    page: &Page,
    facts: &ComponentFacts,
) -> Result<bool> {
    let groups = components::groups_ever_of_page(tx, page.id).await?;
    let facts = &ComponentFacts {
        name: naming::described(facts, page),
        ..facts.clone()
    };
    if facts.is_group {
        return Ok(group(tx, now, page, &groups, facts).await?.1);
    }
    let mut book = Book::load(tx, page).await?;
    let named = ComponentRef {
        external_id: Some(facts.external_id.clone()),
        name: facts.name_raw.clone(),
    };
    if book.find(&named).is_some() {
        return Ok(false);
    }
    let group = group_of(tx, now, page, &groups, facts).await?;
    make(tx, now, page, &mut book, facts, group).await?;
    Ok(true)
}

async fn make(
    tx: &mut Tx,
    now: Timestamp,
    page: &Page,
    book: &mut Book,
    facts: &ComponentFacts,
    group: Option<GroupId>,
) -> Result<()> {
    let public_id: Option<PublicId> = facts.external_id.parse().ok();
    let start = |day: jiff::civil::Date| day.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp());
    let since = facts
        .start_on
        .and_then(start)
        .or(facts.created_at)
        .unwrap_or(page.since);
    let new = NewComponent {
        public_id: public_id.clone(),
        group,
        name: facts.name.clone(),
        description: facts.description.clone(),
        position: facts.position.unwrap_or(book.last_position + 1),
        status: facts.status.unwrap_or(ComponentStatus::Operational),
        since,
    };
    book.last_position = book.last_position.max(new.position);
    let id = components::create(tx, now, Actor::Import, page.id, new).await?;
    book.know(id, public_id.as_ref(), &facts.name);
    if !facts.external_id.is_empty() {
        book.by_id.insert(facts.external_id.clone(), id);
    }
    Ok(())
}

/// The group that a component belongs to, made when the source gives at least its name.
async fn group_of(
    tx: &mut Tx,
    now: Timestamp,
    page: &Page,
    groups: &[Group],
    facts: &ComponentFacts,
) -> Result<Option<GroupId>> {
    let Some(id) = &facts.group_id else {
        return Ok(None);
    };
    if let Some(known) = groups.iter().find(|group| group.public_id.as_str() == id) {
        return Ok(Some(known.id));
    }
    let Some(name) = facts.group_name.as_deref() else {
        return Ok(None);
    };
    let described = ComponentFacts {
        external_id: id.clone(),
        name_raw: name.to_owned(),
        name: naming::name(name, page),
        ..ComponentFacts::default()
    };
    Ok(group(tx, now, page, groups, &described).await?.0)
}

async fn group(
    tx: &mut Tx,
    now: Timestamp,
    page: &Page,
    groups: &[Group],
    facts: &ComponentFacts,
) -> Result<(Option<GroupId>, bool)> {
    let wanted = bare(&facts.name_raw);
    let is_it = |group: &&Group| {
        group.public_id.as_str() == facts.external_id
            || group.name.iter().any(|(_, name)| bare(name) == wanted)
    };
    if let Some(known) = groups.iter().find(is_it) {
        return Ok((Some(known.id), false));
    }
    if facts.name.is_empty() {
        return Ok((None, false));
    }
    let last = groups.iter().map(|group| group.position).max().unwrap_or(0);
    let new = NewGroup {
        public_id: facts.external_id.parse().ok(),
        name: facts.name.clone(),
        position: facts.position.unwrap_or(last + 1),
    };
    let id = components::create_group(tx, now, Actor::Import, page.id, new).await?;
    Ok((Some(id), true))
}
