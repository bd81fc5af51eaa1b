//! `/templates`: what is written before anything breaks, with places to fill in, in every language of a page.

use std::collections::BTreeMap;

use beffroi_domain::LocalizedText;
use serde_json::{Value, json};

use super::{
    PAGE,
    command::{IMPACTS, STATUSES, turned},
    incident::{page_named, page_of},
    look::{template, whole},
    said,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, DELETE, POST, PUT, read as reads, write},
        extra::{stamp, texts},
        fields::Fields,
    },
    ground::{Error, Refusal, Result, Tx},
    incidents::{self, NewTemplate, Template, TemplateContent, TemplateId},
    members::Role,
    pages::Page,
    work,
};

const LONGEST_NAME: usize = 255;

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/templates";
    const ONE: &str = "/templates/{template}";
    const RENDER: &str = "/templates/{template}/render";
    const BODY: Option<&str> = Some("OwnTemplateBody");
    const ADMIN: Role = Role::Administrator;
    vec![
        reads(ALL, "listTemplates", "All templates of a page", "OwnTemplates", &[PAGE], work!(list)),
        reads(ONE, "readTemplate", "One template", "OwnTemplate", &[], work!(read)),
        write((POST, ALL), "makeTemplate", "Makes a template", BODY, (201, "OwnTemplate"), work!(create)).by(ADMIN),
        write((PUT, ONE), "changeTemplate", "Changes a template: its name and all that it sets", BODY, (200, "OwnTemplate"), work!(update)).by(ADMIN),
        write((DELETE, ONE), "deleteTemplate", "Takes a template away; what was written with it stays", None, (204, ""), work!(delete)).by(ADMIN),
        write((POST, RENDER), "renderTemplate", "A template with its places filled in; open are those that nobody filled", Some("RenderBody"), (200, "OwnRendered"), work!(render)).by(Role::Reader),
    ]
}

/// All templates of a page, by name.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let all = incidents::templates_of(&mut tx, page.id).await?;
    Reply::ok(&whole(all.iter().map(|one| told(&page, one)).collect()))
}

/// One template.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let (page, one) = template(&mut tx, &ask, Role::Reader).await?;
    Reply::ok(&told(&page, &one))
}

/// Makes a template.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn create(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Administrator).await?;
    let new = said_template(&mut tx, &ask.body, &page).await?;
    let id = incidents::create_template(&mut tx, ask.now, ask.caller.actor(), new).await?;
    let made = Reply::created(&told(&page, &find(&mut tx, &page, id).await?))?;
    ask.done(tx, made).await
}

/// Changes a template.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn update(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, one) = template(&mut tx, &ask, Role::Administrator).await?;
    let new = said_template(&mut tx, &ask.body, &page).await?;
    incidents::update_template(&mut tx, ask.now, ask.caller.actor(), one.id, new).await?;
    let changed = Reply::ok(&told(&page, &find(&mut tx, &page, one.id).await?))?;
    ask.done(tx, changed).await
}

/// Takes a template away.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn delete(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, one) = template(&mut tx, &ask, Role::Administrator).await?;
    incidents::delete_template(&mut tx, ask.now, ask.caller.actor(), page.id, one.id).await?;
    ask.done(tx, Reply::nothing()).await
}

/// Fills a template in.
///
/// # Errors
/// `NotFound` where there is none; `Refused` where a value is no text.
pub async fn render(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let (page, one) = template(&mut tx, &ask, Role::Reader).await?;
    let mut values: BTreeMap<String, LocalizedText> = BTreeMap::new();
    for (name, value) in ask.body.each("values")?.unwrap_or_default() {
        let wrong = |_| Refusal::of("values", format!("{name}: send a text, or one per locale"));
        let value = said::text(&value, "value", &[&page]).map_err(wrong)?;
        values.insert(name, value);
    }
    let filled = incidents::render_template(&one.content, &values);
    let mut answer = content(&filled.content);
    answer["open"] = json!(filled.open);
    Reply::ok(&answer)
}

async fn said_template(tx: &mut Tx, fields: &Fields, page: &Page) -> Result<NewTemplate> {
    let components = said::components(tx, fields, &[page]).await?;
    Ok(NewTemplate {
        page: page.id,
        name: Fields::needed("name", fields.text("name", LONGEST_NAME)?)?,
        content: TemplateContent {
            title: said::text(fields, "title", &[page])?,
            text: said::text(fields, "text", &[page])?,
            status: fields.word("status", STATUSES)?,
            impact: fields.word("impact", IMPACTS)?,
            components,
        },
    })
}

async fn find(tx: &mut Tx, page: &Page, id: TemplateId) -> Result<Template> {
    let all = incidents::templates_of(tx, page.id).await?;
    all.into_iter()
        .find(|one| one.id == id)
        .ok_or(Error::NotFound)
}

fn told(page: &Page, one: &Template) -> Value {
    let mut told = content(&one.content);
    told["id"] = json!(one.id);
    told["public_id"] = json!(one.public_id);
    told["page"] = json!(page.public_id);
    told["name"] = json!(one.name);
    told["created_at"] = json!(stamp(one.created_at));
    told["updated_at"] = json!(stamp(one.updated_at));
    told
}

fn content(content: &TemplateContent) -> Value {
    json!({
        "title": texts(&content.title),
        "text": texts(&content.text),
        "status": content.status,
        "impact": content.impact,
        "components": turned(&content.components),
    })
}
