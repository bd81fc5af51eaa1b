//! Templates: what is written before anything breaks; listed, made, changed, taken away.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{ComponentStatus, Impact, IncidentStatus};
use uuid::Uuid;

use super::{
    super::{
        desk::{
            answer::{self, see_other},
            scene::{self, standing},
        },
        form::{Control, Deed, Field, Form, Pick, Typed, Weight},
        frame::Frame,
    },
    FormPage, put_words,
};
use crate::{
    components,
    ground::{Error, Refusal, Result, Tx},
    incidents::{self, NewTemplate, Template, TemplateContent, TemplateId},
    members::{Role, SignedIn},
    pages::{self, Page},
    web::{Reader, Site, words},
};

/// What a component may be turned to.
const DEGREES: &[ComponentStatus] = &[
    ComponentStatus::Operational,
    ComponentStatus::DegradedPerformance,
    ComponentStatus::PartialOutage,
    ComponentStatus::MajorOutage,
];

#[derive(askama::Template)]
#[template(path = "console/setup/templates.html")]
struct TemplatesPage {
    frame: Frame,
    back: (String, String),
    title: String,
    lead: String,
    none: String,
    make: (String, String),
    templates: Vec<(String, String, String)>,
}

/// Answers `/console/pages/{slug}/templates`.
///
/// # Errors
/// `NotFound` or `Refused` for whoever may not publish on it.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    let reader = scene::reader(&mut tx, &site, &signed_in, &page).await?;
    let here = here(&page);
    let row = |one: &Template| {
        let title = reader.plain(&one.content.title).unwrap_or_default();
        (format!("{here}/{}", one.id.0), one.name.clone(), title)
    };
    let title = reader.say("templates-title");
    let screen = TemplatesPage {
        frame: Frame::inside(&site, &signed_in, &title).at("/console/pages"),
        back: ("/console/pages".to_owned(), reader.say("setup-title")),
        title: format!("{title} – {}", page.name_in(reader.locale())),
        lead: reader.say("templates-lead"),
        none: reader.say("templates-none"),
        make: (format!("{here}/new"), reader.say("templates-new")),
        templates: incidents::templates_of(&mut tx, page.id)
            .await?
            .iter()
            .map(row)
            .collect(),
    };
    answer::page(&screen, StatusCode::OK)
}

fn here(page: &Page) -> String {
    format!("/console/pages/{}/templates", page.slug)
}

/// The page under `slug`, for a member who may publish on it.
async fn page_of(tx: &mut Tx, signed_in: &SignedIn, slug: &str) -> Result<Page> {
    let page = pages::find_by_slug(tx, slug).await?;
    let page = page.ok_or(Error::NotFound)?;
    signed_in.on(tx, page.id, Role::Publisher).await?;
    Ok(page)
}

/// Answers `GET /console/pages/{slug}/templates/new`.
///
/// # Errors
/// As [`show`].
pub async fn ask_new(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    let typed = Typed::default();
    ask_for(&mut tx, &site, &signed_in, &page, None, &typed, None).await
}

/// Answers `GET /console/pages/{slug}/templates/{id}`.
///
/// # Errors
/// As [`show`]; `NotFound` without such a template.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    let all = incidents::templates_of(&mut tx, page.id).await?;
    let one = all.iter().find(|one| one.id == TemplateId(id));
    let typed = as_typed(one.ok_or(Error::NotFound)?);
    let id = Some(TemplateId(id));
    ask_for(&mut tx, &site, &signed_in, &page, id, &typed, None).await
}

/// Answers `POST /console/pages/{slug}/templates/new`.
///
/// # Errors
/// As [`show`].
pub async fn make(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, &slug, None, &typed).await
}

/// Answers `POST /console/pages/{slug}/templates/{id}`.
///
/// # Errors
/// As [`ask`].
pub async fn store(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, &slug, Some(TemplateId(id)), &typed).await
}

async fn done(
    site: &Site,
    signed_in: &SignedIn,
    slug: &str,
    id: Option<TemplateId>,
    typed: &Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let page = page_of(&mut tx, signed_in, slug).await?;
    match write(&mut tx, site, signed_in, &page, id, typed).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&here(&page)))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            let mut tx = site.db.snapshot().await?;
            ask_for(&mut tx, site, signed_in, &page, id, typed, Some(refusal)).await
        }
        Err(other) => Err(other),
    }
}

async fn write(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    page: &Page,
    id: Option<TemplateId>,
    typed: &Typed,
) -> Result<()> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let new = NewTemplate {
        page: page.id,
        name: typed.get("name").trim().to_owned(),
        content: TemplateContent {
            title: typed.words("title", &page.locales),
            text: typed.words("text", &page.locales),
            status: typed.get("status").parse().ok(),
            impact: typed.get("impact").parse().ok(),
            components: typed.parts(),
        },
    };
    match id {
        Some(id) if typed.get("deed") == "delete" => {
            incidents::delete_template(tx, now, actor, page.id, id).await
        }
        Some(id) => incidents::update_template(tx, now, actor, id, new).await,
        None => incidents::create_template(tx, now, actor, new)
            .await
            .map(|_| ()),
    }
}

fn as_typed(one: &Template) -> Typed {
    let mut typed = Typed::default();
    typed.set("name", one.name.clone());
    put_words(&mut typed, "title", &one.content.title);
    put_words(&mut typed, "text", &one.content.text);
    typed.set(
        "status",
        one.content.status.map_or("", IncidentStatus::as_str),
    );
    typed.set("impact", one.content.impact.map_or("", Impact::as_str));
    for (id, degree) in &one.content.components {
        typed.set(&format!("part-{id}"), degree.as_str());
    }
    typed
}

async fn ask_for(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    page: &Page,
    id: Option<TemplateId>,
    typed: &Typed,
    refusal: Option<Refusal>,
) -> Result<Response> {
    let words = words::first_of([&signed_in.locale]);
    let reader = scene::reader(tx, site, signed_in, page).await?;
    let mut form = form(tx, &reader, page, id, typed).await?;
    let title = match id {
        Some(_) => typed.get("name").to_owned(),
        None => words.say("templates-new"),
    };
    let status = refusal.as_ref().map_or(StatusCode::OK, answer::status_of);
    let screen = FormPage {
        frame: Frame::inside(site, signed_in, &title).at("/console/pages"),
        back: (here(page), words.say("templates-title")),
        wrong: refusal.map(|refusal| form.refuse(&reader, &refusal)),
        done: None,
        kept: None,
        title,
        form,
    };
    answer::page(&screen, status)
}

async fn form(
    tx: &mut Tx,
    reader: &Reader,
    page: &Page,
    id: Option<TemplateId>,
    typed: &Typed,
) -> Result<Form> {
    let text = |name: &'static str, key: &str, rows| {
        let said = typed.words(name, &page.locales);
        Field::of(
            name,
            reader.say(key),
            Control::words(rows, &page.locales, &said),
        )
    };
    let open = IncidentStatus::ALL.iter();
    let open = open.filter(|one| **one != IncidentStatus::Postmortem);
    let statuses: Vec<&str> = open.map(|one| one.as_str()).collect();
    let impacts: Vec<&str> = Impact::ALL.iter().map(|one| one.as_str()).collect();
    let mut fields = vec![
        Field::of(
            "name",
            reader.say("templates-name"),
            Control::line(typed.get("name")),
        )
        .hinted(reader.say("templates-name-hint")),
        text("title", "templates-what", 1).hinted(reader.say("templates-places")),
        text("text", "templates-text", 5),
        list(reader, typed, "status", "incident", &statuses),
        list(reader, typed, "impact", "impact", &impacts),
    ];
    let parts = standing(components::of_page(tx, page.id).await?);
    if !parts.is_empty() {
        let groups = components::groups_of_page(tx, page.id).await?;
        let control = Control::parts(reader, &parts, &groups, DEGREES, typed);
        let control = control.folded(reader.say("templates-parts"));
        fields.push(Field::of("components", reader.say("setup-parts"), control));
    }
    let mut deeds = vec![Deed::of(
        "store",
        reader.say("setup-do-store"),
        Weight::Main,
    )];
    deeds.extend(id.map(|_| Deed::of("delete", reader.say("templates-delete"), Weight::Grave)));
    let place = id.map_or_else(|| "new".to_owned(), |id| id.0.to_string());
    Ok(Form {
        fields,
        deeds,
        back: Some((here(page), reader.say("form-back"))),
        ..Form::to("template", format!("{}/{place}", here(page)))
    })
}

/// One of several words, or none.
fn list(reader: &Reader, typed: &Typed, name: &'static str, prefix: &str, all: &[&str]) -> Field {
    let chosen = typed.get(name);
    let mut picks = vec![Pick::of(
        "",
        reader.say("templates-open"),
        chosen.is_empty(),
    )];
    picks.extend(all.iter().map(|one| {
        let label = reader.say(&format!("{prefix}-{one}"));
        Pick::of(*one, label, *one == chosen)
    }));
    let label = reader.say(&format!("templates-{name}"));
    Field::of(name, label, Control::List(picks))
}
