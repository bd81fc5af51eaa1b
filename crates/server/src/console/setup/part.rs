//! One service: what its form asks for, and what becomes of it.

use beffroi_domain::{ComponentId, ComponentStatus, GroupId, PageId};
use uuid::Uuid;

use super::{
    super::{
        desk::scene::standing,
        form::{Control, Field, Pick, Typed},
    },
    put_words,
    thing::{Around, Called, Ordered, Thing},
    typed_words,
};
use crate::{
    components::{self, Component, ComponentChange, Group, NewComponent},
    ground::{Result, Tx},
    members::Role,
    web::Reader,
};

impl Thing for Component {
    const CALLED: Called = Called {
        form: "part",
        place: "parts",
        list: ("parts", "setup-parts"),
        new: "parts-new",
        delete: ("parts-delete", Some("parts-delete-note")),
    };
    const ROLE: Role = Role::Administrator;

    fn object(&self) -> Uuid {
        self.id.0
    }

    fn name(&self, reader: &Reader) -> String {
        reader.plain(&self.name).unwrap_or_default()
    }

    fn fresh() -> Typed {
        let mut typed = Typed::default();
        typed.set("showcase", "yes");
        typed
    }

    fn as_typed(&self) -> Typed {
        let mut typed = Typed::default();
        put_words(&mut typed, "name", &self.name);
        put_words(&mut typed, "description", &self.description);
        let group = self.group.map(|group| group.to_string());
        typed.set("group_id", group.unwrap_or_default());
        let mut check = |name, is_on| typed.set(name, if is_on { "yes" } else { "" });
        check("showcase", self.showcase);
        check("only_show_if_degraded", self.only_show_if_degraded);
        typed
    }

    async fn of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Self>> {
        Ok(standing(components::of_page(tx, page).await?))
    }

    async fn fields(tx: &mut Tx, around: &Around<'_>, typed: &Typed) -> Result<Vec<Field>> {
        let reader = &around.reader;
        let check = |name: &'static str, key: &str| {
            let is_on = typed.is_on(name);
            Field::of(name, reader.say(key), Control::Check { is_on })
        };
        let groups = components::groups_of_page(tx, around.page.id).await?;
        Ok(vec![
            around.text(typed, "name", "parts-name", 1),
            around.text(typed, "description", "parts-about", 1),
            group_field(around, &groups, typed.get("group_id")),
            check("showcase", "parts-showcase"),
            check("only_show_if_degraded", "parts-only"),
        ])
    }

    async fn write(
        tx: &mut Tx,
        around: &Around<'_>,
        id: Option<Uuid>,
        typed: &Typed,
    ) -> Result<()> {
        let ((now, actor), page) = (around.deed(), &around.page);
        let group = typed.get("group_id").parse().ok().map(GroupId);
        let id = match id {
            Some(id) => ComponentId(id),
            None => {
                let peers = Self::of_page(tx, page.id).await?;
                let places = peers.iter().filter(|one| one.group == group);
                let new = NewComponent {
                    public_id: None,
                    group,
                    name: typed.words("name", &page.locales),
                    description: typed.words("description", &page.locales),
                    position: places.map(|one| one.position).max().unwrap_or(0) + 1,
                    status: ComponentStatus::Operational,
                    since: now,
                };
                components::create(tx, now, actor, page.id, new).await?
            }
        };
        let change = ComponentChange {
            name: typed_words(typed, "name", &page.locales),
            description: typed_words(typed, "description", &page.locales),
            group: Some(group),
            position: None,
            showcase: Some(typed.is_on("showcase")),
            only_show_if_degraded: Some(typed.is_on("only_show_if_degraded")),
            since: None,
        };
        components::update(tx, now, actor, page.id, id, &change).await?;
        Ok(())
    }

    async fn delete(tx: &mut Tx, around: &Around<'_>, id: Uuid) -> Result<()> {
        let (now, actor) = around.deed();
        components::delete(tx, now, actor, around.page.id, ComponentId(id)).await
    }
}

impl Ordered for Component {
    fn is_beside(&self, other: &Self) -> bool {
        self.group == other.group
    }

    async fn put(tx: &mut Tx, around: &Around<'_>, id: Uuid, position: i64) -> Result<()> {
        let (now, actor) = around.deed();
        let change = ComponentChange {
            position: Some(position),
            ..ComponentChange::default()
        };
        components::update(tx, now, actor, around.page.id, ComponentId(id), &change).await?;
        Ok(())
    }
}

fn group_field(around: &Around<'_>, groups: &[Group], chosen: &str) -> Field {
    let none = around.reader.say("parts-group-none");
    let mut picks = vec![Pick::of("", none, chosen.is_empty())];
    picks.extend(groups.iter().map(|group| {
        let id = group.id.to_string();
        let is_chosen = id == chosen;
        Pick::of(id, around.called(&group.name), is_chosen)
    }));
    let label = around.reader.say("parts-group");
    Field::of("group_id", label, Control::List(picks))
}
