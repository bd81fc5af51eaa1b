//! `/pages/{page_id}/components`.

use beffroi_domain::{ComponentId, ComponentStatus, Locale, LocalizedText};
use jiff::Timestamp;

use super::{paging::Paging, shape, tell::Teller};
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
        fields::Fields,
    },
    components::{self, Component, ComponentChange, NewComponent, NewStatus},
    ground::{Error, Refusal, Result, Tx},
    members::Role,
    pages::Page,
};

/// As many characters as a name may have.
pub const LONGEST_NAME: usize = 255;
/// As many as a description or a body may have.
pub const LONGEST_TEXT: usize = 25_000;

/// The statuses that somebody may set; empty says nothing, as Statuspage has it.
const STATUSES: &[&str] = &[
    "operational",
    "under_maintenance",
    "degraded_performance",
    "partial_outage",
    "major_outage",
];

/// All components, and the groups among them.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let paging = Paging::of(&ask)?;
    let mut tx = ask.look().await?;
    let page = ask.page(&mut tx, Role::Reader).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let groups = teller
        .groups
        .iter()
        .map(|group| teller.group_as_component(group));
    let parts = teller.components().map(|one| teller.component(one));
    let mut all: Vec<shape::Component> = groups.chain(parts).collect();
    all.sort_by_key(|one| one.position);
    Reply::ok(&paging.part(all))
}

/// One component, or a group as one.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = ask.page(&mut tx, Role::Reader).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let id = ask.path("component_id");
    if let Some(group) = teller
        .groups
        .iter()
        .find(|group| group.public_id.as_str() == id)
    {
        return Reply::ok(&teller.group_as_component(group));
    }
    let found = teller.find(id).ok_or(Error::NotFound)?;
    Reply::ok(&teller.component(found))
}

/// Makes a component.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn create(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Administrator).await?;
    let said = Said::read(&ask.wrapped("component")?, &page)?;
    let name = Fields::needed("name", said.name.clone())?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let page = &teller.page;
    let last = teller.components().map(|one| one.position).max();
    let new = NewComponent {
        public_id: None,
        group: None,
        name: LocalizedText::single(page.default_locale().clone(), name.trim()),
        description: LocalizedText::new(),
        position: last.unwrap_or(0) + 1,
        status: ComponentStatus::Operational,
        since: ask.now,
    };
    let actor = ask.caller.actor();
    let id = components::create(&mut tx, ask.now, actor, page.id, new).await?;
    let teller = teller.anew(&mut tx, &ask.site).await?;
    let made = known(&teller, id)?;
    apply(&mut tx, &ask, &teller, made, &said).await?;
    let teller = teller.anew(&mut tx, &ask.site).await?;
    let made = known(&teller, id)?;
    ask.done(tx, Reply::created(&teller.component(made))?).await
}

/// Changes a component.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn update(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Publisher).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let found = teller
        .find(ask.path("component_id"))
        .ok_or(Error::NotFound)?;
    let said = Said::read(&ask.wrapped("component")?, &teller.page)?;
    if said.is_more_than_status() {
        ask.caller
            .on(&mut tx, teller.page.id, Role::Administrator)
            .await?;
    }
    apply(&mut tx, &ask, &teller, found, &said).await?;
    let id = found.id;
    let teller = teller.anew(&mut tx, &ask.site).await?;
    let found = known(&teller, id)?;
    ask.done(tx, Reply::ok(&teller.component(found))?).await
}

/// Takes a component away.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn delete(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Administrator).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let found = teller
        .find(ask.path("component_id"))
        .ok_or(Error::NotFound)?;
    let actor = ask.caller.actor();
    components::delete(&mut tx, ask.now, actor, teller.page.id, found.id).await?;
    ask.done(tx, Reply::nothing()).await
}

/// A component that the page has or had.
fn known(teller: &Teller, id: ComponentId) -> Result<&Component> {
    let found = teller.ever.iter().find(|one| one.id == id);
    found.ok_or(Error::NotFound)
}

/// What a body says of a component.
struct Said {
    name: Option<String>,
    description: Option<String>,
    status: Option<ComponentStatus>,
    /// `Some(None)` where it is to stand outside any group.
    group: Option<Option<String>>,
    showcase: Option<bool>,
    only_show_if_degraded: Option<bool>,
    since: Option<Timestamp>,
}

impl Said {
    fn read(fields: &Fields, page: &Page) -> Result<Self, Refusal> {
        let group = fields.text("group_id", LONGEST_NAME)?;
        let group = group.filter(|id| !id.is_empty());
        let start = fields.day("start_date")?;
        let start = start.and_then(|day| day.to_zoned(page.zone.clone()).ok());
        Ok(Self {
            name: name(fields)?,
            description: fields.text("description", LONGEST_TEXT)?,
            status: status(fields, "status")?,
            group: fields.has("group_id").then_some(group),
            showcase: fields.flag("showcase")?,
            only_show_if_degraded: fields.flag("only_show_if_degraded")?,
            since: start.map(|start| start.timestamp()),
        })
    }

    fn is_more_than_status(&self) -> bool {
        self.name.is_some()
            || self.description.is_some()
            || self.group.is_some()
            || self.showcase.is_some()
            || self.only_show_if_degraded.is_some()
            || self.since.is_some()
    }
}

/// A name in a body: one that is sent says something, so that no empty field of a script takes a locale's name away.
pub fn name(fields: &Fields) -> Result<Option<String>, Refusal> {
    match fields.text("name", LONGEST_NAME)? {
        Some(name) if name.trim().is_empty() => {
            let message = "write a name, or leave the field out to keep the one it has";
            Err(Refusal::of("name", message).told("refusal-name-empty"))
        }
        name => Ok(name),
    }
}

/// A status in a body; an empty one says nothing.
pub fn status(fields: &Fields, name: &'static str) -> Result<Option<ComponentStatus>, Refusal> {
    match fields.text(name, LONGEST_NAME) {
        Ok(Some(text)) if text.is_empty() => Ok(None),
        _ => fields.word(name, STATUSES),
    }
}

/// A status out of a map of components; an empty one says nothing.
pub fn status_word(field: &'static str, word: &str) -> Result<Option<ComponentStatus>, Refusal> {
    if word.is_empty() {
        return Ok(None);
    }
    let known = STATUSES
        .contains(&word)
        .then(|| word.parse().ok())
        .flatten();
    let wrong = || Refusal::of(field, format!("send one of: {}", STATUSES.join(", ")));
    known.ok_or_else(wrong).map(Some)
}

async fn apply(
    tx: &mut Tx,
    ask: &Ask,
    teller: &Teller,
    one: &Component,
    said: &Said,
) -> Result<(), Wrong> {
    let page = &teller.page;
    let locale = page.default_locale();
    let change = ComponentChange {
        name: in_locale(locale, said.name.as_ref()),
        description: in_locale(locale, said.description.as_ref()),
        group: said
            .group
            .as_ref()
            .map(|id| group(teller, id.as_deref()))
            .transpose()?,
        position: None,
        showcase: said.showcase,
        only_show_if_degraded: said.only_show_if_degraded,
        since: said.since,
    };
    let actor = ask.caller.actor();
    components::update(tx, ask.now, actor, page.id, one.id, &change).await?;
    if let Some(status) = said.status {
        let change = NewStatus {
            component: one.id,
            status,
            is_quiet: false,
        };
        components::change_status(tx, ask.now, actor, page.id, change).await?;
    }
    Ok(())
}

/// A text that was sent, in the locale that it counts as.
pub fn in_locale(locale: &Locale, text: Option<&String>) -> Vec<(Locale, String)> {
    let said = text.map(|text| (locale.clone(), text.clone()));
    said.into_iter().collect()
}

fn group(teller: &Teller, id: Option<&str>) -> Result<Option<beffroi_domain::GroupId>, Refusal> {
    let Some(id) = id else { return Ok(None) };
    let found = teller
        .groups
        .iter()
        .find(|group| group.public_id.as_str() == id);
    let wrong = || Refusal::of("group_id", "the page has no such group");
    found.map(|group| Some(group.id)).ok_or_else(wrong)
}
