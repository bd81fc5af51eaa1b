//! `/components`: their names in each language, where they stand, and how they are.

use beffroi_domain::{ComponentStatus, GroupId, Locale, LocalizedText};

use super::{
    PAGE,
    incident::{page_named, page_of},
    look::{component, told_component, whole},
    said::{self, one_of},
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, DELETE, PATCH, POST, PUT, read as reads, write},
        fields::Fields,
    },
    components::{self, ComponentChange, NewComponent, NewStatus},
    ground::{Error, Refusal, Result, Tx},
    members::Role,
    pages::Page,
    work,
};

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/components";
    const ONE: &str = "/components/{component}";
    const STATUS: &str = "/components/{component}/status";
    const BODY: Option<&str> = Some("OwnComponentBody");
    const STANDS: (u16, &str) = (200, "OwnComponent");
    const ADMIN: Role = Role::Administrator;
    vec![
        reads(ALL, "listComponents", "All components of a page", "OwnComponents", &[PAGE], work!(list)),
        reads(ONE, "readComponent", "One component", "OwnComponent", &[], work!(read)),
        write((POST, ALL), "makeComponent", "Makes a component", Some("NewComponent"), (201, "OwnComponent"), work!(create)).by(ADMIN),
        write((PATCH, ONE), "changeComponent", "Changes its names and how it is shown", BODY, STANDS, work!(update)).by(ADMIN),
        write((DELETE, ONE), "deleteComponent", "Takes a component away; what happened to it stays", None, (204, ""), work!(delete)).by(ADMIN),
        write((PUT, STATUS), "setComponentStatus", "Says how it is from now on", Some("StatusBody"), STANDS, work!(set_status)),
    ]
}

/// All components of a page.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let all = components::of_page(&mut tx, page.id).await?;
    let items = all.iter().map(|one| told_component(&page, one));
    Reply::ok(&whole(items.collect()))
}

/// One component.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let (page, one) = component(&mut tx, &ask, Role::Reader).await?;
    Reply::ok(&told_component(&page, &one))
}

/// Makes a component, behind the others.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn create(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Administrator).await?;
    let change = change(&mut tx, &ask, &page).await?;
    let all = components::of_page(&mut tx, page.id).await?;
    let last = all.iter().map(|one| one.position).max();
    let new = NewComponent {
        public_id: None,
        group: None,
        name: said::text(&ask.body, "name", &[&page])?,
        description: LocalizedText::new(),
        position: last.unwrap_or(0) + 1,
        status: ComponentStatus::Operational,
        since: ask.now,
    };
    let actor = ask.caller.actor();
    let id = components::create(&mut tx, ask.now, actor, page.id, new).await?;
    components::update(&mut tx, ask.now, actor, page.id, id, &change).await?;
    let all = components::of_page(&mut tx, page.id).await?;
    let made = all.iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    ask.done(tx, Reply::created(&told_component(&page, made))?)
        .await
}

/// Changes what a component is called, where it stands and how it is shown; locales that are not named keep theirs.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn update(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, one) = component(&mut tx, &ask, Role::Administrator).await?;
    let change = change(&mut tx, &ask, &page).await?;
    let actor = ask.caller.actor();
    components::update(&mut tx, ask.now, actor, page.id, one.id, &change).await?;
    done(tx, &ask).await
}

async fn change(tx: &mut Tx, ask: &Ask, page: &Page) -> Result<ComponentChange> {
    let fields = &ask.body;
    Ok(ComponentChange {
        name: texts(fields, "name", page)?,
        description: texts(fields, "description", page)?,
        group: group(tx, fields, page).await?,
        position: fields.number("position", 1, 1_000_000)?,
        showcase: fields.flag("showcase")?,
        only_show_if_degraded: fields.flag("only_show_if_degraded")?,
        since: said::moment(fields, "since", &[page])?.map(|moment| moment.at),
    })
}

/// Into which group; `Some(None)` where the body says `null`.
async fn group(tx: &mut Tx, fields: &Fields, page: &Page) -> Result<Option<Option<GroupId>>> {
    let Some(named) = fields.text("group", 64)? else {
        return Ok(fields.has("group").then_some(None));
    };
    let all = components::groups_of_page(tx, page.id).await?;
    let is_it = |one: &&components::Group| one_of(&named, one.id.0, one.public_id.as_str());
    let wrong = || Refusal::of("group", format!("the page has no group {named:?}"));
    let found = all.iter().find(is_it).ok_or_else(wrong)?;
    Ok(Some(Some(found.id)))
}

/// Takes a component away.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn delete(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, one) = component(&mut tx, &ask, Role::Administrator).await?;
    let actor = ask.caller.actor();
    components::delete(&mut tx, ask.now, actor, page.id, one.id).await?;
    ask.done(tx, Reply::nothing()).await
}

/// Says how a component is from now on.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn set_status(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, one) = component(&mut tx, &ask, Role::Publisher).await?;
    let words: Vec<&str> = ComponentStatus::ALL
        .iter()
        .map(|one| one.as_str())
        .collect();
    let status = Fields::needed("status", ask.body.word("status", &words)?)?;
    let actor = ask.caller.actor();
    let change = NewStatus {
        component: one.id,
        status,
        is_quiet: ask.body.flag("is_quiet")?.unwrap_or(false),
    };
    components::change_status(&mut tx, ask.now, actor, page.id, change).await?;
    done(tx, &ask).await
}

async fn done(mut tx: Tx, ask: &Ask) -> Answered {
    let (page, one) = component(&mut tx, ask, Role::Reader).await?;
    ask.done(tx, Reply::ok(&told_component(&page, &one))?).await
}

/// A text per locale, each of which the page speaks.
///
/// # Errors
/// `Refused` where one is none of the page's.
pub fn texts(fields: &Fields, name: &'static str, page: &Page) -> Result<Vec<(Locale, String)>> {
    let said = said::text(fields, name, &[page])?;
    let foreign = said.locales().find(|locale| !page.locales.contains(locale));
    if let Some(foreign) = foreign {
        let message = format!("the page does not speak {foreign}; leave that text out");
        return Err(Refusal::of(name, message).into());
    }
    let pairs = said
        .iter()
        .map(|(locale, text)| (locale.clone(), text.to_owned()));
    Ok(pairs.collect())
}
