//! Templates: what is written before anything breaks; listed, and what the form of one asks for.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{Impact, IncidentStatus, PageId};
use uuid::Uuid;

use super::{
    super::{
        answer,
        desk::scene::standing,
        form::{Control, Field, Pick, Typed},
        frame::Frame,
    },
    put_words,
    thing::{Around, Called, Thing},
};
use crate::{
    components, declarations,
    ground::{Result, Tx},
    incidents::{self, NewTemplate, OPEN_STATUSES, TURNS, Template, TemplateContent, TemplateId},
    members::{Role, SignedIn},
    web::{Reader, Site},
};

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
    let around = Around::load(&mut tx, &site, &signed_in, &slug, Template::ROLE).await?;
    let reader = &around.reader;
    let kept = declarations::kept_of_page(&mut tx, around.page.id).await?;
    let row = |one: &Template| {
        let mut about = vec![around.called(&one.content.title)];
        let is_kept = kept.iter().any(|kept| kept.object == one.id.0);
        about.extend(is_kept.then(|| reader.say("parts-kept")));
        about.retain(|said| !said.is_empty());
        let address = around.address(&format!("templates/{}", one.id.0));
        (address, one.name.clone(), about.join(" · "))
    };
    let title = reader.say("templates-title");
    let all = Template::of_page(&mut tx, around.page.id).await?;
    let screen = TemplatesPage {
        frame: around.frame(&title),
        back: ("/console/pages".to_owned(), reader.say("setup-title")),
        title: format!("{title} – {}", around.page.name_in(reader.locale())),
        lead: reader.say("templates-lead"),
        none: reader.say("templates-none"),
        make: (around.address("templates/new"), reader.say("templates-new")),
        templates: all.iter().map(row).collect(),
    };
    answer::page(&screen, StatusCode::OK)
}

impl Thing for Template {
    const CALLED: Called = Called {
        form: "template",
        place: "templates",
        list: ("templates", "templates-title"),
        new: "templates-new",
        delete: ("templates-delete", None),
    };
    const ROLE: Role = Role::Publisher;

    fn object(&self) -> Uuid {
        self.id.0
    }

    fn name(&self, _: &Reader) -> String {
        self.name.clone()
    }

    fn as_typed(&self) -> Typed {
        let (mut typed, content) = (Typed::default(), &self.content);
        typed.set("name", self.name.clone());
        put_words(&mut typed, "title", &content.title);
        put_words(&mut typed, "text", &content.text);
        typed.set("status", content.status.map_or("", IncidentStatus::as_str));
        typed.set("impact", content.impact.map_or("", Impact::as_str));
        for (id, degree) in &content.components {
            typed.set(&format!("part-{id}"), degree.as_str());
        }
        typed
    }

    async fn of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Self>> {
        incidents::templates_of(tx, page).await
    }

    async fn fields(tx: &mut Tx, around: &Around<'_>, typed: &Typed) -> Result<Vec<Field>> {
        let (reader, page) = (&around.reader, around.page.id);
        let statuses: Vec<&str> = OPEN_STATUSES.iter().map(|one| one.as_str()).collect();
        let impacts: Vec<&str> = Impact::ALL.iter().map(|one| one.as_str()).collect();
        let name = Control::line(typed.get("name"));
        let mut fields = vec![
            Field::of("name", reader.say("templates-name"), name)
                .hinted(reader.say("templates-name-hint")),
            around
                .text(typed, "title", "templates-what", 1)
                .hinted(reader.say("templates-places")),
            around.text(typed, "text", "templates-text", 5),
            list(reader, typed, "status", "incident", &statuses),
            list(reader, typed, "impact", "impact", &impacts),
        ];
        let parts = standing(components::of_page(tx, page).await?);
        if !parts.is_empty() {
            let groups = components::groups_of_page(tx, page).await?;
            let control = Control::parts(reader, &parts, &groups, TURNS, typed);
            let control = control.folded(reader.say("templates-parts"));
            fields.push(Field::of("components", reader.say("setup-parts"), control));
        }
        Ok(fields)
    }

    async fn write(
        tx: &mut Tx,
        around: &Around<'_>,
        id: Option<Uuid>,
        typed: &Typed,
    ) -> Result<()> {
        let ((now, actor), page) = (around.deed(), &around.page);
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
            Some(id) => incidents::update_template(tx, now, actor, TemplateId(id), new).await,
            None => incidents::create_template(tx, now, actor, new)
                .await
                .map(|_| ()),
        }
    }

    async fn delete(tx: &mut Tx, around: &Around<'_>, id: Uuid) -> Result<()> {
        let (now, actor) = around.deed();
        incidents::delete_template(tx, now, actor, around.page.id, TemplateId(id)).await
    }
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
