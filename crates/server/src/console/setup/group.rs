//! One group of services: what its form asks for, and what becomes of it.

use beffroi_domain::{GroupId, PageId};
use uuid::Uuid;

use super::{
    super::form::{Field, Typed},
    put_words,
    thing::{Around, Called, Ordered, Thing},
    typed_words,
};
use crate::{
    components::{self, Group, GroupChange, NewGroup},
    ground::{Result, Tx},
    members::Role,
    web::Reader,
};

impl Thing for Group {
    const CALLED: Called = Called {
        form: "group",
        place: "groups",
        list: ("parts", "setup-parts"),
        new: "parts-new-group",
        delete: ("parts-delete-group", Some("parts-delete-group-note")),
    };
    const ROLE: Role = Role::Administrator;

    fn object(&self) -> Uuid {
        self.id.0
    }

    fn name(&self, reader: &Reader) -> String {
        reader.plain(&self.name).unwrap_or_default()
    }

    fn as_typed(&self) -> Typed {
        let mut typed = Typed::default();
        put_words(&mut typed, "name", &self.name);
        put_words(&mut typed, "description", &self.description);
        typed
    }

    async fn of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Self>> {
        components::groups_of_page(tx, page).await
    }

    async fn fields(_: &mut Tx, around: &Around<'_>, typed: &Typed) -> Result<Vec<Field>> {
        Ok(vec![
            around.text(typed, "name", "parts-name", 1),
            around.text(typed, "description", "parts-about", 1),
        ])
    }

    async fn write(
        tx: &mut Tx,
        around: &Around<'_>,
        id: Option<Uuid>,
        typed: &Typed,
    ) -> Result<()> {
        let ((now, actor), page) = (around.deed(), &around.page);
        let id = match id {
            Some(id) => GroupId(id),
            None => {
                let peers = Self::of_page(tx, page.id).await?;
                let new = NewGroup {
                    public_id: None,
                    name: typed.words("name", &page.locales),
                    position: peers.iter().map(|one| one.position).max().unwrap_or(0) + 1,
                };
                components::create_group(tx, now, actor, page.id, new).await?
            }
        };
        let change = GroupChange {
            name: typed_words(typed, "name", &page.locales),
            description: typed_words(typed, "description", &page.locales),
            ..GroupChange::default()
        };
        components::update_group(tx, now, actor, page.id, id, &change).await?;
        Ok(())
    }

    async fn delete(tx: &mut Tx, around: &Around<'_>, id: Uuid) -> Result<()> {
        let (now, actor) = around.deed();
        components::delete_group(tx, now, actor, around.page.id, GroupId(id)).await
    }
}

impl Ordered for Group {
    fn is_beside(&self, _: &Self) -> bool {
        true
    }

    async fn put(tx: &mut Tx, around: &Around<'_>, id: Uuid, position: i64) -> Result<()> {
        let (now, actor) = around.deed();
        let change = GroupChange {
            position: Some(position),
            ..GroupChange::default()
        };
        components::update_group(tx, now, actor, around.page.id, GroupId(id), &change).await?;
        Ok(())
    }
}
