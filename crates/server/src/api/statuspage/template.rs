//! `/pages/{page_id}/incident_templates`.

use beffroi_domain::{ComponentStatus, IncidentStatus, LocalizedText};
use serde_json::{Value, json};

use super::{
    component::{LONGEST_NAME, LONGEST_TEXT},
    paging::Paging,
    tell::Teller,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        extra::texts,
        fields::Fields,
    },
    ground::{Error, Refusal},
    incidents::{self, NewTemplate, Template, TemplateContent},
    members::Role,
};

const STATUSES: &[&str] = &["investigating", "identified", "monitoring", "resolved"];

/// All templates.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let paging = Paging::of(&ask)?;
    let mut tx = ask.look().await?;
    let page = ask.page(&mut tx, Role::Reader).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let all = incidents::templates_of(&mut tx, teller.page.id).await?;
    let told = all.iter().map(|one| told(&teller, one));
    Reply::ok(&paging.part(told.collect()))
}

/// Makes a template; its texts count as the page's default locale.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn create(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Administrator).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let fields = ask.wrapped("template")?;
    let locale = teller.page.default_locale();
    let single = |text: String| LocalizedText::single(locale.clone(), text);
    let needed = |name, most| Fields::needed(name, fields.text(name, most)?);
    let mut components = Vec::new();
    for id in fields.texts("component_ids")?.unwrap_or_default() {
        let message = format!("the page has no component {id:?}");
        let found = teller
            .find(&id)
            .ok_or_else(|| Refusal::of("component_ids", message))?;
        components.push((found.id, ComponentStatus::Operational));
    }
    let status: Option<IncidentStatus> = fields.word("update_status", STATUSES)?;
    let new = NewTemplate {
        page: teller.page.id,
        name: needed("name", LONGEST_NAME)?,
        content: TemplateContent {
            title: single(needed("title", LONGEST_NAME)?),
            text: single(needed("body", LONGEST_TEXT)?),
            status,
            impact: None,
            components,
        },
    };
    let actor = ask.caller.actor();
    let id = incidents::create_template(&mut tx, ask.now, actor, new).await?;
    let all = incidents::templates_of(&mut tx, teller.page.id).await?;
    let made = all.iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    ask.done(tx, Reply::created(&told(&teller, made))?).await
}

fn told(teller: &Teller, one: &Template) -> Value {
    let said = |text: &LocalizedText| {
        let found = text.resolve(teller.page.default_locale(), &teller.page.locales);
        found.map_or_else(String::new, |resolved| resolved.text.to_owned())
    };
    let named = one.content.components.iter().filter_map(|(id, _)| {
        let found = teller.components().find(|one| one.id == *id)?;
        Some(teller.component(found))
    });
    json!({
        "id": one.public_id,
        "components": named.collect::<Vec<_>>(),
        "name": one.name,
        "title": said(&one.content.title),
        "body": said(&one.content.text),
        "group_id": null,
        "update_status": one.content.status,
        "should_tweet": false,
        "should_send_notifications": true,
        "beffroi": {
            "id": one.id,
            "title": texts(&one.content.title),
            "text": texts(&one.content.text),
        },
    })
}
