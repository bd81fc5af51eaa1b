//! `/components`: their names in each language, and how they are.

use beffroi_domain::{ComponentStatus, Locale};
use serde_json::json;

use super::{
    incident::page_of,
    look::{component, told_component},
    said,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        fields::Fields,
    },
    components::{self, ComponentChange},
    ground::{Error, Refusal, Tx},
    members::Role,
    pages::Page,
};

/// All components of a page.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let all = components::of_page(&mut tx, page.id).await?;
    let items: Vec<_> = all.iter().map(|one| told_component(&page, one)).collect();
    Reply::ok(&json!({ "items": items, "next": null }))
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

/// Changes what a component is called and how it is shown; locales that are not named keep theirs.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn update(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, one) = component(&mut tx, &ask, Role::Administrator).await?;
    let fields = &ask.body;
    let change = ComponentChange {
        name: texts(fields, "name", &page)?,
        description: texts(fields, "description", &page)?,
        group: None,
        position: fields.number("position", 1, 1_000_000)?,
        showcase: fields.flag("showcase")?,
        only_show_if_degraded: fields.flag("only_show_if_degraded")?,
        since: said::moment(fields, "since", &[&page])?.map(|moment| moment.at),
    };
    let actor = ask.caller.actor();
    components::update(&mut tx, ask.now, actor, page.id, one.id, &change).await?;
    done(tx, &ask).await
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
    components::change_status(&mut tx, ask.now, actor, page.id, one.id, status).await?;
    done(tx, &ask).await
}

async fn done(mut tx: Tx, ask: &Ask) -> Answered {
    let (page, one) = component(&mut tx, ask, Role::Reader).await?;
    ask.done(tx, Reply::ok(&told_component(&page, &one))?).await
}

fn texts(fields: &Fields, name: &'static str, page: &Page) -> Result<Vec<(Locale, String)>, Error> {
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
