//! Templates: what is written before anything breaks; listed, and what the form of one asks for.

use beffroi_domain::{Impact, IncidentStatus, PageId};
use uuid::Uuid;

use super::{
    super::{
        desk::scene::standing,
        form::{Control, Field, Typed},
    },
    listed::Listed,
    put_words,
    thing::{Around, Called, Thing},
};
use crate::{
    components,
    ground::{Result, Tx},
    incidents::{self, NewTemplate, OPEN_STATUSES, TURNS, Template, TemplateContent, TemplateId},
    members::Role,
    web::Reader,
};

impl Listed for Template {
    const SAID: (&'static str, &'static str) = ("templates-lead", "templates-none");

    fn about(&self, around: &Around<'_>) -> Vec<String> {
        vec![around.called(&self.content.title)]
    }
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
            around.list(
                typed,
                ("status", "templates-status"),
                "templates-open",
                "incident",
                &statuses,
            ),
            around.list(
                typed,
                ("impact", "templates-impact"),
                "templates-open",
                "impact",
                &impacts,
            ),
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
