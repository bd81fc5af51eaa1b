//! Templates: what is written before anything breaks, with places to fill in, in every language of a page.

use std::collections::{BTreeMap, BTreeSet};

use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, Impact, IncidentStatus, Locale, LocalizedText, PageId,
    PublicId, template,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::stand;
use crate::{
    audit, components,
    ground::{
        Error, Refusal, RefusalKind, Result, Tx,
        db::{instant, word},
        token,
    },
    pages, params,
};

/// What a component may turn to with a template.
pub const TURNS: &[ComponentStatus] = &[
    ComponentStatus::Operational,
    ComponentStatus::DegradedPerformance,
    ComponentStatus::PartialOutage,
    ComponentStatus::MajorOutage,
];

/// Where an incident may stand with a template.
pub const OPEN_STATUSES: &[IncidentStatus] = &[
    IncidentStatus::Investigating,
    IncidentStatus::Identified,
    IncidentStatus::Monitoring,
    IncidentStatus::Resolved,
];

/// A template, inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TemplateId(pub Uuid);

/// What a template sets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateContent {
    /// The title, with places such as `{{ component }}`.
    pub title: LocalizedText,
    /// The statement, with places.
    pub text: LocalizedText,
    /// Where the incident stands with it.
    pub status: Option<IncidentStatus>,
    /// What readers feel.
    pub impact: Option<Impact>,
    /// Components that turn with it.
    pub components: Vec<(ComponentId, ComponentStatus)>,
}

/// A template of a page.
#[derive(Clone, Debug)]
pub struct Template {
    /// Ours, inside.
    pub id: TemplateId,
    /// As programs see it.
    pub public_id: PublicId,
    /// What its page calls it; unique there.
    pub name: String,
    /// What it sets.
    pub content: TemplateContent,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A checked command: make a template, or change the one of that name.
#[derive(Clone, Debug)]
pub struct NewTemplate {
    /// On which page.
    pub page: PageId,
    /// What it is called.
    pub name: String,
    /// What it sets.
    pub content: TemplateContent,
}

/// A template with what could be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// What it sets, filled.
    pub content: TemplateContent,
    /// Places that nobody filled.
    pub open: BTreeSet<String>,
}

#[derive(sqlx_macros::FromRow)]
struct TemplateRow {
    id: Uuid,
    public_id: String,
    name: String,
    content: String,
    created_at: i64,
    updated_at: i64,
}

/// Makes a template.
///
/// # Errors
/// `Refused` for a name that is blank, long or taken, and for locales and components of other pages;
/// `NotFound` without such a page.
pub async fn create_template(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: NewTemplate,
) -> Result<TemplateId> {
    check(tx, new.page, &new.name, &new.content).await?;
    let id = TemplateId(token::new_id(now));
    let made = tx
        .exec(
            "INSERT INTO incident_templates
             (id, page_id, public_id, name, content, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (page_id, name) DO NOTHING",
            params![
                id.0,
                new.page,
                token::new_public_id().as_str(),
                new.name.trim(),
                serde_json::to_string(&new.content)?,
                now
            ],
        )
        .await?;
    if made == 0 {
        return Err(taken().into());
    }
    audit::record(tx, now, actor, "template.create", id.0, "").await?;
    Ok(id)
}

/// Changes a template: its name and all that it sets.
///
/// # Errors
/// As [`create_template`]; `NotFound` without such a template on that page.
pub async fn update_template(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: TemplateId,
    new: NewTemplate,
) -> Result<()> {
    check(tx, new.page, &new.name, &new.content).await?;
    let name = new.name.trim();
    let others = templates_of(tx, new.page).await?;
    if others.iter().any(|one| one.id != id && one.name == name) {
        return Err(taken().into());
    }
    let changed = tx
        .exec(
            "UPDATE incident_templates SET name = $3, content = $4, updated_at = $5
             WHERE id = $1 AND page_id = $2",
            params![
                id.0,
                new.page,
                name,
                serde_json::to_string(&new.content)?,
                now
            ],
        )
        .await?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    audit::record(tx, now, actor, "template.update", id.0, "").await
}

/// Takes a template away; what was written with it stays.
///
/// # Errors
/// `NotFound` without such a template on that page.
pub async fn delete_template(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    id: TemplateId,
) -> Result<()> {
    let gone = tx
        .exec(
            "DELETE FROM incident_templates WHERE id = $1 AND page_id = $2",
            params![id.0, page],
        )
        .await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    audit::record(tx, now, actor, "template.delete", id.0, "").await
}

/// The templates of a page, by name.
///
/// # Errors
/// A fault when the database is away.
pub async fn templates_of(tx: &mut Tx, page: PageId) -> Result<Vec<Template>> {
    let rows: Vec<TemplateRow> = tx
        .list(
            "SELECT id, public_id, name, content, created_at, updated_at FROM incident_templates
             WHERE page_id = $1 ORDER BY name, id",
            params![page],
        )
        .await?;
    let one = |row: TemplateRow| {
        Ok(Template {
            id: TemplateId(row.id),
            public_id: word(&row.public_id)?,
            name: row.name,
            content: serde_json::from_str(&row.content)?,
            created_at: instant(row.created_at)?,
            updated_at: instant(row.updated_at)?,
        })
    };
    rows.into_iter().map(one).collect()
}

/// Fills a template. A value is taken in the language of the line, else in any that it has.
#[must_use]
pub fn render_template(
    content: &TemplateContent,
    values: &BTreeMap<String, LocalizedText>,
) -> Rendered {
    let value = |name: &str, locale: &Locale| Some(values.get(name)?.resolve(locale, &[])?.text);
    let title = template::fill(&content.title, value);
    let text = template::fill(&content.text, value);
    Rendered {
        content: TemplateContent {
            title: title.text,
            text: text.text,
            ..content.clone()
        },
        open: title.open.into_iter().chain(text.open).collect(),
    }
}

async fn check(tx: &mut Tx, page: PageId, name: &str, content: &TemplateContent) -> Result<()> {
    if !(1..=80).contains(&name.trim().chars().count()) {
        let refusal = Refusal::of("name", "give the template a name of at most 80 letters");
        return Err(refusal.told("refusal-template-name").into());
    }
    let whole = pages::find_by_id(tx, page).await?.ok_or(Error::NotFound)?;
    stand::check_locales("title", &content.title, &[&whole])?;
    stand::check_locales("text", &content.text, &[&whole])?;
    let own = components::ids_of_page(tx, page).await?;
    if content.components.iter().any(|part| !own.contains(&part.0)) {
        let message = "this component is on another page; leave it out";
        let refusal = Refusal::of("components", message);
        return Err(refusal.told("refusal-component-elsewhere").into());
    }
    Ok(())
}

fn taken() -> Refusal {
    Refusal::of(
        "name",
        "this page has a template of that name; choose another",
    )
    .being(RefusalKind::Conflict)
    .told("refusal-template-taken")
}
